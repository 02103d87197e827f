# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers and words in documents: those of the pages (`ui.format`), but always Dutch. Documents for a Dutch council are
Dutch whatever language the screen speaks; for the same reason the fixed texts of documents aren't wrapped for translation."""

from typing import Any

from django.utils.translation import override

from baken.ui import format as fmt
from baken.ui.panels import Cell, Column, Kind

WITHHELD = "niet gepubliceerd"
EXAMPLE = "voorbeeldcijfer"
NUMERIC = frozenset({Kind.COUNT, Kind.RATE, Kind.PERCENT, Kind.CHANGE, Kind.HOURS, Kind.EUROS})
WORDED = frozenset({Kind.VERDICT, Kind.STANDING, Kind.STATUS})
VERDICTS = ("higher", "lower", "no_significant_change", "not_assessable")


@override("nl")
def day(value: Any) -> str:
    """Return a date (or ISO text) as 1 okt 2026. Text that is no date comes back as it is."""
    return fmt.day(value)


@override("nl")
def number(value: float, places: int = 0) -> str:
    """Return a number in Dutch notation: 2.741 and 39,6."""
    return fmt.decimal(value, places)


@override("nl")
def status_word(slug: str) -> str:
    return fmt.status_word(slug)


@override("nl")
def cell_text(cell: Cell, column: Column) -> str:
    """Return what a document says for a cell. No value is never 0: it is the note, or "niet gepubliceerd"."""
    if cell.value is None and column.kind not in NUMERIC:
        return cell.note
    try:
        return fmt.cell_text(cell, column.kind)
    except KeyError:  # a word that this version doesn't know: an older document is shown all the same
        return str(cell.value)


@override("nl")
def interval_text(cell: Cell, column: Column) -> str:
    """Return the 95% interval as 58,7–72,1 or −8% tot +2%; nothing where there is none."""
    return fmt.interval(cell, column.kind) if cell.value is not None and column.kind in NUMERIC else ""
