# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Panels: frozen view models from which page, chart, table, CSV, PDF and Word are all made, so that they can't disagree.

A panel holds what is shown and nothing else: suppression is already applied, verdicts are already drawn, the source is
named. It turns into canonical JSON and back without loss, which is how an issued document keeps what it said.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any

SCHEMA_VERSION = 1


class Kind(StrEnum):
    """What a column holds; decides alignment, number format and how CSV and Word write it."""

    TEXT = "text"
    COUNT = "count"
    """A whole number: 2.741."""
    RATE = "rate"
    """One decimal: 39,6."""
    PERCENT = "percent"
    """A share of 100, no decimals unless small: 31%."""
    CHANGE = "change"
    """A relative change in percent with sign: -4%."""
    HOURS = "hours"
    EUROS = "euros"
    DATE = "date"
    """ISO date string, shown as 1 okt 2026."""
    VERDICT = "verdict"
    """Slug: higher, lower, no_significant_change, not_assessable."""
    STANDING = "standing"
    """Slug: on_course, attention, behind, not_assessable, done."""
    STATUS = "status"
    """Slug of the figure: final, provisional, withheld, example."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `unit` goes under the label where the panel's unit doesn't fit."""

    key: str
    label: str
    kind: Kind = Kind.TEXT
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value. `value` is text, number or None; None is never shown as 0 but as `note` (why there is no figure).

    `lower` and `upper` bound the 95% interval. `example` marks an example figure: violet, hatched, and in words.
    `href` leads to where the figure comes from.
    """

    value: str | float | int | None = None
    lower: float | None = None
    upper: float | None = None
    note: str = ""
    example: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `cells` in the order of the panel's columns. `key` is stable: an area code, a slug, a year."""

    key: str
    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures come from and since when they are known."""

    publisher: str
    table: str
    title: str
    licence: str
    url: str = ""
    retrieved: str = ""
    status: str = "final"
    note: str = ""

    def line(self) -> str:
        """Return the source as one line for under a chart or table."""
        parts = [f"{self.publisher}, {self.table}" if self.table else self.publisher, self.title, self.licence]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A plain sentence that follows from the panel. `tone` is a verdict slug or empty; `subject` opens the sentence in bold."""

    text: str
    subject: str = ""
    tone: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """One finding with its figures. The title says the finding, not the subject."""

    key: str
    title: str
    subtitle: str = ""
    unit: str = ""
    period: str = ""
    as_of: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[str, ...] = ()
    example: bool = False
    chart: str = ""
    """How it is drawn: interval, change, trend, bars or empty (table only)."""
    reference: float | None = None
    """The value of the dotted line, e.g. the municipality's rate."""
    reference_label: str = ""

    def column(self, key: str) -> int:
        """Return the position of column `key`; raises KeyError with the keys there are."""
        for position, column in enumerate(self.columns):
            if column.key == key:
                return position
        raise KeyError(f"{self.key} has no column {key!r}; it has {[c.key for c in self.columns]}")

    def cell(self, row: Row, key: str) -> Cell:
        """Return the cell of `row` in column `key`."""
        return row.cells[self.column(key)]

    def row(self, key: str) -> Row:
        """Return the row called `key`; raises KeyError."""
        for row in self.rows:
            if row.key == key:
                return row
        raise KeyError(f"{self.key} has no row {key!r}")

    def values(self, key: str) -> tuple[Cell, ...]:
        """Return the cells of column `key`, from top to bottom."""
        position = self.column(key)
        return tuple(row.cells[position] for row in self.rows)

    def source_line(self) -> str:
        """Return all sources as one text for under the panel."""
        return ". ".join(dict.fromkeys(source.line() for source in self.sources))


def to_data(value: Any) -> Any:
    """Return a panel (or any part of one) as plain lists and mappings; empty fields are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((f, getattr(value, f.name)) for f in fields(value))
        return {f.name: to_data(v) for f, v in pairs if v != f.default or v is True}
    if isinstance(value, Mapping):
        return {str(k): to_data(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_data(v) for v in value]
    if isinstance(value, str):
        return str(value)
    return value


def canonical_json(panels: Iterable[Panel]) -> str:
    """Return panels as canonical JSON: sorted keys, no spaces, UTF-8 text. Equal panels give equal text."""
    data = {"schema": SCHEMA_VERSION, "panels": [to_data(panel) for panel in panels]}
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(panels: Iterable[Panel]) -> str:
    """Return the SHA-256 of the canonical JSON, in hex."""
    return hashlib.sha256(canonical_json(panels).encode()).hexdigest()


def from_json(text: str) -> tuple[Panel, ...]:
    """Return the panels in canonical JSON. Raises ValueError on another schema."""
    data = json.loads(text)
    if data.get("schema") != SCHEMA_VERSION:
        raise ValueError(f"panels of schema {data.get('schema')}, this version reads {SCHEMA_VERSION}")
    return tuple(_panel(item) for item in data["panels"])


def _panel(item: Mapping[str, Any]) -> Panel:
    nested = {
        "columns": tuple(Column(**{**c, "kind": Kind(c.get("kind", "text"))}) for c in item.get("columns", ())),
        "rows": tuple(
            Row(r["key"], tuple(Cell(**c) for c in r["cells"]), r.get("total", False)) for r in item.get("rows", ())
        ),
        "sentences": tuple(Sentence(**s) for s in item.get("sentences", ())),
        "sources": tuple(Source(**s) for s in item.get("sources", ())),
        "notes": tuple(item.get("notes", ())),
    }
    return Panel(**{**item, **nested})


@dataclass(frozen=True, slots=True)
class Section:
    """Panels that belong together under one heading of a page or document."""

    key: str
    title: str
    panels: tuple[Panel, ...]
    intro: str = ""
