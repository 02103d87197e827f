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


def fit(
    counts: Floats,
    design: Design,
    stop: Stop,
    *,
    trend: bool,
    offset: Floats | None,
    prior: Floats | None,
    near: Fit | None = None,
) -> Fit:
    """Fit (s, n) counts. ``offset`` (s, n): log population. ``prior`` (s, n): weights of the points, 0 leaves one out.

    ``near``: a fit of the same series and model to begin from; without it from the counts themselves, as R does.
    """
    s, n = counts.shape
    g = design.seasons
    season = (design.label[:, None] == np.arange(g)).astype(np.float64)
    timed = season * design.time[:, None]
    sums = np.hstack([season, timed, design.time[:, None] ** 2]) if trend else season
    right = np.hstack([season, design.time[:, None]]) if trend else season
    out = _unfitted(s, n, g, trend)
    if not s:
        return out
    rows = np.arange(s)
    y, w, off = counts, prior, offset
    scratch = np.empty_like(y)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        known = _Known.of(y, w, off, season, right)
        if near is None:
            work, found, before = _first_step(y, w, off, known)
            move = _solve(work @ sums, found @ right, g, trend)
            found = np.zeros((s, right.shape[1]))
        else:
            found = np.column_stack([near.level, near.slope]) if trend else near.level.copy()
            work = near.mean if w is None else near.mean * w
            before = known.deviance(found, y - near.mean if w is None else (y - near.mean) * w)
            move = _step(work @ sums, known, g, trend)
        for step in range(stop.steps):
            if step:
                move = _step(work @ sums, known, g, trend)
            found += move.by
            mu = found @ right.T
            if off is not None:
                mu += off
            np.exp(mu, out=mu)
            if stop.least:
                np.maximum(mu, stop.least, out=mu)
            residual = np.subtract(y, mu, out=scratch[: len(rows)])
            if w is not None:
                residual *= w
            deviance = known.deviance(found, residual)
            done = np.abs(deviance - before) < stop.tolerance * (np.abs(deviance) + 0.1) + known.crumb
            leaving = done | ~np.isfinite(deviance)
            before = deviance
            if not leaving.any():
                work = mu if w is None else mu * w
                continue
            where, stay = rows[leaving], ~leaving
            out.converged[where] = done[leaving]
            out.mean[where] = means = mu[leaving]
            out.level[where] = found[leaving, :g]
            if trend:
                out.slope[where] = found[leaving, g]
            if stop.last_solve:
                out.weight[where] = work[leaving]
                last = move.rows(leaving)
            else:
                out.weight[where] = weights = means if w is None else means * w[leaving]
                last = _step(weights @ sums, known.rows(leaving), g, trend)
            out.per_season[where], out.middle[where], out.information[where] = (
                last.weight,
                last.middle,
                last.information,
            )
            rows = rows[stay]
            if not rows.size:
                break
            w = None if w is None else w[stay]
            work = mu[stay] if w is None else mu[stay] * w
            y, found, before, known = y[stay], found[stay], before[stay], known.rows(stay)
            off = None if off is None else off[stay]
        out.mean[rows] = out.weight[rows] = np.nan  # those that never came to rest
    return out


def _unfitted(s: int, n: int, g: int, trend: bool) -> Fit:
    """Room for fits; nothing of it is known, but the slope of those without trend."""
    return Fit(
        np.empty((s, n)),
        np.full((s, g), np.nan),
        np.zeros(s),
        np.empty((s, n)),
        np.full((s, g), np.nan),
        np.full((s, g), np.nan),
        np.full(s, np.inf),
        trend,
        np.zeros(s, dtype=bool),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What a step needs of the counts, so that it asks no logarithm and no second product of matrices.

    start: (s,) log likelihood ratio of the counts to one level a season without trend, but for the sum of the means. base:
    (s, p) the parameters of that model. sums: (s, p) weighted counts per season, and times time. crumb: (s,) what rounding
    alone can make of a deviance.
    """

    start: Floats
    base: Floats
    sums: Floats
    crumb: Floats

    @classmethod
    def of(cls, y: Floats, w: Floats | None, off: Floats | None, season: Floats, right: Floats) -> "_Known":
        g = season.shape[1]
        weighted = y if w is None else y * w
        sums = weighted @ right
        if off is None:
            size = season.sum(axis=0) if w is None else w @ season
        else:
            size = (np.exp(off) if w is None else np.exp(off) * w) @ season
        base = np.zeros_like(sums)
        some = sums[:, :g] > 0
        np.divide(sums[:, :g], size, out=base[:, :g], where=some)
        np.log(base[:, :g], out=base[:, :g], where=some)
        logs = np.maximum(y, 1)
        np.log(logs, out=logs)
        if off is not None:
            logs -= off
        start = np.einsum("ij,ij->i", logs, weighted) - np.einsum("ij,ij->i", base, sums)
        crumb = np.finfo(np.float64).eps * (sums[:, :g] * (1 + np.abs(base[:, :g]))).sum(axis=1)
        return cls(start, base, sums, crumb)

    def deviance(self, found: Floats, residual: Floats) -> Floats:
        """Deviance (s,) of parameters with their weighted residuals. All that differs between steps is a sum of small terms:
        that of large ones would hide whether a fit has come to rest."""
        moved = np.einsum("ij,ij->i", found - self.base, self.sums)
        return np.asarray(2 * (self.start - moved - residual.sum(axis=1)))

    def rows(self, chosen: Bools) -> "_Known":
        """Some of the series."""
        return _Known(self.start[chosen], self.base[chosen], self.sums[chosen], self.crumb[chosen])


def _first_step(y: Floats, w: Floats | None, off: Floats | None, known: _Known) -> tuple[Floats, Floats, Floats]:
    """R's beginning, means of the counts + 0.1: working weights (s, n), weighted working response (s, n), deviance (s,)."""
    mu = y + 0.1
    eta = np.log(mu)
    if off is not None:
        eta -= off
    work = mu if w is None else mu * w
    residual = -0.1 if w is None else -0.1 * w
    weighted = y if w is None else y * w
    fitted = np.einsum("ij,ij->i", eta, weighted)
    saturated = known.start + np.einsum("ij,ij->i", known.base, known.sums)
    excess = -0.1 * (y.shape[1] if w is None else w.sum(axis=1))
    eta *= work
    eta += residual
    return work, eta, np.asarray(2 * (saturated - fitted - excess))


@dataclass(frozen=True, slots=True)
class _Solved:
    """by: (s, p) levels (and slope). weight, middle: (s, g) of each season. information: (s,) of the slope."""

    by: Floats
    weight: Floats
    middle: Floats
    information: Floats

    def rows(self, chosen: Bools) -> "_Solved":
        """Some of the series."""
        return _Solved(self.by[chosen], self.weight[chosen], self.middle[chosen], self.information[chosen])


def _step(a: Floats, known: _Known, g: int, trend: bool) -> _Solved:
    """What the parameters must move by: residuals are counts less means, and both sums are known."""
    b = known.sums.copy()
    b[:, :g] -= a[:, :g]
    if trend:
        b[:, g] -= a[:, g : 2 * g].sum(axis=1)
    return _solve(a, b, g, trend)


def _solve(a: Floats, b: Floats, g: int, trend: bool) -> _Solved:
    """Solve the normal equations, from the weighted sums."""
    weight = a[:, :g]
    some = weight > 0  # a season whose points are all left out has none
    level = np.divide(b[:, :g], weight, out=np.zeros_like(weight), where=some)
    if not trend:
        return _Solved(level, weight, np.zeros_like(weight), np.full(len(a), np.inf))
    by_time = a[:, g : 2 * g]
    middle = np.divide(by_time, weight, out=np.zeros_like(weight), where=some)
    information = a[:, 2 * g] - (by_time * middle).sum(axis=1)
    # rounding leaves a crumb where time doesn't vary within the seasons: no slope can be told
    information[information < 1e-10 * a[:, 2 * g]] = np.nan
    slope = (b[:, g] - (middle * b[:, :g]).sum(axis=1)) / information
    by = np.empty_like(b)
    np.subtract(level, slope[:, None] * middle, out=by[:, :g])
    by[:, g] = slope
    return _Solved(by, weight, middle, information)
