# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from baken.access.facade import RoleGrants, SameMunicipality, register

from .models import Alert, AlertRun, AlertStep, AlertWatch, ClosedMonth, ColumnMapping, OwnTotal, Pull, PullSchedule


def register_policies() -> None:
    """What belongs to loading figures is for who may load them; totals of own records, and alerts, for who may see those."""
    for model in (Alert, AlertRun, AlertStep, AlertWatch, ClosedMonth, ColumnMapping, Pull, PullSchedule):
        register(model, SameMunicipality(), RoleGrants())
    # whatever else is asked of a role: row-level security says the same
    register(OwnTotal, SameMunicipality(), RoleGrants(), RoleGrants("observe.own_figures.view"))
