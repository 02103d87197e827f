# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from baken.access.facade import RoleGrants, SameMunicipality, register

from .models import ColumnMapping, Pull, PullSchedule


def register_policies() -> None:
    """What belongs to the loading of figures is for who may load them."""
    for model in (ColumnMapping, Pull, PullSchedule):
        register(model, SameMunicipality(), RoleGrants())
