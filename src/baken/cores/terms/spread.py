# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Orders that name single days instead of a stretch: so many at most, all within a period."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from baken.cores.terms.calendars import WeekendCalendar
from baken.cores.terms.errors import TermError
from baken.cores.terms.units import Span, Unit, add, checked


@dataclass(frozen=True, slots=True)
class SpreadRule:
    """At most ``most_days`` days, within ``within`` of the first. The other fields are those of ``Rule``."""

    slug: str
    title: str
    article: str
    most_days: int
    within: Span
    verified: bool = False
    source: str = ""

    def __post_init__(self) -> None:
        checked(f"{self}: most_days", Span(self.most_days, Unit.DAYS))
        if checked(f"{self}: within", self.within).unit is Unit.WORKING_DAYS:
            raise TermError(f"{self}: within is in calendar time, not in working days")

    def __str__(self) -> str:
        return f"{self.slug} ({self.article})"


@dataclass(frozen=True, slots=True)
class Spread:
    """How an order in days stands: days named, days left, the first one and the last that may still be named."""

    used: int
    left: int
    first: date | None
    until: date | None


SPREAD_RULES: tuple[SpreadRule, ...] = (
    SpreadRule(
        slug="area_ban_days",
        title="Gebiedsverbod, groepsverbod of meldplicht op losse dagen",
        article="Gemeentewet 172a",
        most_days=90,
        within=Span(24, Unit.MONTHS),
        verified=True,
        source="Gemeentewet, text of 2026-06-04",
    ),
)


def fullest(rule: SpreadRule, days: Iterable[date], others: Iterable[date] = ()) -> int:
    """Return the most days that lie in any period of the rule's length that holds at least one of ``days``.

    ``others`` are days that were named before, by other orders: they count too, and one that is named twice is one day. 0 for no
    ``days``. The law tells the period, not where it begins: it may begin on any of them.
    """
    own = set(days)
    every = sorted(own | set(others))
    most = 0
    for first in every:
        after = add(first, rule.within, WeekendCalendar())
        inside = [day for day in every if first <= day < after]
        if own.intersection(inside):
            most = max(most, len(inside))
    return most


def spread(rule: SpreadRule, days: Iterable[date]) -> Spread:
    """Count the days that an order names; a day named twice is one day, and the order of ``days`` doesn't matter.

    The period begins with the first day itself. TermError when a day isn't a date, when more days are named than the law
    allows, or when one lies past the period.
    """
    named = set()
    for day in days:
        if isinstance(day, datetime) or not isinstance(day, date):
            raise TermError(f"{rule}: days must be dates, got {day!r}")
        named.add(day)
    if not named:
        return Spread(0, rule.most_days, None, None)
    first, last = min(named), max(named)
    until = add(first, rule.within, WeekendCalendar()) - timedelta(days=1)
    if last > until:
        raise TermError(f"{rule}: days names {last}, past {until}, the end of the period that began on {first}")
    if len(named) > rule.most_days:
        raise TermError(f"{rule}: days names {len(named)} days, at most {rule.most_days} allowed")
    return Spread(len(named), rule.most_days - len(named), first, until)
