# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Closed months of the example: invented counts, marked so, of cases and of reports as a later feature will count them.

Seeded by month, so that each installation shows the same example and a month that ends later fits on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from types import MappingProxyType

import numpy as np
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from baken.access.facade import Actor
from baken.kernel.actions import together
from baken.kernel.models import Municipality
from baken.registry.facade import areas as areas_of

from ..models import ClosedMonth
from ..sources.base import LocalSource, OwnCount, OwnIndicator, local_sources
from .actions import close_month
from .rules import months, next_month

SEED = 453
FIRST = date(2021, 1, 1)
CLOSING = time(3)
"""When the night's work would have closed a month."""
REPORTS = _("Aantal meldingen en signalen dat de gemeente zelf ontving, op de plek waarover ze gaan.")


def _reports(slug: str, title: object, theme: str) -> OwnIndicator:
    return OwnIndicator(f"concerns_{slug}", title, theme, _("meldingen"), REPORTS)


@dataclass(frozen=True, slots=True)
class Invented:
    """How invented counts behave: mean of the municipality a month, change a year, how much the season matters."""

    mean: float
    growth: float = 0.0
    season: float = 0.0


SHAPES: Mapping[str, Invented] = MappingProxyType(
    {
        "cases_opened": Invented(3.4, 0.08),
        "cases_closed": Invented(3.1, 0.06),
        "concerns_nuisance": Invented(58, 0.02, 0.25),
        "concerns_drugs": Invented(17, 0.05, 0.10),
        "concerns_undermining": Invented(7, 0.10),
        "concerns_youth": Invented(24, -0.03, 0.35),
        "concerns_liveability": Invented(41, 0.01, 0.15),
        "concerns_cyber": Invented(5, 0.15),
        "concerns_trafficking": Invented(0.7, 0.05),
        "concerns_care": Invented(13, 0.04),
        "concerns_discrimination": Invented(1.1, 0.03),
    }
)
RISES: Mapping[tuple[str, int], Mapping[date, float]] = MappingProxyType(
    {
        ("concerns_drugs", 4): {date(2026, 9, 1): 2.6, date(2026, 10, 1): 3.2},
        ("concerns_youth", 1): {date(2026, 10, 1): 2.8},
        ("concerns_nuisance", 6): {date(2026, 9, 1): 5.0},
    }
)
"""Rises put in on purpose, by indicator and position of the wijk: so many times what it would have been."""
UNPLACED = 0.04
"""Share of the reports that could not be placed."""


@dataclass(frozen=True, slots=True)
class ExampleRecords:
    """A local source that invents what it counts; of a real one it takes the name and the indicators."""

    slug: str
    indicators: tuple[OwnIndicator, ...]

    def first_month(self, municipality: Municipality) -> date | None:
        return FIRST

    def counts(self, municipality: Municipality, month: date) -> Iterable[OwnCount]:
        codes = sorted(areas_of(municipality=municipality.code, year=month.year, level="wijk"))
        for one in self.indicators:
            number = list(SHAPES).index(one.slug)
            share = np.random.default_rng([SEED, number]).dirichlet([2.0] * len(codes)) if codes else np.zeros(0)
            draw = np.random.default_rng([SEED, number, month.year, month.month])
            mean = _mean(SHAPES[one.slug], month)
            for position, (code, part) in enumerate(zip(codes, share, strict=True)):
                rise = RISES.get((one.slug, position), {}).get(month, 1.0)
                yield OwnCount(one.slug, code, int(draw.poisson(mean * part * (1 - UNPLACED) * rise)), fictitious=True)
            yield OwnCount(one.slug, "", int(draw.poisson(mean * UNPLACED)), fictitious=True)


def _mean(shape: Invented, month: date) -> float:
    years = month.year - FIRST.year + (month.month - 1) / 12
    season = 1 + shape.season * np.cos(2 * np.pi * (month.month - 7) / 12)
    return float(shape.mean * (1 + shape.growth) ** years * season)


EXAMPLE_SOURCES: tuple[ExampleRecords, ...] = (
    ExampleRecords(
        "concerns",
        (
            _reports("nuisance", _("Meldingen van overlast"), "nuisance"),
            _reports("drugs", _("Meldingen van drugsoverlast"), "drugs"),
            _reports("undermining", _("Signalen van ondermijning"), "undermining"),
            _reports("youth", _("Meldingen over jeugdgroepen"), "youth"),
            _reports("liveability", _("Meldingen over verloedering en afval"), "liveability"),
            _reports("cyber", _("Meldingen van onlinecriminaliteit"), "cyber"),
            _reports("trafficking", _("Signalen van mensenhandel"), "trafficking"),
            _reports("care", _("Meldingen over onbegrepen gedrag"), "care"),
            _reports("discrimination", _("Meldingen van discriminatie"), "discrimination"),
        ),
    ),
)
"""What the example counts although no feature keeps such records yet: the first that does registers under the same name."""


def play_own_months(actor: Actor, municipality: Municipality, at: datetime) -> int:
    """Close the months of the example that ended and aren't closed; return how many. Baken itself acts."""
    real: dict[str, LocalSource] = {one.slug: one for one in local_sources()}
    invented = {one.slug: one for one in EXAMPLE_SOURCES}
    invented |= {
        one.slug: replace(EXAMPLE_SOURCES[0], slug=one.slug, indicators=one.indicators)
        for one in real.values()
        if all(indicator.slug in SHAPES for indicator in one.indicators)
    }
    last = dict(
        ClosedMonth.objects.filter(municipality=municipality)
        .values("source")
        .annotate(last=Max("month"))
        .values_list("source", "last")
    )
    wanted = [
        (source, month)
        for source in invented.values()
        for month in months(next_month(last[source.slug]) if source.slug in last else FIRST, timezone.localdate(at))
    ]
    with together():
        for source, month in wanted:
            ended = timezone.make_aware(datetime.combine(next_month(month), CLOSING))
            close_month(actor=actor, at=ended, municipality=municipality, source=source, month=month)
    return len(wanted)
