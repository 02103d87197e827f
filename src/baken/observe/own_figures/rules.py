# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which months may be closed, and where a count belongs. No database, no clock."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from ..sources.base import UNKNOWN, OwnCount, OwnIndicator


def month_of(day: date) -> date:
    """Return the first day of the month in which `day` lies."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """Return the first day of the month after `month`."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def months(first: date, before: date) -> Iterator[date]:
    """Yield each month from `first` up to but not including the one in which `before` lies."""
    month, end = month_of(first), month_of(before)
    while month < end:
        yield month
        month = next_month(month)


def has_ended(month: date, today: date) -> bool:
    """Whether the month that begins on `month` is over on the day `today`."""
    return next_month(month) <= today


def complete_years(closed: Collection[date]) -> tuple[int, ...]:
    """Return the years of which all twelve months are closed, oldest first."""
    return tuple(sorted(y for y in {m.year for m in closed} if all(date(y, m, 1) in closed for m in range(1, 13))))


def placed(code: str, level: str, areas: Mapping[str, str], parents: Mapping[str, str]) -> str:
    """Return the area of `level` in which something with area `code` counts, or `UNKNOWN`.

    `areas` gives the level of each area of the municipality, `parents` what it lies in: a buurt counts in its wijk where
    that is the level; a wijk can't be told apart by buurt.
    """
    while code in areas:
        if areas[code] == level:
            return code
        code = parents.get(code, "")
    return UNKNOWN


def totals(
    indicators: Iterable[OwnIndicator],
    counts: Iterable[OwnCount],
    areas: Mapping[str, str],
    parents: Mapping[str, str],
) -> dict[tuple[str, str], int]:
    """Return the count by (indicator, area), with a 0 for each area without any and for `UNKNOWN`.

    Raises ValueError for a count of an indicator that the source doesn't have, or below 0.
    """
    known = {one.slug: one for one in indicators}
    found = {
        (one.slug, code): 0
        for one in known.values()
        for code in (*(code for code, level in areas.items() if level == one.level), UNKNOWN)
    }
    for row in counts:
        if row.indicator not in known:
            raise ValueError(f"the source has no indicator {row.indicator!r}")
        if row.count < 0:
            raise ValueError(f"count of {row.indicator} must not be negative, got {row.count}")
        found[row.indicator, placed(row.area, known[row.indicator].level, areas, parents)] += row.count
    return found
