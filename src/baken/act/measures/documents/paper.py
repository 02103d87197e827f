# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The PDF of a document: tagged (PDF/UA-1), in Dutch, made by typst from text alone."""

import json
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from .drafting import Drafted
from .filling import readable

TEMPLATE = Path(__file__).resolve().parent.parent / "templates_typst" / "decision.typ"
UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
ROUNDS = 8
REPLACEMENT = "?"
ASCII = 127


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
    return _compiled(json.dumps(told, ensure_ascii=False), int(at.timestamp()))


def _signature(it: Drafted) -> list[str]:
    if not it.signed_as:
        return [_("Concept, nog niet ondertekend")]
    lines = [it.signed_as, _("Ondertekend op %(day)s") % {"day": it.signed_on}]
    return [*lines, _("Mandaat: %(what)s") % {"what": it.mandate}] if it.mandate else lines


def _compiled(text: str, timestamp: int) -> bytes:
    """Set the page. Typst names the first letter that no font holds; after some rounds all unusual ones become a mark."""
    for _round in range(ROUNDS):
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
    return _typeset("".join(sign if sign.encode("cp1252", "ignore") else REPLACEMENT for sign in text), timestamp)


def _typeset(text: str, timestamp: int) -> bytes:
    return bytes(
        _compiler().compile(
            str(TEMPLATE),
            root=str(TEMPLATE.parent),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"document": text},
            pdf_standards=["ua-1"],
            timestamp=timestamp,
        )
    )


@cache
def _compiler() -> Any:
    import typst

    return typst
