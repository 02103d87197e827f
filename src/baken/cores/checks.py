# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Refuse single numbers that cannot be what they are said to be, by the argument's name. Shared by the numeric cores."""

from math import isfinite
from numbers import Integral, Real


def real(name: str, value: object) -> float:
    """Return ``value`` as float; ValueError unless it is a finite number."""
    if isinstance(value, bool) or not isinstance(value, Real):
        raise ValueError(f"{name} must be a number, got {value!r}")
    if not isfinite(value):
        raise ValueError(f"{name} must be a finite number, got {value!r}")
    return float(value)


def positive(name: str, value: object) -> float:
    """Return ``value`` as float; ValueError unless it is finite and above 0."""
    number = real(name, value)
    if number <= 0:
        raise ValueError(f"{name} must be above 0, got {value!r}")
    return number


def not_negative(name: str, value: object) -> float:
    """Return ``value`` as float; ValueError unless it is finite and at least 0."""
    number = real(name, value)
    if number < 0:
        raise ValueError(f"{name} must not be negative, got {value!r}")
    return number


def whole(name: str, value: object, least: int, most: int = 10_000_000) -> int:
    """Return ``value`` as int; ValueError unless it is a whole number from ``least`` to ``most``."""
    if isinstance(value, bool) or not isinstance(value, Integral) or not least <= int(value) <= most:
        raise ValueError(f"{name} must be a whole number from {least} to {most}, got {value!r}")
    return int(value)


def chance(name: str, value: object, *, zero: bool = False, one: bool = False) -> float:
    """Return ``value`` as float; ValueError unless between 0 and 1 (the ends only where they are allowed)."""
    number = real(name, value)
    if not (0 < number < 1 or (zero and number == 0) or (one and number == 1)):
        raise ValueError(f"{name} must lie between 0 and 1, got {value!r}")
    return number
