# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Charts draw what the panel holds: no more, no less, and an example can't be mistaken."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.account.documents.charts import png_of, svg_of
from baken.account.documents.charts.points import domain_of, points_of
from baken.account.documents.charts.style import EXAMPLE as VIOLET
from baken.ui.panels import Cell, Column, Kind, Panel, Row

from .made_up import CHANGE, EXAMPLE, RANK, TREND, WORDS

values = st.floats(-1e6, 1e6)


def bars(*cells, kind=Kind.RATE, chart="interval", example=False):
    rows = tuple(Row(str(i), (Cell(f"Wijk {i}"), cell)) for i, cell in enumerate(cells))
    return Panel(
        "p",
        "Titel",
        columns=(Column("name", "Wijk"), Column("rate", "Cijfer", kind)),
        rows=rows,
        chart=chart,
        example=example,
    )


@given(st.lists(values, min_size=1, max_size=6), st.booleans())
def test_the_axis_holds_every_value_its_interval_and_zero(found, around_zero):
    points = points_of(bars(*(Cell(v, v - 2, v + 2) for v in found)))
    low, high = domain_of(points, around_zero=around_zero)
    assert low <= 0 <= high
    assert low < high
    assert low <= min(found) - 2 + 1e-6 or min(found) - 2 > 0
    assert high >= max(found) + 2 - 1e-6 or max(found) + 2 < 0
    assert not around_zero or low == -high


def test_a_row_without_value_keeps_its_place_and_says_why():
    points = points_of(RANK)
    assert [p.name for p in points] == ["Noorddorp", "Zuiddorp", "Leegdorp", "Stildorp", "Polder"]
    assert points[2].value is None
    assert points[2].label == "minder dan 50 inwoners"
    assert points[3].label == "niet gepubliceerd"


def test_a_row_off_the_scale_is_written_not_drawn():
    polder = points_of(RANK)[-1]
    assert polder.beyond
    assert polder.label == "283,8 (buiten schaal)"
    assert domain_of(points_of(RANK), 39.6)[1] < 100


def test_a_year_without_figure_breaks_the_line():
    points = points_of(TREND)
    assert points[1].segment != points[3].segment


def test_every_label_of_the_panel_stands_in_the_picture():
    svg = svg_of(RANK)
    for words in ("Noorddorp", "65,1", "42,9", "283,8 (buiten schaal)", "Gemeente 39,6", "minder dan 50 inwoners"):
        assert words in svg


def test_an_example_is_violet_hatched_and_named_in_the_picture():
    svg = svg_of(EXAMPLE)
    assert svg.count("voorbeeld") >= 2
    assert VIOLET in svg
    assert svg.count(f'stroke="{VIOLET}"') > 20  # the slanted strokes
    assert VIOLET not in svg_of(RANK)


def test_bars_without_a_main_figure_draw_every_share():
    two = Panel(
        "two", "T", chart="bars",
        columns=(Column("name", "Wijk"), Column("seen", "Ziet", Kind.PERCENT), Column("met", "Was", Kind.PERCENT)),
        rows=(Row("a", (Cell("Noorddorp"), Cell(31), Cell(12))),),
    )  # fmt: skip
    assert [(p.name, p.value) for p in points_of(two)] == [("Noorddorp: ziet", 31), ("Noorddorp: was", 12)]


@pytest.mark.parametrize(
    "panel",
    [
        WORDS,
        replace(RANK, rows=()),
        bars(Cell(None)),
        bars(Cell(None), chart="trend"),
        bars(Cell(float("nan")), Cell(float("inf"))),
    ],
)
def test_nothing_to_draw_is_no_picture(panel):
    assert svg_of(panel) == ""


@pytest.mark.parametrize(
    "panel",
    [
        bars(Cell(0)),
        bars(Cell(0), chart="change", kind=Kind.CHANGE),
        bars(Cell(5.0, 0.0, float("inf"))),
        bars(Cell(1e12), Cell(-1e12)),
        bars(Cell(3), chart="trend"),
        bars(Cell(-3), Cell(4), chart="bars", example=True),
        replace(RANK, rows=(replace(RANK.rows[0], cells=(Cell("W" * 500), *RANK.rows[0].cells[1:])),)),
        replace(RANK, rows=(replace(RANK.rows[0], cells=(Cell("<script>'\"\\ \u2028"), *RANK.rows[0].cells[1:])),)),
    ],
)
def test_odd_figures_still_give_a_picture(panel):
    svg = svg_of(panel)
    assert svg.startswith("<svg")
    assert "<script>" not in svg
    assert png_of(svg).startswith(b"\x89PNG")


def test_change_is_drawn_round_zero():
    svg = svg_of(CHANGE)
    assert "geen verschil" in svg
    assert "−27%" in svg
