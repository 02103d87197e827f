# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Refuse numbers that cannot be what they are said to be, by the argument's name."""

from math import isfinite


def count(name: str, value: float) -> int:
    """Return ``value`` as int; ValueError unless it is a finite whole number of at least 0."""
    number = real(name, value)
    if number < 0:
        raise ValueError(f"{name} must not be negative, got {value!r}")
    if not number.is_integer():
        raise ValueError(f"{name} must be a whole number of events, got {value!r}")
    return int(number)


def positive(name: str, value: float) -> float:
    """Return ``value`` as float; ValueError unless it is finite and above 0."""
    number = real(name, value)
    if number <= 0:
        raise ValueError(f"{name} must be above 0, got {value!r}")
    return number


def not_negative(name: str, value: float) -> float:
    """Return ``value`` as float; ValueError unless it is finite and at least 0."""
    number = real(name, value)
    if number < 0:
        raise ValueError(f"{name} must not be negative, got {value!r}")
    return number


def real(name: str, value: float) -> float:
    """Return ``value`` as float; ValueError where it is not a finite number."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be a number, got {value!r}") from None
    if not isfinite(number):
        raise ValueError(f"{name} must be a finite number, got {value!r} (pass None for an unknown value)")
    return number


def level(value: float) -> float:
    """Return the confidence level; ValueError unless strictly between 0 and 1."""
    number = real("level", value)
    if not 0 < number < 1:
        raise ValueError(f"level must lie between 0 and 1, got {value!r}")
    return number


def dispersion(value: float) -> float:
    """Return the dispersion factor; ValueError below 1, since counts are never taken to be calmer than Poisson."""
    number = real("dispersion", value)
    if number < 1:
        raise ValueError(f"dispersion must be at least 1, got {value!r}")
    return number
