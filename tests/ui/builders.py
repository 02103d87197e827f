# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Panels to draw in tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from baken.ui.panels import Cell, Column, Kind, Panel, Row

VERDICTS = ("higher", "lower", "no_significant_change", "not_assessable")


def rates(cells: Sequence[Cell], verdicts: Sequence[str] = (), **rest: Any) -> Panel:
    """A panel of areas with a rate each, and a verdict where given."""
    columns = [Column("name", "Wijk"), Column("rate", "Per 1.000", Kind.RATE)]
    if verdicts:
        columns.append(Column("verdict", "Oordeel", Kind.VERDICT))
    rows = []
    for i, one in enumerate(cells):
        more = (Cell(verdicts[i]),) if verdicts else ()
        rows.append(Row(f"w{i}", (Cell(f"Wijk {i}"), one, *more)))
    return Panel("proef", "Een titel", columns=tuple(columns), rows=tuple(rows), **rest)


def changes(cells: Sequence[Cell]) -> Panel:
    """A panel of areas with a relative change each."""
    rows = tuple(Row(f"w{i}", (Cell(f"Wijk {i}"), one)) for i, one in enumerate(cells))
    return Panel(
        "proef", "Een titel", columns=(Column("name", "Wijk"), Column("change", "Verandering", Kind.CHANGE)), rows=rows
    )


def years(cells: Sequence[Cell], breaks: dict[int, str] | None = None, **rest: Any) -> Panel:
    """A panel of years from 2020 on; `breaks` gives the note at the year of that position."""
    told = breaks or {}
    rows = tuple(Row(str(2020 + i), (Cell(str(2020 + i), note=told.get(i, "")), one)) for i, one in enumerate(cells))
    columns = (Column("year", "Jaar"), Column("rate", "Per 1.000", Kind.RATE))
    return Panel("reeks", "Een reeks", columns=columns, rows=rows, **rest)
