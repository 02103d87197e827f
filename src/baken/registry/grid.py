# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Metres on the ground: the Dutch grid (RD New, EPSG:28992), its squares of 200 metres, and distances.

Squares are named as CBS names its own: by their lower left corner in hundreds of metres. Which square a record lies in is
nowhere kept as it is; whoever stores one makes a keyed token of it.
"""

import math
import re
from functools import cache
from typing import Any

LonLat = tuple[float, float]
XY = tuple[float, float]
SIDE = 200
"""Metres."""
WEST, EAST, SOUTH, NORTH = 2.5, 7.6, 50.4, 55.8
"""Where RD New is of use, in degrees: the Netherlands and their part of the North Sea."""
CELL = re.compile(r"E(-?\d{4,5})N(-?\d{4,5})", re.ASCII)


@cache
def transformer() -> Any:
    """Return what turns longitude and latitude (WGS84) into RD New. Right to about half a metre without grid files."""
    import pyproj  # heavy, and only for who places something

    pyproj.network.set_network_enabled(active=False)  # type: ignore[attr-defined] # asks nobody for a grid file
    return pyproj.Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)


def known(lon: float, lat: float) -> bool:
    """Return whether a point lies in or near the Netherlands. False for what is no number."""
    return WEST <= lon <= EAST and SOUTH <= lat <= NORTH


def metres(lon: float, lat: float) -> XY:
    """Return a point in metres of RD New. Raises ValueError for one that lies nowhere near the Netherlands."""
    if not known(lon, lat):
        raise ValueError("no point in or near the Netherlands")
    x, y = transformer().transform(lon, lat)
    return float(x), float(y)


def grid_cell(lon: float, lat: float) -> str:
    """Return the square of 200 metres that a point lies in, such as E1022N4974. Raises ValueError outside the Netherlands."""
    x, y = metres(lon, lat)
    return _named(math.floor(x / SIDE), math.floor(y / SIDE))


def around(cell: str) -> tuple[str, ...]:
    """Return a square and the eight that touch it, itself first. Raises ValueError for what names no square.

    Whatever lies within 200 metres of a point of the square lies in one of them.
    """
    told = CELL.fullmatch(cell)
    column, row = (int(told[1]), int(told[2])) if told else (1, 1)
    if not told or column % 2 or row % 2 or _named(column // 2, row // 2) != cell:
        raise ValueError(f"{cell!r} names no square of {SIDE} metres")
    steps = sorted(((dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)), key=lambda step: step != (0, 0))
    return tuple(_named(column // 2 + dx, row // 2 + dy) for dx, dy in steps)


def distance_m(a: LonLat, b: LonLat) -> float:
    """Return the metres between two points (longitude, latitude). Raises ValueError outside the Netherlands."""
    (x1, y1), (x2, y2) = metres(*a), metres(*b)
    return math.hypot(x2 - x1, y2 - y1)


def _named(column: int, row: int) -> str:
    hundreds = SIDE // 100
    return f"E{column * hundreds:04d}N{row * hundreds:04d}"
