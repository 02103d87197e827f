# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days, weeks, months and years as the law counts them."""

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum
from typing import NamedTuple

from baken.cores.terms.calendars import Calendar, add_working_days
from baken.cores.terms.errors import TermError


class Unit(StrEnum):
    """In what a term is expressed."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    WORKING_DAYS = "working_days"


class Span(NamedTuple):
    """A length of time as an article puts it: (4, weeks)."""

    amount: int
    unit: Unit


def checked(name: str, span: Span | tuple[int, Unit]) -> Span:
    """Return ``span`` as a Span; TermError unless its amount is a whole number above 0 in a known unit."""
    amount, unit = span
    if not isinstance(amount, int) or isinstance(amount, bool) or amount < 1:
        raise TermError(f"{name}: the amount must be a whole number above 0, got {amount!r}")
    try:
        return Span(amount, Unit(unit))
    except ValueError:
        raise TermError(f"{name}: the unit must be one of {', '.join(Unit)}, got {unit!r}") from None


def add(day: date, span: Span, calendar: Calendar) -> date:
    """Return the last day of a ``span`` that an event on ``day`` sets going; the day of the event is not counted.

    Weeks end on the same weekday. Months and years end on the same day of the month, or on the month's last day where
    it has no such day: 31 January + 1 month = 28 or 29 February, 29 February + 1 year = 28 February (European
    Convention on the Calculation of Time-Limits, Basel 1972, ETS 76, art. 3 and 4).
    """
    try:
        match span.unit:
            case Unit.DAYS:
                return day + timedelta(days=span.amount)
            case Unit.WEEKS:
                return day + timedelta(weeks=span.amount)
            case Unit.MONTHS:
                return _add_months(day, span.amount)
            case Unit.YEARS:
                return _add_months(day, 12 * span.amount)
            case Unit.WORKING_DAYS:
                return add_working_days(day, span.amount, calendar)
    except OverflowError:
        raise TermError(f"{day} + {span.amount} {span.unit} lies beyond the year {MAXYEAR}") from None


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        raise OverflowError
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
