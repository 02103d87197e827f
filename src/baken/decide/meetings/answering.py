# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a form of meetings is answered: one action, and back to the page; what is refused or overtaken stays on the screen."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from baken.access.facade import Actor, Request, require
from baken.kernel.models import Record
from baken.ui import answering

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
    """Answer with the page of one form, as `ui.answering.answer`."""

    def page(status: int, **more: Any) -> HttpResponse:
        return form_page(request, form, {**context, **more}, status=status, template=template)

    return answering.answer(form, act, page, actor=request.actor, record=record)
