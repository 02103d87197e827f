# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long one piece of work takes: a mean in hours and how much it varies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import log, log1p, sqrt

import numpy as np
from numpy.typing import ArrayLike

from baken.cores.capacity import checks
from baken.cores.capacity.checks import Floats


class Shape(StrEnum):
    """The family of a distribution of hours."""

    FIXED = "fixed"
    GAMMA = "gamma"
    LOGNORMAL = "lognormal"
    MEASURED = "measured"


@dataclass(frozen=True, slots=True)
class Work:
    """Hours of work for one case at one stage: mean, coefficient of variation (sd / mean) and family.

    Make one with ``fixed``, ``exponential``, ``gamma``, ``lognormal`` or ``measured``.
    """

    mean: float
    variation: float
    shape: Shape
    hours: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        checks.positive("mean", self.mean)
        checks.not_negative("variation", self.variation)
        if self.variation > 20:
            raise ValueError(f"variation must be at most 20, got {self.variation!r}")

    @classmethod
    def fixed(cls, hours: float) -> Work:
        """The same number of hours each time."""
        return cls(hours, 0.0, Shape.FIXED)

    @classmethod
    def exponential(cls, mean: float) -> Work:
        """Exponential: many short, a few long; the gamma with variation 1."""
        return cls(mean, 1.0, Shape.GAMMA)

    @classmethod
    def gamma(cls, mean: float, variation: float) -> Work:
        """Gamma with mean in hours and coefficient of variation above 0."""
        return cls(mean, checks.positive("variation", variation), Shape.GAMMA)

    @classmethod
    def lognormal(cls, mean: float, variation: float) -> Work:
        """Lognormal: as gamma, with a heavier tail."""
        return cls(mean, checks.positive("variation", variation), Shape.LOGNORMAL)

    @classmethod
    def measured(cls, hours: ArrayLike) -> Work:
        """Hours as they were recorded: each is as likely to come back. ValueError below two, or where one isn't above 0."""
        found = checks.list_of_numbers("hours", hours)
        if found.size < 2:
            raise ValueError("hours must hold at least two measured pieces of work")
        if (found <= 0).any():
            raise ValueError("hours must be above 0")
        mean = float(found.mean())
        return cls(mean, float(found.std()) / mean, Shape.MEASURED, tuple(found.tolist()))

    def scaled(self, factor: float) -> Work:
        """The same work taking ``factor`` times as long."""
        by = checks.positive("factor", factor)
        return Work(self.mean * by, self.variation, self.shape, tuple(by * h for h in self.hours))

    def draw(self, generator: np.random.Generator, shape: tuple[int, int]) -> Floats:
        """Draw hours; rows are cases, so that more cases leave the first ones as they were."""
        if self.shape is Shape.FIXED or not self.variation:
            return np.full(shape, self.mean)
        if self.shape is Shape.MEASURED:
            at = (generator.random(shape) * len(self.hours)).astype(np.intp)
            drawn: Floats = np.asarray(self.hours)[at]
            return drawn
        if self.shape is Shape.LOGNORMAL:
            sigma = sqrt(log1p(self.variation**2))
            return np.exp(generator.standard_normal(shape) * sigma + log(self.mean) - sigma**2 / 2)
        if self.variation == 1:
            return generator.standard_exponential(shape) * self.mean
        form = self.variation**-2
        return generator.standard_gamma(form, shape) * (self.mean / form)
