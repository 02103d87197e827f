# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Receiving findings: the one action by which they come in, from a phone or from a page.

Nothing is overwritten: each sending makes rows of its own, once, however often it arrives. Two phones at one address give both
their rows. Whoever sends does so for a discipline in which it takes part, by a power of its own.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from baken.access.facade import Actor, Level, require
from baken.kernel import audit, idempotency
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.ids import uuid7
from baken.kernel.models import fresh
from baken.kernel.papers.kept import CheckedPaper
from baken.kernel.papers.sealed import keep
from baken.kernel.rate_limits import Limit
from baken.kernel.text.plain_text import plain

from ..checklists.rules import VISIT
from ..models import Answer, Checklist, Finding, FindingPhoto, HomeEntry, Inspection, InspectionParty, Target
from ..parts import part_of
from ..planning.homes import note_entry
from ..policies import RECORD
from .rules import Sending, Told, against, against_status, furthest, seen_at

SENDINGS = Limit("findings of an inspection", 300, 3_600)
"""What one account sends in an hour at most: enough for every address of a long round, and no stream of photos without end."""


@dataclass(frozen=True, slots=True)
class Received:
    """What came of a sending: how many findings it made, the first time; and whether it had come before."""

    first: UUID
    repeated: bool = False


@action
def receive(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    target: Target,
    sending: Sending,
    key: str,
    body: bytes = b"",
    files: Sequence[CheckedPaper] = (),
) -> Received:
    """Keep what one inspector saw at one address, and return the first finding of it.

    `key` is the sender's own: the same again with the same `body` makes nothing and gives the same answer. `target` as the
    actor sees it, with its `inspection`. Raises `Denied` for who may not record here at all, `Refused` with every reason why
    this doesn't do now, `kernel.idempotency.OtherBody` for the same key with something else, `TooMany`.
    """
    require(actor, RECORD, target, purpose)
    first = uuid7(at)
    earlier = idempotency.take(
        municipality_id=target.municipality_id, scope=f"inspection:{actor.id}", key=key, body=body, record_id=first
    )
    if earlier is not None:
        audit.record("inspection.findings_sent_again", resource_type="inspections.finding", resource_id=str(earlier))
        return Received(earlier, repeated=True)
    SENDINGS.require(str(actor.id))
    inspection = Inspection.objects.select_related("vault", "guarded").get(pk=target.inspection_id)
    party = party_of(actor, inspection, sending.discipline)
    checklist = _checklist(inspection, sending)
    reasons = against_status(inspection.status)
    if party is None:
        text = _("U doet aan deze controle niet mee voor deze discipline. Kies uw eigen discipline.")
        reasons.append(Reason("other_discipline", text))
    if sending.checklist is not None and checklist is None:
        reasons.append(Reason("checklist", _("Deze lijst hoort niet bij deze controle. Vul het opnieuw in.")))
    items = checklist.items if checklist else []
    reasons += against(sending, items, inspection.branch, home=target.is_home, photos=len(files))
    replaced = _replaced(actor, inspection, sending)
    if sending.corrects is not None and (replaced is None or replaced.target_id != target.pk):
        reasons.append(Reason("not_yours", _("U kunt alleen verbeteren wat u zelf vastlegde, zolang het nog geldt.")))
    if reasons or party is None:
        raise Refused(tuple(dict.fromkeys(reasons)))
    seen = seen_at(sending.seen_at, at)
    common = {
        "municipality_id": target.municipality_id,
        "guarded_id": target.guarded_id,
        "vault_id": target.vault_id,
        "part": part_of(sending.discipline),
        "level": Level.CONFIDENTIAL,
    }
    author = {"by_id": actor.id, "by_partner_id": actor.partner_id, "by_role": party.role}
    made = [
        Finding(
            id=first if number == 0 else uuid7(at), inspection=inspection, target=target, discipline=sending.discipline,
            checklist=checklist, item=one.item, question=question, answer=one.answer, note=plain(one.note),
            seen_at=seen, sent_at=at, key=_kept_key(actor, key), corrects=replaced, **author, **common,
        )
        for number, (one, question) in enumerate(_rows(sending, items, replaced))
    ]  # fmt: skip
    Finding.objects.bulk_create(made)
    _photos(made, sending, files, common, at)
    if sending.outcome:
        _visited(target, sending.outcome, seen)
    if sending.entered and not _entered_before(target, sending.discipline):
        note_entry(
            actor=actor, at=at, purpose=purpose, inspection=inspection, target=target, discipline=sending.discipline,
            consent=sending.entered == "consent", entered_at=seen,
        )  # fmt: skip
    audit.record(
        "inspection.findings_received", inspection.guarded, purpose=purpose, basis=inspection.vault.basis,
        vault_id=inspection.vault_id, discipline=sending.discipline, findings=len(made), photos=len(files),
        outcome=sending.outcome, corrects=sending.corrects,
    )  # fmt: skip
    return Received(first)


def parties_of(actor: Actor, parties: Sequence[InspectionParty]) -> list[InspectionParty]:
    """Return those of an inspection's parties in which the actor takes part: a partner's own, or of a function of ours."""
    if actor.partner_id is not None:
        return [one for one in parties if one.partner_id == actor.partner_id]
    return [one for one in parties if one.partner_id is None and one.role in actor.roles]


def party_of(actor: Actor, inspection: Inspection, discipline: str) -> InspectionParty | None:
    """Return the party by which the actor acts for a discipline; None where it doesn't. One query."""
    rows = InspectionParty.objects.filter(inspection=inspection, discipline=discipline).order_by("pk")
    return next(iter(parties_of(actor, list(rows))), None)


def _checklist(inspection: Inspection, sending: Sending) -> Checklist | None:
    """Return the list by which was looked, whatever its version: a phone may hold one that was followed up since."""
    if sending.checklist is None:
        return None
    found = Checklist.objects.filter(
        municipality_id=inspection.municipality_id, pk=sending.checklist, discipline=sending.discipline
    ).first()
    fits = found is not None and (not found.branches or inspection.branch in found.branches)
    return found if fits else None


def _replaced(actor: Actor, inspection: Inspection, sending: Sending) -> Finding | None:
    """Return the finding that is corrected: the actor's own of the same discipline and item, not corrected before."""
    if sending.corrects is None or len(sending.told) != 1:
        return None
    found = Finding.objects.filter(
        inspection=inspection, pk=sending.corrects, by_id=actor.id, discipline=sending.discipline,
        item=sending.told[0].item, corrected_by__isnull=True,
    )  # fmt: skip
    return found.first()


def _rows(sending: Sending, items: Sequence[dict[str, Any]], replaced: Finding | None) -> list[tuple[Told, str]]:
    """Return what becomes a finding, with the question as it was asked; a visit that failed is one too."""
    asked = {str(item["slug"]): str(item["question"]) for item in items}
    found = [(one, asked.get(one.item, "")) for one in sending.told]
    if sending.outcome in ("closed", "refused", "skipped"):
        told = dict(Target._meta.get_field("outcome").choices or ())[sending.outcome]
        question = _("Hoe het bezoek ging: %(outcome)s") % {"outcome": told}
        found.append((Told(VISIT, Answer.NOT_SEEN), question))
    if replaced is not None:
        found = [(one, replaced.question) for one, _question in found]
    return found


def _photos(
    made: Sequence[Finding], sending: Sending, files: Sequence[CheckedPaper], common: dict[str, Any], at: datetime
) -> None:
    """Keep the photos sealed, with the item that was chosen, else with the first thing that isn't in order."""
    if not files:
        return
    wrong = (one for one in made if one.answer == Answer.NOT_IN_ORDER)
    with_it = next((one for one in made if one.item == sending.photos_of), None) or next(wrong, made[0])
    for number, checked in enumerate(files):  # their moments keep them in the order in which they were taken
        owner = uuid7(at)
        stored = keep(checked, owner_id=owner)
        fields = {**stored.fields, "name": f"foto-{number + 1}.{'png' if 'png' in checked.media_type else 'jpg'}"}
        FindingPhoto(id=owner, finding=with_it, added_at=at + timedelta(microseconds=number), **fields, **common).save(
            force_insert=True
        )


def _visited(target: Target, outcome: str, seen: datetime) -> None:
    """Say how far anybody came at the address: the same whichever phone had reception first."""
    row = fresh(target)
    stands = furthest(row.outcome, outcome)
    if stands == row.outcome and (row.visited_at is None or row.outcome != outcome or row.visited_at <= seen):
        return
    row.visited_at = seen if stands != row.outcome else min(filter(None, (row.visited_at, seen)))
    row.outcome = stands
    row.save()


def _entered_before(target: Target, discipline: str) -> bool:
    rows = HomeEntry.objects.filter(target=target, part=part_of(discipline), entered_at__isnull=False)
    return rows.exists()


def _kept_key(actor: Actor, key: str) -> str:
    """Return the key as a finding keeps it: of its sender, so that two who drew the same don't meet."""
    return hashlib.sha256(f"{actor.id}|{key}".encode()).hexdigest()


def may_record_in(status: str) -> bool:
    """Whether an inspection in this status takes findings."""
    return not against_status(status)
