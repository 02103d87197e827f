# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Need-to-know of guarded records: participation now, for a purpose that fits both the register and who takes part.

A register with a desk (`Vault.desk`) is open as a whole to our own people whose role it admits for the purpose: they see
every record in it, in every part, up to the highest level. Partners and emergencies never come in by that way.

One rule in three forms: for one object (`sights_of`), for a list (`participations_of`, `sights_for`), and in SQL
(`access.authorization.row_security`). Tests compare the three in random worlds.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from ..actors import Actor
from ..models import Covenant, GuardedRecord, Level, Participation, Sight, Vault, VaultAdmission
from .parts import parts_of
from .remembering import remembered
from .sight import opened

EMERGENCY = "acute_danger"
"""The one purpose of emergency access; no register and no covenant can have it among its own."""

Sights = Mapping[str, int]
"""Part -> level up to which it is seen."""


class AllParts(Mapping[str, int]):
    """Sights of who sees a whole record: the parts of its kind, and any other that a row might name, to the highest level."""

    def __init__(self, kind: str):
        self.kind = kind

    def __getitem__(self, part: str) -> int:
        return int(Level.SECRET)

    def __iter__(self) -> Iterator[str]:
        return iter(parts_of(self.kind))

    def __len__(self) -> int:
        return len(parts_of(self.kind))


@dataclass(frozen=True, slots=True)
class Reach:
    """Where one actor may come for one purpose: loaded once, then asked for many objects.

    `vaults` are the registers open to own people or, for a partner, those with this purpose; `covenants` gives for each
    covenant in force what kinds of data it lets through; `known` what is seen of which guarded record; `desks` those of
    `vaults` of which own people see everything.
    """

    purpose: str
    vaults: frozenset[UUID]
    covenants: Mapping[UUID, frozenset[str]] = field(default_factory=dict)
    known: Mapping[UUID, Sights | None] = field(default_factory=dict)
    desks: frozenset[UUID] = frozenset()

    @property
    def shared(self) -> frozenset[UUID]:
        """Return the registers in which participation decides: those without a desk of the actor's."""
        return self.vaults - self.desks


def reach(actor: Actor, purpose: str, guarded: Iterable[UUID] = ()) -> Reach:
    """Load where `actor` may come for `purpose`, with what is seen of the records named. Two to five queries."""
    if actor.municipality_id is None or actor.moment is None or not purpose:
        return Reach(purpose, frozenset())
    vaults = Vault.objects.filter(municipality_id=actor.municipality_id)
    covenants: dict[UUID, frozenset[str]] = {}
    desks: list[UUID] = []
    if purpose == EMERGENCY:
        open_vaults = [] if actor.partner_id else vaults.filter(emergency=True).values_list("pk", flat=True)
    elif actor.partner_id is not None:
        open_vaults = [pk for pk, purposes in vaults.values_list("pk", "purposes") if purpose in purposes]
        now = Q(until__isnull=True) | Q(until__gt=actor.moment)
        rows = Covenant.objects.filter(now, since__lte=actor.moment, signed_by__partner=actor.partner_id)
        found = rows.filter(municipality_id=actor.municipality_id).values_list("pk", "purposes", "kinds")
        covenants = {pk: frozenset(kinds) for pk, purposes, kinds in found if purpose in purposes}
    else:
        mine_here = {pk: desk for pk, mine, its, desk in _admissions(actor) if purpose in mine and purpose in its}
        open_vaults = list(mine_here)
        desks = [pk for pk, desk in mine_here.items() if desk]
    found_reach = Reach(purpose, frozenset(open_vaults), covenants, desks=frozenset(desks))
    wanted = list(guarded)
    if not wanted:
        return found_reach
    known: dict[UUID, Sights | None] = dict.fromkeys(wanted)
    known |= _load_sights(actor, found_reach, wanted)
    return replace(found_reach, known=known)


def participations_of(actor: Actor, at_hand: Reach) -> QuerySet[Participation]:
    """Return the participations by which `actor` may come at guarded records now, for the purpose of `at_hand`."""
    if not at_hand.vaults or actor.moment is None or actor.municipality_id is None:
        return Participation.objects.none()
    now = Q(until__isnull=True) | Q(until__gt=actor.moment)
    rows = Participation.objects.filter(
        now,
        Q(team__isnull=True) | Q(team__in=sorted(actor.teams)),
        Q(role="") | Q(role__in=sorted(actor.roles)),
        Q(user__isnull=True) | Q(user=actor.id),
        municipality_id=actor.municipality_id,
        since__lte=actor.moment,
        vault__in=sorted(at_hand.vaults),
    )
    if at_hand.purpose == EMERGENCY:
        return rows.filter(emergency=True, partner__isnull=True, user=actor.id, user__isnull=False)
    if actor.partner_id is None:
        return rows.filter(emergency=False, partner__isnull=True)
    return rows.filter(emergency=False, partner=actor.partner_id, covenant__in=sorted(at_hand.covenants))


MANY = 5_000
"""Of so many records the newest are found sooner along their order than by looking up each."""


def sees_many(actor: Actor, purpose: str) -> bool:
    """Return whether `actor` may see `MANY` records or more; on SQLite, which goes its own way, always no."""
    if connection.vendor != "postgresql":
        return False
    at_hand = reach(actor, purpose)
    mine = participations_of(actor, at_hand).order_by()
    if len(mine.values_list("pk", flat=True)[MANY - 1 : MANY]) > 0:
        return True
    lying = GuardedRecord.objects.filter(vault__in=sorted(at_hand.desks)).order_by()
    return bool(at_hand.desks) and len(lying.values_list("pk", flat=True)[MANY - 1 : MANY]) > 0


def sights_for(actor: Actor, at_hand: Reach) -> QuerySet[Sight]:
    """Return the sights that `actor` has now; of a partner only those on kinds of data that the covenant lets through."""
    rows = Sight.objects.filter(participation__in=participations_of(actor, at_hand))
    if actor.partner_id is None or at_hand.purpose == EMERGENCY:
        return rows
    let_through = Q(pk__in=[])
    for covenant, kinds in at_hand.covenants.items():
        let_through |= Q(participation__covenant=covenant, part__in=sorted(kinds))
    return rows.filter(let_through)


def sights_of(actor: Actor, purpose: str, guarded_id: UUID, at_hand: Reach | None = None) -> Sights | None:
    """Return up to which level `actor` sees each part of a guarded record for `purpose`; None where it isn't open at all."""
    if at_hand is not None and at_hand.purpose == purpose and guarded_id in at_hand.known:
        return at_hand.known[guarded_id]
    if at_hand is None or at_hand.purpose != purpose:
        at_hand = reach(actor, purpose)
    return _load_sights(actor, at_hand, [guarded_id]).get(guarded_id)


def purposes_open_to(actor: Actor, *, desk: bool | None = None) -> tuple[str, ...]:
    """Return the purposes for which `actor` may come at any register at all, the emergency last; in a fixed order.

    With `desk`: only at registers that have a desk, or only at those that have none.
    """
    if actor.municipality_id is None or actor.moment is None:
        return ()
    vaults = Vault.objects.filter(municipality_id=actor.municipality_id)
    if desk is not None:
        vaults = vaults.filter(desk=desk)
    if actor.partner_id is not None:
        served = {purpose for purposes in vaults.values_list("purposes", flat=True) for purpose in purposes}
        now = Q(until__isnull=True) | Q(until__gt=actor.moment)
        rows = Covenant.objects.filter(now, since__lte=actor.moment, signed_by__partner=actor.partner_id)
        agreed = {p for purposes in rows.values_list("purposes", flat=True) for p in purposes}
        return tuple(sorted(served & agreed))
    admitted = (row for row in _admissions(actor) if desk is None or row[-1] == desk)
    found = {purpose for _, mine, its, _ in admitted for purpose in mine if purpose in its}
    if actor.id is None or desk or not _in_emergency(actor):
        return tuple(sorted(found))
    return (*sorted(found), EMERGENCY)


def _admissions(actor: Actor) -> list[tuple[UUID, list[str], list[str], bool]]:
    """Return where the roles of one of our own people are admitted: register, purposes of both, whether it has a desk."""
    municipality = actor.municipality_id
    if municipality is None:
        return []

    def find() -> list[tuple[UUID, list[str], list[str], bool]]:
        here = Vault.objects.filter(municipality_id=municipality)
        rows = VaultAdmission.objects.filter(role__in=sorted(actor.roles), vault__in=here)
        return list(rows.values_list("vault_id", "purposes", "vault__purposes", "vault__desk"))

    return remembered(("admissions", actor), find)


def _in_emergency(actor: Actor) -> bool:
    """Return whether emergency access of `actor` runs now."""

    def find() -> bool:
        with opened(actor, EMERGENCY):  # the database shows who takes part only to whom it says for what
            return participations_of(actor, reach(actor, EMERGENCY)).exists()

    return remembered(("emergency", actor), find)


def _load_sights(actor: Actor, at_hand: Reach, guarded: list[UUID]) -> dict[UUID, Sights]:
    whole: dict[UUID, Sights] = {}
    if at_hand.desks:
        lying = GuardedRecord.objects.filter(pk__in=guarded, vault__in=sorted(at_hand.desks))
        whole = {pk: AllParts(kind) for pk, kind in lying.values_list("pk", "kind")}
        guarded = [pk for pk in guarded if pk not in whole]
        if not guarded or not at_hand.shared:
            return whole
    rows = participations_of(actor, at_hand).filter(guarded__in=guarded)
    taking = dict(rows.values_list("pk", "guarded"))
    found: dict[UUID, dict[str, int]] = {record: {} for record in taking.values()}
    if not taking:
        return whole
    sights = sights_for(actor, at_hand).filter(participation__guarded__in=guarded)
    for participation, part, level in sights.values_list("participation", "part", "level"):
        seen = found[taking[participation]]
        seen[part] = max(level, seen.get(part, 0))
    return {**whole, **found}
