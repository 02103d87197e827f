# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see which account: whoever manages or oversees accounts, those that have or had a role in the own municipality."""

from ..authorization.policy import Asked, SameMunicipality, register
from ..models import AccountChange, RoleAssignment, ServiceToken
from ..supervision.matrix import CONFIRM
from .role_rules import MANAGE, VIEW


def register_account_policies() -> None:
    """Register the rules of roles and tokens, and of what waits for a second person."""
    for model in (RoleAssignment, ServiceToken):
        register(model, SameMunicipality(), Asked(frozenset({VIEW, MANAGE})))
    register(AccountChange, SameMunicipality(), Asked(frozenset({VIEW, MANAGE, CONFIRM})))
