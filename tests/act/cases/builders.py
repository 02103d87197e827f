# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small municipality with registers, partners, a covenant, accounts, and two cases with something in each part."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

PURPOSE, WPG = "premises_approach", "criminal_investigation"
ALL = {"premises": 3, "signals": 3, "inspections": 3, "police": 3, "decisions": 3}
ACCOUNTS = {
    "lead": ("undermining_coordinator", ""),
    "inspector": ("inspector", ""),
    "mayor": ("mayor", ""),
    "youth": ("youth_officer", ""),
    "council": ("council_member", ""),
    "privacy": ("privacy_officer", ""),
    "oncall": ("on_call_officer", ""),
    "police": ("partner", "police"),
    "housing": ("partner", "housing"),
}
ADMITTED = ("undermining_coordinator", "inspector", "mayor")


@dataclass
class World:
    """What the tests of cases start from."""

    municipality: Any
    now: datetime
    users: dict[str, Any] = field(default_factory=dict)
    partners: dict[str, Any] = field(default_factory=dict)
    vaults: dict[str, Any] = field(default_factory=dict)
    covenant: Any = None
    case: Any = None
    other: Any = None
    barn: Any = None

    @property
    def past(self) -> datetime:
        return self.now - timedelta(days=100)

    def actor(self, name: str, at: datetime | None = None) -> Any:
        from baken.access.facade import actor_for
        from baken.kernel.moment import now

        at = at or now()
        return actor_for(self.users[name], on=at.date(), at=at, municipality_id=self.municipality.id)

    def act(self, name: str, do: Any, /, **given: Any) -> Any:
        """Do something as an account for the approach of premises, now."""
        from baken.access.facade import opened

        given = {"actor": self.actor(name), "at": self.now, "purpose": PURPOSE, **given}
        with opened(given["actor"], given["purpose"]):
            return do(**given)

    @contextmanager
    def looking(self, name: str, purpose: str = PURPOSE) -> Iterator[Any]:
        from baken.access.facade import opened

        actor = self.actor(name)
        with opened(actor, purpose):
            yield actor


class Upload:
    """A file as a form gives it."""

    def __init__(self, name: str, data: bytes):
        self.name, self.size, self._file = name, len(data), io.BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)


def build(municipality: Any) -> World:
    """Case: lead, police (all but decisions; of signals the conclusion), housing (premises; of inspections the conclusion).

    Other: lead and housing. Barn: the youth officer, in the Wpg register.
    """
    from baken.act.cases import facade as cases
    from baken.kernel.moment import now

    world = World(municipality, now())
    _register(world)
    values = {"title": "Loods Voorbeeldkade", "address": "Voorbeeldkade 12", "summary": "Zonder vergunning."}
    world.case = open_case(world, "lead", **values)
    add(world, world.case, partner="police", premises=2, signals=1, inspections=2, police=3)
    add(world, world.case, partner="housing", premises=2, inspections=1)
    world.other = open_case(world, "lead", title="Woning Verzonnen Hof", address="Verzonnen Hof 3")
    add(world, world.other, partner="housing", premises=2)
    world.barn = open_case(world, "youth", "investigation", WPG, title="Schuur", address="Dijk 40")
    for part in ALL:
        for level in (2, 3):
            fill(world, world.case, part, level)
        world.act(
            "lead", cases.write_conclusion, case=world.case, part=part, seen=1, conclusion=f"slot{part}", at=world.past
        )
    return world


def open_case(world: World, name: str, vault: str = "premises", purpose: str = PURPOSE, **values: Any) -> Any:
    """Open a case a hundred days ago."""
    from baken.act.cases import facade as cases

    return world.act(
        name, cases.open_case, at=world.past, purpose=purpose, municipality=world.municipality, vault=world.vaults[vault],
        role=ACCOUNTS[name][0], values={"title": "Pand", "address": "Straat 1", **values},
    )  # fmt: skip


def add(world: World, case: Any, *, partner: str = "", role: str = "", until: Any = None, **sights: int) -> Any:
    """Let a partner or role take part since a hundred days."""
    from baken.act.cases import facade as cases

    who = {"partner": world.partners[partner]} if partner else {"role": role}
    return world.act("lead", cases.add_participant, at=world.past, case=case, sights=sights, until=until, **who)


def fill(world: World, case: Any, part: str, level: int) -> None:
    """Put a note, action, document and subject in a part; each has a word of its own: note premises 2 -> `notepremises2`."""
    from baken.act.cases import facade as cases
    from baken.kernel.papers.kept import examine

    given = {"case": case, "part": part, "at": world.past}
    word = f"{part}{level}"
    world.act("lead", cases.add_entry, **given, level=level, happened_at=world.past, text=f"note{word} gezien")
    checked = examine(Upload(f"paper{word}.txt", f"content{word}".encode()))
    world.act("lead", cases.add_document, **given, level=level, checked=checked)
    if level == 2:
        due = world.now.date() + timedelta(days=9)
        world.act("lead", cases.add_action, **given, title=f"action{word}", due_on=due, owner="inspecteur")
        world.act("lead", cases.add_subject, **given, values={"kind": "person", "name": f"subject{word}"})


def _register(world: World) -> None:
    from baken.access.facade import (
        Covenant,
        CovenantPartner,
        Partner,
        RoleAssignment,
        User,
        Vault,
        VaultAdmission,
        system_actor,
    )
    from baken.kernel import audit
    from baken.kernel.actions import action

    here = {"municipality": world.municipality}

    @action
    def make(*, actor: Any, at: Any) -> None:
        for slug in ("police", "housing", "stranger"):
            world.partners[slug] = Partner(**here, slug=slug, name=slug.title())
            world.partners[slug].save()
        for slug, purpose, regime, roles in (
            ("premises", PURPOSE, "general", ADMITTED),
            ("investigation", WPG, "wpg", ("youth_officer", "undermining_coordinator")),
        ):
            vault = Vault(
                **here, slug=slug, name=slug.title(), controller="mayor", basis="Gemeentewet", regime=regime,
                purposes=[purpose], emergency=slug == "premises",
            )  # fmt: skip
            vault.save()
            world.vaults[slug] = vault
            for role in roles:
                VaultAdmission(**here, vault=vault, role=role, purposes=[purpose]).save()
        world.covenant = Covenant(
            **here, slug="panden", name="Convenant panden", basis="AVG 6", purposes=[PURPOSE], kinds=list(ALL),
            since=world.now - timedelta(days=900), until=world.now + timedelta(days=400),
        )  # fmt: skip
        world.covenant.save()
        for slug in ("police", "housing"):
            CovenantPartner(**here, covenant=world.covenant, partner=world.partners[slug]).save()
        for name, (role, partner) in ACCOUNTS.items():
            user = User.objects.create_user(f"account-{name}", None, display_name=f"{name} (voorbeeld)")
            world.users[name] = user
            RoleAssignment(
                **here, user=user, role=role, partner=world.partners.get(partner), valid_from=date(2020, 1, 1)
            ).save()
        audit.record("test.made", world.covenant)

    make(actor=system_actor(world.municipality), at=world.now)
