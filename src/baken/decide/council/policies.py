# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what of council: our own people and the council; never partners.

What isn't ready stays with those who prepare it: sessions until they are prepared, with the changes proposed for them, and
proposals until they are offered.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from baken.access.facade import Actor, AnyOf, Reach, RoleGrants, SameMunicipality, register
from baken.kernel.errors import Reason

from .models import (
    AnswerTerm,
    ApvChange,
    CouncilItem,
    Hearing,
    ItemPaper,
    Proposal,
    ProposalScenario,
    ProposedChange,
    Session,
    SessionStatus,
)

VIEW = "decide.council.view"
MANAGE = "decide.council.manage"
SETTLE = "decide.session.settle"


@dataclass(frozen=True, slots=True)
class Prepared:
    """The session (reached through `path`, or the object itself) has been prepared, so the council may see it."""

    path: str = ""

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        session = getattr(resource, self.path) if self.path else resource
        if session.status != SessionStatus.PLANNED:
            return None
        return Reason("not_released", _("Deze raadssessie wordt nog voorbereid."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return ~Q(**{f"{self.path}__status" if self.path else "status": SessionStatus.PLANNED})


@dataclass(frozen=True, slots=True)
class Offered:
    """The proposal (reached through `path`, or the object itself) was offered to the council, whatever became of it since.

    One withdrawn as a draft never was.
    """

    path: str = ""

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        proposal = getattr(resource, self.path) if self.path else resource
        if proposal.offered_on is not None:
            return None
        return Reason("not_released", _("Dit voorstel is nog niet aangeboden."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return Q(**{f"{self.path}__offered_on__isnull" if self.path else "offered_on__isnull": False})


def register_policies() -> None:
    """Register the rules of every model that is listed or opened by itself."""
    views, manages = RoleGrants(VIEW), (RoleGrants(MANAGE),)
    for model in (CouncilItem, ItemPaper, ApvChange, Hearing, AnswerTerm):
        register(model, SameMunicipality(), views)
    register(Session, SameMunicipality(), AnyOf(((views, Prepared()), manages)))
    register(ProposedChange, SameMunicipality(), AnyOf(((views, Prepared("session")), manages)))
    register(Proposal, SameMunicipality(), AnyOf(((views, Offered()), manages)))
    register(ProposalScenario, SameMunicipality(), AnyOf(((views, Offered("proposal")), manages)))
