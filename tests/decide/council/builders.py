# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small pieces of council business."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from baken.access.facade import system_actor
from baken.decide.council import facade as council
from baken.decide.policy.models import Plan
from baken.kernel.models import Municipality

from .conftest import NOW, TODAY

MADE = date(2026, 6, 1)


def item(municipality: Municipality, kind: str = "commitment", **values: Any) -> council.CouncilItem:
    """Return a stored item; `values` replace the usual ones."""
    usual = {
        "title": "Evaluatie",
        "text": "De raad krijgt een evaluatie.",
        "made_on": MADE,
        "made_in": "raadsvergadering",
        "asked_by": "de raad",
        "owner": "adviseur ondermijning",
        "due": TODAY + timedelta(days=60),
    }
    return council.add_item(
        actor=system_actor(municipality), at=NOW, municipality=municipality, kind=kind, values=usual | values
    )


def session(municipality: Municipality, **values: Any) -> council.Session:
    """Return a planned session of 2026, some days ago, about the plan in force; `values` replace the usual ones."""
    usual = {
        "on": TODAY - timedelta(days=4),
        "cut_off": date(2026, 11, 1),
        "figures_year": 2025,
        "plan": Plan.objects.filter(municipality=municipality).first(),
        "intro": "",
    }
    actor = system_actor(municipality)
    return council.plan_session(actor=actor, at=NOW, municipality=municipality, year=2026, values=usual | values)


def held(municipality: Municipality, **values: Any) -> council.Session:
    """Return a session that was held, with nothing decided yet."""
    actor, it = system_actor(municipality), session(municipality, **values)
    for name in ("prepare", "hold"):
        it = council.step_session(actor=actor, at=NOW, session=it, name=name)
    return it


def change(it: council.Session, **given: Any) -> Any:
    """Propose more hours for the controls; `given` replaces the usual change."""
    usual = {
        "kind": "set",
        "effort": "integrale-controles",
        "field": "hours_planned",
        "value": 450,
        "reason": "Meer controles",
        "moved_by": "het college",
    }
    if given.get("kind", "set") != "set":
        usual = {"effort": "integrale-controles", "reason": "Daarom", "moved_by": "het college"}
    return council.propose_change(actor=system_actor(it.municipality), at=NOW, session=it, **(usual | given))
