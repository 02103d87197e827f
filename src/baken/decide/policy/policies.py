# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what. Drafts are for those who make the policy; a partner sees the efforts in which it takes part."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from baken.access.facade import Actor, AnyOf, PartnerIn, Reach, RoleGrants, SameMunicipality, register
from baken.kernel.errors import Reason

from . import models
from .models import DocumentStatus

VIEW_FRAMEWORK = "decide.framework.view"
VIEW_PLAN = "decide.plan.view"
VIEW_EFFORT = "decide.effort.view"
VIEW_OWN_EFFORT = "decide.effort.view_own"
IMPORT = "decide.framework.import"


@dataclass(frozen=True, slots=True)
class Adopted:
    """The document (reached through `path`, or the object itself) has been adopted."""

    path: str = ""

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        for step in self.path.split("__") if self.path else ():
            resource = getattr(resource, step)
        if resource.status == DocumentStatus.ADOPTED:
            return None
        return Reason("not_released", _("Dit is nog niet vastgesteld."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return Q(**{f"{self.path}__status" if self.path else "status": DocumentStatus.ADOPTED})


def register_policies() -> None:
    """Register the rules of every model that is listed or opened by itself."""
    _document(models.Framework, VIEW_FRAMEWORK)
    for part in (
        models.Priority,
        models.Theme,
        models.CouncilGoal,
        models.Claim,
        models.Precondition,
        models.StatutoryTask,
        models.NotPrioritised,
    ):
        _document(part, VIEW_FRAMEWORK, "framework")
    _document(models.Ambition, VIEW_FRAMEWORK, "priority__framework")
    _document(models.Plan, VIEW_PLAN)
    _document(models.Programme, VIEW_PLAN, "plan")
    register(
        models.Effort,
        SameMunicipality(),
        AnyOf(
            (
                (RoleGrants(VIEW_EFFORT), Adopted("plan")),
                (RoleGrants(VIEW_OWN_EFFORT), PartnerIn("partners__partner", _takes_part), Adopted("plan")),
                (RoleGrants(IMPORT),),
            )
        ),
    )
    # Targets of an effort are read with that effort; those of a priority with the plan that sets them.
    register(models.Target, SameMunicipality(), RoleGrants(VIEW_EFFORT), _target_released())
    register(models.Edition, SameMunicipality(), RoleGrants(IMPORT))


def _document(model: type[Model], permission: str, path: str = "") -> None:
    released = (RoleGrants(permission), Adopted(path))
    register(model, SameMunicipality(), AnyOf((released, (RoleGrants(IMPORT),))))


def _target_released() -> AnyOf:
    return AnyOf(((_OfAdopted(),), (RoleGrants(IMPORT),)))


@dataclass(frozen=True, slots=True)
class _OfAdopted:
    """The plan or (without plan) the framework that sets the target has been adopted."""

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        document = resource.plan if resource.plan_id else resource.priority.framework
        return Adopted().against(actor, permission, document, purpose)

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        adopted = DocumentStatus.ADOPTED
        return Q(plan__status=adopted) | Q(plan__isnull=True, priority__framework__status=adopted)


def _takes_part(effort: Any, partner_id: Any) -> bool:
    return bool(effort.partners.filter(partner_id=partner_id).exists())
