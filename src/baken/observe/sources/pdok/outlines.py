# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Outlines made coarse enough for a map, so that neighbours keep one shared line.

Every ring is cut where three lines meet. What lies between two such points is simplified once, whichever areas share it
(Visvalingam and Whyatt 1993: the point that makes the smallest triangle goes first), and the rings are put together again.
Where that makes a ring cross itself or vanish, its lines are simplified less. Lengths are in metres, measured flat: across a
municipality the error is far below the tolerance.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

Point: TypeAlias = tuple[float, float]
Line: TypeAlias = tuple[Point, ...]
Polygons: TypeAlias = list[list[list[Point]]]
"""Polygons of an area: each an outer ring and its holes; a ring is closed (its last point is its first)."""

TOLERANCE = 15.0
LEAST_PART = 500.0  # m2: islands and holes below this are left out, but never the whole of an area
DECIMALS = 5  # of a degree: about a metre
FINE = 6  # decimals at which points of neighbours are one point
ROUNDS = 6
METRES = 111_320.0


def simplified(areas: Mapping[str, Polygons], tolerance: float = TOLERANCE) -> dict[str, dict[str, Any]]:
    """Return a GeoJSON geometry per area (WGS84), simplified together; the same input always gives the same outlines."""
    width = _width(areas.values())
    rings = {
        code: [[cleaned for ring in polygon if len(cleaned := _cleaned(ring)) > 2] for polygon in polygons]
        for code, polygons in areas.items()
    }
    every = [ring for polygons in rings.values() for polygon in polygons for ring in polygon]
    meets = _junctions(every)
    cuts = {id(ring): list(_cut(ring, meets)) for ring in every}
    looser: dict[Line, float] = {}
    for attempt in range(ROUNDS + 1):
        made: dict[Line, Line] = {}
        bad: set[Line] = set()
        drawn = {
            code: [_polygon(polygon, cuts, made, looser, tolerance, width, bad) for polygon in polygons]
            for code, polygons in rings.items()
        }
        if not bad or attempt == ROUNDS:
            break
        for line in bad:
            # half as coarse each time, in the end not at all
            looser[line] = looser.get(line, tolerance) / 2 if attempt < ROUNDS - 1 else 0.0
    return {code: _geometry(polygons, width) for code, polygons in drawn.items()}


def close(left: Any, right: Any, tolerance: float = TOLERANCE) -> bool:
    """Whether two geometries are one outline: no corner of either lies further than `tolerance` metres from the other."""
    if left == right:
        return True
    if not left or not right:
        return False
    first, second = polygons_of(left), polygons_of(right)
    width = _width([first])
    return _within(first, second, tolerance, width) and _within(second, first, tolerance, width)


def polygons_of(geometry: Mapping[str, Any]) -> Polygons:
    """The polygons of a GeoJSON Polygon or MultiPolygon."""
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [[[(point[0], point[1]) for point in ring] for ring in part] for part in parts]


def area_of(polygons: Polygons) -> float:
    """Area in m2, holes taken off."""
    width = _width([polygons])
    return sum(abs(_signed(p[0], width)) - sum(abs(_signed(hole, width)) for hole in p[1:]) for p in polygons)


# Points and lengths


def _width(areas: Iterable[Polygons]) -> float:
    """How much shorter a degree of longitude is than one of latitude, halfway these areas."""
    heights = [point[1] for polygons in areas for polygon in polygons for ring in polygon for point in ring]
    return math.cos(math.radians((min(heights) + max(heights)) / 2))


def _triangle(a: Point, b: Point, c: Point, width: float) -> float:
    cross = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])
    return abs(cross) * width * METRES * METRES / 2


def _signed(ring: Sequence[Point], width: float) -> float:
    """Area of a closed ring in m2, positive when it runs against the clock."""
    x, y = ring[0]
    total = sum((a[0] - x) * (b[1] - y) - (b[0] - x) * (a[1] - y) for a, b in pairwise(ring))
    return total * width * METRES * METRES / 2


def _cleaned(ring: Sequence[Point]) -> list[Point]:
    """Points of a ring, open (the first isn't repeated), rounded so that neighbours share them, none twice in a row."""
    points = [(round(x, FINE), round(y, FINE)) for x, y in ring]
    return [point for at, point in enumerate(points) if point != points[at - 1]]


# Cutting


def _junctions(rings: Iterable[Sequence[Point]]) -> set[Point]:
    """Points at which three lines or more meet."""
    beside: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for at, point in enumerate(ring):
            beside[point] |= {ring[at - 1], ring[(at + 1) % len(ring)]}
    return {point for point, others in beside.items() if len(others) > 2}


def _cut(ring: list[Point], meets: set[Point]) -> Iterator[tuple[Line, bool]]:
    """The lines of a ring from junction to junction: each as it is kept, and whether this ring runs it backwards."""
    starts = [at for at, point in enumerate(ring) if point in meets] or [ring.index(min(ring))]
    around = ring[starts[0] :] + ring[: starts[0] + 1]
    ends = [at - starts[0] for at in starts] + [len(around) - 1]
    for start, end in pairwise(ends):
        line = tuple(around[start : end + 1])
        backwards = line[::-1]
        yield (line, False) if line <= backwards else (backwards, True)


# Simplifying


def _thinned(line: Line, tolerance: float, width: float) -> Line:
    """The line without the points whose triangle is smaller than the square of `tolerance`; its ends stay."""
    least = 4 if line[0] == line[-1] else 2
    size, count = tolerance * tolerance, len(line)
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))
    now = [math.inf] * count
    heap = []
    for at in range(1, count - 1):
        now[at] = _triangle(line[at - 1], line[at], line[at + 1], width)
        heap.append((now[at], at))
    heapq.heapify(heap)
    kept = [True] * count
    left = count
    while heap and left > least:
        found, at = heapq.heappop(heap)
        if not kept[at] or found != now[at]:
            continue
        if found >= size:
            break
        kept[at], left = False, left - 1
        a, b = before[at], after[at]
        after[a], before[b] = b, a
        for place in (a, b):
            if 0 < place < count - 1:
                # never less than what was taken away, so that points go in order
                now[place] = max(found, _triangle(line[before[place]], line[place], line[after[place]], width))
                heapq.heappush(heap, (now[place], place))
    return tuple(point for at, point in enumerate(line) if kept[at])


def _polygon(
    polygon: list[list[Point]],
    cuts: Mapping[int, list[tuple[Line, bool]]],
    made: dict[Line, Line],
    looser: Mapping[Line, float],
    tolerance: float,
    width: float,
    bad: set[Line],
) -> list[list[Point]]:
    """One polygon of simplified lines, closed; lines of a polygon that isn't sound are added to `bad`."""
    rings = []
    for ring in polygon:
        points: list[Point] = []
        for line, backwards in cuts[id(ring)]:
            if line not in made:
                made[line] = _rounded(_thinned(line, looser.get(line, tolerance), width))
            thin = made[line][::-1] if backwards else made[line]
            points += thin if not points else thin[1:]
        rings.append(points)
    sound = [len(set(ring)) > 2 and _signed(ring, width) != 0 for ring in rings]
    if not all(sound) or _crosses(rings):
        bad |= {line for ring in polygon for line, _ in cuts[id(ring)]}
    return [ring for ring, fine in zip(rings, sound, strict=True) if fine]


def _rounded(line: Line) -> Line:
    points = [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in line]
    kept = [points[0], *(point for was, point in pairwise(points) if point != was)]
    return tuple(kept) if len(kept) > 1 else (kept[0], kept[0])


def _crosses(rings: Sequence[Sequence[Point]]) -> bool:
    """Whether two sides of a polygon cross; a shared corner is no crossing."""
    sides = sorted((min(a, b), max(a, b)) for ring in rings for a, b in pairwise(ring) if a != b)
    for at, (a, b) in enumerate(sides):
        for c, d in sides[at + 1 :]:
            if c[0] > b[0]:
                break
            if _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0:
                return True
    return False


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


# Putting together and comparing


def _geometry(polygons: Polygons, width: float) -> dict[str, Any]:
    """GeoJSON, outer rings against the clock; the largest part always stays."""
    polygons = sorted((p for p in polygons if p), key=lambda p: -abs(_signed(p[0], width)))
    kept = []
    for at, (outer, *holes) in enumerate(polygons):
        if at and abs(_signed(outer, width)) < LEAST_PART:
            continue
        holes = [hole for hole in holes if abs(_signed(hole, width)) >= LEAST_PART]
        kept.append([_turned(outer, True, width), *(_turned(hole, False, width) for hole in holes)])
    if len(kept) == 1:
        return {"type": "Polygon", "coordinates": kept[0]}
    return {"type": "MultiPolygon", "coordinates": kept}


def _turned(ring: list[Point], against_clock: bool, width: float) -> list[list[float]]:
    ordered = ring if (_signed(ring, width) > 0) == against_clock else ring[::-1]
    return [list(point) for point in ordered]


def _within(these: Polygons, those: Polygons, tolerance: float, width: float) -> bool:
    sides = [side for polygon in those for ring in polygon for side in pairwise(ring)]
    corners = {point for polygon in these for ring in polygon for point in ring}
    return all(any(_distance(point, a, b, width) <= tolerance for a, b in sides) for point in corners)


def _distance(point: Point, a: Point, b: Point, width: float) -> float:
    """From a point to a side, in metres."""
    px, py = (point[0] - a[0]) * width, point[1] - a[1]
    dx, dy = (b[0] - a[0]) * width, b[1] - a[1]
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else min(1.0, max(0.0, (px * dx + py * dy) / length))
    return math.hypot(px - along * dx, py - along * dy) * METRES
