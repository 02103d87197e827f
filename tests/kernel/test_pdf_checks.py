# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What runs by itself in a PDF is found however its name is written or packed, and ordinary PDFs come in."""

import base64
import io
import time
import zlib

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from baken.kernel.papers import pdf_checks
from baken.kernel.papers.pdf_checks import EMBEDDED, ENCRYPTED, MAX_DICTIONARY, SCRIPT, TOO_LARGE, UNREADABLE, found_in
from tests.plugins.soon import done_within

HEAD = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n"
TAIL = b"\ntrailer<</Root 1 0 R>>\n%%EOF"
ACTION = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"
SPACE = 64 * 1024 * 1024


def pdf(*parts):
    return HEAD + b"\n".join(parts) + TAIL


def packed(content=ACTION, told=b"/Type/ObjStm/N 1/First 4", how=b"/Filter/FlateDecode", code=zlib.compress):
    """An object stream: objects packed into one stream, of which the raw file shows no name."""
    data = code(b"7 0 " + content)
    return b"5 0 obj<<%b%b/Length %d>>stream\r\n%b\nendstream endobj" % (told, how, len(data), data)


def hexed(data):
    return base64.b16encode(zlib.compress(data)) + b">"


def lettered(data):
    return base64.a85encode(zlib.compress(data)) + b"~>"


@pytest.mark.parametrize(
    "text",
    [
        b"<</S /JavaScript /JS (x)>>",
        b"<</S/J#61vaScript/JS(x)>>",
        b"<</#53/#4aavaScrip#74>>",
        b"<</#53/#4AavaScrip#74>>",
        b"<</S % a remark\n /JavaScript>>",
        b"<</S 9 0 R>>endobj 9 0 obj /JavaScript endobj",
        b"<</Names<</JavaScript 8 0 R>>>>",
        b"<</S/Launch/F(cmd.exe)>>",
        b"<</S/Laun#63h/F(cmd.exe)>>",
        b"<</AcroForm<</XFA 8 0 R>>>>",
    ],
)
def test_a_script_is_found_however_its_name_is_written(text):
    assert found_in(pdf(b"4 0 obj" + text + b"endobj"), SPACE) == (SCRIPT,)


@pytest.mark.parametrize("text", [b"/EmbeddedFile", b"/Embedded#46iles", b"/RichMedia"])
def test_a_file_within_is_found(text):
    assert found_in(pdf(b"4 0 obj<</Type" + text + b">>endobj"), SPACE) == (EMBEDDED,)


@pytest.mark.parametrize("text", [b"/Encrypt 5 0 R", b"/Encr#79pt 5 0 R", b"/Encrypt<</V 4>>", b"/Encrypt%x\n5 0 R"])
def test_encryption_is_found(text):
    assert found_in(pdf() + b"trailer<<" + text + b">>", SPACE) == (ENCRYPTED,)


@pytest.mark.parametrize(
    "stream",
    [
        packed(),
        packed(b"<</S/J#61vaScript>>"),
        packed(told=b"/N 1/First 4"),
        packed(told=b"/#4e 1/Fi#72st 4"),
        packed(told=b"/Type 9 0 R/N 1/First 4"),
        packed(told=b"/X(1 0 obj <<)/N 1/First 4"),
        packed(told=b"/X(\\) >> stream \\()/N 1/First 4"),
        packed(told=b"/X<3e3e>/Y[<</Z 1>>]%>>\n/N 1/First 4"),
        packed(how=b"/Fi#6cter[/Fl]"),
        packed(how=b"/Filter[/ASCIIHexDecode/FlateDecode]", code=hexed),
        packed(how=b"/Filter[/A85 /Fl]", code=lettered),
        packed(b" " * 3_000_000 + ACTION),
        packed().replace(b">>stream\r\n", b">> %x\nstream\n"),
        b"%" * 100 + b"obj%x\n" + packed()[7:],
    ],
)
def test_a_script_is_found_in_an_object_stream(stream):
    data = pdf(stream)
    assert b"/JavaScript" not in data
    assert found_in(data, SPACE) == (SCRIPT,)


@pytest.mark.parametrize(
    "stream",
    [
        packed(b"<<>>", how=b"/Filter/LZWDecode"),
        packed(b"<<>>", how=b"/Filter 9 0 R"),
        packed(b"<<>>", how=b"/Filter/FlateDecode/Filter/FlateDecode"),
        packed(b"<<>>", how=b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4>>"),
        packed(b"<<>>", how=b"/Filter/FlateDecode/DecodeParms 9 0 R"),
        packed(b"<<>>", how=b"/Filter/FlateDecode/F(elsewhere)"),
        packed(b"<<>>", code=bytes),
        packed(b"<<>>", code=lambda data: zlib.compress(data)[:-8]),
        packed(b"<<>>", how=b"/Filter[/A85/Fl]", code=lambda data: b"\xff\xff~>"),
        packed(b"<<>>", how=b"/Filter/AHx", code=lambda data: data.hex().encode() + b" zz>"),
        b"5 0 obj<</X(" + b"x" * (MAX_DICTIONARY + 9) + b")/N 1/First 4>>stream\nx",
        b"5 0 obj" + b" " * 70_000 + b"<</N 1/First 4>>stream\nx",
    ],
)
def test_an_object_stream_that_cannot_be_looked_at_is_not_trusted(stream):
    assert found_in(pdf(stream), SPACE) == (UNREADABLE,)


def test_the_work_on_one_file_is_bounded(monkeypatch):
    monkeypatch.setattr(pdf_checks, "MAX_NAMES", 1_000)
    assert found_in(pdf(packed(b"/a " * 800)), SPACE) == ()
    assert found_in(pdf(packed(b"/a " * 1_200)), SPACE) == (TOO_LARGE,)
    assert found_in(pdf(packed(b"/a " * 600), packed(b"/a " * 600)), SPACE) == (TOO_LARGE,)
    monkeypatch.setattr(pdf_checks, "MAX_LETTERED", 60)
    letters = packed(b"<</Type/Page>>", how=b"/Filter[/AHx/Fl]", code=hexed)
    assert found_in(pdf(letters), SPACE) == ()
    assert found_in(pdf(letters, letters), SPACE) == (TOO_LARGE,)


def test_an_object_stream_may_not_grow_without_end():
    assert found_in(pdf(packed(b" " * 3_000_000)), 1_000_000) == (TOO_LARGE,)


@pytest.mark.parametrize(
    "part",
    [
        packed(b"<</Type/Page>>"),
        packed(b"<</Type/Page>>", how=b"/Filter/FlateDecode/DecodeParms<</Predictor 1>>"),
        packed(b"<</Type/Page>>", how=b"", code=bytes),
        packed(b"x", told=b"/Type/XRef/W[1 2 1]", how=b"/Filter/FlateDecode/DecodeParms<</Predictor 12>>"),
        packed(b"x", told=b"/Subtype/Image", how=b"/Filter/DCTDecode", code=bytes),
        packed(b"x", told=b"/N 3/Alternate/DeviceRGB"),
        b"4 0 obj<</Type/Outlines/First 5 0 R/Last 5 0 R/Count 1>>endobj",
        b"4 0 obj(Launch of the JavaScript course, /JavaScripts)endobj",
        b"4 0 obj<</A<</S/URI/URI(https://example.org/)>>>>endobj",
    ],
)
def test_what_is_ordinary_comes_in(part):
    assert found_in(pdf(part), SPACE) == ()


def test_what_programs_write_comes_in():
    writer = PdfWriter()
    for _ in range(3):
        writer.add_blank_page(200, 200)
    writer.add_outline_item(title="Begin", page_number=0)
    out = io.BytesIO()
    writer.write(out)
    assert found_in(out.getvalue(), SPACE) == ()
    typeset = typst.compile(b'#set document(title: "Nota")\n= Nota\n#lorem(200)\n#link("https://example.org")[x]')
    assert found_in(typeset, SPACE) == ()


@pytest.mark.parametrize(
    "unit",
    [
        b"1 0 obj<<",
        b"obj<<(",
        b"obj%",
        b"obj<< ",
        b"obj<<" + b" " * 1000,
        b"/",
        b"#4a",
        b"obj<",
        b"obj<<%",
        b"obj<<(\\",
    ],
)
def test_a_file_made_to_keep_us_busy_does_not(unit):
    data = (HEAD + unit * (8_000_000 // len(unit)))[:8_000_000]
    with done_within(8):
        found_in(data, SPACE)


@pytest.mark.parametrize(
    "stream",
    [
        packed(b"/" * 60_000_000),
        b"1 0 obj<</ObjStm" + b"/DP[" * 200_000 + b">>stream\n" + zlib.compress(b"x"),
        b"1 0 obj<</ObjStm" + b"/DP[" * 15_000 + b">>stream\n" + zlib.compress(b"x"),
        b"obj<<%" * 400 + b"/" * 900_000 + b"\n/ObjStm>>stream\nx",
        b"1 0 obj<</ObjStm/Filter[/A85/Fl]>>stream\n" * 20 + b"!" * 2_000_000 + b"~>",
    ],
    ids=["slashes", "lists", "shorter lists", "remarks", "letters"],
)
def test_what_is_packed_and_how_that_is_told_keep_us_busy_neither(stream):
    start = time.process_time()
    assert found_in(pdf(stream), SPACE)
    assert time.process_time() - start < 1.5


@given(st.binary(max_size=400), st.binary(max_size=60))
def test_nothing_makes_it_fail(content, told):
    data = pdf(
        b"5 0 obj<</N 1/First 4/Filter/FlateDecode" + told + b">>stream\n" + zlib.compress(content) + b"endstream"
    )
    assert set(found_in(data, SPACE)) <= {SCRIPT, EMBEDDED, ENCRYPTED, UNREADABLE, TOO_LARGE}
