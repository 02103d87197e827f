# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What comes in as a paper, what doesn't and why, and that it stays what it was."""

import hashlib
import io
import stat
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.kernel.papers.checks import clean_name, extension_of, sniff
from baken.kernel.papers.kept import MAX_BYTES, CheckedPaper, PaperDamaged, PaperRefused, examine, keep, open_paper
from tests.plugins.soon import done_within

from .pictures import huge_png, jpeg, png

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
PNG = png()
JPG = jpeg()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


class Upload:
    """A file as a form gives it."""

    def __init__(self, name, data, size=None):
        self.name, self.size, self._file = name, len(data) if size is None else size, io.BytesIO(data)

    def read(self, size=-1):
        return self._file.read(size)


def word():
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


def excel():
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def archive(types=WORD, **parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", f"<Types>{types}</Types>")
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def encrypted(data):
    """The same archive with the flag of encryption on its parts."""
    changed = bytearray(data)
    start = 0
    while (found := data.find(b"PK\x01\x02", start)) != -1:
        changed[found + 8] |= 1
        start = found + 4
    return bytes(changed)


def slugs(name, data):
    with pytest.raises(PaperRefused) as refused:
        examine(Upload(name, data))
    assert all(str(reason.text) for reason in refused.value.reasons)
    return [reason.slug for reason in refused.value.reasons]


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("nota.pdf", PDF, "application/pdf"),
        ("nota.docx", word(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("cijfers.xlsx", excel(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("kaart.png", PNG, "image/png"),
        ("foto.JPEG", JPG, "image/jpeg"),
        ("foto.jpg", JPG, "image/jpeg"),
        ("tekst.txt", "Café\r\n".encode(), "text/plain"),
        ("oud.txt", "Café".encode("cp1252"), "text/plain"),
    ],
)
def test_what_may_come_in(name, data, media_type):
    checked = examine(Upload(name, data))
    assert (checked.media_type, checked.size, checked.data) == (media_type, len(data), data)
    assert checked.digest == hashlib.sha256(data).hexdigest()
    assert checked.name == name.replace("JPEG", "jpeg")


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("leeg.pdf", b"", ["empty"]),
        ("kapot.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 20, ["damaged"]),
        ("kapot.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 20, ["damaged"]),
        ("reus.png", huge_png(), ["too_many_pixels"]),
        ("programma.exe", b"MZ\x90\0" * 9, ["kind"]),
        ("nota.pdf", b"MZ\x90\0" * 9, ["kind"]),
        ("pagina.html", b"<script>alert(1)</script>", ["extension"]),
        ("nota.docx", PDF, ["extension"]),
        ("nota.pdf.exe", PDF, ["extension"]),
        ("nota", PDF, ["extension"]),
        ("oud.doc", OLE, ["old_or_encrypted"]),
        ("wachtwoord.docx", OLE, ["old_or_encrypted"]),
        ("macro.docm", archive(MACRO, **{"word/vbaProject.bin": b"x"}), ["macros"]),
        ("macro.docx", archive(MACRO), ["macros"]),
        ("macro.docx", archive(**{"word/vbaProject.bin": b"x"}), ["macros"]),
        ("macro.txt", archive(**{"word/vbaProject.bin": b"x"}), ["macros", "extension"]),
        ("zip.docx", archive("<x/>"), ["kind"]),
        ("cijfers.xlsx", word(), ["extension"]),
        ("dicht.docx", encrypted(word()), ["kind", "encrypted"]),
        ("dicht.pdf", PDF.replace(b"/Root", b"/Encrypt 5 0 R/Root"), ["encrypted"]),
        ("script.pdf", PDF + b"<</S /JavaScript /JS (app.alert())>>", ["script"]),
        ("alles.txt", PDF + b"/Encrypt<</V 4>> <</S/Launch>>", ["extension", "encrypted", "script"]),
        ("ole.docx", archive(**{"word/embeddings/oleObject1.bin": b"x"}), ["embedded"]),
        ("activex.docx", archive(**{"word/activeX/activeX1.xml": b"x"}), ["embedded"]),
        (
            "sjabloon.docx",
            archive(**{"word/_rels/settings.xml.rels": b'Type=".../attachedTemplate" TargetMode="External"'}),
            ["remote_template"],
        ),
        ("bom.docx", archive(**{"word/document.xml": b"\0" * (210 * 1024 * 1024)}), ["too_large_inside"]),
        ("kapot.docx", word()[:400], ["kind", "damaged"]),
    ],
)
def test_what_may_not_and_every_reason_why(name, data, expected):
    assert slugs(name, data) == expected


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def related(kind, target="http://elders.example/x", start='<?xml version="1.0"?>', mode="External"):
    """The relations of a part, one of which leads elsewhere."""
    return (
        f'{start}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    )


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"word/_rels/settings.xml.rels": related("attachedTemplate", start=" " * (3 << 20))}, ["remote_template"]),
        ({"word/_rels/SETTINGS.xml.RELS": related("attachedTemplate")}, ["remote_template"]),
        ({"word/_rels/settings.xml.rels": related("attachedTemplate", mode="Externa&#108;")}, ["remote_template"]),
        (
            {
                "word/_rels/settings.xml.rels": related(
                    "attachedTemplate", start='<?xml version="1.0" encoding="UTF-16"?>'
                ).encode("utf-16")
            },
            ["remote_template"],
        ),
        ({"word/_rels/document.xml.rels": related("image", r"\\\\elders\\deel\\x.png")}, ["remote"]),
        ({"word/_rels/document.xml.rels": related("oleObject")}, ["remote"]),
        ({"_rels/.rels": related("officeDocument")}, ["remote"]),
        (
            {"xl/externalLinks/externalLink1.xml": '<externalLink><ddeLink ddeService="cmd"/></externalLink>'},
            ["remote"],
        ),
        ({"word/embeddings/rekenen.xlsm": "x"}, ["embedded"]),
        ({"word/embeddings/lees-mij.hta": "x"}, ["embedded"]),
        ({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'}, ["doctype"]),
        ({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'.encode("utf-16")}, ["doctype"]),
        ({"word/_rels/document.xml.rels": related("hyperlink")}, []),
        ({"xl/externalLinks/_rels/externalLink1.xml.rels": related("externalLinkPath")}, []),
        ({"word/_rels/document.xml.rels": related("image", "media/a.png", mode="Internal")}, []),
        ({"word/embeddings/grafiek.xlsx": "x"}, []),
    ],
)
def test_an_office_file_fetches_nothing_by_itself_and_holds_no_program(parts, expected):
    data = archive(**parts)
    if expected:
        assert slugs("nota.docx", data) == expected
    else:
        assert examine(Upload("nota.docx", data)).data == data


def test_a_part_that_cannot_be_unpacked_is_refused_and_not_a_fault():
    data = bytearray(archive(**{"word/_rels/settings.xml.rels": related("hyperlink") * 50}))
    start = data.index(b"settings.xml.rels") + len(b"settings.xml.rels")
    data[start : start + 30] = b"\xff" * 30
    assert "remote_template" in slugs("nota.docx", bytes(data))


def test_names_made_to_keep_us_busy_do_not():
    names = {f"{number}{'/embeddings/' * 5000}a.xlsx": "x" for number in range(3)}
    with done_within(5):
        examine(Upload("nota.docx", archive(**names)))


def test_a_large_file_is_refused_before_it_is_read():
    class Unread(Upload):
        def read(self, size=-1):
            raise AssertionError("read")

    with pytest.raises(PaperRefused) as refused:
        examine(Unread("groot.pdf", b"", size=MAX_BYTES + 1))
    assert [reason.slug for reason in refused.value.reasons] == ["too_large"]
    with pytest.raises(PaperRefused):  # also where the size that was told is a lie
        examine(Upload("groot.pdf", PDF + b"0" * MAX_BYTES, size=10))


@pytest.mark.parametrize(
    ("given_name", "expected"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        (r"C:\\stukken\\Nota 1.PDF", "Nota 1.pdf"),
        ("nota\r\nSet-Cookie: x.pdf", "nota Set-Cookie- x.pdf"),
        ("fdp\u202eexe.pdf", "fdp exe.pdf"),
        (".pdf", "stuk.pdf"),
        ("", "stuk"),
        ("a\0b.txt", "a b.txt"),
        ("x" * 400 + ".docx", "x" * 115 + ".docx"),
    ],
)
def test_names_are_cleaned(given_name, expected):
    assert clean_name(given_name) == expected


@given(st.text(max_size=300))
def test_a_cleaned_name_is_safe_and_clean_already(name):
    cleaned = clean_name(name)
    assert 0 < len(cleaned) <= 140
    assert not set(cleaned) & set('/\\<>:"|?*\0\r\n\t')
    assert cleaned == clean_name(cleaned)
    assert not cleaned.startswith(".")
    assert extension_of(cleaned) == extension_of(cleaned).lower()


@given(st.binary(max_size=2000), st.sampled_from(["a.pdf", "a.docx", "a.txt", "a.png", "a"]))
def test_any_bytes_are_taken_or_refused_with_reasons(data, name):
    upload = Upload(name, data)
    try:
        media_type = examine(upload).media_type
    except PaperRefused as refused:
        told = refused.reasons
    else:
        told = ()
        assert sniff(data) == {"text/plain": "txt", "application/pdf": "pdf", "image/png": "png"}[media_type]
        assert extension_of(name) == sniff(data)
    assert told or sniff(data)


def test_it_is_kept_once_whole_and_for_us_alone(settings, tmp_path):
    settings.DOCUMENTS_ROOT = tmp_path
    checked = examine(Upload("nota.pdf", PDF))
    stored = keep(checked)
    path = tmp_path / "papers" / stored.digest[:2] / stored.digest
    assert path.read_bytes() == PDF
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.stat().st_ino
    assert keep(checked) == stored
    assert path.stat().st_ino == before
    assert [p.name for p in path.parent.iterdir()] == [stored.digest]
    assert stored.fields == {
        "name": "nota.pdf",
        "media_type": "application/pdf",
        "size": len(PDF),
        "digest": stored.digest,
    }
    assert open_paper(stored.digest) == PDF


def test_what_was_changed_or_is_gone_is_not_served_and_adding_it_again_mends_it(settings, tmp_path):
    settings.DOCUMENTS_ROOT = tmp_path
    checked = examine(Upload("nota.pdf", PDF))
    digest = keep(checked).digest
    path = tmp_path / "papers" / digest[:2] / digest
    path.write_bytes(PDF + b" ")
    with pytest.raises(PaperDamaged):
        open_paper(digest)
    keep(checked)
    assert open_paper(digest) == PDF
    path.unlink()
    with pytest.raises(PaperDamaged):
        open_paper(digest)


@pytest.mark.parametrize("digest", ["", "../../secret", "a" * 63, "A" * 64, "a" * 64 + "\n"])
def test_a_digest_leads_nowhere_else(settings, tmp_path, digest):
    settings.DOCUMENTS_ROOT = tmp_path
    with pytest.raises(PaperDamaged):
        open_paper(digest)


def test_a_write_that_fails_leaves_nothing(settings, tmp_path, monkeypatch):
    settings.DOCUMENTS_ROOT = tmp_path

    def fail(*_arguments):
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    data = b"tekst"
    with pytest.raises(OSError, match="disk full"):
        keep(CheckedPaper("a.txt", "text/plain", len(data), hashlib.sha256(data).hexdigest(), data))
    assert [path for path in (tmp_path / "papers").rglob("*") if path.is_file()] == []
