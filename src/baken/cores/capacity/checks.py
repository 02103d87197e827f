# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Refuse numbers that cannot be what they are said to be, by the argument's name."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from baken.cores.checks import chance, not_negative, positive, real, whole

__all__ = [
    "Bools", "Floats", "Indices", "chance", "list_of_numbers", "name", "not_negative", "numbers", "positive", "real", "whole",
]  # fmt: skip

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Indices = NDArray[np.intp]


def name(argument: str, value: object) -> str:
    """Return ``value``; ValueError unless it is a text with something in it."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{argument} must be a text that isn't empty, got {value!r}")
    return value


def numbers(argument: str, value: ArrayLike) -> Floats:
    """Return an array of floats; ValueError where one is no finite number."""
    try:
        found = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError(f"{argument} must be numbers, got {value!r}") from None
    if not np.isfinite(found).all():
        raise ValueError(f"{argument} must be finite numbers")
    return found


def list_of_numbers(argument: str, value: ArrayLike) -> Floats:
    """Return an array of one dimension that isn't empty; ValueError otherwise."""
    found = numbers(argument, value)
    if found.ndim != 1 or not found.size:
        raise ValueError(f"{argument} must be a list of numbers")
    return found
