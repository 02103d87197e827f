# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A world of Bibob: the desks, applications that departments handed in, and screenings at every stage."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from baken.access.facade import Actor, opened
from baken.act.bibob import screenings
from baken.act.bibob.acting import ACTIONS
from baken.act.bibob.clocks import start_decision
from baken.act.bibob.models import Screening, SourceLook, Standing
from baken.act.bibob.policies import PURPOSE
from baken.kernel.models import Municipality
from tests.act.desks import Desks
from tests.act.desks import build as build_desks
from tests.kernel.towns import do

WHY = "because the test wants to know it"
DEPARTMENT = {"permit": "permit_officer"}


@dataclass
class World(Desks):
    """The desks, and what the tests of Bibob do there. Days are told as days ago."""

    numbers: list[int] = field(default_factory=lambda: [0])

    def moment(self, days_ago: int = 0) -> datetime:
        """Noon, so many days ago."""
        day = timezone.localdate(self.now) - timedelta(days=days_ago)
        return min(timezone.make_aware(datetime.combine(day, time(12))), self.now)

    def day(self, days_ago: int = 0) -> date:
        """The day, so many days ago."""
        return timezone.localdate(self.moment(days_ago))

    def standing(self, scope: str = "permit", days_ago: int = 0, **more: Any) -> Standing:
        """An application that a department handed in, whose term runs."""
        self.numbers[0] += 1
        number = self.numbers[0]
        on = self.day(days_ago)
        row = Standing(
            municipality=self.municipality, reference=f"BA-{number:07}",
            department=DEPARTMENT.get(scope, "contract_officer"), scope=scope,
            **{"application": f"Z-{number}", "label": "Café De Proef", "asked_on": on, "stage_on": on, **more},
        )  # fmt: skip

        def save() -> None:
            row.save()
            start_decision(row, on)
            row.save()

        do(save, self.municipality, self.moment(days_ago))
        return row

    def screening(self, status: str = "asked", days_ago: int = 40, **more: Any) -> Screening:
        """A screening that was walked to `status` by its actions, a few days a step, from so many days ago on."""
        scope = more.pop("scope", "permit")
        standing = more.pop("standing", None) or self.standing(scope, days_ago)
        told = {"subject": "Horeca De Proef B.V.", **more}
        actor = self.actor("bibob")
        with opened(actor, PURPOSE):
            made = screenings.open_for(
                actor=actor, at=self.moment(days_ago), purpose=PURPOSE, standing=standing, **told
            )
        return self.walk(made, status, days_ago)

    def walk(self, made: Screening, status: str, days_ago: int) -> Screening:
        """Take a screening that was just opened to a status."""
        ago = days_ago
        if status in ("questions", "incomplete"):
            self.act(made, "questions_sent", ago)
            if status == "incomplete":
                self.act(made, "found_incomplete", ago - 2, missing=WHY, until=self.day(ago - 16))
        elif status == "stopped":
            self.act(made, "stop", ago, reason=WHY)
        elif status != "asked":
            self.act(made, "start_without", ago, reason=WHY)
            self.look(made, ago - 1)
            if status == "at_lbb":
                self.ask(made, ago - 2)
            elif status != "investigating":
                self.act(made, "weigh", ago - 3)
                if status == "view":
                    self.act(made, "ask_view", ago - 4, until=self.day(ago - 18))
                elif status in ("concluded", "settled"):
                    self.act(made, "conclude", ago - 4, conclusion="none", text=WHY, may=["grant"])
                    if status == "settled":
                        self.act(made, "settle", ago - 5)
        return self.again(made)

    def look(self, screening: Screening, days_ago: int = 0, kind: str = "bibob_register", **more: Any) -> SourceLook:
        """Look at a source, by default the register of the LBB."""
        return self.act(screening, "look", days_ago, **{"kind": kind, "why": WHY, "nothing_found": True, **more})

    def ask(self, screening: Screening, days_ago: int = 0, **more: Any) -> Any:
        """Ask the LBB for advice."""
        ground = {"permit": "danger_benefit", "subsidy": "danger_benefit", "real_estate": "estate_benefit"}
        told = {"ground": ground.get(screening.standing.scope, "financed"), "question": WHY, **more}
        return self.act(screening, "ask", days_ago, **told)

    def fact(self, screening: Screening, days_ago: int = 0, weighed: str = "heavy", **more: Any) -> Any:
        """A fact from a source of its own, weighed where it counts."""
        source = self.look(screening, days_ago, "open", found=WHY, nothing_found=False)
        told = {"about": "money", "text": WHY, "look": source.pk, **more}
        row = self.act(screening, "indicate", days_ago, **told)
        if weighed and row.counts:
            row = self.act(screening, "weigh_fact", days_ago, indicator=row.pk, weighed=weighed, because=WHY)
        return row

    def act(self, screening: Screening, name: str, days_ago: int = 0, /, who: str = "bibob", **more: Any) -> Any:
        """One action on a screening, as it is now, so many days ago."""
        actor = self.actor(who)
        with opened(actor, PURPOSE):
            return ACTIONS[name](
                actor=actor, at=self.moment(days_ago), purpose=PURPOSE, screening=self._read(screening), **more
            )

    def again(self, screening: Screening) -> Screening:
        """The screening as it stands now, with its standing."""
        with opened(self.system, system=True):
            return self._read(screening)

    def standing_of(self, screening: Screening) -> Standing:
        """What the department has of a screening, as it stands now."""
        with opened(self.system, system=True):
            return Standing.objects.get(pk=screening.standing_id)

    def again_of(self, reference: str) -> Screening:
        """The screening with this reference, inside a context that sees it."""
        return Screening.objects.get(reference=reference)

    def again_of_url(self, url: str) -> Screening:
        """The screening of which this is a page."""
        with opened(self.system, system=True):
            return self.again_of(url.split("/uitvoeren/bibob/")[1].split("/")[0])

    def inside(self, actor: Actor | None = None) -> Any:
        """The context in which rows of screenings are seen."""
        return opened(actor or self.actor("bibob"), PURPOSE)

    @staticmethod
    def _read(screening: Screening) -> Screening:
        return Screening.objects.select_related("guarded", "vault", "standing").get(pk=screening.pk)


def build(municipality: Municipality, prefix: str = "b") -> World:
    """Make the world; its accounts' names begin with `prefix`."""
    made: World = build_desks(municipality, prefix, World)
    return made
