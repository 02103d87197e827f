# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules of a matrix and sections of a template as text that people write: one line a rule; a line with # a heading.

Pure: what is written and read back is the same.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from ..models import PremisesKind

WORDS = {"woning": PremisesKind.HOME, "lokaal": PremisesKind.OTHER}
OUTCOMES = {"waarschuwing": "warning", "sluiting": "closing"}
PARTS = 4
MONTHS = re.compile(r"^(sluiting)\s+(\d{1,3})(?:\s+maand(?:en)?)?$")
TOPICS_LINE = "!"


class BadText(ValueError):
    """What was written isn't a matrix or template; the message says which line and what is expected."""


def cells_written(cells: Iterable[Mapping[str, Any]]) -> str:
    """Return the rules of a matrix as text."""
    kinds = {str(kind): word for word, kind in WORDS.items()}
    lines = []
    for cell in cells:
        what = "waarschuwing" if cell["outcome"] == "warning" else f"sluiting {cell['months']} maanden"
        parts = [kinds.get(cell["premises_kind"], ""), cell["finding_label"], str(cell["offence_number"]), what]
        lines.append(" | ".join([*parts, cell["note"]] if cell["note"] else parts))
    return "\n".join(lines)


def cells_read(text: str) -> list[dict[str, Any]]:
    """Return the rules that a text writes. Raises `BadText` with the number of the line."""
    cells = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            cells.append(_cell(number, [part.strip() for part in line.split("|")]))
    return cells


def _cell(number: int, parts: list[str]) -> dict[str, Any]:
    if not PARTS <= len(parts) <= PARTS + 1:
        text = _("Regel %(n)d: schrijf woning of lokaal | wat is gevonden | de hoeveelste keer | wat volgt.")
        raise BadText(text % {"n": number})
    kind, finding, offence, outcome = parts[:PARTS]
    note = parts[PARTS] if len(parts) > PARTS else ""
    if kind.lower() not in WORDS:
        raise BadText(_("Regel %(n)d: begin met woning of lokaal.") % {"n": number})
    if not slugify(finding) or len(finding) > 120 or len(slugify(finding)) > 50:
        raise BadText(_("Regel %(n)d: schrijf kort op wat is gevonden.") % {"n": number})
    if not offence.isascii() or not offence.isdecimal() or not 1 <= int(offence) <= 20:
        raise BadText(_("Regel %(n)d: de hoeveelste keer is een getal van 1 tot 20.") % {"n": number})
    if len(note) > 300:
        raise BadText(_("Regel %(n)d: de toelichting is te lang.") % {"n": number})
    closing = MONTHS.match(outcome.lower())
    if outcome.lower() != "waarschuwing" and closing is None:
        text = _("Regel %(n)d: wat volgt is “waarschuwing” of bijvoorbeeld “sluiting 3 maanden”.")
        raise BadText(text % {"n": number})
    return {
        "premises_kind": str(WORDS[kind.lower()]),
        "finding": slugify(finding),
        "finding_label": finding,
        "offence_number": int(offence),
        "outcome": "closing" if closing else "warning",
        "months": int(closing.group(2)) if closing else None,
        "note": note,
    }


def sections_written(sections: Iterable[Mapping[str, Any]]) -> str:
    """Return the sections of a template as text: # heading, text, and ! with the reasons that it prints."""
    parts = []
    for section in sections:
        lines = [f"# {section.get('heading', '')}"]
        if section.get("text"):
            lines.append(str(section["text"]))
        if section.get("topics"):
            lines.append(f"{TOPICS_LINE} {', '.join(section['topics'])}")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def sections_read(text: str) -> list[dict[str, Any]]:
    """Return the sections that a text writes. Raises `BadText` where text stands before the first heading."""
    sections: list[dict[str, Any]] = []
    lines: list[list[str]] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if line.startswith("# "):
            heading = line[2:].strip()
            sections.append({"slug": slugify(heading)[:50] or "deel", "heading": heading, "text": "", "topics": []})
            lines.append([])
        elif not sections:
            if line.strip():
                raise BadText(_("Begin met een kop: een regel die met # en een spatie begint."))
        elif line.startswith(f"{TOPICS_LINE} "):
            sections[-1]["topics"] += [one.strip() for one in line[2:].split(",") if one.strip()]
        else:
            lines[-1].append(line)
    for section, told in zip(sections, lines, strict=True):
        section["text"] = "\n".join(told).strip()
    return sections
