# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A made-up municipality of four wijken of a kilometre square, whose metres are known: its corner is (100000, 497000) in RD.

Wijk 01 to 04 stand at west and east, south and north; the first three have two buurten each, left and right, the fourth
has none of its own.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pyproj

from baken.access.facade import system_actor
from baken.kernel.models import Municipality
from baken.registry.facade import AreaRow, load_areas
from tests.kernel.towns import NOW, town

CODE = "GM9001"
WEST, SOUTH = 100_000, 497_000
NATION = AreaRow("NL00", "nation", "Nederland", None, "", 1995, None, "made up")


@cache
def _back() -> Any:
    return pyproj.Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)


def point(east: float, north: float) -> tuple[float, float]:
    """Longitude and latitude of a point so many metres east and north of the corner."""
    lon, lat = _back().transform(WEST + east, SOUTH + north)
    return lon, lat


def box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    """A rectangle in metres from the corner, as an outline."""
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return {"type": "Polygon", "coordinates": [[list(point(*corner)) for corner in corners]]}


def rows(since: int = 2020) -> list[AreaRow]:
    """The areas to load."""
    found = [NATION, AreaRow(CODE, "municipality", "Vierkant", "NL00", CODE, since, None, "made up")]
    for number, (west, south) in enumerate([(0, 0), (1000, 0), (0, 1000), (1000, 1000)], start=1):
        code = f"WK9001{number:02d}"
        outline = box(west, south, west + 1000, south + 1000)
        found.append(AreaRow(code, "wijk", f"Wijk {number}", CODE, CODE, since, None, "made up", outline=outline))
        for side in (1, 2) if number < 4 else ():
            left = west + (side - 1) * 500
            outline = box(left, south, left + 500, south + 1000)
            name = f"Buurt {number}.{side}"
            found.append(
                AreaRow(
                    f"BU9001{number:02d}{side:02d}", "buurt", name, code, CODE, since, None, "made up", outline=outline
                )
            )
    return found


def load(*more: AreaRow) -> Municipality:
    """The municipality, stored with its areas (or with `more` alone)."""
    found = town(CODE, "Vierkant")
    load_areas(actor=system_actor(None), at=NOW, rows=more or rows())
    return found
