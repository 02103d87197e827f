# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reporting by colleagues and partners: in what they may report, and what they get to see of it afterwards: how far it is."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from baken.access.facade import Actor, opened, system_actor
from baken.kernel.models import Municipality

from ..models import Category, Channel, Concern
from ..queries import categories
from ..weighing.feedback import stage_of
from ..weighing.feedback_texts import CLOSED, RECEIVED
from .intake import WPG_ROLE, is_offered

MOST = 200
"""Own reports that are listed, the newest first."""


@dataclass(frozen=True, slots=True)
class Own:
    """One report of the reader's own: what it was about and how far it is. Nothing of what became of it."""

    reference: str
    category: str
    received_at: datetime
    state: str
    word: str
    fictitious: bool


def channel_of(actor: Actor) -> str:
    """Return the channel by which somebody with an account reports."""
    return Channel.PARTNER if actor.partner_id else Channel.STAFF


def offered_to(actor: Actor, municipality: Municipality) -> list[Category]:
    """Return the categories in which the actor may report, in their order, with their registers. One query."""
    channel = channel_of(actor)
    return [one for one in categories(municipality) if is_offered(one, channel)]


def victims_category(municipality: UUID) -> str:
    """Return the slug of the category by which a victim is reported who is met in a round; "" where none is set up. One query."""
    rows = Category.objects.filter(municipality=municipality, victims=True, active=True).order_by("order", "slug")
    return rows.values_list("slug", flat=True).first() or ""


def may_investigate(actor: Actor) -> bool:
    """Whether the actor says at the start whether something is supervision or an investigation (Wpg): a boa."""
    return WPG_ROLE in actor.roles


def own_reports(actor: Actor, municipality: Municipality) -> list[Own]:
    """Return what the actor reported, newest first. Baken itself looks: who reports doesn't see the concern. One query.

    Under the reference that was told, in whatever register it lies by now.
    """
    if actor.id is None:
        return []
    with opened(system_actor(municipality), system=True):
        rows = Concern.objects.filter(municipality=municipality, reported_by=actor.id)
        found = list(
            rows.select_related("category", "merged_into")
            .only(
                "reference", "told_reference", "received_at", "status", "fictitious", "category__slug",
                "category__texts", "merged_into__status",
            )
            .order_by("-id")[:MOST]
        )  # fmt: skip
    return [
        Own(row.told_reference or row.reference, row.category.name, row.received_at, *_state(row), row.fictitious)
        for row in found
    ]


def _state(concern: Concern) -> tuple[str, str]:
    """Return how far it is, as the public hears it by code."""
    stage = stage_of(concern)
    if stage == RECEIVED:
        return "received", _("ontvangen")
    return ("closed", _("afgehandeld")) if stage == CLOSED else ("admitted", _("in behandeling"))
