# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a document fits itself and the world."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.decide.policy.file.check import Period

from .builders import FRAMEWORK, PLAN, WORLD, changed, line_of, problems_of


def named(text: str, slug: str) -> list[int]:
    """Return the lines of the problems of one kind."""
    return [problem.line for problem in problems_of(text) if problem.slug == slug]


@pytest.mark.parametrize(
    ("old", "new", "slug", "at"),
    [
        ("indicators: [crime_total]", "indicators: [crime_totaal]", "unknown_indicator", "crime_totaal"),
        ("- indicator: crime_total", "- indicator: nuisance", "unknown_indicator", "- indicator: nuisance"),
        ("areas: [Velserbroek]", "areas: [Velsersbroekje]", "unknown_area", "Velsersbroekje"),
        ("area: WK045305", "area: WK999999", "unknown_area", "WK999999"),
        ("area: WK045305", "area: Driehuis", "many_areas", "area: Driehuis"),
        ("    ambitions:\n      - text: Minder.\n", "", "no_ambition", "- slug: ondermijning"),
        ("to: 2026-12-31", "to: 2022-12-31", "period", "period:"),
        ("status: adopted", "status: draft\nadopted_on: 2022-11-01", "not_adopted", "adopted_on"),
        ("status: adopted", "status: adopted\nadopted_on: 2027-01-01", "future", "adopted_on"),
        ("status: adopted", "status: adopted\nprevious: 2019-2022", "unknown_framework", "previous"),
        ("status: adopted", "status: adopted\nprevious: 2023-2026", "unknown_framework", "previous"),
        ("baseline_year: 2022", "baseline_year: 2022\n        target: 3", "target_year", "target:"),
        ("baseline_year: 2022", "baseline_year: 2022\n        target_year: 2020", "target_year", "target_year"),
        (
            "baseline_year: 2022",
            "baseline_year: 2022\n        baseline: 3\n        target: 4\n        target_year: 2026",
            "direction",
            "target: 4",
        ),
    ],
)
def test_a_framework_that_does_not_fit_is_told_so(old: str, new: str, slug: str, at: str) -> None:
    text = changed(FRAMEWORK, old, new)
    assert named(text, slug) == [line_of(text, at)]


@pytest.mark.parametrize(
    ("old", "new", "slug", "at"),
    [
        ("framework: 2023-2026", "framework: 2027-2030", "unknown_framework", "framework: 2027"),
        ("priority: ondermijning", "priority: ondermijnig", "unknown_priority", "priority:"),
        ("partners: [politie]", "partners: [politie, brandweer]", "unknown_partner", "brandweer"),
        ("areas: [Velsen-Noord]", "areas: [Velsen-Oost]", "unknown_area", "Velsen-Oost"),
        ("term: 2026-09-30", "term: 2027-01-01", "outside_period", "term:"),
        ("term: 2026-09-30", "term: 2024-12-31", "outside_period", "term:"),
        ("    year: 2026\n    partners", "    year: 2025\n    partners", "unknown_programme", "year: 2025"),
        ("- year: 2026", "- year: 2027", "outside_period", "year: 2027"),
        ("    title: Programma", "    title: Programma\n  - year: 2026\n    title: Nog een", "duplicate_year", ""),
        ("term: 2026-09-30", "term: 2026-09-30\n    done_on: 2026-12-01", "future", "done_on"),
    ],
)
def test_a_plan_that_does_not_fit_is_told_so(old: str, new: str, slug: str, at: str) -> None:
    text = changed(PLAN, old, new)
    lines = named(text, slug)
    assert len(lines) == 1
    if at:
        assert lines == [line_of(text, at)]


def test_what_was_probably_meant_is_suggested() -> None:
    problem = next(
        p for p in problems_of(changed(FRAMEWORK, "[Velserbroek]", "[Velsersbroek]")) if p.slug == "unknown_area"
    )
    assert "Velserbroek" in problem.advice


def test_a_slug_used_twice_names_the_first_line() -> None:
    text = PLAN + PLAN[PLAN.index("  - slug: controles") :]
    problem = next(p for p in problems_of(text) if p.slug == "duplicate_slug")
    assert str(line_of(text, "- slug: controles")) in problem.text
    assert problem.line > line_of(text, "- slug: controles")


def test_a_priority_with_efforts_may_not_vanish() -> None:
    world = replace(WORLD, used_priorities=frozenset({"jeugd"}))
    assert [p.slug for p in problems_of(FRAMEWORK, world)] == ["priority_in_use"]


def test_themes_may_stand_in_for_priorities_but_not_nothing() -> None:
    bare = FRAMEWORK[: FRAMEWORK.index("priorities:")]
    assert named(bare, "no_priorities")
    assert problems_of(bare + "themes:\n  - slug: jeugd\n    title: Jeugd\n    evaluation: Goed.\n") == []


@given(first=st.integers(-800, 2200), length=st.integers(0, 900))
def test_periods_overlap_when_they_share_a_day(first: int, length: int) -> None:
    begin = date(2023, 1, 1) + timedelta(days=first)
    other = Period("2027-2030", "Andere", begin, begin + timedelta(days=length))
    shared = other.first <= date(2026, 12, 31) and other.last >= date(2023, 1, 1)
    found = [p for p in problems_of(FRAMEWORK, replace(WORLD, others=(other,))) if p.slug == "overlap"]
    assert bool(found) == shared
    assert all(p.line == line_of(FRAMEWORK, "period:") for p in found)
