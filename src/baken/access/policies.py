# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what of access itself: supervision sees registers, covenants and teams; of guarded records who takes part."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from baken.kernel.errors import Reason

from . import models
from .actors import Actor
from .authorization.need_to_know import Reach
from .authorization.policy import ALWAYS, NEVER, AnyOf, Asked, Guarded, InDesk, PartSeen, SameMunicipality, register

OVERSEE = "privacy.retention.view"
MATRIX = frozenset({"access.matrix.view", "access.matrix.manage"})
EMERGENCIES = frozenset({"access.emergency.view", "access.emergency.review"})
USE = frozenset({"access.emergency.use"})


@dataclass(frozen=True, slots=True)
class Own:
    """The row is about the actor's own account."""

    field: str = "user"

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        if actor.id is not None and getattr(resource, f"{self.field}_id") == actor.id:
            return None
        return Reason("not_own", _("Dit is niet van u."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return Q(**{self.field: actor.id}) if actor.id is not None else NEVER


@dataclass(frozen=True, slots=True)
class OwnPeople:
    """The actor is one of our own people: a partner's never uses or reviews emergency access."""

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        return None if actor.partner_id is None else Reason("partner", _("Dit is alleen voor de eigen organisatie."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return ALWAYS if actor.partner_id is None else NEVER


def register_policies() -> None:
    """Register the rules of every model of access that is listed or opened by itself."""
    oversight = (Asked(frozenset({OVERSEE, "privacy.retention.manage"})),)
    register(models.GuardedRecord, SameMunicipality(), AnyOf(((Guarded(field=""),), oversight)))
    register(models.Participation, SameMunicipality(), Guarded())
    register(models.DeskTerm, SameMunicipality(), InDesk())
    register(models.SearchToken, SameMunicipality(), PartSeen(vault="vault"))
    for model in (
        models.Vault,
        models.VaultAdmission,
        models.Covenant,
        models.CovenantPartner,
        models.Team,
        models.TeamMembership,
        models.MatrixChange,
    ):
        register(model, SameMunicipality(), Asked(MATRIX))
    used = AnyOf(((Asked(EMERGENCIES),), (Asked(USE), Own())))
    register(models.EmergencyAccess, SameMunicipality(), OwnPeople(), used)
