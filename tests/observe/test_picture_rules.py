# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules of the picture: when a verdict may be given, what a missing figure is, by what it is divided."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.cores.estimation import Verdict
from baken.observe.picture import judging as pure
from baken.observe.picture.indicators import catalogue
from baken.observe.picture.series import arrange
from tests.observe.made_up import TOWN, YEARS, area_code, fact, picture, residents, series, towns

CRIME = catalogue()["crime_total"]
SAID = {Verdict.HIGHER, Verdict.LOWER}
A, B = area_code(0), area_code(1)


@given(towns())
def test_a_change_is_told_only_where_both_counts_are_known_and_enough(town: Any) -> None:
    counts, people = town
    figures = pure.family(series(counts, people), CRIME, list(counts), 2025)
    for code, row in counts.items():
        step = figures[code].change
        assert step is not None
        assert step.versus == 2024
        before, after = row[3], row[4]
        if before is None or after is None:
            assert (step.verdict, step.reason, step.difference) == (Verdict.NOT_ASSESSABLE, "count_unknown", None)
        elif before + after < 10:
            assert (step.verdict, step.reason, step.difference) == (Verdict.NOT_ASSESSABLE, "too_few", after - before)
        else:
            assert step.reason == ""
            assert step.adjusted_p is not None
            assert (step.verdict in SAID) == (step.adjusted_p < 0.05)
            assert (step.verdict == Verdict.HIGHER) <= (after > before)
            assert (step.verdict == Verdict.LOWER) <= (after < before)


@given(towns())
def test_areas_read_side_by_side_get_no_verdict_that_they_would_not_get_alone(town: Any) -> None:
    counts, people = town
    known = series(counts, people)
    wildness = pure.dispersion(known, CRIME, list(counts)) or pure.ONLY_CHANCE
    together = pure.family(known, CRIME, list(counts), 2025)
    for code in counts:
        alone = pure.family(known, CRIME, [code], 2025, wildness=wildness)[code]
        assert together[code].change is not None
        assert alone.change is not None
        if together[code].change.verdict in SAID:
            assert alone.change.verdict == together[code].change.verdict


def test_judging_together_does_take_a_verdict_away() -> None:
    """The property above would also hold if families were judged one by one; this pair of counts tells the two apart."""
    counts = {area_code(n): [100, 100, 100, 100, 101] for n in range(12)} | {area_code(20): [100, 100, 100, 100, 135]}
    known = series(counts, dict.fromkeys(counts, 5000))
    alone = pure.family(known, CRIME, [area_code(20)], 2025, wildness=1.0)[area_code(20)].change
    together = pure.family(known, CRIME, list(counts), 2025, wildness=1.0)[area_code(20)].change
    assert alone is not None
    assert together is not None
    assert alone.verdict == Verdict.HIGHER
    assert together.verdict == Verdict.NO_SIGNIFICANT_CHANGE


def test_wild_counts_need_a_larger_step() -> None:
    calm = {area_code(n): [100, 102, 99, 101, 100] for n in range(5)} | {A: [100, 100, 100, 100, 160]}
    wild = {area_code(n): row for n, row in enumerate([[60, 150, 90, 40, 130], [140, 50, 100, 160, 70]], 1)}
    for others, verdict in ((calm, Verdict.HIGHER), (wild, Verdict.NO_SIGNIFICANT_CHANGE)):
        counts = others | {A: [100, 100, 100, 100, 160]}
        figures = pure.family(series(counts, dict.fromkeys(counts, 5000)), CRIME, list(counts), 2025)
        assert figures[A].change is not None
        assert figures[A].change.verdict == verdict


@given(st.integers(50, 100_000), st.integers(1, 500))
def test_withheld_is_not_zero(people: int, before: int) -> None:
    withheld = pure.figure(series({A: [before, None]}, {A: people}), CRIME, A, 2025)
    zero = pure.figure(series({A: [before, 0]}, {A: people}), CRIME, A, 2025)
    assert withheld is not None
    assert zero is not None
    assert (withheld.value, withheld.rate, withheld.lower, withheld.upper) == (None, None, None, None)
    assert (withheld.status, withheld.reason, withheld.known) == ("withheld", "count_unknown", False)
    assert (zero.value, zero.rate, zero.lower, zero.reason) == (0, 0.0, 0.0, "")
    assert zero.upper is not None
    assert zero.upper > 0


def test_a_year_without_a_row_is_no_figure() -> None:
    assert pure.figure(series({A: [10, 20]}, {A: 500}), CRIME, A, 2023) is None
    assert A not in pure.family(series({A: [10, 20]}, {A: 500}), CRIME, [A], 2023)


@given(towns(), st.integers(1, 3))
def test_all_years_are_divided_by_the_newest_number_of_residents(town: Any, editions: int) -> None:
    counts, people = town
    facts = [fact(code, year, n) for code, row in counts.items() for year, n in zip(YEARS, row, strict=True)]
    for code, number in people.items():
        facts += [residents(code, number + 100 * back, 2024 - back) for back in range(editions)]
    random.Random(len(facts)).shuffle(facts)
    known = arrange(facts, catalogue())
    for code, row in counts.items():
        for year, n in zip(YEARS, row, strict=True):
            found = pure.figure(known, CRIME, code, year)
            assert found is not None
            assert (found.population, found.population_year) == (people[code], 2024)
            if n is not None and people[code] >= 50:
                assert found.rate == pytest.approx(1000 * n / people[code])


def test_an_unpublished_newer_edition_does_not_hide_the_one_that_is_known() -> None:
    known = arrange([fact(A, 2025, 5), residents(A, 400, 2023), residents(A, None, 2024)], catalogue())
    found = pure.figure(known, CRIME, A, 2025)
    assert found is not None
    assert (found.population, found.population_year) == (400, 2023)


@given(st.integers(0, 400), st.one_of(st.none(), st.integers(1, 2000)))
def test_no_rate_under_fifty_residents(events: int, people: int | None) -> None:
    found = pure.figure(series({A: [events]}, {A: people}), CRIME, A, 2025)
    assert found is not None
    assert found.value == events
    if people is None:
        assert (found.rate, found.reason) == (None, "population_unknown")
    elif people < 50:
        assert (found.rate, found.lower, found.upper, found.reason) == (None, None, None, "population_too_small")
    else:
        assert found.reason == ""
        assert found.lower is not None
        assert found.upper is not None
        assert found.rate is not None
        assert found.lower <= found.rate <= found.upper


@given(st.integers(900, 1100))
def test_under_a_thousand_residents_nothing_is_held_against_others(people: int) -> None:
    counts = {A: [200, 210, 190, 205, 200], B: [200, 190, 210, 205, 200]}
    town = picture(counts, {A: people, B: 20_000})
    rest = town.figures("crime_total", "wijk")[A].rest
    assert rest is not None
    if people < 1000:
        assert (rest.verdict, rest.reason) == (Verdict.NOT_ASSESSABLE, "population_too_small")
    else:
        assert rest.verdict == Verdict.HIGHER


def test_a_wijk_is_held_against_the_others_and_not_against_itself() -> None:
    counts = {A: [100] * 5, B: [50] * 5}
    rest = picture(counts, {A: 5000, B: 5000}).figures("crime_total", "wijk")[A].rest
    assert rest is not None
    assert rest.value == pytest.approx(10)
    assert rest.ratio == pytest.approx(2)


def test_a_municipality_without_known_wijken_is_not_judged() -> None:
    """How much chance there is in its counts can't be learnt, so no change may be called real."""
    alone = picture({A: [10, 10, 10, 100, 300], B: [10, 10, 10, 100, 300]}, {A: 5000, B: 5000})
    alone.areas = {TOWN: alone.areas[TOWN]}
    found = alone.figure("crime_total", TOWN)
    assert found is not None
    assert found.change is not None
    assert (found.change.verdict, found.change.reason) == (Verdict.NOT_ASSESSABLE, "dispersion_unknown")


# Which dataset is used

NUISANCE = catalogue()["nuisance_youth"]


@given(st.permutations(["47024NED", "47021NED-national", "example-47024NED", "unheard-of"]), st.integers(0, 3))
def test_the_first_dataset_in_order_of_preference_is_used(order: list[str], left_out: int) -> None:
    there = order[left_out:]
    values = {name: float(n) for n, name in enumerate(sorted(order))}
    facts = [
        fact(A, 2025, values[name], "nuisance_youth", dataset=name, status="example" if name[0] == "e" else "final")
        for name in there
    ]
    found = pure.figure(arrange(facts, catalogue()), NUISANCE, A, 2025)
    usable = [name for name in NUISANCE.datasets if name in there]
    if usable:
        assert found is not None
        assert (found.dataset, found.value) == (usable[0], values[usable[0]])
    else:
        assert found is None


@given(st.lists(st.tuples(st.sampled_from([A, B, TOWN, "WK888800"]), st.sampled_from(YEARS), st.booleans())))
def test_real_and_example_figures_of_an_indicator_never_stand_together(cells: list[tuple[str, int, bool]]) -> None:
    facts = [
        fact(
            area,
            year,
            7,
            "nuisance_youth",
            dataset="47024NED" if real else "example-47024NED",
            status="final" if real else "example",
        )
        for area, year, real in cells
    ]
    known = arrange(facts, catalogue())
    statuses: dict[str, set[str]] = {}
    for (_, area), found in known.by_area.items():
        statuses.setdefault(area[2:6], set()).update(f.status for f in found.values())
    assert all(len(kinds) == 1 for kinds in statuses.values())
    assert {town for town, kinds in statuses.items() if kinds == {"final"}} == {c[2:6] for c, _, real in cells if real}


# Surveys

SURVEY = catalogue()["survey_safety_feeling"]


def survey(*points: tuple[int, float, float]) -> Any:
    """A survey figure of one wijk by year: value and half-margin."""
    return arrange(
        [
            fact(A, year, value, SURVEY.id, dataset="local-survey", lower=value - half, upper=value + half, n=300)
            for year, value, half in points
        ],
        catalogue(),
    )


def step_of(known: Any, year: int, versus: int | None = None) -> Any:
    return pure.family(known, SURVEY, [A], year, versus=versus)[A].change


@given(st.floats(5, 95), st.floats(5, 95), st.sampled_from([(2017, 2019), (2019, 2021), (2019, 2023), (2021, 2023)]))
def test_survey_years_on_both_sides_of_the_new_way_of_asking_are_not_compared(
    first: float, second: float, years: tuple[int, int]
) -> None:
    step = step_of(survey((years[0], first, 2.0), (years[1], second, 2.0)), years[1])
    assert step.versus == years[0]
    if years[0] < 2021 <= years[1]:
        assert (step.verdict, step.reason, step.difference) == (Verdict.NOT_ASSESSABLE, "method_break", None)
    else:
        assert (step.verdict in SAID) == (abs(second - first) > (2.0**2 + 2.0**2) ** 0.5)


def test_a_survey_is_compared_with_the_survey_before_it() -> None:
    known = survey((2021, 30, 2), (2023, 40, 2), (2025, 41, 2))
    assert (step_of(known, 2025).versus, step_of(known, 2025).verdict) == (2023, Verdict.NO_SIGNIFICANT_CHANGE)
    assert (step_of(known, 2025, 2021).versus, step_of(known, 2025, 2021).verdict) == (2021, Verdict.HIGHER)
    assert step_of(known, 2021) is None
    assert step_of(known, 2025, 2022) is None
