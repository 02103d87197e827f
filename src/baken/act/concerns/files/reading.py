# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A CSV file with concerns as text and rows: its encoding and separator are recognised, its columns go by their headings.

What a cell holds is text and stays text: nothing is worked out, whatever it begins with.
"""

import codecs
import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.translation import gettext as _

from baken.kernel.errors import BakenError
from baken.kernel.text.separators import separator_of

MAX_BYTES = 12 * 1024 * 1024
MAX_ROWS = 10_000
MOST_CELLS = 200
HEADINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "category": ("categorie", "category", "soort", "onderwerp"),
        "description": ("omschrijving", "beschrijving", "description", "melding", "tekst", "toelichting"),
        "date": ("datum", "date", "gebeurd op", "meldingsdatum"),
        "area": ("gebied", "wijk", "buurt", "area"),
        "address": ("adres", "address", "straat", "locatie"),
        "lon": ("lon", "longitude", "lengtegraad"),
        "lat": ("lat", "latitude", "breedtegraad"),
        "source": ("bron", "source", "source kind", "melder"),
        "id": ("kenmerk", "id", "eigen kenmerk", "zaaknummer", "own id", "meldingsnummer"),
    }
)
"""By what headings a column is known; small letters, with lines and points as spaces."""


class Unreadable(BakenError):
    """The file as a whole can't be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file: its number as a spreadsheet counts it, and its cells by what they are; answers by question."""

    row: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds. `left`: headings of columns that aren't read. `encoding`: as it was recognised."""

    lines: tuple[Line, ...]
    left: tuple[str, ...]
    encoding: str


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding: UTF-8 (16 with its mark), else Windows-1252."""
    if not data.strip():
        raise Unreadable(_("Het bestand is leeg. Kies een bestand met een kopregel en rijen."))
    if len(data) > MAX_BYTES:
        raise Unreadable(_("Het bestand is groter dan 12 MB. Verdeel het over meer bestanden."))
    if data[:4] in (b"PK\x03\x04", b"%PDF") or data[:4] == b"\xd0\xcf\x11\xe0":
        raise Unreadable(_("Dit is geen CSV-bestand. Bewaar het in uw spreadsheet als CSV (UTF-8)."))
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for codec, name in (("utf-16", "UTF-16"),) if utf16 else (("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252")):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text.replace("\r\n", "\n").replace("\r", "\n"), name
    raise Unreadable(_("De tekens in dit bestand zijn niet te lezen. Bewaar het als CSV (UTF-8) en kies het opnieuw."))


def read(text: str, encoding: str = "UTF-8", questions: frozenset[str] = frozenset()) -> Sheet:
    """Return the rows. `questions`: slugs that a heading may name. Raises `Unreadable`."""
    if text[:5].lower().startswith("sep=") and text[5:6] == "\n":  # Excel's own note of the separator
        separator, text, first = text[4], text[6:], 2
    else:
        separator, first = separator_of(text), 1
    rows = _rows(text, separator, first)
    start = next((place for place, (_row, cells) in enumerate(rows) if any(cells)), None)
    if start is None:
        raise Unreadable(_("Het bestand is leeg. Kies een bestand met een kopregel en rijen."))
    columns, left = _columns(rows[start][1], questions)
    lines = [
        Line(row, {name: cells[place] if place < len(cells) else "" for place, name in columns.items()})
        for row, cells in rows[start + 1 :]
        if any(cells)
    ]
    if not lines:
        raise Unreadable(_("Onder de kopregel staan geen rijen."))
    if len(lines) > MAX_ROWS:
        told = _("Het bestand heeft %(n)d rijen; hoogstens %(max)d kan. Verdeel het over meer bestanden.")
        raise Unreadable(told % {"n": len(lines), "max": MAX_ROWS})
    return Sheet(tuple(lines), left, encoding)


def _columns(headings: tuple[str, ...], questions: frozenset[str]) -> tuple[dict[int, str], tuple[str, ...]]:
    found: dict[int, str] = {}
    left = []
    for place, heading in enumerate(headings):
        plain = re.sub(r"[\s_.\-]+", " ", heading.strip().lower()).strip()
        name = next((name for name, words in HEADINGS.items() if plain in words), "")
        if not name and heading.strip() in questions:
            name = f"q:{heading.strip()}"
        if name in found.values():
            told = _("De kolom '%(heading)s' komt twee keer voor. Geef elke kolom een eigen naam.")
            raise Unreadable(told % {"heading": heading[:40]})
        if name:
            found[place] = name
        elif heading.strip():
            left.append(heading.strip()[:40])
    lacking = [HEADINGS[name][0] for name in ("category", "description") if name not in found.values()]
    if lacking:
        told = _("In de kopregel ontbreekt: %(columns)s. Zet op de eerste rij hoe elke kolom heet.")
        raise Unreadable(told % {"columns": ", ".join(lacking)})
    return found, tuple(left)


def _rows(text: str, separator: str, first: int) -> list[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    found: list[tuple[int, tuple[str, ...]]] = []
    number = first
    try:
        for cells in reader:
            if len(cells) > MOST_CELLS:
                raise Unreadable(_("Rij %(row)d heeft veel te veel cellen.") % {"row": number})
            found.append((number, tuple(cell.strip() for cell in cells)))
            number += 1
            if len(found) > MAX_ROWS * 2:
                raise Unreadable(_("Het bestand heeft te veel rijen. Verdeel het over meer bestanden."))
    except csv.Error:
        told = _("Rij %(row)d: de aanhalingstekens kloppen niet, of een cel is veel te lang.")
        raise Unreadable(told % {"row": number}) from None
    return found
