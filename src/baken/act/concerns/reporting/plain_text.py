# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text as strangers send it, made fit to keep and to show: every letter of every script stays, what is no text goes."""

import re
import unicodedata
from dataclasses import replace
from typing import Any

from .reports import Contact, Place, Report

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")
"""Control characters, overrides of the writing direction (they make a text read otherwise than it is), halves of letters.
Marks of direction that Arabic and Hebrew need, and what joins emoji, stay."""


def plain(text: str) -> str:
    """Return text without what isn't text, with lines parted by a newline alone, in the normal form NFC."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNFIT.sub("", lines)).strip()


def cleaned(report: Report) -> Report:
    """Return a report whose texts are fit to keep."""
    place, contact = report.place, report.contact
    return replace(
        report,
        description=plain(report.description),
        answers={str(slug): _plain(value) for slug, value in report.answers.items()},
        place=Place(
            place.kind, plain(place.address), place.lon, place.lat, place.area, place.area_year, plain(place.note)
        ),
        things=tuple(replace(one, name=plain(one.name), number=plain(one.number)) for one in report.things),
        contact=Contact(plain(contact.name), plain(contact.email), plain(contact.phone), contact.wants_mail),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value
