# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Does an area differ from the rest of the whole it lies in?"""

from dataclasses import dataclass

from baken.cores.estimation import checks
from baken.cores.estimation.change import change
from baken.cores.estimation.dispersion import Dispersion, of_level
from baken.cores.estimation.verdict import Reason, Verdict


@dataclass(frozen=True, slots=True)
class Comparison:
    """An area beside the rest: ratio of their rates (area / rest) with interval, and the verdict about the area.

    ``ratio`` and ``ratio_upper`` are None when the rest has no events. ``adjusted_p`` is filled by ``judge_together``.
    """

    events: int | None
    population: int | None
    rest_events: int | None
    rest_population: int | None
    ratio: float | None
    ratio_lower: float | None
    ratio_upper: float | None
    p_value: float | None
    verdict: Verdict
    reason: Reason | None
    direction: Verdict | None = None
    adjusted_p: float | None = None
    dispersion: float | None = 1.0
    level: float = 0.95


def versus_rest(
    events: int | None,
    population: int | None,
    total_events: int | None,
    total_population: int | None,
    *,
    dispersion: float | Dispersion | None = 1.0,
    level: float = 0.95,
    minimum_population: int = 1000,
    minimum_total: int = 10,
) -> Comparison:
    """Compare an area with the rest of a whole that contains it (wijk in municipality, municipality in the country).

    The area is taken out of the totals first: comparing a part with a whole that it belongs to would compare it partly
    with itself. Test, interval and ``dispersion`` as in ``change``, except that a learnt one counts with
    its ``level``: a wijk with one bad spell of years isn't a bad wijk. ``population_too_small`` when the area or the rest
    has fewer than ``minimum_population`` residents; None means unknown. Raises ValueError when a part exceeds its
    total.
    """
    checks.positive("minimum_population", minimum_population)
    area_events = None if events is None else checks.count("events", events)
    area_population = None if population is None else checks.count("population", population)
    rest_events = _rest("events", area_events, total_events)
    rest_population = _rest("population", area_population, total_population)

    sizes = [size for size in (area_population, rest_population) if size is not None]
    small = len(sizes) == 2 and min(sizes) < minimum_population
    phi, freedom = of_level(dispersion)
    step = change(
        rest_events,
        area_events,
        exposure_before=None if small else rest_population,
        exposure_after=None if small else area_population,
        dispersion=phi,
        freedom=freedom,
        level=level,
        minimum_total=minimum_total,
    )
    reason = Reason.POPULATION_TOO_SMALL if small and step.reason == Reason.POPULATION_UNKNOWN else step.reason
    return Comparison(
        events=area_events,
        population=area_population,
        rest_events=rest_events,
        rest_population=rest_population,
        ratio=step.ratio,
        ratio_lower=step.ratio_lower,
        ratio_upper=step.ratio_upper,
        p_value=step.p_value,
        verdict=step.verdict,
        reason=reason,
        direction=step.direction,
        dispersion=step.dispersion,
        level=step.level,
    )


def _rest(name: str, part: int | None, total: int | None) -> int | None:
    whole = None if total is None else checks.count(f"total_{name}", total)
    if part is None or whole is None:
        return None
    if part > whole:
        raise ValueError(f"{name} ({part}) must not exceed total_{name} ({whole})")
    return whole - part
