# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the public page shows: only what was published, and of that nothing invented."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from baken.ui.panels import Kind, Panel, Row, Section, Sentence

from .. import content
from ..models import CouncilPack

PICTURE = "picture"
"""The section of a pack that holds the safety picture."""
SHOWN = 3
"""How many tables the public page shows; the dossier itself holds the rest."""


@dataclass(frozen=True, slots=True)
class PublicPicture:
    """The safety picture in a published pack, without examples."""

    pack: CouncilPack
    intro: str
    sentences: tuple[Sentence, ...]
    panels: tuple[Panel, ...]


def without_examples(panel: Panel) -> Panel | None:
    """Return a panel without anything that is an example, or None when nothing real is left.

    Rows that hold an example cell go whole: half a row could be taken for a measurement. So do sentences. Links go too:
    they lead into the house, where the public can't follow.
    """
    if panel.example:
        return None
    rows = tuple(_unlinked(row) for row in panel.rows if not _has_example(panel, row))
    sentences = tuple(sentence for sentence in panel.sentences if not sentence.example)
    if not rows and not sentences:
        return None
    sources = tuple(
        source if source.url.startswith("https://") else replace(source, url="") for source in panel.sources
    )
    return replace(panel, rows=rows, sentences=sentences, sources=sources)


def real_sections(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return sections without examples; sections in which nothing real is left are left out."""
    kept = (
        replace(section, panels=tuple(p for panel in section.panels if (p := without_examples(panel)) is not None))
        for section in sections
    )
    return tuple(section for section in kept if section.panels)


def picture_of(pack: CouncilPack) -> PublicPicture:
    """Return the safety picture that a published pack holds: intro, plain sentences, the first tables."""
    sections = real_sections(content.load(pack.content))
    chosen = [section for section in sections if section.key == PICTURE]
    panels = [panel for section in chosen for panel in section.panels]
    return PublicPicture(
        pack=pack,
        intro=next((section.intro for section in chosen), ""),
        sentences=tuple(sentence for panel in panels for sentence in panel.sentences),
        panels=tuple(panel for panel in panels if panel.rows and panel.chart)[:SHOWN],
    )


@dataclass(frozen=True, slots=True)
class PublicPriority:
    """A priority as residents read it: its name and what the council wants."""

    name: str
    ambitions: tuple[str, ...]


def priorities_in(policy: Iterable[Panel]) -> tuple[PublicPriority, ...]:
    """Return the priorities with their ambitions, from the panels of adopted policy.

    Names and ambitions are the council's own words; standings follow from efforts, which may be invented, and stay out.
    """
    panels = {panel.key: panel for panel in policy}
    ambitions: dict[str, list[str]] = {}
    if "ambitions" in panels:
        table = panels["ambitions"]
        for row in table.rows:
            ambitions.setdefault(str(table.cell(row, "priority").value), []).append(
                str(table.cell(row, "ambition").value)
            )
    names = list(ambitions)
    if "priorities" in panels:
        table = panels["priorities"]
        names = [str(table.cell(row, "name").value) for row in table.rows]
    return tuple(PublicPriority(name, tuple(ambitions.get(name, ()))) for name in names)


def left_out_in(policy: Iterable[Panel]) -> Panel | None:
    """Return the panel of what is not prioritised, without invented rows."""
    return next((without_examples(panel) for panel in policy if panel.key == "not_prioritised"), None)


def _has_example(panel: Panel, row: Row) -> bool:
    statuses = [i for i, column in enumerate(panel.columns) if column.kind is Kind.STATUS]
    return any(cell.example for cell in row.cells) or any(row.cells[i].value == "example" for i in statuses)


def _unlinked(row: Row) -> Row:
    return replace(row, cells=tuple(replace(cell, href="") for cell in row.cells))
