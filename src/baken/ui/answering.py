# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a form is answered: one action, and on to the next page; what is refused or overtaken stays on the screen.

Each feature says how its page looks (`page`) and what happens (`act`); the rest is the same everywhere.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from baken.kernel.actions import Actor
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import Record

from .forms import overtaken
from .free_text import acting
from .once import FIELD, Repeated, only_once

either = require_http_methods(["GET", "HEAD", "POST"])
"""For a page with a form, which is shown and answered at one address."""
Page = Callable[..., HttpResponse]
"""`page(status, **context)`: the page with the form, with what else it must show."""


def answer(
    form: forms.Form,
    act: Callable[[], HttpResponse],
    page: Page,
    *,
    actor: Actor,
    record: Record | None = None,
    again: Callable[[], HttpResponse] | None = None,
) -> HttpResponse:
    """Run `act` with a valid form and return its answer; else the page again, with all that was typed.

    A form that wasn't sent is shown (200), one that isn't valid told (422), what is refused comes back with every reason
    (409). With `record`, a change that somebody else made meanwhile is shown beside what was typed; sending again then
    keeps the reader's own. With `again`, a form whose page drew a token (`ui.once`) does its work once: sent a second time
    it gets the answer of `again`.
    """
    if not form.is_bound:
        return page(200)
    if not form.is_valid():
        return page(422)
    if again is not None:
        act = only_once(actor, str(form.data.get(FIELD, "")), act)
    try:
        return acting(form, actor, act)
    except Repeated:
        assert again is not None
        return again()
    except Denied:
        raise
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, str(reason.text))
        return page(409)
    except StaleVersion:
        if record is None:
            raise
        return page(409, conflicts=overtaken(form, record), overtaken=True)


def repeated(request: HttpRequest, to: Any) -> Callable[[], HttpResponse]:
    """Return the `again` of a form that keeps something: it was kept already, and on to the page `to`."""

    def again() -> HttpResponse:
        messages.info(request, _("Dit was al bewaard. Er is niets dubbel gemaakt."))
        return redirect(to)

    return again


def posted(request: Any) -> Any:
    """Return what was sent, for a form; None where nothing was. An empty form that was sent is not an untouched one."""
    return request.POST if request.method == "POST" else None
