# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of APV changes, proposals for capacity or budget, and hearings on the regional plan."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.access.facade import Request, municipality_of
from baken.kernel import moment
from baken.kernel.actions import together
from baken.ui.answering import either, posted
from baken.ui.csv_export import panel_file

from .. import pages, panels, queries
from ..answering import answer, as_it_is, change, reader, step
from ..models import ApvChange, Hearing, Proposal
from ..policies import MANAGE
from ..workflow import APV, PROPOSAL
from . import actions as dossiers
from .forms import ApvChangeForm, ApvForm, HearingChangeForm, HearingForm, ProposalChangeForm, ProposalForm
from .scenario_views import proposal_start, scenario_asked
from .scenarios import attach_scenario


@require_safe
def apv(request: Request) -> HttpResponse:
    """Every change of the APV."""
    return render(request, "council/apv.html", pages.apv(reader(request)))


@require_safe
def apv_csv(request: Request) -> HttpResponse:
    """The same as CSV."""
    actor = reader(request)
    return panel_file(panels.apv_panel(list(queries.apv_changes(actor)), actor), "apv-wijzigingen.csv")


@require_safe
def apv_change(request: Request, pk: UUID) -> HttpResponse:
    """One change of the APV."""
    actor = reader(request)
    return render(request, "council/apv_change.html", pages.apv_change(actor, queries.apv_change_or_404(actor, pk)))


@either
def apv_new(request: Request) -> HttpResponse:
    """Put a change of the APV on the list."""
    actor = reader(request, MANAGE)
    form = ApvForm(posted(request), initial={"proposed_on": moment.today()}, actor=actor)
    context = {"heading": _("Nieuwe APV-wijziging"), "button": _("Zet op de lijst"), "crumbs": _apv_crumbs()}

    def act() -> ApvChange:
        return dossiers.add_apv_change(
            actor=actor, at=moment.now(), municipality=municipality_of(actor), values=form.cleaned_data
        )

    return answer(request, form, act, context, told=_("De wijziging staat op de lijst."))


@either
def apv_edit(request: Request, pk: UUID) -> HttpResponse:
    """Change what an APV change says."""
    actor = reader(request, MANAGE)
    it = queries.apv_change_or_404(actor, pk)
    form = ApvChangeForm(posted(request), initial=as_it_is(it, dossiers.APV_FIELDS), actor=actor)
    context = {"heading": _("APV-wijziging wijzigen"), "button": _("Bewaar"), "crumbs": _apv_crumbs(it)}
    return change(
        request,
        form,
        partial(dossiers.change_apv_change, change=it),
        context,
        told=_("De wijziging is bewaard."),
        it=it,
    )


@either
def apv_step(request: Request, pk: UUID) -> HttpResponse:
    """Note how far a change of the APV is."""
    actor = reader(request, MANAGE)
    it = queries.apv_change_or_404(actor, pk)
    context = {"heading": _("Volgende stap"), "button": _("Bewaar"), "crumbs": _apv_crumbs(it), "lede": it.title}
    act = partial(dossiers.step_apv_change, change=it)
    return step(request, APV.leaving(it.state), act, context, told=_("De stap is bewaard."))


@require_safe
def proposals(request: Request) -> HttpResponse:
    """Every proposal for capacity or budget that the reader may see."""
    return render(request, "council/proposals.html", pages.proposals(reader(request)))


@require_safe
def proposals_csv(request: Request) -> HttpResponse:
    """The same as CSV."""
    actor = reader(request)
    return panel_file(panels.proposals_panel(list(queries.proposals(actor))), "raadsvoorstellen.csv")


@require_safe
def proposal(request: Request, pk: UUID) -> HttpResponse:
    """One proposal as text."""
    actor = reader(request)
    return render(request, "council/proposal.html", pages.proposal(actor, queries.proposal_or_404(actor, pk)))


@either
def proposal_new(request: Request) -> HttpResponse:
    """Draft a proposal."""
    actor = reader(request, MANAGE)
    scenario = scenario_asked(actor, request.GET.get("scenario", ""))
    start: dict[str, Any] = {"first_year": moment.today().year + 1}
    form = ProposalForm(posted(request), initial=start | (proposal_start(scenario) if scenario else {}), actor=actor)
    context = {
        "heading": _("Nieuw raadsvoorstel"),
        "button": _("Bewaar als concept"),
        "crumbs": _proposal_crumbs(),
        "lede": _("Een voorstel voor extra capaciteit of geld staat los van het plan. De raad besluit er apart over."),
    }

    def act() -> Proposal:
        values = dict(form.cleaned_data)
        at = moment.now()
        with together():
            made = dossiers.add_proposal(
                actor=actor, at=at, municipality=municipality_of(actor), kind=values.pop("kind"), values=values
            )
            if scenario is not None:
                attach_scenario(actor=actor, at=at, proposal=made, scenario=scenario)
        return made

    return answer(request, form, act, context, told=_("Het concept is bewaard. De raad ziet het nog niet."))


@either
def proposal_edit(request: Request, pk: UUID) -> HttpResponse:
    """Change a draft."""
    actor = reader(request, MANAGE)
    it = queries.proposal_or_404(actor, pk)
    form = ProposalChangeForm(posted(request), initial=as_it_is(it, dossiers.PROPOSAL_FIELDS), actor=actor)
    context = {"heading": _("Concept wijzigen"), "button": _("Bewaar"), "crumbs": _proposal_crumbs(it)}
    return change(
        request, form, partial(dossiers.change_proposal, proposal=it), context, told=_("Het concept is bewaard."), it=it
    )


@either
def proposal_step(request: Request, pk: UUID) -> HttpResponse:
    """Note that a proposal was offered, and what the council decided."""
    actor = reader(request, MANAGE)
    it = queries.proposal_or_404(actor, pk)
    context = {"heading": _("Volgende stap"), "button": _("Bewaar"), "crumbs": _proposal_crumbs(it), "lede": it.title}
    act = partial(dossiers.step_proposal, proposal=it)
    return step(request, PROPOSAL.leaving(it.status), act, context, told=_("De stap is bewaard."))


@require_safe
def hearings(request: Request) -> HttpResponse:
    """How the council was heard on drafts of the regional plan."""
    return render(request, "council/hearings.html", pages.hearings(reader(request)))


@either
def hearing_new(request: Request) -> HttpResponse:
    """Note that there is a draft on which the council is heard."""
    actor = reader(request, MANAGE)
    form = HearingForm(posted(request))
    context = {"heading": _("Ontwerp van het regionale plan"), "button": _("Bewaar"), "crumbs": _hearing_crumbs()}

    def act() -> Hearing:
        return dossiers.add_hearing(
            actor=actor, at=moment.now(), municipality=municipality_of(actor), values=form.cleaned_data
        )

    return answer(request, form, act, context, told=_("Genoteerd."))


@either
def hearing(request: Request, pk: UUID) -> HttpResponse:
    """Change a hearing: when the council spoke of it, what it said, what became of that."""
    actor = reader(request, MANAGE)
    it = queries.hearing_or_404(actor, pk)
    form = HearingChangeForm(posted(request), initial=as_it_is(it, dossiers.HEARING_FIELDS))
    context = {"heading": it.plan_name, "button": _("Bewaar"), "crumbs": _hearing_crumbs()}
    return change(
        request, form, partial(dossiers.change_hearing, hearing=it), context, told=_("De wijziging is bewaard."), it=it
    )


def _apv_crumbs(it: ApvChange | None = None) -> list[tuple[str, str]]:
    found = [(_("APV-wijzigingen"), reverse("council:apv"))]
    return [*found, (it.article, it.get_absolute_url())] if it is not None else found


def _proposal_crumbs(it: Proposal | None = None) -> list[tuple[str, str]]:
    found = [(_("Raadsvoorstellen"), reverse("council:proposals"))]
    return [*found, (it.title, it.get_absolute_url())] if it is not None else found


def _hearing_crumbs() -> list[tuple[str, str]]:
    return [(_("Regionaal plan"), reverse("council:hearings"))]
