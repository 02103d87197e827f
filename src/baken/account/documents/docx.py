# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pack as a Word file to go on editing: real styles, repeated table headers, texts with the pictures."""

import io
import zipfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from . import traces
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
WIDTH_MM, FLAT_WIDTH_MM = 162, 249
TWIPS = 56.7
"""In a millimetre."""
LETTER_MM = 1.8
"""A letter in a cell, a little wider than most: the reader's machine may not have our font."""


def render_docx(document: Document, charts: list[str] | None = None) -> bytes:
    """Return the pack as DOCX. `charts` holds the SVG of each panel in reading order, where they were drawn already."""
    from docx.shared import Mm
    from docxtpl import DocxTemplate, InlineImage  # heavy to import, and only needed here

    template = DocxTemplate(str(TEMPLATE))
    data = print_document(document)
    tracer, pictures = _Tracer(), []
    data["marked"] = _document_texts(data, tracer)
    drawn = iter(zip(document.panels, charts or draw(document), strict=True))
    for section in data["sections"]:
        here = (section["key"],)
        section["marked"] = {name: tracer.plain(section[name], *here, f"@{name}") for name in ("title", "intro")}
        for said in section["panels"]:
            panel, svg = next(drawn)
            path = tracer.apart(section["key"], said["key"])
            _enrich(said, tracer, path)
            said["picture"] = ""
            if svg:
                said["picture"] = InlineImage(template, io.BytesIO(png_of(svg)), width=Mm(WIDTH_MM))
                pictures.append(_Picture(chart_alt(panel), traces.path_hash(*path, "@picture"), traces.hash_of(svg)))
    data |= {"reading": READING, "method": METHOD}
    template.render(data, autoescape=True)
    _set_widths(template, [panel for section in data["sections"] for panel in section["panels"] if panel["rows"]])
    _finish(template, document, pictures, tracer)
    out = io.BytesIO()
    template.save(out)
    return same_each_time(out.getvalue())


@dataclass(frozen=True, slots=True)
class _Picture:
    """What is said of a picture: its text, and the two hashes of its trace."""

    alt: str
    path: str
    said: str


class _Tracer:
    """Hands out traces; each gets a number of its own."""

    def __init__(self) -> None:
        self.count = 0
        self._panels: Counter[tuple[str, str]] = Counter()

    def apart(self, section: str, panel: str) -> tuple[str, str]:
        """Return the path of a panel; the second of the same name in a section gets a number."""
        self._panels[section, panel] += 1
        told = self._panels[section, panel]
        return section, panel if told == 1 else f"{panel} {told}"

    def plain(self, text: str, *path: str) -> "_Traced":
        """Return a plain text with its trace."""
        return self.rich(_rich(text), *path)

    def rich(self, rich: Any, *path: str) -> "_Traced":
        """Return rich text with its trace."""
        self.count += 1
        return _Traced(rich, traces.path_hash(*path), self.count)


@dataclass(frozen=True, slots=True)
class _Traced:
    """Rich text between two bookmarks, as docxtpl puts it into a paragraph."""

    rich: Any
    path: str
    number: int

    def __html__(self) -> str:
        runs = parse_xml(f"<w:p {nsdecls('w')}>{self.rich.xml}</w:p>")
        name = traces.name_of(self.path, traces.hash_of(traces.text_of([runs])))
        number = traces.FIRST_ID + self.number
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{self.rich.xml}<w:bookmarkEnd w:id="{number}"/>'

    __str__ = __html__


def _document_texts(data: dict[str, Any], tracer: _Tracer) -> dict[str, Any]:
    """Return the texts about the file itself, each with its trace."""
    told = {
        "cover": f"{data['status_line']}. Cijfers bekend op {data['as_of']}. Uitgave {data['edition']}.",
        "colophon": (
            f"{data['title']}, uitgave {data['edition']}. {data['status_line']}. Gemaakt op {data['made_on']} met cijfers "
            f"zoals bekend op {data['as_of']}. {FROZEN} Dit Word-bestand is bedoeld om verder te bewerken: wat u verandert, "
            "staat niet in het vastgestelde dossier."
        ),
        "content_digest": f"Kenmerk van de inhoud (SHA-256): {data['content_digest']}",
        "facts_digest": f"Kenmerk van de bronnen (SHA-256): {data['facts_digest']}",
    }
    return {name: tracer.plain(text, "@document", name) for name, text in told.items()}


def _enrich(said: dict[str, Any], tracer: _Tracer, path: tuple[str, str]) -> None:
    """Put rich text with its trace beside the texts of a printed panel."""
    source = f"{said['facts']}. " if said["facts"] else ""
    said["marked"] = {
        "title": tracer.plain(said["title"], *path, "@title"),
        "subtitle": tracer.plain(said["subtitle"], *path, "@subtitle"),
        "source": tracer.plain(f"{source}Bron: {said['source']}.", *path, "@source"),
        "notes": [tracer.plain(note, *path, "@note", str(i)) for i, note in enumerate(said["notes"])],
    }
    for column in said["columns"]:
        rich = _rich(column["label"], tail=column["unit"])
        if column["example"]:
            rich.add("\nvoorbeeldcijfer", style="PackExample")
        column["rich"] = tracer.rich(rich, *path, "@head", column["key"])
    for row in said["rows"]:
        for cell, column in zip(row["cells"], said["columns"], strict=True):
            rich = _cell(cell, bold=row["total"])
            cell["rich"] = tracer.rich(rich, *path, "@cell", row["key"], column["key"])
    for i, sentence in enumerate(said["sentences"]):
        sentence["rich"] = tracer.rich(_sentence(sentence), *path, "@sentence", sentence["subject"] or str(i))


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


def shares_of(columns: list[dict[str, Any]], room: float) -> list[float]:
    """Return the letters that each column gets out of `room`: its longest word, and of the rest by what it would take."""
    least = [column["least"] for column in columns]
    if sum(least) >= room:
        return [share * room / sum(least) for share in least]
    more = [max(column["room"] - column["least"], 0) or 0.5 for column in columns]
    left = room - sum(least)
    return [share + left * part / sum(more) for share, part in zip(least, more, strict=True)]


def _set_widths(template: Any, panels: list[dict[str, Any]]) -> None:
    """Give each column its share of the paper: LibreOffice makes them all as wide else, and breaks words to do so."""
    tables = template.docx.tables[1:]  # the first tells how to read
    for table, panel in zip(tables, panels, strict=True):
        shares = shares_of(panel["columns"], (FLAT_WIDTH_MM if panel["wide"] else WIDTH_MM) / LETTER_MM)
        widths = [round(share * LETTER_MM * TWIPS) for share in shares]
        for column, width in zip(table._tbl.tblGrid.iterchildren(qn("w:gridCol")), widths, strict=True):
            column.set(qn("w:w"), str(width))
        for row in table._tbl.iterchildren(qn("w:tr")):
            for cell, width in zip(row.iterchildren(qn("w:tc")), widths, strict=True):
                size = cell.get_or_add_tcPr().get_or_add_tcW()
                size.set(qn("w:type"), "dxa")
                size.set(qn("w:w"), str(width))


def _finish(template: Any, document: Document, told: list[_Picture], tracer: _Tracer) -> None:
    """Give each picture its text and its trace, and the file its properties."""
    pictures = list(template.docx.element.body.iter(qn("wp:docPr")))
    for number, (picture, about) in enumerate(zip(pictures, told, strict=True), start=1):
        picture.set("id", str(number))
        picture.set("name", f"Grafiek {number}")
        picture.set("descr", about.alt)
        run = next(node for node in picture.iterancestors(qn("w:r")))
        tracer.count += 1
        traces.trace([run], about.path, about.said, tracer.count)
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


def same_each_time(data: bytes) -> bytes:
    """Return the same archive without the moments of writing inside, so that equal documents are equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
