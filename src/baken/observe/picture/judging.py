# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The safety picture: figures, uncertainty, verdicts. Pure: facts in, figures out; no database, no clock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from baken.cores.estimation import (
    Change,
    Comparison,
    Dispersion,
    Rate,
    Verdict,
    change,
    dispersion_of,
    judge_together,
    rate,
    survey_change,
    versus_rest,
)

from .figures import Beside, Figure, Step
from .indicators import METHOD_BREAKS, Indicator
from .series import Series

MINIMUM_RESIDENTS = 50
"""Under this no rate is given: one event more or less would swing it."""
Wildness = Dispersion | float
"""How much wilder than chance counts are: learnt from the areas' own years, or a number that is taken for known."""
ONLY_CHANCE = 1.0
"""The dispersion of areas with too few events to learn it from: wildness hardly shows in tiny counts."""
MINIMUM_COMPARED = 1000
"""Under this an area's rate isn't held against others': visitors weigh too much in it."""


def figure(series: Series, indicator: Indicator, area: str, year: int) -> Figure | None:
    """Return the figure without verdicts, or None when the year isn't there at all."""
    fact = series.facts(indicator.id, area).get(year)
    if fact is None:
        return None
    plain = Figure(indicator.id, area, year, fact.value, fact.status, fact.dataset, n=fact.n)
    if not indicator.is_count:
        return replace(plain, lower=fact.lower, upper=fact.upper)
    residents, edition = series.population(area)
    told = _rate(None if fact.value is None else int(fact.value), residents)
    return replace(
        plain,
        rate=told.value,
        lower=told.lower,
        upper=told.upper,
        population=residents,
        population_year=edition,
        reason=str(told.reason or ""),
    )


@lru_cache(maxsize=4096)
def _rate(events: int | None, residents: int | None) -> Rate:
    return rate(events, residents, minimum_population=MINIMUM_RESIDENTS)


def dispersion(series: Series, indicator: Indicator, areas: Sequence[str]) -> Dispersion | None:
    """Return how much wilder than chance the counts of `areas` vary over their own years; None if that can't be told."""
    years = sorted({year for area in areas for year in series.facts(indicator.id, area)})
    if len(areas) < 2 or len(years) < 2:
        return None
    table = np.full((len(areas), len(years)), np.nan)
    for i, area in enumerate(areas):
        for year, fact in series.facts(indicator.id, area).items():
            if fact.value is not None:
                table[i, years.index(year)] = fact.value
    return dispersion_of(table)


def family(
    series: Series,
    indicator: Indicator,
    areas: Sequence[str],
    year: int,
    *,
    versus: int | None = None,
    wildness: Wildness | None = None,
) -> dict[str, Figure]:
    """Return the figures of areas of one level, with verdicts on the change since `versus` (the year before by default).

    The areas are judged together (Holm), since a reader sees them side by side. `wildness` is their `dispersion`, for
    who has it already.
    """
    told = {area: found for area in areas if (found := figure(series, indicator, area, year)) is not None}
    if not indicator.is_count:
        return {area: replace(found, change=_survey_step(series, found, versus)) for area, found in told.items()}
    earlier = versus if versus is not None else year - 1
    if wildness is None:
        wildness = dispersion(series, indicator, areas)
    if wildness is None:
        wildness = ONLY_CHANCE
    changes = judge_together([_count_change(series, found, earlier, wildness) for found in told.values()])
    return {
        area: replace(found, change=_step(earlier, judged))
        for (area, found), judged in zip(told.items(), changes, strict=True)
    }


def alone(
    series: Series, indicator: Indicator, area: str, year: int, *, versus: int | None, wildness: Wildness | None
) -> dict[str, Figure]:
    """Return the figure of one area judged by itself, with the dispersion `wildness` learnt from its parts.

    None, where it has no known parts: the change can't be judged.
    """
    found = figure(series, indicator, area, year)
    if found is None:
        return {}
    earlier = versus if versus is not None else year - 1
    return {area: replace(found, change=_step(earlier, _count_change(series, found, earlier, wildness)))}


def beside_rest(figures: Mapping[str, Figure], whole: Figure | None, wildness: Wildness | None) -> dict[str, Figure]:
    """Return `figures` (counts of one level) with each held against the rest of `whole`, judged together."""
    if whole is None or whole.value is None or whole.population is None:
        return dict(figures)
    told = [
        versus_rest(
            None if f.value is None else int(f.value),
            f.population,
            int(whole.value),
            whole.population,
            dispersion=wildness,
            minimum_population=MINIMUM_COMPARED,
        )
        for f in figures.values()
    ]
    return {
        area: replace(found, rest=beside(judged))
        for (area, found), judged in zip(figures.items(), judge_together(told), strict=True)
    }


def against(one: Figure, others: Iterable[Figure], wildness: Wildness | None) -> Beside | None:
    """Hold the rate of `one` against `others` taken together (not containing it); None when nothing can be held."""
    known = [f for f in others if f.value is not None and f.population]
    if not known or one.value is None or not one.population:
        return None
    events = sum(int(f.value or 0) for f in known)
    residents = sum(f.population or 0 for f in known)
    told = versus_rest(
        int(one.value),
        one.population,
        events + int(one.value),
        residents + one.population,
        dispersion=wildness,
        minimum_population=MINIMUM_COMPARED,
    )
    return replace(beside(told), value=1000 * events / residents)


def beside(told: Comparison) -> Beside:
    """Return a comparison of the core as what the picture shows of it."""
    value = None
    if told.rest_events is not None and told.rest_population:
        value = 1000 * told.rest_events / told.rest_population
    return Beside(told.verdict, str(told.reason or ""), told.ratio, told.ratio_lower, told.ratio_upper, value)


def _count_change(series: Series, found: Figure, earlier: int, wildness: Wildness | None) -> Change:
    before = series.facts(found.indicator, found.area).get(earlier)
    return change(
        None if before is None or before.value is None else int(before.value),
        None if found.value is None else int(found.value),
        # one denominator for all years, so the exposures are equal
        dispersion=wildness,
        years=max(1, abs(found.year - earlier)),
    )


def _step(versus: int, told: Change) -> Step:
    return Step(
        versus=versus,
        difference=told.difference,
        verdict=told.verdict,
        reason=str(told.reason or ""),
        ratio=told.ratio,
        ratio_lower=told.ratio_lower,
        ratio_upper=told.ratio_upper,
        p_value=told.p_value,
        adjusted_p=told.adjusted_p,
        dispersion=told.dispersion,
    )


def _survey_step(series: Series, found: Figure, versus: int | None) -> Step | None:
    facts = series.facts(found.indicator, found.area)
    earlier = versus if versus is not None else max((year for year in facts if year < found.year), default=None)
    if earlier is None or earlier not in facts:
        return None
    before, after = facts[earlier], facts[found.year]
    told = survey_change(
        before.value,
        _margin(before.lower, before.upper),
        after.value,
        _margin(after.lower, after.upper),
        method_break=any(earlier < broken <= found.year for broken in METHOD_BREAKS),
    )
    return Step(earlier, told.difference, told.verdict, str(told.reason or ""), margin=told.margin)


def _margin(lower: float | None, upper: float | None) -> float | None:
    return None if lower is None or upper is None else (upper - lower) / 2


__all__ = [
    "MINIMUM_COMPARED",
    "MINIMUM_RESIDENTS",
    "Verdict",
    "Wildness",
    "against",
    "alone",
    "beside_rest",
    "dispersion",
    "family",
    "figure",
]
