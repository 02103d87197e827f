# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see which account: whoever manages or oversees accounts, those that have or had a role in the own municipality."""

from .identity import MANAGE, VIEW
from .models import RoleAssignment, ServiceToken
from .policy import Asked, SameMunicipality, register


def register_account_policies() -> None:
    """Register the rules of roles and tokens."""
    for model in (RoleAssignment, ServiceToken):
        register(model, SameMunicipality(), Asked(frozenset({VIEW, MANAGE})))
