# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A world of inspections: the desks of measures, Bibob and inspections, with partners that signed a covenant."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from baken.access.facade import opened
from baken.act.inspections.models import Inspection, InspectionParty, Target
from baken.act.inspections.parts import PLAN, part_of
from baken.act.inspections.planning.actions import begin
from baken.act.inspections.planning.lifecycle import adopt, brief, start
from baken.act.inspections.planning.parties import Party, add_party
from baken.act.inspections.planning.rules import Plan
from baken.act.inspections.planning.targets import Chosen, add_target
from baken.act.inspections.policies import PURPOSE
from baken.kernel.models import Municipality
from tests.act import desks
from tests.kernel.towns import do

COVENANTS = {"environment": ("environment",), "labour": ("labour",), "police": ("police",)}
"""Partner -> disciplines that its covenant lets through."""
GROUNDS = "Milieucontrole van vorig jaar: drie punten niet in orde."
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

    def given(self, inspection: Inspection, who: str = "port", at: datetime | None = None) -> dict[str, Any]:
        """What every action about an inspection is given."""
        at = at or self.now
        return {"actor": self.actor(who, at), "at": at, "purpose": PURPOSE, "inspection": inspection}

    def opened(self, who: str = "port", at: datetime | None = None) -> AbstractContextManager[None]:
        """The context of somebody who works on inspections."""
        return opened(self.actor(who, at), PURPOSE)

    def party(self, inspection: Inspection, discipline: str, **more: Any) -> InspectionParty:
        """A party of an inspection: a partner where one has a covenant for the discipline, else the inspector."""
        partner = next((slug for slug, its in COVENANTS.items() if discipline in its), "")
        told = {"partner": self.partners[partner]} if partner else {"role": "inspector"}
        with self.opened():
            party = Party(discipline, "Awb 5:15", **{**told, **more})
            return add_party(**self.given(inspection), party=party)

    def target(self, inspection: Inspection, address: str = "Voorbeeldkade 1, Velsen-Noord", **more: Any) -> Target:
        """An address to visit."""
        with self.opened():
            return add_target(**self.given(inspection), chosen=Chosen(address, **{"grounds": GROUNDS, **more}))

    def inspection(self, status: str = "under_way", **more: Any) -> Inspection:
        """An inspection in a status on the way to `under_way`, by the real actions: it begins an hour from now, with our
        permits and the partner environment, at two addresses."""
        it = self.draft(
            **{"starts_at": self.now + timedelta(hours=1), "meeting_point": "Kade", "briefing": "-", **more}
        )
        for discipline in ("permits", "environment"):
            self.party(it, discipline)
        for number in (1, 2):
            self.target(it, f"Voorbeeldkade {number}, Velsen-Noord")
        for name, act in (("planned", adopt), ("briefed", brief), ("under_way", start)):
            if it.status == status:
                break
            it = self.step(it, act)
            assert it.status == name
        assert it.status == status, f"no way to {status} here"
        return it

    def second_inspector(self) -> str:
        """The name of another account with the function of inspector."""
        if "inspector-2" not in self.users:
            self.users["inspector-2"] = desks.account(self.municipality, "i-inspector-2", "inspector")
        return "inspector-2"

    def force(self, inspection: Inspection, **values: Any) -> None:
        """Set fields of an inspection, past its workflow: for what comes after steps that a test isn't about."""
        with opened(self.system, system=True):
            row = Inspection.objects.get(pk=inspection.pk)
            for name, value in values.items():
                setattr(row, name, value)
            do(row.save)

    def target_renamed(self, inspection: Inspection, address: str) -> None:
        """Have the first address of an inspection be another, past its workflow."""
        with opened(self.system, system=True):
            row = Target.objects.filter(inspection=inspection).order_by("order").first()
            assert row is not None
            row.address = address
            do(row.save)

    def step(self, inspection: Inspection, act: Any, who: str = "port", **more: Any) -> Inspection:
        """Take one step with an inspection as it now is."""
        with self.opened(who, more.get("at")):
            row = Inspection.objects.get(pk=inspection.pk)
            given = {**self.given(row, who), **more}
            found: Inspection = act(**given, seen=row.version)
            return found


def build(municipality: Municipality, prefix: str = "i") -> World:
    """Make the world; its accounts' names begin with `prefix`."""
    world: World = desks.build(municipality, prefix, World)
    for partner, disciplines in COVENANTS.items():
        world.covenant(partner, PURPOSE, [PLAN, *(part_of(one) for one in disciplines)])
    return world
