# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a form of the council is answered: one action, and back to the page; what is refused or overtaken stays on screen."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from baken.access.facade import Actor, Request, require
from baken.kernel import moment
from baken.kernel.models import Record
from baken.kernel.workflow import Transition
from baken.ui import answering

from .forms import StepForm
from .policies import VIEW


def reader(request: Request, permission: str = VIEW) -> Actor:
    """Return who asks, after asking whether the role goes this far at all; who isn't logged in is asked to."""
    actor: Actor = request.actor
    require(actor, permission)
    return actor


def uploaded(request: Request) -> Any:
    """Return the files that were sent, for a form; None where nothing was."""
    return request.FILES if request.method == "POST" else None


def form_page(request: Request, form: forms.Form, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Return the page with one form. `context`: heading, button, crumbs (label, address), and maybe kicker, lede, note."""
    upload = any(isinstance(field, forms.FileField) for field in form.fields.values())
    return render(request, "council/form.html", {**context, "form": form, "upload": upload}, status=status)


def answer(
    request: Request,
    form: forms.Form,
    act: Callable[[], Any],
    context: Mapping[str, Any],
    *,
    told: str,
    record: Record | None = None,
) -> HttpResponse:
    """Show the form, or run `act` with what was filled in, say `told`, and go to the record that it returns.

    With `record`, a change that somebody else made meanwhile is shown beside what was typed; sending again then keeps
    the reader's own. What is refused comes back with every reason and all that was typed.
    """

    def page(status: int, **more: Any) -> HttpResponse:
        return form_page(request, form, {**context, **more}, status=status)

    def done() -> HttpResponse:
        made = act()
        messages.success(request, told)
        return redirect(made)

    return answering.answer(form, done, page, actor=request.actor, record=record)


def as_it_is(record: Record, names: Iterable[str]) -> dict[str, Any]:
    """Return what a form that changes a record begins with: its fields by name, and the version that was seen."""
    return {name: getattr(record, name) for name in (*names, "version")}


def change(
    request: Request, form: forms.Form, act: Callable[..., Any], context: Mapping[str, Any], *, told: str, it: Record
) -> HttpResponse:
    """Answer a form that changes `it` by an action that takes `seen` and `values`."""

    def done() -> Any:
        values = dict(form.cleaned_data)
        return act(actor=request.actor, at=moment.now(), seen=values.pop("version"), values=values)

    return answer(request, form, done, context, told=told, record=it)


def step(
    request: Request,
    transitions: Iterable[Transition],
    act: Callable[..., Any],
    context: Mapping[str, Any],
    *,
    told: str,
) -> HttpResponse:
    """Answer the form of a step on a day: one of `transitions`, by an action that takes its `name` and `on`."""
    steps = [(one.name, one.label) for one in transitions]
    form = StepForm(answering.posted(request), initial={"on": moment.today()}, steps=steps)

    def done() -> Any:
        chosen = form.cleaned_data
        return act(actor=request.actor, at=moment.now(), name=chosen["step"], on=chosen["on"])

    return answer(request, form, done, context, told=told)
