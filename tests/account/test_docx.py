# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Word file can be gone on with: real styles, repeated headers, texts with pictures, and the panels' figures."""

import io
import re

import docx
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.account.documents.docx import render_docx, shares_of
from baken.account.documents.formats import NUMERIC, cell_text
from baken.ui.panels import Cell, Column, Panel, Row, Section

from .made_up import EXAMPLE, RANK, SECTIONS, WIDE, document, one, panels


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


def pages_on_their_side(file):
    """Return the headings of each stretch of paper, with how it lies."""
    found, here = [], []
    for node in file.element.body:
        style = node.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and style.get(qn("w:val")) == "Heading1":
            here.append("".join(text.text or "" for text in node.iter(qn("w:t"))))
        size = node if node.tag == qn("w:sectPr") else node.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        if size is not None:
            found.append((size.find(qn("w:pgSz")).get(qn("w:orient")) == "landscape", here))
            here = []
    return found


def test_a_section_that_opens_with_a_wide_table_has_its_heading_on_the_same_page():
    """Not alone on an upright page before it; nor is there an empty one between two such sections."""
    sections = tuple(
        Section(key, f"Deel {key}", panels) for key, panels in (("a", (RANK,)), ("b", (WIDE,)), ("c", (WIDE, WIDE)))
    )
    told = pages_on_their_side(opened(document(sections)))
    assert told[1:] == [
        (False, ["Zo leest u dit dossier", "Deel a"]),
        (True, ["Deel b"]),
        (True, ["Deel c"]),
        (False, ["Bronnen en werkwijze"]),
    ]


def test_columns_are_as_wide_as_what_stands_in_them():
    """Not all the same: then words break in the middle, and a reason takes ten lines."""
    columns = (Column("a", "Wat"), Column("b", "Jaar"), Column("c", "Waarom"))
    cells = (Cell("Toezeggingen"), Cell("2026"), Cell("De partners hebben pas in januari weer mensen vrij. " * 3))
    panel = Panel("words", "Wat en waarom", columns=columns, rows=(Row("r", cells),))
    table = opened(document((Section("s", "Deel", (panel,)),))).tables[1]
    widths = [int(cell.width.mm) for cell in table.rows[1].cells]
    assert widths == [int(cell.width.mm) for cell in table.rows[0].cells]
    assert 150 < sum(widths) <= 163
    assert widths[2] > 2 * widths[0] > 2 * widths[1] > 20, widths


@given(st.lists(st.tuples(st.integers(3, 25), st.integers(3, 160)), min_size=1, max_size=14), st.floats(60, 150))
def test_columns_share_the_paper_and_none_gets_less_than_its_words_where_there_is_room(sizes, room):
    shares = shares_of([{"least": least, "room": wanted} for least, wanted in sizes], room)
    assert abs(sum(shares) - room) < 1e-6
    if sum(least for least, _wanted in sizes) <= room:
        assert all(share >= least for share, (least, _wanted) in zip(shares, sizes, strict=True))


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
