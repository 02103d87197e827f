# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A world of desks: the registers of measures, Bibob and inspections, with who works at them and who doesn't.

A feature's `builders.py` adds what it needs to it; `conftest.py` remembers it (`tests.plugins.remembered`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from baken.access.facade import (
    Actor,
    Covenant,
    Partner,
    RoleAssignment,
    User,
    Vault,
    actor_for,
    admit,
    covenants,
    make_vault,
    system_actor,
)
from baken.kernel.models import Municipality
from baken.kernel.moment import now
from tests.kernel.towns import do

REASON = "for the test"
WHO: dict[str, str] = {
    "adviser": "legal_adviser",
    "mayor": "mayor",
    "executive": "executive",
    "bibob": "bibob_coordinator",
    "permits": "permit_officer",
    "contracts": "contract_officer",
    "coordinator": "undermining_coordinator",
    "port": "port_team",
    "inspector": "inspector",
    "officer": "trafficking_officer",
    "policy": "safety_adviser",
    "privacy": "privacy_officer",
    "fg": "data_protection_officer",
    "oncall": "on_call_officer",
    "council": "council_member",
}
VAULTS: tuple[tuple[str, str, str, str, tuple[str, ...]], ...] = (
    ("measures-mayor", "mayor", "general", "measures_mayor", ("legal_adviser", "mayor")),
    ("measures-executive", "executive", "general", "measures_executive", ("legal_adviser", "executive")),
    ("bibob", "mayor", "bibob", "bibob_screening", ("bibob_coordinator",)),
    ("inspections", "mayor", "general", "joint_inspections", ("undermining_coordinator", "port_team", "inspector")),
)
PARTNERS = {"police": "Politie", "environment": "Omgevingsdienst", "labour": "Arbeidsinspectie"}


@dataclass
class Desks:
    """Velsen, its registers with a desk, and people; `covenants` by name of the partner, as far as `covenant` made one."""

    municipality: Municipality
    now: datetime
    vaults: dict[str, Vault] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    partners: dict[str, Partner] = field(default_factory=dict)
    covenants: dict[str, Covenant] = field(default_factory=dict)

    def actor(self, name: str, at: datetime | None = None) -> Actor:
        """The account as actor, now or at a moment."""
        at = at or self.now
        return actor_for(self.users[name], on=at.date(), at=at, municipality_id=self.municipality.pk)

    @property
    def system(self) -> Actor:
        return system_actor(self.municipality)

    def covenant(self, partner: str, purpose: str, kinds: Iterable[str]) -> Covenant:
        """A covenant with a partner that lets these parts through."""
        made = covenants.make_covenant(
            actor=self.system, at=self.now, municipality=self.municipality, slug=f"covenant-{partner}",
            partners=[self.partners[partner]],
            values={
                "name": f"Covenant {partner}", "basis": "AVG 6(1)(e)", "purposes": [purpose], "kinds": list(kinds),
                "since": self.now.replace(year=self.now.year - 1), "until": None,
            },
        )  # fmt: skip
        self.covenants[partner] = made
        return made


def build(municipality: Municipality, prefix: str = "d", world: type[Any] = Desks) -> Any:
    """Make the world, of the class `world` (`Desks` or one that adds to it); its accounts' names begin with `prefix`."""
    made = world(municipality, now())
    for slug, controller, regime, purpose, roles in VAULTS:
        values = {"name": slug, "basis": "AVG 6(1)(e)", "purposes": [purpose], "emergency": False, "desk": True}
        vault = make_vault(
            actor=made.system, at=made.now, municipality=municipality, slug=slug, controller=controller, regime=regime,
            values=values,
        )  # fmt: skip
        for role in roles:
            admit(actor=made.system, at=made.now, vault=vault, role=role, purposes=[purpose], reason=REASON)
        made.vaults[slug] = vault
    for name, role in WHO.items():
        made.users[name] = account(municipality, f"{prefix}-{name}", role)
    for slug, name in PARTNERS.items():
        partner = Partner(municipality=municipality, slug=slug, name=name)
        do(partner.save)
        made.partners[slug] = partner
        made.users[slug] = account(municipality, f"{prefix}-{slug}", "partner", partner)
    return made


def account(municipality: Municipality, name: str, role: str, partner: Partner | None = None) -> User:
    """Make an account with a role from 2020 on."""
    user = User.objects.create_user(name, None, display_name=name.partition("-")[2])
    row = RoleAssignment(municipality=municipality, user=user, role=role, partner=partner, valid_from=date(2020, 1, 1))
    do(row.save)
    return user
