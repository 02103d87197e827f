# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts put in order: per indicator and area the year's figure from the preferred dataset, and the denominator."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..facts import Fact
from .indicators import Indicator

POPULATION = "population"
EXAMPLE = "example"
LOCAL = "local-"
"""Datasets that a municipality read in from a file of its own begin so."""
LOCAL_SURVEY = "local-survey"
PRACTICE = "example-local"
"""Made-up figures from a practice file: shown before the example that Baken brings along, never beside real ones."""


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
    real and made-up figures never stand in one table or line. Its own counts are left out where a publisher has counted,
    and counts of a publisher's other tables where the preferred one has any: two ways of counting don't stand in one line
    either, nor beside each other in a ranking of its areas.
    """
    facts = list(facts)
    series = Series()
    ranks = _ranks(facts, catalogue)
    real = {(f.indicator, f.municipality) for f in facts if f.status != EXAMPLE and (f.indicator, f.dataset) in ranks}
    published = _one_table(facts, ranks, catalogue)
    ranked: dict[tuple[str, str, int], float] = {}
    for fact in facts:
        year = int(fact.period)
        if fact.indicator == POPULATION:
            if fact.value is not None and year >= series.residents.get(fact.area, (0, 0))[1]:
                series.residents[fact.area] = (int(fact.value), year)
            continue
        rank = ranks.get((fact.indicator, fact.dataset))
        owner = (fact.indicator, fact.municipality)
        if rank is None or (fact.status == EXAMPLE and owner in real) or rank > published.get(owner, NEVER):
            continue
        key = (fact.indicator, fact.area, year)
        if rank < ranked.get(key, NEVER):
            ranked[key] = rank
            series.by_area.setdefault((fact.indicator, fact.area), {})[year] = fact
    for pair, found in series.by_area.items():
        series.by_area[pair] = dict(sorted(found.items()))
    return series


def _one_table(
    facts: Iterable[Fact], ranks: Mapping[tuple[str, str], float], catalogue: Mapping[str, Indicator]
) -> dict[tuple[str, str], float]:
    """Return per indicator and municipality the last rank that may be used: for counts, that of the best table published.

    Surveys ask everywhere the same, so there a year may come from another table.
    """
    last: dict[tuple[str, str], float] = {}
    for fact in facts:
        rank = ranks.get((fact.indicator, fact.dataset), OWN_COUNT)
        if fact.status == EXAMPLE or rank >= OWN_COUNT:
            continue
        owner = (fact.indicator, fact.municipality)
        counts = catalogue[fact.indicator].is_count
        last[owner] = min(rank, last.get(owner, rank)) if counts else OWN_COUNT - 1
    return last


OWN_COUNT = 1000.0
NEVER = OWN_COUNT + 1


def preference(indicator: Indicator, dataset: str) -> float | None:
    """Return the place of a dataset in the order of preference of an indicator, lowest first; None where it has none.

    A municipality's own counts come after all published ones; made-up figures from a practice file before other examples.
    """
    datasets = indicator.datasets
    if dataset in datasets:
        return float(datasets.index(dataset))
    if dataset == PRACTICE:
        return next((at for at, name in enumerate(datasets) if name.startswith("example-")), len(datasets)) - 0.5
    if indicator.is_count and dataset.startswith(LOCAL) and dataset != LOCAL_SURVEY:
        return OWN_COUNT
    return None


def _ranks(facts: Iterable[Fact], catalogue: Mapping[str, Indicator]) -> dict[tuple[str, str], float]:
    """Return the preference of each (indicator, dataset) that can be used: there are few of them in many facts."""
    pairs = {(fact.indicator, fact.dataset) for fact in facts}
    return {
        (slug, dataset): rank
        for slug, dataset in pairs
        if slug in catalogue and (rank := preference(catalogue[slug], dataset)) is not None
    }
