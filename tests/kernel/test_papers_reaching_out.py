# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Papers of a stranger that would start a program, or tell another computer who opened them, don't come in."""

from __future__ import annotations

import io
import time
import zipfile
import zlib

import pytest

from baken.kernel.papers.checks import problems_of
from baken.kernel.papers.pdf_checks import REMOTE, found_in

SPACE = 1 << 24
MAIN = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
BEGIN, END = '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>'


def word(text: str, name: str = "word/document.xml", encoding: str = "utf-8") -> list[str]:
    """Return why a document with this text in one of its parts may not come in."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", MAIN)
        archive.writestr(name, f"<w:document>{text}</w:document>".encode(encoding))
    return [one.slug for one in problems_of(out.getvalue(), "docx", "docx")]


def field(*runs: str) -> str:
    return BEGIN + "".join(f"<w:r><w:instrText>{run}</w:instrText></w:r>" for run in runs) + END


@pytest.mark.parametrize(
    "text",
    [
        field(r' DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc" '),
        field(" DD", "EAU", "TO c:\\x "),
        field(" &#68;DE excel x "),
        field(" D<!-- niets -->DE excel x "),
        field("<![CDATA[ DDE excel x ]]>"),
        field(" PAGE ") + field(" ddeauto x y "),
        field(' INCLUDEPICTURE "http://elders.example/x.png" \\d '),
        field(' INCLUDEPICTURE "\\\\\\\\elders\\\\deel\\\\x.png" '),
        field(' INCLUDETEXT "file://elders/x.docx" '),
        field(" LINK Excel.Sheet.12 x "),
        '<w:fldSimple w:instr=" DDEAUTO c:\\x "><w:t/></w:fldSimple>',
        "<w:fldSimple w:instr = ' DDE a b '/>",
        '<w:fldSimple w:x=">" w:instr=" PAGE "/>' + field(" DDE > x "),
        BEGIN + '<w:instrText xml:space=">"> DDE x </w:instrText>' + END,
        BEGIN
        + '<w:instrText> DD</w:instrText><!-- <w:fldChar w:fldCharType="begin"/> --><w:instrText>E x</w:instrText>',
        BEGIN + "<w:instrText pad='" + "x" * 70_000 + "'> DDE x </w:instrText>",
        "<v:shape o:gfxdata='" + "x" * 3_000_000 + "'/>" + field(" DDE x "),
    ],
)
def test_a_field_that_starts_or_fetches_something_is_refused(text: str) -> None:
    assert word(text) == ["remote"]
    assert word(text, "word/header1.xml") == ["remote"]
    assert word(text, encoding="utf-16") == ["remote"]
    assert word("<w:p/>" * 700_000 + text) == ["remote"], "however far in"


@pytest.mark.parametrize(
    "text",
    [
        field(" PAGE ")
        + field(' TOC \\o "1-3" \\h ')
        + field(' HYPERLINK "https://lokaleregelgeving.overheid.nl/dde" '),
        field(" REF _Ref1 ") + field(' INCLUDEPICTURE "cid:image001.png" '),
        "<w:t>DDEAUTO is een opdracht van Word; LINK en INCLUDEPICTURE http://x ook.</w:t>",
        '<w:fldSimple w:instr=" DATE \\@ &quot;d MMMM&quot; "/>',
    ],
)
def test_fields_as_people_use_them_come_in(text: str) -> None:
    assert word(text) == []


def test_many_fields_keep_nobody_busy() -> None:
    """Twenty times as much takes some twenty times as long: a file can't be made of which the work grows faster."""

    def takes(times: int) -> float:
        started = time.process_time()
        word(("<w:instrText>" * 10 + "<" * 10 + "instr=" * 10 + "INCLUDEPICTURE " * 10 + BEGIN * 10) * times)
        return time.process_time() - started

    takes(100)
    assert takes(40_000) < 200 * max(takes(2_000), 0.01)


ACTIONS = [
    rb"/GoToR/F(\\\\elders\\deel)", b"/SubmitForm/F(http://elders)", b"/ImportData/F(x)", b"/GoToE/F(x)", b"/S#75bmitForm",
]  # fmt: skip


@pytest.mark.parametrize("action", ACTIONS)
def test_a_pdf_that_goes_to_another_computer_is_refused(action: bytes) -> None:
    plain = b"%PDF-1.7\n1 0 obj<</OpenAction<</S" + action + b">>>>endobj\n%%EOF"
    assert found_in(plain, SPACE) == (REMOTE,)
    packed = zlib.compress(b"4 0 <</S" + action + b">>")
    head = b"%%PDF-1.7\n9 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    assert found_in(head + packed + b"\nendstream endobj", SPACE) == (REMOTE,)
    assert [one.slug for one in problems_of(plain, "pdf", "pdf")] == ["remote"]


def test_a_link_that_waits_for_a_click_comes_in() -> None:
    link = (
        b"%PDF-1.7\n1 0 obj<</Type/Annot/A<</S/URI/URI(https://voorbeeld.nl)>>/B<</S/GoTo/D[3 0 R/Fit]>>>>endobj\n%%EOF"
    )
    assert found_in(link, SPACE) == ()
