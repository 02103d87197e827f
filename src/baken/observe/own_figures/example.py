# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Closed months of the example: invented counts, marked so, of cases, reports and inspections.

Seeded by month, so that each installation shows the same example and a month that ends later fits on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType

import numpy as np
from django.db.models import Max
from django.utils import timezone

from baken.access.facade import Actor, opened
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
        "trafficking_handed_over": Invented(0.6, 0.05),
        "trafficking_barriers": Invented(0.3, 0.05),
        "concerns_care": Invented(13, 0.04),
        "concerns_discrimination": Invented(1.1, 0.03),
        "inspections_held": Invented(1.3, 0.06, 0.2),
        "inspections_closed": Invented(1.2, 0.06, 0.2),
        "inspections_hours": Invented(31, 0.06, 0.2),
        "inspection_addresses_visited": Invented(6.5, 0.06, 0.2),
        "inspection_addresses_closed": Invented(0.8, 0.02),
        "inspection_addresses_refused": Invented(0.2),
        "inspection_addresses_wrong": Invented(2.4, 0.03, 0.2),
        "measures_decided": Invented(2.6, 0.08),
        "measures_forfeited": Invented(0.5, 0.05),
        "measures_objections": Invented(0.5, 0.04),
        "measures_upheld": Invented(0.08),
        "bibob_opened": Invented(7.2, 0.05),
        "bibob_concluded": Invented(6.6, 0.05),
        "bibob_hours": Invented(132, 0.05),
    }
)
WHOLE = frozenset({"bibob_opened", "bibob_concluded", "bibob_hours"})
"""What is counted for the municipality as a whole, never of an area in it."""
RISES: Mapping[tuple[str, int], Mapping[date, float]] = MappingProxyType(
    {
        ("concerns_drugs", 4): {date(2026, 9, 1): 3.6, date(2026, 10, 1): 5.2},
        ("concerns_youth", 1): {date(2026, 10, 1): 4.6},
        ("concerns_nuisance", 6): {date(2026, 9, 1): 5.0},
    }
)
"""Rises put in on purpose, by indicator and position of the wijk: so many times what it would have been."""
UNPLACED = 0.04
"""Share of the reports that could not be placed."""


@dataclass(frozen=True, slots=True)
class Split:
    """Counts that divide others: the sum of `of` over its parts, each with its share. Shares add up to 1."""

    of: tuple[str, ...]
    into: Mapping[str, float]


REPORTED = (
    "nuisance",
    "drugs",
    "undermining",
    "youth",
    "liveability",
    "cyber",
    "trafficking",
    "care",
    "discrimination",
)
NOTICED = {"resident": 0.62, "professional": 0.28, "own_control": 0.10}
ALL = tuple(f"concerns_{theme}" for theme in REPORTED)
SPLITS: tuple[Split, ...] = (
    *(
        Split((f"concerns_{theme}",), {f"reported_{theme}_{kind}": share for kind, share in NOTICED.items()})
        for theme in REPORTED
    ),
    Split(
        ALL,
        {
            "outcome_acted": 0.46, "outcome_passed_on": 0.21, "outcome_nothing_found": 0.17,
            "outcome_no_follow_up": 0.14, "outcome_not_allowed": 0.02,
        },
    ),
    Split(ALL, {"lead_4_weeks": 0.68, "lead_12_weeks": 0.25, "lead_longer": 0.07}),
    Split(
        ("inspections_held",),
        {
            "inspections_port": 0.3, "inspections_industry": 0.2, "inspections_horeca": 0.18, "inspections_retail": 0.06,
            "inspections_garage": 0.1, "inspections_storage": 0.08, "inspections_lodging": 0.04,
            "inspections_sex_work": 0.02, "inspections_other": 0.02,
        },
    ),
    Split(
        ("inspection_addresses_wrong",),
        {
            "inspection_follow_up_solved": 0.46, "inspection_follow_up_warned": 0.22, "inspection_follow_up_report": 0.12,
            "inspection_follow_up_measure": 0.05, "inspection_follow_up_signal": 0.06,
            "inspection_follow_up_passed_on": 0.05, "inspection_follow_up_nothing": 0.04,
        },
    ),
    Split(
        ("measures_decided",),
        {
            "measures_opium_closing": 0.3, "measures_disturbance_closing": 0.05, "measures_area_ban": 0.12,
            "measures_parental_order": 0.01, "measures_light_order": 0.08, "measures_residence_order": 0.03,
            "measures_coercion": 0.08, "measures_penalty": 0.15, "measures_warning": 0.18,
        },
    ),
    Split(
        ("measures_decided",),
        {"measures_end_ended": 0.82, "measures_end_withdrawn": 0.06, "measures_end_dropped": 0.12},
    ),
    Split(
        ("bibob_opened",),
        {
            "bibob_opened_permit": 0.78, "bibob_opened_subsidy": 0.08, "bibob_opened_procurement": 0.06,
            "bibob_opened_real_estate": 0.08,
        },
    ),
    Split(
        ("bibob_concluded",),
        {"bibob_concluded_none": 0.83, "bibob_concluded_lesser": 0.12, "bibob_concluded_serious": 0.05},
    ),
)  # fmt: skip
"""What is counted of reports besides their theme, and of inspections besides their number."""
FOLLOWED = frozenset({"concerns"})
"""Sources of which the example has records for the last months: those months are counted, the ones before invented."""


@dataclass(frozen=True, slots=True)
class ExampleRecords:
    """A local source that invents what it counts; of a real one it takes the name and the indicators."""

    slug: str
    indicators: tuple[OwnIndicator, ...]

    def first_month(self, municipality: Municipality) -> date | None:
        return FIRST

    def counts(self, municipality: Municipality, month: date) -> Iterable[OwnCount]:
        mine = {one.slug for one in self.indicators}
        for (slug, area), number in invented(municipality, month).items():
            if slug in mine:
                yield OwnCount(slug, area, number, fictitious=True)


def invented(municipality: Municipality, month: date) -> dict[tuple[str, str], int]:
    """Return every invented count of a month, by indicator and wijk ("" for what could not be placed)."""
    codes = sorted(areas_of(municipality=municipality.code, year=month.year, level="wijk"))
    found: dict[tuple[str, str], int] = {}
    for number, slug in enumerate(SHAPES):
        share = np.random.default_rng([SEED, number]).dirichlet([2.0] * len(codes)) if codes else np.zeros(0)
        draw = np.random.default_rng([SEED, number, month.year, month.month])
        mean = _mean(SHAPES[slug], month)
        if slug in WHOLE:
            found |= {(slug, code): 0 for code in codes}
            found[slug, ""] = int(draw.poisson(mean))
            continue
        for position, (code, part) in enumerate(zip(codes, share, strict=True)):
            rise = RISES.get((slug, position), {}).get(month, 1.0)
            found[slug, code] = int(draw.poisson(mean * part * (1 - UNPLACED) * rise))
        found[slug, ""] = int(draw.poisson(mean * UNPLACED))
    for number, split in enumerate(SPLITS):
        draw = np.random.default_rng([SEED, 1_000 + number, month.year, month.month])
        for code in (*codes, ""):
            whole = sum(found[slug, code] for slug in split.of)
            for slug, part in zip(split.into, draw.multinomial(whole, list(split.into.values())), strict=True):
                found[slug, code] = int(part)
    return found


def is_invented(source: LocalSource) -> bool:
    """Whether the example knows how to invent everything that a source counts."""
    known = {*SHAPES, *(slug for split in SPLITS for slug in split.into)}
    return all(one.slug in known for one in source.indicators)


def _mean(shape: Invented, month: date) -> float:
    years = month.year - FIRST.year + (month.month - 1) / 12
    season = 1 + shape.season * np.cos(2 * np.pi * (month.month - 7) / 12)
    return float(shape.mean * (1 + shape.growth) ** years * season)


def play_own_months(actor: Actor, municipality: Municipality, at: datetime) -> int:
    """Close the months of the example that ended and aren't closed; return how many. Baken itself acts."""
    real = [one for one in local_sources() if is_invented(one)]
    last = dict(
        ClosedMonth.objects.filter(municipality=municipality)
        .values("source")
        .annotate(last=Max("month"))
        .values_list("source", "last")
    )
    closed = 0
    with together():
        for source in real:
            records = _first_records(actor, municipality, source) if source.slug in FOLLOWED else None
            made_up = ExampleRecords(source.slug, tuple(source.indicators))
            since = next_month(last[source.slug]) if source.slug in last else FIRST
            for month in months(since, timezone.localdate(at)):
                ended = timezone.make_aware(datetime.combine(next_month(month), CLOSING))
                counted = source if records is not None and month >= records else made_up
                close_month(actor=actor, at=ended, municipality=municipality, source=counted, month=month)
                closed += 1
    return closed


def _first_records(actor: Actor, municipality: Municipality, source: LocalSource) -> date | None:
    """Return the first month of which the example has records: they were made from what is invented, so the two agree."""
    with opened(actor, system=True):
        return source.first_month(municipality)
