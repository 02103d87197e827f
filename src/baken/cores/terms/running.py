# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A term while its ledger is being read."""

from dataclasses import dataclass
from datetime import date, timedelta

from baken.cores.terms.calendars import Calendar, add_working_days, next_working_day, working_days_between
from baken.cores.terms.rule import Rule
from baken.cores.terms.units import Span, Unit, add

ONE_DAY = timedelta(days=1)


@dataclass(slots=True)
class Running:
    """``base`` is the end without pauses; ``paused`` the days stood still, always added last.

    Months first, days last: 31 January + 1 month + 3 days and 31 January + 3 days + 1 month differ. With one fixed
    order a longer pause can never give an earlier end. Where the first day counts, ``base`` is the day after the
    end, so that 1 December + 3 months ends with February and an extension of 3 months with May.
    """

    rule: Rule
    calendar: Calendar
    started: date
    base: date
    paused: int = 0
    second_working_day: date | None = None

    @classmethod
    def begin(cls, rule: Rule, day: date, calendar: Calendar) -> "Running":
        """Start the term by an event on ``day``."""
        running = cls(rule, calendar, day, day)
        running.restart(day)
        return running

    def restart(self, day: date) -> None:
        """Start (again) by an event on ``day``: earlier pauses and extensions no longer matter."""
        self.started, self.paused = day, 0
        early = self.rule.counts_first_day and self.rule.unit == Unit.WORKING_DAYS
        self.base = self._settled(add(day - ONE_DAY if early else day, self.rule.span, self.calendar))
        self.second_working_day = self._second_working_day()

    def extend(self, span: Span) -> None:
        """Add an extension to the end without pauses."""
        self.base = self._settled(add(self.base, span, self.calendar))

    def pause(self, first: date, resumed: date) -> int:
        """Add the days from ``first`` up to ``resumed`` and return how many; the term must still run on ``first``."""
        first_counted = self.started if self.rule.counts_first_day else self.started + ONE_DAY
        first = max(first, first_counted)
        if resumed <= first:
            return 0
        if self.rule.unit == Unit.WORKING_DAYS:
            days = working_days_between(first, resumed, self.calendar)
        else:
            days = (resumed - first).days
            # In the days off between the nominal end and the working day it moves to, the term still runs.
            self.paused += max(0, (first - self.nominal).days)
        self.paused += days
        return days

    @property
    def pause_unit(self) -> Unit:
        """In what pauses are counted."""
        return Unit.WORKING_DAYS if self.rule.unit == Unit.WORKING_DAYS else Unit.DAYS

    @property
    def nominal(self) -> date:
        """Last day before the Algemene termijnenwet is applied."""
        if self.rule.unit == Unit.WORKING_DAYS:
            return add_working_days(self.base, self.paused, self.calendar)
        return self.base + timedelta(days=self.paused - self.rule.counts_first_day)

    @property
    def last_day(self) -> date:
        """Last day on which the act is in time."""
        if not self.rule.extended_by_act:
            return self.nominal
        moved = next_working_day(self.nominal, self.calendar)
        return moved if self.second_working_day is None else max(moved, self.second_working_day)

    def _settled(self, day: date) -> date:
        """A term in working days ends on one, also after an extension in weeks."""
        return next_working_day(day, self.calendar) if self.rule.unit == Unit.WORKING_DAYS else day

    def _second_working_day(self) -> date | None:
        """Atw 2: a term of at least three days contains at least two working days."""
        if not self.rule.extended_by_act or (self.rule.unit == Unit.DAYS and self.rule.amount < 3):
            return None
        before = self.started - ONE_DAY if self.rule.counts_first_day else self.started
        return add_working_days(before, 2, self.calendar)
