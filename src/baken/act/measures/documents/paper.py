# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The PDF of a document: tagged (PDF/UA-1), in Dutch, made by typst from text alone."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from baken.kernel.papers.typesetting import pdf_of

from .drafting import Drafted
from .filling import readable

TEMPLATE = Path(__file__).resolve().parent.parent / "templates_typst" / "decision.typ"


def render_pdf(it: Drafted, at: datetime, fictitious: bool) -> bytes:
    """Return the PDF of a drafted document. The same document at the same moment gives the same bytes.

    A letter that no font holds becomes a question mark: PDF/UA allows none that can't be shown.
    """
    with override("nl"):
        told: dict[str, Any] = {
            "title": it.title,
            "author": _("Gemeente %(town)s") % {"town": it.facts["town"]},
            "reference": it.facts["reference"],
            "day": it.facts["today"],
            "example": _("Voorbeeld: verzonnen, geen besluit") if fictitious else "",
            "to-label": _("Aan"),
            "to": [[readable(line) for line in (name, *address.splitlines())] for name, address in it.addressees],
            "reference-label": _("Ons kenmerk"),
            "day-label": _("Datum"),
            "sections": [
                {
                    "heading": readable(section.heading),
                    "paragraphs": section.paragraphs,
                    "reasons": [{"label": label, "paragraphs": parts} for label, parts in section.reasons],
                }
                for section in it.sections
            ],
            "signature": _signature(it),
        }
    return pdf_of(TEMPLATE, told, int(at.timestamp()))


def _signature(it: Drafted) -> list[str]:
    if not it.signed_as:
        return [_("Concept, nog niet ondertekend")]
    lines = [it.signed_as, _("Ondertekend op %(day)s") % {"day": it.signed_on}]
    return [*lines, _("Mandaat: %(what)s") % {"what": it.mandate}] if it.mandate else lines
