# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lower, higher, unchanged: what the numbers must show, and what stands in the way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.cores.estimation import change
from baken.decide.claims.rules import Outcome, judge

from .builders import WHOLE, count, material, survey

COUNTS = st.integers(min_value=0, max_value=5000)


@given(before=COUNTS, after=COUNTS, dispersion=st.floats(min_value=1, max_value=8))
def test_lower_and_higher_mirror_each_other_and_follow_the_picture_s_test(
    before: int, after: int, dispersion: float
) -> None:
    readings = [count(WHOLE, 2021, before), count(WHOLE, 2025, after)]
    lower = judge(material("lower", readings, dispersion=dispersion))
    higher = judge(material("higher", readings, dispersion=dispersion))
    verdict = change(before, after, dispersion=dispersion).verdict
    expected = {
        "lower": (Outcome.SUPPORTED, Outcome.CONTRADICTED),
        "higher": (Outcome.CONTRADICTED, Outcome.SUPPORTED),
        "no_significant_change": (Outcome.NO_SIGNIFICANT_CHANGE,) * 2,
        "not_assessable": (Outcome.NOT_TESTABLE,) * 2,
    }[verdict]
    assert (lower.outcome, higher.outcome) == expected


@given(before=COUNTS, after=COUNTS)
def test_unchanged_is_only_supported_where_a_large_change_is_ruled_out(before: int, after: int) -> None:
    told = judge(material("unchanged", [count(WHOLE, 2021, before), count(WHOLE, 2025, after)]))
    plain = change(before, after)
    if told.outcome == Outcome.SUPPORTED:
        assert plain.ratio_lower is not None
        assert plain.ratio_upper is not None
        assert plain.ratio_lower >= 0.9 - 1e-9
        assert plain.ratio_upper <= 1.1 + 1e-9
    if told.outcome == Outcome.CONTRADICTED:
        assert plain.verdict in ("lower", "higher")


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        (20_000, 20_100, Outcome.SUPPORTED),
        (20_000, 20_900, Outcome.SUPPORTED),  # demonstrably higher, and demonstrably by less than ten per cent
        (100, 104, Outcome.NO_SIGNIFICANT_CHANGE),  # may as well be thirty per cent more
        (1000, 1400, Outcome.CONTRADICTED),
        (3, 4, Outcome.NOT_TESTABLE),
    ],
)
def test_not_seeing_a_change_is_not_seeing_that_there_is_none(before: int, after: int, outcome: Outcome) -> None:
    told = judge(material("unchanged", [count(WHOLE, 2021, before), count(WHOLE, 2025, after)]))
    assert told.outcome == outcome


@pytest.mark.parametrize("expect", ["lower", "higher", "unchanged"])
@pytest.mark.parametrize(
    ("first", "reason"),
    [
        (count(WHOLE, 2021, 900, status="example"), "example"),
        (count(WHOLE, 2021, None, status="withheld"), "withheld"),
        (count(WHOLE, 2020, 900), "no_figure"),
    ],
)
def test_figures_that_are_none_test_nothing(expect: str, first: object, reason: str) -> None:
    made = replace(material(expect, [first, count(WHOLE, 2025, 500)]), start=2021)  # type: ignore[list-item]
    told = judge(made)
    assert (told.outcome, told.reason, told.used) == (Outcome.NOT_TESTABLE, reason, ())


def test_an_example_tests_nothing_in_the_last_year_either() -> None:
    told = judge(material("lower", [count(WHOLE, 2021, 900), count(WHOLE, 2025, 500, status="example")]))
    assert (told.outcome, told.reason) == (Outcome.NOT_TESTABLE, "example")


@pytest.mark.parametrize(
    ("after", "margin", "outcome"),
    [(45, 2, Outcome.CONTRADICTED), (33, 2, Outcome.NO_SIGNIFICANT_CHANGE), (22, 2, Outcome.SUPPORTED)],
)
def test_a_survey_figure_must_move_by_more_than_both_margins(after: float, margin: float, outcome: Outcome) -> None:
    told = judge(material("lower", [survey(WHOLE, 2021, 34, 2), survey(WHOLE, 2025, after, margin)]))
    assert told.outcome == outcome


def test_a_new_way_of_asking_in_between_makes_it_untestable_even_for_examples() -> None:
    readings = [survey(WHOLE, 2019, 34, 2, status="example"), survey(WHOLE, 2021, 20, 2, status="example")]
    told = judge(material("lower", readings, breaks=frozenset({2021})))
    assert (told.outcome, told.reason) == (Outcome.NOT_TESTABLE, "method_break")
    later = [survey(WHOLE, 2021, 34, 2), survey(WHOLE, 2023, 20, 2)]
    assert judge(material("lower", later, breaks=frozenset({2021}))).outcome == Outcome.SUPPORTED


def test_a_survey_without_margins_tests_nothing() -> None:
    readings = [survey(WHOLE, 2021, 34, None), survey(WHOLE, 2025, 20, None)]
    told = judge(material("lower", readings, counted=False))
    assert (told.outcome, told.reason) == (Outcome.NOT_TESTABLE, "margin_unknown")


@pytest.mark.parametrize(
    ("after", "margin", "outcome"),
    [
        (7.5, 0.05, Outcome.SUPPORTED),
        (7.5, 0.3, Outcome.NO_SIGNIFICANT_CHANGE),
        (8.1, 0.1, Outcome.CONTRADICTED),
    ],
)
def test_a_mark_is_unchanged_within_a_fifth_of_a_point(after: float, margin: float, outcome: Outcome) -> None:
    readings = [survey(WHOLE, 2021, 7.5, margin), survey(WHOLE, 2025, after, margin)]
    assert judge(material("unchanged", readings, mark=True)).outcome == outcome


def test_one_area_that_goes_the_other_way_contradicts_the_whole() -> None:
    areas = ("WK045301", "WK045302", "WK045303")
    after = dict(zip(areas, (500, 1000, 1600), strict=True))
    readings = [count(area, 2021, 1000) for area in areas] + [count(area, 2025, after[area]) for area in areas]
    told = judge(material("lower", readings, areas))
    assert [part.outcome for part in told.parts] == [
        Outcome.SUPPORTED,
        Outcome.NO_SIGNIFICANT_CHANGE,
        Outcome.CONTRADICTED,
    ]
    assert told.outcome == Outcome.CONTRADICTED
    assert judge(material("lower", readings, areas[:1])).outcome == Outcome.SUPPORTED
    assert judge(material("lower", readings, areas[:2])).outcome == Outcome.NO_SIGNIFICANT_CHANGE


def test_areas_read_side_by_side_are_judged_together() -> None:
    """Alone a fall of this size is demonstrable; as one of ten that didn't move, it may be luck."""
    alone = [count("WK045300", 2021, 200), count("WK045300", 2025, 159)]
    assert judge(material("lower", alone, ("WK045300",))).outcome == Outcome.SUPPORTED
    others = [count(f"WK04531{i}", year, 200) for i in range(9) for year in (2021, 2025)]
    assert judge(material("lower", alone + others, ("WK045300",))).outcome == Outcome.NO_SIGNIFICANT_CHANGE


def test_without_areas_or_a_later_year_nothing_is_tested() -> None:
    readings = [count(WHOLE, 2021, 900), count(WHOLE, 2025, 500)]
    assert judge(replace(material("lower", readings), about=())).reason == "no_areas"
    assert judge(replace(material("lower", readings), end=2021)).reason == "no_later_year"
    assert judge(replace(material("lower", readings), end=None)).reason == "no_figure"
    assert judge(replace(material("lower", readings), obstacle="effort_invented")).reason == "effort_invented"
