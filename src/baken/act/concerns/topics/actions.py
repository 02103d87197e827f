# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Topic signals: what people of the network hear about a topic in an area, and never about a person.

Who tells is no informant: a note about a third party is refused, and so is whatever the guard on free text takes for personal
data. Nothing can be kept "because it belongs here". Source: domain.md §3g; AVG 5(1)(c).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Actor, require_in, visible_to
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason, Refused
from baken.kernel.models import Municipality
from baken.kernel.text.personal_data import find
from baken.registry.facade import areas
from baken.ui.free_text import KIND_LABELS

from ..models import TopicSignal, Trend
from ..policies import TOPIC_REPORT, TOPIC_VIEW

TOPICS: Mapping[str, Any] = MappingProxyType(
    {
        "unrest": gettext_lazy("onrust in de buurt"),
        "trust": gettext_lazy("vertrouwen in de overheid"),
        "divided": gettext_lazy("gebeurtenis die mensen verdeelt"),
        "online": gettext_lazy("onrust op internet"),
        "reception": gettext_lazy("opvanglocaties"),
        "groups": gettext_lazy("spanning tussen groepen"),
        "surroundings": gettext_lazy("plannen in de omgeving"),
        "health": gettext_lazy("zorgen over lucht en gezondheid"),
        "living": gettext_lazy("wonen en rondkomen"),
        "safety": gettext_lazy("gevoel van onveiligheid"),
    }
)
"""Topics with what they are called. Broad on purpose: none of them names a group of people."""
MAX_TEXT = 1_000
MAX_TRIGGER = 120


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody tells. `no_person`: the teller ticked that it is about a topic and not about a person."""

    topic: str
    trend: str
    area: str = ""
    text: str = ""
    trigger: str = ""
    no_person: bool = False


@action
def report_topic(
    *, actor: Actor, at: datetime, municipality: Municipality, told: Told, fictitious: bool = False
) -> TopicSignal:
    """Keep one topic signal. Raises `Refused` with every reason, `Denied` to whom may not tell."""
    require_in(actor, TOPIC_REPORT, municipality.pk)
    if wrong := against(told, wijken(municipality, at)):
        raise Refused(tuple(wrong))
    row = TopicSignal(
        municipality=municipality, topic=told.topic, area=told.area, trend=told.trend, text=told.text.strip(),
        trigger=told.trigger.strip(), at=at, by_id=actor.id, partner_id=actor.partner_id, fictitious=fictitious,
    )  # fmt: skip
    row.save(force_insert=True)
    audit.record("topic.reported", row, topic=told.topic, area=told.area)
    return row


def against(told: Told, known_areas: Mapping[str, str]) -> list[Reason]:
    """Return every reason why this can't be kept as a topic signal. What looks like personal data is refused, not asked about."""
    found = []
    if told.topic not in TOPICS:
        found.append(Reason("topic", _("Kies een onderwerp.")))
    if told.trend not in Trend.values:
        found.append(Reason("trend", _("Kies hoe het zich ontwikkelt.")))
    if told.area and told.area not in known_areas:
        found.append(Reason("area", _("Kies een wijk van de gemeente, of de hele gemeente.")))
    for slug, text, most in (("text", told.text, MAX_TEXT), ("trigger", told.trigger, MAX_TRIGGER)):
        if len(text) > most:
            found.append(Reason(f"long:{slug}", _("Gebruik hoogstens %(max)d tekens.") % {"max": most}))
        elif seen := find(text):
            names = ", ".join(str(KIND_LABELS[kind]) for kind in dict.fromkeys(one.kind for one in seen))
            refused = _(
                "Dit lijkt op persoonsgegevens (%(kinds)s): “%(text)s”. Haal dat weg. Een onderwerpsignaal gaat nooit over een "
                "persoon. Maakt u zich zorgen over iemand? Geef dan een signaal door."
            )
            found.append(Reason(f"personal:{slug}", refused % {"kinds": names, "text": seen[0].text[:60]}))
    if not told.no_person:
        found.append(Reason("no_person", _("Bevestig dat dit over een onderwerp gaat, en niet over een persoon.")))
    return found


def signals(actor: Actor) -> QuerySet[TopicSignal]:
    """Return the topic signals that the actor may see, newest first: all, or those of the own organisation."""
    rows = TopicSignal.objects.order_by("-at", "-id")
    if actor.may(TOPIC_VIEW):
        return visible_to(rows, actor, TOPIC_VIEW)
    if not actor.may(TOPIC_REPORT):
        raise Denied((Reason("role", _("Uw rol geeft dit recht niet.")),))
    mine = visible_to(rows, actor, TOPIC_REPORT)
    return mine.filter(partner=actor.partner_id) if actor.partner_id else mine.filter(by=actor.id)


def wijken(municipality: Municipality, at: datetime) -> dict[str, str]:
    """Return the wijken of the municipality by code: lower than that nobody tells of a topic."""
    found = areas(municipality=municipality.code, year=timezone.localdate(at).year, level="wijk")
    return {code: info.name for code, info in found.items()}
