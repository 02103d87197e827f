# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much wilder than chance counts are, learnt from the areas' own years."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from baken.cores.estimation import checks

Table = NDArray[np.float64]

PERSISTENCES = np.linspace(0.0, 0.9, 46)
PRIOR = PERSISTENCES * (0.9 - PERSISTENCES) + 1e-12
"""What is held likely of the correlation of an area's years before its own are seen: about 0.45, give or take.

In the 241 municipalities with five wijken or more (Statistics Netherlands and the police, 47022NED, 2021-2025), steps over
four years are 1.66 times as wild as steps over one: a correlation of about 0.43 between years next to each other.
"""
CAUTION = 0.8
"""The correlation used lies above the likely one: true ones exceed it in one case of five."""


@dataclass(frozen=True, slots=True)
class Dispersion:
    """How wild counts are, as variance over mean (at least 1 each), learnt with ``freedom`` degrees of freedom.

    ``step``: of years about their average over the years at hand, which is what a step to the next year is judged by.
    ``level``: of one year about the area's level in the long run. It is larger, since a bad year is often followed by
    another (``persistence``, the correlation between two years next to each other, taken cautiously high).
    """

    step: float
    level: float
    persistence: float
    freedom: int

    def between(self, years: int) -> float:
        """Return the dispersion that a change over ``years`` years is judged by."""
        return max(self.step, self.level * (1 - self.persistence**years))


def of_step(dispersion: float | Dispersion | None, years: int) -> tuple[float | None, int | None]:
    """Return the dispersion that a change over ``years`` is judged by, and its degrees of freedom (None: taken for known)."""
    if isinstance(dispersion, Dispersion):
        return dispersion.between(years), dispersion.freedom
    return None if dispersion is None else checks.dispersion(dispersion), None


def of_level(dispersion: float | Dispersion | None) -> tuple[float | None, int | None]:
    """Return the dispersion of one year about an area's own level, and its degrees of freedom (None: taken for known)."""
    if isinstance(dispersion, Dispersion):
        return dispersion.level, dispersion.freedom
    return None if dispersion is None else checks.dispersion(dispersion), None


def overdispersion(counts: ArrayLike, *, minimum_mean: float = 5.0) -> float | None:
    """Dispersion factor phi of a step between years: ``dispersion_of(counts).step``, or None if it can't be told."""
    found = dispersion_of(counts, minimum_mean=minimum_mean)
    return None if found is None else found.step


def dispersion_of(counts: ArrayLike, *, minimum_mean: float = 5.0) -> Dispersion | None:
    """Dispersion of ``counts`` (areas x years in order of time, NaN where unknown), or None if it can't be told.

    Registered crime varies more from year to year than a Poisson count would: one active group, one campaign to report.
    The quasi-Poisson model takes variance = phi x mean, with phi = Pearson's chi-square over its degrees of freedom
    (McCullagh & Nelder, Generalized Linear Models, 2nd ed. 1989, par. 6.2.3 on over-dispersion; Wedderburn 1974). The
    means are those of the model "area x year, independent": every area keeps its share and every year its level, so phi
    holds what is peculiar to an area in a year. A trend of one area's own also ends up in phi; that errs on the
    side of fewer verdicts. Missing cells are left out of fit and degrees of freedom.

    Years of one area hang together, and then phi is too small for one year's level: the average of five alike years is
    as far off as they are. ``level`` mends that. The residuals of an area are taken as an autoregression of order one;
    the correlation gets its distribution from their restricted likelihood (Patterson & Thompson 1971, Biometrika 58)
    and ``PRIOR``, of which the ``CAUTION`` quantile is used.

    Areas with fewer than ``minimum_mean`` events a year are left out: overdispersion hardly shows in tiny counts, so
    they would pull phi to 1 for the areas where it matters. None (dispersion unknown) if fewer than two areas and
    two years remain or no degree of freedom is left. Raises ValueError on a wrong shape or on negative, fractional or
    infinite counts.
    """
    table = _checked(counts)
    table = _large_enough(table, minimum_mean)
    observed = ~np.isnan(table)
    areas, years = table.shape
    freedom = int(observed.sum()) - (int(areas) + int(years) - _blocks(observed))
    if areas < 2 or years < 2 or freedom < 1:
        return None
    mean = _independent_means(np.where(observed, table, 0.0), observed)
    used = observed & (mean > 0)
    chi_square = float((((table - mean) ** 2)[used] / mean[used]).sum())
    step = max(1.0, chi_square / freedom)
    residuals = np.where(used, (table - mean) / np.sqrt(np.where(used, mean, 1.0)), np.nan)
    persistence, level = _hanging_together(residuals, freedom)
    return Dispersion(step, max(step, level), persistence, freedom)


def _hanging_together(residuals: Table, freedom: int) -> tuple[float, float]:
    """Return the correlation of an area's years, cautiously high, and the dispersion that goes with it."""
    squares, volumes, contrasts = np.zeros(len(PERSISTENCES)), np.zeros(len(PERSISTENCES)), 0
    known = ~np.isnan(residuals)
    for pattern in np.unique(known, axis=0):
        size = int(pattern.sum())
        if size < 2:
            continue
        rows = residuals[(known == pattern).all(axis=1)][:, pattern]
        basis, inverses, volume = _correlated(tuple(np.flatnonzero(pattern).tolist()))
        deviations = rows @ basis
        squares += np.einsum("ij,gjk,ik->g", deviations, inverses, deviations)
        volumes += len(rows) * volume
        contrasts += len(rows) * (size - 1)
    if not contrasts or not squares.min() > 0:
        return 0.0, 1.0
    # the year effects cost degrees of freedom, so the likelihood weighs as freedom, not as the number of contrasts
    score = -0.5 * freedom * (np.log(squares) + volumes / contrasts) + np.log(PRIOR)
    weight = np.exp(score - score.max())
    chosen = int(np.searchsorted(np.cumsum(weight) / weight.sum(), CAUTION))
    return float(PERSISTENCES[chosen]), float(squares[chosen] / freedom)


@cache
def _correlated(years: tuple[int, ...]) -> tuple[Table, Table, Table]:
    """Contrasts of years (years x contrasts), and per correlation the inverse of their covariance and its log-volume."""
    size = len(years)
    centred = np.eye(size) - 1 / size
    basis: Table = np.linalg.svd(centred)[0][:, : size - 1]
    apart = np.abs(np.subtract.outer(years, years))
    covariances = basis.T @ (PERSISTENCES[:, None, None] ** apart) @ basis
    volumes: Table = np.linalg.slogdet(covariances)[1]
    return basis, np.linalg.inv(covariances).astype(np.float64), volumes


def _checked(counts: ArrayLike) -> Table:
    table: Table = np.asarray(counts, dtype=np.float64)
    if table.ndim != 2:
        raise ValueError(f"counts must be a table of areas x years, got {table.ndim} dimension(s)")
    known = table[~np.isnan(table)]
    if np.isinf(known).any():
        raise ValueError("counts must be finite (NaN for unknown)")
    if (known < 0).any():
        raise ValueError("counts must not be negative")
    if (known != np.floor(known)).any():
        raise ValueError("counts must be whole numbers of events")
    return table


def _large_enough(table: Table, minimum_mean: float) -> Table:
    """Keep areas with two known years and enough events, then years that anything is left of."""
    known = (~np.isnan(table)).sum(axis=1)
    total = np.nansum(table, axis=1)
    table = table[(known >= 2) & (total >= minimum_mean * known) & (total > 0)]
    return table[:, np.nansum(table, axis=0) > 0] if table.size else table


def _blocks(observed: NDArray[np.bool_]) -> int:
    """Number of connected groups of areas and years: each is fitted apart and costs one parameter less."""
    unseen = set(range(observed.shape[0]))
    blocks = 0
    while unseen:
        blocks += 1
        areas = {unseen.pop()}
        while areas:
            years = observed[sorted(areas)].any(axis=0)
            areas = {area for area in unseen if (observed[area] & years).any()}
            unseen -= areas
    return blocks


def _independent_means(counts: Table, observed: NDArray[np.bool_]) -> Table:
    """Maximum-likelihood means area x year by iterative proportional fitting (Deming & Stephan 1940)."""
    mean = observed.astype(np.float64)
    by_area, by_year = counts.sum(axis=1, keepdims=True), counts.sum(axis=0, keepdims=True)
    for _ in range(1000):
        previous = mean
        mean = mean * (by_area / mean.sum(axis=1, keepdims=True))
        mean = mean * (by_year / mean.sum(axis=0, keepdims=True))
        if np.allclose(mean, previous, rtol=1e-10, atol=1e-12):
            break
    return mean
