# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole pack as CSV: the names of its tables, and the readme beside them."""

import re
from collections.abc import Iterable

from baken.ui.csv_export import BOM, render_csv
from baken.ui.panels import Panel

from .document import Document, local_day, sources_of
from .formats import day
from .reading import FROZEN, METHOD, READING

__all__ = ["csv_names", "render_csv", "render_readme"]


def csv_names(panels: Iterable[Panel]) -> list[str]:
    """Return a file name for each panel: its place and key, so that names sort in reading order and never clash.

    A panel of sentences only has no table and gets an empty name.
    """
    return [f"{i:02d}-{_plain(panel.key)}.csv" if panel.rows else "" for i, panel in enumerate(panels, 1)]


def _plain(key: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")[:60] or "tabel"


def render_readme(document: Document, names: Iterable[str]) -> str:
    """Return leesmij.txt: which file holds what, how to read it, from which sources."""
    lines = [
        document.title,
        f"Gemeente {document.municipality}, uitgave {document.edition}. {document.status_line}.",
        f"Cijfers zoals bekend op {day(local_day(document.as_of))}. {FROZEN}",
        "",
        "Bestanden: UTF-8, puntkomma tussen de kolommen, decimale komma, geen punten tussen duizendtallen.",
        "Liever decimale punten? content.json bevat dezelfde cijfers voor programma's.",
        "Een apostrof vooraan een tekst voorkomt dat een rekenprogramma die tekst uitvoert.",
        "Status voorbeeldcijfer: verzonnen, om te laten zien hoe het werkt.",
        "",
    ]
    for name, panel in zip(names, document.panels, strict=True):
        if not name:
            continue
        mark = " [voorbeeldcijfers]" if panel.example else ""
        lines.append(f"{name}: {panel.title}{mark}. Bron: {panel.source_line() or 'geen'}")
    lines += ["", "Woorden", *(f"- {word}: {meaning}" for word, meaning in READING)]
    lines += ["", "Werkwijze", *(f"- {line}" for line in METHOD), "", "Bronnen"]
    lines += [
        f"- {s['line']}. Opgehaald {s['retrieved']}. Stand: {s['status']}. {s['url']}" for s in sources_of(document)
    ]
    lines += ["", f"Kenmerk van de inhoud (SHA-256): {document.content_digest}", f"Baken {document.code_version}", ""]
    return BOM + "\r\n".join(lines)
