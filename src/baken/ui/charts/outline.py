# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Outlines on a flat drawing: projection of WGS84 rings, and room for words within a shape."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

XY = tuple[float, float]
Ring = tuple[XY, ...]
LINE = 4.0
"""Pixels between two scan lines."""


@dataclass(frozen=True, slots=True)
class Room:
    """A rectangle within a shape: its centre and how wide it is, in pixels."""

    x: float
    y: float
    width: float


def rings_of(geometry: Mapping[str, Any]) -> tuple[Ring, ...]:
    """Return all rings (longitude, latitude) of a GeoJSON (Multi)Polygon. Raises ValueError on another type."""
    if geometry["type"] == "Polygon":
        polygons = [geometry["coordinates"]]
    elif geometry["type"] == "MultiPolygon":
        polygons = geometry["coordinates"]
    else:
        raise ValueError(f"a map draws Polygon and MultiPolygon, not {geometry['type']}")
    return tuple(tuple((float(p[0]), float(p[1])) for p in ring) for polygon in polygons for ring in polygon)


@dataclass(frozen=True, slots=True)
class Projection:
    """Equirectangular at the mean latitude: true enough within one municipality. Pixels, y downward."""

    west: float
    north: float
    squeeze: float
    scale: float
    left: float
    top: float

    def ring(self, ring: Ring) -> Ring:
        """Return a ring in pixels."""
        return tuple(
            (self.left + (lon - self.west) * self.squeeze * self.scale, self.top + (self.north - lat) * self.scale)
            for lon, lat in ring
        )


def fit(
    rings: Iterable[Ring], left: float, width: float, most_height: float, top: float = 2.0
) -> tuple[Projection, float]:
    """Return a projection that fits rings into `width` pixels from `left`, and the height that they then take."""
    points = [point for ring in rings for point in ring]
    if not points:
        return Projection(0, 0, 1, 1, left, top), 0.0
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    squeeze = math.cos(math.radians((min(lats) + max(lats)) / 2))
    wide, high = (max(lons) - min(lons)) * squeeze, max(lats) - min(lats)
    scale = min(width / wide if wide else math.inf, most_height / high if high else math.inf)
    if not math.isfinite(scale):
        scale = 1.0
    spare = (width - wide * scale) / 2
    return Projection(min(lons), max(lats), squeeze, scale, left + spare, top), high * scale


def spans(rings: Sequence[Ring], y: float) -> list[XY]:
    """Return the stretches (x1, x2) where a horizontal line at `y` lies within the rings (even-odd)."""
    crossings = []
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (y1 > y) != (y2 > y):
                crossings.append(x1 + (y - y1) / (y2 - y1) * (x2 - x1))
    crossings.sort()
    return list(zip(crossings[::2], crossings[1::2], strict=False))


def within(rings: Sequence[Ring], point: XY) -> bool:
    """Return whether a point lies within the rings."""
    return any(x1 <= point[0] <= x2 for x1, x2 in spans(rings, point[1]))


def scan(rings: Sequence[Ring]) -> list[tuple[float, list[XY]]]:
    """Return the stretches within the rings at every scan line."""
    ys = [y for ring in rings for _x, y in ring]
    if not ys:
        return []
    number = max(1, int((max(ys) - min(ys)) / LINE))
    lines = [min(ys) + (max(ys) - min(ys)) * (i + 0.5) / number for i in range(number)]
    return [(y, spans(rings, y)) for y in lines]


def widest(lines: Sequence[tuple[float, list[XY]]], height: float) -> Room | None:
    """Return the widest rectangle of this height (pixels) between scan lines; None where none is that high."""
    need = max(1, math.ceil(height / LINE) + 1)
    best: Room | None = None
    for first in range(len(lines) - need + 1):
        for span in lines[first][1]:
            left, right = span
            for _y, there in lines[first + 1 : first + need]:
                overlap = max(
                    ((min(right, b) - max(left, a), max(left, a), min(right, b)) for a, b in there), default=None
                )
                if overlap is None or overlap[0] <= 0:
                    break
                left, right = overlap[1], overlap[2]
            else:
                if best is None or right - left > best.width:
                    best = Room((left + right) / 2, (lines[first][0] + lines[first + need - 1][0]) / 2, right - left)
    return best


def heart(lines: Sequence[tuple[float, list[XY]]]) -> XY:
    """Return a point well within a shape: the middle of the widest strip of 24 px high, or of what strip there is."""
    for height in (24.0, 12.0, 0.0):
        room = widest(lines, height)
        if room:
            return room.x, room.y
    return 0.0, 0.0
