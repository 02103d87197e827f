# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Random worlds for the rules of access: two municipalities, their partners, registers, guarded records and who takes part.

A world is plain data first; `build` stores it. So a test can also say from the data alone what the answer must be.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from hypothesis import strategies as st

from baken.access.facade import Actor, GuardedRecord, Participation, Partner, Vault
from baken.kernel.models import Municipality
from tests.kernel.towns import do, town

DAY = date(2026, 11, 24)
PURPOSES = ("care", "order")
PERMISSIONS = ("account.pack.view", "decide.plan.view", "access.log.view", "nobody.may.this")
HOLDERS = {"partner": {PERMISSIONS[0]}, "inspector": set(PERMISSIONS[:2]), "privacy_officer": set(PERMISSIONS[:3])}
TOWNS = (0, 1)
PARTNERS = (0, 1)  # of each town
days = st.integers(-2, 2).map(lambda shift: DAY + timedelta(shift))


@dataclass(frozen=True)
class Taking:
    """A partner's part in a record: partner, first day, last day."""

    partner: int
    since: date
    until: date | None


@dataclass(frozen=True)
class Thing:
    """A guarded record: town, the purposes of its register, its level, who takes part."""

    town: int
    purposes: frozenset[str]
    level: int
    takings: tuple[Taking, ...]


@dataclass(frozen=True)
class Asking:
    """Who asks for what: town (None: none), roles, partner (of that town), day, permission, purpose."""

    town: int | None
    roles: frozenset[str]
    partner: int | None
    on: date | None
    permission: str
    purpose: str


takings = st.builds(Taking, st.sampled_from(PARTNERS), days, st.none() | days)
things = st.builds(
    Thing,
    st.sampled_from(TOWNS),
    st.frozensets(st.sampled_from(PURPOSES)),
    st.sampled_from((1, 2, 3)),
    st.lists(takings, max_size=3).map(tuple),
)
askings = st.builds(
    Asking,
    st.none() | st.sampled_from(TOWNS),
    st.frozensets(st.sampled_from(sorted(HOLDERS)), max_size=2),
    st.none() | st.sampled_from(PARTNERS),
    st.none() | st.just(DAY) | days,
    st.sampled_from(PERMISSIONS),
    st.sampled_from((*PURPOSES, "", "else")),
)


@dataclass(frozen=True)
class World:
    """What is stored of a list of things, in their order."""

    towns: tuple[Municipality, ...]
    partners: dict[tuple[int, int], Partner]
    records: tuple[GuardedRecord, ...]

    def actor(self, asking: Asking) -> Actor:
        """The actor who asks. Without a town one has no partner."""
        home = None if asking.town is None else self.towns[asking.town]
        partner = None if home is None or asking.partner is None else self.partners[asking.town, asking.partner]
        return Actor(
            id=None,
            municipality_id=home.id if home else None,
            roles=asking.roles,
            partner_id=partner.id if partner else None,
            on=asking.on,
        )


@contextmanager
def build(wanted: list[Thing]) -> Iterator[World]:
    """Store the things; all is undone afterwards."""
    with transaction.atomic():
        towns = (town("GM9000", "Noorderdam"), town("GM9001", "Zuiderdam"))
        partners = {
            (t, p): Partner(municipality=towns[t], slug=f"partner-{p}", name=f"P{p}") for t in TOWNS for p in PARTNERS
        }
        vaults = {
            (thing.town, thing.purposes): Vault(
                municipality=towns[thing.town], slug="-".join(sorted(thing.purposes)) or "none", name="V",
                controller="mayor", basis="-", purposes=sorted(thing.purposes),
            )
            for thing in wanted
        }  # fmt: skip
        records = tuple(
            GuardedRecord(municipality=towns[thing.town], vault=vaults[thing.town, thing.purposes], level=thing.level)
            for thing in wanted
        )
        parts = [
            Participation(
                municipality=record.municipality, guarded=record, partner=partners[thing.town, taking.partner],
                valid_from=taking.since, valid_to=taking.until,
            )
            for thing, record in zip(wanted, records, strict=True)
            for taking in thing.takings
        ]  # fmt: skip

        def store() -> None:
            Partner.objects.bulk_create(partners.values())
            Vault.objects.bulk_create(vaults.values())
            GuardedRecord.objects.bulk_create(records)
            Participation.objects.bulk_create(parts)

        do(store)
        yield World(towns, partners, records)
        transaction.set_rollback(True)


def takes_part(thing: Thing, asking: Asking) -> bool:
    """Whether the asker's partner takes part in the thing on the asker's day."""
    return asking.on is not None and any(
        taking.partner == asking.partner
        and taking.since <= asking.on
        and (not taking.until or asking.on <= taking.until)
        for taking in thing.takings
    )


def may(thing: Thing, asking: Asking) -> bool:
    """Say from the data alone whether the three facts hold together: role, participation, purpose."""
    return (
        asking.town == thing.town
        and any(asking.permission in HOLDERS[role] for role in asking.roles)
        and asking.purpose in thing.purposes
        and (asking.partner is None or takes_part(thing, asking))
    )
