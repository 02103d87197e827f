# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pack as an accessible PDF (PDF/UA-1) by typst. Texts and pictures are made here, the layout is in the template."""

import re
from pathlib import Path

from baken.kernel.papers.typesetting import pdf_of

from .charts import svg_of
from .document import Document, chart_alt, print_document
from .reading import FROZEN, METHOD, READING

PACKAGE = Path(__file__).resolve().parent.parent
TEMPLATE = PACKAGE / "templates_typst" / "council-pack.typ"
FONTS = Path(__file__).resolve().parent / "fonts"


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
    return pdf_of(TEMPLATE, data, int(moment.timestamp()), [FONTS])


def draw(document: Document) -> list[str]:
    """Return the chart of each panel in reading order as SVG; empty text where a panel has none."""
    return [svg_of(panel) for panel in document.panels]


def _width(svg: str) -> float:
    """Return the width that an SVG says of itself, in pixels; 0 without SVG."""
    found = re.search(r'<svg[^>]* width="([\d.]+)"', svg)
    return float(found.group(1)) if found else 0.0
