# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of capacity that calculate. Each parses the address, asks `pages` or calls one action, and renders."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_htmx.http import replace_url

from baken.access.facade import Request, municipality_of
from baken.kernel import moment
from baken.ui.answering import either, posted
from baken.ui.csv_export import panel_file
from baken.ui.panels import from_json

from . import pages, queries
from .actions import save_scenario
from .answering import answer, reader
from .forms import SaveForm
from .input_panels import assumptions_panel
from .models import Scenario
from .policies import MANAGE


@require_safe
def overview(request: Request) -> HttpResponse:
    """How hours and work stand today."""
    return render(request, "capacity/overview.html", pages.overview(reader(request), moment.today()))


@require_safe
def overview_csv(request: Request) -> HttpResponse:
    """What is calculated with, as CSV: every input with where it comes from."""
    present = queries.present(reader(request), moment.today())
    panel = assumptions_panel(present.inputs, present.inputs.streams, example=present.example)
    return panel_file(panel, "capaciteit.csv")


@require_safe
def workbench(request: Request) -> HttpResponse:
    """The page with sliders."""
    return render(request, "capacity/workbench.html", pages.workbench(reader(request), moment.today(), request.GET))


@require_safe
def effect(request: Request) -> HttpResponse:
    """The part of that page that follows the sliders; the address of the page follows too, to come back to or share."""
    context = pages.workbench(reader(request), moment.today(), request.GET)
    response = render(request, "capacity/_effect.html", {**context, "fragment": True})
    query = context["query"]
    return replace_url(response, reverse("capacity:workbench") + (f"?{query}" if query else ""))


@either
def outcome(request: Request) -> HttpResponse:
    """With intervals and hours to ask for; by POST it is saved under a name."""
    saving = request.method == "POST"
    actor = reader(request, MANAGE if saving else "decide.capacity.view")
    context = pages.outcome(actor, moment.today(), request.GET)
    form = SaveForm(posted(request))
    if "made" not in context:
        return render(request, "capacity/outcome.html", {**context, "form": form}, status=409 if saving else 200)

    def act() -> Scenario:
        return save_scenario(
            actor=actor,
            at=moment.now(),
            municipality=municipality_of(actor),
            name=form.cleaned_data["name"],
            question=form.cleaned_data["question"],
            made=context["made"],
        )

    return answer(request, form, act, context, told=_("Het scenario is bewaard."), template="capacity/outcome.html")


@require_safe
def scenario(request: Request, pk: UUID) -> HttpResponse:
    """A saved scenario, as it was saved."""
    actor = reader(request)
    context = pages.scenario(actor, queries.scenario_or_404(actor, pk), moment.today())
    return render(request, "capacity/scenario.html", context)


@require_safe
def scenario_csv(request: Request, pk: UUID) -> HttpResponse:
    """The first table of a saved scenario as CSV."""
    found = from_json(queries.scenario_or_404(reader(request), pk).panels)
    if not found:
        raise Http404
    return panel_file(found[0], "scenario.csv")


@require_safe
def beside(request: Request) -> HttpResponse:
    """Scenarios side by side."""
    keys: list[Any] = []
    for text in request.GET.getlist("s"):
        with suppress(ValueError):
            keys.append(UUID(text))
    context = pages.beside(reader(request), moment.today(), keys, request.GET.get("stroom", ""))
    return render(request, "capacity/beside.html", context)
