# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading areas and organisations. Areas are public reference data, so nothing here asks who reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from baken.kernel.models import Municipality

from .models import AreaEdition, AreaName


@dataclass(frozen=True, slots=True)
class AreaInfo:
    """An area as it is in one year. `outline` (GeoJSON geometry, WGS84) is only filled where it was asked for."""

    code: str
    level: str
    name: str
    parent: str | None
    municipality_code: str
    urbanity: int | None = None
    address_density: int | None = None
    outline: Any = None
    source: str = ""


def areas(
    codes: Iterable[str] | None = None,
    *,
    year: int,
    municipality: str | None = None,
    level: str | None = None,
    outlines: bool = False,
) -> dict[str, AreaInfo]:
    """Return areas by code, in code order, in one query.

    Each area comes in the edition that holds in `year`. Figures are published for all years in the newest division, so
    where the first known edition starts later than `year`, that first edition is returned.
    """
    rows = AreaEdition.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=year)).select_related("area")
    if codes is not None:
        rows = rows.filter(area_id__in=list(codes))
    if municipality is not None:
        rows = rows.filter(area__municipality_code=municipality)
    if level is not None:
        rows = rows.filter(area__level=level)
    if not outlines:
        rows = rows.defer("outline")
    found: dict[str, AreaInfo] = {}
    for row in rows.order_by("area_id", "valid_from"):
        if row.area_id not in found or row.valid_from <= year:
            found[row.area_id] = AreaInfo(
                code=row.area_id,
                level=row.area.level,
                name=row.name,
                parent=row.area.parent_id,
                municipality_code=row.area.municipality_code,
                urbanity=row.urbanity,
                address_density=row.address_density,
                outline=row.outline if outlines else None,
                source=row.source,
            )
    return found


def area_names(municipality: Municipality, year: int) -> dict[str, tuple[str, ...]]:
    """Return what the municipality's documents call areas in `year`: name to area codes (a name may span several)."""
    rows = AreaName.objects.filter(municipality=municipality, valid_from__lte=year).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=year)
    )
    names: dict[str, tuple[str, ...]] = {}
    for name, area in rows.values_list("name", "area_id"):
        names[name] = (*names.get(name, ()), area)
    return names
