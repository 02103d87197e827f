# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a form of capacity is answered: one action, and on; what is refused or overtaken stays on the screen."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from baken.access.facade import Actor, Request, require
from baken.kernel.models import Record
from baken.ui import answering

from .policies import VIEW


def reader(request: Request, permission: str = VIEW) -> Actor:
    """Return who asks, after asking whether the role goes this far at all; who isn't logged in is asked to."""
    actor: Actor = request.actor
    require(actor, permission)
    return actor


def answer(
    request: Request,
    form: forms.Form,
    act: Callable[[], Any],
    context: Mapping[str, Any],
    *,
    told: str,
    template: str,
    record: Record | None = None,
) -> HttpResponse:
    """Show the form, or run `act`, say `told`, and go to what it returns (the overview where that has no page)."""

    def page(status: int, **more: Any) -> HttpResponse:
        return render(request, template, {**context, **more, "form": form}, status=status)

    def done() -> HttpResponse:
        made = act()
        messages.success(request, told)
        return redirect(made if made is not None else reverse("capacity:overview"))

    def again() -> HttpResponse:
        return redirect(reverse("capacity:overview"))

    return answering.answer(form, done, page, actor=request.actor, record=record, again=again)
