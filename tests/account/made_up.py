# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Made-up panels and a document of them. Nothing here is a real figure."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from baken.account import content
from baken.account.documents import Document
from baken.ui.panels import Cell, Column, Kind, Panel, Row, Section, Sentence, Source

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SOURCE = Source(
    "Bron van de test",
    "00000NED",
    "Verzonnen tellingen",
    "CC BY 4.0",
    "https://example.org/t",
    "2026-11-14",
    "provisional",
)

RANK = Panel(
    key="rank",
    title="Eén wijk ligt hoger",
    subtitle="Verzonnen cijfers voor een test",
    unit="per 1.000 inwoners",
    period="2025",
    as_of="2026-11-24",
    columns=(
        Column("name", "Wijk"),
        Column("count", "Aantal", Kind.COUNT),
        Column("rate", "Per 1.000", Kind.RATE),
        Column("verdict", "Oordeel", Kind.VERDICT),
    ),
    rows=(
        Row("a", (Cell("Noorddorp", href="/waarnemen/a/"), Cell(3172), Cell(65.14, 58.7, 72.1), Cell("higher"))),
        Row("b", (Cell("Zuiddorp"), Cell(404), Cell(42.94, 38.8, 47.3), Cell("no_significant_change"))),
        Row("c", (Cell("Leegdorp"), Cell(6), Cell(None, note="minder dan 50 inwoners"), Cell("not_assessable"))),
        Row("d", (Cell("Stildorp"), Cell(None), Cell(None), Cell("not_assessable"))),
        Row("e", (Cell("Polder"), Cell(105), Cell(283.8, 232.1, 343.5), Cell("not_assessable"))),
    ),
    sentences=(Sentence("3.172 meldingen, aantoonbaar hoger.", "Noorddorp", "higher"),),
    sources=(SOURCE,),
    notes=("In Polder komen veel bezoekers.",),
    chart="interval",
    reference=39.6,
    reference_label="Gemeente 39,6",
)
TREND = Panel(
    key="trend",
    title="Vrijwel vlak",
    period="2022-2025",
    columns=(Column("year", "Jaar"), Column("rate", "Per 1.000", Kind.RATE), Column("reference", "Land", Kind.RATE)),
    rows=tuple(
        Row(str(y), (Cell(str(y)), Cell(v, v - 1, v + 1) if v else Cell(None), Cell(44.3)))
        for y, v in ((2022, 39.1), (2023, 39.6), (2024, None), (2025, 41.2))
    ),
    sources=(SOURCE,),
    chart="trend",
)
CHANGE = Panel(
    key="change",
    title="Eén daling",
    columns=(
        Column("name", "Wijk"),
        Column("change", "Verandering", Kind.CHANGE),
        Column("verdict", "Oordeel", Kind.VERDICT),
    ),
    rows=(Row("a", (Cell("Zuiddorp"), Cell(-26.6, -44.0, -4.0), Cell("lower"))),),
    sources=(SOURCE,),
    chart="change",
)
EXAMPLE = Panel(
    key="survey",
    title="Zo voelt men zich",
    unit="procent",
    columns=(Column("name", "Wijk"), Column("value", "Onveilig", Kind.PERCENT)),
    rows=(
        Row("a", (Cell("Noorddorp"), Cell(31, 26, 36, example=True))),
        Row("b", (Cell("Zuiddorp"), Cell(22, 17, 27, example=True))),
    ),
    example=True,
    chart="bars",
)
WIDE = Panel(
    key="wide",
    title="Veel kolommen",
    columns=tuple(Column(f"c{i}", f"Kolom {i}") for i in range(9)),
    rows=(Row("a", tuple(Cell(f"woorden {i}") for i in range(9))),),
    sources=(SOURCE,),
)
WORDS = Panel(key="words", title="In woorden", sentences=(Sentence("Een zin zonder tabel."),))
SECTIONS = (
    Section("opening", "In het kort", (WORDS,)),
    Section("picture", "Wat er speelt", (RANK, TREND, CHANGE), "De inleiding."),
    Section("more", "Meer", (EXAMPLE, WIDE)),
)


def document(sections: tuple[Section, ...] = SECTIONS, **changed: Any) -> Document:
    """Return a draft document of made-up sections."""
    text = content.dump(sections)
    given: dict[str, Any] = {
        "title": "Veiligheid in Testdorp 2025",
        "municipality": "Testdorp",
        "year": 2025,
        "edition": 1,
        "status": "draft",
        "as_of": NOW,
        "made_at": NOW,
        "issued_at": None,
        "sections": sections,
        "content_digest": content.digest(text),
        "facts_digest": content.facts_digest(sections),
        "code_version": "0.0.1",
    }
    return Document(**given | changed)


def one(panel: Panel) -> Document:
    """Return a document of one panel."""
    return document((Section("one", "Eén", (panel,)),))


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
hostile = st.sampled_from(
    ["=1+1", "+31", "-4", "@SUM(A1)", "\t=1", "＝1", " =1", "a;b", 'a"b', "x\ny", "=cmd|' /C calc'!A0"]
)
numbers = st.one_of(st.none(), st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9).map(lambda v: round(v, 4)))


@st.composite
def panels(draw: st.DrawFn) -> Panel:
    """Return a panel of any shape: text and number columns, missing values, intervals, hostile words."""
    kinds = draw(
        st.lists(st.sampled_from([Kind.TEXT, Kind.COUNT, Kind.RATE, Kind.CHANGE, Kind.PERCENT]), min_size=1, max_size=5)
    )
    rows = []
    for i in range(draw(st.integers(1, 4))):
        cells = []
        for kind in kinds:
            if kind is Kind.TEXT:
                cells.append(Cell(draw(st.one_of(texts, hostile))))
                continue
            value = draw(numbers)
            bounds = (value - 1.0, value + 1.0) if value is not None and draw(st.booleans()) else (None, None)
            cells.append(Cell(value, *bounds, note=draw(texts) if value is None else "", example=draw(st.booleans())))
        rows.append(Row(str(i), tuple(cells)))
    columns = tuple(Column(f"k{i}", draw(st.one_of(texts, hostile)), kind) for i, kind in enumerate(kinds))
    return Panel("any", draw(texts), unit=draw(texts), columns=columns, rows=tuple(rows), example=draw(st.booleans()))
