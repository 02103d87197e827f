# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A series over years: line, dots and the band of the 95% interval, with gaps where a figure is missing or the method
changed. The vertical scale starts at 0."""

from dataclasses import dataclass
from itertools import pairwise

from ..format import finite
from ..panels import Panel, Row
from . import scale as s

TOP, BASE, HEIGHT = 26.0, 204.0, 230.0
LEFT, RIGHT = 12.0, 94.0
LABELS = 6
"""Years with a label at most; more don't fit on a phone."""


@dataclass(frozen=True, slots=True)
class Point:
    """One period: `x` in per cent, `y`, `lower` and `upper` in pixels from the top; None where there is no figure."""

    row: Row
    x: float
    y: float | None = None
    lower: float | None = None
    upper: float | None = None
    labelled: bool = False
    valued: bool = False

    @property
    def label_y(self) -> float:
        """Pixels from the top for the value's label: above the band, within the plot."""
        edge = self.upper if self.upper is not None else self.y if self.y is not None else BASE
        return max(edge - 8, 13.0)


@dataclass(frozen=True, slots=True)
class Break:
    """A change of method before a period: where the dotted line stands, and what changed."""

    x: float
    note: str
    row: Row


@dataclass(frozen=True, slots=True)
class Trend:
    """A drawn series. `runs` are the unbroken stretches; `reference` the grey line's points (per cent, pixels)."""

    scale: s.Scale
    points: tuple[Point, ...]
    runs: tuple[tuple[Point, ...], ...]
    ticks: tuple[tuple[float, float], ...]
    breaks: tuple[Break, ...]
    reference: tuple[tuple[tuple[float, float], ...], ...]
    reference_label: tuple[float, float] | None
    example: bool

    @property
    def missing(self) -> tuple[Point, ...]:
        """Periods without a figure."""
        return tuple(point for point in self.points if point.y is None)


def trend(panel: Panel, value: str = "rate", top: float | None = None) -> Trend:
    """Return the drawing of a panel with columns year, `value` and optionally reference and break.

    `top` (in the unit of the value) makes two charts share one scale. A break is told by a text in column "break", or
    by a note at the year, of the first period after it. Real and example figures never stand in one plot: where a panel
    mixes them, the examples are left to the table.
    """
    cells = [panel.cell(row, value) for row in panel.rows]
    example = any(c.example for c in cells) and not any(finite(c.value) and not c.example for c in cells)
    drawn = [c if finite(c.value) and c.example == example else None for c in cells]
    highest = [float(v) for c in drawn if c for v in (c.value, c.upper) if v is not None and finite(v)]
    highest += [float(v) for line in _references(panel) for v in line if v is not None]
    scale = s.from_zero([*highest, *([top] if top else [])], 4, BASE, TOP)
    xs = [_x(i, len(cells)) for i in range(len(cells))]
    found = [i for i, c in enumerate(drawn) if c]
    ends = {found[0], found[-1]} if found else set()
    points = []
    for i, (row, c) in enumerate(zip(panel.rows, drawn, strict=True)):
        labelled = _labelled(i, len(cells))
        if c is None or c.value is None:
            points.append(Point(row, xs[i], labelled=labelled))
            continue
        lower, upper = (scale.at(float(b)) if b is not None and finite(b) else None for b in (c.lower, c.upper))
        points.append(Point(row, xs[i], scale.at(float(c.value)), lower, upper, labelled, i in ends))
    breaks = tuple(
        Break((xs[max(i - 1, 0)] + xs[i]) / 2, note, row)
        for i, row in enumerate(panel.rows)
        if (note := _break(panel, row)) and i
    )
    lines = tuple(
        run
        for line in _references(panel)
        for run in _stretches([(x, scale.at(v)) if v is not None else None for x, v in zip(xs, line, strict=True)])
    )
    ticks = tuple((v, scale.at(v)) for v in s.ticks(scale) if v > 0)
    return Trend(
        scale,
        tuple(points),
        _runs(points, {b.row.key for b in breaks}),
        ticks,
        breaks,
        lines,
        _label(lines, points),
        example,
    )


def _x(i: int, number: int) -> float:
    return (LEFT + RIGHT) / 2 if number == 1 else LEFT + (RIGHT - LEFT) * i / (number - 1)


def _labelled(i: int, number: int) -> bool:
    """The last period always has its label; the others at an even distance back from it."""
    return (number - 1 - i) % max(1, -(-(number - 1) // (LABELS - 1))) == 0


def _break(panel: Panel, row: Row) -> str:
    keys = {column.key for column in panel.columns}
    told = str(panel.cell(row, "break").value or "") if "break" in keys else ""
    return told or (panel.cell(row, "year").note if "year" in keys else "")


def _references(panel: Panel) -> list[list[float | None]]:
    """The reference per period: from its column, else the panel's one reference, else none."""
    if any(column.key == "reference" for column in panel.columns):
        values = [panel.cell(row, "reference").value for row in panel.rows]
        return [[float(v) if v is not None and finite(v) else None for v in values]]
    if panel.reference is not None and panel.rows:
        return [[panel.reference] * len(panel.rows)]
    return []


def _stretches(places: list[tuple[float, float] | None]) -> list[tuple[tuple[float, float], ...]]:
    found: list[list[tuple[float, float]]] = [[]]
    for place in places:
        if place is None:
            found.append([])
        else:
            found[-1].append(place)
    return [tuple(run) for run in found if len(run) > 1]


def _runs(points: list[Point], broken: set[str]) -> tuple[tuple[Point, ...], ...]:
    found: list[list[Point]] = [[]]
    for point in points:
        if point.y is None or point.row.key in broken:
            found.append([])
        if point.y is not None:
            found[-1].append(point)
    return tuple(tuple(run) for run in found if run)


def _label(lines: tuple[tuple[tuple[float, float], ...], ...], points: list[Point]) -> tuple[float, float] | None:
    """Where the reference's name stands: between two periods, away from the line, where there is most room."""
    if not lines:
        return None
    line = lines[-1]
    ys = {point.x: point.y for point in points if point.y is not None}
    best: tuple[float, float, float] = (-1.0, line[0][0], line[0][1] - 8)
    for (x1, y1), (x2, y2) in pairwise(line):
        x, y = (x1 + x2) / 2, (y1 + y2) / 2
        own = [ys[v] for v in (x1, x2) if v in ys]
        middle = sum(own) / len(own) if own else BASE
        room = abs(y - middle)
        below = middle < y
        if room > best[0]:
            best = (room, x, min(max(y1, y2) + 18, BASE - 4) if below else max(min(y1, y2) - 8, 13.0))
    return best[1], best[2]
