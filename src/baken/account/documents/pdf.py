# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pack as an accessible PDF (PDF/UA-1) by typst. Texts and pictures are made here, the layout is in the template."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from .charts import svg_of
from .document import Document, chart_alt, print_document
from .reading import FROZEN, METHOD, READING

PACKAGE = Path(__file__).resolve().parent.parent
TEMPLATE = PACKAGE / "templates_typst" / "council-pack.typ"
FONTS = Path(__file__).resolve().parent / "fonts"
UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
UNSHOWN_ROUNDS = 12
REPLACEMENT = "?"
ASCII = 127


def render_pdf(document: Document, charts: list[str] | None = None) -> bytes:
    """Return the pack as PDF: tagged, in Dutch, titled, with a text for each picture and repeated table headers.

    `charts` holds the SVG of each panel in reading order, where they were drawn already. The same document gives the
    same bytes: the moment inside is that at which the pack was made.
    """
    data = print_document(document)
    printed = [panel for section in data["sections"] for panel in section["panels"]]
    for panel, said, svg in zip(document.panels, printed, charts or draw(document), strict=True):
        said |= {"svg": svg, "alt": chart_alt(panel) if svg else "", "width": _width(svg)}
    data |= {"reading": READING, "method": METHOD, "frozen": FROZEN}
    moment = document.issued_at or document.made_at
    return _compiled(json.dumps(data, ensure_ascii=False), int(moment.timestamp()))


def _compiled(text: str, timestamp: int) -> bytes:
    """Return the PDF of a document in JSON.

    PDF/UA allows no letter that can't be shown. Typst names the first that no font of ours holds; it becomes a
    replacement mark, and what is left after some rounds becomes one all at once.
    """
    for _round in range(UNSHOWN_ROUNDS):
        try:
            return _typeset(text, timestamp)
        except _compiler().TypstError as problem:
            found = UNSHOWN.search(str(problem))
            if found is None:
                raise
            unshown = ESCAPED.sub(lambda code: chr(int(code.group(1), 16)), found.group(1))
            for sign in set(unshown) - set(REPLACEMENT):
                if ord(sign) > ASCII:
                    text = text.replace(sign, REPLACEMENT)
    return _typeset("".join(sign if _surely_shown(sign) else REPLACEMENT for sign in text), timestamp)


def _surely_shown(sign: str) -> bool:
    return sign == "\N{MINUS SIGN}" or bool(sign.encode("cp1252", "ignore"))


def _typeset(text: str, timestamp: int) -> bytes:
    return bytes(
        _compiler().compile(
            str(TEMPLATE),
            root=str(TEMPLATE.parent),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"document": text},
            pdf_standards=["ua-1"],
            timestamp=timestamp,
        )
    )


def draw(document: Document) -> list[str]:
    """Return the chart of each panel in reading order as SVG; empty text where a panel has none."""
    return [svg_of(panel) for panel in document.panels]


def _width(svg: str) -> float:
    """Return the width that an SVG says of itself, in pixels; 0 without SVG."""
    found = re.search(r'<svg[^>]* width="([\d.]+)"', svg)
    return float(found.group(1)) if found else 0.0


@cache
def _compiler() -> Any:
    import typst

    return typst
