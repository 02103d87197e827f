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
from baken.kernel.models import Record
from baken.ui import answering

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


def answer(
    request: Request,
    form: forms.Form,
    act: Callable[[], str],
    context: Mapping[str, Any],
    *,
    record: Record | None = None,
    template: str = "form",
    again: Callable[[], str] | None = None,
) -> HttpResponse:
    """Answer with the page of one form, as `ui.answering.answer`; `act` returns the address to go to.

    With `again` the form does its work once: sent a second time it goes to the address that `again` returns.
    """

    def page(status: int, **more: Any) -> HttpResponse:
        return render(request, f"privacy/{template}.html", {**context, **more, "form": form}, status=status)

    def repeated() -> HttpResponse:
        assert again is not None
        return redirect(again())

    return answering.answer(
        form, lambda: redirect(act()), page, actor=request.actor, record=record, again=repeated if again else None
    )
