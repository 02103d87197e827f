# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questions of the council and requests of data subjects, so many days ago."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from baken.access.facade import system_actor
from baken.decide.council import facade as council
from baken.privacy import facade as privacy

from .conftest import NOW, TODAY


def question(town: Any, *, ago: int = 10, days: int = 30, answered: int | None = None, **more: Any) -> Any:
    """A question asked `ago` days ago, to be answered within `days`; answered `answered` days after it was asked."""
    made_on, actor = TODAY - timedelta(days=ago), system_actor(town)
    values = {
        "title": "Hoe gaat het?",
        "text": "Hoe gaat het?",
        "made_on": made_on,
        "made_in": "raadsvergadering",
        "asked_by": "fractie A",
        "owner": "adviseur veiligheid",
        "due": made_on + timedelta(days=days),
        **more,
    }
    item = council.add_item(actor=actor, at=NOW, municipality=town, kind="question", values=values)
    if answered is not None:
        on = made_on + timedelta(days=answered)
        item = council.answer_item(actor=actor, at=NOW, item=item, seen=item.version, answer="Ja.", answered_on=on)
    return item


def request(town: Any, *, ago: int = 10, name: str = "P. Geheim", **more: Any) -> Any:
    """A request that was received `ago` days ago."""
    told = {"kind": "access", "handler": "privacy officer", "contact": "geheim@example.org", **more}
    return privacy.add_request(
        actor=system_actor(town), at=NOW, municipality=town, received_on=TODAY - timedelta(days=ago), name=name, **told
    )
