# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of measures, one measure, a new one, and its steps: one page for each, by one template."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Request, Vault, authorize, municipality_of, opened
from baken.kernel import moment
from baken.kernel.processing import processes
from baken.registry.facade import boundaries
from baken.ui import answering
from baken.ui.answering import either

from .. import queries
from ..documents.actions import unsigned
from ..documents.checks import stops
from ..documents.drafting import draft
from ..doors import ACTIVITY, confidential, for_purpose, in_register, reader
from ..models import MeasureParty
from ..policies import HANDLE
from ..queries import Seen
from ..rules import decision_kind
from ..workflow import FAMILY
from . import assessing, lists, opening, pages, telling
from .report_forms import ChangeForm, NewForm
from .step_specs import SPECS, Spec, extras, step_label, steps

ASSESSING = ("assessed", "reassessed")
"""Steps that judge by the matrix, which stands beside their form."""


@processes(ACTIVITY)
@require_safe
def overview(request: Request) -> HttpResponse:
    """The measures in one register."""
    actor = reader(request)
    context = lists.overview(actor, request.GET, moment.now())
    for_purpose(request, actor, context["purpose"])
    response = render(request, "measures/files/overview.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@processes(ACTIVITY)
@either
def new(request: Request) -> HttpResponse:
    """Open the file of a measure."""
    actor = reader(request, HANDLE)
    municipality = municipality_of(actor)
    wijken = boundaries(municipality, moment.today()).wijken
    form = NewForm(
        answering.posted(request), places=lists.places(actor), areas=[(one.code, one.name) for one in wijken]
    )

    def act() -> HttpResponse:
        slug, purpose, instrument = form.cleaned_data["place"].split("|")
        vault = Vault.objects.get(municipality=municipality, slug=slug)
        in_register(request, vault)
        with opened(actor, purpose):
            made = opening.open_measure(
                actor=actor, at=moment.now(), purpose=purpose, municipality=municipality, vault=vault,
                instrument=instrument, opening=form.opening, parties=form.parties,
            )  # fmt: skip
        messages.success(request, _("Het dossier is geopend. Toets nu de rapportage aan het beleid."))
        return redirect(made)

    def page(status: int, **more: Any) -> HttpResponse:
        response = render(request, "measures/files/new.html", {"form": form, **more}, status=status)
        response["Cache-Control"] = "private, no-store"
        return response

    return answering.answer(form, act, page, actor=actor, again=answering.repeated(request, "measures:overview"))


@require_safe
@confidential("page")
def measure(request: Request, seen: Seen) -> HttpResponse:
    """One measure."""
    context = pages.measure(seen, moment.now(), request.GET.get("bladzijde", ""))
    context |= telling.suspended(seen.file, context["blocks"])
    context["road_of"] = FAMILY[seen.file.instrument].slug
    context["intention_due"] = telling.intention_due(seen.file, context["blocks"])
    return render(request, "measures/files/measure.html", context)


@either
@confidential("page")
def step(request: Request, seen: Seen, name: str) -> HttpResponse:
    """One step of a measure, or something to write beside the steps."""
    spec = SPECS.get(name)
    if spec is None or not authorize(seen.actor, spec.permission, seen.file, seen.purpose):
        raise Http404
    if request.method != "POST" and all(name != one.name for one in (*steps(seen), *extras(seen))):
        raise Http404
    on = moment.today()
    cells = assessing.matrix_for(seen.file, on) if name in ASSESSING else []
    form = _form(request, seen, spec, cells)

    def act() -> HttpResponse:
        given = {
            "actor": seen.actor, "at": moment.now(), "purpose": seen.purpose, "measure": seen.file,
            "seen": form.cleaned_data["version"],
        }  # fmt: skip
        spec.act(given, form)
        messages.success(request, str(spec.done))
        return redirect(seen.file)

    def page(status: int, **more: Any) -> HttpResponse:
        context = {
            **pages.frame(seen, moment.now()), "form": form, "heading": step_label(seen.file, name), "lede": spec.lede,
            **_beside(seen, spec, name, cells), **more,
        }  # fmt: skip
        return render(request, "measures/files/step.html", context, status=status)

    return answering.answer(
        form, act, page, actor=seen.actor, record=seen.file, again=answering.repeated(request, seen.file)
    )


@require_POST
@confidential("page", HANDLE)
def party_remove(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """Take somebody out of the file."""
    row = queries.row(seen, MeasureParty, key, HANDLE)
    opening.remove_party(actor=seen.actor, at=moment.now(), purpose=seen.purpose, measure=seen.file, party=row)
    messages.success(request, _("De betrokkene is uit het dossier gehaald."))
    return redirect(seen.file)


def _form(request: Request, seen: Seen, spec: Spec, cells: list[Any]) -> Any:
    initial = {"version": seen.file.version, "on": moment.today(), **spec.initial(seen.file)}
    if spec.form is ChangeForm:
        wijken = boundaries(seen.file.municipality, moment.today()).wijken
        areas = [(one.code, one.name) for one in wijken]
        return ChangeForm(answering.posted(request), measure=seen.file, areas=areas, initial=initial)
    if cells and not initial.get("offence_number"):
        others = list(assessing.earlier(seen))
        initial["offence_number"] = assessing.suggested_number(seen.file, others, moment.today())
    return spec.form(answering.posted(request), measure=seen.file, cells=cells, initial=initial)


def _beside(seen: Seen, spec: Spec, name: str, cells: list[Any]) -> dict[str, Any]:
    """Return what stands beside the form: reasons still to be written, the decision to read, or the matrix."""
    kind = decision_kind(seen.file.instrument) if spec.needs == "decision" else spec.needs
    found: dict[str, Any] = {"kind": kind, "missing": stops(seen.file, kind, moment.today()) if kind else []}
    if name in ("signed", "mandated"):
        found |= {"letter": draft(seen.file, kind, moment.today()), "ready": unsigned(seen.file, kind)}
    if name in ASSESSING:
        others = list(assessing.earlier(seen))
        found |= {
            "cells": cells, "earlier": pages.earlier_block(seen, moment.now()),
            "suggested": assessing.suggested_number(seen.file, others, timezone.localdate()),
        }  # fmt: skip
    return found
