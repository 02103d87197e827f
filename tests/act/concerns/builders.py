# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A world of concerns: registers with a desk, categories, accounts at several desks and outside them."""

from __future__ import annotations

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
    make_vault,
    opened,
    system_actor,
)
from baken.act.concerns.categories.actions import load_categories
from baken.act.concerns.gatekeeper.checks import Tested
from baken.act.concerns.gatekeeper.checks import admit as let_in
from baken.act.concerns.models import Category, Concern
from baken.act.concerns.reporting import intake
from baken.act.concerns.reporting.reports import Report
from baken.kernel.models import Municipality
from baken.kernel.moment import now
from tests.kernel.towns import do

REASON = "for the test"
WHO: dict[str, str] = {
    "coordinator": "undermining_coordinator",
    "port": "port_team",
    "care": "care_safety_coordinator",
    "youth": "youth_coordinator",
    "boa": "youth_officer",
    "officer": "trafficking_officer",
    "keeper": "source_keeper",
    "adviser": "safety_adviser",
    "privacy": "privacy_officer",
    "fg": "data_protection_officer",
    "council": "council_member",
}
VAULTS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("signals-undermining", "general", "signal_undermining", ("undermining_coordinator", "port_team")),
    ("signals-nuisance", "general", "signal_nuisance", ("undermining_coordinator", "port_team")),
    ("signals-trafficking", "general", "signal_trafficking", ("trafficking_officer",)),
    ("signals-care", "general", "signal_care", ("care_safety_coordinator",)),
    ("signals-youth", "general", "signal_youth", ("youth_coordinator", "youth_officer")),
    ("signals-wpg", "wpg", "criminal_investigation", ("youth_officer",)),
    ("sources", "source", "source_protection", ("source_keeper",)),
)
CATEGORIES: tuple[dict[str, Any], ...] = (
    {
        "slug": "drugs-street", "group": "drugs", "theme": "drugs", "vault": "signals-nuisance",
        "purpose": "signal_nuisance", "handler_role": "undermining_coordinator", "public": True, "desk_ready": True,
        "dpia_ready": True, "order": 1,
        "texts": {"nl": {"name": "Drugsoverlast op straat"}, "en": {"name": "Drug nuisance in the street"}},
        "questions": [
            {"slug": "how_often", "kind": "choice", "label": {"nl": "Hoe vaak gebeurt het?", "en": "How often?"},
             "options": [{"slug": "once", "label": {"nl": "één keer"}}, {"slug": "daily", "label": {"nl": "elke dag"}}]},
            {"slug": "when", "kind": "text", "label": {"nl": "Op welke tijd?"}, "required": True,
             "when": {"question": "how_often", "is": ["daily"]}},
        ],
    },
    {
        "slug": "undermining", "group": "undermining", "theme": "undermining", "vault": "signals-undermining",
        "purpose": "signal_undermining", "handler_role": "undermining_coordinator", "route": "municipality",
        "public": True, "desk_ready": True, "dpia_ready": True, "order": 2,
        "texts": {"nl": {"name": "Witwassen of ondermijning"}},
    },
    {
        "slug": "trafficking-labour", "group": "trafficking", "theme": "trafficking", "vault": "signals-trafficking",
        "purpose": "signal_trafficking", "handler_role": "trafficking_officer", "sensitive": True, "no_names": False,
        "public": True, "desk_ready": True, "dpia_ready": True, "order": 3, "texts": {"nl": {"name": "Uitbuiting op het werk"}},
    },
    {
        "slug": "youth-group", "group": "youth", "theme": "youth", "vault": "signals-youth", "purpose": "signal_youth",
        "handler_role": "youth_coordinator", "order": 4, "texts": {"nl": {"name": "Overlast van een jeugdgroep"}},
    },
)  # fmt: skip


@dataclass
class World:
    """What the tests of concerns share: Velsen, its registers, categories and people."""

    municipality: Municipality
    now: datetime
    vaults: dict[str, Vault] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
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

    def receive(
        self, category: str = "drugs-street", text: str = "Er wordt gedeald bij het park.", **more: Any
    ) -> Concern:
        """A concern that came in by the public form (`actor`, `channel`, `at`, … say otherwise), untested."""
        names = ("channel", "source_kind", "key", "body", "files", "asked")
        given = {name: more.pop(name) for name in names if name in more}
        actor = more.pop("actor", self.system)
        at = more.pop("at", self.now)
        got = intake.receive(
            actor=actor, at=at, municipality=self.municipality, category=self.categories[category],
            report=Report(description=text, **more),
            **{"channel": "public", "source_kind": "resident", **given},
        )  # fmt: skip
        with opened(self.system, system=True):
            return Concern.objects.select_related("guarded", "vault", "category").get(pk=got.key)

    def admitted(
        self, category: str = "drugs-street", text: str = "Er wordt gedeald bij het park.", **more: Any
    ) -> Concern:
        """A concern that passed the toets vooraf, by who handles its category."""
        concern = self.receive(category, text, **more)
        names = {role: name for name, role in WHO.items()}
        actor = self.actor(names[concern.category.handler_role])
        purpose = concern.category.purpose
        with opened(actor, purpose):
            return let_in(
                actor=actor, at=self.now, purpose=purpose, concern=concern, seen=concern.version,
                tested=Tested(personal_data=True, basis="AVG 6(1)(e)", reasons=REASON),
            )  # fmt: skip


def build(municipality: Municipality, prefix: str = "c") -> World:
    """Make the world; its accounts' names begin with `prefix`."""
    world = World(municipality, now())
    actor = world.system
    for slug, regime, purpose, roles in VAULTS:
        values = {"name": slug, "basis": "AVG 6(1)(e)", "purposes": [purpose], "emergency": False, "desk": True}
        vault = make_vault(
            actor=actor, at=world.now, municipality=municipality, slug=slug, controller="mayor", regime=regime,
            values=values,
        )  # fmt: skip
        for role in roles:
            admit(actor=actor, at=world.now, vault=vault, role=role, purposes=[purpose], reason=REASON)
        world.vaults[slug] = vault
    load_categories(actor=actor, at=world.now, municipality=municipality, entries=CATEGORIES)
    for category in Category.objects.filter(municipality=municipality).select_related("vault"):
        world.categories[category.slug] = category
    for name, role in WHO.items():
        world.users[name] = _account(municipality, f"{prefix}-{name}", role)
    police = Partner(municipality=municipality, slug="politie", name="Politie")
    do(police.save)
    world.partners["police"] = police
    world.users["police"] = _account(municipality, f"{prefix}-police", "partner", police)
    return world


def _account(municipality: Municipality, name: str, role: str, partner: Partner | None = None) -> User:
    user = User.objects.create_user(name, None, display_name=name.partition("-")[2])
    row = RoleAssignment(municipality=municipality, user=user, role=role, partner=partner, valid_from=date(2020, 1, 1))
    do(row.save)
    return user
