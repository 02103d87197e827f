# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report whose texts are made fit to keep (`kernel.text.plain_text`)."""

from dataclasses import replace
from typing import Any

from baken.kernel.text.plain_text import plain

from .reports import Contact, Place, Report

__all__ = ["cleaned", "plain"]


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
