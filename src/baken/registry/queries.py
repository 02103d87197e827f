# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading areas and organisations. Areas are public reference data, so nothing here asks who reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from baken.access.facade import remembered
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
    source: str = ""
    outline: Any = None


COLUMNS = ("area__level", "name", "area__parent_id", "area__municipality_code", "urbanity", "address_density", "source")
"""Columns of an edition in the order of `AreaInfo`, after its code."""


def areas(
    codes: Iterable[str] | None = None,
    *,
    year: int,
    municipality: str | None = None,
    level: str | None = None,
    outlines: bool = False,
) -> dict[str, AreaInfo]:
    """Return areas by code, in code order, in one query; a page asks that once for all years.

    Each area comes in the edition that holds in `year`. Figures are published for all years in the newest division, so
    where the first known edition starts later than `year`, that first edition is returned; unless others of its level
    were redrawn when it began (they have an edition that ends the year before), for then it came in their place.
    """
    rows = AreaEdition.objects.exclude(valid_to__lt=F("valid_from"))  # withdrawn
    if codes is not None:
        codes = sorted(set(codes))
        rows = rows.filter(area_id__in=codes)
    if municipality is not None:
        rows = rows.filter(area__municipality_code=municipality)
    if level is not None:
        rows = rows.filter(area__level=level)
    found: dict[str, tuple[int, AreaInfo]] = {}
    ended: set[tuple[str, str, int | None]] = set()
    columns = (*COLUMNS, "outline") if outlines else COLUMNS
    # plain values: with 342 municipalities, making model instances would cost more than the query
    told_of = rows.order_by("area_id", "valid_from").values_list("valid_from", "valid_to", "area_id", *columns)
    asked = ("areas", tuple(codes) if codes is not None else None, municipality, level, outlines)
    for valid_from, valid_to, code, *told in remembered(asked, lambda: tuple(told_of)):
        if valid_to is not None and valid_to < year:
            continue
        info = AreaInfo(code, *told)
        if code not in found or valid_from <= year:
            found[code] = valid_from, info
        ended.add((info.level, info.municipality_code, valid_to))
    return {
        code: info
        for code, (begins, info) in found.items()
        if begins <= year or (info.level, info.municipality_code, begins - 1) not in ended
    }


def area_names(municipality: Municipality, year: int) -> dict[str, tuple[str, ...]]:
    """Return what the municipality's documents call areas in `year`: name to area codes (a name may span several)."""
    rows = AreaName.objects.filter(municipality=municipality, valid_from__lte=year).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=year)
    )
    names: dict[str, tuple[str, ...]] = {}
    for name, area in rows.values_list("name", "area_id"):
        names[name] = (*names.get(name, ()), area)
    return names
