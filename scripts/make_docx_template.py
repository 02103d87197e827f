# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes the Word template of the council pack: real styles, repeated table headers, Dutch as its language.

Run it after a change here: `python scripts/make_docx_template.py`. The template in the package is what docxtpl fills.
"""

from copy import deepcopy
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

TARGET = Path(__file__).resolve().parent.parent / "src/baken/account/templates_docx/council-pack.docx"
INK, SOFT, VIOLET = RGBColor(0x15, 0x21, 0x2A), RGBColor(0x4B, 0x58, 0x62), RGBColor(0x66, 0x43, 0x8F)
TONES = {
    "Higher": "A23B08",
    "Lower": "17599A",
    "Neutral": "55616A",
    "Good": "27663C",
    "Attention": "7D5200",
    "Late": "A3261B",
}


def main() -> None:
    """Write the template."""
    document = Document()
    styles(document)
    page(document)
    body(document)
    last = document.element.body.sectPr
    last.remove(last.find(qn("w:titlePg")))
    document.core_properties.author = ""
    document.core_properties.title = ""
    TARGET.parent.mkdir(exist_ok=True)
    document.save(str(TARGET))
    print(f"wrote {TARGET.name}, {TARGET.stat().st_size} bytes")


def styles(document: Any) -> None:
    """Set the fonts that Dutch municipalities have, sizes, Dutch as language; add the styles for marks."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), "nl-NL")
    shape(document.styles["Normal"], "Calibri", 10.5, INK, after=6)
    for name, size, before, after in (("Heading 1", 20, 0, 10), ("Heading 2", 14, 18, 4), ("Heading 3", 11.5, 12, 4)):
        shape(document.styles[name], "Cambria", size, INK, before=before, after=after, bold=True)
    document.styles["Heading 1"].paragraph_format.page_break_before = True
    shape(document.styles["Title"], "Cambria", 30, INK, before=200, after=8, bold=True)
    shape(document.styles["Subtitle"], "Calibri", 13, SOFT, after=4)
    for name, size, colour in (
        ("Pack Note", 8.5, SOFT),
        ("Pack Facts", 9.5, SOFT),
        ("Pack Cell", 9, INK),
        ("Pack Head", 9, SOFT),
    ):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        shape(style, "Calibri", size, colour, after=2, bold=name == "Pack Head")
    document.styles["Pack Facts"].paragraph_format.keep_with_next = True
    strip = document.styles.add_style("Pack Example Strip", WD_STYLE_TYPE.PARAGRAPH)
    shape(strip, "Calibri", 9.5, VIOLET, after=6, bold=True)
    strip.element.get_or_add_pPr().append(shading())
    for level in (1, 2):
        toc = document.styles.add_style(f"TOC {level}", WD_STYLE_TYPE.PARAGRAPH)
        shape(toc, "Calibri", 10.5, INK, after=3, bold=level == 1)
        toc.paragraph_format.left_indent = Cm(0.6 * (level - 1))
    character(document, "Pack Small", SOFT, size=8)
    example = character(document, "Pack Example", VIOLET, bold=True)
    example.element.get_or_add_rPr().append(shading())
    for name, tone in TONES.items():
        character(document, f"Pack {name}", RGBColor.from_string(tone), bold=True)


def shape(
    style: Any, font: str, size: float, colour: RGBColor, *, before: float = 0, after: float = 0, bold: bool = False
) -> None:
    style.font.name, style.font.size, style.font.color.rgb, style.font.bold = font, Pt(size), colour, bold
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    fonts.set(qn("w:hAnsi"), font)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def character(document: Any, name: str, colour: RGBColor, *, size: float | None = None, bold: bool = False) -> Any:
    style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    style.font.color.rgb, style.font.bold = colour, bold
    if size:
        style.font.size = Pt(size)
    return style


def shading() -> Any:
    """Return a violet hatch: it stays visible on a black and white print."""
    mark = OxmlElement("w:shd")
    for key, value in (("w:val", "thinDiagStripe"), ("w:color", "D9CBE8"), ("w:fill", "F8F5FB")):
        mark.set(qn(key), value)
    return mark


def page(document: Any) -> None:
    """A4, with page numbers and the pack's name; another first page."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2.4)
    section.different_first_page_header_footer = True
    section.header.paragraphs[
        0
    ].text = "{{ kicker }} {{ municipality }} {{ year }}{% if draft %} – concept, niet vastgesteld{% endif %}"
    section.header.paragraphs[0].style = document.styles["Pack Note"]
    foot = section.footer.paragraphs[0]
    foot.style = document.styles["Pack Note"]
    foot.add_run("Gemeente {{ municipality }}, pagina ")
    field(foot, "PAGE", "1")
    foot.add_run(" van ")
    field(foot, "NUMPAGES", "1")


def field(paragraph: Any, code: str, shown: str) -> None:
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = shown
    run.append(text)
    simple.append(run)
    paragraph._p.append(simple)


def body(document: Any) -> None:
    """Write the paragraphs with the marks that docxtpl fills in."""
    add = document.add_paragraph
    add("{{ kicker }}", style="Subtitle")
    add("{{ title }}", style="Title")
    add("Gemeente {{ municipality }}", style="Subtitle")
    add("{{r marked.cover }}")
    add("{%p if has_examples %}")
    add(
        "Dit dossier bevat ook voorbeeldcijfers. Ze zijn paars en gearceerd en het woord ‘voorbeeld’ staat erbij.",
        style="Pack Example Strip",
    )
    add("{%p endif %}")
    contents(document)
    turn(document, flat=False, first=True)
    add("Zo leest u dit dossier", style="Heading 1")
    table(document, ("Woord", "Betekenis"), "{%tr for word, meaning in reading %}", ("{{ word }}", "{{ meaning }}"))
    add("{%p for section in sections %}")
    when("section.starts_flat", lambda: turn(document, flat=False), document)
    add("{{r section.marked.title }}", style="Heading 1")
    add("{%p if section.intro %}")
    add("{{r section.marked.intro }}")
    add("{%p endif %}")
    add("{%p for panel in section.panels %}")
    panel(document)
    add("{%p endfor %}")
    add("{%p endfor %}")
    ending(document)


def contents(document: Any) -> None:
    """A table of contents field, filled already; Word adds page numbers when it is updated."""
    document.add_paragraph("Inhoud", style="TOC 1").paragraph_format.page_break_before = True
    start = document.add_paragraph(style="TOC 1")
    for kind, text in (("begin", ""), ("", 'TOC \\o "1-2" \\h \\z \\u'), ("separate", "")):
        run = start.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = text
            run._r.append(code)
    start.add_run("Zo leest u dit dossier")
    document.add_paragraph("{%p for section in sections %}")
    document.add_paragraph("{{ section.title }}", style="TOC 1")
    document.add_paragraph("{%p for panel in section.panels %}")
    document.add_paragraph("{{ panel.title }}", style="TOC 2")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    end = document.add_paragraph("Bronnen en werkwijze", style="TOC 1").add_run()
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), "end")
    end._r.append(mark)


def turn(document: Any, *, flat: bool, first: bool = False) -> None:
    """End a section here: what stands before this paragraph is upright, or lies on its side."""
    section = deepcopy(document.element.body.sectPr)
    title_page = section.find(qn("w:titlePg"))
    if not first and title_page is not None:
        section.remove(title_page)
    if flat:
        size = section.find(qn("w:pgSz"))
        width, height = size.get(qn("w:w")), size.get(qn("w:h"))
        size.set(qn("w:w"), height)
        size.set(qn("w:h"), width)
        size.set(qn("w:orient"), "landscape")
    paragraph = document.add_paragraph(style="Pack Note")
    paragraph._p.get_or_add_pPr().append(section)


def panel(document: Any) -> None:
    add = document.add_paragraph
    when("panel.starts_flat", lambda: turn(document, flat=False), document)
    add("{{r panel.marked.title }}", style="Heading 2")
    when("panel.subtitle", lambda: add("{{r panel.marked.subtitle }}", style="Pack Facts"), document)
    when(
        "panel.example",
        lambda: add("Voorbeeldcijfers: verzonnen, om te laten zien hoe het werkt.", style="Pack Example Strip"),
        document,
    )
    when("panel.picture", lambda: add("{{ panel.picture }}"), document)
    add("{%p for s in panel.sentences %}")
    add("{{r s.rich }}", style="List Bullet")
    add("{%p endfor %}")
    add("{%p if panel.rows %}")
    grid = document.add_table(rows=4, cols=3)
    borders(grid)
    repeat_header(grid.rows[0])
    fill(grid.rows[0], ("{%tc for c in panel.columns %}", "{{r c.rich }}", "{%tc endfor %}"), "Pack Head")
    fill(grid.rows[1], ("{%tr for row in panel.rows %}", "", ""), "Pack Cell")
    fill(grid.rows[2], ("{%tc for cell in row.cells %}", "{{r cell.rich }}", "{%tc endfor %}"), "Pack Cell")
    fill(grid.rows[3], ("{%tr endfor %}", "", ""), "Pack Cell")
    keep_whole(grid.rows[2])
    add("{%p endif %}")
    when("panel.rows or panel.facts", lambda: add("{{r panel.marked.source }}", style="Pack Note"), document)
    add("{%p for note in panel.marked.notes %}")
    add("{{r note }}", style="Pack Note")
    add("{%p endfor %}")
    when("panel.ends_flat", lambda: turn(document, flat=True), document)


def when(condition: str, write: Any, document: Any) -> None:
    document.add_paragraph(f"{{%p if {condition} %}}")
    write()
    document.add_paragraph("{%p endif %}")


def table(document: Any, heads: tuple[str, ...], loop: str, cells: tuple[str, ...]) -> None:
    grid = document.add_table(rows=4, cols=len(heads))
    borders(grid)
    repeat_header(grid.rows[0])
    fill(grid.rows[0], heads, "Pack Head")
    fill(grid.rows[1], (loop, *[""] * (len(heads) - 1)), "Pack Cell")
    fill(grid.rows[2], cells, "Pack Cell")
    fill(grid.rows[3], ("{%tr endfor %}", *[""] * (len(heads) - 1)), "Pack Cell")


def fill(row: Any, texts: tuple[str, ...], style: str) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        cell.paragraphs[0].text = text
        cell.paragraphs[0].style = style


def repeat_header(row: Any) -> None:
    """Word repeats this row on each page and reads it out as header."""
    mark = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(mark)
    keep_whole(row)


def keep_whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def borders(grid: Any) -> None:
    """Thin rules between rows, nothing else; as wide as the text."""
    properties = grid._tbl.tblPr
    lines = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "B9C1C4")):
            line.set(qn(key), value)
        lines.append(line)
    width = properties.find(qn("w:tblW"))
    width.set(qn("w:type"), "pct")
    width.set(qn("w:w"), "5000")
    width.addnext(lines)


def ending(document: Any) -> None:
    add = document.add_paragraph
    add("Bronnen en werkwijze", style="Heading 1")
    add("Zo zijn de cijfers gemaakt", style="Heading 2")
    add("{%p for line in method %}")
    add("{{ line }}", style="List Bullet")
    add("{%p endfor %}")
    add("Bronnen", style="Heading 2")
    add("{%p for s in sources %}")
    add(
        "{{ s.line }}. {% if s.retrieved %}Opgehaald {{ s.retrieved }}. {% endif %}"
        "Stand: {{ s.status }}. {{ s.note }} {{ s.url }}",
        style="List Bullet",
    )
    add("{%p endfor %}")
    add("Colofon", style="Heading 2")
    add("{{r marked.colophon }}")
    add("{{r marked.content_digest }}", style="Pack Note")
    add("{{r marked.facts_digest }}", style="Pack Note")
    add("Gemaakt met Baken {{ code_version }}, open source onder de EUPL-1.2.", style="Pack Note")


if __name__ == "__main__":
    main()
