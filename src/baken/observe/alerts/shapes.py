# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes into a look and what comes out. Plain values, apart from the arithmetic: pages needn't wait for that to load."""

from dataclasses import dataclass
from typing import Any

FDR = 0.05
"""Of what is shown, at most this share is expected to be chance (Benjamini-Hochberg, within the municipality)."""
METHOD = "benjamini-hochberg"


@dataclass(frozen=True, slots=True)
class Series:
    """Counts of one theme in one area, `months` in a row; None: not published. `source` is the dataset.

    Of own records (`theme` is told) counts of 1 to `withheld` are judged, but never leave the arithmetic.
    """

    source: str
    indicator: str
    area: str
    level: str
    months: tuple[str, ...]
    counts: tuple[float | None, ...]
    example: bool = False
    theme: str = ""
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """One month of a chart. `count` is None where it isn't known, the others where they couldn't be reckoned."""

    month: str
    count: float | None
    expected: float | None
    upper: float | None


@dataclass(frozen=True, slots=True)
class Rise:
    """One unusual rise, with everything that is shown of it. `count` is None where it may not be told."""

    source: str
    indicator: str
    area: str
    level: str
    count: int | None
    expected: float
    upper: float | None
    p_value: float
    deepest: bool
    q_value: float
    points: tuple[Point, ...]
    example: bool = False

    def told(self) -> dict[str, Any]:
        """Return the figures of the rise, without its chart, as plain data for the run's record."""
        keep = ("source", "indicator", "area", "level", "count", "expected", "upper", "p_value", "deepest", "q_value")
        return {name: getattr(self, name) for name in keep}


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one look at one month gave. `unassessed`: number of series by reason (a slug)."""

    period: str
    rises: tuple[Rise, ...]
    assessed: int
    unassessed: dict[str, int]
    input_hash: str
