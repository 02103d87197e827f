# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example's requests of data subjects, each at another point of its way. All invented, and marked so."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from baken.access.facade import Actor, User, actor_for
from baken.kernel.models import Municipality
from baken.kernel.moment import now, today
from baken.privacy import facade as privacy

Step = tuple[str, int, dict[str, Any]]
"""Name of the step, on which day before or after receipt, and what goes with it."""

REQUESTS: tuple[tuple[str, int, str, tuple[Step, ...]], ...] = (
    ("access", 130, "Voorbeeldpersoon A (verzonnen)", (("take_up", 1, {}), ("answer", 24, {}), ("close", 25, {}))),
    ("erasure", 96, "Voorbeeldpersoon B (verzonnen)", (("take_up", 2, {}), ("answer", 41, {}))),
    (
        "objection",
        52,
        "Voorbeeldpersoon C (verzonnen)",
        (
            ("take_up", 3, {}),
            ("extend", 20, {"months": 2, "reason": "Het verzoek gaat over drie registers. (voorbeeld)"}),
        ),
    ),
    ("rectification", 38, "Voorbeeldpersoon D (verzonnen)", (("take_up", 2, {}),)),
    ("access", 21, "Voorbeeldpersoon E (verzonnen)", (("take_up", 1, {}),)),
    ("access", 9, "Voorbeeldpersoon F (verzonnen)", (("ask_identity", 2, {}),)),
)
"""What is asked, how many days ago, by whom, and what happened since."""


def play_requests(actor: Actor, municipality: Municipality) -> None:
    """Add the requests where there are none. Wants accounts; without a privacy officer the example's own actor acts."""
    if privacy.DataRequest.objects.filter(municipality=municipality).exists():
        return
    user = User.objects.filter(username="privacy").first()
    if user is not None:
        actor = actor_for(user, on=today(), at=now(), municipality_id=municipality.id)
    for kind, ago, name, steps in REQUESTS:
        received = today() - timedelta(days=ago)
        row = privacy.add_request(
            actor=actor, at=_noon(received), municipality=municipality, kind=kind, received_on=received,
            handler="privacy officer", name=name, contact="verzoeker@voorbeeld.example", fictitious=True,
        )  # fmt: skip
        for step, after, more in steps:
            on = received + timedelta(days=after)
            row = privacy.step_request(
                actor=actor, at=_noon(on), request=row, seen=row.version, name=step, on=on, **more
            )


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
