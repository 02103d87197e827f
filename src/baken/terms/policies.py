# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what of terms. A term itself is as visible as its record (each source sees to that); a calendar address is
its owner's alone."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from baken.access.facade import Actor, Reach, RoleGrants, SameMunicipality, register
from baken.kernel.errors import Reason

from .models import CalendarFeed, MissedReason

VIEW = "terms.list.view"


@dataclass(frozen=True, slots=True)
class OwnFeed:
    """The feed is the actor's own."""

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        if actor.id is not None and resource.user_id == actor.id:
            return None
        return Reason("not_yours", _("Dit is niet uw agenda."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return Q(user_id=actor.id) if actor.id else Q(pk__in=[])


def register_policies() -> None:
    """Register the rules. Reasons are asked only for terms whose lines the reader was given (`lists`)."""
    register(MissedReason, SameMunicipality(), RoleGrants(VIEW))
    register(CalendarFeed, SameMunicipality(), OwnFeed())
