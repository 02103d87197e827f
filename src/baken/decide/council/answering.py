# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a form of the council is answered: one action, and back to the page; what is refused or overtaken stays on screen."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from baken.access.facade import Actor, Request, require
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import Record
from baken.ui.csv_export import render_csv
from baken.ui.forms import overtaken
from baken.ui.free_text import acting
from baken.ui.panels import Panel

from .policies import VIEW


def reader(request: Request, permission: str = VIEW) -> Actor:
    """Return who asks, after asking whether the role goes this far at all; who isn't logged in is asked to."""
    actor: Actor = request.actor
    require(actor, permission)
    return actor


def posted(request: Request) -> Any:
    """Return what was sent, for a form; None where nothing was. An empty form that was sent is not an untouched one."""
    return request.POST if request.method == "POST" else None


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
    if request.method != "POST":
        return form_page(request, form, context)
    if not form.is_valid():
        return form_page(request, form, context, status=422)
    try:
        done = acting(form, request.actor, act)
    except Denied:
        raise
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, str(reason.text))
        return form_page(request, form, context, status=409)
    except StaleVersion:
        if record is None:
            raise
        context = {**context, "conflicts": overtaken(form, record), "overtaken": True}
        return form_page(request, form, context, status=409)
    messages.success(request, told)
    return redirect(done)


def csv_answer(panel: Panel, name: str) -> HttpResponse:
    """Return a panel as a CSV file."""
    response = HttpResponse(render_csv(panel), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
