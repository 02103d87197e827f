# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Series in which nothing happens, to learn from how often the method is alarmed all the same.

Given a rate, counts are Poisson. The rate is the mean times a gamma variable, so that the counts are negative binomial with
variance = dispersion x mean; the gamma variables of successive periods hang together through a normal AR(1) (a Gaussian
copula). At autocorrelation 0 and dispersion 1 this is plain Poisson. Poisson counts that hang together (dispersion 1, some
autocorrelation) are made otherwise: part of the events is counted in three successive periods.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaincinv, ndtr

from baken.cores.earlywarning import negbin
from baken.cores.earlywarning.checks import Floats, Ints

NODES = 24
"""Points at which the next period's rate is integrated over, given the last one's."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What a simulated series is: mean count, variance over mean, autocorrelation of the underlying normal process.

    At dispersion 1 the autocorrelation is that of the counts, at most 2/3.
    """

    mean: float
    dispersion: float
    autocorrelation: float = 0.0

    @property
    def lasting(self) -> float:
        """Share of the events that is counted three times; only where the dispersion is 1."""
        return min(1.0, 1.5 * self.autocorrelation)


@dataclass(frozen=True, slots=True)
class Baselines:
    """counts: (n, periods), all but the assessed period. hidden: (n,) what the next count depends on, if anything.

    That is the normal process just before, or (dispersion 1) the events that are certain to be counted again.
    """

    truth: Truth
    counts: Floats
    hidden: Floats | None

    def only(self, rows: Ints) -> "Baselines":
        """Some of the series."""
        return Baselines(self.truth, self.counts[rows], None if self.hidden is None else self.hidden[rows])

    def chance_of(self, least: Floats) -> Floats:
        """Chance that the next count reaches ``least`` (n, m), given the truth and where the hidden rate stood."""
        truth = self.truth
        if self.hidden is None:
            return negbin.upper_tail(least, truth.mean, truth.dispersion)
        if truth.dispersion == 1:
            fresh = truth.mean * (1 - truth.lasting * 2 / 3)
            return negbin.upper_tail(np.maximum(least - self.hidden[:, None], 0), fresh, 1.0)
        rho = truth.autocorrelation
        nodes = np.linspace(-5.5, 5.5, NODES)
        weights = np.exp(-(nodes**2) / 2)
        weights /= weights.sum()
        out = np.zeros_like(least)
        for node, weight in zip(nodes, weights, strict=True):
            rate = truth.mean * _gamma(rho * self.hidden + np.sqrt(1 - rho**2) * node, truth)
            out += weight * negbin.upper_tail(least, rate[:, None], 1.0)
        return out


def baselines(truth: Truth, number: int, periods: int, rng: np.random.Generator) -> Baselines:
    """Simulate ``number`` series up to the period that is to be assessed."""
    if truth.dispersion == 1:
        lasting = rng.poisson(truth.mean * truth.lasting / 3, (number, periods + 2)).astype(np.float64)
        brief = rng.poisson(truth.mean * (1 - truth.lasting), (number, periods))
        counts = brief + lasting[:, 2:] + lasting[:, 1:-1] + lasting[:, :-2]
        return Baselines(truth, counts, lasting[:, -1] + lasting[:, -2])
    if truth.autocorrelation == 0:
        size = truth.mean / (truth.dispersion - 1)
        drawn = rng.negative_binomial(size, 1 / truth.dispersion, (number, periods))
        return Baselines(truth, drawn.astype(np.float64), None)
    rho = truth.autocorrelation
    steps = rng.standard_normal((number, periods))
    hidden = np.empty_like(steps)
    hidden[:, 0] = steps[:, 0]
    for t in range(1, periods):
        hidden[:, t] = rho * hidden[:, t - 1] + np.sqrt(1 - rho**2) * steps[:, t]
    rate = truth.mean * _gamma(hidden, truth)
    return Baselines(truth, rng.poisson(rate).astype(np.float64), hidden[:, -1])


def _gamma(hidden: Floats, truth: Truth) -> Floats:
    """Gamma variable of mean 1 with the normal's quantile, by interpolation of its logarithm."""
    size = truth.mean / (truth.dispersion - 1)
    grid = np.linspace(-7, 7, 1401)
    log_quantile = np.log(np.maximum(gammaincinv(size, ndtr(grid)) / size, 1e-300))
    return np.exp(np.interp(hidden, grid, log_quantile))
