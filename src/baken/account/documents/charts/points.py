# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is drawn, as plain numbers and texts: from a panel's rows to points. Pure, so that tests can compare it."""

import math
from dataclasses import asdict, dataclass
from typing import Any

from baken.ui.panels import Cell, Kind, Panel, Row

from ..formats import NUMERIC, VERDICTS, cell_text

VALUE_KEYS = {
    "interval": ("rate", "value", "count"),
    "change": ("change", "value"),
    "trend": ("rate", "value", "count"),
    "bars": ("value", "rate", "count"),
}
OUTLIER = 2.0
"""A row without verdict whose value is over twice the largest of the others is written beside the plot, not drawn in it."""


@dataclass(frozen=True, slots=True)
class Point:
    """One row of a chart. `order` is the row's place; `beyond` means off the scale: written, not drawn."""

    order: int
    name: str
    value: float | None
    lower: float | None
    upper: float | None
    label: str
    verdict: str
    example: bool
    beyond: bool = False
    segment: int = 0
    total: bool = False

    def data(self) -> dict[str, Any]:
        return asdict(self)


def value_keys(panel: Panel) -> tuple[str, ...]:
    """Return the keys of the columns that the chart draws: one, or for bars without a main figure every percentage.

    Raises KeyError when the panel has no number at all.
    """
    kinds = {column.key: column.kind for column in panel.columns if column.kind in NUMERIC}
    for wanted in VALUE_KEYS[panel.chart]:
        if wanted in kinds:
            return (wanted,)
    if not kinds:
        raise KeyError(f"{panel.key}: no column with numbers to draw")
    first = next(iter(kinds))
    return tuple(key for key in kinds if kinds[key] is kinds[first]) if panel.chart == "bars" else (first,)


def points_of(panel: Panel) -> tuple[Point, ...]:
    """Return what to draw, in the order of the rows. Rows without a value keep their place, so that a gap shows."""
    wanted = [(row, key) for row in panel.rows for key in value_keys(panel)]
    drawn = tuple(_point(panel, row, key, order) for order, (row, key) in enumerate(wanted))
    return _segments(drawn) if panel.chart == "trend" else _off_scale(drawn)


def domain_of(points: tuple[Point, ...], *extra: float | None, around_zero: bool = False) -> tuple[float, float]:
    """Return the ends of the value axis: from 0 up (or below, where values are negative), rounded outwards."""
    drawn = [p for p in points if not p.beyond and p.value is not None]
    ends = [v for p in drawn for v in (p.value, p.lower, p.upper) if v is not None]
    ends += [value for value in extra if value is not None]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    if around_zero:
        reach = max(-low, high)
        low, high = -reach, reach
    if low == high == 0:
        return (-1.0, 1.0) if around_zero else (0.0, 1.0)
    step = _nice(max(high, -low) / 4)
    return math.floor(low / step) * step, math.ceil(high / step) * step


def _nice(step: float) -> float:
    if step <= 0 or not math.isfinite(step):
        return 1.0
    power = 10.0 ** math.floor(math.log10(step))
    return next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= step * 0.999)


def _point(panel: Panel, row: Row, key: str, order: int) -> Point:
    cell, column = panel.cell(row, key), panel.columns[panel.column(key)]
    value = _finite(cell.value)
    example = panel.example or cell.example
    label = cell_text(cell, column) + (" voorbeeld" if example and value is not None else "")
    verdict = _verdict(panel, row)
    return Point(
        order=order,
        name=_name(panel, row) + (f": {column.label.lower()}" if len(value_keys(panel)) > 1 else ""),
        value=value,
        lower=_finite(cell.lower) if value is not None else None,
        upper=_finite(cell.upper) if value is not None else None,
        label=label,
        verdict="" if example else verdict,
        example=example,
        total=row.total,
    )


def _finite(value: Any) -> float | None:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if number and math.isfinite(value) else None


def _name(panel: Panel, row: Row) -> str:
    keys = [column.key for column in panel.columns]
    position = next((keys.index(k) for k in ("name", "year") if k in keys), 0)
    cell: Cell = row.cells[position]
    return str(cell.value) if cell.value is not None else row.key


def _verdict(panel: Panel, row: Row) -> str:
    for column, cell in zip(panel.columns, row.cells, strict=True):
        if column.kind is Kind.VERDICT and cell.value in VERDICTS:
            return str(cell.value)
    return ""


def _off_scale(points: tuple[Point, ...]) -> tuple[Point, ...]:
    normal = [abs(p.value) for p in points if p.value is not None and p.verdict != "not_assessable"]
    limit = OUTLIER * max(normal, default=math.inf)
    return tuple(
        Point(**{**p.data(), "beyond": True, "label": f"{p.label} (buiten schaal)"})
        if p.value is not None and p.verdict == "not_assessable" and abs(p.value) > limit > 0
        else p
        for p in points
    )


def _segments(points: tuple[Point, ...]) -> tuple[Point, ...]:
    numbered, segment = [], 0
    for point in points:
        if point.value is None:
            segment += 1
        numbered.append(Point(**{**point.data(), "segment": segment}))
    return tuple(numbered)
