# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a form of meetings is answered: one action, and back to the page; what is refused or overtaken stays on the screen."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from baken.access.facade import Actor, Request, require
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import Record
from baken.ui.forms import overtaken
from baken.ui.free_text import acting

from .policies import VIEW


def reader(request: Request, permission: str = VIEW) -> Actor:
    """Return who asks, after asking whether the role goes this far at all; who isn't logged in is asked to."""
    actor: Actor = request.actor
    require(actor, permission)
    return actor


def form_page(
    request: Request, form: forms.Form, context: Mapping[str, Any], *, status: int = 200, template: str = "form"
) -> HttpResponse:
    """Return a page with one form."""
    return render(request, f"meetings/{template}.html", {**context, "form": form}, status=status)


def answer(
    request: Request,
    form: forms.Form,
    act: Callable[[], HttpResponse],
    context: Mapping[str, Any],
    *,
    record: Record | None = None,
    template: str = "form",
) -> HttpResponse:
    """Run `act` with a valid form and return its answer; else the page again, with all that was typed.

    With `record`, a change that somebody else made meanwhile is shown beside what was typed; sending again then keeps
    the reader's own.
    """
    if not form.is_valid():
        return form_page(request, form, context, status=422, template=template)
    try:
        return acting(form, request.actor, act)
    except Denied:
        raise
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, str(reason.text))
        return form_page(request, form, context, status=409, template=template)
    except StaleVersion:
        if record is None:
            raise
        context = {**context, "conflicts": overtaken(form, record), "overtaken": True}
        return form_page(request, form, context, status=409, template=template)
