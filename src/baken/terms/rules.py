# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a term stands on a day. Pure: no database, no clock."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from baken.cores.terms import Calendar, working_days_between
from baken.kernel.terms import TermLine, TermState, Whose

SOON = 10
"""Working days before its last day from which a term asks for attention: two weeks."""
LATE_DAYS = 365
"""How long a term that was met too late stays on the list."""


BROKEN = frozenset({TermState.MISSED, TermState.DONE_LATE})
SHOWN = (
    TermState.MISSED,
    TermState.OVERDUE,
    TermState.DONE_LATE,
    TermState.SOON,
    TermState.RUNNING,
    TermState.OPEN,
    TermState.PAUSED,
    TermState.AWAITED,
    TermState.PASSING,
)
"""In the order of the page; what was met on time isn't on the list."""
THEIRS = (TermState.OVERDUE, TermState.AWAITED)
"""What somebody else must do."""
TO_DO = tuple(state for state in SHOWN if state not in (TermState.AWAITED, TermState.PASSING))
"""What asks something of us: what waits for another or runs out by itself doesn't."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a term stands: state, and working days left, today not counted: 0 on the last day, below 0 once it has passed."""

    state: TermState
    left: int | None = None


def stand(line: TermLine, on: date, calendar: Calendar) -> Standing:
    """Return how a term stood at the end of the day `on`; what was done later doesn't count yet.

    What somebody else does too late wasn't late of us, and what runs out by itself is over after its day.
    """
    if line.done_on is not None and line.done_on <= on:
        late = line.whose is Whose.OURS and line.due is not None and line.done_on > line.due
        return Standing(TermState.DONE_LATE if late else TermState.DONE)
    if line.paused:
        return Standing(TermState.PAUSED)
    if line.due is None:
        return Standing(TermState.OPEN)
    left = days_left(line.due, on, calendar)
    if line.whose is Whose.OTHERS:
        return Standing(TermState.OVERDUE if line.due < on else TermState.AWAITED, left)
    if line.whose is Whose.NOBODYS:
        return Standing(TermState.DONE) if line.due < on else Standing(TermState.PASSING, left)
    if line.due < on:
        return Standing(TermState.MISSED, left)
    return Standing(TermState.SOON if left <= SOON else TermState.RUNNING, left)


def days_left(due: date, on: date, calendar: Calendar) -> int:
    """Return the working days after `on` up to and with `due`; negative: those that passed since, at least one."""
    kept: Any = calendar  # each that we have can be hashed
    return _left(due, on, kept)


@lru_cache(maxsize=8192)
def _left(due: date, on: date, calendar: Any) -> int:
    """Many terms of a list end on the same days, and counting goes day by day."""
    one = timedelta(days=1)
    if due >= on:
        return working_days_between(on + one, due + one, calendar)
    return -max(1, working_days_between(due + one, on + one, calendar))


def soon_until(on: date, calendar: Calendar) -> date:
    """Return the last day of which a term counts as soon."""
    found = on
    while days_left(found + timedelta(days=1), on, calendar) <= SOON:
        found += timedelta(days=1)
    return found


def on_the_list(line: TermLine, state: TermState, on: date) -> bool:
    """Whether a term is shown: what runs, what was missed, and for a year what was met too late."""
    if state is TermState.DONE_LATE:
        return line.done_on is not None and (on - line.done_on).days <= LATE_DAYS
    return state is not TermState.DONE
