# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Outlines made coarse: neighbours keep one line, nothing crosses, little area is lost. Judged by shapely."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import mapping, shape

from baken.observe.sources.pdok.outlines import TOLERANCE, area_of, close, polygons_of, simplified
from tests.observe.sources.pdok_server import real

DEGREE = 111_320.0


@pytest.fixture(scope="module")
def fine() -> dict[str, Any]:
    """Outlines of Velsen with many points, all levels, by code."""
    found = {}
    for features in real().values():
        for item in features:
            code = next(
                item["properties"][n] for n in ("buurtcode", "wijkcode", "gemeentecode") if n in item["properties"]
            )
            if item["properties"]["gemeentecode"] == "GM0453" and item["properties"]["water"] == "NEE":
                found[code] = item["geometry"]
    return found  # fmt: skip


@pytest.fixture(scope="module")
def coarse(fine: dict[str, Any]) -> dict[str, Any]:
    return simplified({code: polygons_of(geometry) for code, geometry in fine.items()})


def points(geometries: dict[str, Any]) -> int:
    return sum(shapely.get_num_coordinates(shape(geometry)) for geometry in geometries.values())


@pytest.mark.parametrize("level", ["WK", "BU"])
def test_neighbours_keep_one_line(fine: dict[str, Any], coarse: dict[str, Any], level: str) -> None:
    for outlines in (fine, coarse):
        shapes = [shape(geometry) for code, geometry in outlines.items() if code.startswith(level)]
        assert shapely.coverage_is_valid(shapes)


def test_every_outline_is_sound_and_close_to_what_it_was(fine: dict[str, Any], coarse: dict[str, Any]) -> None:
    for code, geometry in coarse.items():
        assert shape(geometry).is_valid, code
        assert shape(geometry).hausdorff_distance(shape(fine[code])) * DEGREE < 4 * TOLERANCE, code
        assert area_of(polygons_of(geometry)) == pytest.approx(area_of(polygons_of(fine[code])), rel=0.05), code
    assert points(coarse) < points(fine) / 3


def test_parts_still_make_up_the_whole(coarse: dict[str, Any]) -> None:
    whole = shape(coarse["GM0453"])
    for level in ("WK", "BU"):
        parts = shapely.union_all([shape(g) for code, g in coarse.items() if code.startswith(level)])
        assert parts.symmetric_difference(whole).area < 1e-9


def test_the_same_input_gives_the_same_outlines_whatever_the_order(
    fine: dict[str, Any], coarse: dict[str, Any]
) -> None:
    again = simplified({code: polygons_of(fine[code]) for code in reversed(fine)})
    assert again == coarse


def ring(*corners: tuple[float, float], size: float = 0.001) -> list[tuple[float, float]]:
    """A closed ring near IJmuiden; corners in steps of about 100 metres."""
    placed = [(4.6 + x * size, 52.45 + y * size) for x, y in corners]
    return [*placed, placed[0]]


SQUARE = ring((0, 0), (9, 0), (9, 9), (0, 9))


def test_a_hole_and_the_area_that_fills_it_fit() -> None:
    inner = ring((3, 3), (3, 6), (6, 6.01), (6, 3))
    found = simplified({"around": [[SQUARE, inner]], "inside": [[inner[::-1]]]})
    around, inside = (shape(found[name]) for name in ("around", "inside"))
    assert shapely.coverage_is_valid([around, inside])
    assert len(around.interiors) == 1
    assert around.exterior.is_ccw
    assert inside.exterior.is_ccw


def test_small_islands_go_but_an_area_never_vanishes() -> None:
    speck = ring((20, 20), (20.1, 20), (20.1, 20.1))
    found = simplified({"a": [[SQUARE], [speck]], "b": [[speck]]})
    assert found["a"]["type"] == "Polygon"
    assert shape(found["b"]).area > 0


def test_a_narrow_strip_keeps_from_crossing_itself() -> None:
    bends = [(x / 2, 3 + (x % 2) * 0.4) for x in range(40)]
    strip = ring(*bends, *((x, y + 0.12) for x, y in reversed(bends)))
    found = simplified({"strip": [[strip]]}, tolerance=60.0)
    assert shape(found["strip"]).is_valid


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=4, max_size=14, unique=True),
    st.integers(1, 80),
)
def test_areas_cut_by_any_lines_stay_a_coverage(seeds: list[tuple[int, int]], tolerance: int) -> None:
    cells = shapely.voronoi_polygons(
        shapely.multipoints([(4.6 + x * 1e-3 + y * 1e-5, 52.45 + y * 1e-3) for x, y in seeds])
    )
    box = shapely.box(4.59, 52.44, 4.62, 52.47)
    grid = [shapely.set_precision(cell.intersection(box), 1e-5) for cell in shapely.get_parts(cells)]
    parts = {str(at): polygons_of(mapping(cell)) for at, cell in enumerate(grid) if cell.geom_type == "Polygon"}
    found = simplified(parts, tolerance=float(tolerance))
    for code, geometry in found.items():
        assert shape(geometry).is_valid
        before, after = area_of(parts[code]), area_of(polygons_of(geometry))
        assert abs(before - after) <= 12 * tolerance * tolerance + 200
    sides = [
        tuple(sorted((tuple(a), tuple(b))))
        for geometry in found.values()
        for line in polygons_of(geometry)[0]
        for a, b in pairwise(line)
    ]
    assert max(sides.count(side) for side in sides) <= 2, "a side belongs to two areas at most"


def test_outlines_are_compared_by_distance() -> None:
    square = {"type": "Polygon", "coordinates": [[list(p) for p in SQUARE]]}
    nudged = {"type": "Polygon", "coordinates": [[[x + 0.00005, y] for x, y in SQUARE]]}
    moved = {"type": "Polygon", "coordinates": [[[x + 0.0005, y] for x, y in SQUARE]]}
    finer = {
        "type": "Polygon",
        "coordinates": [[p for a, b in pairwise(SQUARE) for p in (list(a), [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2])]],
    }
    finer["coordinates"][0].append(list(SQUARE[0]))
    assert close(square, nudged)
    assert close(square, finer)
    assert not close(square, moved)
    assert not close(square, None)
    assert not close(None, square)
    two = {"type": "MultiPolygon", "coordinates": [square["coordinates"], moved["coordinates"]]}
    assert not close(square, two)
    assert not close(two, square)
