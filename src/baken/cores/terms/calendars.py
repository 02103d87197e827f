# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which days count as working days under the General Extension of Time Limits Act (Algemene termijnenwet, Atw)."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Protocol

from baken.cores.terms.errors import TermError

SATURDAY = 5
LONGEST_BREAK = 31  # days; a calendar without a working day in a month is a mistake, not a holiday

EQUATED_DAYS = frozenset(
    {
        # Royal decrees under Atw 3(3), days as named in their titles. 2020-2022 and after 2028 are not in this list.
        *(date(2017, 4, 28), date(2017, 5, 26), date(2018, 5, 11), date(2018, 12, 24), date(2018, 12, 31)),
        *(date(2019, 5, 31), date(2019, 12, 27)),
        *(date(2023, 4, 28), date(2023, 5, 19), date(2024, 5, 10), date(2024, 12, 27), date(2025, 5, 30)),
        *(date(2026, 1, 2), date(2026, 5, 15), date(2027, 5, 7), date(2028, 4, 28), date(2028, 5, 26)),
    }
)


class Calendar(Protocol):
    """Anything that knows working days."""

    def is_working_day(self, day: date) -> bool:
        """Return whether a term may end on ``day``."""
        ...


@dataclass(frozen=True, slots=True)
class WeekendCalendar:
    """Monday to Friday, without any holiday: for tests and for terms that no Act on holidays governs."""

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < SATURDAY


@dataclass(frozen=True, slots=True)
class DutchCalendar:
    """No Saturday, Sunday or generally recognised holiday of Atw 3.

    Art. 3(1): New Year's Day, Easter Monday, Whit Monday, both Christmas days, Ascension Day, the King's official
    birthday (27 April, or 26 April when the 27th is a Sunday) and 5 May, every year: that employers give 5 May off only
    once in five years is no matter to the Act. Art. 3(2): Good Friday. Art. 3(3): days made equal by royal decree,
    given as ``equated_days``.

    Dates come from the package ``holidays``, which is loaded on first use; it lists 5 May by that five-year custom, so
    that day is added here. Years before 1966 (the package has none; the Act is of 1 April 1965) raise TermError.
    """

    equated_days: Collection[date] = field(default=EQUATED_DAYS)

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in _recognised_holidays(day.year) and day not in self.equated_days


@cache
def _recognised_holidays(year: int) -> frozenset[date]:
    import holidays

    known = frozenset(holidays.country_holidays("NL", years=year))
    if not known:
        raise TermError(f"no Dutch holidays are known for {year}")
    return known | {date(year, 5, 5)}


def next_working_day(day: date, calendar: Calendar) -> date:
    """Return ``day`` itself if it is a working day, otherwise the first one after it."""
    for ahead in range(LONGEST_BREAK + 1):
        candidate = day + timedelta(days=ahead)
        if calendar.is_working_day(candidate):
            return candidate
    raise TermError(f"the calendar has no working day within {LONGEST_BREAK} days after {day}")


def add_working_days(day: date, amount: int, calendar: Calendar) -> date:
    """Return the working day on which ``amount`` working days after ``day`` have passed; ``day`` itself if 0."""
    for _ in range(amount):
        day = next_working_day(day + timedelta(days=1), calendar)
    return day


def working_days_between(first: date, end: date, calendar: Calendar) -> int:
    """Count the working days from ``first`` up to but not including ``end``."""
    return sum(calendar.is_working_day(first + timedelta(days=ahead)) for ahead in range((end - first).days))
