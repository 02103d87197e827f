# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what of supervision. The privacy officer and the FG see all of it; a reader sees what is asked of him or her."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from baken.access.facade import Actor, AnyOf, Reach, RoleGrants, SameMunicipality, register
from baken.kernel.errors import Reason

from . import models

VIEW_REGISTER, MANAGE_REGISTER = "privacy.register.view", "privacy.register.manage"
VIEW_RETENTION, MANAGE_RETENTION = "privacy.retention.view", "privacy.retention.manage"
VIEW_READS, REVIEW_READS = "privacy.reads.view", "privacy.reads.review"
VIEW_REQUESTS, MANAGE_REQUESTS = "privacy.requests.view", "privacy.requests.manage"
VIEW_LOG = "access.log.view"
EXPLAIN = "act.case.view"
"""Whoever can read confidential records can be asked why."""


@dataclass(frozen=True, slots=True)
class AskedOfMe:
    """The read is the actor's own, and was asked about."""

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        if permission == EXPLAIN and actor.id and resource.reader_id == actor.id and resource.asked_at is not None:
            return None
        return Reason("not_yours", _("Dit gaat niet over uw inzage."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        if permission != EXPLAIN or actor.id is None:
            return Q(pk__in=[])
        return Q(reader_id=actor.id, asked_at__isnull=False)


def register_policies() -> None:
    """Register the rules of every model that is listed or opened by itself."""
    for described in (
        models.ProcessingActivity, models.PrivacyContacts, models.Dpia, models.DpiaRisk, models.EarlierDpia
    ):  # fmt: skip
        register(described, SameMunicipality(), RoleGrants(VIEW_REGISTER))
    for kept in (
        models.RetentionRule, models.RuleChange, models.RowApproval, models.Hold, models.Destruction, models.Certificate
    ):  # fmt: skip
        register(kept, SameMunicipality(), RoleGrants(VIEW_RETENTION))
    register(models.DataRequest, SameMunicipality(), RoleGrants(VIEW_REQUESTS))
    register(models.ProcessingRecord, SameMunicipality(), RoleGrants(VIEW_LOG))
    register(models.ReadLook, SameMunicipality(), RoleGrants(VIEW_READS))
    register(models.ChainCheck, SameMunicipality(), RoleGrants(VIEW_LOG))
    register(models.ReadReview, SameMunicipality(), AnyOf(((RoleGrants(VIEW_READS),), (AskedOfMe(),))))
