# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file as a table: headings and rows, whatever kind of file it was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from .problems import FileProblems, Problems

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 60
MAX_TEXT = 300
"""Characters in one cell."""
LOOK_FOR_HEADINGS = 20
"""Within so many rows from the top the headings must stand; titles and remarks may go before."""
ABSENT = frozenset({"", "-", "–", ".", "x", "*", "n.b.", "nb"})
"""What a publisher writes in a cell where no figure is given."""
FORMULA = tuple("=+-@|＝＋－＠")
ERRORS = frozenset(
    {"#n/a", "#n/b", "#ref!", "#verw!", "#div/0!", "#deel/0!", "#value!", "#waarde!", "#name?", "#naam?", "#num!"}
    | {"#getal!", "#null!", "#leeg!", "#spill!", "#overloop!"}
)
"""What a spreadsheet shows where it can't work something out, in English and Dutch."""


@dataclass(frozen=True, slots=True)
class Percent:
    """A number that says itself that it is per cent: 34% is `Percent(34.0)`."""

    value: float

    def __str__(self) -> str:
        return f"{self.value:g}%"


Value = str | int | float | date | Percent
"""A cell: text (stripped, empty where nothing stands), a number, a date, or a percentage."""
Line = tuple[int, tuple[Value, ...]]
"""Number of the row as a spreadsheet counts, and its cells."""


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds. All rows are as long as the headings, and headings are unique."""

    headings: tuple[str, ...]
    heading_row: int
    rows: tuple[Line, ...]
    sheet: str = ""
    encoding: str = ""

    def column(self, heading: str) -> int | None:
        """Return the place of a column, by its heading without regard for capitals and spaces."""
        return next((at for at, name in enumerate(self.headings) if key(name) == key(heading)), None)


def key(text: object) -> str:
    """Return what two spellings of one name have in common: no capitals, single spaces."""
    return " ".join(str(text).split()).casefold()


def letter(place: int) -> str:
    """Return the spreadsheet's name of a column: 0 is A, 26 is AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def table_of(
    lines: Iterable[Line],
    *,
    heading_row: int | None,
    sheet: str = "",
    encoding: str = "",
    merged: Iterable[tuple[str, int, str, int]] = (),
) -> Table:
    """Return lines as a table. Raises `FileProblems` for headings that are absent, double or without a name, rows of
    another length, formulas, and cells that are too long. A text file has an `encoding`, a sheet hasn't: only in a sheet
    may a row be shorter than the headings. `merged` are its merged cells: first column and row, last column and row."""
    held = [(row, cells) for row, cells in lines if any(cell != "" for cell in cells)]
    if not held:
        raise FileProblems.of(_("Het bestand is leeg."))
    start = _heading_line(held, heading_row)
    top, cells = held[start]
    width = max(at for at, cell in enumerate(cells) if cell != "") + 1
    below = held[start + 1 :]
    problems = Problems()
    headings = tuple(str(cell) for cell in cells[:width])
    _check_merged(merged, top, problems)
    _check_headings(headings, top, below, problems)
    rows = []
    for row, found in below:
        _check_cells(row, found, headings, problems, shorter=not encoding)
        rows.append((row, (*found[:width], *("",) * (width - len(found)))))
    problems.refuse()
    if not rows:
        raise FileProblems.of(_("Onder de kolomnamen staan geen rijen met cijfers."))
    used = [at for at, name in enumerate(headings) if name]
    return Table(
        tuple(headings[at] for at in used),
        top,
        tuple((row, tuple(found[at] for at in used)) for row, found in rows),
        sheet,
        encoding,
    )


def is_formula(cell: Value) -> bool:
    """Whether a spreadsheet would work this text out rather than show it."""
    return isinstance(cell, str) and cell.startswith(FORMULA) and cell not in ABSENT and not _numeric(cell)


def _numeric(text: str) -> bool:
    plain = text.removesuffix("%").strip().lstrip("+-").replace(",", ".")
    return plain.isascii() and plain.replace(".", "", 2).isdigit()


def _heading_line(held: Sequence[Line], asked: int | None) -> int:
    """Return which line has the headings: the one asked for, or the first with words only, at least half as wide as the
    widest near it."""
    if asked is not None:
        found = next((at for at, (row, _cells) in enumerate(held) if row == asked), None)
        if found is None:
            raise FileProblems.of(_("In rij %(row)d staan geen kolomnamen.") % {"row": asked})
        return found
    near = [[cell for cell in cells if cell != ""] for _row, cells in held[:LOOK_FOR_HEADINGS]]
    needed = max(2, max(map(len, near)) / 2)
    for at, filled in enumerate(near):
        if len(filled) >= needed and all(isinstance(cell, str) and not _numeric(cell) for cell in filled):
            return at
    raise FileProblems.of(
        _(
            "Baken vindt geen rij met kolomnamen. Zet boven de cijfers één rij met namen, en zet tussen de kolommen een "
            "puntkomma, komma of tab."
        )
    )


def _check_headings(headings: Sequence[str], top: int, below: Sequence[Line], problems: Problems) -> None:
    if len(headings) > MAX_COLUMNS:
        told = {"count": len(headings), "most": MAX_COLUMNS}
        problems.add(_("er zijn %(count)d kolommen; Baken leest er hoogstens %(most)d") % told, top)
    if len(below) > MAX_ROWS:
        problems.add(_("er zijn meer dan %(most)d rijen; splits het bestand") % {"most": MAX_ROWS})
    seen: dict[str, int] = {}
    for at, name in enumerate(headings):
        if is_formula(name):
            problems.add(_formula_text(name), top, letter(at))
        if name and key(name) in seen:
            places = {"one": letter(seen[key(name)]), "other": letter(at)}
            text = _("deze naam staat dubbel, in kolom %(one)s en %(other)s; geef elke kolom een eigen naam") % places
            problems.add(text, top, name)
        seen.setdefault(key(name), at)
        if not name and any(len(cells) > at and cells[at] != "" for _row, cells in below):
            problems.add(_("kolom %(letter)s heeft cijfers maar geen naam") % {"letter": letter(at)}, top)
        if len(name) > MAX_TEXT or "\0" in name:
            problems.add(_("deze naam is te lang of heeft een NUL-teken"), top, letter(at))


def _check_merged(merged: Iterable[tuple[str, int, str, int]], top: int, problems: Problems) -> None:
    """Refuse merged cells from the headings down: all but the first of them are empty, so figures would shift."""
    for first, start, last, end in merged:
        if end >= top:
            told = {"cells": f"{first}{start}:{last}{end}"}
            text = _("de cellen %(cells)s zijn samengevoegd; splits ze en zet in elke cel de waarde") % told
            problems.add(text, start, first)


def _check_cells(
    row: int, cells: Sequence[Value], headings: Sequence[str], problems: Problems, *, shorter: bool
) -> None:
    extra = [at for at, cell in enumerate(cells) if at >= len(headings) and cell != ""]
    if extra or (len(cells) < len(headings) and not shorter):
        told = {"count": extra[-1] + 1 if extra else len(cells), "expected": len(headings)}
        problems.add(_("deze rij heeft %(count)d cellen, de kop heeft er %(expected)d") % told, row)
    for at, cell in enumerate(cells[: len(headings)]):
        if not isinstance(cell, str):
            continue
        if is_formula(cell):
            problems.add(_formula_text(cell), row, headings[at] or letter(at))
        elif key(cell) in ERRORS:
            problems.add(_("hier staat een foutwaarde (%(cell)s)") % {"cell": cell}, row, headings[at] or letter(at))
        elif len(cell) > MAX_TEXT or "\0" in cell:
            problems.add(_("deze tekst is te lang of heeft een NUL-teken"), row, headings[at] or letter(at))


def _formula_text(cell: str) -> str:
    shown = cell if len(cell) <= 30 else f"{cell[:30]}…"
    return _("hier staat een formule (%(cell)s); zet er de waarde zelf") % {"cell": shown}
