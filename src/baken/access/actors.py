# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who acts in one request or command: a user in one municipality, with the roles held today."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from baken.kernel.models import Municipality

from .models import RoleAssignment, User
from .roles import permissions_of


@dataclass(frozen=True, slots=True)
class Actor:
    """A user in one municipality. `partner_id` is set for people of a partner organisation."""

    id: UUID | None
    municipality_id: UUID | None
    roles: frozenset[str] = frozenset()
    partner_id: UUID | None = None
    on: date | None = None

    @property
    def permissions(self) -> frozenset[str]:
        return permissions_of(self.roles)

    def may(self, permission: str) -> bool:
        """Whether a role grants the permission at all; says nothing of a particular object."""
        return permission in self.permissions


ANYBODY = Actor(id=None, municipality_id=None)
"""A visitor without account: no role, no permission."""


def system_actor(municipality: Municipality | None) -> Actor:
    """Return Baken itself as actor, for set-up and scheduled work."""
    return Actor(id=None, municipality_id=municipality.id if municipality else None, roles=frozenset({"system"}))


def actor_for(user: User, *, on: date, municipality_id: UUID | None = None) -> Actor:
    """Return `user` as actor on the date `on`.

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
        return Actor(id=user.id, municipality_id=None, on=on)
    municipality = rows[0][0]
    mine = [row for row in rows if row[0] == municipality]
    return Actor(
        id=user.id,
        municipality_id=municipality,
        roles=frozenset(role for _, role, _ in mine),
        partner_id=next((partner for *_, partner in mine if partner), None),
        on=on,
    )
