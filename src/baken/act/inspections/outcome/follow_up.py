# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is done about a finding: by whom, before which day, and what came of it.

A follow-up lies in the part of its discipline. So its owner is the party of that discipline, or a function of our own; another
organisation couldn't see it. The owner settles it; the desk may write down what an owner told.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from baken.access.facade import (
    Actor,
    Level,
    Partner,
    VaultAdmission,
    desk_files,
    opened,
    require,
    system_actor,
)
from baken.kernel import audit
from baken.kernel.actions import action, require_run
from baken.kernel.errors import Denied, Reason, Refused
from baken.kernel.models import Municipality, fresh
from baken.kernel.terms import Whose

from ..findings.queries import standing
from ..models import Answer, Branch, Finding, FollowUp, Inspection, InspectionParty, InspectionStatus, Target
from ..parts import KIND, part_of
from ..planning.lifecycle import EARLY
from ..planning.rules import MAX_TEXT, about_a_person
from ..policies import PLAN, PURPOSE, RECORD
from ..steps import step

LABEL = gettext_lazy("Opvolging na controle")
ASK = gettext_noop("Vraag de partner hoe het staat")
WORKING = (InspectionStatus.REPORTED, InspectionStatus.FOLLOWED_UP, InspectionStatus.DEBRIEFED)
FURTHEST = timedelta(days=730)
REPRESSIVE = (FollowUp.Outcome.REPORT, FollowUp.Outcome.MEASURE)
"""Outcomes by which one partner acts with force on its own (S63)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be done, by a partner or a function of our own, before which day."""

    target: Target
    discipline: str
    what: str
    due_on: date
    partner: Partner | None = None
    role: str = ""
    finding: Finding | None = None


@action
def set_out(*, actor: Actor, at: datetime, purpose: str, inspection: Inspection, asked: Asked) -> FollowUp:
    """Give a finding an owner and a day. Raises `Refused` with every reason, `Denied`."""
    require(actor, PLAN, inspection, purpose)
    row: Inspection = fresh(inspection)
    reasons = _against(row, asked, timezone.localdate(at))
    if reasons:
        raise Refused(tuple(reasons))
    made = FollowUp(
        municipality_id=row.municipality_id, guarded_id=row.guarded_id, vault_id=row.vault_id,
        part=part_of(asked.discipline), level=Level.CONFIDENTIAL, inspection=row, target=asked.target,
        finding=asked.finding, discipline=asked.discipline, partner=asked.partner, role=asked.role,
        what=asked.what.strip(), due_on=asked.due_on,
    )  # fmt: skip
    made.save(force_insert=True)
    _keep(row, made)
    audit.record(
        "inspection.follow_up_set_out", row.guarded, purpose=purpose, discipline=asked.discipline,
        partner=asked.partner.slug if asked.partner else "", role=asked.role, due=asked.due_on,
    )  # fmt: skip
    return made


@action
def settle(
    *, actor: Actor, at: datetime, purpose: str, follow_up: FollowUp, seen: int, outcome: str, text: str = "",
    done_on: date | None = None,
) -> FollowUp:  # fmt: skip
    """Write what came of a follow-up, by its owner or by the desk. Raises `Refused`, `StaleVersion`, `Denied`."""
    require(actor, RECORD, follow_up, purpose)
    row: FollowUp = fresh(follow_up, seen)
    inspection: Inspection = fresh(row.inspection)
    if actor.partner_id is not None and row.partner_id != actor.partner_id:
        raise Denied((Reason("other", _("Dit is van een ander.")),))
    today = timezone.localdate(at)
    on = done_on or today
    reasons = []
    if row.outcome:
        reasons.append(Reason("settled", _("Hier staat al wat ervan kwam.")))
    if inspection.status not in WORKING:
        reasons.append(Reason("closed", _("Deze controle is afgerond. Vraag wie haar leidt om haar weer te openen.")))
    if not outcome or outcome not in FollowUp.Outcome.values:
        reasons.append(Reason("outcome", _("Kies wat ervan kwam.")))
    if outcome == FollowUp.Outcome.NOTHING and not text.strip():
        reasons.append(Reason("no_reason", _("Schrijf op waarom er geen vervolg komt.")))
    if len(text) > MAX_TEXT:
        reasons.append(Reason("long", _("Een tekst is te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_TEXT}))
    if on > today:
        reasons.append(Reason("later", _("Deze dag ligt in de toekomst.")))
    if inspection.starts_at is not None and on < timezone.localdate(inspection.starts_at - EARLY):
        reasons.append(Reason("before", _("Deze dag ligt te vroeg.")))
    if inspection.branch == Branch.SEX_WORK:
        reasons += about_a_person(text)
    if reasons:
        raise Refused(tuple(reasons))
    row.outcome, row.outcome_text, row.done_on = outcome, text.strip(), on
    row.save()
    _keep(inspection, row)
    audit.record(
        "inspection.follow_up_settled", inspection.guarded, purpose=purpose, outcome=outcome, discipline=row.discipline,
        late=on > row.due_on,
    )  # fmt: skip
    return row


@action
def move(
    *, actor: Actor, at: datetime, purpose: str, follow_up: FollowUp, seen: int, due_on: date, because: str
) -> FollowUp:
    """Set another day for a follow-up, with a reason, by who plans. The days before it stay.

    Raises `Refused` with every reason, `StaleVersion`, `Denied`.
    """
    require(actor, PLAN, follow_up, purpose)
    row: FollowUp = fresh(follow_up, seen)
    inspection: Inspection = fresh(row.inspection)
    require(actor, PLAN, inspection, purpose)
    today = timezone.localdate(at)
    reasons = []
    if row.outcome:
        reasons.append(Reason("settled", _("Hier staat al wat ervan kwam.")))
    if inspection.status not in WORKING:
        reasons.append(Reason("closed", _("Deze controle is afgerond. Vraag wie haar leidt om haar weer te openen.")))
    if not today <= due_on <= today + FURTHEST:
        reasons.append(Reason("due", _("Kies een dag vanaf vandaag, hoogstens twee jaar vooruit.")))
    elif due_on == row.due_on:
        reasons.append(Reason("same", _("Dit is al de dag. Kies een andere.")))
    if not 0 < len(because.strip()) <= MAX_TEXT:
        reasons.append(Reason("because", _("Schrijf op waarom de dag verandert.")))
    if inspection.branch == Branch.SEX_WORK:
        reasons += about_a_person(because)
    if reasons:
        raise Refused(tuple(reasons))
    before = row.due_on
    told = [*json.loads(row.moves or "[]"), [f"{before}", f"{due_on}", because.strip(), f"{today}"]]
    row.first_due_on, row.due_on, row.moves = row.first_due_on or before, due_on, json.dumps(told, ensure_ascii=False)
    row.save()
    _keep(inspection, row)
    audit.record(
        "inspection.follow_up_moved", inspection.guarded, purpose=purpose, discipline=row.discipline, before=before,
        due=due_on,
    )  # fmt: skip
    return row


def pass_on(actor: Actor, at: datetime, purpose: str, inspection: Inspection, finding: Finding) -> list[FollowUp]:
    """Write that a finding was passed on as a signal and asks nothing more of this inspection. Part of an action.

    What was set out about it is settled, as far as the actor settles it; where nothing was, it gets a follow-up that is settled,
    by the party of its discipline. After closing nothing changes.
    """
    require_run("passing a finding on")
    require(actor, RECORD, finding, purpose)
    if not settles_by_signal(inspection):
        return []
    rows = list(FollowUp.objects.locked().filter(inspection=inspection, finding=finding))
    if not rows:
        party = InspectionParty.objects.filter(inspection=inspection, discipline=finding.discipline).first()
        if party is None:
            return []
        rows = [
            FollowUp(
                municipality_id=inspection.municipality_id, guarded_id=inspection.guarded_id,
                vault_id=inspection.vault_id, part=part_of(finding.discipline), level=Level.CONFIDENTIAL,
                inspection=inspection, target_id=finding.target_id, finding=finding, discipline=finding.discipline,
                partner=party.partner, role=party.role, what=finding.question or str(finding.note) or _("Bevinding"),
                due_on=timezone.localdate(at),
            )
        ]  # fmt: skip
    mine = [row for row in rows if not row.outcome and (actor.partner_id is None or row.partner_id == actor.partner_id)]
    for row in mine:
        row.outcome, row.done_on = FollowUp.Outcome.SIGNAL, timezone.localdate(at)
        row.save()
        _keep(inspection, row)
    return mine


def settles_by_signal(inspection: Inspection) -> bool:
    """Whether passing a finding on can still settle it: until the inspection was closed."""
    return inspection.status in (InspectionStatus.UNDER_WAY, *WORKING)


@action
def begin_follow_up(*, actor: Actor, at: datetime, purpose: str, inspection: Inspection, seen: int) -> Inspection:
    """Say that everything was set out. Raises `Refused` while a finding has no owner, `StaleVersion`, `Denied`."""
    row: Inspection = fresh(inspection, seen)
    return step(actor, at, purpose, row, "followed_up", against=tuple(without_owner(row, at)))


def without_owner(inspection: Inspection, at: datetime) -> list[Reason]:
    """Return a reason where findings that aren't in order have no follow-up. Inside `opened` at the desk."""
    number = len(unowned(inspection))
    if not number:
        return []
    text = _("Bevindingen die niet in orde zijn en nog geen eigenaar en datum hebben: %(number)d.")
    return [Reason("no_owner", text % {"number": number})]


def unowned(inspection: Inspection) -> list[Finding]:
    """Return the findings that count, aren't in order, and that nobody was given. Two queries."""
    rows = Finding.objects.filter(inspection=inspection).select_related("target").order_by("target__order", "seen_at")
    given = FollowUp.objects.filter(inspection=inspection, finding__isnull=False)
    keys = set(given.values_list("target", "discipline", "finding__item", "finding"))
    items = {(target, discipline, item) for target, discipline, item, _key in keys if item}
    mine = {key for _target, _discipline, _item, key in keys}
    return [
        row
        for row in standing(rows)
        if row.answer == Answer.NOT_IN_ORDER
        and row.pk not in mine
        and (row.target_id, row.discipline, row.item) not in items
    ]


def open_ones(inspection: Inspection) -> int:
    """Return how many follow-ups are still open. Inside `opened` at the desk."""
    return FollowUp.objects.filter(inspection=inspection, outcome="").count()


def _against(inspection: Inspection, asked: Asked, today: date) -> list[Reason]:
    found = []
    if asked.target.inspection_id != inspection.pk:
        raise Denied(())
    if asked.finding is not None and (asked.finding.target_id, asked.finding.discipline) != (
        asked.target.pk,
        asked.discipline,
    ):
        raise Denied(())
    if inspection.status not in WORKING:
        text = _("Opvolging zet u uit als het rapport er ligt, tot de controle is afgerond.")
        found.append(Reason("not_now", text))
    party = InspectionParty.objects.filter(inspection=inspection, discipline=asked.discipline).first()
    if party is None:
        found.append(Reason("discipline", _("Deze discipline deed niet mee.")))
    if (asked.partner is None) == (not asked.role):
        found.append(Reason("who", _("Kies één organisatie of één functie.")))
    elif asked.partner is not None and party is not None and party.partner_id != asked.partner.pk:
        text = _("Deze organisatie ziet deze discipline niet. Kies de partij zelf, of een eigen functie.")
        found.append(Reason("not_theirs", text))
    elif asked.role and not _admitted(inspection, asked.role):
        found.append(Reason("role", _("Deze functie is niet toegelaten tot het register met controles.")))
    if not 0 < len(asked.what.strip()) <= MAX_TEXT:
        found.append(Reason("what", _("Schrijf op wat er moet gebeuren.")))
    if not today <= asked.due_on <= today + FURTHEST:
        found.append(Reason("due", _("Kies een dag vanaf vandaag, hoogstens twee jaar vooruit.")))
    if inspection.branch == Branch.SEX_WORK:
        found += about_a_person(asked.what)
    return found


def _admitted(inspection: Inspection, role: str) -> bool:
    rows = VaultAdmission.objects.filter(vault=inspection.vault_id, role=role)
    return any(PURPOSE in one.purposes for one in rows)


def _keep(inspection: Inspection, row: FollowUp) -> None:
    """Keep the day on the list of terms: the desk watches what partners do too. A partner doesn't see those rows itself."""
    # A round may begin some hours before its hour, so on the day before it.
    first = min(timezone.localdate(inspection.starts_at), row.due_on)
    told: dict[str, Any] = {
        "label": LABEL, "due": row.due_on, "started": first,
        "done_on": row.done_on, "owner_role": row.role,
        "whose": Whose.OURS if row.partner_id is None else Whose.OTHERS, "next_step": "" if row.partner_id is None else ASK,
    }  # fmt: skip
    with opened(system_actor(Municipality(pk=inspection.municipality_id)), system=True):
        desk_files.keep_term(inspection, KIND, row, **told)


def may_settle(actor: Actor, row: FollowUp) -> bool:
    """Whether the actor may settle a follow-up that it sees: its owner, or the desk."""
    return not row.outcome and actor.may(RECORD) and (actor.partner_id is None or row.partner_id == actor.partner_id)
