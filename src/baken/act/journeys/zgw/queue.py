# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is to be done with the case system, as rows: asked for by anybody, done by the worker (`work`), tried again by itself.

Each is an action of Baken itself, but for trying again, which a person asks.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from baken.access.facade import Actor, municipality_of, opened, require, system_actor
from baken.kernel import audit
from baken.kernel.actions import action, together
from baken.kernel.models import Municipality, fresh

from .models import Kind, Outcome, State, ZgwContact, ZgwLink, ZgwTask
from .parts import KINDS, permission_of

FIRST, LONGEST = timedelta(seconds=30), timedelta(hours=1)
MOST = 14
"""Tries before somebody must look: with pauses that grow to an hour, about eight hours."""
NOT_OURS = frozenset({Outcome.NO_TRIGGER, Outcome.CLOSED, Outcome.GONE, Outcome.NOT_DRAWN})
"""Of a zaak that doesn't concern us nothing is kept."""
KEPT = timedelta(days=90)
"""How long it is told what was done."""


@action
def ask(*, actor: Actor, at: datetime, municipality: Municipality, kind: str, subjects: Iterable[str]) -> list[ZgwTask]:
    """Have something done for each subject, as soon as the worker comes to it. What waits already isn't asked twice."""
    wanted = list(dict.fromkeys(subjects))
    with opened(system_actor(municipality), system=True):
        rows = [_asked(municipality, kind, subject, at) for subject in wanted]
        # of a subject only that it was asked for: an address of a zaak stays out of the log
        audit.record("zgw.asked", municipality, kind=kind, tasks=[str(row.pk) for row in rows])
    wake(municipality)
    return rows


def notified(*, actor: Actor, at: datetime, municipality: Municipality, url: str) -> bool:
    """A zaak was made or changed: have it read. Return whether that was needed: one that was taken in isn't read again."""
    with opened(actor, system=True):
        if ZgwLink.objects.filter(municipality=municipality, zaak=url).exists():
            return False
    with together():
        ask(actor=actor, at=at, municipality=municipality, kind=Kind.TAKE_IN, subjects=[url])
        note(actor=actor, at=at, municipality=municipality, told={"notified_at": at})
    return True


@action
def ask_again(*, actor: Actor, at: datetime, tasks: Iterable[ZgwTask]) -> int:
    """Try anew what failed, or waits for its next try; return how many."""
    municipality = municipality_of(actor)
    found = 0
    for row in tasks:
        require(actor, permission_of(row.kind), row)
        it: ZgwTask = fresh(row)
        if it.state != State.DONE:
            it.state, it.attempts, it.next_try = State.WAITING, 0, at
            it.save()
            found += 1
    audit.record("zgw.asked_again", municipality, tasks=found)
    wake(municipality)
    return found


@action
def compare_anew(*, actor: Actor, at: datetime) -> None:
    """Have everything compared with the case system as soon as the worker comes to it."""
    require(actor, next((one for one in KINDS if actor.may(one)), next(iter(KINDS))))
    municipality = municipality_of(actor)
    contact = contact_of(municipality, at)
    contact.compare_asked_at = at
    contact.save()
    audit.record("zgw.compare_asked", contact)
    wake(municipality)


@action
def settle(*, actor: Actor, at: datetime, task: ZgwTask, seen: int, outcome: str) -> None:
    """Say that a task was done. Where it was asked anew meanwhile, it stays waiting."""
    it: ZgwTask = fresh(task)
    if it.version == seen:
        it.state, it.done_at = State.DONE, at
    it.outcome, it.problem = outcome, ""
    it.attempts += 1
    it.save()
    if it.state == State.DONE and outcome in NOT_OURS:
        it.delete()
    contact = contact_of(task.municipality, at)
    if outcome not in (Outcome.NONE, Outcome.NOTHING):
        contact.answered_at = at
        contact.save()
    audit.record("zgw.done", task, kind=task.kind, outcome=outcome, waits=it.state == State.WAITING)


@action
def fail(*, actor: Actor, at: datetime, task: ZgwTask, problem: str, again: bool, line: bool) -> None:
    """Say that a try failed: it is tried later where that may help, else somebody must look. `line`: the fault was the line's."""
    it: ZgwTask = fresh(task)
    it.attempts += 1
    it.problem = problem[:300]
    if again and it.attempts < MOST:
        it.next_try = at + min(FIRST * 2 ** min(it.attempts - 1, 20), LONGEST)
    else:
        it.state = State.FAILED
    it.save()
    contact = contact_of(task.municipality, at)
    if line:
        contact.failed_at, contact.problem = at, problem[:300]
    else:
        contact.answered_at = at
    contact.save()
    audit.record("zgw.failed", it, kind=it.kind, attempts=it.attempts, again=it.state == State.WAITING)


@action
def tidy(
    *, actor: Actor, at: datetime, municipality: Municipality, links: Iterable[ZgwLink], tasks: Iterable[ZgwTask] = ()
) -> None:
    """Forget what was done long ago, and the `links` and `tasks` of what isn't there any more."""
    old = ZgwTask.objects.filter(municipality=municipality, state=State.DONE, done_at__lt=at - KEPT)
    gone, _by_model = old.delete()
    ended = [link.pk for link in links]
    gone += ZgwTask.objects.filter(municipality=municipality, pk__in=[task.pk for task in tasks]).delete()[0]
    ZgwLink.objects.filter(municipality=municipality, pk__in=ended).delete()
    audit.record("zgw.tidied", municipality, tasks=gone, links=len(ended))


def is_old(task: ZgwTask, at: datetime) -> bool:
    """Whether a task was done so long ago that it is forgotten."""
    return task.state == State.DONE and task.done_at is not None and task.done_at < at - KEPT


@action
def note(*, actor: Actor, at: datetime, municipality: Municipality, told: Mapping[str, Any]) -> ZgwContact:
    """Keep how the line is: fields of `ZgwContact`."""
    contact = contact_of(municipality, at)
    for name, value in told.items():
        setattr(contact, name, value)
    contact.save()
    audit.record("zgw.contact", contact, noted=sorted(told))
    return contact


def contact_of(municipality: Municipality, at: datetime) -> ZgwContact:
    """Return the row of a municipality's line, made where it isn't there. Part of an action."""
    found = ZgwContact.objects.locked().filter(municipality=municipality).first()
    if found is None:
        found = ZgwContact(municipality=municipality, since=timezone.localdate(at))
        found.save(force_insert=True)
    return found


def due(municipality: Municipality, at: datetime, most: int) -> list[ZgwTask]:
    """Return what is to be done now, what waited longest first. Inside Baken's own context."""
    rows = ZgwTask.objects.filter(municipality=municipality, state=State.WAITING, next_try__lte=at)
    return list(rows.select_related("municipality").order_by("next_try", "id")[:most])


def wake(municipality: Municipality) -> None:
    """Queue a piece of work for the worker; with the transaction under way it comes or stays away."""
    from .tasks import work_zgw  # it imports what works, which imports this

    work_zgw.enqueue(str(municipality.pk))


def _asked(municipality: Municipality, kind: str, subject: str, at: datetime) -> ZgwTask:
    row, new = ZgwTask.objects.get_or_create(
        municipality=municipality, kind=kind, subject=subject, defaults={"asked_at": at, "next_try": at}
    )
    if not new:
        row = fresh(row)
        row.asked += 1
        row.asked_at, row.next_try, row.attempts = at, at, 0
        row.state, row.done_at = State.WAITING, None
        row.save()
    return row
