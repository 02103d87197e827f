# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The day on which something may go. Pure: no database, no clock."""

from calendar import monthrange
from datetime import MAXYEAR, date


def due_on(start: date, years: int, months: int) -> date:
    """Return the first day on which something kept from `start` may go: 31 January + 1 month is the end of February."""
    year, month = divmod(start.year * 12 + start.month - 1 + years * 12 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def latest_start(on: date, years: int, months: int) -> date:
    """Return the last start with which something is due by `on`: the inverse of `due_on`, for the database."""
    year, month = divmod(on.year * 12 + on.month - 1 - years * 12 - months, 12)
    if year < 1:
        return date.min
    last = monthrange(year, month + 1)[1]
    if on.day >= monthrange(on.year, on.month)[1]:
        return date(year, month + 1, last)  # the days that a shorter month lacks fall on its last
    return date(year, month + 1, min(on.day, last))
