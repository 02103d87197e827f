# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Random worlds for the rules of access: two municipalities, partners with covenants, registers with admissions, guarded
records, who takes part in them, and what each sees.

A world is plain data first; `build` stores it. So a test can also say from the data alone what the answer must be.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db import transaction
from hypothesis import strategies as st

from baken.access.facade import (
    EMERGENCY,
    Actor,
    Covenant,
    CovenantPartner,
    GuardedRecord,
    Participation,
    Partner,
    SearchToken,
    Sight,
    Team,
    User,
    Vault,
    VaultAdmission,
)
from baken.kernel.models import Municipality
from tests.kernel.towns import do, town

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
DAY = NOW.date()
PURPOSES = ("care", "order")
PERMISSIONS = ("account.pack.view", "decide.plan.view", "access.log.view", "nobody.may.this")
HOLDERS = {"partner": {PERMISSIONS[0]}, "inspector": set(PERMISSIONS[:2]), "privacy_officer": set(PERMISSIONS[:3])}
ROLES = tuple(sorted(HOLDERS))
TOWNS = (0, 1)
PARTNERS = (0, 1)  # of each town
PEOPLE = (0, 1)
PARTS = ("premises", "police")
LEVELS = (1, 2, 3)
SECOND = timedelta(seconds=1)
moments = st.sampled_from([NOW + timedelta(days=-1), NOW - SECOND, NOW, NOW + SECOND, NOW + timedelta(days=1)])
purposes = st.frozensets(st.sampled_from(PURPOSES))


@dataclass(frozen=True)
class Taking:
    """A part in a record, in [since, until): of a partner under covenant number `covenant`, or of our own people.

    `team`, `role` and `user` narrow it; `sights` is part -> level.
    """

    partner: int | None
    since: datetime
    until: datetime | None
    covenant: int = 0
    team: bool = False
    role: str = ""
    user: int | None = None
    emergency: bool = False
    sights: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Thing:
    """A guarded record: town, which register of that town, level, who takes part, and rows: (part, level)."""

    town: int
    vault: int
    level: int
    takings: tuple[Taking, ...]
    rows: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Register:
    """A register: its purposes, which roles it admits for what, whether emergencies open it, or has a desk."""

    purposes: frozenset[str]
    admitted: tuple[tuple[str, frozenset[str]], ...]
    emergency: bool = False
    desk: bool = False


@dataclass(frozen=True)
class Agreement:
    """A covenant in [since, until): its purposes, kinds of data, and which partners signed."""

    purposes: frozenset[str]
    kinds: frozenset[str]
    partners: frozenset[int]
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class Asking:
    """Who asks for what: town (None: none), roles, partner (of that town), person, in the team or not, permission, purpose."""

    town: int | None
    roles: frozenset[str]
    partner: int | None
    at: datetime | None
    permission: str
    purpose: str
    user: int | None = None
    in_team: bool = False


@dataclass(frozen=True)
class Plan:
    """A whole world as data. Registers and covenants are the same in both towns."""

    registers: tuple[Register, ...]
    covenants: tuple[Agreement, ...]
    things: tuple[Thing, ...]


def until_after(made: Taking | Agreement) -> bool:
    """Whether the period is one at all."""
    return made.until is None or made.until >= made.since


sights = st.dictionaries(st.sampled_from(PARTS), st.sampled_from(LEVELS)).map(lambda d: tuple(sorted(d.items())))
of_partners = st.builds(
    Taking,
    partner=st.sampled_from(PARTNERS),
    since=moments,
    until=st.none() | moments,
    covenant=st.sampled_from((0, 1)),
    team=st.booleans(),
    role=st.sampled_from(("", "partner")),
    user=st.none() | st.sampled_from(PEOPLE),
    sights=sights,
)
of_ours = st.builds(
    Taking,
    partner=st.none(),
    since=moments,
    until=st.none() | moments,
    team=st.booleans(),
    role=st.sampled_from(("", *ROLES)),
    user=st.none() | st.sampled_from(PEOPLE),
    sights=sights,
).filter(lambda t: t.team or t.role or t.user is not None)
urgent = st.builds(
    Taking,
    partner=st.none(),
    since=moments,
    until=moments,
    user=st.sampled_from(PEOPLE),
    emergency=st.just(True),
    sights=sights,
)
takings = (of_partners | of_ours | urgent).filter(until_after)
registers = st.builds(
    Register,
    purposes=purposes,
    admitted=st.dictionaries(st.sampled_from(ROLES), purposes).map(lambda d: tuple(sorted(d.items()))),
    emergency=st.booleans(),
    desk=st.booleans(),
).filter(lambda register: not (register.emergency and register.desk))
covenants = st.builds(
    Agreement,
    purposes=purposes,
    kinds=st.frozensets(st.sampled_from(PARTS)),
    partners=st.frozensets(st.sampled_from(PARTNERS)),
    since=moments,
    until=st.none() | moments,
).filter(until_after)
things = st.builds(
    Thing,
    st.sampled_from(TOWNS),
    st.sampled_from((0, 1)),
    st.sampled_from(LEVELS),
    st.lists(takings, max_size=3).map(tuple),
    st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(LEVELS)), max_size=3).map(tuple),
)
plans = st.builds(
    Plan,
    st.tuples(registers, registers),
    st.tuples(covenants, covenants),
    st.lists(things, max_size=4).map(tuple),
)
askings = st.builds(
    Asking,
    st.none() | st.sampled_from(TOWNS),
    st.frozensets(st.sampled_from(ROLES), max_size=2),
    st.none() | st.sampled_from(PARTNERS),
    st.none() | st.just(NOW) | moments,
    st.sampled_from(PERMISSIONS),
    st.sampled_from((*PURPOSES, EMERGENCY, "", "else")),
    st.none() | st.sampled_from(PEOPLE),
    st.booleans(),
)
OPEN = Register(frozenset(PURPOSES), tuple((role, frozenset(PURPOSES)) for role in ROLES), emergency=True)
AGREED = Agreement(frozenset(PURPOSES), frozenset(PARTS), frozenset(PARTNERS), NOW - timedelta(days=9), None)


def simple(*wanted: Thing) -> Plan:
    """A world in which registers and covenants are open to all."""
    return Plan((OPEN, OPEN), (AGREED, AGREED), wanted)


@dataclass(frozen=True)
class World:
    """What is stored of a plan. `rows` holds per record its search tokens, in the order of the plan."""

    plan: Plan
    towns: tuple[Municipality, ...]
    partners: dict[tuple[int, int], Partner]
    people: tuple[User, ...]
    teams: dict[tuple[int, int | None], Team]
    records: tuple[GuardedRecord, ...]
    rows: tuple[tuple[SearchToken, ...], ...]
    made: dict[str, object] = field(default_factory=dict)

    def actor(self, asking: Asking) -> Actor:
        """The actor who asks. Without a town one has no partner, no team."""
        home = None if asking.town is None else self.towns[asking.town]
        partner = None if home is None or asking.partner is None else self.partners[asking.town, asking.partner]
        team = None if home is None else self.teams[asking.town, asking.partner]
        return Actor(
            id=None if asking.user is None else self.people[asking.user].id,
            municipality_id=home.id if home else None,
            roles=asking.roles,
            partner_id=partner.id if partner else None,
            at=asking.at,
            teams=frozenset({team.id}) if team and asking.in_team else frozenset(),
        )


@contextmanager
def build(plan: Plan) -> Iterator[World]:
    """Store the plan; all is undone afterwards."""
    with transaction.atomic():
        towns = (town("GM9000", "Noorderdam"), town("GM9001", "Zuiderdam"))
        people = tuple(User(username=f"u{i}", display_name=f"U{i}", password="!") for i in PEOPLE)
        partners = {
            (t, p): Partner(municipality=towns[t], slug=f"partner-{p}", name=f"P{p}") for t in TOWNS for p in PARTNERS
        }
        teams = {
            (t, p): Team(municipality=towns[t], slug=f"team-{p}", name="T", partner=partners.get((t, p)))
            for t in TOWNS
            for p in (None, *PARTNERS)
        }
        vaults = {
            (t, n): Vault(
                municipality=towns[t], slug=f"vault-{n}", name="V", controller="mayor", basis="-",
                purposes=sorted(register.purposes), emergency=register.emergency, desk=register.desk,
            )
            for t in TOWNS
            for n, register in enumerate(plan.registers)
        }  # fmt: skip
        admissions = [
            VaultAdmission(municipality=vaults[t, n].municipality, vault=vaults[t, n], role=role, purposes=sorted(its))
            for t in TOWNS
            for n, register in enumerate(plan.registers)
            for role, its in register.admitted
        ]
        agreed = {
            (t, n): Covenant(
                municipality=towns[t], slug=f"covenant-{n}", name="C", basis="-", purposes=sorted(covenant.purposes),
                kinds=sorted(covenant.kinds), since=covenant.since, until=covenant.until,
            )
            for t in TOWNS
            for n, covenant in enumerate(plan.covenants)
        }  # fmt: skip
        signed = [
            CovenantPartner(municipality=towns[t], covenant=agreed[t, n], partner=partners[t, p])
            for t in TOWNS
            for n, covenant in enumerate(plan.covenants)
            for p in sorted(covenant.partners)
        ]
        records = tuple(
            GuardedRecord(municipality=towns[thing.town], vault=vaults[thing.town, thing.vault], level=thing.level)
            for thing in plan.things
        )
        parts = [
            (
                taking,
                Participation(
                    municipality=record.municipality, guarded=record, vault=record.vault, since=taking.since, until=taking.until,
                    partner=None if taking.partner is None else partners[thing.town, taking.partner],
                    covenant=None if taking.partner is None else agreed[thing.town, taking.covenant],
                    team=teams[thing.town, taking.partner] if taking.team else None, role=taking.role,
                    user=None if taking.user is None else people[taking.user], emergency=taking.emergency,
                ),
            )
            for thing, record in zip(plan.things, records, strict=True)
            for taking in thing.takings
        ]  # fmt: skip
        seen = [
            Sight(municipality=part.municipality, participation=part, part=name, level=level)
            for taking, part in parts
            for name, level in taking.sights
        ]
        rows = tuple(
            tuple(
                SearchToken(
                    municipality=record.municipality, guarded=record, vault=record.vault, part=name, level=level,
                    token="00", source=str(n),
                )
                for n, (name, level) in enumerate(thing.rows)
            )
            for thing, record in zip(plan.things, records, strict=True)
        )  # fmt: skip

        def store() -> None:
            User.objects.bulk_create(people)
            for model, made in (
                (Partner, partners.values()), (Team, teams.values()), (Vault, vaults.values()),
                (VaultAdmission, admissions), (Covenant, agreed.values()), (CovenantPartner, signed),
                (GuardedRecord, records), (Participation, [part for _, part in parts]), (Sight, seen),
                (SearchToken, [row for of_one in rows for row in of_one]),
            ):  # fmt: skip
                model.objects.bulk_create(made)

        do(store)
        yield World(plan, towns, partners, people, teams, records, rows)
        transaction.set_rollback(True)


def within(at: datetime, since: datetime, until: datetime | None) -> bool:
    """Whether the moment lies in [since, until)."""
    return since <= at and (until is None or at < until)


def counts(plan: Plan, thing: Thing, taking: Taking, asking: Asking) -> bool:
    """Whether this part in the thing lets the asker come at it, for the asker's purpose, at the asker's moment."""
    register = plan.registers[thing.vault]
    if asking.at is None or not within(asking.at, taking.since, taking.until):
        return False
    if taking.partner != asking.partner or (taking.team and not asking.in_team):
        return False
    if (taking.role and taking.role not in asking.roles) or (taking.user is not None and taking.user != asking.user):
        return False
    if taking.emergency or asking.purpose == EMERGENCY:
        return taking.emergency and asking.purpose == EMERGENCY and register.emergency
    if asking.purpose not in register.purposes:
        return False
    if taking.partner is None:
        return any(role in asking.roles and asking.purpose in its for role, its in register.admitted)
    covenant = plan.covenants[taking.covenant]
    return (
        taking.partner in covenant.partners
        and asking.purpose in covenant.purposes
        and within(asking.at, covenant.since, covenant.until)
    )


def at_desk(plan: Plan, thing: Thing, asking: Asking) -> bool:
    """Whether the asker sees all of the register in which the thing lies: one of ours, admitted to its desk."""
    register = plan.registers[thing.vault]
    if not register.desk or asking.town != thing.town or asking.at is None or asking.partner is not None:
        return False
    if asking.purpose == EMERGENCY or asking.purpose not in register.purposes:
        return False
    return any(role in asking.roles and asking.purpose in its for role, its in register.admitted)


def knows(plan: Plan, thing: Thing, asking: Asking) -> bool:
    """Say from the data alone whether the asker may know of the thing, whatever the role grants."""
    if asking.town != thing.town:
        return False
    return at_desk(plan, thing, asking) or any(counts(plan, thing, taking, asking) for taking in thing.takings)


def may(plan: Plan, thing: Thing, asking: Asking) -> bool:
    """Say from the data alone whether the three facts hold together: role, participation, purpose."""
    return any(asking.permission in HOLDERS[role] for role in asking.roles) and knows(plan, thing, asking)


def may_row(plan: Plan, thing: Thing, row: tuple[str, int], asking: Asking, *, role: bool = True) -> bool:
    """The same of a row in a part, at a level."""
    part, level = row
    if asking.town != thing.town or (role and not may(plan, thing, asking)):
        return False
    if at_desk(plan, thing, asking):
        return True
    return any(
        dict(taking.sights).get(part, 0) >= level
        and (taking.partner is None or part in plan.covenants[taking.covenant].kinds)
        for taking in thing.takings
        if counts(plan, thing, taking, asking)
    )
