# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure rules: when a schedule comes round again, and whether a publisher may have newer figures. No database, no clock."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
MAX_DAY = 28
"""Last day of the month that can be chosen: each month has it."""

MONTH_FOLLOWS = timedelta(days=45)
"""Police figures of a month stand on StatLine about six weeks after its end."""
YEAR_FOLLOWS = timedelta(days=60)
"""The provisional figures of a year: about two months after it."""
LOOKED_LATELY = timedelta(days=7)
"""After a look without anything new, Baken says for a week that there is nothing newer."""


def next_time(every: str, day: int, hour: int, after: datetime) -> datetime | None:
    """Return the first moment later than `after` (aware), or None for "off".

    `every`: week (`day` 1 Monday to 7), month or quarter (`day` of the month, 1 to 28; quarters begin in January, April,
    July and October). `hour` is Dutch clock time; on the night that the clock skips that hour, it is the hour after.
    Raises ValueError for anything else.
    """
    if every == "off":
        return None
    if not (0 <= hour <= 23 and 1 <= day <= (7 if every == "week" else MAX_DAY)):
        raise ValueError(f"{every} {day} {hour}")
    on = after.astimezone(ZONE).date()
    if every == "week":
        first = on - timedelta(days=on.isoweekday() - day)
        days = [first + timedelta(weeks=n) for n in (0, 1)]
    elif every in {"month", "quarter"}:
        step = 1 if every == "month" else 3
        start = (on.month - 1) // step * step
        days = [date(on.year + (start + n) // 12, (start + n) % 12 + 1, day) for n in (0, step)]
    else:
        raise ValueError(every)
    # By way of UTC: 02:30 in the night that the clock goes forward doesn't exist, and would compare wrongly.
    moments = [datetime(d.year, d.month, d.day, hour, tzinfo=ZONE).astimezone(after.tzinfo) for d in days]
    return next(moment for moment in moments if moment > after)


def end_of(period: str) -> date:
    """Return the last day of a period, "2025" or "2025-03"."""
    if len(period) == 4:
        return date(int(period), 12, 31)
    year, month = int(period[:4]), int(period[5:])
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def next_period(period: str) -> str:
    """Return the period after: "2026" after "2025", "2026-01" after "2025-12"."""
    if len(period) == 4:
        return str(int(period) + 1)
    first = end_of(period) + timedelta(days=1)
    return f"{first:%Y-%m}"


def maybe_newer(newest: str, looked_on: date | None, on: date) -> bool:
    """Whether the publisher may have figures that Baken lacks, on day `on`.

    `newest` is the newest period at hand ("" for none), `looked_on` the day of the last pull. A guess from how long figures
    of such periods take, made without asking the publisher.
    """
    if not newest or looked_on is None:
        return True
    follows = YEAR_FOLLOWS if len(newest) == 4 else MONTH_FOLLOWS
    return end_of(next_period(newest)) + follows < on and looked_on + LOOKED_LATELY < on
