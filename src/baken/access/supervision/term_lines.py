# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What supervision of access has on the list of terms: covenants that end, and emergency access that nobody reviewed."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.kernel.models import Municipality
from baken.kernel.terms import TermLine
from baken.ui.format import moment

from ..actors import Actor
from ..authorization.policy import visible_to
from ..authorization.sight import opened
from ..models import Covenant, EmergencyAccess

COVENANT, EMERGENCY = "covenant", "emergency-access"
COVENANT_LABEL = gettext_lazy("convenant dat afloopt")
EMERGENCY_LABEL = gettext_lazy("noodtoegang te beoordelen")
VIEW_COVENANTS, MANAGE_COVENANTS = "access.matrix.view", "access.matrix.manage"
VIEW_EMERGENCY, REVIEW_EMERGENCY = "access.emergency.view", "access.emergency.review"


def covenant_lines(actor: Actor, municipality: Municipality, on: date, named: bool) -> list[TermLine]:
    """Return the covenants in force that have a last day. One query; what has ended isn't missed, it is over."""
    if actor.municipality_id != municipality.id or not actor.may(VIEW_COVENANTS):
        return []
    rows = visible_to(Covenant.objects.all(), actor, VIEW_COVENANTS).filter(until__isnull=False)
    found = []
    for covenant in rows:
        assert covenant.until is not None
        last = timezone.localdate(covenant.until - timedelta(microseconds=1))
        if last < on or timezone.localdate(covenant.since) > on:
            continue
        found.append(
            TermLine(
                kind=COVENANT,
                record=covenant.pk,
                title=covenant.name,
                href=reverse("supervision:covenant", args=[covenant.slug]),
                rule=_("Verlengen of laten aflopen"),
                article=covenant.basis,
                due=last,
                started=timezone.localdate(covenant.since),
                mine=actor.may(MANAGE_COVENANTS),
            )
        )
    return found


def emergency_lines(actor: Actor, municipality: Municipality, on: date, named: bool) -> list[TermLine]:
    """Return the emergency access that waits for its review: no day is set for that. One query."""
    if actor.municipality_id != municipality.id or not actor.may(VIEW_EMERGENCY):
        return []
    with opened(actor):
        rows = visible_to(EmergencyAccess.objects.all(), actor, VIEW_EMERGENCY).filter(reviewed_at__isnull=True)
        return [
            TermLine(
                kind=EMERGENCY,
                record=access.pk,
                title=_("Noodtoegang van %(day)s") % {"day": moment(access.started_at)},
                href=reverse("supervision:review", args=[access.pk]),
                rule=_("Zo snel mogelijk beoordelen"),
                started=timezone.localdate(access.started_at),
                mine=actor.may(REVIEW_EMERGENCY) and access.user_id != actor.id,
                outside=reverse("supervision:emergencies"),
            )
            for access in rows.defer("reason", "note")
        ]
