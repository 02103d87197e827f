# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a file is by its content, and why it may not come in. No database, no disk.

The checks keep out what runs by itself (macros, scripts, templates fetched from elsewhere, embedded programs) and what
can't be looked at (encrypted). They are no virus scanner: that is for the machine on which the files are opened.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from ..errors import Reason
from . import pdf_checks, word_fields

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "jpg": "image/jpeg",
    "txt": "text/plain",
}
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""How a PNG and a JPEG begin."""
EXTENSIONS = ("pdf", "docx", "xlsx", "png", "jpg", "jpeg", "txt")
MACRO_EXTENSIONS = frozenset({"docm", "dotm", "xlsm", "xltm", "xlam", "pptm"})
MAX_NAME = 120
MAX_PARTS = 5_000
MAX_UNPACKED = 200 * 1024 * 1024
"""An office file is an archive; one that grows beyond this when opened is meant to do harm."""
MAX_PDF_UNPACKED = 64 * 1024 * 1024
"""Of the object streams of a PDF, which hold its structure and no pictures; those of a long, tagged report take some MB."""
MAX_XML = 2 * 1024 * 1024
MAX_RELATIONS = 8 * 1024 * 1024
CHUNK = 1 << 20
EMBEDDABLE = (".xlsx", ".docx", ".pptx", "/")
"""What may lie in an office file, such as the sheet behind a chart; programs, old office files and macros may not."""
LINKS = frozenset({"hyperlink", "externalLinkPath"})
"""Relations that may lead out of an office file: what a reader clicks on. All others are fetched by itself when it opens."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Old Office files, and new ones that were encrypted."""
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DDE = re.compile(rb"<(?:\w+:)?ddeLink\b")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_MAIN = {
    "docx": b"wordprocessingml.document.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
}


def sniff(data: bytes) -> str | None:
    """Return the kind of the content (a key of `MEDIA_TYPES`), or None for anything else."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(PICTURES[0]):
        return "png"
    if data.startswith(PICTURES[1]):
        return "jpg"
    if data.startswith(b"PK\x03\x04"):
        types = _content_types(data)
        return next((kind for kind, main in _MAIN.items() if main in types), None)
    return "txt" if _is_text(data) else None


def problems_of(data: bytes, kind: str | None, extension: str) -> list[Reason]:
    """Return every reason why this content may not come in under a name with this extension."""
    reasons: list[Reason] = []
    if extension in MACRO_EXTENSIONS or (data.startswith(b"PK\x03\x04") and _has_macros(data)):
        reasons.append(
            Reason("macros", _("Het bestand kan macro’s bevatten. Bewaar het als gewoon docx- of xlsx-bestand."))
        )
    if data.startswith(_OLE):
        reasons.append(
            Reason(
                "old_or_encrypted",
                _("Dit is een versleuteld of oud Office-bestand. Bewaar het als docx of xlsx, zonder wachtwoord."),
            )
        )
    elif kind is None and not reasons:
        reasons.append(Reason("kind", _("Deze soort bestand kan niet: gebruik pdf, docx, xlsx, png, jpg of txt.")))
    if kind is not None and extension not in _fitting(kind):
        reasons.append(
            Reason(
                "extension",
                _("De naam past niet bij de inhoud: de inhoud is %(kind)s. Geef het bestand de juiste naam.")
                % {"kind": kind},
            )
        )
    reasons += _inside(data, kind)
    return reasons


def clean_name(name: str) -> str:
    """Return a name for a file that is safe in any folder, header or page: no path, no control or direction marks."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    kept = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in last)
    kept = re.sub(r'[<>:"|?*;%]', "-", kept)
    stem, dot, extension = re.sub(r" +", " ", kept).strip().rstrip(" .").rpartition(".")
    if not dot:
        stem, extension = extension, ""
    extension = extension.strip()[:10].strip().lower()
    stem = stem.strip(" .")[: MAX_NAME - len(extension) - 1].strip(" .") or "stuk"
    return f"{stem}.{extension}" if extension else stem


def extension_of(name: str) -> str:
    """Return what follows the last point, in small letters."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _fitting(kind: str) -> tuple[str, ...]:
    return ("jpg", "jpeg") if kind == "jpg" else (kind,)


def _inside(data: bytes, kind: str | None) -> Iterator[Reason]:
    if kind == "pdf":
        yield from (Reason(slug, _pdf_text(slug)) for slug in pdf_checks.found_in(data, MAX_PDF_UNPACKED))
    if data.startswith(b"PK\x03\x04"):
        yield from _inside_archive(data)


def _pdf_text(slug: str) -> str:
    return {
        pdf_checks.ENCRYPTED: _("De PDF is versleuteld. Bewaar haar zonder wachtwoord."),
        pdf_checks.SCRIPT: _("In de PDF zit een script. Maak de PDF opnieuw met ‘Afdrukken als PDF’."),
        pdf_checks.EMBEDDED: _("In het bestand zit een ander bestand of programma. Haal dat eruit."),
        pdf_checks.REMOTE: _(
            "De PDF verstuurt of opent vanzelf iets op een ander adres. Maak de PDF opnieuw met ‘Afdrukken als PDF’."
        ),
        pdf_checks.TOO_LARGE: _("Het bestand wordt bij het openen veel groter dan het lijkt."),
        pdf_checks.UNREADABLE: _(
            "Een deel van de PDF kan Baken niet bekijken. Maak de PDF opnieuw met ‘Afdrukken als PDF’."
        ),
    }[slug]


def _inside_archive(data: bytes) -> Iterator[Reason]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        yield Reason("damaged", _("Het bestand is beschadigd en kan niet worden bekeken."))
        return
    if any(entry.flag_bits & 0x1 for entry in entries):
        yield Reason("encrypted", _("Het bestand is versleuteld. Bewaar het zonder wachtwoord."))
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        yield Reason("too_large_inside", _("Het bestand wordt bij het openen veel groter dan het lijkt."))
        return
    names = [entry.filename.lower() for entry in entries]
    if any("/activex/" in name or ("/embeddings/" in name and not name.endswith(EMBEDDABLE)) for name in names):
        yield Reason("embedded", _("In het bestand zit een ander bestand of programma. Haal dat eruit."))
    if any(entry.flag_bits & 0x1 for entry in entries):
        return  # what follows reads the parts
    fetched = {
        kind for entry in entries if entry.filename.lower().endswith(".rels") for kind in _fetched(archive, entry)
    }
    if "attachedTemplate" in fetched:
        yield Reason(
            "remote_template", _("Het bestand haalt een sjabloon van een ander adres. Koppel het sjabloon los.")
        )
    parts = [entry for entry in entries if entry.filename.lower().endswith((".xml", ".rels", ".vml"))]
    links = [entry for entry in parts if entry.filename.lower().startswith("xl/externallinks/")]
    texts = [entry for entry in parts if entry.filename.lower().startswith("word/")]
    if (
        fetched - {"attachedTemplate"}
        or any(_refused(archive, entry, partial(_holds, _DDE)) for entry in links)
        or any(_refused(archive, entry, word_fields.reach_out) for entry in texts)
    ):
        yield Reason(
            "remote", _("Het bestand haalt bij het openen iets van een ander adres. Voeg dat in of haal het eruit.")
        )
    if any(_refused(archive, entry, partial(_holds, _DOCTYPE)) for entry in parts):
        yield Reason("doctype", _("Dit bestand bevat een documenttype. Zo'n bestand leest Baken niet."))


def _has_macros(data: bytes) -> bool:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return b"macroEnabled" in _content_types(data) or any(name.lower().endswith("vbaproject.bin") for name in names)


def _content_types(data: bytes) -> bytes:
    return _part(data, "[Content_Types].xml")


def _fetched(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> set[str]:
    """Return the kinds of what a part's relations fetch from elsewhere; what can't be read can't be trusted.

    The parser goes by the letters that an office program would read: not by an encoding or a character written as a number.
    """
    try:
        with archive.open(entry) as part:
            text = part.read(MAX_RELATIONS + 1)
        if len(text) > MAX_RELATIONS or _DOCTYPE.search(text.replace(b"\0", b"")):
            return {"attachedTemplate"}
        found = ElementTree.fromstring(text).iter()  # noqa: S314 - without document type there are no entities
        out = [one for one in found if one.get("TargetMode", "").strip().lower() == "external"]
    except Exception:  # zlib, struct, zipfile and expat each raise their own
        return {"attachedTemplate"}
    return {one.get("Type", "").strip().rpartition("/")[2] for one in out} - LINKS


def _refused(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, found: Callable[[Iterable[bytes]], bool]) -> bool:
    """Whether something is found in a part, given in pieces; what can't be read can't be trusted."""
    try:
        with archive.open(entry) as part:
            return found(iter(lambda: part.read(CHUNK), b""))
    except Exception:  # zlib, struct and zipfile each raise their own
        return True


def _holds(sought: re.Pattern[bytes], pieces: Iterable[bytes]) -> bool:
    """Whether a part holds what is sought, in whatever encoding."""
    tail = b""
    for piece in pieces:
        text = tail + piece.replace(b"\0", b"")  # UTF-16 has zeros between the letters
        if sought.search(text):
            return True
        tail = text[-200:]
    return False


def _part(data: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(name) as part:
            return part.read(MAX_XML)
    except Exception:  # zlib, struct and zipfile each raise their own on a broken archive
        return b""


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            return False
    return _CONTROL.search(text) is None
