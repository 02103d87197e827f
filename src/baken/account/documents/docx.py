# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pack as a Word file to go on editing: real styles, repeated table headers, texts with the pictures."""

import io
import zipfile
from datetime import UTC
from pathlib import Path
from typing import Any

from baken.ui.panels import Panel

from .charts import png_of
from .document import Document, chart_alt, print_document
from .pdf import draw
from .reading import FROZEN, METHOD, READING

TEMPLATE = Path(__file__).resolve().parent.parent / "templates_docx" / "council-pack.docx"
TONE_STYLES = {
    "higher": "PackHigher",
    "lower": "PackLower",
    "no_significant_change": "PackNeutral",
    "not_assessable": "PackNeutral",
    "on_course": "PackGood",
    "done": "PackGood",
    "attention": "PackAttention",
    "behind": "PackLate",
}
TONE_MARKS = {
    "higher": "▲",
    "lower": "▼",
    "no_significant_change": "=",
    "not_assessable": "○",
    "on_course": "●",
    "done": "●",
    "attention": "▲",
    "behind": "■",
}
WIDTH_MM = 162


def render_docx(document: Document, charts: list[str] | None = None) -> bytes:
    """Return the pack as DOCX. `charts` holds the SVG of each panel in reading order, where they were drawn already."""
    from docxtpl import DocxTemplate  # heavy to import, and only needed here

    template = DocxTemplate(str(TEMPLATE))
    data = print_document(document)
    printed = [panel for section in data["sections"] for panel in section["panels"]]
    alts: list[str] = []
    for panel, said, svg in zip(document.panels, printed, charts or draw(document), strict=True):
        _enrich(template, panel, said, svg, alts)
    data |= {"reading": READING, "method": METHOD, "frozen": FROZEN}
    template.render(data, autoescape=True)
    _finish(template, document, alts)
    out = io.BytesIO()
    template.save(out)
    return _same_each_time(out.getvalue())


def _enrich(template: Any, panel: Panel, said: dict[str, Any], svg: str, alts: list[str]) -> None:
    """Put rich text and the picture beside the texts of a printed panel."""
    from docx.shared import Mm
    from docxtpl import InlineImage

    said["picture"] = ""
    if svg:
        said["picture"] = InlineImage(template, io.BytesIO(png_of(svg)), width=Mm(WIDTH_MM))
        alts.append(chart_alt(panel))
    for column in said["columns"]:
        column["rich"] = _rich(column["label"], tail=column["unit"])
        if column["example"]:
            column["rich"].add("\nvoorbeeldcijfer", style="PackExample")
    for row in said["rows"]:
        for cell in row["cells"]:
            cell["rich"] = _cell(cell, bold=row["total"])
    for sentence in said["sentences"]:
        sentence["rich"] = _sentence(sentence)


def _rich(text: str, *, tail: str = "", style: str | None = None, bold: bool = False) -> Any:
    from docxtpl import RichText

    rich = RichText()
    rich.add(text, style=style, bold=bold)
    if tail:
        rich.add("\n" + tail, style="PackSmall")
    return rich


def _cell(cell: dict[str, Any], *, bold: bool) -> Any:
    tone = cell["tone"]
    if tone:
        rich = _rich(f"{TONE_MARKS.get(tone, '')} {cell['text']}".strip(), style=TONE_STYLES.get(tone))
    else:
        rich = _rich(cell["text"], style="PackExample" if cell["example"] else None, bold=bold)
    for extra, style in ((cell["interval"], "PackSmall"), (cell["tag"], "PackExample"), (cell["note"], "PackSmall")):
        if extra:
            rich.add("\n" + extra, style=style)
    return rich


def _sentence(sentence: dict[str, Any]) -> Any:
    from docxtpl import RichText

    rich = RichText()
    if sentence["subject"]:
        rich.add(sentence["subject"] + ": ", bold=True)
    rich.add(sentence["text"])
    if sentence["example"]:
        rich.add(" ")
        rich.add("voorbeeld", style="PackExample")
    return rich


def _finish(template: Any, document: Document, alts: list[str]) -> None:
    """Give each picture its text, and the file its properties."""
    from docx.oxml.ns import qn

    pictures = list(template.docx.element.body.iter(qn("wp:docPr")))
    for number, (picture, alt) in enumerate(zip(pictures, alts, strict=True), start=1):
        picture.set("id", str(number))
        picture.set("name", f"Grafiek {number}")
        picture.set("descr", alt)
    properties = template.docx.core_properties
    moment = (document.issued_at or document.made_at).astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.title = document.title
    properties.author = f"Gemeente {document.municipality}"
    properties.subject = f"Raadsdossier veiligheid {document.year}"
    properties.language = "nl-NL"
    properties.created = properties.modified = moment
    properties.last_modified_by = "Baken"
    properties.comments = ""
    properties.revision = 1


def _same_each_time(data: bytes) -> bytes:
    """Return the same archive without the moments of writing inside, so that equal documents are equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
