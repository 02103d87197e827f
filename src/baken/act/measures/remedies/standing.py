# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a judge holds a measure up on a day, and until when. Pure, but for the one query of `suspended_on`.

A judge may say when a suspension ends (Awb 8:85(1)). Where the ruling says nothing it runs on past the decision on objection:
until the term for appeal against that has passed unused, the objection or appeal is withdrawn, or the court has ruled
(8:85(2)). General knowledge of the article, not its text: to be checked by a lawyer.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from baken.cores.terms import DutchCalendar, Event, EventKind, explain, find

from ..models import Measure, Remedy

MAIN = (Remedy.Kind.OBJECTION, Remedy.Kind.APPEAL, Remedy.Kind.HIGHER_APPEAL)
CALENDAR = DutchCalendar()
APPEAL = "appeal"
ONE, WEEKS = timedelta(days=1), timedelta(weeks=6)
VERIFIED = False
"""The page says: te controleren."""

Stretch = tuple[date, date | None]
"""From which day until which (not included); None while that isn't known yet."""


def stretches(remedies: Iterable[Remedy]) -> list[Stretch]:
    """Return the stretches in which a measure was or is suspended, oldest first."""
    rows = list(remedies)
    found = []
    for one in rows:
        if one.outcome == Remedy.Outcome.SUSPENDED and one.decided_on is not None:
            found.append((one.decided_on, _end(one, one.decided_on, rows)))
    return sorted(found, key=lambda stretch: stretch[0])


def stretch_on(remedies: Iterable[Remedy], on: date) -> Stretch | None:
    """Return the stretch in which a measure is suspended on a day; None where it isn't. Overlapping ones count as one."""
    found = [(since, until) for since, until in stretches(remedies) if since <= on and (until is None or on < until)]
    if not found:
        return None
    return min(since for since, _until in found), _latest([until for _since, until in found])


def suspended_on(measure: Measure, on: date) -> bool:
    """Return whether the measure was suspended on a day. One query."""
    return stretch_on(Remedy.objects.filter(measure=measure), on) is not None


def suspended_since(remedies: Iterable[Remedy], on: date) -> date | None:
    """Return since when the measure has been suspended on a day; None where it isn't."""
    found = stretch_on(remedies, on)
    return found[0] if found else None


def appeal_until(decided_on: date) -> date:
    """Return the last day of the term for appeal against a decision that was made known on a day (Awb 6:7)."""
    last = explain(find(APPEAL, decided_on), [Event(EventKind.STARTED, decided_on, "Awb 6:8")], CALENDAR).last_day
    assert last is not None
    return last


def _end(one: Remedy, since: date, rows: Sequence[Remedy]) -> date | None:
    """Return the first day on which a suspension no longer holds; of several objections that it may go with, the latest."""
    ends = [_end_with(one, main, rows) for main in _mains(one, since, rows)]
    by_day = one.suspended_until + ONE if one.suspended_until is not None else None
    return _latest(ends) if ends else by_day


def _mains(one: Remedy, since: date, rows: Sequence[Remedy]) -> list[Remedy]:
    """Return the objections or appeals that were open when a judge suspended: those of who asked for it, else all.

    Where the decision on objection came while the judge had the request, that objection: the request then goes with the appeal.
    """
    main = [row for row in rows if row.kind in MAIN and row.lodged_on <= since]
    own = [row for row in main if _name(row) == _name(one)] or main
    waiting = [row for row in own if row.decided_on is None or row.decided_on >= since]
    return waiting or sorted(own, key=lambda row: row.decided_on or since)[-1:]


def _name(row: Remedy) -> str:
    return " ".join(row.by.casefold().split())


def _end_with(one: Remedy, main: Remedy, rows: Sequence[Remedy]) -> date | None:
    if main.decided_on is not None and main.outcome == Remedy.Outcome.WITHDRAWN:
        return main.decided_on
    if one.suspended_until_kind == Remedy.Until.DECISION:
        return main.decided_on
    if one.suspended_until_kind == Remedy.Until.WEEKS:
        # A length in a ruling is no term of a law: it isn't moved to a working day (Algemene termijnenwet 1).
        return main.decided_on + WEEKS + ONE if main.decided_on is not None else None
    by_law = _by_law(main, rows)
    if one.suspended_until_kind == Remedy.Until.DATE and one.suspended_until is not None:
        last = one.suspended_until + ONE
        return last if by_law is None else min(last, by_law)
    return by_law


def _by_law(main: Remedy, rows: Sequence[Remedy]) -> date | None:
    if main.decided_on is None:
        return None
    if main.outcome == Remedy.Outcome.WITHDRAWN or main.kind != Remedy.Kind.OBJECTION:
        return main.decided_on
    last = appeal_until(main.decided_on)
    appeals = [row for row in rows if row.kind == Remedy.Kind.APPEAL and main.decided_on <= row.lodged_on <= last]
    return _latest([_by_law(row, rows) for row in appeals]) if appeals else last + ONE


def _latest(ends: Iterable[date | None]) -> date | None:
    """Return the latest day; None where one of them isn't known."""
    known: list[date] = []
    for end in ends:
        if end is None:
            return None
        known.append(end)
    return max(known)
