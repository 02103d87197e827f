# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Does what is due: talks with the case system outside any transaction, then writes down how it went, in one.

One worker at a time works for a municipality. When the line is down the rest waits too: it is tried again by itself.
"""

import logging
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from baken.access.facade import opened, system_actor
from baken.kernel import leases, moment, stopping
from baken.kernel.errors import Refused
from baken.kernel.models import Municipality

from . import bibob_side, comparing, measure_side, queue
from .case_system import CaseSystem
from .client import Client, Trouble
from .connection import Connection, WrongSettings, connection_of, connections
from .models import Kind, Outcome, State, ZgwContact, ZgwTask

logger = logging.getLogger(__name__)
Doer = Callable[[CaseSystem, Municipality, str, datetime], str]
DO: dict[str, Doer] = {
    Kind.TAKE_IN: bibob_side.take_in,
    Kind.TELL: bibob_side.tell,
    Kind.REGISTER: measure_side.register,
}
HELD = timedelta(minutes=10)
"""How long a worker has a municipality to itself; it renews that with each task."""
AT_ONCE = 50
LOOK_EVERY = timedelta(minutes=1)
COMPARE_EVERY, AFTER_A_FAULT = timedelta(hours=24), timedelta(hours=1)


def run(municipality: Municipality, at: datetime) -> int:
    """Do what is due for a municipality; return how many tasks were done. Nothing where it has no case system."""
    connection = _connection(municipality)
    if connection is None:
        return 0
    holder, name = secrets.token_hex(8), f"zgw:{municipality.pk}"
    if not leases.take(name, holder, at=at, length=HELD):
        return 0
    done = 0
    try:
        with Client(connection) as client:
            system = CaseSystem(client)
            _compare_where_due(system, municipality, at)
            while tasks := _due(municipality):
                for task in tasks:
                    if stopping.asked.is_set():
                        return done
                    leases.take(name, holder, at=moment.now(), length=HELD)
                    went_well, line = _one(system, municipality, task)
                    done += went_well
                    if line:
                        return done
    finally:
        leases.give_back(name, holder)
    return done


def look(at: datetime) -> None:
    """A round of the worker: find what must be told or registered, and wake who does the work. Each minute at most."""
    try:
        codes = {one.municipality for one in connections()}
    except WrongSettings:
        return  # the page tells
    for municipality in Municipality.objects.filter(code__in=codes) if codes else ():
        if leases.take(f"zgw-look:{municipality.pk}", secrets.token_hex(8), at=at, length=LOOK_EVERY):
            _look(municipality, at)


def compare_all(at: datetime) -> int:
    """Compare every municipality that is connected with its case system, and do what comes of it; return how many."""
    found = 0
    for municipality in Municipality.objects.filter(code__in={one.municipality for one in connections()}):
        actor = system_actor(municipality)
        queue.note(actor=actor, at=at, municipality=municipality, told={"compare_asked_at": at})
        run(municipality, at)
        found += 1
    return found


def _look(municipality: Municipality, at: datetime) -> None:
    connection = _connection(municipality)
    assert connection is not None
    actor = system_actor(municipality)
    with opened(actor, system=True):
        contact = ZgwContact.objects.filter(municipality=municipality).first()
        if contact is None:
            contact = queue.note(actor=actor, at=at, municipality=municipality, told={})
        untold = bibob_side.untold(municipality)
        unregistered = measure_side.unregistered(municipality, connection, contact.since)
        unregistered += measure_side.changed(municipality, connection)
        for kind, found in ((Kind.TELL, untold), (Kind.REGISTER, unregistered)):
            if found:
                queue.ask(actor=actor, at=at, municipality=municipality, kind=kind, subjects=found)
        waits = ZgwTask.objects.filter(municipality=municipality, state=State.WAITING, next_try__lte=at).exists()
    if waits or _compare_due(contact, at):
        queue.wake(municipality)


def _one(system: CaseSystem, municipality: Municipality, task: ZgwTask) -> tuple[bool, bool]:
    """Do one task; return whether it was done, and whether the line is down."""
    actor, seen = system_actor(municipality), task.version
    try:
        outcome = DO[task.kind](system, municipality, task.subject, moment.now())
    except Trouble as trouble:
        line = (trouble.again and not trouble.codes) or trouble.status in (
            401,
            403,
        )  # codes: it answered, about this one
        queue.fail(actor=actor, at=moment.now(), task=task, problem=str(trouble), again=trouble.again, line=line)
        return False, line
    except Refused as refused:
        problem = " ".join(str(reason.text) for reason in refused.reasons)
        queue.fail(actor=actor, at=moment.now(), task=task, problem=problem, again=False, line=False)
        return False, False
    except Exception as fault:  # one strange answer must not hold up all others; what it was about isn't logged
        logger.error("zgw: task %s: %s", task.pk, type(fault).__name__)
        told = _("Er ging iets mis in Baken zelf. Meld het aan de beheerder.")
        queue.fail(actor=actor, at=moment.now(), task=task, problem=told, again=False, line=False)
        return False, False
    queue.settle(actor=actor, at=moment.now(), task=task, seen=seen, outcome=outcome or Outcome.NOTHING)
    return True, False


def _compare_where_due(system: CaseSystem, municipality: Municipality, at: datetime) -> None:
    with opened(system_actor(municipality), system=True):
        contact = ZgwContact.objects.filter(municipality=municipality).first()
    if not _compare_due(contact, at):
        return
    try:
        comparing.compare(system, municipality, at)
    except Trouble as trouble:
        actor = system_actor(municipality)
        told = {"failed_at": at, "problem": str(trouble)[:300], "compare_asked_at": None}
        queue.note(actor=actor, at=at, municipality=municipality, told=told)


def _compare_due(contact: ZgwContact | None, at: datetime) -> bool:
    """Whether it is time to compare: a day after the last time; after one that failed, not within the hour."""
    if contact is None or contact.compare_asked_at is not None:
        return True
    if contact.compared_at is not None and contact.compared_at > at - COMPARE_EVERY:
        return False
    return contact.failed_at is None or contact.failed_at <= at - AFTER_A_FAULT


def _due(municipality: Municipality) -> list[ZgwTask]:
    with opened(system_actor(municipality), system=True):
        return queue.due(municipality, moment.now(), AT_ONCE)


def _connection(municipality: Municipality) -> Connection | None:
    try:
        return connection_of(municipality)
    except WrongSettings:
        return None
