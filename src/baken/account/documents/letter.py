# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A short Word document of sections to go on editing, such as a proposal to the council: text first, small tables in it."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from baken.ui.panels import Panel, Section

from .document import print_panel
from .docx import TEMPLATE, same_each_time


def render_letter(*, kicker: str, title: str, facts: Sequence[str], sections: Iterable[Section], author: str) -> bytes:
    """Return a DOCX in the styles of the council pack: `facts` are lines under the title; blank lines part paragraphs."""
    document = docx.Document(str(TEMPLATE))
    body = document.element.body
    for element in list(body):
        if element.tag != qn("w:sectPr"):
            body.remove(element)
    for part in (document.sections[0].header, document.sections[0].footer):
        for paragraph in part.paragraphs:
            paragraph.text = ""
    document.add_paragraph(kicker, style="Subtitle")
    document.add_paragraph(title, style="Title").paragraph_format.space_before = 0
    for line in facts:
        document.add_paragraph(line, style="Pack Facts")
    for section in sections:
        heading = document.add_paragraph(section.title, style="Heading 1")
        heading.paragraph_format.page_break_before = False
        for paragraph in filter(None, (part.strip() for part in section.intro.replace("\r", "").split("\n\n"))):
            document.add_paragraph(paragraph)
        for panel in section.panels:
            _table(document, panel)
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, author, "nl-NL"
    out = io.BytesIO()
    document.save(out)
    return same_each_time(out.getvalue())


def _table(document: Any, panel: Panel) -> None:
    said = print_panel(panel)
    document.add_paragraph(said["title"], style="Heading 2")
    if about := ". ".join(part for part in (said["subtitle"], said["facts"]) if part):
        document.add_paragraph(f"{about}.", style="Pack Facts")
    if not said["rows"]:
        return
    grid = document.add_table(rows=1, cols=len(said["columns"]))
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, column in zip(grid.rows[0].cells, said["columns"], strict=True):
        cell.paragraphs[0].text, cell.paragraphs[0].style = column["label"], "Pack Head"
    for row in said["rows"]:
        for cell, told in zip(grid.add_row().cells, row["cells"], strict=True):
            margin = f"({told['interval']})" if told["interval"] else ""
            words = [told["text"], margin, "(voorbeeld)" if told["example"] else ""]
            cell.paragraphs[0].text, cell.paragraphs[0].style = " ".join(filter(None, words)), "Pack Cell"
    for note in said["notes"]:
        document.add_paragraph(note, style="Pack Facts")
