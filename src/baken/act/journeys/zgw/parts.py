# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see how the work with the case system goes: of Bibob whoever manages its policy, of measures whoever manages theirs."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from baken.access.facade import Actor, Asked, Reach, SameMunicipality, register
from baken.kernel.errors import Reason

from .models import Kind, ZgwContact, ZgwTask

ACTIVITY = "zgw"
OF_BIBOB, OF_MEASURES = "act.bibob.manage", "act.measure.manage"
KINDS: dict[str, tuple[str, ...]] = {OF_BIBOB: (Kind.TAKE_IN, Kind.TELL), OF_MEASURES: (Kind.REGISTER,)}


@dataclass(frozen=True, slots=True)
class OfKind:
    """The task is of a kind that the permission asked for looks after."""

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        if resource.kind in KINDS.get(permission, ()):
            return None
        return Reason("role", _("Uw rol geeft dit recht niet."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return Q(kind__in=KINDS.get(permission, ()))


def permission_of(kind: str) -> str:
    """Return the permission by which a kind of task is looked after."""
    return next(permission for permission, kinds in KINDS.items() if kind in kinds)


def register_policies() -> None:
    """Register the rules of every model that is listed by itself."""
    register(ZgwTask, SameMunicipality(), OfKind())
    register(ZgwContact, SameMunicipality(), Asked(frozenset(KINDS)))
