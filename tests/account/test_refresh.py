# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A Word file that people went on with keeps what they did when its figures are brought up to date."""

import io
import zipfile
from dataclasses import replace
from functools import cache

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.account.documents.docx import render_docx as render
from baken.account.documents.refresh import refresh
from baken.account.documents.traces import traces
from baken.kernel.errors import Refused
from baken.ui.panels import Cell, Row, Section
from tests.plugins.soon import done_within

from .made_up import RANK as DRAWN
from .made_up import TREND, document

RANK = replace(DRAWN, chart="")
"""Without its chart: drawing costs most of the time, and one test is about charts."""

render_docx = cache(render)


def with_panels(*panels):
    return replace(document(), sections=(Section("picture", "Wat er speelt", tuple(panels), "Kort gezegd."),))


def changed_rank(**rows):
    """RANK with other cells in the rows named."""
    return replace(RANK, rows=tuple(replace(row, cells=rows.get(row.key, row.cells)) for row in RANK.rows))


NEW_A = (Cell("Noorddorp"), Cell(3001), Cell(61.6, 55.1, 68.4), Cell("higher"))


def opened(data):
    return docx.Document(io.BytesIO(data))


def saved(edited):
    out = io.BytesIO()
    edited.save(out)
    return out.getvalue()


def rewrite(paragraph, text):
    next(run for run in paragraph.runs if run.text).text = text


def cell_texts(data, row):
    """Texts of the first table of figures (the second table: the first explains words)."""
    return [cell.text.split("\n")[0] for cell in opened(data).tables[1].rows[row].cells]


def comments(data):
    return [comment.text for comment in opened(data).comments]


def yellow(data):
    return {
        "".join(t.text or "" for t in run.iter(qn("w:t")))
        for run in opened(data).element.body.iter(qn("w:r"))
        if run.find(qn("w:rPr")) is not None and run.find(qn("w:rPr")).find(qn("w:highlight")) is not None
    }


def test_without_hand_work_it_says_what_a_new_file_says():
    old, new = render_docx(with_panels(RANK)), render_docx(with_panels(changed_rank(a=NEW_A)))
    data, report = refresh(old, new)
    body = "".join(t.text or "" for t in opened(data).element.body.iter(qn("w:t")))
    assert body == "".join(t.text or "" for t in opened(new).element.body.iter(qn("w:t")))
    assert "3.001" in report.changed
    assert report.kept == report.added == report.gone == []
    assert report.missing == 0


def test_a_changed_figure_is_yellow_and_tells_what_it_was():
    data, _ = refresh(render_docx(with_panels(RANK)), render_docx(with_panels(changed_rank(a=NEW_A))))
    assert cell_texts(data, 1)[1] == "3.001"
    assert "3.001" in yellow(data)
    assert "404" not in yellow(data)
    assert "Was: 3.172" in comments(data)
    assert {c.author for c in opened(data).comments} == {"Baken"}


def test_what_people_wrote_stays():
    edited = opened(render_docx(with_panels(RANK)))
    edited.paragraphs[-1].insert_paragraph_before("Dit schreef de adviseur erbij.")
    intro = next(p for p in edited.paragraphs if p.text == "Kort gezegd.")
    rewrite(intro, "Kort gezegd: het gaat de goede kant op.")
    data, report = refresh(saved(edited), render_docx(with_panels(changed_rank(a=NEW_A))))
    texts = [p.text for p in opened(data).paragraphs]
    assert "Dit schreef de adviseur erbij." in texts
    assert "Kort gezegd: het gaat de goede kant op." in texts
    assert report.kept == []  # the intro itself did not change, so there is nothing to tell of it


def test_a_figure_that_was_rewritten_stays_and_the_new_one_stands_in_a_comment():
    edited = opened(render_docx(with_panels(RANK)))
    rewrite(edited.tables[1].rows[1].cells[1].paragraphs[0], "ruim 3.100")
    once, report = refresh(saved(edited), render_docx(with_panels(changed_rank(a=NEW_A))))
    assert cell_texts(once, 1)[1] == "ruim 3.100"
    assert report.kept == ["3.001"]
    assert any("Volgens de nieuwe cijfers: 3.001" in told for told in comments(once))
    later = (NEW_A[0], Cell(2950), *NEW_A[2:])
    twice, report = refresh(once, render_docx(with_panels(changed_rank(a=later))))
    assert cell_texts(twice, 1)[1] == "ruim 3.100"
    assert report.kept == ["2.950"]


def test_marks_and_comments_of_the_time_before_are_taken_away():
    new = render_docx(with_panels(changed_rank(a=NEW_A)))
    once, _ = refresh(render_docx(with_panels(RANK)), new)
    twice, report = refresh(once, new)
    assert yellow(twice) == set()
    assert comments(twice) == []
    assert report.changed == []


def test_comments_of_people_stay():
    edited = opened(render_docx(with_panels(RANK)))
    edited.add_comment(edited.paragraphs[0].runs, text="Mooi zo.", author="Griffie", initials="G")
    data, _ = refresh(saved(edited), render_docx(with_panels(changed_rank(a=NEW_A))))
    assert "Mooi zo." in comments(data)
    again, _ = refresh(data, render_docx(with_panels(RANK)))
    assert "Mooi zo." in comments(again)


def test_what_was_taken_out_is_not_put_back():
    edited = opened(render_docx(with_panels(RANK, replace(TREND, chart=""))))
    table = edited.tables[2]._tbl
    table.getparent().remove(table)
    row = edited.tables[1].rows[2]._tr
    row.getparent().remove(row)
    other = replace(
        TREND, chart="", rows=(*TREND.rows[:-1], Row("2025", (Cell("2025"), Cell(50.0, 49.0, 51.0), Cell(44.3))))
    )
    data, report = refresh(saved(edited), render_docx(with_panels(changed_rank(a=NEW_A), other)))
    assert len(opened(data).tables) == len(edited.tables)
    assert report.missing > 0


def test_a_row_that_was_taken_out_comes_back_only_as_a_new_row_would():
    """A deleted row can't be told from one that is new: it is added again, marked, so that somebody decides."""
    edited = opened(render_docx(with_panels(RANK)))
    row = edited.tables[1].rows[2]._tr
    row.getparent().remove(row)
    _, report = refresh(saved(edited), render_docx(with_panels(RANK)))
    assert len(report.added) == 1
    assert report.added[0].startswith("Zuiddorp")


def test_a_new_row_joins_its_table_in_its_place_and_a_row_that_is_gone_is_told():
    fresh = replace(RANK, rows=(RANK.rows[0], Row("new", (Cell("Nieuwdorp"), *NEW_A[1:])), *RANK.rows[2:]))
    data, report = refresh(render_docx(with_panels(RANK)), render_docx(with_panels(fresh)))
    names = [cell_texts(data, i)[0] for i in range(1, 7)]
    assert names[:2] == ["Noorddorp", "Nieuwdorp"]
    assert "Nieuwdorp" in yellow(data)
    assert report.gone == ["Zuiddorp"]
    assert any("staat niet meer" in told for told in comments(data))


def test_a_column_that_was_taken_out_stays_out_of_new_rows():
    edited = opened(render_docx(with_panels(RANK)))
    for row in edited.tables[1].rows:
        row._tr.remove(row.cells[2]._tc)
    fresh = replace(RANK, rows=(*RANK.rows, Row("new", (Cell("Nieuwdorp"), *NEW_A[1:]))))
    data, _ = refresh(saved(edited), render_docx(with_panels(fresh)))
    assert {len(row._tr.tc_lst) for row in opened(data).tables[1].rows} == {3}


def test_a_chart_is_drawn_anew():
    def pictures(data):
        made = opened(data)
        return [
            made.part.related_parts[blip.get(qn("r:embed"))].sha1
            for blip in made.element.body.iter(qn("a:blip"))
        ]  # fmt: skip

    fresh = replace(changed_rank(a=NEW_A), chart="interval")
    old, new = render_docx(with_panels(DRAWN)), render_docx(with_panels(fresh))
    data, _ = refresh(old, new)
    assert pictures(data) == pictures(new) != pictures(old)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no", b"%PDF-1.7", b"\x00" * 100])
def test_what_is_no_word_file_is_refused(data):
    with pytest.raises(Refused, match="Word"):
        refresh(data, render_docx(with_panels(RANK)))


def test_a_word_file_of_others_and_one_with_macros_are_refused():
    fresh = render_docx(with_panels(RANK))
    with pytest.raises(Refused, match="geen cijfers van dit dossier"):
        refresh(saved(docx.Document()), fresh)
    out = io.BytesIO(fresh)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    with pytest.raises(Refused, match="macro"):
        refresh(out.getvalue(), fresh)


def test_a_bomb_is_refused_before_it_is_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(9):
            archive.writestr(f"{number}.xml", b"\x00" * (25 * 2**20))
    with pytest.raises(Refused, match="te groot"):
        refresh(out.getvalue(), render_docx(with_panels(RANK)))


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), unique=True), st.sampled_from([0, 7, 10**6]))
def test_every_figure_is_either_new_or_as_somebody_wrote_it(rewritten, count):
    """Whatever was rewritten by hand: afterwards each cell holds the hand's text or the new figure, never the old one."""
    edited = opened(render_docx(with_panels(RANK)))
    place = {row.key: i for i, row in enumerate(RANK.rows, start=1)}
    for key in rewritten:
        rewrite(edited.tables[1].rows[place[key]].cells[1].paragraphs[0], f"hand {key}")
    rows = {row.key: (row.cells[0], Cell(count), *row.cells[2:]) for row in RANK.rows}
    fresh = render_docx(with_panels(changed_rank(**rows)))
    data, _ = refresh(saved(edited), fresh)
    for key, row in place.items():
        want = f"hand {key}" if key in rewritten else cell_texts(fresh, row)[1]
        assert cell_texts(data, row)[1] == want


def test_names_of_traces_fit_and_none_stands_twice():
    names = [trace.start.get(qn("w:name")) for trace in traces(opened(render_docx(document())).element.body)]
    assert names
    assert len(names) == len(set(names))
    assert max(map(len, names)) <= 40


def with_document(data, change):
    """The file with another text in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == "word/document.xml" else old.read(name))
    return out.getvalue()


BODY = b"<w:body>"
BUSY = b'<w:bookmarkStart w:id="%d" w:name="_bk_0123456789abcdef_0123456789ab"/>'


@pytest.mark.parametrize(
    ("change", "slug"),
    [
        (lambda d: b"<x/>", "no_docx"),
        (lambda d: d.replace(b"w:body>", b"w:bodie>"), "no_docx"),
        (lambda d: d.replace(BODY, BODY + b" " * (41 * 2**20), 1), "too_big"),
        (lambda d: d.replace(b"<w:tr>", b"<w:trr>").replace(b"</w:tr>", b"</w:trr>"), None),
        (lambda d: d.replace(BODY, BODY + b"<w:tbl/>", 1), None),
        (lambda d: d.replace(BODY, BODY + b"<w:p>" + b"".join(BUSY % n for n in range(30_000)) + b"</w:p>", 1), None),
        (
            lambda d: d.replace(
                BODY, BODY + b"<w:p>" + BUSY % 1 * 20_000 + b'<w:bookmarkEnd w:id="1"/>' + b"</w:p>", 1
            ),
            None,
        ),
    ],
)
def test_a_file_made_to_do_harm_is_refused_or_done_with_soon(change, slug):
    fresh = render_docx(with_panels(changed_rank(a=NEW_A)))
    harmful = with_document(render_docx(with_panels(RANK)), change)
    with done_within(10):
        if slug is None:
            assert opened(refresh(harmful, fresh)[0]).paragraphs
        else:
            with pytest.raises(Refused) as refused:
                refresh(harmful, fresh)
            assert [reason.slug for reason in refused.value.reasons] == [slug]
