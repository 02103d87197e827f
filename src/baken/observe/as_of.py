# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading `jaar` and `bekend-op` from a page's address, or from the command line."""

from datetime import UTC, date, datetime, time

from django.http import HttpRequest
from django.utils import timezone

from baken.kernel.errors import BakenError
from baken.kernel.moment import now


class BadMoment(BakenError):
    """A year or date that can't be read; the message says which."""


def end_of(day: date) -> datetime:
    """Return the last moment of a Dutch day: what was known on that day includes what came in during it."""
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59, 999999))).astimezone(UTC)


def parse_day(text: str) -> date:
    """Return the date in ISO form; raises `BadMoment`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadMoment(text) from None


def parse_year(text: str) -> int:
    """Return the year; raises `BadMoment`."""
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise BadMoment(text)
    return int(text)


def chosen(request: HttpRequest) -> tuple[int | None, datetime | None]:
    """Return the year and moment chosen in the address; (None, None) means the newest, as known now.

    A date in the future is as good as now. Raises `BadMoment`.
    """
    year, day = request.GET.get("jaar", ""), request.GET.get("bekend-op", "")
    moment = end_of(parse_day(day)) if day else None
    if moment is not None and moment >= now():
        moment = None
    return (parse_year(year) if year else None), moment
