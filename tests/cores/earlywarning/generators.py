# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Quiet series of other kinds than those that the calibration was learnt from (``baken.cores.earlywarning.nulls``).

Each takes the mean of the assessed period's level, a dispersion, the number of series and periods, the periods a year, and a
random generator; the last period is the one assessed, and nothing happens in it. Where a generator has a season, its
phase is random, so the assessed period may be the peak.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Generator = Callable[[float, float, int, int, int, np.random.Generator], Counts]


def draw(mean: NDArray[np.float64], dispersion: float, rng: np.random.Generator) -> Counts:
    """Negative binomial counts with variance = dispersion x mean, Poisson at 1."""
    if dispersion == 1:
        return rng.poisson(mean)
    return rng.poisson(rng.gamma(np.maximum(mean, 1e-12) / (dispersion - 1), dispersion - 1))


def plain(mean: float, dispersion: float, number: int, periods: int, freq: int, rng: np.random.Generator) -> Counts:
    return draw(np.full((number, periods), mean), dispersion, rng)


def seasonal(mean: float, dispersion: float, number: int, periods: int, freq: int, rng: np.random.Generator) -> Counts:
    """A sine of amplitude 0.25 on the log scale: the peak is 1.65 times the trough."""
    phase = rng.uniform(0, 2 * np.pi, (number, 1))
    return draw(mean * np.exp(0.25 * np.sin(2 * np.pi * np.arange(periods) / freq + phase)), dispersion, rng)


def trending(mean: float, dispersion: float, number: int, periods: int, freq: int, rng: np.random.Generator) -> Counts:
    """Between 10% down and 10% up a year."""
    slope = rng.uniform(np.log(0.9), np.log(1.1), (number, 1)) / freq
    return draw(mean * np.exp(slope * (np.arange(periods) - periods + 1)), dispersion, rng)


def autoregressive(
    mean: float, dispersion: float, number: int, periods: int, freq: int, rng: np.random.Generator
) -> Counts:
    """A log-normal rate that follows an AR(1) of coefficient 0.5; Poisson given the rate. At dispersion 1 an INAR(1)."""
    if dispersion == 1:
        counts = np.empty((number, periods), dtype=np.int64)
        counts[:, 0] = rng.poisson(mean, number)
        for t in range(1, periods):
            counts[:, t] = rng.binomial(counts[:, t - 1], 0.4) + rng.poisson(0.6 * mean, number)
        return counts
    spread = np.sqrt(np.log1p((dispersion - 1) / mean))
    state = rng.standard_normal(number)
    rate = np.empty((number, periods))
    for t in range(periods):
        state = 0.5 * state + np.sqrt(0.75) * rng.standard_normal(number)
        rate[:, t] = mean * np.exp(spread * state - spread**2 / 2)
    return rng.poisson(rate)


def zero_inflated(
    mean: float, dispersion: float, number: int, periods: int, freq: int, rng: np.random.Generator
) -> Counts:
    """In one period of seven nothing was recorded; the mean is kept."""
    counts = draw(np.full((number, periods), mean * 7 / 6), dispersion, rng)
    return np.where(rng.random(counts.shape) < 1 / 7, 0, counts)


def past_outbreaks(
    mean: float, dispersion: float, number: int, periods: int, freq: int, rng: np.random.Generator
) -> Counts:
    """Two earlier waves of three periods each, with double to fivefold counts; the last year is free of them."""
    level = np.full((number, periods), mean)
    for _ in range(2):
        begin = rng.integers(0, periods - freq, number)
        times = rng.uniform(2, 5, number)
        for step in range(3):
            level[np.arange(number), begin + step] = mean * times
    return draw(level, dispersion, rng)


def everything(
    mean: float, dispersion: float, number: int, periods: int, freq: int, rng: np.random.Generator
) -> Counts:
    """A season, a trend and an AR(1) rate together."""
    phase = rng.uniform(0, 2 * np.pi, (number, 1))
    slope = rng.uniform(np.log(0.95), np.log(1.05), (number, 1)) / freq
    time = np.arange(periods)
    level = mean * np.exp(0.15 * np.sin(2 * np.pi * time / freq + phase) + slope * (time - periods + 1))
    spread = np.sqrt(np.log1p(max(dispersion - 1, 0) / mean))
    state = rng.standard_normal(number)
    for t in range(periods):
        state = 0.4 * state + np.sqrt(1 - 0.16) * rng.standard_normal(number)
        level[:, t] *= np.exp(spread * state - spread**2 / 2)
    return rng.poisson(level)


HELD_OUT: dict[str, Generator] = {
    "plain, means between": plain,
    "season": seasonal,
    "trend": trending,
    "autocorrelation": autoregressive,
    "zero inflation": zero_inflated,
    "past outbreaks": past_outbreaks,
    "season, trend, autocorrelation": everything,
}
