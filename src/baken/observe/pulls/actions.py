# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes pulls and their schedules. The facts themselves are loaded by `pulling.pull_tables`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from baken.access.facade import Actor, require, require_in, system_actor, unauthorized
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused, StaleVersion
from baken.kernel.models import Municipality
from baken.kernel.workflow import perform

from ..models import Every, Pull, PullMeter, PullSchedule, PullStatus
from ..models.pull import UNDER_WAY
from ..sources.base import remote_sources
from ..workflow import LOAD, PULL, already_under_way
from .meter import silent
from .schedule import next_time

MAX_PROBLEM = 2000


@action
def request_pull(
    *, actor: Actor, at: datetime, municipality: Municipality, tables: Sequence[str], fictitious: bool = False
) -> Pull:
    """Ask for tables (ids) of one municipality; a worker takes it up. Return the pull.

    Raises `Refused` with each reason: nothing chosen, a table that isn't offered, another pull under way. A `fictitious`
    pull is for the example: no worker is told of it.
    """
    require_in(actor, LOAD, municipality.id)
    Municipality.objects.select_for_update().get(pk=municipality.pk)  # two who ask at once: one waits, and is refused
    wanted = list(dict.fromkeys(tables))
    offered = {table.id for source in remote_sources() for table in source.tables()}
    reasons = []
    if not wanted:
        reasons.append(Reason("no_tables", _("Kies een of meer tabellen.")))
    if unknown := [table for table in wanted if table not in offered]:
        told = ", ".join(unknown)[:200]
        reasons.append(Reason("unknown_table", _("Deze tabel wordt niet aangeboden: %(tables)s.") % {"tables": told}))
    if Pull.objects.filter(municipality=municipality, status__in=UNDER_WAY).exists():
        reasons.append(already_under_way())
    if reasons:
        raise Refused(tuple(reasons))
    pull = Pull(
        municipality=municipality,
        tables=wanted,
        area=municipality.code,
        asked_by_id=actor.id,
        asked_at=at,
        fictitious=fictitious,
    )
    pull.save()
    PullMeter.objects.create(pull=pull, beat_at=at)
    audit.record("pull.requested", pull, tables=wanted, area=pull.area)
    if not fictitious:
        _queue(pull)
    return pull


@action
def start_pull(*, actor: Actor, at: datetime, pull: Pull, attempt: int) -> Pull:
    """Mark a queued pull as running; the worker does this first. Raises `Refused` when it was stopped meanwhile."""
    started = _step(actor, at, pull, "start", {"attempt": attempt}, started_at=at)
    PullMeter.objects.filter(pk=pull.pk).update(attempt=attempt, done=0, total=None, what="", beat_at=at)
    return started


@action
def finish_pull(
    *,
    actor: Actor,
    at: datetime,
    pull: Pull,
    attempt: int,
    outcome: Sequence[Mapping[str, Any]],
    warnings: Sequence[str] = (),
) -> Pull:
    """Mark a pull as stored, with what the store did per dataset and what the reader should know."""
    return _step(
        actor, at, pull, "store", {"attempt": attempt}, ended_at=at, outcome=list(outcome), warnings=list(warnings)
    )


@action
def fail_pull(*, actor: Actor, at: datetime, pull: Pull, attempt: int, problem: str) -> Pull:
    """Mark a pull as failed, with one or two sentences for people: what is wrong and what to do."""
    told = problem.replace("\0", "").strip()[:MAX_PROBLEM] or _("Het ophalen is mislukt.")
    return _step(actor, at, pull, "fail", {"attempt": attempt}, ended_at=at, problem=told)


@action
def cancel_pull(*, actor: Actor, at: datetime, pull: Pull, attempt: int) -> Pull:
    """Mark a pull as cancelled: the worker heard that it must stop."""
    return _step(actor, at, pull, "cancel", {"attempt": attempt}, ended_at=at)


@action
def stop_pull(*, actor: Actor, at: datetime, pull: Pull) -> Pull:
    """Ask a pull to stop. One that waits, or that gives no sign of life, is cancelled at once; else at its next page.

    Raises `Refused` for one that has ended.
    """
    require(actor, LOAD, pull)
    fresh = _locked(pull)
    if fresh.status in UNDER_WAY and fresh.stop_asked_at is None:
        fresh.stop_asked_by_id, fresh.stop_asked_at = actor.id, at
        fresh.save()
        audit.record("pull.stop_asked", fresh)
    if fresh.status == PullStatus.RUNNING and not silent(beat_of(fresh), at):
        audit.record("pull.stop_asked", fresh, again=True)
        return fresh
    return _step(actor, at, fresh, "cancel", {}, ended_at=at)


@action
def resume_pull(*, actor: Actor, at: datetime, pull: Pull) -> Pull:
    """Take a failed pull up again, or one whose worker died; what was received already isn't asked again."""
    require(actor, LOAD, pull)
    fresh = _locked(pull)
    if is_broken(fresh, at):
        fresh = fail_pull(actor=actor, at=at, pull=fresh, attempt=fresh.attempt, problem=broken_words())
    _step(actor, at, fresh, "resume", {})
    fresh = _locked(pull)
    fresh.attempt += 1
    fresh.started_at = fresh.ended_at = fresh.stop_asked_at = None
    fresh.stop_asked_by = None
    fresh.problem = ""
    fresh.save()
    PullMeter.objects.filter(pk=fresh.pk).update(attempt=fresh.attempt, beat_at=at)
    _queue(fresh)
    return fresh


def fail_broken(*, at: datetime) -> list[Pull]:
    """Mark every pull whose worker gave no sign of life for too long as failed, and return them. For the scheduler."""
    found = Pull.objects.filter(status=PullStatus.RUNNING).select_related("municipality", "meter")
    done = []
    for pull in found:
        if is_broken(pull, at):
            actor = system_actor(pull.municipality)
            try:
                done.append(fail_pull(actor=actor, at=at, pull=pull, attempt=pull.attempt, problem=broken_words()))
            except Refused:
                continue  # it ended just now
    return done


@action
def set_schedule(
    *,
    actor: Actor,
    at: datetime,
    municipality: Municipality,
    source: str,
    every: str,
    day: int,
    hour: int,
    seen: int | None = None,
) -> PullSchedule:
    """Set when Baken asks `source` by itself. `seen` is the version that the actor looked at (0: there was none).

    Raises `StaleVersion` when it was changed since, `Refused` for a source that isn't there.
    """
    require_in(actor, LOAD, municipality.id)
    if source not in {found.slug for found in remote_sources()}:
        raise Refused((Reason("unknown_source", _("Deze bron is er niet.")),))
    row = PullSchedule.objects.locked().filter(municipality=municipality, source=source).first()
    if seen is not None and seen != (row.version if row else 0):
        raise StaleVersion(f"schedule of {source} changed since it was read")
    row = row or PullSchedule(municipality=municipality, source=source)
    row.every, row.day, row.hour = Every(every), day, hour
    row.next_at = next_time(every, day, hour, at)
    row.save()
    audit.record("pull_schedule.set", row, source=source, every=every, day=day, hour=hour)
    return row


def queue_due(*, at: datetime) -> list[Pull]:
    """Queue a pull of all tables for each schedule whose time has come, and return them. For the scheduler.

    A time that passed while no worker ran is caught up once. While another pull of the municipality is under way, the
    schedule waits for the next round.
    """
    due = PullSchedule.objects.filter(next_at__lte=at).select_related("municipality")
    return [pull for row in due if (pull := _queue_scheduled(at, row)) is not None]


def _queue_scheduled(at: datetime, row: PullSchedule) -> Pull | None:
    busy = Pull.objects.filter(municipality_id=row.municipality_id, status__in=UNDER_WAY)
    if busy.exists():
        return None
    try:
        return _request_scheduled(actor=system_actor(row.municipality), at=at, row=row)
    except Refused:
        return None  # somebody pressed the button just now


@action
def _request_scheduled(*, actor: Actor, at: datetime, row: PullSchedule) -> Pull | None:
    fresh = PullSchedule.objects.locked().filter(pk=row.pk, next_at__lte=at).first()
    if fresh is None:
        audit.record("pull_schedule.passed", row)  # another scheduler was first
        return None
    fresh.next_at = next_time(fresh.every, fresh.day, fresh.hour, at)
    fresh.save()
    tables = [table.id for source in remote_sources() if source.slug == fresh.source for table in source.tables()]
    if not tables:
        audit.record("pull_schedule.empty", fresh, source=fresh.source)
        return None
    return request_pull(actor=actor, at=at, municipality=row.municipality, tables=tables)


def is_broken(pull: Pull, at: datetime) -> bool:
    """Whether a pull says that it runs while its worker gave no sign of life for too long."""
    return pull.status == PullStatus.RUNNING and silent(beat_of(pull), at)


def beat_of(pull: Pull) -> datetime | None:
    """Return the last sign of life."""
    meter = getattr(pull, "meter", None)
    return meter.beat_at if meter else None


def broken_words() -> str:
    """Return what is told of a pull whose worker died."""
    return _("Het ophalen brak af: het programma dat ophaalt is gestopt. Wat al binnen is, blijft bewaard. Ga verder.")


def _queue(pull: Pull) -> None:
    from .tasks import pull_figures  # it imports these actions

    pull_figures.enqueue(str(pull.pk), pull.attempt)


def _locked(pull: Pull) -> Pull:
    return Pull.objects.locked().get(pk=pull.pk)


def _step(actor: Actor, at: datetime, pull: Pull, name: str, given: Mapping[str, Any], **stamps: Any) -> Pull:
    """Take one step with its stamps, in one transaction. The stamps go first: the database refuses an end without moment."""
    require(actor, LOAD, pull)
    fresh = _locked(pull)
    if stamps and fresh.status in PULL.transition(name).sources:
        for field, value in stamps.items():
            setattr(fresh, field, value)
        fresh.save()

    done = perform(
        actor=actor, at=at, workflow=PULL, record=fresh, name=name, unauthorized=unauthorized(actor), given=given
    )
    assert isinstance(done, Pull)
    return done
