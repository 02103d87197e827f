# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the municipality's own records say of a stream: how many came, and how many hours one takes. Features that count register.

Only shown beside the form: whoever keeps the stream decides what its number is, and where it came from.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from baken.access.facade import Actor
from baken.observe.facade import OwnSeries, own_figure_url
from baken.ui import format as fmt

WEEKS = 365.25 / 7


@dataclass(frozen=True, slots=True)
class Counted:
    """One count of own records. `number` in the months from `first` to `last` (first days), `hours` of work for one."""

    slug: str
    title: str
    number: int
    first: date
    last: date
    months: int
    hours: float | None = None
    url: str = ""
    example: bool = False

    @classmethod
    def of(cls, series: OwnSeries, title: str, hours: float | None = None) -> "Counted":
        """Return the count of a series of own figures, over its closed months."""
        return cls(
            slug=series.indicator, title=title, number=sum(series.counts), first=series.months[0],
            last=series.months[-1], months=len(series.months), hours=hours, url=own_figure_url(series.indicator),
            example=series.example,
        )  # fmt: skip

    @property
    def per_week(self) -> float:
        """How many a week, on average."""
        return round(self.number / (self.months / 12 * WEEKS), 2)

    @property
    def per_week_told(self) -> str:
        """The same in words of the page."""
        return fmt.decimal(self.per_week, 2)

    @property
    def hours_told(self) -> str:
        """Hours of work for one, in words; a dash where nobody said."""
        return fmt.missing() if self.hours is None else fmt.decimal(self.hours, 1)

    @property
    def counted_on(self) -> date:
        """The last day that was counted."""
        return (self.last + timedelta(days=32)).replace(day=1) - timedelta(days=1)


Provider = Callable[[Actor, str], list[Counted]]
"""Takes who reads and the slug of a priority; returns what own records count for it, nothing for who may not see them."""

_providers: list[Provider] = []


def register_counted(provider: Provider) -> None:
    """Register a count, once, when an app starts."""
    if provider not in _providers:
        _providers.append(provider)


def counted(actor: Actor, priority: str) -> list[Counted]:
    """Return what own records count for a priority, as far as `actor` may see it."""
    return [one for provider in _providers for one in provider(actor, priority)] if priority else []
