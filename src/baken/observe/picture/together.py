# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What only areas together can tell: rates of small areas, and how far areas lie apart. Pure, as `picture`."""

from collections.abc import Mapping, Sequence

from baken.cores.estimation import Disparity, DisparityChange, Shrunken, disparity, disparity_change, shrink

from .indicators import Indicator
from .judging import MINIMUM_COMPARED, MINIMUM_RESIDENTS, Wildness
from .series import Series

SMALL = 2500
"""An estimate is shown under this number of residents, and where it leans at least `LEANS` on the others; else an area's own
rate says enough."""
LEANS = 0.1


def estimates(
    series: Series, indicator: Indicator, areas: Sequence[str], year: int, wildness: Wildness | None
) -> Mapping[str, Shrunken]:
    """Return the rate of each area with a figure, per 1,000, estimated with the others of its level.

    How far areas lie apart is learnt from those that can be held against each other: `MINIMUM_COMPARED` residents or more.
    """
    known = [area for area in areas if year in series.facts(indicator.id, area)]
    told = shrink(
        [_events(series, indicator, area, year) for area in known],
        [series.population(area)[0] for area in known],
        dispersion=wildness,
        minimum_population=MINIMUM_RESIDENTS,
        minimum_learnt=MINIMUM_COMPARED,
    )
    return dict(zip(known, told.areas, strict=True))


def leans(one: Shrunken | None) -> bool:
    """Return whether an area's estimate is worth showing beside its own rate."""
    return one is not None and one.leaning is not None and one.leaning >= LEANS and (one.population or 0) < SMALL


def apart(
    series: Series, indicator: Indicator, areas: Sequence[str], year: int, wildness: Wildness | None
) -> Disparity:
    """Return how far areas lie apart in a year. `areas` in the order in which its `areas` and `left_out` come."""
    return disparity(
        [_events(series, indicator, area, year) for area in areas],
        [series.population(area)[0] for area in areas],
        dispersion=wildness,
        minimum_population=MINIMUM_COMPARED,
    )


def apart_since(
    series: Series, indicator: Indicator, areas: Sequence[str], years: tuple[int, int], wildness: Wildness | None
) -> DisparityChange:
    """Return whether areas came closer together between two years."""
    then, now = ([_events(series, indicator, area, year) for area in areas] for year in years)
    return disparity_change(
        then,
        now,
        [series.population(area)[0] for area in areas],
        dispersion=wildness,
        minimum_population=MINIMUM_COMPARED,
    )


def _events(series: Series, indicator: Indicator, area: str, year: int) -> int | None:
    fact = series.facts(indicator.id, area).get(year)
    return None if fact is None or fact.value is None else int(fact.value)
