# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The doors to a case: every view of one goes through `confidential`, which finds it, opens its context and leaves a trace."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from baken.access.facade import Actor, Request, Vault
from baken.kernel.models import Record
from baken.privacy import facade as privacy
from baken.ui import answering

from . import queries
from .policies import VIEW

ACTIVITY = "casework-premises"
"""What views name. Which activity a request belongs to follows from the register in which its case stands."""


def in_register(request: HttpRequest, vault: Vault) -> None:
    """Have the logbook name the activity of this register."""
    privacy.in_register(request, vault, ACTIVITY)


def for_purpose(request: HttpRequest, actor: Actor, purpose: str) -> None:
    """Have the logbook name the activity of the registers without a desk that serve a purpose, where they agree."""
    vaults = Vault.objects.filter(municipality=actor.municipality_id, desk=False)
    privacy.in_registers(request, vaults, purpose, ACTIVITY)


def _found(actor: Actor, reference: str, purpose: str) -> privacy.Behind:
    seen = queries.find(actor, reference, purpose)
    guarded = seen.case.guarded
    return privacy.Behind(seen, seen.case, guarded, guarded.vault, seen.purpose, tuple(seen.sights))


_doors = privacy.Doors(ACTIVITY, "case", _found, lambda _actor: VIEW)
confidential, reader = _doors.confidential, _doors.reader


def form_page(
    request: Request, form: forms.Form, context: Mapping[str, Any], *, status: int = 200, template: str = "form"
) -> HttpResponse:
    """Return a page with one form."""
    return render(request, f"cases/{template}.html", {**context, "form": form}, status=status)


def answer(
    request: Request,
    form: forms.Form,
    act: Callable[[], HttpResponse],
    context: Mapping[str, Any],
    *,
    record: Record | None = None,
    template: str = "form",
    again: str = "",
) -> HttpResponse:
    """Answer with the page of one form, as `ui.answering.answer`. A form that comes twice leads to the page `again`, by
    default the case's own.
    """

    def page(status: int, **more: Any) -> HttpResponse:
        return form_page(request, form, {**context, **more}, status=status, template=template)

    case = context.get("case")
    to = again or case or reverse("cases:overview")
    return answering.answer(form, act, page, actor=request.actor, record=record, again=answering.repeated(request, to))
