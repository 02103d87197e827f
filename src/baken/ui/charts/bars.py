# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bars from 0 with their interval, one under the other. Example figures are hatched by the template."""

from dataclasses import dataclass

from ..format import finite
from ..panels import Panel, Row
from . import scale as s

WIDEST = 58.0
"""Per cent of the plot for the longest bar; the rest is for the value and the word behind it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `width`, `lower`, `upper` and `text` (where the value is written) in per cent; None where missing."""

    row: Row
    width: float | None
    lower: float | None
    upper: float | None
    text: float
    example: bool


def bars(panel: Panel, value: str = "rate", top: float | None = None) -> tuple[Bar, ...]:
    """Return the bars of a panel's rows on one scale from 0 to the highest figure or bound (or to `top`)."""
    cells = [panel.cell(row, value) for row in panel.rows]
    tops = [float(v) for c in cells if finite(c.value) for v in (c.value, c.upper) if v is not None and finite(v)]
    highest = max([*tops, top or 0.0], default=0.0)
    scale = s.Scale(0.0, highest if highest > 0 else 1.0, 0.0, WIDEST)
    found = []
    for row, c in zip(panel.rows, cells, strict=True):
        if c.value is None or not finite(c.value):
            found.append(Bar(row, None, None, None, 0.0, c.example))
            continue
        width = scale.at(float(c.value))
        bounds = [scale.at(float(b)) if b is not None and finite(b) else None for b in (c.lower, c.upper)]
        text = max(width, bounds[1] or 0.0) + 1.5
        found.append(Bar(row, width, bounds[0], bounds[1], text, c.example))
    return tuple(found)
