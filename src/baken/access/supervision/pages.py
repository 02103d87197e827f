# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of supervision show: the matrix, registers, covenants, teams, uses of emergency access.

Of confidential objects supervision sees how many there are and who takes part how often, never which or what.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.kernel.audit import personal_of, personal_of_all
from baken.kernel.models import AuditEntry

from ..actors import Actor
from ..authorization.parts import part_label
from ..authorization.policy import municipality_of, visible_to
from ..authorization.purposes import purpose_label
from ..authorization.sight import opened
from ..emergency import actions as emergency
from ..models import (
    Covenant,
    EmergencyAccess,
    GuardedRecord,
    MatrixChange,
    Participation,
    RoleAssignment,
    Team,
    TeamMembership,
    User,
    Vault,
    VaultAdmission,
)
from ..permissions import PERMISSIONS
from ..policies import OVERSEE
from ..roles import ROLES, Role, role_label
from . import covenants
from .matrix import accounts_with, against, cell_key, matrix_of, people_roles, permissions_shown
from .teams import may_join

VIEW = "access.matrix.view"
OPENS = {
    False: frozenset({"act.case.view"}),
    True: frozenset({"act.concern.view", "act.concern.release"}),
}
"""By which permissions a role sees anything in a register: without a desk, and with one."""
LOG_OF_CELL = 10
LOG_OF_MATRIX = 30


@dataclass(frozen=True, slots=True)
class Cell:
    """One role by one permission: whether it is granted, and whether that differs from what comes along."""

    role: Role
    permission: str
    told: str
    granted: bool
    differs: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One permission: who has it."""

    permission: str
    told: str
    cells: tuple[Cell, ...]


def group_label(slug: str) -> str:
    """Return what a group of permissions is called."""
    return {
        "observe": _("Waarnemen"),
        "decide": _("Besluiten"),
        "account": _("Verantwoorden"),
        "act": _("Uitvoeren: casussen en signalen"),
        "access": _("Toegang en toezicht"),
        "privacy": _("Privacy"),
        "registry": _("Basisgegevens"),
    }.get(slug, slug)


def matrix(actor: Actor) -> dict[str, Any]:
    """Return the whole matrix by group, and how many cells the municipality changed."""
    assert actor.municipality_id is not None
    granted = matrix_of(actor.municipality_id)
    groups = [
        (group_label(group), [_row(granted, slug) for slug in slugs]) for group, slugs in permissions_shown().items()
    ]
    changes = visible_to(MatrixChange.objects.all(), actor, VIEW).count()
    roles = [ROLES[slug] for slug in people_roles()]
    return {"groups": groups, "roles": roles, "changes": changes, "history": matrix_history(actor)}


@dataclass(frozen=True, slots=True)
class MatrixEvent:
    """One change of the matrix: which right of which role, by whom, and why."""

    at: datetime
    role: str
    told: str
    granted: bool
    who: str
    reason: str


def matrix_history(actor: Actor) -> list[MatrixEvent]:
    """Return the last changes of the matrix of the actor's municipality with their reasons, the newest first."""
    entries = AuditEntry.objects.filter(
        municipality_id=municipality_of(actor).pk, resource_type=MatrixChange._meta.label_lower, action="matrix.changed"
    )
    rows = list(entries.order_by("-sequence")[:LOG_OF_MATRIX])
    names = dict(
        User.objects.filter(pk__in={row.actor_id for row in rows if row.actor_id}).values_list("pk", "display_name")
    )
    told_apart = personal_of_all(rows)
    return [
        MatrixEvent(
            row.at,
            role_label(row.detail["role"]),
            str(PERMISSIONS.get(row.detail["permission"], row.detail["permission"])),
            bool(row.detail["granted"]),
            names.get(row.actor_id, "–") if row.actor_id else _("Baken zelf"),
            str(told_apart.get(row.id, {}).get("reason", "")),
        )
        for row in rows
    ]


def slice_of(actor: Actor, *, role: str = "", permission: str = "") -> list[Cell]:
    """Return the cells of one role, or of one permission."""
    assert actor.municipality_id is not None
    granted = matrix_of(actor.municipality_id)
    if role:
        return [_cell(granted, role, slug) for slugs in permissions_shown().values() for slug in slugs]
    return list(_row(granted, permission).cells)


def cell_of(actor: Actor, role: str, permission: str) -> dict[str, Any]:
    """Return one cell, how many accounts it reaches, and what the log tells of it, newest first."""
    assert actor.municipality_id is not None
    cell = _cell(matrix_of(actor.municipality_id), role, permission)
    entries = AuditEntry.objects.filter(
        municipality_id=actor.municipality_id,
        resource_type=MatrixChange._meta.label_lower,
        resource_id=cell_key(role, permission),
    ).order_by("-sequence")[:LOG_OF_CELL]
    told = [(entry, (personal_of(entry) or {}).get("reason", "")) for entry in entries]
    accounts = accounts_with(actor.municipality_id, {role}, timezone.localdate()).count()
    return {"cell": cell, "history": told, "accounts": accounts}


def offered(actor: Actor, cell: Cell) -> bool:
    """Whether a change of this cell has a chance at all, so that a page doesn't offer what will be refused."""
    assert actor.municipality_id is not None
    matrix = matrix_of(actor.municipality_id)
    if not cell.granted and cell.role.slug in actor.roles:
        return False
    return not against(matrix, cell.role.slug, cell.permission, granted=not cell.granted)


@dataclass(frozen=True, slots=True)
class VaultLine:
    """One register: how many records lie in it (None: not for this reader), and which roles work in it."""

    vault: Vault
    purposes: tuple[str, ...]
    roles: tuple[str, ...]
    records: int | None


def vaults(actor: Actor) -> list[VaultLine]:
    """Return every register of the municipality. Three queries."""
    rows = visible_to(Vault.objects.prefetch_related("admissions"), actor, VIEW)
    counts = _records(actor)
    return [
        VaultLine(
            vault,
            tuple(purpose_label(slug) for slug in vault.purposes),
            tuple(role_label(admission.role) for admission in vault.admissions.all()),
            counts.get(vault.pk, 0) if counts is not None else None,
        )
        for vault in rows
    ]


def vault(actor: Actor, found: Vault) -> dict[str, Any]:
    """Return who may work in one register, for what and why, and which partners take part in how many of its records."""
    at = timezone.now()
    admissions = visible_to(VaultAdmission.objects.filter(vault=found), actor, VIEW).order_by("role")
    held = _held_by_role(actor, timezone.localdate(at))
    granted = matrix_of(found.municipality_id)
    lines = [
        {
            "admission": admission,
            "role": role_label(admission.role),
            "purposes": [purpose_label(p) for p in admission.purposes if p in found.purposes],
            "accounts": held.get(admission.role, 0),
            "works": bool(OPENS[found.desk] & granted.get(admission.role, frozenset())),
        }
        for admission in admissions
    ]
    counts = _records(actor)
    return {
        "vault": found,
        "purposes": [purpose_label(slug) for slug in found.purposes],
        "admissions": lines,
        "taking": taking_part(actor, at, vault=found),
        "records": counts.get(found.pk, 0) if counts is not None else None,
    }


def taking_part(
    actor: Actor, at: datetime, *, vault: Vault | None = None, covenant: Covenant | None = None
) -> list[dict[str, Any]]:
    """Return per partner, under which covenant and in how many records it takes part now: numbers, never which records."""
    now = Q(until__isnull=True) | Q(until__gt=at)
    with opened(actor, system=True):
        rows = Participation.objects.filter(
            now, municipality=municipality_of(actor), since__lte=at, partner__isnull=False
        )
        if vault is not None:
            rows = rows.filter(guarded__vault=vault)
        if covenant is not None:
            rows = rows.filter(covenant=covenant)
        counted = rows.values("partner__name", "covenant__pk", "covenant__slug", "covenant__name", "covenant__until")
        found = list(counted.annotate(records=Count("guarded", distinct=True)).order_by("partner__name"))
    return [row | {"sees": row["covenant__until"] is None or row["covenant__until"] > at} for row in found]


@dataclass(frozen=True, slots=True)
class CovenantLine:
    """One covenant: its state now, and in how many records somebody takes part under it."""

    covenant: Covenant
    state: str
    word: str
    partners: tuple[str, ...]
    leaning: int


def covenant_lines(actor: Actor, at: datetime) -> list[CovenantLine]:
    """Return every covenant: what ends soonest first, what ended last. Three queries."""
    rows = visible_to(Covenant.objects.prefetch_related("partners"), actor, VIEW)
    order = {covenants.EXPIRING: 0, covenants.IN_FORCE: 1, covenants.FUTURE: 2, covenants.ENDED: 3}
    leaning: dict[Any, int] = {}
    for row in taking_part(actor, at):
        leaning[row["covenant__pk"]] = leaning.get(row["covenant__pk"], 0) + row["records"]
    lines = []
    for covenant in rows:
        state = covenants.state_of(covenant, at)
        names = tuple(partner.name for partner in covenant.partners.all())
        lines.append(CovenantLine(covenant, state, covenants.state_word(state), names, leaning.get(covenant.pk, 0)))
    return sorted(lines, key=lambda line: (order[line.state], line.covenant.until or at.max.replace(tzinfo=at.tzinfo)))


def covenant(actor: Actor, found: Covenant, at: datetime) -> dict[str, Any]:
    """Return one covenant with what it lets through and what leans on it."""
    state = covenants.state_of(found, at)
    return {
        "covenant": found,
        "state": state,
        "word": covenants.state_word(state),
        "purposes": [purpose_label(slug) for slug in found.purposes],
        "kinds": [part_label(slug) for slug in found.kinds],
        "parties": list(found.signed_by.select_related("partner").order_by("partner__name")),
        "taking": taking_part(actor, at, covenant=found),
    }


def teams(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """Return every team with who belongs to it now. Two queries."""
    rows = visible_to(Team.objects.select_related("partner"), actor, VIEW)
    now = Q(until__isnull=True) | Q(until__gt=at)
    members: dict[UUID, list[TeamMembership]] = {}
    for row in visible_to(TeamMembership.objects.filter(now).select_related("user"), actor, VIEW).order_by("since"):
        members.setdefault(row.team_id, []).append(row)
    return [{"team": team, "members": members.get(team.pk, [])} for team in rows]


def team(actor: Actor, found: Team, at: datetime) -> dict[str, Any]:
    """Return one team: who belongs to it, and who did."""
    rows = visible_to(TeamMembership.objects.filter(team=found).select_related("user"), actor, VIEW)
    now = [row for row in rows.order_by("since") if row.until is None or row.until > at]
    return {"team": found, "members": now, "before": [row for row in rows.order_by("-until") if row not in now]}


def candidates(found: Team, at: datetime) -> dict[str, str]:
    """Return the accounts that can join a team and aren't in it yet: key by name."""
    now = Q(until__isnull=True) | Q(until__gt=at)
    there = TeamMembership.objects.filter(now, team=found).values("user")
    return {str(user.pk): user.display_name for user in may_join(found, at).exclude(pk__in=there)}


def emergencies(actor: Actor) -> Any:
    """Return every use of emergency access that `actor` may see: what waits for review first, then the newest."""
    rows = visible_to(EmergencyAccess.objects.select_related("user", "reviewed_by"), actor, emergency.VIEW)
    return rows.order_by(F("reviewed_at").desc(nulls_first=True), "-started_at")


def _row(granted: dict[str, frozenset[str]], permission: str) -> Row:
    cells = tuple(_cell(granted, role, permission) for role in people_roles())
    return Row(permission, str(PERMISSIONS[permission]), cells)


def _cell(granted: dict[str, frozenset[str]], role: str, permission: str) -> Cell:
    has = permission in granted[role]
    differs = has != (permission in ROLES[role].permissions)
    return Cell(ROLES[role], permission, str(PERMISSIONS[permission]), has, differs)


def _records(actor: Actor) -> dict[UUID, int] | None:
    """Return how many guarded records each register holds, or None for a reader who may not know."""
    if not actor.may(OVERSEE):
        return None
    with opened(actor):
        rows = visible_to(GuardedRecord.objects.all(), actor, OVERSEE).values("vault").annotate(n=Count("pk"))
        return dict(rows.values_list("vault", "n"))


def _held_by_role(actor: Actor, on: Any) -> dict[str, int]:
    held = RoleAssignment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        municipality=municipality_of(actor),
        user__is_active=True,
        valid_from__lte=on,
    )
    return dict(held.values("role").annotate(n=Count("user", distinct=True)).values_list("role", "n"))


def attention(actor: Actor, at: datetime) -> dict[str, Sequence[Any]]:
    """Return what asks for attention in supervision: covenants about to end, and emergency access without review."""
    found: dict[str, Sequence[Any]] = {"covenants": (), "emergencies": ()}
    if actor.may(VIEW):
        rows = visible_to(Covenant.objects.filter(until__gt=at, until__lte=at + covenants.WARN), actor, VIEW)
        found["covenants"] = tuple(rows.order_by("until"))
    if actor.may(emergency.VIEW):
        found["emergencies"] = tuple(emergencies(actor).filter(reviewed_at=None))
    return found
