# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A step of a screening through its workflow, and what happened in it: part of every action of this feature."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require, unauthorized
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import fresh
from baken.kernel.workflow import perform
from baken.ui.format import day as told_day

from . import clocks, standing
from .models import Screening, ScreeningEvent
from .policies import HANDLE
from .workflow import OPEN, SCREENING


def mine(actor: Actor, screening: Screening, purpose: str, seen: int | None) -> Screening:
    """Return the screening locked and read anew, where the actor may work on it. Raises `Denied`, `StaleVersion`."""
    require(actor, HANDLE, screening, purpose)
    return fresh(screening, seen)


def step(
    actor: Actor,
    at: datetime,
    purpose: str,
    screening: Screening,
    name: str,
    *,
    on: date | None = None,
    against: Iterable[Reason] = (),
    text: str = "",
    **given: Any,
) -> Screening:
    """Let a screening take the transition `name` on a day, write it in the timeline, and return it.

    Raises `Refused` with every reason: that of the table, of the guards, of the day, and those `against` that the action found.
    """
    day, before = on or timezone.localdate(at), screening.status
    reasons = [*against, *against_day(screening, day, at)]
    try:
        moved = perform(
            actor=actor, at=at, workflow=SCREENING, record=screening, name=name,
            unauthorized=unauthorized(actor, purpose), given={**given, "on": day},
        )  # fmt: skip
    except Refused as refused:
        raise type(refused)((*refused.reasons, *reasons)) from refused
    refuse(reasons)
    assert isinstance(moved, Screening)
    note(actor, at, moved, name, day, text or str(given.get("reason", "")))
    if before in OPEN and moved.status not in OPEN and moved.standing.ended:
        clocks.ask_to_stop(moved, moved.standing.decided_on or day, done_on=day)
    return moved


def against_day(screening: Screening, day: date, at: datetime) -> list[Reason]:
    """Return why a step can't have been taken on a day: not in the future, nor before what went before."""
    if day > timezone.localdate(at):
        return [Reason("future", _("Deze dag moet nog komen. Kies vandaag of een eerdere dag."))]
    last = (
        ScreeningEvent.objects.filter(screening=screening, kind__in=[t.name for t in SCREENING.transitions])
        .order_by("-on")
        .values_list("on", flat=True)
        .first()
    )
    first = max(last or screening.opened_on, screening.opened_on)
    if day < first:
        text = _("Deze dag ligt voor de vorige stap, van %(day)s.")
        return [Reason("before", text % {"day": told_day(first)})]
    return []


def note(actor: Actor, at: datetime, screening: Screening, kind: str, on: date, text: str = "") -> ScreeningEvent:
    """Write one line in the timeline of a file."""
    event = ScreeningEvent(
        municipality_id=screening.municipality_id, screening=screening, kind=kind, on=on, at=at, text=text.strip(),
        by_id=actor.id,
    )  # fmt: skip
    event.save()
    return event


def told(screening: Screening, on: date, advice: str | None = None) -> Screening:
    """Tell the department where the file stands now, and return the screening."""
    standing.tell(screening, on, advice=advice)
    return screening


def refuse(reasons: list[Reason]) -> None:
    """Raise every reason at once, where there is one."""
    if reasons:
        raise Refused(tuple(reasons))
