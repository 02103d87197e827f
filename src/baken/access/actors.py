# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who acts in one request or command: a user in one municipality, with the roles held today."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from baken.kernel.models import Municipality

from .models import MatrixChange, RoleAssignment, TeamMembership, User
from .roles import permissions_of


@dataclass(frozen=True, slots=True)
class Actor:
    """A user in one municipality. `partner_id` is set for people of a partner organisation.

    `at` is the moment for which periods count, `teams` the keys of the teams to which the user then belongs, and `granted`
    what the roles grant by the municipality's own matrix (None: by the one that comes along).
    """

    id: UUID | None
    municipality_id: UUID | None
    roles: frozenset[str] = frozenset()
    partner_id: UUID | None = None
    on: date | None = None
    at: datetime | None = None
    teams: frozenset[UUID] = frozenset()
    granted: frozenset[str] | None = None

    @property
    def permissions(self) -> frozenset[str]:
        return permissions_of(self.roles) if self.granted is None else self.granted

    @property
    def moment(self) -> datetime | None:
        """Return for which moment periods count: noon of the day where no more than the day is known."""
        if self.at is not None or self.on is None:
            return self.at
        return timezone.make_aware(datetime.combine(self.on, time(12)))

    def may(self, permission: str) -> bool:
        """Whether a role grants the permission at all; says nothing of a particular object."""
        return permission in self.permissions


ANYBODY = Actor(id=None, municipality_id=None)
"""A visitor without account: no role, no permission."""


def system_actor(municipality: Municipality | None) -> Actor:
    """Return Baken itself as actor, for set-up and scheduled work."""
    return Actor(id=None, municipality_id=municipality.id if municipality else None, roles=frozenset({"system"}))


def actor_for(user: User, *, on: date, municipality_id: UUID | None = None, at: datetime | None = None) -> Actor:
    """Return `user` as actor on the date `on`, at the moment `at` of it (noon, where none is given).

    Takes the municipality named, or else the first in which the user holds a role. Someone with roles in several
    municipalities acts in one at a time; roles never add up across them.
    """
    held = RoleAssignment.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), user=user, valid_from__lte=on)
    if not user.is_active:
        held = held.none()
    if municipality_id is not None:
        held = held.filter(municipality_id=municipality_id)
    rows = list(held.order_by("municipality_id", "valid_from").values_list("municipality_id", "role", "partner_id"))
    if not rows:
        return Actor(id=user.id, municipality_id=None, on=on, at=at)
    municipality = rows[0][0]
    mine = [row for row in rows if row[0] == municipality]
    roles = frozenset(role for _, role, _ in mine)
    bare = Actor(
        id=user.id,
        municipality_id=municipality,
        roles=roles,
        partner_id=next((partner for *_, partner in mine if partner), None),
        on=on,
        at=at,
    )
    return replace(bare, teams=_teams(bare), granted=granted_to(roles, municipality))


def granted_to(roles: frozenset[str], municipality_id: UUID) -> frozenset[str]:
    """Return what `roles` grant together by the matrix of this municipality."""
    changes: dict[str, list[tuple[str, bool]]] = {}
    rows = MatrixChange.objects.filter(municipality_id=municipality_id, role__in=sorted(roles))
    for role, permission, given in rows.values_list("role", "permission", "granted"):
        changes.setdefault(role, []).append((permission, given))
    found: set[str] = set()
    for role in roles:
        own = set(permissions_of(frozenset({role})))
        for permission, given in changes.get(role, ()):
            (own.add if given else own.discard)(permission)
        found |= own
    return frozenset(found)


def _teams(actor: Actor) -> frozenset[UUID]:
    at = actor.moment
    now = Q(until__isnull=True) | Q(until__gt=at)
    assert actor.municipality_id is not None
    rows = TeamMembership.objects.filter(now, user=actor.id, municipality_id=actor.municipality_id, since__lte=at)
    return frozenset(rows.values_list("team_id", flat=True))
