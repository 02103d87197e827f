# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Change dots around a zero line: an interval that touches zero means geen aantoonbaar verschil."""

from ..format import finite
from ..panels import Panel
from . import scale as s
from .interval import Dots, Tick, place, slug_of

WIDEST = 200.0
"""Per cent. Small numbers give intervals of thousands of per cent; those are clipped, and say so with an arrow."""


def change_dots(panel: Panel, value: str = "change", verdict: str = "verdict") -> Dots:
    """Return the plots of relative changes (in per cent) on one scale, as wide to the left as to the right."""
    cells = [(row, panel.cell(row, value), slug_of(panel, row, verdict)) for row in panel.rows]
    telling = [cell for _row, cell, slug in cells if slug != "not_assessable" and finite(cell.value)]
    counted = telling or [cell for _row, cell, _slug in cells if finite(cell.value)]
    bounds = (v for cell in counted for v in (cell.value, cell.lower, cell.upper))
    reach = max((abs(float(v)) for v in bounds if v is not None and finite(v)), default=0.0)
    limit = min(s.ceiling(reach, s.nice_step(reach, 2)) if reach > s.SMALLEST else 10.0, WIDEST)
    scale = s.Scale(-limit, limit, 4.0, 96.0)
    ends = (Tick(4.0, -limit, "start"), Tick(96.0, limit, "end"))
    return Dots(scale, tuple(place(row, cell, slug, scale) for row, cell, slug in cells), ends, scale.at(0.0))
