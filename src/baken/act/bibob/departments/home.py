# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the home page tells a deciding department: what it must still decide, and what is late."""

from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.access.facade import Actor, opened
from baken.kernel.models import Municipality

from ..policies import STANDING
from . import queries
from .rules import ENDED


def home_lines(actor: Actor, municipality: Municipality, on: date) -> list[dict[str, str]]:
    """Return the department's lines: what is late and what it can decide, or how many screenings run. One query."""
    if actor.municipality_id != municipality.id or not actor.may(STANDING):
        return []
    with opened(actor):
        told = queries.waiting(actor).aggregate(
            known=Count("pk", filter=Q(stage__in=ENDED)),
            late=Count("pk", filter=Q(decision_due__lt=on)),
            all=Count("pk"),
        )
    known, late, running = told["known"], told["late"], told["all"]
    url, label = reverse("standings:overview"), _("Naar uw Bibob-aanvragen")
    found: list[dict[str, str]] = []
    if late:
        text = ngettext(
            "%(n)d Bibob-aanvraag is over de beslistermijn.", "%(n)d Bibob-aanvragen zijn over de beslistermijn.", late
        )
        found.append({"text": text % {"n": late}, "url": url, "label": label})
    if known:
        text = ngettext(
            "Van %(n)d aanvraag is de uitkomst van Bibob bekend: u kunt besluiten.",
            "Van %(n)d aanvragen is de uitkomst van Bibob bekend: u kunt besluiten.",
            known,
        )
        found.append({"text": text % {"n": known}, "url": url, "label": label})
    if found:
        return found
    if running:
        text = ngettext("%(n)d Bibob-onderzoek loopt.", "%(n)d Bibob-onderzoeken lopen.", running)
        return [{"text": text % {"n": running}, "url": url, "label": label}]
    text = _("Vraagt een aanvraag om Bibob-onderzoek? Meld haar aan.")
    return [{"text": text, "url": url, "label": label}]
