# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Linear scales with round limits."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
SMALLEST = 1e-6
"""What lies below is drawn as zero."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` onto positions from `start` to `end` (per cent or pixels; end may be below start)."""

    low: float
    high: float
    start: float = 2.0
    end: float = 96.0

    def at(self, value: float) -> float:
        """Return the position of a value; beyond the scale it is held at the edge (see `holds`)."""
        if self.high <= self.low:
            return self.start
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def holds(self, value: float) -> bool:
        """Return whether the value lies on the scale."""
        return self.low <= value <= self.high


def nice_step(span: float, about: int = 4) -> float:
    """Return a round step (1, 2, 2.5 or 5 times a power of ten) that divides `span` into at most `about` parts.

    A span of zero, less, or not finite gives 1.
    """
    if not math.isfinite(span) or span <= 0:
        return 1.0
    raw = span / about
    if raw < 1e-9:
        return 1e-9
    power = 10.0 ** math.floor(math.log10(raw))
    # a hair of slack: 60 / 3 must give 20, not 25
    return next((step * power for step in STEPS if step * power >= raw * (1 - 1e-9)), 10.0 * power)


def ceiling(value: float, step: float) -> float:
    """Return the first multiple of `step` that isn't below `value`."""
    return math.ceil(value / step - 1e-9) * step


def from_zero(values: Iterable[float], about: int = 4, start: float = 2.0, end: float = 96.0) -> Scale:
    """Return a scale from 0 to a round number that holds all finite `values`; 0 to 1 where all are zero."""
    top = max((v for v in values if math.isfinite(v)), default=0.0)
    if top <= SMALLEST:
        return Scale(0.0, 1.0, start, end)
    # the multiple of a step can end up a hair below the highest value that it is meant to hold
    return Scale(0.0, max(top, ceiling(top, nice_step(top, about))), start, end)


def ticks(scale: Scale, about: int = 4) -> tuple[float, ...]:
    """Return the round values on a scale, its ends included where they are round."""
    step = nice_step(scale.high - scale.low, about)
    first = ceiling(scale.low, step)
    number = math.floor((scale.high - first) / step + 1e-9) + 1
    return tuple(round(first + i * step, 10) for i in range(number))
