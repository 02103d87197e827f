# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""CSV as municipalities have it: any of the usual encodings and separators, recognised rather than asked for."""

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from baken.kernel.text.separators import SAMPLE, separator_of

from .problems import FileProblems, Problem
from .table import MAX_ROWS, Line

MOST_CELLS = 1000
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


def csv_lines(path: Path) -> tuple[Iterator[Line], str]:
    """Return the rows of a CSV file and the name of its encoding. Raises `FileProblems`, also while it is being read."""
    text, encoding = decoded(path.read_bytes())
    first, _break, rest = text.partition("\n")
    start = 1
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:  # Excel's own note of the separator
        return _rows(rest, first.strip()[-1], start + 1), encoding
    return _rows(text, separator_of(text), start), encoding


def decoded(data: bytes) -> tuple[str, str]:
    """Return text and the name of its encoding: by its mark, else UTF-8, else Windows-1252. Raises `FileProblems`."""
    if not data.strip():
        raise FileProblems.of(_("Het bestand is leeg."))
    codec, name = _codec(data)
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        if codec != "utf-8":
            raise FileProblems.of(_unreadable()) from None
        try:
            text, name = data.decode("cp1252"), "Windows-1252"
        except UnicodeDecodeError:
            raise FileProblems.of(_unreadable()) from None
    if (at := text.find("\0")) >= 0:
        row = text.count("\n", 0, at) + 1
        raise FileProblems([Problem(_("hier staat een NUL-teken; dit is geen gewoon tekstbestand"), row)])
    return text.replace("\r\n", "\n").replace("\r", "\n"), name


def _codec(data: bytes) -> tuple[str, str]:
    for mark, codec, name in BOMS:
        if data.startswith(mark):
            return codec, name
    sample = data[:4000]
    # Latin text in UTF-16 has a zero at every other byte
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) * 0.4 and not even:
        return "utf-16-le", "UTF-16"
    if even > len(sample) * 0.4 and not odd:
        return "utf-16-be", "UTF-16"
    return "utf-8", "UTF-8"


def _unreadable() -> str:
    return _("De tekens in dit bestand zijn niet te lezen. Bewaar het als CSV (UTF-8) en probeer het opnieuw.")


def _rows(text: str, separator: str, start: int) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    row = start - 1
    try:
        for row, cells in enumerate(reader, start):
            if len(cells) > MOST_CELLS:
                raise FileProblems([Problem(_("deze rij heeft veel te veel cellen"), row)])
            yield row, tuple(cell.strip() for cell in cells)
            if row > MAX_ROWS + SAMPLE:
                return
    except csv.Error:
        text = _("de aanhalingstekens kloppen niet, of een cel is veel te lang")
        raise FileProblems([Problem(text, row + 1)]) from None
