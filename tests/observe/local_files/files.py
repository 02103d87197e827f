# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small files to break in one place, and the areas they speak of. No database."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from baken.observe.local_files.checks import Checked, Places, World, check
from baken.observe.local_files.mapping import Mapping, Role, Use
from baken.observe.local_files.problems import FileProblems
from baken.observe.local_files.reading import read

UNSAFE, MARK = "survey_safety_feeling", "survey_liveability"
HEAD = "wijk;jaar;n;onveilig;marge onder;marge boven;leefbaarheid"
GOOD = f"""{HEAD}
Velserbroek;2025;331;24,5;20,1;28,9;7,9
WK045305;2025;310;41,0;36,2;45,8;6,8
IJmuiden-Noord;2025;298;35,2;30,0;40,4;7,1
"""
WIDE = Mapping(
    (
        Use("wijk", Role.AREA),
        Use("jaar", Role.YEAR),
        Use("n", Role.N),
        Use("onveilig", Role.VALUE, UNSAFE),
        Use("marge onder", Role.LOWER, UNSAFE),
        Use("marge boven", Role.UPPER, UNSAFE),
        Use("leefbaarheid", Role.VALUE, MARK),
    )
)
LONG = Mapping(
    (
        Use("gebied", Role.AREA),
        Use("jaar", Role.YEAR),
        Use("onderwerp", Role.INDICATOR),
        Use("waarde", Role.VALUE),
        Use("n", Role.N),
        Use("onder", Role.LOWER),
        Use("boven", Role.UPPER),
    ),
    words={"Onveilig gevoel": UNSAFE, "Groen": "-"},
)
COUNTS = Mapping((Use("kern", Role.AREA), Use("jaar", Role.YEAR), Use("drugs", Role.VALUE, "nuisance_alcohol_drugs")))
NAMES = {
    "GM0453": "Velsen",
    "WK045300": "Velsen-Zuid en Driehuis",
    "WK045301": "IJmuiden-Noord",
    "WK045305": "Velsen-Noord",
    "WK045308": "Velserbroek",
    "BU04530003": "Driehuis-Zuid",
    "BU04530004": "Driehuis-Noord",
}
CODES = {name.casefold(): (code,) for code, name in NAMES.items()} | {
    "velsersbroek": ("WK045308",),
    "driehuis": ("BU04530003", "BU04530004"),
}
WORLD = World("GM0453", "Velsen", 2026, lambda _year: Places(NAMES, CODES))


def write(folder: Path, content: str | bytes, name: str = "bestand.csv") -> Path:
    """Put a file in a folder; text as UTF-8."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def checked(folder: Path, content: str | bytes, mapping: Mapping = WIDE, name: str = "bestand.csv") -> Checked:
    """Read and check a file."""
    return check(read(write(folder, content, name), sheet=mapping.sheet), mapping, WORLD)


def problems(folder: Path, content: str | bytes, mapping: Mapping = WIDE, name: str = "bestand.csv") -> list[str]:
    """Return everything that is wrong with a file, as people read it; nothing when it is sound."""
    try:
        checked(folder, content, mapping, name)
    except FileProblems as refused:
        return [str(problem) for problem in refused.problems]
    return []


def lines(text: str = GOOD) -> list[list[str]]:
    """Return the cells of a CSV with semicolons."""
    return [row.split(";") for row in text.strip().split("\n")]


def workbook(sheets: Dict[str, Sequence[Sequence[Any]]], change: Any = None) -> bytes:
    """Return an XLSX with these sheets; `change` gets the workbook before it is saved."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if change is not None:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def numbers(text: str = GOOD) -> list[list[Any]]:
    """Return the cells of a CSV as a spreadsheet holds them: numbers as numbers."""

    def cell(word: str) -> Any:
        try:
            return float(word.replace(",", ".")) if "," in word else int(word)
        except ValueError:
            return word or None

    return [[cell(word) for word in row] for row in lines(text)]


def repacked(data: bytes, **parts: bytes | None) -> bytes:
    """Return a zip with parts replaced, added, or (None) left out; in names `__` stands for / and `_dot_` for a point."""
    changes = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            if item.filename not in changes:
                new.writestr(item.filename, old.read(item))
        for name, content in changes.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()
