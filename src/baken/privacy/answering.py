# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How pages of privacy are asked for and its forms answered."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render

from baken.access.facade import Actor, Request, opened, require
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import Record
from baken.ui.forms import overtaken

V = TypeVar("V", bound=Callable[..., Any])


def reader(request: Request, permission: str) -> Actor:
    """Return who asks, after asking whether the role goes this far at all; who isn't logged in is asked to."""
    actor: Actor = request.actor
    require(actor, permission)
    return actor


def overseeing(view: V) -> V:
    """Run a view, its page included, where the guards of records may be seen by whoever oversees them.

    Not for a view by which something changes: actions open what they need, each in its own transaction.
    """

    @wraps(view)
    def within(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.actor.municipality_id:
            answered: HttpResponse = view(request, *args, **kwargs)
            return answered
        with opened(request.actor):
            answered = view(request, *args, **kwargs)
            return answered

    return within  # type: ignore[return-value]


def posted(request: Request) -> Any:
    """Return what was sent, for a form; None where nothing was."""
    return request.POST if request.method == "POST" else None


def answer(
    request: Request,
    form: forms.Form,
    act: Callable[[], str],
    context: Mapping[str, Any],
    *,
    record: Record | None = None,
    template: str = "form",
) -> HttpResponse:
    """Show the form, or run `act` with what was filled in and go to the address that it returns.

    With `record`, a change that somebody else made meanwhile is shown beside what was typed; sending again then keeps the
    reader's own. What is refused comes back with every reason and all that was typed.
    """
    page = f"privacy/{template}.html"
    if not form.is_bound:
        return render(request, page, {**context, "form": form})
    if not form.is_valid():
        return render(request, page, {**context, "form": form}, status=422)
    try:
        return redirect(act())
    except Denied:
        raise
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, str(reason.text))
        return render(request, page, {**context, "form": form}, status=409)
    except StaleVersion:
        if record is None:
            raise
        context = {**context, "conflicts": overtaken(form, record), "overtaken": True}
        return render(request, page, {**context, "form": form}, status=409)
