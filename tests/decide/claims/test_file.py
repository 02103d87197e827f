# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tests of a claim in a kadernota file: every mistake by its line, and what is stored of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from baken.decide.policy.file import FrameworkFile
from baken.decide.policy.file.claims import stored_test
from tests.decide.policy.builders import FRAMEWORK, WORLD, changed, document_of, line_of, problems_of

SURVEYS = frozenset({"survey_perceived_crime", "survey_victim_traditional"})
HERE = replace(WORLD, indicators=WORLD.indicators | SURVEYS, surveys=SURVEYS)


def with_tests(*tests: str, areas: str = "[Velserbroek]") -> str:
    """Return the small framework with tests under its one claim, each on a line of its own."""
    lines = "".join(f"      - {test}\n" for test in tests)
    text = changed(FRAMEWORK, "    s: [S39]\n", f"    s: [S39]\n    tests:\n{lines}")
    return changed(text, "areas: [Velserbroek]", f"areas: {areas}")


GOOD = (
    "{indicator: crime_total, expect: lower, from: 2021}",
    "{indicator: crime_total, expect: higher, from: 2021, to: 2025}",
    "{indicator: crime_total, expect: unchanged, from: 2021, areas: [Velsen-Noord]}",
    "{indicator: crime_total, expect: below_average}",
    "{indicator: crime_total, expect: above_average, to: 2024}",
    "{indicator: crime_total, expect: differs}",
    "{indicator: crime_total, expect: shrinking, from: 2021}",
    "{indicator: survey_perceived_crime, expect: mismatch, beside: survey_victim_traditional}",
    "{indicator: nuisance_youth, expect: effect, from: 2023, efforts: [jeugdboa-op-straat]}",
)


def test_every_kind_of_test_can_be_written_and_is_stored_as_written() -> None:
    text = with_tests(*GOOD)
    assert problems_of(text, HERE) == []
    document = document_of(text)
    assert isinstance(document, FrameworkFile)
    stored = [stored_test(test) for test in document.claims[0].tests]
    assert stored[0] == {"indicator": "crime_total", "expect": "lower", "from": 2021}
    assert stored[2]["areas"] == ["Velsen-Noord"]
    assert stored[7]["beside"] == "survey_victim_traditional"
    assert stored[8]["efforts"] == ["jeugdboa-op-straat"]
    assert [test["expect"] for test in stored] == [good.split("expect: ")[1].split(",")[0].rstrip("}") for good in GOOD]


@pytest.mark.parametrize(
    ("test", "slug", "piece"),
    [
        ("{indicator: crime_totaal, expect: lower, from: 2021}", "unknown_indicator", "crime_total"),
        ("{indicator: crime_total, expect: daalt, from: 2021}", "type", "lower, higher"),
        ("{indicator: crime_total}", "missing", "expect"),
        ("{expect: differs}", "missing", "indicator"),
        ("{indicator: crime_total, expect: lower}", "missing", "from"),
        ("{indicator: crime_total, expect: lower, from: 2021, to: 2021}", "test_years", "to ligt niet na from"),
        ("{indicator: crime_total, expect: lower, from: 2021, to: 2030}", "future", "to ligt in de toekomst"),
        ("{indicator: crime_total, expect: lower, from: vroeger}", "type", "een jaar"),
        ("{indicator: crime_total, expect: differs, from: 2021}", "not_used", "from hoort niet bij differs"),
        ("{indicator: crime_total, expect: differs, areas: [Velsen-Noord]}", "not_used", "areas hoort niet bij"),
        ("{indicator: crime_total, expect: lower, from: 2021, efforts: [x]}", "not_used", "efforts hoort niet bij"),
        ("{indicator: crime_total, expect: differs, beside: crime_total}", "not_used", "beside hoort niet bij"),
        ("{indicator: crime_total, expect: below_average, areas: [Haarlem]}", "unknown_area", "Haarlem"),
        ("{indicator: survey_perceived_crime, expect: mismatch}", "missing", "beside ontbreekt"),
        (
            "{indicator: crime_total, expect: mismatch, beside: survey_victim_traditional}",
            "not_a_survey",
            "crime_total",
        ),
        ("{indicator: crime_total, expect: differs, marge: 3}", "unknown_key", "marge"),
        ("crime_total", "type", "tests"),
    ],
)
def test_a_mistake_is_named_by_its_line(test: str, slug: str, piece: str) -> None:
    text = with_tests(test)
    (problem,) = [p for p in problems_of(text, HERE) if p.slug == slug]
    assert problem.line == line_of(text, f"- {test}")
    assert piece in str(problem)


@pytest.mark.parametrize("expect", ["below_average", "above_average", "effect"])
def test_what_asks_for_areas_says_so_when_there_are_none(expect: str) -> None:
    years = ", from: 2021" if expect == "effect" else ""
    text = with_tests(f"{{indicator: crime_total, expect: {expect}{years}}}", areas="[]")
    assert [p.slug for p in problems_of(text, HERE)] == ["no_areas"]


def test_the_same_test_twice_names_the_first() -> None:
    text = with_tests(GOOD[0], GOOD[5], GOOD[0])
    (problem,) = problems_of(text, HERE)
    assert problem.slug == "duplicate_test"
    assert str(line_of(text, GOOD[0])) in problem.text
    assert problem.line == line_of(text, GOOD[0]) + 2
