# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads that nobody explained: found by rules, asked about, explained by the reader, settled by the privacy officer."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import (
    EMERGENCY,
    Actor,
    GuardedRecord,
    Participation,
    RoleAssignment,
    User,
    opened,
    require,
    require_in,
    reviewed_here,
    visible_to,
)
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Refused
from baken.kernel.models import AuditEntry, Municipality, fresh

from ..models import ReadLook, ReadReview
from ..policies import EXPLAIN, REVIEW_READS
from ..stepping import refuse, step
from .rules import HOUR, Hit, Read, hits
from .workflow import READ, not_by_reader

BATCH = 5_000
MAX_TEXT = 2_000
ON_DUTY = "on_call_officer"
GUARDED = GuardedRecord._meta.label_lower
Involved = Callable[[Iterable[UUID]], set[tuple[UUID, UUID]]]
_involved: dict[str, Involved] = {}


def register_involved(kind: str, find: Involved) -> None:
    """Have a feature say who has a task in its records: `find` gets keys of guarded records, returns (record, user) pairs."""
    _involved[kind] = find


@action
def look(*, actor: Actor, at: datetime, municipality: Municipality) -> int:
    """Look at the reads since the last time; return for how many records a question was added or grew.

    Looks at `BATCH` reads; `behind` says whether there are more. Looking twice at one read is impossible: the place in the
    log up to which was looked is kept under lock.
    """
    require_in(actor, REVIEW_READS, municipality.id)
    with opened(actor, "", system=True):
        position = ReadLook.objects.locked().filter(municipality=municipality).first()
        position = position or ReadLook(municipality=municipality)
        new = list(_reads_of(municipality).filter(sequence__gt=position.sequence).order_by("sequence")[:BATCH])
        found = _suspects(municipality, new, position.sequence) if new else []
        touched = {_keep(municipality, entry, read, hit).pk for entry, read, hit in found}
        position.sequence = new[-1].sequence if new else position.sequence
        position.looked_at = at
        position.save()
        audit.record("reads.looked", position, reads=len(new), found=len(touched))
        return len(touched)


def behind(municipality: Municipality) -> bool:
    """Whether there are reads at which nobody looked yet."""
    position = ReadLook.objects.filter(municipality=municipality).first()
    return _reads_of(municipality).filter(sequence__gt=position.sequence if position else 0).exists()


@action
def ask(*, actor: Actor, at: datetime, review: ReadReview, seen: int | None = None) -> ReadReview:
    """Ask the reader to explain. The mail, which tells nothing, is for the caller to send (`privacy.reads.mail`)."""
    given = {"actor": actor.id, "seen": seen}
    return step(actor, at, READ, review, "ask", given, asked_at=at, asked_by_id=actor.id)


@action
def answer(*, actor: Actor, at: datetime, review: ReadReview, text: str, seen: int | None = None) -> ReadReview:
    """Explain one's own read. Until it is settled one may explain again."""
    _within(text)
    given = {"actor": actor.id, "text": text, "seen": seen}
    return step(actor, at, READ, review, "answer", given, explanation=text.strip(), explained_at=at)


@action
def settle(
    *,
    actor: Actor,
    at: datetime,
    review: ReadReview,
    explained: bool,
    note: str,
    seen: int | None = None,
    follow_up: str = "",
    who: str = "",
    by: date | None = None,
) -> ReadReview:
    """Judge a read: explained or not, and why. Nobody judges one's own.

    What stays unexplained has a follow-up (a value of `FollowUp`), with who sees to it and by which day. Raises `Refused`
    without.
    """
    _within(note)
    name = "explain" if explained else "leave_unexplained"
    given = {"actor": actor.id, "text": note, "seen": seen, "follow_up": follow_up, "who": who, "by": by}
    stamps: dict[str, Any] = {"note": note.strip(), "settled_at": at, "settled_by_id": actor.id}
    done = step(actor, at, READ, review, name, given, **stamps)
    if not explained:
        done.follow_up, done.follow_up_who, done.follow_up_by = follow_up, who.strip()[:120], by
        done.save()
    return done


@action
def follow_up_done(*, actor: Actor, at: datetime, review: ReadReview, note: str, seen: int | None = None) -> ReadReview:
    """Write down what was done after a read stayed unexplained; that is the end of it. Nobody does so for one's own."""
    require(actor, REVIEW_READS, review)
    _within(note)
    review = fresh(review, seen)
    if own := not_by_reader(review, {"actor": actor.id}):
        raise Refused((own,))
    if not note.strip():
        raise refuse("no_text", _("Schrijf op wat er is gedaan."))
    if not review.follow_up or review.follow_up_done_at is not None:
        raise refuse("nothing_open", _("Hier staat niets meer open."))
    review.follow_up_note, review.follow_up_done_at, review.follow_up_done_by_id = note.strip(), at, actor.id
    review.save()
    audit.record("read.followed_up", review, follow_up=review.follow_up)
    return review


def questions_for(actor: Actor) -> int:
    """Return how many questions wait for an explanation by the actor; for the home page."""
    if not actor.may(EXPLAIN) or actor.id is None:
        return 0
    mine = ReadReview.objects.filter(reader_id=actor.id, status="asked")
    return visible_to(mine, actor, EXPLAIN).count()


def _within(text: str) -> None:
    if len(text.strip()) > MAX_TEXT:
        raise refuse("long_text", _("De tekst is te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_TEXT})


def _reads_of(municipality: Municipality) -> QuerySet[AuditEntry]:
    rows = AuditEntry.objects.filter(municipality_id=municipality.id, kind="read", resource_type=GUARDED)
    return rows.filter(actor_id__isnull=False)


def _suspects(
    municipality: Municipality, new: list[AuditEntry], looked: int
) -> list[tuple[AuditEntry, Read, tuple[Hit, ...]]]:
    """Return the reads that a rule hits. Those of the hour before count along but were judged already.

    What was read in a use of emergency access is reviewed there, whole: it isn't asked about once more.
    """
    before = _reads_of(municipality).filter(sequence__lte=looked, at__gte=new[0].at - HOUR).order_by("sequence")
    entries = [*before, *new]
    facts = _Facts(municipality, entries, looked)
    pairs = [(entry, facts.read(entry)) for entry in entries]
    judged = hits(read for _entry, read in pairs)
    elsewhere = reviewed_here(municipality, new)
    return [
        (entry, read, found)
        for (entry, _read), (read, found) in zip(pairs, judged, strict=True)
        if found and entry.sequence > looked and entry.actor_id in facts.people and entry.pk not in elsewhere
    ]


class _Facts:
    """What is known of records and readers, loaded once for a batch."""

    def __init__(self, municipality: Municipality, entries: list[AuditEntry], looked: int):
        keys = {UUID(entry.resource_id) for entry in entries}
        readers = {entry.actor_id for entry in entries if entry.actor_id}
        self.records = {it.pk: it for it in GuardedRecord.objects.filter(pk__in=keys, municipality=municipality)}
        self.people = set(User.objects.filter(pk__in=readers).values_list("pk", flat=True))
        by_name = Participation.objects.filter(guarded__in=keys, user__in=readers, emergency=False)
        self.tasks: set[tuple[UUID, UUID]] = {
            (guarded, user) for guarded, user in by_name.values_list("guarded", "user") if user is not None
        }
        for kind, find in _involved.items():
            self.tasks |= find([pk for pk, it in self.records.items() if it.kind == kind])
        duty = RoleAssignment.objects.filter(municipality=municipality, user__in=readers, role=ON_DUTY)
        self.duty = list(duty.values_list("user", "valid_from", "valid_to"))
        last = _reads_of(municipality).filter(sequence__lte=looked, resource_id__in=[str(key) for key in keys])
        rows = last.filter(sequence__lt=entries[0].sequence).order_by().values_list("resource_id")
        self.last = {UUID(key): at for key, at in rows.annotate(newest=Max("at"))}

    def read(self, entry: AuditEntry) -> Read:
        """Return one read with its facts; called in the order of the log, since each read wakes its record."""
        assert entry.actor_id is not None
        key, at = UUID(entry.resource_id), timezone.localtime(entry.at)
        record = self.records.get(key)
        closed = record is not None and record.retention_from is not None and record.retention_from <= at.date()
        quiet = None
        if closed and record is not None and record.retention_from is not None:
            before = self.last.get(key)
            woken = max(record.retention_from, timezone.localdate(before)) if before else record.retention_from
            quiet = (at.date() - woken).days
        self.last[key] = entry.at
        return Read(
            reader=entry.actor_id,
            record=key,
            at=at,
            work=(key, entry.actor_id) in self.tasks,
            on_duty=any(
                user == entry.actor_id and since <= at.date() and (until is None or at.date() <= until)
                for user, since, until in self.duty
            ),
            emergency=entry.purpose == EMERGENCY,
            closed=closed,
            quiet_days=quiet,
        )


def _keep(municipality: Municipality, entry: AuditEntry, read: Read, found: tuple[Hit, ...]) -> ReadReview:
    """Add the read to the question about that reader, record and day, or begin one where the last was settled."""
    day = read.at.date()
    mine = Q(municipality=municipality, reader=read.reader, guarded_key=read.record, day=day)
    last = ReadReview.objects.locked().filter(mine).order_by("-serial").first()
    review = last if last is not None and last.status not in ("explained", "unexplained") else None
    if review is None:
        record = GuardedRecord.objects.filter(pk=read.record, municipality=municipality).first()
        review = ReadReview(
            municipality=municipality,
            reader_id=read.reader,
            guarded_key=read.record,
            kind=record.kind if record else "",
            reference=record.reference if record else "",
            day=day,
            serial=last.serial + 1 if last else 1,
            first_at=entry.at,
            reads=0,
            purpose=entry.purpose,
        )
    review.reads += 1
    review.rules = sorted({*review.rules, *(hit.rule for hit in found)})
    review.told = {**review.told, **{h.rule: max(h.seen, int(review.told.get(h.rule, 0))) for h in found}}
    review.save()
    return review
