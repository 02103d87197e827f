# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far do areas lie apart, more than chance puts them, and do they come closer together?"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, sqrt

from scipy.special import chdtrc, fdtrc, ndtr, ndtri, stdtr, stdtrit

from baken.cores.estimation import checks
from baken.cores.estimation.comparison import Comparison, versus_rest
from baken.cores.estimation.dispersion import Dispersion, of_level
from baken.cores.estimation.multiplicity import judge_together
from baken.cores.estimation.verdict import Reason, Verdict


@dataclass(frozen=True, slots=True)
class Disparity:
    """Distance between areas in one period.

    ``distance`` with its bounds says how far an area lies from the average, on average and weighted by residents, as a
    share of that average (0.3 is 30%), what chance adds taken off. ``square`` is its square before the root, which may
    be negative, with its ``variance``. ``differ``: more than chance explains. ``areas``, in the order given, hold each
    area against the rest of them, judged together; ``left_out`` says why an area isn't in it (None: it is).
    """

    distance: float | None
    lower: float | None
    upper: float | None
    square: float | None
    variance: float | None
    p_value: float | None
    differ: bool | None
    reason: Reason | None
    areas: tuple[Comparison, ...]
    left_out: tuple[Reason | None, ...]
    level: float = 0.95
    freedom: int | None = None

    @property
    def highest(self) -> int | None:
        """Return the place of the area with the highest rate beside the rest, or None without any."""
        told = [(inf if a.ratio is None else a.ratio, -i) for i, a in enumerate(self.areas) if a.p_value is not None]
        return -max(told)[1] if told else None


@dataclass(frozen=True, slots=True)
class DisparityChange:
    """The distance between the same areas in two periods; ``verdict`` higher is further apart, lower closer together."""

    before: Disparity
    after: Disparity
    p_value: float | None
    verdict: Verdict
    reason: Reason | None


def disparity(
    events: Sequence[int | None],
    populations: Sequence[int | None],
    *,
    dispersion: float | Dispersion | None = 1.0,
    level: float = 0.95,
    minimum_population: int = 1000,
    minimum_areas: int = 3,
    minimum_mean: float = 5.0,
) -> Disparity:
    """Measure the variation between the rates of areas, weighted by residents and relative to the rate of all of them.

    V = P/X**2 * sum(x_i**2 / p_i) - 1, with x_i events, p_i residents, X and P their sums: the squared coefficient of
    variation that epidemiology knows as an index of disparity (Pearcy & Keppel 2002, Public Health Reports 117; Harper
    & Lynch 2005, NCI). X * V is Pearson's chi-square, so over the dispersion phi it tests whether there are differences
    at all (with a learnt phi: F). Chance alone gives V a size of (phi/X) * (sum(rho_i) - V - 1), rho_i being an area's
    rate over that of all: it is taken off. The variance of V is by the delta method
    4 * phi/X * (sum(x_i * rho_i**2)/X - (V + 1)**2), plus 2(k - 1) * (phi/X)**2, the variance of chance alone, without
    which a small V would look surer than it is. The first part grows as V does, so the bounds are those V that would be
    about t errors off by their own error, not by that of the V found (a score interval): 0 is left out about where the
    test says that there are differences. A learnt dispersion counts with its ``level``, as in ``versus_rest``.

    Areas without a count, without residents or with fewer than ``minimum_population`` are left out, each with its reason.
    Fewer than ``minimum_areas``: ``too_few_areas``; fewer than ``minimum_mean`` events an area: ``too_few``. Raises
    ValueError on lists of unequal length and on negative, fractional or non-finite numbers.
    """
    level, counts, people, left_out = _checked(events, populations, level, minimum_population)
    used = [i for i, reason in enumerate(left_out) if reason is None]
    phi, freedom = of_level(dispersion)
    x, p = [float(counts[i] or 0) for i in used], [float(people[i] or 0) for i in used]
    compared = _compared(counts, people, left_out, dispersion, level, minimum_population)
    if len(used) < max(2, minimum_areas):
        reason = Reason.TOO_FEW_AREAS
    elif phi is None:
        reason = Reason.DISPERSION_UNKNOWN
    elif sum(x) <= 0 or sum(x) < minimum_mean * len(x):
        reason = Reason.TOO_FEW
    else:
        square, variance, p_value = _variation(x, p, phi, freedom)
        bounds = _bounds(
            square, variance, 2 * (len(x) - 1) * (phi / sum(x)) ** 2, phi / sum(x), _quantile(level, freedom)
        )
        distance, lower, upper = (sqrt(max(0.0, v)) for v in (square, *bounds))
        return Disparity(
            distance,
            lower,
            upper,
            square,
            variance,
            p_value,
            p_value < 1 - level,
            None,
            compared,
            left_out,
            level,
            freedom,
        )
    return Disparity(None, None, None, None, None, None, None, reason, compared, left_out, level, freedom)


def disparity_change(
    before: Sequence[int | None],
    after: Sequence[int | None],
    populations: Sequence[int | None],
    *,
    dispersion: float | Dispersion | None = 1.0,
    level: float = 0.95,
    minimum_population: int = 1000,
    minimum_areas: int = 3,
    minimum_mean: float = 5.0,
) -> DisparityChange:
    """Judge whether areas came closer together or drifted apart: the difference of both ``square`` over its error.

    Only areas known in both periods count in either. The two periods are taken as independent; where years hang together
    that errs on the side of fewer verdicts. Errors as in ``disparity``, with the list named.
    """
    if not len(before) == len(after) == len(populations):
        raise ValueError("before, after and populations must be of one length")
    both = [b is not None and a is not None for b, a in zip(before, after, strict=True)]
    then, now = (
        disparity(
            [count if known else None for count, known in zip(counts, both, strict=True)],
            populations,
            dispersion=dispersion,
            level=level,
            minimum_population=minimum_population,
            minimum_areas=minimum_areas,
            minimum_mean=minimum_mean,
        )
        for counts in (before, after)
    )
    reason = then.reason or now.reason
    if reason or then.square is None or now.square is None or then.variance is None or now.variance is None:
        return DisparityChange(then, now, None, Verdict.NOT_ASSESSABLE, reason)
    difference = now.square - then.square
    distance = abs(difference) / sqrt(then.variance + now.variance)
    freedom = now.freedom
    p_value = min(1.0, 2 * float(stdtr(freedom, -distance) if freedom else ndtr(-distance)))
    verdict = Verdict.NO_SIGNIFICANT_CHANGE
    if p_value < 1 - level:
        verdict = Verdict.HIGHER if difference > 0 else Verdict.LOWER
    return DisparityChange(then, now, p_value, verdict, None)


def _checked(
    events: Sequence[int | None], populations: Sequence[int | None], level: float, minimum_population: int
) -> tuple[float, list[int | None], list[int | None], tuple[Reason | None, ...]]:
    if len(events) != len(populations):
        raise ValueError("events and populations must be of one length")
    checks.positive("minimum_population", minimum_population)
    counts = [None if x is None else checks.count("events", x) for x in events]
    people = [None if p is None else checks.count("populations", p) for p in populations]
    reasons: list[Reason | None] = []
    for count, size in zip(counts, people, strict=True):
        if count is None:
            reasons.append(Reason.COUNT_UNKNOWN)
        elif size is None:
            reasons.append(Reason.POPULATION_UNKNOWN)
        else:
            reasons.append(Reason.POPULATION_TOO_SMALL if size < minimum_population else None)
    return checks.level(level), counts, people, tuple(reasons)


def _compared(
    counts: Sequence[int | None],
    people: Sequence[int | None],
    left_out: Sequence[Reason | None],
    dispersion: float | Dispersion | None,
    level: float,
    minimum_population: int,
) -> tuple[Comparison, ...]:
    inside = [i for i, reason in enumerate(left_out) if reason is None]
    total, residents = sum(counts[i] or 0 for i in inside), sum(people[i] or 0 for i in inside)
    told = []
    for i, reason in enumerate(left_out):
        if reason is None:
            one = versus_rest(
                counts[i],
                people[i],
                total,
                residents,
                dispersion=dispersion,
                level=level,
                minimum_population=minimum_population,
            )
        else:
            one = Comparison(
                counts[i], people[i], None, None, None, None, None, None, Verdict.NOT_ASSESSABLE, reason, level=level
            )
        told.append(one)
    return judge_together(told, level=level)


def _variation(x: list[float], p: list[float], phi: float, freedom: int | None) -> tuple[float, float, float]:
    """Return V with chance taken off, its variance, and the p-value of no difference at all."""
    total, people = sum(x), sum(p)
    unit = phi / total
    ratios = [count * people / (size * total) for count, size in zip(x, p, strict=True)]
    raw = sum(count * rho for count, rho in zip(x, ratios, strict=True)) / total - 1
    by_chance = unit * (sum(ratios) - raw - 1)
    second = sum(count * rho**2 for count, rho in zip(x, ratios, strict=True)) / total
    free = len(ratios) - 1
    variance = 4 * unit * max(0.0, second - (raw + 1) ** 2) + 2 * free * unit**2
    told = max(0.0, raw) / unit
    p_value = chdtrc(free, told) if freedom is None else fdtrc(free, freedom, told / free)
    return raw - by_chance, variance, float(p_value)


def _bounds(square: float, variance: float, by_chance: float, unit: float, far: float) -> tuple[float, float]:
    """Solve (square - v)**2 = far**2 * (slope * v + by_chance) for v."""
    slope = (variance - by_chance) / square if square > 0 else 4 * unit
    middle, lower = square + far**2 * slope / 2, square**2 - far**2 * by_chance
    root = sqrt(max(0.0, middle**2 - lower))
    # areas that lie closer together than chance puts them: the nearest to the square is then no distance at all
    return min(square, middle - root), max(square, middle + root)


def _quantile(level: float, freedom: int | None) -> float:
    tail = (1 + level) / 2
    return float(ndtri(tail) if freedom is None else stdtrit(freedom, tail))
