# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Linear equations between cells that anybody may know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite

Key = tuple[str, ...]
"""A cell: one code per axis, such as ``("WK045308", "burglary", "2025")``."""


@dataclass(frozen=True, slots=True)
class Relation:
    """``sum(weight x cell) = total``, to within ``slack`` where it is known only roughly.

    Raises ValueError for a repeated or missing cell, a weight of 0, numbers that aren't finite or a negative slack.
    """

    terms: tuple[tuple[Key, float], ...]
    total: float = 0.0
    slack: float = 0.0

    def __post_init__(self) -> None:
        if not self.terms:
            raise ValueError("terms must name at least one cell")
        if len({key for key, _ in self.terms}) != len(self.terms):
            raise ValueError(f"terms must name each cell once, got {[key for key, _ in self.terms]!r}")
        if any(not isfinite(weight) or weight == 0 for _, weight in self.terms):
            raise ValueError("terms must have finite weights other than 0")
        if not isfinite(self.total):
            raise ValueError(f"total must be a finite number, got {self.total!r}")
        if not isfinite(self.slack) or self.slack < 0:
            raise ValueError(f"slack must be a finite number of at least 0, got {self.slack!r}")


def same_total(one: Iterable[Key], other: Iterable[Key], *, slack: float = 0.0) -> Relation:
    """Return the relation that cells ``one`` and cells ``other`` add up to the same, as when an area is split or redrawn.

    ``slack`` is by how much they may differ, such as for figures that were revised at the same time.
    """
    return Relation((*((key, 1.0) for key in one), *((key, -1.0) for key in other)), slack=slack)
