# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of registry."""

from .actions import AreaRow, NameRow, found_municipality, load_area_names, load_areas, make_organisation
from .addresses import Address, Suggestion, Unreachable
from .addresses import find as find_address
from .addresses import lookup as lookup_address
from .addresses import suggest as suggest_addresses
from .divisions import DivisionChange, DivisionRow, load_division
from .grid import around, distance_m, grid_cell
from .locating import Boundaries, Located, area_at, boundaries
from .models import Area, AreaLevel, Organisation, OrganisationKind
from .places import place_ground
from .queries import AreaInfo, area_names, areas

__all__ = [
    "Address",
    "Area",
    "AreaInfo",
    "AreaLevel",
    "AreaRow",
    "Boundaries",
    "DivisionChange",
    "DivisionRow",
    "Located",
    "NameRow",
    "Organisation",
    "OrganisationKind",
    "Suggestion",
    "Unreachable",
    "area_at",
    "area_names",
    "areas",
    "around",
    "boundaries",
    "distance_m",
    "find_address",
    "found_municipality",
    "grid_cell",
    "load_area_names",
    "load_areas",
    "load_division",
    "lookup_address",
    "make_organisation",
    "place_ground",
    "suggest_addresses",
]
