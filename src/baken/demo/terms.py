# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example's missed terms: of one it was written down why. Invented, and marked so."""

from baken.access.facade import Actor, User, actor_for
from baken.kernel.models import Municipality
from baken.kernel.moment import now, today
from baken.privacy import facade as privacy
from baken.terms import facade as terms

REASON = "De antwoordbrief lag klaar, maar de tekening ontbrak door ziekte. Er is nu een vervanger. (voorbeeld)"


def play_terms(actor: Actor, municipality: Municipality) -> None:
    """Explain the request that was answered too late. Wants the requests."""
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
