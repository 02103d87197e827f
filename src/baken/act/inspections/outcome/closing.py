# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The end of an inspection: its report, the debrief with lessons, closing, and opening it again."""

from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, desk_files, require
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import fresh

from ..models import Branch, HomeEntry, Inspection, Target
from ..planning.parties import SEEN_AFTER, end_taking, take_again
from ..planning.rules import MAX_TEXT, about_a_person
from ..policies import PLAN
from ..steps import step
from . import reports
from .follow_up import open_ones, without_owner

MOST_HOURS = Decimal(9999)


@action
def report(*, actor: Actor, at: datetime, purpose: str, inspection: Inspection, seen: int) -> Inspection:
    """End the round and make the joint report, and one of each discipline. Raises `Refused`, `StaleVersion`, `Denied`."""
    row: Inspection = fresh(inspection, seen)
    moved = step(actor, at, purpose, row, "reported", against=tuple(unfinished(row, at)))
    reports.make_all(actor, at, purpose, moved)
    return moved


@action
def debrief(
    *, actor: Actor, at: datetime, purpose: str, inspection: Inspection, seen: int, debrief: str, lessons: str,
    hours: Decimal | None = None,
) -> Inspection:  # fmt: skip
    """Keep what went well and what not, with the lessons. Raises `Refused` with every reason, `StaleVersion`, `Denied`."""
    row: Inspection = fresh(inspection, seen)
    against = list(without_owner(row, at))
    for text in (debrief, lessons):
        if not text.strip():
            against.append(Reason("no_text", _("Schrijf op wat goed ging, wat niet, en wat u ervan leert.")))
            break
    if max(len(debrief), len(lessons)) > MAX_TEXT:
        against.append(Reason("long", _("Een tekst is te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_TEXT}))
    if hours is not None and not 0 < hours <= MOST_HOURS:
        against.append(Reason("hours", _("Hoeveel uren kostte de controle, van alle eigen mensen samen?")))
    if row.branch == Branch.SEX_WORK:
        against += [*about_a_person(debrief), *about_a_person(lessons)]
    moved = step(actor, at, purpose, row, "debriefed", against=tuple(against))
    moved.debrief, moved.lessons, moved.hours = debrief.strip(), lessons.strip(), hours
    moved.save()
    return moved


@action
def close(*, actor: Actor, at: datetime, purpose: str, inspection: Inspection, seen: int) -> Inspection:
    """End an inspection, once nothing is open; partners see it for another month. Raises `Refused`, `Denied`."""
    row: Inspection = fresh(inspection, seen)
    require(actor, PLAN, row, purpose)
    if against := still_open(row, at):
        raise Refused(tuple(against))
    desk_files.close(row, timezone.localdate(at))
    row.save()
    moved = step(actor, at, purpose, row, "closed")
    end_taking(moved, at + SEEN_AFTER)
    return moved


@action
def reopen(*, actor: Actor, at: datetime, purpose: str, inspection: Inspection, seen: int, reason: str) -> Inspection:
    """Open a closed inspection again, with a reason; its partners see it once more. Raises `Refused`, `Denied`."""
    row: Inspection = fresh(inspection, seen)
    moved = step(actor, at, purpose, row, "reopened", reason=reason)
    desk_files.open_again(moved)
    moved.save()
    take_again(moved)
    audit.record("inspection.partners_see_again", moved.guarded, purpose=purpose)
    return moved


def unfinished(inspection: Inspection, at: datetime) -> list[Reason]:
    """Return what lacks before the round is over: addresses of which nobody told how the visit went."""
    number = Target.objects.filter(inspection=inspection, outcome="").count()
    if not number:
        return []
    text = _(
        "Adressen waarvan nog niet vaststaat hoe het bezoek ging: %(number)d. Leg het vast op de telefoon, of bij de controle "
        "onder Bevindingen."
    )
    return [Reason("no_outcome", text % {"number": number})]


def still_open(inspection: Inspection, at: datetime) -> list[Reason]:
    """Return what keeps an inspection from being closed."""
    found = []
    if number := open_ones(inspection):
        text = _("Er loopt nog opvolging: %(number)d. Schrijf eerst op wat ervan kwam.")
        found.append(Reason("open", text % {"number": number}))
    entered = HomeEntry.objects.filter(
        target__inspection=inspection, entered_at__isnull=False, consent=False, report_on__isnull=True
    )  # fmt: skip
    if entered.exists():
        found.append(Reason("no_home_report", _("Van een betreden woning ontbreekt het verslag nog.")))
    return [*found, *without_owner(inspection, at)]
