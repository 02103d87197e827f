# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a form of supervision is answered: one action, and back to the page; what is refused or overtaken stays on the screen."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from baken.kernel.models import Record
from baken.ui import answering

from ..actors import Actor
from ..authorization.policy import require
from ..http import Request
from ..login.reauth import recent

VIEW = "access.matrix.view"
MANAGE = "access.matrix.manage"


def reader(request: Request, permission: str = VIEW) -> Actor:
    """Return who asks, after asking whether the role goes this far at all; who isn't logged in is asked to."""
    actor: Actor = request.actor
    require(actor, permission)
    return actor


def sensitive(permission: str) -> Callable[[Any], Any]:
    """Have a view ask first whether the role goes this far, and then (`reauth.recent`) who is there.

    In this order: whoever may not open the page is told that it isn't there, not asked for a password.
    """

    def wrap(view: Any) -> Any:
        asked = recent(view)

        @wraps(view)
        def checked(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            reader(request, permission)
            kept: HttpResponse = asked(request, *args, **kwargs)
            return kept

        return checked

    return wrap


def answer(
    request: Request,
    form: forms.Form,
    act: Callable[[], HttpResponse],
    context: Mapping[str, Any],
    *,
    record: Record | None = None,
    template: str = "form",
) -> HttpResponse:
    """Answer with the page of one form, as `ui.answering.answer`."""

    def page(status: int, **more: Any) -> HttpResponse:
        return render(request, f"access/{template}.html", {**context, **more, "form": form}, status=status)

    return answering.answer(form, act, page, actor=request.actor, record=record)
