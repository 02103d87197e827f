# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From suspensions and resumptions to the stretches in which the clock stands still."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from baken.cores.terms.calendars import Calendar
from baken.cores.terms.errors import TermError
from baken.cores.terms.events import Event, EventKind
from baken.cores.terms.rule import Rule
from baken.cores.terms.units import add


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands still from ``first`` up to but not including ``resumed``; None while it still does."""

    first: date
    resumed: date | None
    basis: str


def pauses(rule: Rule, events: Sequence[Event], calendar: Calendar) -> list[Pause]:
    """Return disjoint pauses, oldest first.

    A resumption closes the oldest open suspension with its own basis, first among those that would not end by
    themselves; with none of that basis, the only open one.
    Overlapping suspensions become one pause. A suspension ends by itself at its ``until`` or at the rule's
    ``max_pause``. Raises TermError on a resumption that nothing was suspended for.
    """
    open_ones = [event for event in events if event.kind == EventKind.SUSPENDED]
    open_ones.sort(key=lambda event: (event.until is not None, event.at, event.basis, event.until or event.at))
    found: list[Pause] = []
    for resumption in sorted((e for e in events if e.kind == EventKind.RESUMED), key=lambda e: (e.at, e.basis)):
        suspension = _closed_by(rule, resumption, open_ones)
        open_ones.remove(suspension)
        found.append(_pause(rule, suspension, resumption.at, calendar))
    found.extend(_pause(rule, suspension, None, calendar) for suspension in open_ones)
    return _merged([pause for pause in found if pause.resumed is None or pause.resumed > pause.first])


def _closed_by(rule: Rule, resumption: Event, open_ones: Sequence[Event]) -> Event:
    candidates = [event for event in open_ones if event.at <= resumption.at]
    same = [event for event in candidates if event.basis == resumption.basis]
    if same:
        return same[0]
    if len(candidates) == 1:
        return candidates[0]
    what = "nothing was suspended" if not candidates else "several suspensions are open and none has its basis"
    raise TermError(f"{rule}: resumed at {resumption.at} ({resumption.basis or 'no basis'}), but {what}")


def _pause(rule: Rule, suspension: Event, resumed: date | None, calendar: Calendar) -> Pause:
    ends = [resumed, suspension.until]
    if rule.max_pause is not None:
        ends.append(add(suspension.at, rule.max_pause, calendar))
    return Pause(suspension.at, min((day for day in ends if day is not None), default=None), suspension.basis)


def _merged(found: list[Pause]) -> list[Pause]:
    merged: list[Pause] = []
    for pause in sorted(found, key=lambda p: (p.first, p.resumed or date.max, p.basis)):
        last = merged[-1] if merged else None
        if last is None or (last.resumed is not None and last.resumed < pause.first):
            merged.append(pause)
            continue
        still_open = last.resumed is None or pause.resumed is None
        resumed = None if still_open else max(last.resumed or pause.first, pause.resumed or pause.first)
        bases = dict.fromkeys(part for part in (*last.basis.split("; "), *pause.basis.split("; ")) if part)
        merged[-1] = Pause(last.first, resumed, "; ".join(bases))
    return merged
