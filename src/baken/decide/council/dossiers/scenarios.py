# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What attaches a scenario of capacity to a proposal, and how a proposal shows what is attached."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require, visible_or_404, visible_to
from baken.decide.capacity import facade as capacity
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import fresh
from baken.ui.panels import Section

from ..checks import refused
from ..models import Proposal, ProposalScenario, ProposalStatus
from ..policies import MANAGE, VIEW

MOST = 6
"""Scenarios with one proposal: more is no choice any more."""


@action
def attach_scenario(*, actor: Actor, at: datetime, proposal: Proposal, scenario: capacity.Scenario) -> ProposalScenario:
    """Attach a saved scenario to a draft and return the row; attached before, nothing is added.

    What was offered to the council stays as it was offered: `Refused`. The scenario must be one that `actor` may see.
    """
    require(actor, MANAGE, proposal)
    require(actor, capacity.VIEW, scenario)
    proposal = fresh(proposal)
    _draft(proposal)
    there = ProposalScenario.objects.filter(proposal=proposal)
    row = there.filter(scenario=scenario).first()
    if row is None:
        if there.count() >= MOST:
            raise refused("full", _("Bij een voorstel passen hoogstens %(n)d scenario’s.") % {"n": MOST})
        row = ProposalScenario(
            municipality_id=proposal.municipality_id, proposal=proposal, scenario=scenario, added_at=at
        )
        row.save()
    audit.record("proposal.scenario_attached", proposal, scenario=str(scenario.pk), digest=scenario.digest)
    return row


@action
def detach_scenario(*, actor: Actor, at: datetime, attachment: ProposalScenario) -> None:
    """Take a scenario off a draft. The scenario itself stays."""
    require(actor, MANAGE, attachment)
    proposal = fresh(attachment.proposal)
    _draft(proposal)
    audit.record("proposal.scenario_detached", proposal, scenario=str(attachment.scenario_id))
    attachment.delete()


def attached(actor: Actor, proposal: Proposal) -> QuerySet[ProposalScenario]:
    """Return what is attached to a proposal, in the order in which it was added."""
    rows = ProposalScenario.objects.select_related("scenario")
    return visible_to(rows, actor, VIEW).filter(proposal=proposal)


def attachment_or_404(actor: Actor, pk: UUID) -> ProposalScenario:
    """Return one attachment, or raise `Http404`."""
    return visible_or_404(ProposalScenario.objects.select_related("proposal", "scenario"), actor, VIEW, pk=pk)


def drafts(actor: Actor) -> QuerySet[Proposal]:
    """Return the drafts that `actor` may attach something to, newest first."""
    rows = visible_to(Proposal.objects.all(), actor, VIEW) if actor.may(MANAGE) else Proposal.objects.none()
    return rows.filter(status=ProposalStatus.DRAFT)


def appendices(proposal: Proposal) -> tuple[Section, ...]:
    """Return what is attached as sections, for who may see the proposal: whoever makes its document asked that."""
    rows = ProposalScenario.objects.filter(proposal=proposal).select_related("scenario")
    return tuple(appendix(row) for row in rows)


def appendix(row: ProposalScenario) -> Section:
    """Return one attached scenario from what was saved: nothing is calculated again."""
    kept = capacity.kept(row.scenario)
    invented = _("De cijfers in deze bijlage zijn verzonnen, als voorbeeld.") if kept.fictitious else ""
    intro = "\n\n".join(part for part in (f"{kept.summary}.", kept.question, kept.told, invented) if part)
    return Section(f"scenario_{kept.key}", _("Bijlage: %(name)s") % {"name": kept.name}, kept.panels, intro)


def _draft(proposal: Proposal) -> None:
    if proposal.status != ProposalStatus.DRAFT:
        told = _("Dit voorstel is geen concept meer. Wat de raad kreeg, blijft zoals het was.")
        raise refused("offered", told)
