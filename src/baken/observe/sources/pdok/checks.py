# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Features as PDOK sends them, made into areas and checked. Everything wrong is named; then nothing is stored."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from baken.observe.facts.schema import AREA_CODES

from ..base import PullFailed
from .outlines import Polygons, area_of, polygons_of

COLLECTIONS: Final = {
    "gemeenten": ("municipality", "gemeentecode", "gemeentenaam"),
    "wijken": ("wijk", "wijkcode", "wijknaam"),
    "buurten": ("buurt", "buurtcode", "buurtnaam"),
}
"""Collection: level, and the properties with code and name."""

WEST, SOUTH, EAST, NORTH = 3.0, 50.5, 7.5, 53.8  # the Netherlands, in degrees
MOST_POINTS = 1_000_000
FITS = 0.01  # how much the sum of parts may differ from the whole
SHOWN = 8
NAME = 120


@dataclass(frozen=True, slots=True)
class Bounded:
    """One area of a year with its own outline; `urbanity` (1-5) and `address_density` (per km2) where published."""

    code: str
    level: str
    name: str
    parent: str
    polygons: Polygons
    urbanity: int | None = None
    address_density: int | None = None


def checked(features: Mapping[str, Sequence[Mapping[str, Any]]], municipality: str) -> list[Bounded]:
    """Return the municipality, its wijken and its buurten, each after what it is part of; water is left out.

    Raises `PullFailed` with what is wrong: codes, names, rings, parts that don't fill the whole.
    """
    problems: list[str] = []
    found: dict[str, Bounded] = {}
    for collection in COLLECTIONS:
        of_level = [_area(f, collection, problems) for f in features[collection] if not _is_water(f)]
        for area in filter(None, of_level):
            if area.code in found:
                problems.append(_("%(code)s komt twee keer voor") % {"code": area.code})
            found[area.code] = area
        if not of_level:
            problems.append(_("er zijn geen %(what)s") % {"what": collection})
    if sum(len(ring) for a in found.values() for p in a.polygons for ring in p) > MOST_POINTS:
        problems.append(_("de grenzen hebben te veel punten"))
    if not problems:
        problems += _misfits(found, municipality)
    if problems:
        more = len(problems) - SHOWN
        told = "; ".join(problems[:SHOWN]) + (_("; en nog %(more)s") % {"more": more} if more > 0 else "")
        raise PullFailed(
            _("De grenzen van PDOK kloppen niet: %(problems)s. Er is niets veranderd.") % {"problems": told}
        )
    return list(found.values())


def _is_water(feature: Mapping[str, Any]) -> bool:
    return bool(feature["properties"].get("water") == "JA")


def _area(feature: Mapping[str, Any], collection: str, problems: list[str]) -> Bounded | None:
    level, code_of, name_of = COLLECTIONS[collection]
    properties = feature["properties"]
    code, name, town = properties.get(code_of), properties.get(name_of), properties["gemeentecode"]
    if not isinstance(code, str) or not re.fullmatch(AREA_CODES[level], code) or code[2:6] != town[2:]:
        problems.append(_("%(code)s is geen code van %(what)s") % {"code": repr(code)[:40], "what": collection})
        return None
    if not isinstance(name, str) or not name.strip() or not name.isprintable() or len(name) > NAME:
        problems.append(_("%(code)s heeft geen goede naam") % {"code": code})
        return None
    if (wrong := _wrong_shape(feature.get("geometry"))) or not area_of(polygons_of(feature["geometry"])) > 0:
        problems.append(f"{code}: {wrong or _('de grens heeft geen oppervlakte')}")
        return None
    parent = {"municipality": "NL00", "wijk": town, "buurt": f"WK{code[2:8]}"}[level]
    return Bounded(
        code,
        level,
        name.strip(),
        parent,
        polygons_of(feature["geometry"]),
        _whole(properties.get("stedelijkheid_adressen_per_km2"), 1, 5),
        _whole(properties.get("omgevingsadressendichtheid"), 0, 100_000),
    )


def _whole(value: Any, least: int, most: int) -> int | None:
    """A whole number within limits; CBS writes -99997 and the like for what it doesn't publish."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return int(value) if least <= value <= most else None


def _wrong_shape(geometry: Any) -> str:
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return _("de grens is geen vlak")
    parts = geometry.get("coordinates")
    parts = [parts] if geometry["type"] == "Polygon" else parts
    if not isinstance(parts, list) or not parts:
        return _("de grens is leeg")
    for part in parts:
        if not isinstance(part, list) or not part:
            return _("de grens is leeg")
        for ring in part:
            if not isinstance(ring, list) or len(ring) < 4 or not all(map(_is_point, ring)):
                return _("de grens bevat iets anders dan punten in lengte- en breedtegraden")
            if ring[0] != ring[-1]:
                return _("de grens is niet gesloten")
    return ""


def _is_point(point: Any) -> bool:
    return (
        isinstance(point, list)
        and len(point) in (2, 3)
        and all(isinstance(value, int | float) and not isinstance(value, bool) for value in point)
        and WEST <= point[0] <= EAST
        and SOUTH <= point[1] <= NORTH
    )


def _misfits(found: Mapping[str, Bounded], municipality: str) -> list[str]:
    """What is missing: the municipality, a parent, or parts that together aren't as large as the whole."""
    if municipality not in found:
        return [_("gemeente %(code)s ontbreekt") % {"code": municipality}]
    orphans = [a.code for a in found.values() if a.parent not in found and a.level != "municipality"]
    if orphans:
        return [_("%(code)s hoort bij een wijk die ontbreekt") % {"code": code} for code in orphans]
    sizes = {code: area_of(area.polygons) for code, area in found.items()}
    parts: dict[str, float] = defaultdict(float)
    for area in found.values():
        parts[area.parent] += sizes[area.code]
    return [
        _("de delen van %(code)s zijn samen niet zo groot als het geheel") % {"code": area.code}
        for area in found.values()
        if area.level != "buurt" and abs(parts[area.code] - sizes[area.code]) > FITS * sizes[area.code]
    ]
