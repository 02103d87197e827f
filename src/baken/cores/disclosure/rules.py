# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which cells may not be published, and how far from them a reader must stay."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from baken.cores.disclosure.tables import Mask, Numbers


class Zeros(StrEnum):
    """What is done with empty cells.

    ``SAFE``: published unless they are needed to hide others. ``PUBLISHED``: always published, so that readers know a
    suppressed cell isn't 0. ``UNSAFE``: as telling as a small count, where "nobody" is news too.
    """

    SAFE = "safe"
    PUBLISHED = "published"
    UNSAFE = "unsafe"


class Cost(StrEnum):
    """What is lost with a suppressed cell: ``VALUES`` its count (at least 1), ``CELLS`` 1 for each."""

    VALUES = "values"
    CELLS = "cells"


@dataclass(frozen=True, slots=True)
class Rule:
    """Counts of 1 to ``threshold`` are unsafe, and no reader may place a suppressed cell in less than ``width``.

    ``width`` is the least distance between the bounds that follow, for any suppressed cell, from everything published;
    None takes ``threshold + 1``: no narrower than rounding to that base. ``revision`` is by how much figures are known
    to change at most when they are revised; None if nothing is known of that. Raises ValueError for a threshold
    that isn't a whole number of at least 0, a width that isn't above 0 or a negative revision.
    """

    threshold: int
    width: float | None = None
    zeros: Zeros = Zeros.SAFE
    cost: Cost = Cost.VALUES
    revision: float | None = None

    def __post_init__(self) -> None:
        if not isfinite(self.threshold) or self.threshold != int(self.threshold) or self.threshold < 0:
            raise ValueError(f"threshold must be a whole number of at least 0, got {self.threshold!r}")
        if self.width is not None and (not isfinite(self.width) or self.width <= 0):
            raise ValueError(f"width must be a finite number above 0, got {self.width!r}")
        if self.revision is not None and (not isfinite(self.revision) or self.revision < 0):
            raise ValueError(f"revision must be a finite number of at least 0, got {self.revision!r}")
        object.__setattr__(self, "threshold", int(self.threshold))
        object.__setattr__(self, "zeros", Zeros(self.zeros))
        object.__setattr__(self, "cost", Cost(self.cost))

    @property
    def interval(self) -> float:
        """The width that is kept: ``width``, or ``threshold + 1``."""
        return float(self.threshold + 1) if self.width is None else float(self.width)

    @property
    def least(self) -> float:
        """What readers know a suppressed cell to be at least."""
        return 1.0 if self.zeros is Zeros.PUBLISHED else 0.0

    def unsafe(self, values: Numbers) -> Mask:
        """Return which counts may not be published for their own sake."""
        small: Mask = values <= self.threshold
        return small if self.zeros is Zeros.UNSAFE else small & (values > 0)

    def price(self, values: Numbers) -> Numbers:
        """Return what is lost with each cell."""
        return values.clip(min=1.0) if self.cost is Cost.VALUES else values * 0 + 1.0
