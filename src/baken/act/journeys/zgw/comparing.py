# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Compares with the case system once a day, and when somebody asks: what a lost notification left out is done after all."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from baken.access.facade import opened, system_actor
from baken.act.bibob import facade as bibob
from baken.kernel.models import Municipality

from . import bibob_side, queue
from .case_system import CaseSystem
from .forgetting import forget
from .models import Kind, State, ZgwContact, ZgwLink, ZgwTask

OVERLAP = timedelta(days=2)
"""Days before the last comparison that are looked at again: a day has no hour, and clocks differ."""
FIRST = timedelta(days=31)
"""How far the first comparison looks back."""


def compare(system: CaseSystem, municipality: Municipality, at: datetime) -> int:
    """Ask for the zaken of every zaaktype that triggers Bibob, registered since the last time, and have those taken in that
    aren't known; have told what wasn't. Return how many tasks came of it. Raises `Trouble`.
    """
    actor = system_actor(municipality)
    with opened(actor, system=True):
        contact = ZgwContact.objects.filter(municipality=municipality).first()
        known = set(ZgwLink.objects.filter(municipality=municipality).values_list("zaak", flat=True))
        waits = ZgwTask.objects.filter(municipality=municipality, kind=Kind.TAKE_IN, state=State.WAITING)
        known |= set(waits.values_list("subject", flat=True))
    after = _after(contact, timezone.localdate(at))
    found: list[str] = []
    for identification in bibob.zaaktypes(municipality, timezone.localdate(at)):
        for version in system.versions(identification):
            zaken = system.zaken_of(str(version.get("url", "")), after)
            found += [zaak.url for zaak in zaken if zaak.url not in known and not zaak.closed]
    with opened(actor, system=True):
        untold = bibob_side.untold(municipality)
    for kind, subjects in ((Kind.TAKE_IN, found), (Kind.TELL, untold)):
        if subjects:
            queue.ask(actor=actor, at=at, municipality=municipality, kind=kind, subjects=subjects)
    forget(municipality, at)
    queue.note(
        actor=actor,
        at=at,
        municipality=municipality,
        told={"compared_at": at, "answered_at": at, "compare_asked_at": None},
    )
    return len(found) + len(untold)


def _after(contact: ZgwContact | None, today: date) -> date:
    if contact is None or contact.compared_at is None:
        return today - FIRST
    return timezone.localdate(contact.compared_at) - OVERLAP
