# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Above and below the rest, perception beside victimisation, differences between wijken, and effect."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.decide.claims.rules import Outcome, combine, judge
from baken.decide.claims.rules.gap import spread_of_counts, spread_of_survey

from .builders import WHOLE, count, material, survey

WIJKEN = tuple(f"WK04530{i}" for i in range(8))


def at(values: list[float], year: int = 2025, **more: object) -> list:
    return [count(code, year, value, **more) for code, value in zip(WIJKEN, values, strict=True)]  # type: ignore[arg-type]


@given(st.lists(st.sampled_from(list(Outcome)), max_size=6))
def test_outcomes_combine_by_one_rule(outcomes: list[Outcome]) -> None:
    told = combine(outcomes)
    testable = [outcome for outcome in outcomes if outcome != Outcome.NOT_TESTABLE]
    assert (told == Outcome.NOT_TESTABLE) == (not testable)
    assert (told == Outcome.CONTRADICTED) == (Outcome.CONTRADICTED in testable)
    assert (told == Outcome.SUPPORTED) == (bool(testable) and set(testable) == {Outcome.SUPPORTED})


def test_an_area_is_held_against_the_rest() -> None:
    readings = [*at([400, 100, 100, 100, 100, 100, 100, 95]), count(WHOLE, 2025, 1095, 40_000)]
    for code, above, below in (
        (WIJKEN[0], Outcome.SUPPORTED, Outcome.CONTRADICTED),
        (WIJKEN[7], Outcome.CONTRADICTED, Outcome.SUPPORTED),
    ):
        assert judge(material("above_average", readings, (code,))).outcome == above
        assert judge(material("below_average", readings, (code,))).outcome == below
    level = [*at([100] * 8), count(WHOLE, 2025, 800, 40_000)]
    assert judge(material("above_average", level, WIJKEN[:2])).outcome == Outcome.NO_SIGNIFICANT_CHANGE


def test_a_small_area_or_a_part_larger_than_its_whole_is_not_held_against_the_rest() -> None:
    small = [*at([100] * 7 + [90]), count(WHOLE, 2025, 790, 40_000)]
    small[7] = count(WIJKEN[7], 2025, 90, 370)
    told = judge(material("above_average", small, (WIJKEN[7],)))
    assert (told.outcome, told.reason) == (Outcome.NOT_TESTABLE, "population_too_small")
    odd = [*at([100] * 8), count(WHOLE, 2025, 50, 40_000)]
    assert judge(material("above_average", odd, (WIJKEN[0],))).reason == "inconsistent"
    without = at([100] * 8)
    assert judge(material("above_average", without, (WIJKEN[0],))).reason == "no_figure"


def test_a_survey_figure_is_held_against_the_municipality() -> None:
    readings = [survey(WIJKEN[0], 2025, 40, 4), survey(WIJKEN[1], 2025, 34, 4), survey(WHOLE, 2025, 33, 2)]
    assert judge(material("above_average", readings, WIJKEN[:1])).outcome == Outcome.SUPPORTED
    assert judge(material("above_average", readings, WIJKEN[1:2])).outcome == Outcome.NO_SIGNIFICANT_CHANGE
    assert judge(material("below_average", readings, WIJKEN[:1])).outcome == Outcome.CONTRADICTED


@pytest.mark.parametrize(
    ("seen", "befell", "outcome"),
    [(42, 17, Outcome.SUPPORTED), (24, 17, Outcome.NO_SIGNIFICANT_CHANGE), (22, 37, Outcome.CONTRADICTED)],
)
def test_perception_beside_victimisation(seen: float, befell: float, outcome: Outcome) -> None:
    readings = [
        survey("WK045308", 2025, seen, 4, indicator="seen"),
        survey("WK045308", 2025, befell, 4, indicator="befell"),
        survey(WHOLE, 2025, 22, 1.5, indicator="seen"),
        survey(WHOLE, 2025, 17, 1.5, indicator="befell"),
    ]
    made = material("mismatch", readings, ("WK045308",), indicator="seen", beside="befell")
    assert judge(made).outcome == outcome
    example = [replace(readings[0], status="example"), *readings[1:]]
    told = judge(material("mismatch", example, ("WK045308",), indicator="seen", beside="befell"))
    assert (told.outcome, told.reason) == (Outcome.NOT_TESTABLE, "example")


def test_equal_rates_do_not_differ_and_unequal_ones_do() -> None:
    assert judge(material("differs", at([200, 205, 195, 198, 202, 207, 193, 200]), WIJKEN)).outcome == (
        Outcome.NO_SIGNIFICANT_CHANGE
    )
    assert judge(material("differs", at([100, 300, 200, 250, 150, 200, 120, 280]), WIJKEN)).outcome == Outcome.SUPPORTED


def test_the_spread_falls_and_rises() -> None:
    wide, narrow = [100, 300, 200, 250, 150, 200, 120, 280], [195, 205, 200, 210, 190, 200, 198, 202]
    shrunk = [*at(wide, 2021), *at(narrow)]
    told = judge(material("shrinking", shrunk, WIJKEN))
    assert told.outcome == Outcome.SUPPORTED
    then, now = told.measures
    assert then.value > now.value
    assert judge(material("shrinking", [*at(narrow, 2021), *at(wide)], WIJKEN)).outcome == Outcome.CONTRADICTED
    assert judge(material("shrinking", [*at(wide, 2021), *at(wide)], WIJKEN)).outcome == Outcome.NO_SIGNIFICANT_CHANGE


def test_wijken_with_few_residents_and_those_without_figure_are_left_out_and_named() -> None:
    readings = at([100, 300, 200, 250, 150, 200, 120, 280])
    readings[0] = count(WIJKEN[0], 2025, 90, 370)
    readings[1] = count(WIJKEN[1], 2025, None)
    told = judge(material("differs", readings, WIJKEN))
    assert told.left_out == ((WIJKEN[0], "population_too_small"), (WIJKEN[1], "withheld"))
    assert {r.area for r in told.used} == set(WIJKEN[2:])
    few = judge(material("differs", readings[:4], WIJKEN))
    assert (few.outcome, few.reason) == (Outcome.NOT_TESTABLE, "withheld")
    examples = judge(material("differs", at([200] * 8, status="example"), WIJKEN))
    assert (examples.outcome, examples.reason) == (Outcome.NOT_TESTABLE, "example")
    rare = judge(material("differs", at([1, 2, 1, 0, 3, 1, 0, 1]), WIJKEN))
    assert (rare.outcome, rare.reason) == (Outcome.NOT_TESTABLE, "too_few")


def test_the_spread_of_rates_is_right_on_average_and_its_interval_covers() -> None:
    """Simulated with a known spread of 30% and counts twice as wild as chance: unbiased, and 95% of intervals hold it."""
    random = np.random.default_rng(453)
    residents = np.array([4920, 9410, 8500, 4430, 10150, 5710, 7245, 3360, 15085], float)
    relative = np.array([0.7, 1.1, 0.9, 1.5, 0.8, 1.6, 0.9, 0.7, 0.9])
    mean = 0.04 * residents * relative
    share = residents / residents.sum()
    level = (mean / residents * share).sum()
    true = float((share * (mean / residents / level - 1) ** 2).sum())
    phi, squares, held, rejected = 2.0, [], 0, 0
    for _ in range(600):
        spread = spread_of_counts(list(random.negative_binomial(mean / (phi - 1), 1 / phi)), list(residents), phi)
        squares.append(spread.square)
        held += abs(spread.square - true) <= 1.96 * spread.variance**0.5
        flat = list(random.negative_binomial(0.04 * residents / (phi - 1), 1 / phi))
        rejected += spread_of_counts(flat, list(residents), phi).p < 0.05
    assert abs(np.mean(squares) - true) < 0.05 * true
    assert 0.92 <= held / 600 <= 0.98
    assert 0.02 <= rejected / 600 <= 0.09


def test_the_spread_of_a_survey_is_right_on_average() -> None:
    random = np.random.default_rng(454)
    values, error = np.array([28.0, 31, 33, 36, 39, 30, 34, 33]), 2.0
    true = float(np.var(values))
    found = [spread_of_survey(list(values + random.normal(0, error, 8)), [1.96 * error] * 8) for _ in range(600)]
    assert abs(np.mean([s.square for s in found]) - true) < 0.06 * true
    assert 0.92 <= np.mean([abs(s.square - true) <= 1.96 * s.variance**0.5 for s in found]) <= 0.98


def test_survey_differences_between_wijken() -> None:
    def wave(year: int, values: list[float]) -> list:
        return [survey(code, year, value, 3) for code, value in zip(WIJKEN, values, strict=True)]

    wide, narrow = [20, 45, 30, 38, 25, 33, 22, 41], [32, 33, 31, 32, 33, 32, 31, 33]
    assert judge(material("differs", wave(2025, wide), WIJKEN)).outcome == Outcome.SUPPORTED
    assert judge(material("differs", wave(2025, narrow), WIJKEN)).outcome == Outcome.NO_SIGNIFICANT_CHANGE
    both = [*wave(2021, wide), *wave(2025, narrow)]
    assert judge(material("shrinking", both, WIJKEN)).outcome == Outcome.SUPPORTED
    assert judge(material("shrinking", both, WIJKEN, breaks=frozenset({2023}))).reason == "method_break"


def effect_of(treated: float, others: float, **more: object):  # type: ignore[no-untyped-def]
    """Two wijken of eight go from 200 to `treated`, the others to `others`."""
    after = [treated, treated] + [others] * 6
    return judge(material("effect", [*at([200] * 8, 2021), *at(after)], WIJKEN[:2], **more))


@pytest.mark.parametrize(
    ("treated", "others", "worse", "outcome"),
    [
        (120, 200, "higher", Outcome.SUPPORTED),
        (120, 120, "higher", Outcome.NO_SIGNIFICANT_CHANGE),  # fell just as much elsewhere
        (200, 120, "higher", Outcome.CONTRADICTED),
        (300, 200, "lower", Outcome.SUPPORTED),
        (190, 200, "higher", Outcome.NO_SIGNIFICANT_CHANGE),
    ],
)
def test_an_effect_is_the_change_beyond_that_of_the_others(
    treated: float, others: float, worse: str, outcome: Outcome
) -> None:
    told = effect_of(treated, others, worse=worse)
    assert told.outcome == outcome
    assert [m.key for m in told.measures] == ["treated", "others", "effect"]


def test_an_effect_needs_others_enough_events_and_real_figures() -> None:
    assert effect_of(8, 200).outcome == Outcome.SUPPORTED
    assert effect_of(2, 200).reason == "too_few"
    everywhere = judge(material("effect", [*at([200] * 8, 2021), *at([100] * 8)], WIJKEN))
    assert everywhere.reason == "no_others"
    example = judge(material("effect", [*at([200] * 8, 2021), *at([100] * 8, status="example")], WIJKEN[:2]))
    assert example.reason == "example"


def test_an_effect_in_a_survey() -> None:
    def wave(year: int, values: list[float]) -> list:
        return [survey(code, year, value, 3) for code, value in zip(WIJKEN, values, strict=True)]

    first = wave(2021, [40] * 8)
    told = judge(material("effect", [*first, *wave(2025, [25, 25, *[39] * 6])], WIJKEN[:2]))
    assert told.outcome == Outcome.SUPPORTED
    assert round(told.measures[-1].value, 6) == -14
    assert judge(material("effect", [*first, *wave(2025, [39] * 8)], WIJKEN[:2])).outcome == (
        Outcome.NO_SIGNIFICANT_CHANGE
    )
