# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What forms that ask for a place need of a municipality: its areas to choose from, and its map."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString

from baken.kernel.models import Municipality
from baken.ui.charts.ground import Outline, drawn
from baken.ui.place import Ground, GroundArea

from .locating import Boundaries, boundaries
from .queries import AreaInfo


def place_ground(municipality: Municipality, on: date) -> Ground:
    """Return on what a form tells a place in a municipality, by the boundaries of the year of a day. No query when known."""
    bounds = boundaries(municipality, on)
    key = f"ground {municipality.slug}"
    if key not in bounds.drawn:
        bounds.drawn[key] = _ground(municipality, bounds)
    found: Ground = bounds.drawn[key]
    return found


def map_of(bounds: Boundaries) -> SafeString:
    """Return the drawing of a municipality (SVG). Drawn once."""
    if "map" not in bounds.drawn:
        bounds.drawn["map"] = drawn(_outlines(bounds.wijken), _outlines(bounds.buurten))
    found: SafeString = bounds.drawn["map"]
    return found


def _ground(municipality: Municipality, bounds: Boundaries) -> Ground:
    def code_at(lon: float, lat: float) -> str | None:
        found = bounds.at(lon, lat)
        return found.area if found else None

    town = {"gemeente": municipality.slug}
    return Ground(
        name=municipality.name,
        year=bounds.year,
        areas=tuple(
            GroundArea(wijk.code, wijk.name, tuple((b.code, b.name) for b in bounds.buurten if b.parent == wijk.code))
            for wijk in bounds.wijken
        ),
        at=code_at,
        addresses_url=f"{reverse('place:addresses')}?{urlencode(town)}",
        address_url=f"{reverse('place:address')}?{urlencode(town)}",
        area_url=f"{reverse('place:area')}?{urlencode(town)}",
        map_url=f"{reverse('place:map')}?{urlencode(town | {'v': bounds.edition})}",
    )


def _outlines(areas: tuple[AreaInfo, ...]) -> list[Outline]:
    drawable = {"Polygon", "MultiPolygon"}
    return [
        Outline(area.code, area.name, area.outline)
        for area in areas
        if isinstance(area.outline, dict) and area.outline.get("type") in drawable
    ]
