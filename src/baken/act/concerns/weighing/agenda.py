# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Concerns on the agenda of the GSO: their reference, and nothing of what was told."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Actor, Regime, opened
from baken.decide.meetings.facade import AgendaProposal, AgendaSource, Meeting, MeetingKind
from baken.kernel import audit
from baken.kernel.errors import Reason
from baken.ui.format import day

from .. import queries
from ..models import Concern, Status
from ..policies import VIEW

SLUG = "concerns"
SHOWN = 50


def against(concern: Concern) -> list[Reason]:
    """Return why a concern can't be spoken of at the GSO: the table is wider than the desk that may know of these."""
    found = []
    if concern.sensitive:
        text = _("Dit soort signaal gaat niet naar het signalenoverleg. Weeg het met wie dit register mag zien.")
        found.append(Reason("sensitive", text))
    if concern.vault.regime != Regime.GENERAL:
        text = _("Dit signaal valt onder een eigen wet, zoals de Wpg. Het gaat niet naar het signalenoverleg.")
        found.append(Reason("regime", text))
    return found


def proposal(concern: Concern) -> AgendaProposal:
    """Return how a concern stands on an agenda."""
    why = _("Besluit gevraagd uiterlijk %(day)s.") % {"day": day(concern.answer_due)} if concern.answer_due else ""
    title = _("Signaal %(reference)s") % {"reference": concern.reference}
    return AgendaProposal(title, concern.get_absolute_url(), why, str(concern.pk), internal=True, confidential=True)


def items(actor: Actor, kind: MeetingKind, meeting: Meeting, until: date) -> list[AgendaProposal]:
    """Propose the concerns that wait for the GSO, as `actor` may see them; the first to be answered first.

    One that became sensitive since it was put there isn't proposed (`against`).
    """
    found: list[Concern] = []
    for purpose in queries.purposes_with_desk(actor):
        with opened(actor, purpose):
            rows = queries.concerns(actor, purpose).filter(status=Status.AGENDA, sensitive=False)
            rows = rows.filter(vault__regime=Regime.GENERAL).order_by("answer_due", "id")
            found += rows.only("reference", "answer_due", "status")[:SHOWN]
    every = {concern.pk: concern for concern in found}
    return [
        proposal(one) for one in sorted(every.values(), key=lambda one: (one.answer_due or date.max, one.pk))[:SHOWN]
    ]


def openable(actor: Actor, keys: Collection[str]) -> set[str]:
    """Return the keys of the concerns that `actor` may open."""
    if not actor.may(VIEW):
        return set()
    wanted = [UUID(key) for key in keys]
    found: set[str] = set()
    for purpose in queries.purposes_with_desk(actor):
        with opened(actor, purpose):
            rows = queries.concerns(actor, purpose).filter(pk__in=wanted)
            found |= {str(key) for key in rows.values_list("pk", flat=True)}
    return found


def decided(actor: Actor, at: datetime, key: str) -> None:
    """Write with the concern that it was decided upon; what was decided stands in the minutes."""
    audit.record("concern.discussed", resource_type="concerns.concern", resource_id=key)


SOURCE = AgendaSource(
    SLUG, gettext_lazy("Signalen die een besluit vragen"), items, confidential=True, openable=openable, decided=decided
)
