# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what of terms. A term itself is as visible as its record (each source sees to that); a calendar address and a
wish to be mailed are their owner's alone, a deputy is known to both."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from baken.access.facade import Actor, Reach, RoleGrants, SameMunicipality, register
from baken.kernel.errors import Reason

from .models import CalendarFeed, Deputy, MissedReason, TermMail

VIEW = "terms.list.view"


@dataclass(frozen=True, slots=True)
class Own:
    """The row is of the actor's own account."""

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        if actor.id is not None and resource.user_id == actor.id:
            return None
        return Reason("not_yours", _("Dit is niet van u."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return Q(user_id=actor.id) if actor.id else Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class EitherSide:
    """The actor is away, or stands in."""

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        if actor.id is not None and actor.id in (resource.user_id, resource.deputy_id):
            return None
        return Reason("not_yours", _("Dit is niet van u."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return Q(user_id=actor.id) | Q(deputy_id=actor.id) if actor.id else Q(pk__in=[])


def register_policies() -> None:
    """Register the rules. Reasons are asked only for terms whose lines the reader was given (`lists`)."""
    register(MissedReason, SameMunicipality(), RoleGrants(VIEW))
    register(CalendarFeed, SameMunicipality(), Own())
    register(TermMail, SameMunicipality(), Own())
    register(Deputy, SameMunicipality(), EitherSide())
