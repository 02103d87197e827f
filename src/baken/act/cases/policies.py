# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what of cases: whoever takes part sees the case; of its parts what the participation gives sight on.

Managing a case is for whoever leads it, whatever the matrix of roles grants.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from baken.access.facade import (
    EMERGENCY,
    Actor,
    AnyOf,
    Asked,
    Guarded,
    PartSeen,
    Reach,
    SameMunicipality,
    register,
)
from baken.kernel.errors import Reason

from . import models

VIEW = "act.case.view"
CONTRIBUTE = "act.case.contribute"
MANAGE = "act.case.manage"
OVERSEE = "privacy.retention.view"
"""By which supervision sees what was shared, without the content (the same that shows it the guarded records)."""
PART_MODELS = (
    models.Section,
    models.CaseSubject,
    models.Entry,
    models.CaseAction,
    models.CaseDocument,
)
NEVER = Q(pk__in=[])
ALWAYS = ~Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class Led:
    """Managing is for whoever leads: our own people in the function that leads the case. A partner never does.

    Emergency access is for looking: it neither manages nor writes.
    """

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        if purpose == EMERGENCY and permission in (MANAGE, CONTRIBUTE):
            return Reason("emergency", _("Noodtoegang is om te kijken."))
        if permission != MANAGE:
            return None
        if actor.partner_id is not None:
            return Reason("partner", _("Dit is alleen voor de eigen organisatie."))
        if resource.owner_role in actor.roles:
            return None
        return Reason("not_leading", _("Dit is voor wie de casus leidt."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        if purpose == EMERGENCY and permission in (MANAGE, CONTRIBUTE):
            return NEVER
        if permission != MANAGE:
            return ALWAYS
        return Q(owner_role__in=sorted(actor.roles)) if actor.partner_id is None else NEVER


@dataclass(frozen=True, slots=True)
class Leading:
    """The row belongs to a case that the actor leads, whatever is asked."""

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        leads = actor.partner_id is None and purpose != EMERGENCY and resource.guarded.case.owner_role in actor.roles
        return None if leads else Reason("not_leading", _("Dit is voor wie de casus leidt."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        if actor.partner_id is not None or purpose == EMERGENCY:
            return NEVER
        return Q(guarded__case__owner_role__in=sorted(actor.roles))


def register_policies() -> None:
    """Register the rules of every model that is listed or opened by itself."""
    register(models.Case, SameMunicipality(), Guarded(), Led())
    for model in PART_MODELS:
        register(model, SameMunicipality(), PartSeen())
    shared = AnyOf(((PartSeen(), Leading()), (Asked(frozenset({OVERSEE})),)))
    register(models.Sharing, SameMunicipality(), shared)
