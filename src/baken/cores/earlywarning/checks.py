# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Refuse numbers that cannot be what they are said to be, by the argument's name."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from baken.cores.checks import chance, positive, whole

__all__ = ["Bools", "Floats", "Ints", "at", "chance", "counts", "population", "positive", "whole"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.intp]


def counts(value: ArrayLike) -> Floats:
    """Return counts as floats (n_series, n_time); NaN stays and means unknown. ValueError on anything that isn't a count."""
    table = _table("counts", value)
    # counts of four bytes or fewer are whole and finite as they are; only the sign is left to ask
    if not np.issubdtype(np.asarray(value).dtype, np.integer):
        known = table[~np.isnan(table)]
        if not np.isfinite(known).all():
            raise ValueError("counts must be finite (NaN for unknown)")
        if (known != np.floor(known)).any():
            raise ValueError("counts must be whole numbers of events")
    if table.size and np.nanmin(table, initial=0.0) < 0:
        raise ValueError("counts must not be negative")
    return table


def population(value: ArrayLike, shape: tuple[int, ...]) -> Floats:
    """Return the population as floats in the shape of the counts; 0 stays and means that nobody lives there."""
    table = _table("population", value)
    if table.shape != shape:
        raise ValueError(f"population must have the shape of counts {shape}, got {table.shape}")
    if not np.isfinite(table).all():
        raise ValueError("population must be finite and known for every period")
    if (table < 0).any():
        raise ValueError("population must not be negative")
    return table


def at(value: int | Sequence[int] | NDArray[np.integer], n_time: int) -> Ints:
    """Return the assessed periods as 0-based indices; ValueError outside the series."""
    given = np.atleast_1d(np.asarray(value))
    if given.ndim != 1 or not (np.issubdtype(given.dtype, np.integer) or given.size == 0):
        raise ValueError(f"at must be whole numbers (0-based periods), got {value!r}")
    if given.size and (given.min() < 0 or given.max() >= n_time):
        raise ValueError(f"at must lie between 0 and {n_time - 1} (0-based), got {value!r}")
    return given.astype(np.intp)


def _table(name: str, value: ArrayLike) -> Floats:
    try:
        given = np.asarray(value)
        if given.dtype == np.bool_ or np.issubdtype(given.dtype, np.complexfloating):
            raise TypeError
        table: Floats = given.astype(np.float64, copy=False)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be numbers in a table of series x periods") from None
    if table.ndim != 2:
        raise ValueError(f"{name} must be a table of series x periods, got {table.ndim} dimension(s)")
    return table
