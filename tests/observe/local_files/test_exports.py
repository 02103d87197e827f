# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes out as CSV never starts a formula, and numbers with a minus stay numbers."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from baken.ui.csv_export import FORMULA, render_csv, safe
from baken.ui.panels import Cell, Column, Kind, Panel, Row

WRITERS = {
    "ui/csv_export.py", "observe/local_files/practice.py", "act/cases/data/exports.py", "act/cases/oversight/views.py",
    "access/accounts/change_queries.py", "web/log/lines.py",
}  # fmt: skip
"""The only modules that write CSV. All but the first do so through its `safe`."""


def fields(text: str, value: float) -> list[str]:
    columns = (Column("name", text), Column("change", "Verschil", Kind.CHANGE), Column("rate", "Cijfer", Kind.RATE))
    row = Row("a", (Cell(text, note=text), Cell(value, value - 1, value + 1), Cell(None, note=text)))
    rendered = render_csv(Panel("p", text, text, period=text, columns=columns, rows=(row,)))
    return [field for line in csv.reader(io.StringIO(rendered[1:], newline=""), delimiter=";") for field in line]


@pytest.mark.parametrize("start", [*FORMULA, " =", "\u00a0="])
def test_no_field_starts_a_formula_wherever_the_text_stands(start: str) -> None:
    found = fields(f"{start}cmd|' /C calc'!A0", 1.0)
    assert not [field for field in found if field.lstrip(" \u00a0").startswith(FORMULA)]
    assert any("cmd|" in field for field in found)


@pytest.mark.parametrize("value", [-0.5, -12.0, -1e-9, -1234567.25])
def test_numbers_with_a_minus_stay_numbers(value: float) -> None:
    found = fields("Velsen", value)
    numbers = [float(field.replace(",", ".")) for field in found if field.startswith("-")]
    assert value in numbers
    assert value - 1 in numbers, "the bound too"
    assert not any(field.startswith("'-") for field in found)


def test_what_is_safe_already_stays_as_it_is() -> None:
    assert safe("IJmuiden-Noord") == "IJmuiden-Noord"


def test_nothing_else_writes_csv(repo_root: Path) -> None:
    source = repo_root / "src" / "baken"
    found = {
        str(path.relative_to(source))
        for path in source.rglob("*.py")
        if any(word in path.read_text(encoding="utf-8") for word in ("csv.writer", "DictWriter", "to_csv("))
    }
    assert found == WRITERS
