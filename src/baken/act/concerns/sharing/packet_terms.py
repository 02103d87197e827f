# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""On the list of terms: by when a partner tells what came of what was shared. For both sides; never what it was about."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from baken.access.facade import Actor, note_listed, opened, purposes_open_to, visible_to
from baken.kernel import moment
from baken.kernel.models import Municipality
from baken.kernel.terms import TermLine, Whose

from ..models import Packet
from .queries import permission_of

SLUG = "packet"
LABEL = gettext_lazy("terugmelding over wat is gedeeld")
MOST = 200
ASK = gettext_noop("Vraag de partner wat ermee is gedaan")


def packet_scopes(actor: Actor) -> frozenset[str]:
    """Return the purposes for which the actor may come at what was shared."""
    return frozenset(purposes_open_to(actor)) if actor.may(permission_of(actor)) else frozenset()


def packet_lines(actor: Actor, municipality: Municipality, on: date, named: bool) -> list[TermLine]:
    """Return the effects that are still asked. One query a purpose; shown by name they leave a trace."""
    permission = permission_of(actor)
    if actor.municipality_id != municipality.id or not actor.may(permission):
        return []
    found: dict[UUID, TermLine] = {}
    for purpose in purposes_open_to(actor):
        with opened(actor, purpose):
            rows = [row for row in _asked(actor, permission, purpose)[:MOST] if row.pk not in found]
            if rows and named:
                note_listed(actor=actor, at=moment.now(), purpose=purpose, keys=[row.guarded_id for row in rows])
        for row in rows:
            found[row.pk] = _line(actor, row, named)
    return list(found.values())


def _asked(actor: Actor, permission: str, purpose: str) -> QuerySet[Packet]:
    rows = Packet.objects.filter(effect_due__isnull=False, recalled_at__isnull=True).select_related("partner")
    if actor.partner_id is not None:
        rows = rows.filter(partner=actor.partner_id)
    return visible_to(rows.defer("why"), actor, permission, purpose).order_by("effect_due", "pk")


def _line(actor: Actor, row: Packet, named: bool) -> TermLine:
    mine = actor.partner_id is not None
    return TermLine(
        kind=SLUG,
        record=row.pk,
        title=_("Terugmelding over %(reference)s") % {"reference": row.reference} if named else "",
        href=row.get_absolute_url(),
        rule=_("Ten minste eens per jaar laten weten wat ermee is gedaan"),
        article=_("Wet gegevensverwerking door samenwerkingsverbanden, artikel 1.7, lid 4"),
        verified=False,
        due=row.effect_due,
        started=timezone.localdate(row.shared_at),
        owner=row.partner.name if row.partner and (mine or named) else "",
        mine=mine,
        whose=Whose.OURS if mine else Whose.OTHERS,
        next_step="" if mine else ASK,
        why_in=_("laat weten waarom het langer duurt"),
        fictitious=row.fictitious,
        outside=reverse("concerns:packets") if mine else reverse("concerns:overview"),
    )
