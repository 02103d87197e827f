# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see which account: whoever manages accounts, those that have or had a role in the own municipality."""

from .identity import MANAGE
from .models import RoleAssignment, ServiceToken
from .policy import Asked, SameMunicipality, register


def register_account_policies() -> None:
    """Register the rules of roles and tokens."""
    register(RoleAssignment, SameMunicipality(), Asked(frozenset({MANAGE})))
    register(ServiceToken, SameMunicipality(), Asked(frozenset({MANAGE})))
