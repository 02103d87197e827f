# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Maps: classes, shapes and where the names stand."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.ui.charts import outline
from baken.ui.charts.beside import Box, box_of
from baken.ui.charts.map import MapShape, classes, draw, step_of


def square(west: float, south: float, size: float = 0.1) -> dict:
    """A square of `size` degrees."""
    east, north = west + size, south + size
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=40))
def test_classes_cover_all_values_in_order_and_equal_width(values):
    steps = classes(values)
    assert 1 <= len(steps) <= 5
    found = [step_of(v, steps) for v in sorted(values)]
    assert found == sorted(found)
    assert all(1 <= step <= 5 for step in found)
    widths = [s.high - s.low for s in steps if s.low is not None and s.high is not None]
    assert widths == pytest.approx([widths[0]] * len(widths)) if widths else True
    if len(steps) > 1:
        assert steps[0].low is None
        assert steps[-1].high is None


def test_an_area_without_a_figure_has_no_class():
    steps = classes([10.0, 60.0])
    assert step_of(None, steps) == step_of(float("nan"), steps) == 0
    assert classes([]) == ()


def test_equal_values_make_one_class():
    assert len(classes([4.0, 4.0])) == 1


@given(st.floats(-170, 170), st.floats(-80, 80), st.floats(0.001, 3))
def test_any_shape_is_drawn_within_the_picture_and_its_heart_within_it(west, south, size):
    drawing = draw([MapShape("a", "Wijk", "", square(west, south, size), 1.0, "1,0")])
    area = drawing.areas[0]
    for x, y in area.rings[0]:
        assert -0.1 <= x <= drawing.width + 0.1
        assert drawing.top <= y <= drawing.top + drawing.height + 0.1
    assert outline.within(area.rings, area.heart)


def test_a_degree_of_longitude_is_narrower_than_one_of_latitude_in_the_netherlands():
    drawing = draw([MapShape("a", "Wijk", "", square(4.6, 52.4), 1.0, "1,0")])
    xs, ys = zip(*drawing.areas[0].rings[0], strict=True)
    assert (max(xs) - min(xs)) / (max(ys) - min(ys)) == pytest.approx(0.61, abs=0.01)


def test_a_long_name_stands_beside_a_small_area_with_a_line_to_it():
    shapes = [
        MapShape("groot", "Groot", "", square(4.0, 52.0, 1.0), 1.0, "1,0"),
        MapShape("klein", "Een bijzonder lange naam voor een klein gebied", "", square(5.0, 52.0, 0.02), 2.0, "2,0"),
    ]
    big, small = draw(shapes).areas
    assert big.label.leader is None
    assert len(small.label.lines) == 2
    assert outline.within(small.rings, small.label.leader[2:])


def test_numbers_follow_the_callers_order():
    shapes = [MapShape(str(i), f"W{i}", "", square(4.0 + i, 52.0), float(i), str(i)) for i in range(3)]
    assert [area.rank for area in draw(shapes).areas] == [1, 2, 3]


def real(level: str) -> list[MapShape]:
    """The outlines that come with Baken."""
    data = json.loads((files("baken.observe.reference") / "data" / "outlines.geojson").read_text(encoding="utf-8"))
    found = [f for f in data["features"] if f["properties"]["level"] == level]
    return [
        MapShape(f["properties"]["code"], f"Wijk met een naam {i}", "", f["geometry"], float(i * 7 % 40), "12,3")
        for i, f in enumerate(found)
    ]


def overlap(one: Box, two: Box) -> bool:
    """Whether two rectangles share more than an edge."""
    return one.left < two.right and two.left < one.right and one.top < two.bottom and two.top < one.bottom


def test_on_the_real_wijken_no_two_names_lie_over_one_another():
    drawing = draw(real("wijk"))
    assert not drawing.dense
    boxes = [box_of(area.label) for area in drawing.areas]
    assert len(boxes) == 10
    assert not [(i, j) for i, a in enumerate(boxes) for j, b in enumerate(boxes[:i]) if overlap(a, b)]
    assert all(box.top >= drawing.top and box.bottom <= drawing.top + drawing.height for box in boxes)


def test_on_many_small_areas_numbers_replace_names():
    drawing = draw(real("buurt"))
    assert drawing.dense
    assert all(area.label is None for area in drawing.areas)
    assert 0 < sum(area.rank > 0 for area in drawing.areas) < len(drawing.areas)


def test_another_geometry_is_refused_by_name():
    with pytest.raises(ValueError, match="Point"):
        draw([MapShape("a", "Wijk", "", {"type": "Point", "coordinates": [4, 52]}, 1.0)])


@given(*[st.floats(-50, 150)] * 4)
def test_a_line_crosses_a_box_where_points_of_it_lie_inside(x1, y1, x2, y2):
    box = Box(0, 0, 100, 60)
    inside = any(
        1e-6 < x1 + (x2 - x1) * i / 200 < 99.999 and 1e-6 < y1 + (y2 - y1) * i / 200 < 59.999 for i in range(201)
    )
    if inside:
        assert box.crosses((x1, y1), (x2, y2)) or (x1, y1) == (x2, y2)
    if max(x1, x2) <= 0 or max(y1, y2) <= 0 or min(x1, x2) >= 100 or min(y1, y2) >= 60:
        assert not box.crosses((x1, y1), (x2, y2))
