# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what of claims: outcomes as the claims themselves, with the adopted framework."""

from baken.access.facade import AnyOf, RoleGrants, SameMunicipality, register
from baken.decide.policy.facade import IMPORT, VIEW_FRAMEWORK, Adopted

from .models import ClaimOutcome


def register_policies() -> None:
    """Register the rules of every model that is listed or opened by itself."""
    released = (RoleGrants(VIEW_FRAMEWORK), Adopted("framework"))
    register(ClaimOutcome, SameMunicipality(), AnyOf((released, (RoleGrants(IMPORT),))))
