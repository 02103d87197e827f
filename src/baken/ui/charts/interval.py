# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Interval dots in a table: dot = figure, bar = 95% interval, dotted line = reference. One plot per row."""

from dataclasses import dataclass

from ..format import finite
from ..panels import Cell, Panel, Row
from . import scale as s

COLOURS = {"higher": "v-higher", "lower": "v-lower", "no_significant_change": "v-none", "not_assessable": "v-na"}


@dataclass(frozen=True, slots=True)
class Dot:
    """Where one row's figure is drawn, in per cent of the plot's width. None: not drawn.

    `clipped_low` / `clipped_high`: the interval goes on beyond the scale. `outside`: the figure itself does.
    """

    row: Row
    css: str
    dot: float | None = None
    lower: float | None = None
    upper: float | None = None
    clipped_low: bool = False
    clipped_high: bool = False
    outside: bool = False
    example: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A number at the axis. `anchor` is SVG's text-anchor."""

    at: float
    value: float
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Dots:
    """A column of plots on one scale. `line` is the reference, or zero for changes; None where there is none."""

    scale: s.Scale
    rows: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    line: float | None
    line_anchor: str = "middle"


def interval_dots(panel: Panel, value: str = "rate", verdict: str = "verdict") -> Dots:
    """Return the plots of a panel's rows on one scale from 0.

    Rows that can't be assessed don't stretch the scale: a polder with few residents would press the others flat. They
    are drawn where they fit and marked as outside where they don't.
    """
    cells = [(row, panel.cell(row, value), slug_of(panel, row, verdict)) for row in panel.rows]
    telling = [cell for _row, cell, slug in cells if slug != "not_assessable" and finite(cell.value)]
    counted = telling or [cell for _row, cell, _slug in cells if finite(cell.value)]
    values = [v for cell in counted for v in (cell.value, cell.upper) if finite(v)]
    if panel.reference is not None:
        values.append(panel.reference)
    scale = s.from_zero([float(v) for v in values if v is not None])
    line = scale.at(panel.reference) if panel.reference is not None else None
    rows = tuple(place(row, cell, slug, scale) for row, cell, slug in cells)
    return Dots(scale, rows, _ticks(scale, line), line, _anchor(line))


def _anchor(line: float | None) -> str:
    """The reference's number stays within the plot."""
    if line is None or 15 <= line <= 85:
        return "middle"
    return "start" if line < 15 else "end"


def slug_of(panel: Panel, row: Row, verdict: str) -> str:
    """Return the row's verdict slug, or an empty text where the panel has no such column."""
    if not any(column.key == verdict for column in panel.columns):
        return ""
    return str(panel.cell(row, verdict).value or "")


def place(row: Row, cell: Cell, slug: str, scale: s.Scale) -> Dot:
    """Return where a cell is drawn on a scale."""
    example = cell.example
    css = "v-ex" if example else COLOURS.get(slug, "v-plain")
    if not finite(cell.value):
        return Dot(row, css, example=example)
    value = float(cell.value)  # type: ignore[arg-type]
    if not scale.holds(value):
        return Dot(row, css, outside=True, example=example)
    if cell.lower is None or cell.upper is None or cell.lower != cell.lower or cell.upper != cell.upper:
        return Dot(row, css, scale.at(value), example=example)
    # a bound on the wrong side of its figure is a fault in the source; the bar then ends at the dot
    lower, upper = min(cell.lower, value), max(cell.upper, value)
    return Dot(
        row,
        css,
        scale.at(value),
        scale.at(lower),
        scale.at(upper),
        lower < scale.low,
        upper > scale.high,
        False,
        example,
    )


def _ticks(scale: s.Scale, line: float | None) -> tuple[Tick, ...]:
    """Only the ends have a number, and none where the reference's name needs the room."""
    ends = (Tick(scale.start, scale.low, "start"), Tick(scale.end, scale.high, "end"))
    if line is None:
        return ends
    return tuple(tick for tick in ends if abs(tick.at - line) > 30)
