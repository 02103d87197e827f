# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""CSV says what the panel says, and a spreadsheet has nothing to work out."""

import csv
import io

from hypothesis import given

from baken.account.documents.csv import csv_names, render_readme
from baken.ui.csv_export import FORMULA, META, NUMERIC, render_csv

from .made_up import EXAMPLE, RANK, TREND, WORDS, document, panels


def parsed(panel):
    text = render_csv(panel)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))


@given(panels())
def test_every_number_parses_back_to_the_panels_value(panel):
    table = parsed(panel)
    assert len(table) == 1 + len(panel.rows)
    for row, line in zip(panel.rows, table[1:], strict=True):
        position = 0
        for i, (cell, column) in enumerate(zip(row.cells, panel.columns, strict=True)):
            if column.kind in NUMERIC and cell.value is not None:
                assert float(line[position].replace(",", ".")) == cell.value
            elif column.kind in NUMERIC:
                said = cell.note or "niet gepubliceerd"
                assert line[position] in {said, f"'{said}"}
            bounded = any(r.cells[i].lower is not None for r in panel.rows)
            if bounded and cell.lower is not None:
                assert float(line[position + 1].replace(",", ".")) == cell.lower
                assert float(line[position + 2].replace(",", ".")) == cell.upper
            position += 3 if bounded else 1
        assert len(line) == position + len(META)


@given(panels())
def test_no_field_starts_a_formula_but_numbers_stay_numbers(panel):
    for line in parsed(panel):
        for field in line:
            if field.lstrip(" \u00a0").startswith(FORMULA):
                float(field.replace(",", "."))  # only a negative number may start so


def test_each_row_says_its_standing_unit_period_source_and_day():
    head, first, _second, small, withheld, _polder = parsed(RANK)
    assert head[-6:] == list(META)
    assert first[-6:] == ["voorlopig", "", RANK.unit, "2025", RANK.source_line(), "2026-11-24"]
    assert small[-6] == "niet gepubliceerd: Per 1.000"
    assert "minder dan 50 inwoners" in small
    assert withheld[-6] == "niet gepubliceerd"
    assert "0" not in withheld[:5]


def test_an_example_is_called_so_in_every_row():
    assert {line[-6] for line in parsed(EXAMPLE)[1:]} == {"voorbeeldcijfer"}


def test_names_are_safe_and_never_clash():
    names = csv_names(
        [RANK, WORDS, RANK, TREND.__class__(key="../../etc/passwd é", title="", rows=RANK.rows, columns=RANK.columns)]
    )
    assert names[1] == ""
    assert len(set(names)) == 4
    assert names[3] == "04-etc-passwd.csv"


def test_the_readme_names_every_table_its_source_and_the_examples():
    made = document()
    text = render_readme(made, csv_names(made.panels))
    assert "02-rank.csv: Eén wijk ligt hoger. Bron: Bron van de test" in text
    assert "05-survey.csv: Zo voelt men zich [voorbeeldcijfers]" in text
    assert made.content_digest in text
