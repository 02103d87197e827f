# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The PDF is accessible, says what the panels say, and is the same each time."""

import io
import re

from hypothesis import HealthCheck, given, settings
from pypdf import PdfReader

from baken.account.documents.formats import NUMERIC, cell_text
from baken.account.documents.pdf import render_pdf

from .made_up import EXAMPLE, RANK, SECTIONS, document, one, panels


def read(document_):
    return PdfReader(io.BytesIO(render_pdf(document_)))


def words(reader):
    return re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))


def structure(reader):
    """Every structure element as (type, element)."""
    found, todo = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while todo:
        node = todo.pop().get_object()
        if isinstance(node, list):
            todo.extend(node)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append((node["/S"], node))
            if "/K" in node:
                todo.append(node["/K"])
    return found


def test_it_is_tagged_titled_and_dutch():
    reader = read(document())
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).lower().startswith("nl")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Veiligheid in Testdorp 2025"
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()


def test_headings_tables_and_pictures_are_marked_as_such():
    tree = structure(read(document()))
    kinds = [kind for kind, _node in tree]
    tables = [panel for section in SECTIONS for panel in section.panels if panel.rows]
    assert kinds.count("/Table") == len(tables) + 1  # and the words under "Zo leest u dit"
    assert kinds.count("/TH") >= sum(len(panel.columns) for panel in tables)
    assert {"/H1", "/H2"} <= set(kinds)
    charts = [panel for panel in tables if panel.chart]
    alts = [str(node["/Alt"]) for kind, node in tree if kind == "/Figure"]
    assert len(alts) == len(charts)
    for panel in charts:
        assert any(panel.title in alt for alt in alts)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(panels())
def test_every_figure_of_the_panel_stands_in_the_text(panel):
    said = words(read(one(panel)))
    for row in panel.rows:
        for cell, column in zip(row.cells, panel.columns, strict=True):
            if column.kind in NUMERIC and cell.value is not None:
                assert re.sub(r"\s", "", cell_text(cell, column)) in said


def test_what_is_withheld_or_too_small_is_said_in_words():
    said = words(read(one(RANK)))
    assert "nietgepubliceerd" in said
    assert "minderdan50inwoners" in said


def test_examples_are_named_on_the_front_page_and_at_the_figures():
    reader = read(one(EXAMPLE))
    assert "voorbeeldcijfers" in reader.pages[0].extract_text()
    assert "voorbeeldcijfer" in reader.pages[-2].extract_text()
    assert "voorbeeldcijfers" not in read(one(RANK)).pages[0].extract_text()


def test_unit_period_source_and_day_stand_under_each_finding():
    said = words(read(one(RANK)))
    assert "Eenheid:per1.000inwoners.Periode:2025.Bekendop:24nov2026.Bron:Bronvandetest,00000NED" in said


def test_a_draft_says_that_it_is_one_and_the_colophon_holds_the_digest():
    made = document()
    reader = read(made)
    assert "Concept, niet vastgesteld" in reader.pages[1].extract_text()
    assert made.content_digest in words(reader)
    assert (
        "Concept, niet vastgesteld"
        not in read(document(status="issued", issued_at=made.made_at)).pages[1].extract_text()
    )


def test_the_same_document_gives_the_same_bytes():
    assert render_pdf(document()) == render_pdf(document())


def test_a_huge_title_and_odd_words_don_t_break_it():
    from dataclasses import replace

    odd = replace(RANK, title="Heel lang " * 600, notes=("#let x = 1 $ \\ @label <a> *b* _c_ `d`", "‮אבג"))
    reader = read(one(odd))
    assert len(reader.pages) > 4
    assert "#letx=1$" in words(reader)


def test_letters_that_no_font_holds_become_a_mark_and_the_rest_stays():
    from dataclasses import replace

    signs = "".join(map(chr, range(0x4E00, 0x4E40)))  # more than the rounds in which they are found one by one
    said = words(read(one(replace(RANK, notes=("Đorđević zei 你好 \U0001f600 en ging",)))))
    assert "Đorđevi" in said
    assert "zei???enging" in said
    assert "cafébar" in words(read(one(replace(RANK, notes=(f"café {signs} bar",))))).replace("?", "")


def test_a_document_without_panels_is_still_a_document():
    assert len(read(document(())).pages) >= 3
