# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Months as "2026-09", and which of them count already. Pure: no database, no clock."""

from collections.abc import Iterable
from datetime import date, timedelta

from baken.cores.terms import Calendar, DutchCalendar

FILLS = timedelta(days=30)
"""A month isn't judged by figures that were fetched sooner than this after its end."""


def number(month: str) -> int:
    """Return months since the year 0: neighbours differ by one."""
    return int(month[:4]) * 12 + int(month[5:]) - 1


def named(count: int) -> str:
    """Return the month of a number."""
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def between(first: str, last: str) -> list[str]:
    """Return every month from `first` to `last`, both included; empty when they stand the other way round."""
    return [named(n) for n in range(number(first), number(last) + 1)]


def end_of(month: str) -> date:
    """Return the last day of a month."""
    year, later = divmod(number(month) + 1, 12)
    return date(year, later + 1, 1) - timedelta(days=1)


def complete(months: Iterable[str], fetched: date) -> list[str]:
    """Return the months of a publisher's series that count, oldest first.

    The newest never does: it is still filling up when it is published first. Nor does one that was fetched within `FILLS`
    after its end.
    """
    known = sorted(set(months))
    return [month for month in known[:-1] if end_of(month) + FILLS <= fetched]


def next_look(after: date, calendar: Calendar | None = None) -> date:
    """Return the first working day of the month after that of `after`, holidays by the Algemene termijnenwet."""
    days, day = calendar or DutchCalendar(), end_of(f"{after:%Y-%m}") + timedelta(days=1)
    while not days.is_working_day(day):
        day += timedelta(days=1)
    return day
