# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Word file can be gone on with: real styles, repeated headers, texts with pictures, and the panels' figures."""

import io
import re

import docx
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings

from baken.account.documents.docx import render_docx
from baken.account.documents.formats import NUMERIC, cell_text

from .made_up import EXAMPLE, RANK, SECTIONS, document, one, panels


def opened(document_):
    return docx.Document(io.BytesIO(render_docx(document_)))


def test_headings_have_words_own_styles():
    styles = {
        p.text: p.style.name for p in opened(document()).paragraphs if p.style.name.startswith(("Heading", "Title"))
    }
    assert styles["Veiligheid in Testdorp 2025"] == "Title"
    assert styles["Wat er speelt"] == "Heading 1"
    assert styles["Eén wijk ligt hoger"] == "Heading 2"


def test_every_style_that_is_used_exists():
    made = opened(document())
    known = {style.style_id for style in made.styles}
    body = made.element.body
    used = {node.get(qn("w:val")) for tag in ("w:pStyle", "w:rStyle", "w:tblStyle") for node in body.iter(qn(tag))}
    assert used <= known


def test_the_first_row_of_every_table_is_repeated():
    for table in opened(document()).tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_every_picture_has_its_own_text():
    made = opened(document())
    alts = [node.get("descr") for node in made.element.body.iter(qn("wp:docPr"))]
    charts = [panel.title for section in SECTIONS for panel in section.panels if panel.chart and panel.rows]
    assert len(alts) == len(charts)
    for alt, title in zip(alts, charts, strict=True):
        assert title in alt


def test_it_is_dutch_and_says_who_and_what():
    made = opened(document())
    assert made.core_properties.language == "nl-NL"
    assert made.core_properties.title == "Veiligheid in Testdorp 2025"
    language = (
        made.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr")).find(qn("w:lang"))
    )
    assert language.get(qn("w:val")) == "nl-NL"


def test_a_wide_table_lies_on_its_side():
    orientations = [section.orientation for section in opened(document()).sections]
    assert [int(o) for o in orientations] == [0, 0, 1, 0]


def without_spaces(text):
    return re.sub(r"\s", "", text)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(panels())
def test_every_figure_of_the_panel_stands_in_its_cell(panel):
    from dataclasses import replace

    # blank columns of words are left out; a label keeps each column in its place
    rows = tuple(
        replace(
            r,
            cells=tuple(
                replace(c, value=f"x{c.value}") if k.kind not in NUMERIC else c
                for c, k in zip(r.cells, panel.columns, strict=True)
            ),
        )
        for r in panel.rows
    )
    panel = replace(panel, rows=rows)
    table = opened(one(panel)).tables[1]
    for row, shown in zip(panel.rows, table.rows[1:], strict=True):
        for cell, column, written in zip(row.cells, panel.columns, shown.cells, strict=True):
            assert without_spaces(written.text).startswith(without_spaces(cell_text(cell, column)))


def test_examples_and_what_is_withheld_are_named():
    text = "\n".join(cell.text for row in opened(one(EXAMPLE)).tables[1].rows for cell in row.cells)
    assert "voorbeeldcijfer" in text
    text = "\n".join(cell.text for row in opened(one(RANK)).tables[1].rows for cell in row.cells)
    assert "niet gepubliceerd" in text
    assert "▲ hoger" in text


def test_the_same_document_gives_the_same_bytes():
    assert render_docx(document()) == render_docx(document())


def test_markup_in_words_stays_words():
    from dataclasses import replace

    odd = replace(RANK, title="<w:p/> & {{ 7*7 }} {% if %}", notes=("a < b & c",))
    texts = [p.text for p in opened(one(odd)).paragraphs]
    assert "<w:p/> & {{ 7*7 }} {% if %}" in texts
    assert "a < b & c" in texts
