# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counts of a row of periods beside what was expected of each, with the line above which a count is unusual.

One period can be marked: the one that it is about. The vertical scale starts at 0.
"""

from dataclasses import dataclass

from ..format import finite
from ..panels import Panel, Row
from . import scale as s

TOP, BASE = 26.0, 204.0
LEFT, RIGHT = 9.0, 95.0
LABELS = 5

Place = tuple[float, float]
"""Per cent from the left, pixels from the top."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One period with a count: `x` in per cent, `y` in pixels; `marked` is the one that it is about."""

    row: Row
    x: float
    y: float
    marked: bool

    @property
    def label_y(self) -> float:
        """Pixels from the top for the value's label."""
        return max(self.y - 11, 13.0)


@dataclass(frozen=True, slots=True)
class Expected:
    """A drawn series. Lines are unbroken stretches; `labels` the places of the periods that are named."""

    marks: tuple[Mark, ...]
    counts: tuple[tuple[Place, ...], ...]
    expected: tuple[tuple[Place, ...], ...]
    upper: tuple[tuple[Place, ...], ...]
    ticks: tuple[Place, ...]
    labels: tuple[tuple[float, Row], ...]


def expected(panel: Panel, marked: str = "") -> Expected:
    """Return the drawing of a panel with columns count, expected and upper; `marked` is the key of a row."""
    columns = {name: [panel.cell(row, name).value for row in panel.rows] for name in ("count", "expected", "upper")}
    known = [float(v) for values in columns.values() for v in values if v is not None and finite(v)]
    scale = s.from_zero(known, 4, BASE, TOP)
    number = len(panel.rows)
    xs = [(LEFT + RIGHT) / 2 if number == 1 else LEFT + (RIGHT - LEFT) * i / (number - 1) for i in range(number)]
    places = {
        name: [
            (x, scale.at(float(v))) if v is not None and finite(v) else None for x, v in zip(xs, values, strict=True)
        ]
        for name, values in columns.items()
    }
    marks = tuple(
        Mark(row, place[0], place[1], row.key == marked)
        for row, place in zip(panel.rows, places["count"], strict=True)
        if place is not None
    )
    every = max(1, -(-(number - 1) // (LABELS - 1)))
    return Expected(
        marks,
        _stretches(places["count"]),
        _stretches(places["expected"]),
        _stretches(places["upper"]),
        tuple((v, scale.at(v)) for v in s.ticks(scale) if v > 0),
        tuple((xs[i], row) for i, row in enumerate(panel.rows) if (number - 1 - i) % every == 0),
    )


def _stretches(places: list[Place | None]) -> tuple[tuple[Place, ...], ...]:
    found: list[list[Place]] = [[]]
    for place in places:
        if place is None:
            found.append([])
        else:
            found[-1].append(place)
    return tuple(tuple(run) for run in found if len(run) > 1)
