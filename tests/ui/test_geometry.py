# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Positions of dots, lines and bars."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.ui.charts import bars, change, interval, scale, trend
from baken.ui.panels import Cell
from tests.ui import builders

numbers = st.floats(0, 1e9)
bounded = st.builds(
    lambda value, down, up: Cell(value, value - min(down, value), value + up),
    numbers,
    st.floats(0, 1e6),
    st.floats(0, 1e6),
)
cells = st.one_of(bounded, numbers.map(Cell), st.just(Cell(None, note="te weinig")))
percents = st.builds(
    lambda value, down, up: Cell(value, value - down, value + up), st.floats(-100, 1e5), st.floats(0, 1e4),
    st.one_of(st.floats(0, 1e5), st.just(math.inf)),
)  # fmt: skip


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.floats(-1e7, 1e7), st.floats(-1e7, 1e7))
def test_a_scale_keeps_order_and_stays_within_its_ends(low, span, one, two):
    s = scale.Scale(low, low + span, 2, 96)
    first, second = sorted((one, two))
    assert 2 - 1e-9 <= s.at(first) <= s.at(second) + 1e-9 <= 96 + 1e-6


@given(st.floats(1e-5, 1e12))
def test_a_scale_from_zero_is_round_and_holds_the_highest(top):
    s = scale.from_zero([top, top / 2])
    assert s.holds(top)
    assert s.high <= top * 2 + 1e-9
    values = scale.ticks(s)
    assert 2 <= len(values) <= 6
    assert values[0] == 0
    assert values[-1] == pytest.approx(s.high)


@pytest.mark.parametrize("value", [0.0, -1.0, math.inf, math.nan])
def test_a_span_that_is_none_gives_a_step_all_the_same(value):
    assert scale.nice_step(value) == 1.0


@given(st.lists(cells, min_size=1, max_size=12), st.one_of(st.none(), st.floats(0, 1e6)))
def test_a_dot_lies_within_its_interval_and_the_plot(given_cells, reference):
    drawn = interval.interval_dots(builders.rates(given_cells, reference=reference))
    for one, cell in zip(drawn.rows, given_cells, strict=True):
        assert (one.dot is None) == (cell.value is None)
        if one.dot is not None:
            assert 0 <= one.dot <= 100
        if one.lower is not None:
            assert 0 <= one.lower <= one.dot <= one.upper <= 100
    assert drawn.line is None or 0 <= drawn.line <= 100


@given(st.lists(numbers, min_size=2, max_size=12))
def test_more_stands_further_to_the_right(values):
    drawn = interval.interval_dots(builders.rates([Cell(v) for v in values]))
    dots = [one.dot for one in drawn.rows]
    for (a, x), (b, y) in zip(zip(values, dots, strict=True), zip(values[1:], dots[1:], strict=True), strict=False):
        assert (x <= y + 1e-9) if a <= b else (x + 1e-9 >= y)


def test_what_cannot_be_assessed_does_not_stretch_the_scale():
    panel = builders.rates([Cell(65.1, 58.7, 72.1), Cell(283.8, 232.1, 343.5)], ["higher", "not_assessable"])
    drawn = interval.interval_dots(panel)
    assert drawn.scale.high == 80
    assert not drawn.rows[0].outside
    assert drawn.rows[1].outside
    assert drawn.rows[1].dot is None


def test_where_nothing_can_be_assessed_it_is_drawn_all_the_same():
    drawn = interval.interval_dots(builders.rates([Cell(283.8)], ["not_assessable"]))
    assert drawn.rows[0].dot is not None


def test_a_verdict_or_else_the_example_decides_the_colour():
    found = interval.interval_dots(builders.rates([Cell(1.0)] * 4, builders.VERDICTS))
    assert [one.css for one in found.rows] == ["v-higher", "v-lower", "v-none", "v-na"]
    assert interval.interval_dots(builders.rates([Cell(1.0, example=True)], ["higher"])).rows[0].css == "v-ex"


@given(st.lists(st.one_of(percents, st.just(Cell(None))), min_size=1, max_size=10))
def test_changes_lie_round_a_zero_in_the_middle(given_cells):
    drawn = change.change_dots(builders.changes(given_cells))
    assert drawn.line == pytest.approx(50)
    assert -drawn.scale.low == drawn.scale.high <= change.WIDEST
    for one, cell in zip(drawn.rows, given_cells, strict=True):
        if one.dot is None:
            assert cell.value is None or one.outside
            continue
        assert 0 <= one.lower <= one.dot <= one.upper <= 100
        assert (one.dot >= 50 - 1e-9) == (cell.value >= 0) or one.dot == pytest.approx(50)
        assert one.clipped_high == (cell.upper > drawn.scale.high)


@given(st.lists(cells, min_size=1, max_size=40))
def test_a_trend_stays_in_the_plot_and_leaves_gaps_open(given_cells):
    drawn = trend.trend(builders.years(given_cells))
    xs = [point.x for point in drawn.points]
    assert xs == sorted(xs)
    assert all(trend.LEFT <= x <= trend.RIGHT + 1e-9 for x in xs)
    for point, cell in zip(drawn.points, given_cells, strict=True):
        assert (point.y is None) == (cell.value is None)
        if point.y is not None:
            assert trend.TOP - 1e-6 <= point.y <= trend.BASE
            assert 13 <= point.label_y <= trend.BASE
        if point.lower is not None:
            assert point.upper - 1e-6 <= point.y <= point.lower + 1e-6
    assert sum(map(len, drawn.runs)) == sum(cell.value is not None for cell in given_cells)
    assert 1 <= sum(point.labelled for point in drawn.points) <= trend.LABELS
    assert drawn.points[-1].labelled


def test_a_missing_year_and_a_change_of_method_break_the_line():
    given_cells = [Cell(3.0), Cell(4.0), Cell(None), Cell(5.0), Cell(6.0), Cell(7.0)]
    drawn = trend.trend(builders.years(given_cells, {5: "nieuwe vraag"}))
    assert [len(run) for run in drawn.runs] == [2, 2, 1]
    assert [(b.row.key, b.note) for b in drawn.breaks] == [("2025", "nieuwe vraag")]
    assert drawn.points[4].x < drawn.breaks[0].x < drawn.points[5].x
    assert [point.row.key for point in drawn.missing] == ["2022"]


def test_real_and_example_figures_never_stand_in_one_plot():
    drawn = trend.trend(builders.years([Cell(3.0), Cell(90.0, example=True), Cell(4.0)]))
    assert not drawn.example
    assert drawn.points[1].y is None
    assert drawn.scale.high < 90
    assert trend.trend(builders.years([Cell(3.0, example=True)])).example


def test_charts_side_by_side_share_a_scale():
    low, high = (trend.trend(builders.years([Cell(v), Cell(v)]), top=80) for v in (10.0, 75.0))
    assert low.scale == high.scale


@given(st.lists(cells, min_size=1, max_size=8))
def test_bars_start_at_zero_and_leave_room_for_their_value(given_cells):
    for bar, cell in zip(bars.bars(builders.rates(given_cells)), given_cells, strict=True):
        assert (bar.width is None) == (cell.value is None)
        if bar.width is not None:
            assert 0 <= bar.width <= bars.WIDEST
            assert bar.width < bar.text <= bars.WIDEST + 1.5
            if bar.lower is not None:
                assert bar.lower <= bar.width + 1e-9 <= bar.upper + 2e-9
