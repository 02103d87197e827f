# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A world of inspections: the desks of measures, Bibob and inspections, with partners that signed a covenant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from baken.access.facade import opened
from baken.act.inspections.models import Inspection
from baken.act.inspections.parts import PLAN, part_of
from baken.act.inspections.planning.actions import begin
from baken.act.inspections.planning.rules import Plan
from baken.act.inspections.policies import PURPOSE
from baken.kernel.models import Municipality
from tests.act import desks

COVENANTS = {"environment": ("environment",), "labour": ("labour",), "police": ("police",)}
"""Partner -> disciplines that its covenant lets through."""
WORDS = {
    "title": "Controle kade (voorbeeld)",
    "occasion": "Drie leegstaande loodsen met nieuw slotwerk.",
    "goal": "Zien of de loodsen worden gebruikt zoals de vergunning zegt.",
    "branch": "port",
}


@dataclass
class World(desks.Desks):
    """Desks, with `inspection(...)`: one in any status, by the real actions."""

    def plan(self, **more: Any) -> Plan:
        """A plan for tomorrow."""
        return replace(Plan(**WORDS, starts_at=self.now + timedelta(days=1)), **more)

    def draft(self, who: str = "port", **more: Any) -> Inspection:
        """An inspection as somebody just opened it."""
        given = {name: more.pop(name) for name in ("reference", "fictitious") if name in more}
        actor = self.actor(who)
        with opened(actor, PURPOSE):
            return begin(
                actor=actor, at=self.now, vault=self.vaults["inspections"], plan=self.plan(**more), **given
            )  # fmt: skip


def build(municipality: Municipality, prefix: str = "i") -> World:
    """Make the world; its accounts' names begin with `prefix`."""
    world: World = desks.build(municipality, prefix, World)
    for partner, disciplines in COVENANTS.items():
        world.covenant(partner, PURPOSE, [PLAN, *(part_of(one) for one in disciplines)])
    return world
