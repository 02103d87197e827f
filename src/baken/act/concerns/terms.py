# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""By when something must be done with a concern, in working days."""

from dataclasses import dataclass
from datetime import date, timedelta

from baken.cores.terms import DutchCalendar, working_days_between
from baken.ui import term_words

from .models import Concern, Status
from .workflow import WEIGHABLE

CALENDAR = DutchCalendar()
SOON = 2
"""Working days left from which a term asks attention."""


@dataclass(frozen=True, slots=True)
class Term:
    """The day by which, how many working days are left (below 0: late), in words, and the slug of its standing."""

    due: date
    left: int
    words: str
    standing: str


def due_of(concern: Concern) -> date | None:
    """Return by when the next thing must be done: testing, or deciding. None where nothing waits."""
    if concern.status == Status.RECEIVED:
        return concern.test_due
    return concern.answer_due if concern.status in WEIGHABLE else None


def term_of(concern: Concern, on: date) -> Term | None:
    """Return the term that runs, or None."""
    due = due_of(concern)
    if due is None:
        return None
    left = days_left(due, on)
    standing = "behind" if left < 0 else "attention" if left <= SOON else "on_course"
    return Term(due, left, term_words.left(left), standing)


def days_left(due: date, on: date) -> int:
    """Return the working days from tomorrow up to and including `due`; below 0 how many passed since."""
    if on <= due:
        return working_days_between(on + timedelta(days=1), due + timedelta(days=1), CALENDAR)
    return -max(working_days_between(due + timedelta(days=1), on + timedelta(days=1), CALENDAR), 1)
