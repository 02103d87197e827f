# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of registry."""

from .actions import AreaRow, NameRow, found_municipality, load_area_names, load_areas, make_organisation
from .models import Area, AreaLevel, Organisation, OrganisationKind
from .queries import AreaInfo, area_names, areas

__all__ = [
    "Area",
    "AreaInfo",
    "AreaLevel",
    "AreaRow",
    "NameRow",
    "Organisation",
    "OrganisationKind",
    "area_names",
    "areas",
    "found_municipality",
    "load_area_names",
    "load_areas",
    "make_organisation",
]
