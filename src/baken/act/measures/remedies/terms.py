# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The terms of remedies: until when one is in time, by when is decided, and how those clocks start and end. Part of actions."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_noop

from baken.access.facade import desk_files
from baken.cores.terms import DutchCalendar, EventKind, Rule, State, find
from baken.kernel import clocks

from ..files.days import objection_days
from ..models import Measure, Remedy
from ..parts import KIND
from ..rules import UNOBJECTED
from .standing import APPEAL

CALENDAR = DutchCalendar()
LODGED = gettext_noop("ingediend op %(day)s")
BEFORE = {Remedy.Kind.APPEAL: Remedy.Kind.OBJECTION, Remedy.Kind.HIGHER_APPEAL: Remedy.Kind.APPEAL}
"""Which remedy must have been decided first."""


def decision_rule(it: Remedy) -> Rule:
    """Return in what term an objection is to be decided: with a committee it is longer."""
    slug = "decision_on_objection_committee" if it.committee else "decision_on_objection"
    return find(slug, it.lodged_on)


def last_day(measure: Measure, rows: Iterable[Remedy], kind: str, on: date) -> date | None:
    """Return the last day on which a remedy of this kind is in time; None where none is known or there is no such term.

    Of several decisions to which one can object: of the first whose term still runs on the day `on`, else of the last.
    """
    if kind == Remedy.Kind.OBJECTION:
        days = objection_days(measure)
        return next((day for day in days if day >= on), days[-1] if days else None)
    before = last_decided(rows, kind)
    if before is None or before.decided_on is None:
        return None
    return clocks.standing(before, find(APPEAL, before.decided_on), CALENDAR).last_day


def last_decided(rows: Iterable[Remedy], kind: str) -> Remedy | None:
    """Return the remedy against whose decision this kind is used."""
    wanted = BEFORE.get(Remedy.Kind(kind))
    decided = [row for row in rows if row.kind == wanted and row.decided_on is not None]
    return max(decided, key=lambda row: row.decided_on or date.min, default=None)


def waits_for_service(measure: Measure) -> bool:
    """Return whether an objection comes before the term for objecting has begun: its decision doesn't run yet (Awb 6:10).

    A warning has no such term: an objection against it is decided from the day on which it came in.
    """
    return measure.served_on is None and measure.instrument not in UNOBJECTED


def start_decision(measure: Measure, it: Remedy, last: date | None) -> None:
    """Start the term for deciding on an objection: on the day after the term for objecting ended (Awb 7:10(1))."""
    rule = decision_rule(it)
    since = max(it.lodged_on, last or it.lodged_on)
    clocks.tell(it, rule, EventKind.STARTED, on=since, basis="Awb 7:10, lid 1")
    keep_decision(measure, it)


def keep_decision(measure: Measure, it: Remedy) -> None:
    """Keep on the list by when is decided on an objection, with what tells it from those of others. Part of an action."""
    rule = decision_rule(it)
    before = Remedy.objects.filter(measure=measure, kind=it.kind, lodged_on=it.lodged_on, pk__lt=it.pk).count()
    about = desk_files.About(LODGED, it.lodged_on, before + 1 if before else None)
    desk_files.keep_term(measure, KIND, it, clocks.standing(it, rule, CALENDAR), rule, about=about)


def start_waiting(measure: Measure) -> None:
    """Start the terms of objections that came in before the decision was made known, now that it is (Awb 6:10, 7:10)."""
    rows = list(Remedy.objects.filter(measure=measure, kind=Remedy.Kind.OBJECTION, decided_on__isnull=True))
    for it in rows:
        if not clocks.ledger(it, decision_rule(it)):
            start_decision(measure, it, last_day(measure, rows, it.kind, it.lodged_on))


def end_decision(file: Measure, it: Remedy, on: date) -> None:
    """End the term for deciding on an objection; one decided before it began never had to be waited for."""
    rule = decision_rule(it)
    found = clocks.standing(it, rule, CALENDAR)
    if found.steps and on >= found.steps[0].at:
        clocks.tell(it, rule, EventKind.ENDED, on=on, basis="Awb 7:11, 7:12")
        keep_decision(file, it)
    else:
        clocks.forget(it)
        desk_files.keep_term(file, KIND, it, rule=rule)


def start_appeal(it: Remedy, on: date) -> None:
    """Start the term for appeal. Not on the list of terms: it asks nothing of the municipality; the file shows its last day."""
    clocks.tell(it, find(APPEAL, on), EventKind.STARTED, on=on, basis="Awb 6:8")


def end_appeal(rows: list[Remedy], kind: str, on: date) -> None:
    """End the term for appealing: somebody did."""
    before = last_decided(rows, kind)
    if before is None or before.decided_on is None:
        return
    rule = find(APPEAL, before.decided_on)
    if clocks.standing(before, rule, CALENDAR).state is State.RUNNING:
        clocks.tell(before, rule, EventKind.ENDED, on=on, basis="Awb 6:4")


def appeal_open(measure: Measure, on: date) -> bool:
    """Return whether somebody can still appeal on a day against what was decided on an objection or appeal."""
    decided = Remedy.objects.filter(measure=measure, kind__in=list(BEFORE.values()), decided_on__isnull=False)
    return any(
        (due := clocks.standing(row, find(APPEAL, row.decided_on or on), CALENDAR).due) is not None and due >= on
        for row in decided
    )
