# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Coarse outlines of Velsen for maps: municipality, wijken and buurten that fit each other without gap or overlap.

The wijken are the generalised boundaries of CBS / Kadaster (2022). The buurten at hand are redrawn, 20 to 60 m off,
with slivers. So each wijk is divided anew among its buurten: every point goes to the buurt that lies nearest. Then all
borders are simplified together (shapely's coverage simplification), so that neighbours keep one shared line. Lengths
and tolerances are in metres of the Dutch grid (EPSG:28992); what is written is longitude and latitude (EPSG:4326).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pyproj
import shapely
from shapely.geometry import MultiPolygon, Polygon, mapping, shape

SHRINK = 12.0  # how far a redrawn buurt is pulled in, so that overlaps with neighbours vanish
STEP = 8.0  # distance between the points that stand for its border
GRID = 1.0  # points are snapped to whole metres
TOLERANCE = 18.0  # how coarse the result is
DECIMALS = 5  # about a metre
Shape: TypeAlias = Polygon | MultiPolygon
Shapes = dict[str, Shape]


def transformer(source: int, target: int) -> Callable[[Any], Any]:
    """A function from a geometry in one reference system (EPSG number) to the same in another."""
    project = pyproj.Transformer.from_crs(source, target, always_xy=True)
    return lambda geometry: shapely.transform(geometry, project.transform, interleaved=False)


def load(path: Path, key: str) -> Shapes:
    to_grid = transformer(4326, 28992)
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {item["properties"][key]: to_grid(shape(item["geometry"])) for item in sorted(features, key=str)}


def seeds(buurten: Shapes) -> dict[str, np.ndarray[Any, Any]]:
    """Code -> points along the border of what is a buurt's alone, pulled in; what two claim is so shared halfway."""
    points = {}
    for code, geometry in buurten.items():
        others = shapely.union_all([other for name, other in buurten.items() if name != code])
        alone = geometry.difference(others)
        inner = alone.buffer(-SHRINK)
        kept = inner if inner.area > geometry.area / 3 else alone.buffer(-1)
        along = shapely.get_coordinates(shapely.segmentize(kept.boundary, STEP))
        points[code] = np.unique(along.round(1), axis=0)  # a ring closes on itself
    return points


def divide(wijk: Shape, buurten: Shapes) -> Shapes:
    """The wijk divided among its buurten: each takes what lies nearest to it."""
    if len(buurten) == 1:
        return {next(iter(buurten)): wijk}
    points = seeds(buurten)
    owners = np.repeat(list(points), [len(along) for along in points.values()])
    cloud = shapely.multipoints(np.concatenate(list(points.values())))
    cells = shapely.voronoi_polygons(cloud, extend_to=wijk.buffer(200), ordered=True)
    taken = defaultdict(list)
    for owner, cell in zip(owners, cells.geoms, strict=True):
        taken[owner].append(cell)
    return {code: shapely.union_all(taken[code]).intersection(wijk) for code in points}


def as_coverage(parts: Shapes) -> Shapes:
    """The same areas with every crossing a shared point: all lines are cut where they meet, snapped, reassembled."""
    lines = shapely.union_all([part.boundary for part in parts.values()], grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    taken = defaultdict(list)
    for face in faces:
        middle = face.representative_point()
        overlap = {code: part.intersection(face).area for code, part in parts.items() if part.intersects(middle)}
        if overlap:  # a face in none is open water between parts of the municipality
            taken[max(overlap, key=lambda code: overlap[code])].append(face)
    return {code: shapely.union_all(taken[code]) for code in parts}


def only_polygons(geometry: Any, least: float = 1e-9) -> Shape:
    """Without loose lines and crumbs that snapping leaves; ``least`` in square units of the geometry."""
    kept = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon" and part.area > least]
    return kept[0] if len(kept) == 1 else MultiPolygon(kept)


def round_to_degrees(parts: Shapes) -> Shapes:
    """Longitude and latitude in 5 decimals; shared points stay shared, because equal points round equally."""
    to_degrees = transformer(28992, 4326)
    return {
        code: shapely.transform(to_degrees(part), lambda xy: np.round(xy, DECIMALS)) for code, part in parts.items()
    }


def outlines(folder: Path, about: dict[str, Any]) -> str:
    """GeoJSON text, one feature a line: the municipality, its wijken, its buurten, in that order."""
    wijken = load(folder / "velsen_wijken_2022.geojson", "code")
    buurten = load(folder / "velsen_buurten_2024_approximate.geojson", "buurtcode")
    parts: Shapes = {}
    for wijk, area in sorted(wijken.items()):
        parts |= divide(area, {code: part for code, part in sorted(buurten.items()) if code[2:8] == wijk[2:]})
    covered = as_coverage({code: only_polygons(part) for code, part in parts.items()})
    simple = shapely.coverage_simplify(list(covered.values()), TOLERANCE)
    fine = round_to_degrees(dict(zip(covered, simple, strict=True)))
    if not shapely.coverage_is_valid(list(fine.values())):
        raise SystemExit("the outlines of the buurten don't fit each other")
    by_wijk = {
        wijk: shapely.coverage_union_all([part for code, part in fine.items() if code[2:8] == wijk[2:]])
        for wijk in sorted(wijken)
    }
    town = {"GM0453": shapely.coverage_union_all(list(by_wijk.values()))}
    return as_text(town | by_wijk | dict(sorted(fine.items())), about)


def as_text(shapes: Shapes, about: dict[str, Any]) -> str:
    level = {"GM": "municipality", "WK": "wijk", "BU": "buurt"}
    lines = []
    for code, geometry in shapes.items():
        edition = about["edition_buurt"] if code.startswith("BU") else about["edition_wijk"]
        properties = {"code": code, "level": level[code[:2]], "source": about["attribution"], "edition": edition}
        drawn = mapping(shapely.orient_polygons(only_polygons(shapely.normalize(geometry), 0.0)))
        feature = {"type": "Feature", "properties": properties, "geometry": drawn}
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
