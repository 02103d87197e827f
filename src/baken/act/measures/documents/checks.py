# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What keeps a document from being made: reasons that weren't written."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from baken.kernel.errors import Reason

from ..models import Measure, MeasureReason
from .topics import needed

SHORTEST = 40
"""Letters and digits of a reason. Shorter is a word put in to get past; that it is longer proves nothing."""


def written(measure: Measure) -> dict[str, str]:
    """Return the reasons of a measure by topic, without spaces around. One query."""
    return {row.topic: row.text.strip() for row in MeasureReason.objects.filter(measure=measure)}


def long_enough(text: str) -> bool:
    """Return whether a reason has letters and digits enough to be one."""
    return sum(sign.isalnum() for sign in text) >= SHORTEST


def stops(measure: Measure, kind: str, on: date, given: Mapping[str, str] | None = None) -> list[Reason]:
    """Return every reason that must still be written before this kind of document can be: one for each topic.

    `given`: reasons by topic that are about to be saved, instead of the stored ones. `on` is the day of the document.
    """
    there = written(measure) if given is None else given
    found = []
    for topic in needed(measure, kind):
        text = there.get(topic.slug, "").strip()
        if not text:
            told = _("Schrijf nog op: %(topic)s. %(hint)s")
            found.append(Reason(f"topic_{topic.slug}", told % {"topic": topic.label, "hint": topic.hint}))
        elif not long_enough(text):
            told = _("Te kort: %(topic)s. Gebruik ten minste %(number)d letters. %(hint)s")
            values = {"topic": topic.label, "number": SHORTEST, "hint": topic.hint}
            found.append(Reason(f"short_{topic.slug}", told % values))
    return found
