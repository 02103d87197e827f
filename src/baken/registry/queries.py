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
    """Return areas by code, in code order, in one query.

    Each area comes in the edition that holds in `year`. Figures are published for all years in the newest division, so
    where the first known edition starts later than `year`, that first edition is returned.
    """
    rows = AreaEdition.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=year))
    if codes is not None:
        rows = rows.filter(area_id__in=list(codes))
    if municipality is not None:
        rows = rows.filter(area__municipality_code=municipality)
    if level is not None:
        rows = rows.filter(area__level=level)
    found: dict[str, AreaInfo] = {}
    columns = (*COLUMNS, "outline") if outlines else COLUMNS
    # plain values: with 342 municipalities, making model instances would cost more than the query
    for valid_from, code, *told in rows.order_by("area_id", "valid_from").values_list(
        "valid_from", "area_id", *columns
    ):
        if code not in found or valid_from <= year:
            found[code] = AreaInfo(code, *told)
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
