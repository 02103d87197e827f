# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The information wall: the file for who is admitted to the Bibob register, the standing for the department that asked.

The two never meet: from the department's row nothing leads to the file.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from baken.access.facade import Actor, AnyOf, InDesk, Reach, SameMunicipality, register
from baken.kernel.errors import Reason

from . import models

VIEW = "act.bibob.view"
HANDLE = "act.bibob.handle"
MANAGE = "act.bibob.manage"
STANDING = "act.standing.view"
ASK = "act.standing.ask"
PURPOSE = "bibob_screening"
OF_A_SCREENING = (
    models.ScreeningEvent,
    models.Questionnaire,
    models.ScreeningPaper,
    models.SourceLook,
    models.Relation,
    models.Indicator,
    models.Advice,
    models.Duty,
    models.Disclosure,
)
NEVER = Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class OwnDepartment:
    """The row is of the department in which the actor works: a role of the actor's own."""

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        if permission in (STANDING, ASK) and resource.department in actor.roles:
            return None
        return Reason("department", _("Dit is van een andere afdeling."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return Q(department__in=sorted(actor.roles)) if permission in (STANDING, ASK) else NEVER


@dataclass(frozen=True, slots=True)
class ByScreener:
    """Whoever screens sees every standing: it is what he or she writes for the departments."""

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        if permission in (VIEW, HANDLE):
            return None
        return Reason("role", _("Uw rol geeft dit recht niet."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return ~NEVER if permission in (VIEW, HANDLE) else NEVER


def register_policies() -> None:
    """Register the rules of every model that is listed or opened by itself."""
    register(models.Trigger, SameMunicipality())
    for row in (models.Standing, models.SampleDraw):
        register(row, SameMunicipality(), AnyOf(((OwnDepartment(),), (ByScreener(),))))
    register(models.Screening, SameMunicipality(), InDesk())
    for model in OF_A_SCREENING:
        register(model, SameMunicipality(), InDesk("screening__vault"))
