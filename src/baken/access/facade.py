# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of access."""

from .actions import make_account, make_partner
from .actors import ANYBODY, Actor, actor_for, system_actor
from .http import Request, client_address
from .models import GuardedRecord, Participation, Partner, RoleAssignment, User, Vault
from .permissions import PERMISSIONS
from .policy import (
    AnyOf,
    Decision,
    FieldIn,
    Guarded,
    PartnerIn,
    RoleGrants,
    SameMunicipality,
    authorize,
    municipality_of,
    policies,
    register,
    require,
    require_in,
    visible_or_404,
    visible_to,
)
from .roles import ROLES, Role

__all__ = [
    "ANYBODY",
    "PERMISSIONS",
    "ROLES",
    "Actor",
    "AnyOf",
    "Decision",
    "FieldIn",
    "Guarded",
    "GuardedRecord",
    "Participation",
    "Partner",
    "PartnerIn",
    "Request",
    "Role",
    "RoleAssignment",
    "RoleGrants",
    "SameMunicipality",
    "User",
    "Vault",
    "actor_for",
    "authorize",
    "client_address",
    "make_account",
    "make_partner",
    "municipality_of",
    "policies",
    "register",
    "require",
    "require_in",
    "system_actor",
    "visible_or_404",
    "visible_to",
]
