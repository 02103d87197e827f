# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a file on disk to a table: CSV or XLSX, told apart by what is in it, not by its name."""

from pathlib import Path

from django.utils.translation import gettext as _

from .csv_text import csv_lines
from .problems import FileProblems, Problem
from .table import MAX_BYTES, Table, table_of
from .workbook import Workbook, looks_like_workbook


class ChooseSheet(FileProblems):
    """The workbook has several sheets and none was chosen; `sheets` names them."""

    def __init__(self, sheets: tuple[str, ...], wanted: str = "") -> None:
        self.sheets = sheets
        told = {"sheets": ", ".join(f"'{name}'" for name in sheets), "wanted": wanted}
        text = (
            _("In deze werkmap staat geen blad '%(wanted)s'. Er zijn: %(sheets)s.")
            if wanted
            else _("Deze werkmap heeft meer dan één blad: %(sheets)s. Kies het blad met de cijfers.")
        )
        super().__init__([Problem(text % told)])


def read(path: Path, *, sheet: str = "", heading_row: int | None = None) -> Table:
    """Return what is in a file. Raises `ChooseSheet` where a sheet must be chosen, else `FileProblems` with all that is
    wrong. `heading_row` counts from 1; None lets Baken find it."""
    if path.stat().st_size > MAX_BYTES:
        raise FileProblems.of(too_large())
    with path.open("rb") as file:
        head = file.read(8)
    if not looks_like_workbook(head):
        lines, encoding = csv_lines(path)
        return table_of(lines, heading_row=heading_row, encoding=encoding)
    with Workbook(path) as book:
        if len(book.sheets) == 1:  # whatever it is called this time
            sheet = book.sheets[0]
        if sheet not in book.sheets:
            raise ChooseSheet(book.sheets, sheet)
        return table_of(book.lines(sheet), heading_row=heading_row, sheet=sheet, merged=book.merged(sheet))


def sheets_of(path: Path) -> tuple[str, ...]:
    """Return the sheets between which there is to choose; none for a CSV, a workbook with one sheet or one that is refused."""
    with path.open("rb") as file:
        if not looks_like_workbook(file.read(8)):
            return ()
    try:
        with Workbook(path) as book:
            return book.sheets if len(book.sheets) > 1 else ()
    except FileProblems:
        return ()


def too_large() -> str:
    """Return what is said of a file above the limit."""
    return _("Dit bestand is groter dan %(mb)d MB.") % {"mb": MAX_BYTES // (1024 * 1024)}
