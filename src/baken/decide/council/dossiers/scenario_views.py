# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Attaching a scenario of capacity to a proposal: from the scenario, and from the proposal."""

from math import ceil
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from baken.access.facade import Actor, Request
from baken.decide.capacity import facade as capacity
from baken.kernel import moment
from baken.kernel.errors import Denied, Refused
from baken.ui.answering import either, posted

from .. import queries
from ..answering import answer, reader
from ..models import Proposal, ProposalKind
from ..policies import MANAGE
from . import scenarios
from .forms import DraftForm, ScenarioForm


@either
def attach(request: Request, pk: UUID) -> HttpResponse:
    """Choose the draft to which a scenario goes."""
    actor = reader(request, MANAGE)
    scenario = capacity.scenario_or_404(actor, pk)
    drafts = scenarios.drafts(actor)
    if not drafts.exists():
        messages.info(request, _("Er is nog geen concept. Maak er hier een van dit scenario."))
        return redirect(f"{reverse('council:proposal_new')}?scenario={scenario.pk}")
    form = DraftForm(posted(request), drafts=drafts)
    context = {
        "heading": _("Voeg toe aan een raadsvoorstel"),
        "button": _("Voeg toe"),
        "crumbs": _crumbs(),
        "lede": scenario.name,
    }

    def act() -> Proposal:
        proposal: Proposal = form.cleaned_data["proposal"]
        scenarios.attach_scenario(actor=actor, at=moment.now(), proposal=proposal, scenario=scenario)
        return proposal

    return answer(request, form, act, context, told=_("Het scenario is een bijlage van dit voorstel."))


@either
def choose(request: Request, pk: UUID) -> HttpResponse:
    """Choose the scenario that goes with a draft."""
    actor = reader(request, MANAGE)
    it = queries.proposal_or_404(actor, pk)
    found = capacity.scenarios(actor)
    if not found.exists():
        messages.info(request, _("Er is nog geen scenario bewaard. Maak er eerst een."))
        return redirect("capacity:workbench")
    form = ScenarioForm(posted(request), scenarios=found)
    context = {
        "heading": _("Voeg een scenario toe"),
        "button": _("Voeg toe"),
        "crumbs": [*_crumbs(), (it.title, it.get_absolute_url())],
        "lede": it.title,
    }

    def act() -> Proposal:
        chosen = form.cleaned_data["scenario"]
        scenarios.attach_scenario(actor=actor, at=moment.now(), proposal=it, scenario=chosen)
        return it

    return answer(request, form, act, context, told=_("Het scenario is een bijlage van dit voorstel."))


@require_POST
def detach(request: Request, pk: UUID) -> HttpResponse:
    """Take a scenario off a draft."""
    actor = reader(request, MANAGE)
    row = scenarios.attachment_or_404(actor, pk)
    proposal = row.proposal
    try:
        scenarios.detach_scenario(actor=actor, at=moment.now(), attachment=row)
    except Denied:
        raise
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, str(reason.text))
    else:
        messages.success(request, _("De bijlage is eraf gehaald. Het scenario zelf blijft bewaard."))
    return redirect(proposal)


def scenario_asked(actor: Actor, text: str) -> capacity.Scenario | None:
    """Return the scenario that an address names; None where it names none. Raises `Http404` where there is none to see."""
    if not text:
        return None
    try:
        pk = UUID(text)
    except ValueError:
        raise Http404 from None
    return capacity.scenario_or_404(actor, pk)


def proposal_start(scenario: capacity.Scenario) -> dict[str, Any]:
    """Return how a proposal begins that is made of a scenario; people write the rest."""
    hours = ceil(scenario.extra_hours * 52) if scenario.extra_hours else None
    why = [f"{scenario.summary}.", scenario.question]
    return {
        "kind": ProposalKind.CAPACITY,
        "title": scenario.name,
        "why": "\n\n".join(part for part in why if part),
        "hours": hours,
    }


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Raadsvoorstellen"), reverse("council:proposals"))]
