# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Refuse numbers that cannot be what they are said to be, by the argument's name."""

from baken.cores.checks import not_negative, positive, real

__all__ = ["count", "dispersion", "level", "not_negative", "positive", "real"]


def count(name: str, value: float) -> int:
    """Return ``value`` as int; ValueError unless it is a finite whole number of at least 0."""
    number = real(name, value)
    if number < 0:
        raise ValueError(f"{name} must not be negative, got {value!r}")
    if not number.is_integer():
        raise ValueError(f"{name} must be a whole number of events, got {value!r}")
    return int(number)


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
