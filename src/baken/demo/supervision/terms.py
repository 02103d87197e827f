# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example's missed terms: of one it was written down why; and a colleague who is away. Invented, and marked so."""

from datetime import timedelta

from baken.access.facade import Actor, User, actor_for
from baken.kernel.models import Municipality
from baken.kernel.moment import now, today
from baken.privacy import facade as privacy
from baken.terms import facade as terms

REASON = "De antwoordbrief lag klaar, maar de tekening ontbrak door ziekte. Er is nu een vervanger. (voorbeeld)"


def play_terms(actor: Actor, municipality: Municipality) -> None:
    """Explain the request that was answered too late, and name a deputy. Wants the requests."""
    _name_deputy(municipality)
    if terms.MissedReason.objects.filter(municipality=municipality).exists():
        return
    user = User.objects.filter(username="privacy").first()
    row = privacy.DataRequest.objects.filter(municipality=municipality, kind="erasure", status="answered").first()
    if user is None or row is None:
        return
    officer = actor_for(user, on=today(), at=now(), municipality_id=municipality.id)
    terms.explain_missed(
        actor=officer, at=now(), municipality=municipality, kind="data-request", record=row.pk, reason=REASON
    )


def _name_deputy(municipality: Municipality) -> None:
    """Have the coordinator of youth look after the terms of the coordinator of care for two weeks."""
    away, other = (User.objects.filter(username=name).first() for name in ("zorgveiligheid", "jeugd"))
    if away is None or other is None or terms.Deputy.objects.filter(municipality=municipality, user=away).exists():
        return
    actor = actor_for(away, on=today(), at=now(), municipality_id=municipality.id)
    terms.name_deputy(actor=actor, at=now(), deputy=other.pk, since=today(), until=today() + timedelta(days=14))
