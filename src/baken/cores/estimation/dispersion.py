# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much wilder than chance counts are, learnt from the areas' own years."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Table = NDArray[np.float64]


def overdispersion(counts: ArrayLike, *, minimum_mean: float = 5.0) -> float | None:
    """Dispersion factor phi (at least 1) of ``counts`` (areas x years, NaN where unknown), or None if it can't be told.

    Registered crime varies more from year to year than a Poisson count would: one active group, one campaign to report.
    The quasi-Poisson model takes variance = phi x mean, with phi = Pearson's chi-square over its degrees of freedom
    (McCullagh & Nelder, Generalized Linear Models, 2nd ed. 1989, par. 6.2.3 on over-dispersion; Wedderburn 1974). The
    means are those of the model "area x year, independent": every area keeps its share and every year its level, so phi
    holds what is peculiar to an area in a year. A trend of one area's own also ends up in phi; that errs on the
    side of fewer verdicts. Missing cells are left out of fit and degrees of freedom.

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
    return max(1.0, chi_square / freedom)


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
