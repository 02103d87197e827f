# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes APV changes, proposals for capacity or budget, and hearings on the regional plan."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason
from baken.kernel.models import Municipality, fresh

from ..checks import put, refuse_any, refused, require_here, step
from ..models import ApvChange, Hearing, Proposal, ProposalKind, ProposalStatus
from ..policies import MANAGE
from ..workflow import APV, PROPOSAL

APV_FIELDS = ("article", "title", "text", "reason", "priority", "session", "proposed_on", "in_force_on")
PROPOSAL_FIELDS = (
    "title",
    "why",
    "asked",
    "hours",
    "fte",
    "euros",
    "first_year",
    "last_year",
    "cover",
    "otherwise",
    "priority",
    "session",
)
HEARING_FIELDS = ("plan_name", "draft_on", "heard_on", "view", "sent_on", "outcome")


@action
def add_apv_change(
    *, actor: Actor, at: datetime, municipality: Municipality, values: Mapping[str, Any], fictitious: bool = False
) -> ApvChange:
    """Put a change of the APV on the list and return it. `values` are the fields of `APV_FIELDS`."""
    require_here(actor, municipality)
    change = ApvChange(municipality=municipality, fictitious=fictitious)
    put(change, values, APV_FIELDS)
    refuse_any(_apv_problems(change, timezone.localdate(at)))
    change.save()
    audit.record("apv_change.added", change, article=change.article)
    return change


@action
def change_apv_change(
    *, actor: Actor, at: datetime, change: ApvChange, seen: int, values: Mapping[str, Any]
) -> ApvChange:
    """Change an APV change, provided it is as it was `seen`. Its state changes by `step_apv_change` alone."""
    require(actor, MANAGE, change)
    change = fresh(change, seen)
    put(change, values, APV_FIELDS)
    refuse_any(_apv_problems(change, timezone.localdate(at)))
    change.save()
    audit.record("apv_change.changed", change, fields=sorted(values))
    return change


@action
def step_apv_change(*, actor: Actor, at: datetime, change: ApvChange, name: str, on: date) -> ApvChange:
    """Take a step (start, adopt, reject, withdraw) that was taken on the day `on`. Raises `Refused`."""
    given = {"on": on, "today": timezone.localdate(at), "after": change.procedure_on or change.proposed_on}
    stamps = {"procedure_on": on} if name == "start" else {"decided_on": on}
    return step(actor, at, APV, change, name, given, **stamps)


@action
def add_proposal(
    *,
    actor: Actor,
    at: datetime,
    municipality: Municipality,
    kind: str,
    values: Mapping[str, Any],
    fictitious: bool = False,
) -> Proposal:
    """Draft a proposal and return it. `values` are the fields of `PROPOSAL_FIELDS`."""
    require_here(actor, municipality)
    proposal = Proposal(municipality=municipality, kind=ProposalKind(kind), fictitious=fictitious)
    put(proposal, values, PROPOSAL_FIELDS)
    refuse_any(_proposal_problems(proposal))
    proposal.save()
    audit.record("proposal.drafted", proposal, kind=str(proposal.kind))
    return proposal


@action
def change_proposal(
    *, actor: Actor, at: datetime, proposal: Proposal, seen: int, values: Mapping[str, Any]
) -> Proposal:
    """Change a draft, provided it is as it was `seen`. What was offered to the council stays as it was offered."""
    require(actor, MANAGE, proposal)
    proposal = fresh(proposal, seen)
    if proposal.status != ProposalStatus.DRAFT:
        raise refused("offered", _("Dit voorstel is geen concept meer. Trek het in en maak een nieuw voorstel."))
    put(proposal, values, PROPOSAL_FIELDS)
    refuse_any(_proposal_problems(proposal))
    proposal.save()
    audit.record("proposal.changed", proposal, fields=sorted(values))
    return proposal


@action
def step_proposal(*, actor: Actor, at: datetime, proposal: Proposal, name: str, on: date) -> Proposal:
    """Take a step (offer, adopt, reject, withdraw) that was taken on the day `on`. Raises `Refused`."""
    given = {"on": on, "today": timezone.localdate(at), "after": proposal.offered_on}
    stamps = {"offered_on": on} if name == "offer" else {"decided_on": on}
    return step(actor, at, PROPOSAL, proposal, name, given, **stamps)


@action
def add_hearing(
    *, actor: Actor, at: datetime, municipality: Municipality, values: Mapping[str, Any], fictitious: bool = False
) -> Hearing:
    """Note that the council is heard on a draft regional plan, and return it. `values`: `HEARING_FIELDS`."""
    require_here(actor, municipality)
    hearing = Hearing(municipality=municipality, fictitious=fictitious)
    put(hearing, values, HEARING_FIELDS)
    refuse_any(_hearing_problems(hearing, timezone.localdate(at)))
    hearing.save()
    audit.record("hearing.added", hearing)
    return hearing


@action
def change_hearing(*, actor: Actor, at: datetime, hearing: Hearing, seen: int, values: Mapping[str, Any]) -> Hearing:
    """Change a hearing, provided it is as it was `seen`. Raises `StaleVersion` or `Refused`."""
    require(actor, MANAGE, hearing)
    hearing = fresh(hearing, seen)
    put(hearing, values, HEARING_FIELDS)
    refuse_any(_hearing_problems(hearing, timezone.localdate(at)))
    hearing.save()
    audit.record("hearing.changed", hearing, fields=sorted(values))
    return hearing


def _apv_problems(change: ApvChange, today: date) -> list[Reason]:
    found = []
    if change.proposed_on > today:
        found.append(Reason("day_to_come", _("De datum van het voorstel moet nog komen.")))
    first = change.procedure_on or change.decided_on
    if first is not None and change.proposed_on > first:
        found.append(Reason("proposed_late", _("De datum van het voorstel ligt na de procedure.")))
    if change.in_force_on is not None and change.state != "adopted":
        found.append(Reason("not_adopted", _("Een wijziging treedt pas in werking als zij is vastgesteld.")))
    if change.in_force_on is not None and change.decided_on is not None and change.in_force_on < change.decided_on:
        found.append(Reason("in_force_early", _("De wijziging treedt in werking vóór zij is vastgesteld.")))
    return found


def _proposal_problems(proposal: Proposal) -> list[Reason]:
    if proposal.last_year is not None and proposal.last_year < proposal.first_year:
        return [Reason("years", _("Het laatste jaar ligt vóór het eerste jaar."))]
    return []


def _hearing_problems(hearing: Hearing, today: date) -> list[Reason]:
    found = []
    if hearing.heard_on is not None and not hearing.view.strip():
        found.append(Reason("no_view", _("Schrijf op wat de raad vond. Had de raad geen wensen, schrijf dan dat op.")))
    if hearing.heard_on is not None and hearing.heard_on < hearing.draft_on:
        found.append(Reason("heard_early", _("De raad is gehoord vóór het ontwerp er was.")))
    if hearing.sent_on is not None and (hearing.heard_on is None or hearing.sent_on < hearing.heard_on):
        found.append(Reason("sent_early", _("De zienswijze kan pas na het horen worden doorgestuurd.")))
    if hearing.sent_on is not None and hearing.sent_on > today:
        found.append(Reason("sent_to_come", _("De datum van doorsturen moet nog komen.")))
    same = Hearing.objects.filter(
        municipality_id=hearing.municipality_id, plan_name=hearing.plan_name, draft_on=hearing.draft_on
    )
    if same.exclude(pk=hearing.pk).exists():
        found.append(Reason("twice", _("Dit ontwerp staat al in de lijst.")))
    return found
