# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stored content of a pack: sections as one canonical JSON text.

The text is what `ui.panels.canonical_json` makes of all panels, with a list beside it that says which section holds
how many of them; so `ui.panels.from_json` reads it as it is, and equal sections give equal text.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator

from baken.ui.panels import SCHEMA_VERSION, Panel, Section, from_json, to_data

Sections = tuple[Section, ...]


def dump(sections: Iterable[Section]) -> str:
    """Return sections as canonical JSON: sorted keys, no spaces. `load(dump(s)) == s`."""
    sections = tuple(sections)
    data = {
        "schema": SCHEMA_VERSION,
        "panels": [to_data(panel) for section in sections for panel in section.panels],
        "sections": [
            {"key": str(s.key), "title": str(s.title), "intro": str(s.intro), "count": len(s.panels)} for s in sections
        ],
    }
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Sections:
    """Return the sections in `text`. Raises ValueError on another schema."""
    panels = iter(from_json(text))
    return tuple(
        Section(item["key"], item["title"], tuple(next(panels) for _ in range(item["count"])), item["intro"])
        for item in json.loads(text)["sections"]
    )


def digest(text: str) -> str:
    """Return the SHA-256 of content, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def panels_of(sections: Iterable[Section]) -> Iterator[Panel]:
    """Yield every panel in reading order."""
    for section in sections:
        yield from section.panels


def facts_digest(sections: Iterable[Section]) -> str:
    """Return the SHA-256 over the sources and periods of all panels: which state of which figures this is made of."""
    lines = {
        json.dumps([to_data(source), panel.period, panel.as_of], sort_keys=True, ensure_ascii=False)
        for panel in panels_of(sections)
        for source in panel.sources
    }
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
