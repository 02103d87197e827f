# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a document is made of before anyone decides on paper, Word or CSV: a pack's content with its papers."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from baken.ui.panels import Cell, Column, Kind, Panel, Section, Sentence

from .formats import EXAMPLE, NUMERIC, WORDED, cell_text, day, interval_text, status_word

WIDE = 7
"""A table of more columns than this gets a page on its side."""
SHORT = 14
"""A column of texts up to this many characters isn't broken over lines."""
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
STATUS_WORDS = {"draft": "concept", "issued": "vastgesteld", "published": "vastgesteld", "withdrawn": "ingetrokken"}


@dataclass(frozen=True, slots=True)
class Document:
    """A council pack ready to be written. Moments are aware; digests are hex; `status` a slug of the pack workflow."""

    title: str
    municipality: str
    year: int
    edition: int
    status: str
    as_of: datetime
    made_at: datetime
    issued_at: datetime | None
    sections: tuple[Section, ...]
    content_digest: str
    facts_digest: str
    code_version: str

    @property
    def panels(self) -> tuple[Panel, ...]:
        """Every panel, in reading order."""
        return tuple(panel for section in self.sections for panel in section.panels)

    @property
    def has_examples(self) -> bool:
        return any(is_example(panel) for panel in self.panels)

    @property
    def status_line(self) -> str:
        """Return what the front page says of its standing: Concept van 24 nov 2026."""
        moment = self.issued_at or self.made_at
        said = {"draft": "Concept van", "withdrawn": "Ingetrokken; was vastgesteld op"}.get(
            self.status, "Vastgesteld op"
        )
        return f"{said} {day(local_day(moment))}"


def local_day(moment: datetime) -> str:
    """Return the Dutch calendar day of a moment, as ISO text."""
    return moment.astimezone(AMSTERDAM).date().isoformat()


def heading(text: str) -> str:
    """Return a heading that can be read out: an empty one would break the reading order of the PDF."""
    return text if any(sign.isprintable() and not sign.isspace() for sign in text) else "Zonder titel"


def is_example(panel: Panel) -> bool:
    """Whether anything in the panel is an example."""
    return (
        panel.example
        or any(sentence.example for sentence in panel.sentences)
        or any(cell.example for row in panel.rows for cell in row.cells)
    )


def chart_alt(panel: Panel) -> str:
    """Return the text that stands for the picture. The table below it holds the figures, so this says what is drawn."""
    drawn = {
        "interval": "Puntgrafiek met 95%-marge",
        "change": "Puntgrafiek van veranderingen rond nul, met 95%-marge",
        "trend": "Lijngrafiek per jaar met 95%-marge",
        "bars": "Staafgrafiek",
    }[panel.chart]
    mark = " Dit zijn voorbeeldcijfers." if panel.example else ""
    return f"{drawn}: {panel.title}.{mark} De tabel hieronder geeft dezelfde cijfers."


def print_panel(panel: Panel) -> dict[str, Any]:
    """Return a panel as texts only: what both the PDF and the Word template lay out, so that they say the same."""
    panel = _without_blank_columns(panel)
    return {
        "key": panel.key,
        "title": heading(panel.title),
        "subtitle": panel.subtitle,
        "facts": _facts(panel),
        "example": panel.example,
        "wide": len(panel.columns) > WIDE,
        "columns": [_print_column(panel, i, column) for i, column in enumerate(panel.columns)],
        "rows": [
            {
                "key": row.key,
                "total": row.total,
                "cells": [_print_cell(c, k, panel) for c, k in zip(row.cells, panel.columns, strict=True)],
            }
            for row in panel.rows
        ],
        "sentences": [_print_sentence(sentence) for sentence in panel.sentences],
        "source": panel.source_line() or ("Geen bron: dit is een voorbeeld" if panel.example else "Gemeente"),
        "notes": [str(note) for note in panel.notes],
    }


def _without_blank_columns(panel: Panel) -> Panel:
    filled = [
        i
        for i, column in enumerate(panel.columns)
        if column.kind in NUMERIC or any(cell_text(row.cells[i], column) for row in panel.rows)
    ]
    if len(filled) == len(panel.columns) or not panel.rows:
        return panel
    return replace(
        panel,
        columns=tuple(panel.columns[i] for i in filled),
        rows=tuple(replace(row, cells=tuple(row.cells[i] for i in filled)) for row in panel.rows),
    )


def _facts(panel: Panel) -> str:
    parts = [
        f"Eenheid: {panel.unit}" if panel.unit else "",
        f"Periode: {panel.period}" if panel.period else "",
        f"Bekend op: {day(panel.as_of)}" if panel.as_of else "",
    ]
    return ". ".join(part for part in parts if part)


def _print_column(panel: Panel, position: int, column: Column) -> dict[str, Any]:
    texts = [column.label, *(cell_text(row.cells[position], column) for row in panel.rows)]
    longest = max(map(len, texts))
    word = max((len(part) for text in texts for part in text.split()), default=0)
    label = max(map(len, column.label.split()), default=0)
    told = max(map(len, [*texts[1:], *(interval_text(row.cells[position], column) for row in panel.rows)]), default=0)
    tag = len(EXAMPLE) - 2 if panel.example and column.kind in NUMERIC else 0  # in smaller letters
    short = position > 0 and longest <= SHORT
    return {
        "key": column.key,
        "label": column.label,
        "unit": column.unit,
        "numeric": column.kind in NUMERIC,
        "example": panel.example and column.kind in NUMERIC,
        # 0: as wide as its words; otherwise its share of the room that is left
        "weight": 0 if column.kind in NUMERIC or short else max(min(word, 24) + 2, min(40, round(4 * longest**0.5))),
        # for a file that can't fit a column to its words: the letters that it can't do without, and those it would take
        "least": round(max(min(word, 18), tag) * 1.15) + 2,
        "room": max(min(told, 160), label, tag) + 2,
        "words": column.kind in WORDED,
    }


def _print_cell(cell: Cell, column: Column, panel: Panel) -> dict[str, Any]:
    marked = cell.example or (panel.example and column.kind in NUMERIC)
    tone = str(cell.value) if column.kind in {Kind.VERDICT, Kind.STANDING} and cell.value is not None else ""
    return {
        "text": cell_text(cell, column),
        "interval": interval_text(cell, column),
        "note": cell.note if cell.value is not None else "",
        "tone": tone,
        "tone_kind": str(column.kind) if tone else "",
        "example": marked and cell.value is not None,
        "tag": ""
        if panel.example or not marked or cell.value is None
        else EXAMPLE
        if column.kind in NUMERIC
        else "voorbeeld",
        "missing": cell.value is None,
    }


def _print_sentence(sentence: Sentence) -> dict[str, Any]:
    return {"subject": sentence.subject, "text": sentence.text, "tone": sentence.tone, "example": sentence.example}


def print_document(document: Document) -> dict[str, Any]:
    """Return the whole document as texts, without pictures."""
    return {
        "title": document.title,
        "kicker": "Raadsdossier veiligheid",
        "municipality": document.municipality,
        "year": str(document.year),
        "edition": document.edition,
        "draft": document.status == "draft",
        "withdrawn": document.status == "withdrawn",
        "status": STATUS_WORDS[document.status],
        "status_line": document.status_line,
        "as_of": day(local_day(document.as_of)),
        "made_on": day(local_day(document.made_at)),
        "has_examples": document.has_examples,
        "sections": _with_turned_headings(
            [
                {
                    "key": section.key,
                    "title": heading(section.title),
                    "intro": section.intro,
                    "panels": _with_turns([print_panel(panel) for panel in section.panels]),
                }
                for section in document.sections
            ]
        ),
        "sources": sources_of(document),
        "content_digest": document.content_digest,
        "facts_digest": document.facts_digest,
        "code_version": document.code_version,
    }


def _with_turns(panels: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Say where the paper turns on its side and back: wide neighbours share their pages."""
    wide = [False, *(panel["wide"] for panel in panels), False]
    for place, panel in enumerate(panels, start=1):
        panel["starts_flat"] = panel["wide"] and not wide[place - 1]
        panel["ends_flat"] = panel["wide"] and not wide[place + 1]
    return panels


def _with_turned_headings(sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Turn the paper before the heading of a section that opens with a wide panel: else that stands on a page alone."""
    flat = False
    for section in sections:
        panels = section["panels"]
        wide = bool(panels) and panels[0]["starts_flat"]
        section["starts_flat"] = wide and not flat
        if wide:
            panels[0]["starts_flat"] = False
        flat = bool(panels) and panels[-1]["ends_flat"]
    return sections


def sources_of(document: Document) -> list[dict[str, str]]:
    """Return each source once, in order of first use: line, address, when retrieved, standing and remark."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for source in (source for panel in document.panels for source in panel.sources):
        key = (source.line(), source.retrieved, source.status)
        found.setdefault(
            key,
            {
                "line": source.line(),
                "url": source.url if source.url.startswith("https://") else "",  # others lead into the house
                "retrieved": day(source.retrieved) if source.retrieved else "",
                "status": status_word(source.status),
                "note": source.note,
            },
        )
    return list(found.values())
