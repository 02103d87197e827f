# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts put in order: per indicator and area the year's figure from the preferred dataset, and the denominator."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .facts import Fact
from .indicators import Indicator

POPULATION = "population"
EXAMPLE = "example"


@dataclass
class Series:
    """Yearly facts by indicator, area and year, and residents by area.

    All years of an area are divided by one and the same number of residents, the newest edition known: a rate then moves
    only because the count does. The year of that edition is shown beside each rate.
    """

    by_area: dict[tuple[str, str], dict[int, Fact]] = field(default_factory=dict)
    residents: dict[str, tuple[int, int]] = field(default_factory=dict)

    def facts(self, indicator: str, area: str) -> dict[int, Fact]:
        """Return {year: fact}, oldest first; empty when there are none."""
        return self.by_area.get((indicator, area), {})

    def facts_to(self, indicator: str, area: str, year: int) -> dict[int, Fact]:
        """Return {year: fact} up to and including `year`: a picture of a year looks back, never ahead."""
        return {y: fact for y, fact in self.facts(indicator, area).items() if y <= year}

    def population(self, area: str) -> tuple[int | None, int | None]:
        """Return (residents, year of the edition), or (None, None) where not published."""
        return self.residents.get(area, (None, None))

    def years(self, indicator: str) -> set[int]:
        """Return the years for which any area has a figure."""
        return {year for (slug, _), facts in self.by_area.items() if slug == indicator for year in facts}


def arrange(facts: Iterable[Fact], catalogue: Mapping[str, Indicator]) -> Series:
    """Return `facts` (yearly) as a `Series`: per year the fact of the dataset that the indicator prefers.

    Where a municipality has any real fact of an indicator, its example facts of that indicator are left out, so that
    real and made-up figures never stand in one table or line.
    """
    facts = list(facts)
    series = Series()
    real = {(f.indicator, f.municipality) for f in facts if f.status != EXAMPLE and _usable(f, catalogue)}
    ranked: dict[tuple[str, str, int], int] = {}
    for fact in facts:
        year = int(fact.period)
        if fact.indicator == POPULATION:
            if fact.value is not None and year >= series.residents.get(fact.area, (0, 0))[1]:
                series.residents[fact.area] = (int(fact.value), year)
            continue
        if not _usable(fact, catalogue):
            continue
        if fact.status == EXAMPLE and (fact.indicator, fact.municipality) in real:
            continue
        datasets = catalogue[fact.indicator].datasets
        rank = datasets.index(fact.dataset)
        key = (fact.indicator, fact.area, year)
        if rank < ranked.get(key, len(datasets)):
            ranked[key] = rank
            series.by_area.setdefault((fact.indicator, fact.area), {})[year] = fact
    for pair, found in series.by_area.items():
        series.by_area[pair] = dict(sorted(found.items()))
    return series


def _usable(fact: Fact, catalogue: Mapping[str, Indicator]) -> bool:
    indicator = catalogue.get(fact.indicator)
    return indicator is not None and fact.dataset in indicator.datasets
