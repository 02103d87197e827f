# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Refuse numbers that cannot be what they are said to be, by the argument's name."""

from math import isfinite

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Indices = NDArray[np.intp]


def real(name: str, value: object) -> float:
    """Return ``value`` as float; ValueError unless it is a finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float | np.floating | np.integer) or not isfinite(value):
        raise ValueError(f"{name} must be a finite number, got {value!r}")
    return float(value)


def positive(name: str, value: object) -> float:
    """Return ``value`` as float; ValueError unless finite and above 0."""
    number = real(name, value)
    if number <= 0:
        raise ValueError(f"{name} must be above 0, got {value!r}")
    return number


def not_negative(name: str, value: object) -> float:
    """Return ``value`` as float; ValueError unless finite and at least 0."""
    number = real(name, value)
    if number < 0:
        raise ValueError(f"{name} must not be negative, got {value!r}")
    return number


def whole(name: str, value: object, least: int, most: int = 10_000_000) -> int:
    """Return ``value`` as int; ValueError unless it is a whole number from ``least`` to ``most``."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or not least <= value <= most:
        raise ValueError(f"{name} must be a whole number from {least} to {most}, got {value!r}")
    return int(value)


def chance(name: str, value: object, *, zero: bool = False, one: bool = False) -> float:
    """Return ``value`` as float; ValueError unless between 0 and 1 (the ends only where they are allowed)."""
    number = real(name, value)
    if not (0 < number < 1 or (zero and number == 0) or (one and number == 1)):
        raise ValueError(f"{name} must lie between 0 and 1, got {value!r}")
    return number


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
