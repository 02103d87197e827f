# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""XLSX: what may come in, and its rows. Nothing is ever worked out: a formula is named and refused.

A workbook is a zip of XML: both are looked at before a library reads them, for size, macros, passwords and the document
types from which XML bombs are made.
"""

import re
import zipfile
import zlib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from .problems import FileProblems
from .table import LOOK_FOR_HEADINGS, MAX_COLUMNS, MAX_ROWS, Line, Percent, Value

MAX_UNPACKED = 50 * 1024 * 1024
MAX_PARTS = 2000
CHUNK = 1 << 20
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
ZIP = b"PK\x03\x04"
MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^<>]*?ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']""")
DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
Merges = dict[str, list[tuple[str, int, str, int]]]
"""Merged cells by part of the zip: first column and row, last column and row."""


def looks_like_workbook(head: bytes) -> bool:
    """Whether a file that starts so is a zip or an old Office file, whatever it is called."""
    return head.startswith((b"PK", OLE))


class Workbook:
    """An XLSX file that has been found harmless. Raises `FileProblems` when it isn't one, or isn't harmless."""

    def __init__(self, path: Path) -> None:
        self._merges = _examined(path)
        self._file = path.open("rb")  # by its name the library would judge what it is
        try:
            import openpyxl  # type: ignore[import-untyped]

            self._book = openpyxl.load_workbook(self._file, read_only=True, data_only=False, keep_links=False)
            self._sheets = {ws.title: ws for ws in self._book.worksheets if ws.sheet_state == "visible"}
        except Exception as error:  # the library raises whatever its parsers do; for a person it is all one
            self._file.close()
            raise FileProblems.of(_unreadable()) from error
        if not self._sheets:
            self._file.close()
            raise FileProblems.of(_("In deze werkmap staat geen blad met cellen."))

    def __enter__(self) -> "Workbook":
        return self

    def __exit__(self, *_error: object) -> None:
        self._book.close()
        self._file.close()

    @property
    def sheets(self) -> tuple[str, ...]:
        """Return the names of the visible sheets, in their order."""
        return tuple(self._sheets)

    def lines(self, sheet: str) -> list[Line]:
        """Return the rows of a sheet; a formula comes as its text, for the table to name and refuse."""
        try:
            ws = self._sheets[sheet]
            ws.reset_dimensions()  # a workbook may lie about its size
            rows = ws.iter_rows(max_row=MAX_ROWS + LOOK_FOR_HEADINGS + 1, max_col=MAX_COLUMNS + 1)
            return [(row, tuple(_value(cell) for cell in cells)) for row, cells in enumerate(rows, start=1)]
        except Exception as error:
            raise FileProblems.of(_unreadable()) from error

    def merged(self, sheet: str) -> list[tuple[str, int, str, int]]:
        """Return the merged cells of a sheet."""
        return self._merges.get(str(getattr(self._sheets[sheet], "_worksheet_path", "")).lstrip("/"), [])


def _value(cell: Any) -> Value:
    value = cell.value
    if value is None:
        return ""
    if getattr(cell, "data_type", "n") == "f":
        return value if isinstance(value, str) and value.startswith("=") else f"={getattr(value, 'text', '') or ''}"
    if isinstance(value, bool):
        return _("waar") if value else _("onwaar")
    if isinstance(value, int | float):
        return Percent(round(value * 100, 8)) if "%" in str(cell.number_format) else value
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else str(value).strip()


def _examined(path: Path) -> Merges:
    with path.open("rb") as file:
        head = file.read(len(OLE))
        if head == OLE:
            file.seek(0)
            locked = ENCRYPTED in file.read()
            raise FileProblems.of(
                _("Deze werkmap is met een wachtwoord beveiligd. Haal de beveiliging eraf en probeer het opnieuw.")
                if locked
                else _("Dit is een oud Excel-bestand (.xls). Bewaar het als .xlsx of als CSV.")
            )
    try:
        with zipfile.ZipFile(path) as zipped:
            return _parts(zipped)
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        zlib.error,
    ) as error:
        raise FileProblems.of(_unreadable()) from error


def _parts(zipped: zipfile.ZipFile) -> Merges:
    parts = zipped.infolist()
    names = {part.filename.lower() for part in parts}
    if any(part.flag_bits & 0x1 for part in parts):
        raise FileProblems.of(_("Dit bestand is met een wachtwoord beveiligd. Haal de beveiliging eraf."))
    if any(name.endswith("vbaproject.bin") for name in names):
        raise FileProblems.of(_macros())
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise FileProblems.of(
            _("Uitgepakt is dit bestand te groot. Bewaar alleen het blad met de cijfers, of een CSV.")
        )
    if "[content_types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise FileProblems.of(_("Dit is geen werkmap van Excel (.xlsx). Bewaar het als .xlsx of als CSV."))
    merges: Merges = {}
    for part in parts:  # all of them: a part may be called anything, and the library reads what the others point to
        merges[part.filename] = _scan(zipped, part)
    return merges


def _scan(zipped: zipfile.ZipFile, part: zipfile.ZipInfo) -> list[tuple[str, int, str, int]]:
    """Read one part through, in pieces: refuse document types and macros, return the cells it says are merged."""
    found: dict[tuple[str, int, str, int], None] = {}
    tail = b""
    with zipped.open(part) as stream:
        while piece := stream.read(CHUNK):
            # other encodings than UTF-8 have zeros between the letters: without them the words show
            text = tail + piece.replace(b"\0", b"")
            if DOCTYPE.search(text):
                raise FileProblems.of(_("Dit bestand bevat een documenttype. Zo'n bestand leest Baken niet."))
            if part.filename.lower() == "[content_types].xml" and b"macroenabled" in text.lower():
                raise FileProblems.of(_macros())
            for match in MERGED.finditer(text):
                first, top, last, bottom = match.groups()
                found[first.decode(), int(top), last.decode(), int(bottom)] = None
            tail = text[-200:]
    return list(found)


def _macros() -> str:
    return _("Deze werkmap bevat macro's. Bewaar hem als .xlsx zonder macro's, of als CSV.")


def _unreadable() -> str:
    return _(
        "Dit bestand is niet te lezen als werkmap. Open het in Excel, bewaar het als .xlsx en probeer het opnieuw."
    )
