# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rates of small areas, estimated with the other areas together: a lucky year of a hamlet isn't taken at its word."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, gammainc, gammaincinv, gammaln

from baken.cores.estimation import checks
from baken.cores.estimation.dispersion import Dispersion, of_level
from baken.cores.estimation.verdict import Reason

Vector = NDArray[np.float64]

SPREADS: Vector = np.linspace(0.04, 2.52, 63)
"""Standard deviations of the areas' true rates, relative to their mean, that are considered: from hardly any to wild."""
UNLIKE = 0.0005
"""An area whose count has less chance than this, given the others, isn't one of them: leaning on them would mislead."""


@dataclass(frozen=True, slots=True)
class Shrunken:
    """An area's rate per ``per`` residents, estimated with the others: ``value`` with interval, beside the ``raw`` one.

    ``leaning`` is the weight of the whole in it: 0 is the area's own figure, 1 that of all together. Where ``reason`` says
    why, there is no estimate (``raw`` is None where residents are unknown or too few).
    """

    events: int | None
    population: int | None
    raw: float | None
    value: float | None
    lower: float | None
    upper: float | None
    leaning: float | None
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Shrinkage:
    """The areas in the order given, the rate of the whole to which they are drawn, and how far true rates lie apart.

    ``spread`` is the standard deviation of the areas' true rates relative to their mean; ``method`` is ``likelihood``, or
    ``moments`` where the likelihood has no top.
    """

    areas: tuple[Shrunken, ...]
    mean: float | None
    spread: float | None
    method: str
    per: float
    level: float


def shrink(
    events: Sequence[int | None],
    populations: Sequence[int | None],
    *,
    dispersion: float | Dispersion | None = 1.0,
    per: float = 1000,
    level: float = 0.95,
    minimum_population: int = 50,
    minimum_learnt: int = 50,
    minimum_areas: int = 5,
) -> Shrinkage:
    """Empirical-Bayes rates: each area's own rate and that of all together, weighed by how much each tells.

    The gamma-Poisson model (Clayton & Kaldor 1987, Biometrics 43): true rates are gamma with mean m and relative standard
    deviation s, counts given a rate are Poisson, with an overdispersion that divides counts and residents as elsewhere in
    this package. m and s maximise the marginal (negative binomial) likelihood; the estimate is (1/s**2 + x/phi) /
    (1/(m s**2) + n/phi). Where the likelihood rises to an end of ``SPREADS``, s follows from moments (Marshall 1991, Applied
    Statistics 40), which may be 0: then each area gets the rate of the whole.

    The interval doesn't take m and s for known, which would make it too short (Carlin & Gelfand 1990, JASA 85): it
    holds the quantiles of the posterior over a grid of s with a flat prior and of m at its best and one error either side.

    m and s are learnt from areas with ``minimum_learnt`` residents or more. Reasons: ``count_unknown``,
    ``population_unknown``, ``population_too_small`` (under ``minimum_population``), ``too_few_areas`` (fewer than
    ``minimum_areas`` to learn from), ``too_few`` (no events at all), ``dispersion_unknown``, ``unlike_others`` (the count has a
    chance under ``UNLIKE`` among these areas: a business park isn't a small neighbourhood). Raises ValueError on lists of
    unequal length and on negative, fractional or non-finite numbers.
    """
    if len(events) != len(populations):
        raise ValueError("events and populations must be of one length")
    per, level = checks.positive("per", per), checks.level(level)
    checks.positive("minimum_population", minimum_population)
    told = [_raw(x, n, per, minimum_population) for x, n in zip(events, populations, strict=True)]
    phi, _freedom = of_level(dispersion)
    learnt = [a for a in told if a.reason is None and (a.population or 0) >= minimum_learnt]
    if phi is None:
        return _without(told, Reason.DISPERSION_UNKNOWN, per, level)
    if len(learnt) < max(3, minimum_areas):
        return _without(told, Reason.TOO_FEW_AREAS, per, level)
    if not any(a.events for a in learnt):
        return _without(told, Reason.TOO_FEW, per, level)
    model = _Model(np.array([a.events for a in learnt]) / phi, np.array([a.population for a in learnt]) / phi)
    return Shrinkage(_drawn(told, model, phi, per, level), model.mean * per, model.spread, model.method, per, level)


def _raw(events: int | None, population: int | None, per: float, minimum_population: int) -> Shrunken:
    x = None if events is None else checks.count("events", events)
    n = None if population is None else checks.count("populations", population)
    if x is None:
        reason: Reason | None = Reason.COUNT_UNKNOWN
    elif n is None:
        reason = Reason.POPULATION_UNKNOWN
    else:
        reason = Reason.POPULATION_TOO_SMALL if n < minimum_population else None
    raw = None if reason or x is None or not n else x / n * per
    return Shrunken(x, n, raw, None, None, None, None, reason)


def _without(told: Sequence[Shrunken], reason: Reason, per: float, level: float) -> Shrinkage:
    areas = tuple(one if one.reason else replace(one, reason=reason) for one in told)
    return Shrinkage(areas, None, None, "", per, level)


class _Model:
    """What the areas together teach: counts ``x`` and residents ``n``, both over the dispersion."""

    def __init__(self, x: Vector, n: Vector):
        self.x, self.n = x, n
        tops = np.array([self._best_mean(s**-2.0) for s in SPREADS])
        self.means, self.errors, scores = tops[:, 0], tops[:, 1], tops[:, 2]
        # the mean is integrated out, which the likelihood at its best mean doesn't do: that takes s too small
        posterior = scores + np.log(self.errors)
        self.weights: Vector = np.exp(posterior - posterior.max())
        best = int(scores.argmax())
        self.method = "likelihood" if 0 < best < len(SPREADS) - 1 else "moments"
        if self.method == "likelihood":
            self.spread = self._refined(float(SPREADS[best]), float(SPREADS[1] - SPREADS[0]))
            self.mean = self._best_mean(self.spread**-2.0)[0]
        else:
            self.mean, self.spread = self._moments()

    def _best_mean(self, shape: float) -> tuple[float, float, float]:
        """Return the mean that suits best with this shape, the error of its logarithm, and the log-likelihood there."""
        mean = float(self.x.sum() / self.n.sum())
        for _ in range(60):
            weights = self.n / (1 + self.n * mean / shape)
            better = float((weights * self.x / self.n).sum() / weights.sum())
            done = abs(better - mean) <= 1e-9 * mean
            mean = better
            if done:
                break
        information = float((self.n * mean / (1 + self.n * mean / shape)).sum())
        return mean, information**-0.5, float(self._likelihood(shape, mean).sum())

    def _refined(self, spread: float, step: float) -> float:
        """Return the top of the likelihood near ``spread``: of ever narrower parabolas through three points."""
        for _ in range(4):
            left, top, right = (self._best_mean((spread + step * side) ** -2.0)[2] for side in (-1, 0, 1))
            bend = left - 2 * top + right
            spread += step * min(0.9, max(-0.9, (left - right) / (2 * bend))) if bend < 0 else 0.0
            step /= 4
        return spread

    def _likelihood(self, shape: float, mean: float) -> Vector:
        told = self.n * mean
        grown: Vector = gammaln(shape + self.x) - gammaln(shape)
        return grown + shape * np.log(shape / (shape + told)) + self.x * np.log(told / (shape + told))

    def _moments(self) -> tuple[float, float]:
        mean = float(self.x.sum() / self.n.sum())
        square = float((self.n * (self.x / self.n - mean) ** 2).sum() / self.n.sum())
        return mean, max(0.0, square - mean / float(self.n.mean())) ** 0.5 / mean

    def grid(self) -> tuple[Vector, Vector, Vector]:
        """Return shapes, means and weights of the grid over which the interval is taken: s, and m with its error."""
        likely = self.weights > 1e-4
        steps = np.array([-np.sqrt(3), 0.0, np.sqrt(3)])  # Gauss-Hermite of three points
        means = (self.means[likely, None] * np.exp(steps * self.errors[likely, None])).ravel()
        weights = (self.weights[likely, None] * np.array([1, 4, 1]) / 6).ravel()
        return np.repeat(SPREADS[likely] ** -2.0, 3), means, weights / weights.sum()


def _drawn(told: Sequence[Shrunken], model: _Model, phi: float, per: float, level: float) -> tuple[Shrunken, ...]:
    """Give the areas without a reason their estimate, all at once."""
    open_ones = [one for one in told if one.reason is None]
    x = np.array([one.events or 0 for one in open_ones])[:, None] / phi
    n = np.array([one.population or 0 for one in open_ones])[:, None] / phi
    shapes, means, weights = model.grid()
    rarity = _rarity(x, n, shapes, means) @ weights
    if model.spread > 0:
        shape = model.spread**-2.0
        values, leanings = (shape + x[:, 0]) / (shape / model.mean + n[:, 0]), 1 / (1 + n[:, 0] * model.mean / shape)
    else:
        values, leanings = np.full(len(open_ones), model.mean), np.ones(len(open_ones))
    bounds = [_quantiles(tail, shapes + x, shapes / means + n, weights) for tail in ((1 - level) / 2, (1 + level) / 2)]
    lower, upper = np.minimum(bounds[0], values), np.maximum(bounds[1], values)
    drawn = iter(
        replace(one, reason=Reason.UNLIKE_OTHERS)
        if rare < UNLIKE
        else replace(one, value=v * per, lower=low * per, upper=high * per, leaning=leaning)
        for one, rare, v, low, high, leaning in zip(
            open_ones, rarity.tolist(), values.tolist(), lower.tolist(), upper.tolist(), leanings.tolist(), strict=True
        )
    )
    return tuple(next(drawn) if one.reason is None else one for one in told)


def _rarity(x: Vector, n: Vector, shapes: Vector, means: Vector) -> Vector:
    """Two-sided chance of a count as far off, by the negative binomial of each shape and mean."""
    leaves = n * means / (shapes + n * means)
    at_least = np.where(x > 0, betainc(np.maximum(x, 1e-9), shapes, leaves), 1.0)
    at_most = 1 - betainc(x + 1, shapes, leaves)
    told: Vector = np.minimum(1.0, 2 * np.minimum(at_least, at_most))
    return told


def _quantiles(tail: float, shapes: Vector, rates: Vector, weights: Vector) -> Vector:
    """Quantile of each row's mixture of gammas, by halving on the logarithm between those of its components."""
    ends = gammaincinv(shapes, tail) / rates
    low, high = np.log(np.maximum(ends.min(axis=1), 1e-12)), np.log(np.maximum(ends.max(axis=1), 1e-12))
    for _ in range(24):
        middle = (low + high) / 2
        short = gammainc(shapes, rates * np.exp(middle)[:, None]) @ weights < tail
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    found: Vector = np.exp((low + high) / 2)
    return found
