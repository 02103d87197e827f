# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Destroying a record: approved where its rule wants it, all or nothing, with a certificate. A hold wins.

Who approves isn't who carries it out by hand: a colleague does, or Baken itself at night. Nothing goes by a term that nobody
verified, nor while a question about a read, or a use of emergency access, is open.

Files can't be rolled back. So the destruction is first written down as begun; when it breaks off, the record stays there,
marked as begun, and doing it again finishes it.
"""

import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import (
    Actor,
    EmergencyAccess,
    GuardedRecord,
    Participation,
    SearchToken,
    Sight,
    opened,
    require,
)
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Refused
from baken.kernel.models import AuditPersonal, Municipality, fresh

from ..models import Certificate, Destruction, Hold, ReadReview, RetentionRule
from ..policies import MANAGE_RETENTION
from ..stepping import refuse, step
from .due import (
    RetentionKind,
    due_of,
    guarded_kind_of,
    kind_label,
    rule_for,
    rules_of,
    unapproved_rows,
    with_open_emergency,
    with_open_reads,
)
from .workflow import DESTRUCTION

logger = logging.getLogger(__name__)
MAX_TEXT = 2_000
MOST_A_NIGHT = 500
GONE = "[vernietigd]"
OURS = (Participation, SearchToken, EmergencyAccess, Destruction, Hold)
"""What refers to a guarded record and is cleared up here; all else is its own feature's."""


@action
def place_hold(*, actor: Actor, at: datetime, guarded: GuardedRecord, reason: str) -> Hold:
    """Keep a record from being destroyed until somebody releases it. Raises `Refused` without reason or when held."""
    with opened(actor):
        require(actor, MANAGE_RETENTION, guarded)
        _must_have(reason)
        locked = fresh(guarded)
        if locked.hold:
            raise refuse("held", _("Vernietiging is al tegengehouden."))
        locked.hold = True
        locked.save()
        hold = Hold(
            municipality_id=locked.municipality_id,
            guarded=locked,
            reference=locked.reference,
            reason=reason.strip(),
            since=at,
            placed_by_id=actor.id,
        )
        hold.save()
        audit.record("retention.held", locked)
        return hold


@action
def release_hold(*, actor: Actor, at: datetime, guarded: GuardedRecord, reason: str) -> GuardedRecord:
    """End the hold on a record. Raises `Refused` without reason or when nothing holds it."""
    with opened(actor):
        require(actor, MANAGE_RETENTION, guarded)
        _must_have(reason)
        locked = fresh(guarded)
        if not locked.hold:
            raise refuse("not_held", _("Vernietiging is niet tegengehouden."))
        locked.hold = False
        locked.save()
        for hold in Hold.objects.locked().filter(guarded=locked, released_at__isnull=True):
            hold.released_at, hold.released_by_id, hold.released_because = at, actor.id, reason.strip()
            hold.save()
        audit.record("retention.released", locked)
        return locked


@action
def approve(*, actor: Actor, at: datetime, guarded: GuardedRecord) -> Destruction:
    """Approve that a record is destroyed. Raises `Refused` when it isn't due or is held."""
    with opened(actor):
        require(actor, MANAGE_RETENTION, guarded)
        row, given, _rule = _row(actor, guarded, at)
        return step(
            actor, at, DESTRUCTION, row, "approve", given, approved_at=at, approved_by_id=actor.id
        )  # fmt: skip


@action
def withdraw(*, actor: Actor, at: datetime, guarded: GuardedRecord) -> Destruction:
    """Take an approval back."""
    with opened(actor):
        require(actor, MANAGE_RETENTION, guarded)
        row, given, _rule = _row(actor, guarded, at)
        return step(actor, at, DESTRUCTION, row, "withdraw", given, approved_at=None, approved_by_id=None)


def destroy(*, actor: Actor, at: datetime, guarded: GuardedRecord) -> Certificate:
    """Destroy a record, or finish what broke off, and return the certificate. Two transactions: see above.

    Raises `Refused` with every reason against: not due, held, not approved, approved by the actor, kind unknown; and
    whatever the feature's own destroyer raises, after which nothing but files is gone and it can be done again.
    """
    if not Destruction.objects.filter(guarded=guarded, status="begun").exists():
        begin(actor=actor, at=at, guarded=guarded)
    return complete(actor=actor, at=at, guarded=guarded)


def destroy_what_may(*, actor: Actor, at: datetime, municipality: Municipality) -> list[Certificate]:
    """Destroy what was approved, and what is due by a verified rule that asks no approval; for the night.

    What is refused (held meanwhile, no longer due) waits. What breaks off is told in the server's log, and done again the
    next night.
    """
    with opened(actor, "", system=True):
        waiting = Destruction.objects.filter(municipality=municipality, status__in=["approved", "begun"])
        keys = list(waiting.filter(guarded__isnull=False).values_list("guarded", flat=True)[:MOST_A_NIGHT])
        rules = [rule for rule in rules_of(municipality.pk) if guarded_kind_of(rule.kind) is not None]
        by_rule = unapproved_rows(municipality.pk, rules, timezone.localdate(at)).exclude(pk__in=keys)
        rows = [*GuardedRecord.objects.filter(pk__in=keys), *by_rule[:MOST_A_NIGHT]]
    found = []
    for guarded in rows:
        try:
            found.append(destroy(actor=actor, at=at, guarded=guarded))
        except Refused as refused:
            logger.info("%s is not destroyed: %s", guarded.pk, ", ".join(reason.slug for reason in refused.reasons))
        except Exception:  # one that breaks off mustn't keep the others
            logger.exception("the destruction of %s broke off; it will be done again", guarded.pk)
    return found


@action
def begin(*, actor: Actor, at: datetime, guarded: GuardedRecord) -> Destruction:
    """Write down that a destruction begins, after which only a hold keeps it from being finished."""
    with opened(actor):
        require(actor, MANAGE_RETENTION, guarded)
        row, given, _rule = _row(actor, guarded, at)
        if guarded_kind_of(guarded.kind) is None:
            raise refuse("unknown_kind", _("Geen onderdeel van Baken weet hoe dit soort dossier wordt vernietigd."))
        return step(actor, at, DESTRUCTION, row, "begin", given, begun_at=at)


@action
def complete(*, actor: Actor, at: datetime, guarded: GuardedRecord) -> Certificate:
    """Destroy everything of a record whose destruction has begun, and write the certificate."""
    with opened(actor, "", system=True):
        require(actor, MANAGE_RETENTION, guarded)
        row, given, rule = _row(actor, guarded, at)
        step(actor, at, DESTRUCTION, row, "complete", given, destroyed_at=at)
        locked = GuardedRecord.objects.select_related("vault").get(pk=guarded.pk)
        kind = guarded_kind_of(locked.kind)
        if kind is None or rule is None:
            raise refuse("unknown_kind", _("Geen onderdeel van Baken weet hoe dit soort dossier wordt vernietigd."))
        counts = _emptied(locked, kind)
        certificate = _certificate(actor, at, locked, rule, counts)
        audit.record("record.destroyed", locked, certificate=certificate.number, kind=locked.kind, counts=counts)
        locked.delete()
        return certificate


def destroy_along(guarded: GuardedRecord) -> dict[str, int]:
    """Destroy a record that goes with another one, and return how many of what; within a destroyer of that other's feature.

    It gets no certificate of its own: the other one's counts it. Raises `Refused` where it is held by itself: a hold wins, and
    then the other one waits too.
    """
    locked = GuardedRecord.objects.locked().select_related(None).get(pk=guarded.pk)
    if locked.hold:
        raise refuse("held_along", _("Iets wat bij dit dossier hoort, wordt bewaard. Het dossier blijft zolang ook."))
    if with_open_reads(locked.municipality_id, [locked.pk]):
        raise refuse("open_reads_along", _("Er loopt nog een vraag over inzage in wat bij dit dossier hoort."))
    kind = guarded_kind_of(locked.kind)
    if kind is None:
        raise refuse("unknown_kind", _("Geen onderdeel van Baken weet hoe dit soort dossier wordt vernietigd."))
    counts = _emptied(locked, kind)
    Destruction.objects.filter(guarded=locked).delete()
    locked.delete()
    return counts


def _emptied(guarded: GuardedRecord, kind: RetentionKind) -> dict[str, int]:
    """Destroy all that hangs on a record but the record itself; return how many of what."""
    about = list(_keys(guarded))
    counts = dict(kind.destroy(guarded))
    _refuse_leftovers(guarded)
    for slug, number in _clear(guarded, about).items():
        counts[slug] = counts.get(slug, 0) + number
    return counts


def _row(
    actor: Actor, guarded: GuardedRecord, at: datetime
) -> tuple[Destruction, dict[str, Any], RetentionRule | None]:
    """Return the way to destruction of a locked record, what the guards look at, and the rule."""
    locked = GuardedRecord.objects.locked().select_related(None).get(pk=guarded.pk)
    row = Destruction.objects.locked().filter(guarded=locked).first()
    if row is None:
        row = Destruction(municipality_id=locked.municipality_id, guarded=locked, reference=locked.reference)
        row.save()
    rule = rule_for(locked, rules_of(locked.municipality_id))
    given = {
        "due": due_of(locked, rule),
        "on": timezone.localdate(at),
        "approval": rule.approval if rule is not None else True,
        "verified": rule is None or rule.verified,
        "open_reads": bool(with_open_reads(locked.municipality_id, [locked.pk])),
        "open_emergency": bool(with_open_emergency(locked.municipality_id, [locked.pk])),
        "actor": actor.id,
    }
    return row, given, rule


def _features() -> Iterator[tuple[type[Model], str]]:
    """Yield what other features tie to a guarded record: model and field."""
    for relation in GuardedRecord._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and relation.related_model not in OURS:
            yield relation.related_model, relation.field.name  # type: ignore[union-attr,misc]


def _keys(guarded: GuardedRecord) -> Iterator[tuple[str, list[str]]]:
    """Yield, per kind of row that tells of the record, the type and the keys by which the audit log names it."""
    yield guarded._meta.label_lower, [str(guarded.pk)]
    ours: tuple[tuple[type[Model], str], ...] = ((EmergencyAccess, "guarded"), (Participation, "guarded"))
    for model, field in (*_features(), *ours):
        rows = model._base_manager.filter(**{field: guarded})
        yield model._meta.label_lower, [str(key) for key in rows.values_list("pk", flat=True)]
    reviews = ReadReview.objects.filter(municipality_id=guarded.municipality_id, guarded_key=guarded.pk)
    yield ReadReview._meta.label_lower, [str(key) for key in reviews.values_list("pk", flat=True)]


def _refuse_leftovers(guarded: GuardedRecord) -> None:
    left = [
        str(model._meta.verbose_name)
        for model, field in _features()
        if model._base_manager.filter(**{field: guarded}).exists()
    ]
    if left:
        told = _("Er bleven gegevens achter (%(what)s). Het dossier is niet vernietigd. Meld dit aan de beheerder.")
        raise refuse("left_behind", told % {"what": ", ".join(sorted(left))})


def _clear(guarded: GuardedRecord, about: list[tuple[str, list[str]]]) -> dict[str, int]:
    """Remove what access, audit and privacy hold of a record; return how many of what."""
    taking = Participation.objects.filter(guarded=guarded)
    counts = {
        "search_tokens": SearchToken.objects.filter(guarded=guarded).delete()[0],
        "sights": Sight.objects.filter(participation__in=taking).delete()[0],
        "emergency_texts": _clear_emergencies(guarded),
        "read_texts": _clear_reads(guarded),
        "holds": Hold.objects.filter(guarded=guarded).delete()[0],
        "participations": taking.count(),
        "audit_parts": clear_audit(guarded.municipality_id, about),
    }
    taking.delete()
    return {slug: number for slug, number in counts.items() if number}


def _clear_emergencies(guarded: GuardedRecord) -> int:
    """Wipe why somebody took emergency access and what was made of it; that it was taken stays."""
    rows = list(EmergencyAccess.objects.filter(guarded=guarded))
    for used in rows:
        used.reason, used.note = GONE, ""
        used.save()
    return len(rows)


def _clear_reads(guarded: GuardedRecord) -> int:
    """Wipe what was written about reads of the record; that there was a question stays."""
    number = 0
    rows = ReadReview.objects.filter(municipality_id=guarded.municipality_id, guarded_key=guarded.pk)
    for review in rows:
        if review.explanation or review.note:
            review.explanation, review.note = (GONE if review.explanation else ""), (GONE if review.note else "")
            review.save()
            number += 1
    return number


def clear_audit(municipality_id: UUID, about: list[tuple[str, list[str]]]) -> int:
    """Destroy the personal parts of the audit log about rows, told by type and keys; return how many there were."""
    number = 0
    for resource_type, keys in about:
        rows = AuditPersonal.objects.filter(municipality_id=municipality_id, resource_type=resource_type)
        there = set(rows.filter(resource_id__in=keys).values_list("resource_id", flat=True)) if keys else set()
        for key in sorted(there):
            number += audit.destroy_personal(resource_type, key, municipality_id=municipality_id)
    return number


def _certificate(
    actor: Actor, at: datetime, guarded: GuardedRecord, rule: RetentionRule, counts: dict[str, int]
) -> Certificate:
    row = Destruction.objects.get(guarded=guarded)
    due = due_of(guarded, rule)
    if guarded.retention_from is None or due is None:
        raise refuse("not_due", _("De bewaartermijn is nog niet voorbij."))
    certificate = Certificate(
        municipality_id=guarded.municipality_id,
        number=next_number(guarded.municipality_id, at),
        kind=guarded.kind,
        kind_label=kind_label(guarded.kind),
        reference=guarded.reference,
        vault_name=guarded.vault.name,
        rule_name=rule.name,
        basis=rule.basis,
        retention_from=guarded.retention_from,
        due_on=due,
        approved_at=row.approved_at,
        approved_by_id=row.approved_by_id,
        destroyed_at=at,
        destroyed_by_id=actor.id,
        counts=counts,
    )
    certificate.save()
    return certificate


def next_number(municipality_id: UUID, at: datetime) -> str:
    """Return the number of the next certificate of the year; nobody else gets one before the transaction is over."""
    Municipality.objects.select_for_update().get(pk=municipality_id)
    year = timezone.localdate(at).year
    there = Certificate.objects.filter(municipality_id=municipality_id, number__startswith=f"{year}-")
    return f"{year}-{there.count() + 1:04d}"


def _must_have(reason: str) -> None:
    if not reason.strip():
        raise refuse("no_reason", _("Schrijf op waarom."))
    if len(reason.strip()) > MAX_TEXT:
        raise refuse("long_reason", _("De reden is te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_TEXT})
