# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Quasi-Poisson fits of thousands of series at once: log mean = level of the season (+ trend x time) + offset.

Iteratively reweighted least squares (Nelder & Wedderburn 1972). All series share one design, so its weighted sums are one
matrix product. Seasons don't overlap: the normal matrix is diagonal but for the trend's row and column, and the solution
is written out (one division per season, one for the trend) instead of solved.
"""

from dataclasses import dataclass

import numpy as np

from baken.cores.earlywarning.checks import Bools, Floats, Ints
from baken.cores.earlywarning.design import Design


@dataclass(frozen=True, slots=True)
class Stop:
    """When a fit has converged: the relative change of the deviance, and the largest number of steps."""

    tolerance: float
    steps: int
    last_solve: bool
    """As R's glm: covariance and dispersion from the weights of the last solve, not from the final means."""
    least: float
    """No fitted mean below it."""


SMALLEST_OF_R = float(np.finfo(np.float64).eps)
R_GLM = Stop(1e-8, 25, last_solve=True, least=SMALLEST_OF_R)
CONVERGED = Stop(1e-11, 60, last_solve=False, least=0.0)


@dataclass(frozen=True, slots=True)
class Fit:
    """Fits of s series on n points with g seasons.

    mean: (s, n) fitted. level: (s, g). slope: (s,) of the log mean per period, 0 without trend. weight: (s, n) the working
    weights that the covariance rests on. per_season: (s, g) their sums. middle: (s, g) weighted mean time of a season.
    information: (s,) of the slope (inverse of its unscaled variance). parameters: number of them. converged: (s,).
    """

    mean: Floats
    level: Floats
    slope: Floats
    weight: Floats
    per_season: Floats
    middle: Floats
    information: Floats
    trend: bool
    converged: Bools

    def eta(self, design: Design) -> Floats:
        """Linear predictor of the assessed period, without offset."""
        return np.asarray(self.level[:, 0] + self.slope * design.now)

    def variance_of_eta(self, design: Design) -> Floats:
        """Unscaled variance of that predictor."""
        with np.errstate(divide="ignore", invalid="ignore"):
            variance = 1 / self.per_season[:, 0]
            if self.trend:
                variance = variance + (design.now - self.middle[:, 0]) ** 2 / self.information
        return np.asarray(variance)

    def leverage(self, design: Design) -> Floats:
        """Diagonal of the hat matrix (s, n)."""
        with np.errstate(divide="ignore", invalid="ignore"):
            inner = (1 / self.per_season)[:, design.label]
            if self.trend:
                inner += (design.time - self.middle[:, design.label]) ** 2 / self.information[:, None]
        inner *= self.weight
        return inner

    def rows(self, chosen: Bools | Ints) -> "Fit":
        """Some of the series."""
        return Fit(
            self.mean[chosen],
            self.level[chosen],
            self.slope[chosen],
            self.weight[chosen],
            self.per_season[chosen],
            self.middle[chosen],
            self.information[chosen],
            self.trend,
            self.converged[chosen],
        )

    def put(self, where: Bools | Ints, other: "Fit") -> None:
        """Overwrite the series ``where`` by those of another fit; arrays are this fit's own, the other holds only those."""
        for name in ("mean", "level", "slope", "weight", "per_season", "middle", "information", "converged"):
            getattr(self, name)[where] = getattr(other, name)


def fit(counts: Floats, design: Design, stop: Stop, *, trend: bool, offset: Floats | None, prior: Floats | None) -> Fit:
    """Fit (s, n) counts. ``offset`` (s, n): log population. ``prior`` (s, n): weights of the points, 0 leaves one out."""
    s, n = counts.shape
    g = design.seasons
    season = (design.label[:, None] == np.arange(g)).astype(np.float64)
    timed = season * design.time[:, None]
    sums = np.hstack([season, timed, design.time[:, None] ** 2]) if trend else season
    right = np.hstack([season, design.time[:, None]]) if trend else season
    out = Fit(
        np.full((s, n), np.nan),
        np.full((s, g), np.nan),
        np.zeros(s),
        np.full((s, n), np.nan),
        np.full((s, g), np.nan),
        np.full((s, g), np.nan),
        np.full(s, np.inf),
        trend,
        np.zeros(s, dtype=bool),
    )
    if not s:
        return out
    rows = np.arange(s)
    y, w, off = counts, prior, offset
    mu = y + 0.1
    log_y = np.log(np.maximum(y, 1))
    eta = np.log(mu)
    before = _deviance(y, log_y, eta, mu, w)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        for _ in range(stop.steps):
            working = mu if w is None else mu * w
            linear = eta if off is None else eta - off
            pulled = working * linear
            pulled += (y - mu) if w is None else (y - mu) * w
            solved = _solve(working @ sums, pulled @ right, g, trend)
            level, slope, per_season, middle, information = solved
            eta = level[:, design.label]
            if trend:
                eta += slope[:, None] * design.time
            if off is not None:
                eta += off
            mu = np.exp(eta)
            if stop.least:
                np.maximum(mu, stop.least, out=mu)
            deviance = _deviance(y, log_y, eta, mu, w)
            done = np.abs(deviance - before) < stop.tolerance * (np.abs(deviance) + 0.1)
            lost = ~np.isfinite(deviance)
            leaving = done | lost
            if leaving.any():
                where = rows[leaving]
                if not stop.last_solve:
                    working = mu if w is None else mu * w
                    again = _solve(working @ sums, pulled @ right, g, trend)
                    per_season, middle, information = again[2:]
                out.converged[where] = done[leaving]
                for held, made in (
                    (out.mean, mu),
                    (out.level, level),
                    (out.slope, slope),
                    (out.weight, working),
                    (out.per_season, per_season),
                    (out.middle, middle),
                    (out.information, information),
                ):
                    held[where] = made[leaving]
                stay = ~leaving
                rows = rows[stay]
                if not rows.size:
                    break
                y, log_y, mu, eta, deviance = y[stay], log_y[stay], mu[stay], eta[stay], deviance[stay]
                w = None if w is None else w[stay]
                off = None if off is None else off[stay]
            before = deviance
    return out


def _solve(a: Floats, b: Floats, g: int, trend: bool) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Level, slope, weight and middle of each season, information of the slope, from the weighted sums."""
    weight = a[:, :g]
    some = weight > 0  # a season whose points are all left out has none
    level = np.divide(b[:, :g], weight, out=np.zeros_like(weight), where=some)
    if not trend:
        return level, np.zeros(len(a)), weight, np.zeros_like(weight), np.full(len(a), np.inf)
    by_time = a[:, g : 2 * g]
    middle = np.divide(by_time, weight, out=np.zeros_like(weight), where=some)
    information = a[:, 2 * g] - (by_time * middle).sum(axis=1)
    # rounding leaves a crumb where time doesn't vary within the seasons: no slope can be told
    information[information < 1e-10 * a[:, 2 * g]] = np.nan
    slope = (b[:, g] - (middle * b[:, :g]).sum(axis=1)) / information
    return level - slope[:, None] * middle, slope, weight, middle, information


def _deviance(y: Floats, log_y: Floats, eta: Floats, mu: Floats, prior: Floats | None) -> Floats:
    part = log_y - eta
    part *= y
    part -= y
    part += mu
    return np.asarray(2 * (part.sum(axis=1) if prior is None else np.einsum("ij,ij->i", part, prior)))
