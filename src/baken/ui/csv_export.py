# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Panels as CSV that a Dutch spreadsheet opens well, and that can't run anything there.

Choices: UTF-8 with a byte order mark (without it Excel reads é as Ã©); semicolons and a decimal comma, without thousands
points (a Dutch Excel makes 12 May of 12.5); CRLF. Programs that rather read decimal points take content.json, which
lies in the same archive. Each row carries unit, period, source and "bekend op", so that a row which travels alone still
says what it is.
"""

import csv
import io
import math
from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import override

from baken.ui import format as fmt
from baken.ui.panels import Cell, Column, Kind, Panel

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
EXAMPLE, WITHHELD = "voorbeeldcijfer", "niet gepubliceerd"
NUMERIC = frozenset({Kind.COUNT, Kind.RATE, Kind.PERCENT, Kind.CHANGE, Kind.HOURS, Kind.EUROS})
FORMULA = tuple("=+-@\t\r\n|＝＋－＠")
"""A text that starts so would be worked out by a spreadsheet."""
META = ("status", "toelichting", "eenheid", "periode", "bron", "bekend op")


@override("nl")
def render_csv(panel: Panel) -> str:
    """Return one panel as CSV text: its columns, bounds of the 95% interval, then status, remarks and provenance."""
    out = io.StringIO()
    write = csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    bounded = [_bounded(panel, position) for position in range(len(panel.columns))]
    heads: list[str] = []
    for column, bounds in zip(panel.columns, bounded, strict=True):
        label = f"{column.label} ({column.unit})" if column.unit else column.label
        heads += [label, *((f"{label} ondergrens 95%", f"{label} bovengrens 95%") if bounds else ())]
    write.writerow([safe(text) for text in (*heads, *META)])
    provenance = (panel.unit, panel.period, panel.source_line(), panel.as_of)
    for row in panel.rows:
        values: list[str] = []
        for cell, column, bounds in zip(row.cells, panel.columns, bounded, strict=True):
            values.append(_value(cell, column))
            if bounds:
                values += [plain_number(cell.lower), plain_number(cell.upper)]
        told = (status_of(panel, row.cells), remarks_of(panel, row.cells), *provenance)
        write.writerow([*values, *(safe(text) for text in told)])
    return BOM + out.getvalue()


def plain_csv(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table of texts as CSV in the same manner, without figures and their provenance."""
    out = io.StringIO()
    write = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in (heads, *rows):
        write.writerow([safe(text) for text in row])
    return BOM + out.getvalue()


def panel_file(panel: Panel, name: str) -> HttpResponse:
    """Return one panel as a download called `name`."""
    return csv_file(render_csv(panel), name)


def csv_file(text: str, name: str) -> HttpResponse:
    """Return CSV text as a download called `name`."""
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def safe(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe goes before what could start one."""
    return f"'{text}" if text.lstrip(" \N{NO-BREAK SPACE}").startswith(FORMULA) else text


def plain_number(value: float | int | None) -> str:
    """Return a number in full precision with a decimal comma and no thousands points; nothing where there is none."""
    return str(value).replace(".", ",") if value is not None and math.isfinite(value) else ""


def status_of(panel: Panel, cells: Iterable[Cell]) -> str:
    """Return the standing of a row's figures: voorbeeldcijfer, niet gepubliceerd, or what the source says."""
    pairs = list(zip(cells, panel.columns, strict=True))
    for cell, column in pairs:
        if column.kind is Kind.STATUS and cell.value is not None:
            return fmt.status_word(str(cell.value))
    numbers = [(cell, column) for cell, column in pairs if column.kind in NUMERIC]
    marked = [column.label for cell, column in pairs if cell.example]
    if panel.example or (marked and len(marked) == len(pairs)):
        return EXAMPLE
    parts = [f"{EXAMPLE}: {', '.join(marked)}"] if marked else []
    missing = [column.label for cell, column in numbers if cell.value is None]
    if missing:
        parts.append(WITHHELD if len(missing) == len(numbers) else f"{WITHHELD}: {', '.join(missing)}")
    if parts:
        return "; ".join(parts)
    return ", ".join(dict.fromkeys(fmt.status_word(s.status) for s in panel.sources))


def remarks_of(panel: Panel, cells: Iterable[Cell]) -> str:
    """Return the notes of a row's cells, each after its column's name."""
    return "; ".join(
        f"{column.label}: {cell.note}" for cell, column in zip(cells, panel.columns, strict=True) if cell.note
    )


def _value(cell: Cell, column: Column) -> str:
    if column.kind in NUMERIC and isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return plain_number(cell.value)
    if column.kind is Kind.DATE and cell.value is not None:
        return safe(str(cell.value))
    if cell.value is None and column.kind not in NUMERIC:
        return safe(cell.note)
    return safe(fmt.cell_text(cell, column.kind))


def _bounded(panel: Panel, position: int) -> bool:
    return any(row.cells[position].lower is not None for row in panel.rows)
