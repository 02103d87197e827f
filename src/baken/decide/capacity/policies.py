# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what of capacity: our own people, never partners. The council reads what is attached to a proposal.

An attached scenario is read by the rule of its proposal (`decide.council`), not by this one.
"""

from baken.access.facade import RoleGrants, SameMunicipality, register

from .models import Scenario, Stage, Team, WorkStream

VIEW = "decide.capacity.view"
MANAGE = "decide.capacity.manage"


def register_policies() -> None:
    """Register the rules of every model that is listed or opened by itself."""
    for model in (Team, WorkStream, Stage, Scenario):
        register(model, SameMunicipality(), RoleGrants(VIEW))
