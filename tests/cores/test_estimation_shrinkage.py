# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small areas estimated with the others together: nearer to the truth, with margins that hold, and never for what is unlike."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.stats import nbinom

from baken.cores.estimation import Reason, shrink

EVENTS = [78, 17, 24, 34, 63, 15, 52, 80, 76, 11, 24, 42]
PEOPLE = [2205, 895, 620, 1495, 1140, 725, 1305, 1065, 1150, 285, 2000, 1480]
areas = st.lists(st.tuples(st.integers(0, 200), st.integers(50, 20_000)), min_size=5, max_size=15)


def test_mean_and_spread_maximise_the_negative_binomial_likelihood() -> None:
    x, n = np.array(EVENTS), np.array(PEOPLE)

    def minus(parameters: np.ndarray) -> float:
        mean, spread = np.exp(parameters)
        shape = spread**-2
        return -float(nbinom.logpmf(x, shape, shape / (shape + n * mean)).sum())

    best = minimize(minus, np.log([0.035, 0.4]), method="Nelder-Mead", options={"xatol": 1e-8, "fatol": 1e-10})
    found = shrink(EVENTS, PEOPLE)
    assert found.method == "likelihood"
    assert (found.mean / 1000, found.spread) == pytest.approx(tuple(np.exp(best.x)), rel=2e-3)


def test_the_estimate_weighs_own_rate_and_mean() -> None:
    found = shrink(EVENTS, PEOPLE)
    for one in found.areas:
        assert one.value == pytest.approx(one.leaning * found.mean + (1 - one.leaning) * one.raw)
        assert one.leaning == pytest.approx(1 / (1 + one.population * found.mean / 1000 * found.spread**2))


@settings(max_examples=60, deadline=None)
@given(areas, st.sampled_from([1.0, 2.5]))
def test_the_estimate_lies_between_own_rate_and_mean_within_its_margin(rows: list[tuple[int, int]], phi: float) -> None:
    events, people = zip(*rows, strict=True)
    found = shrink(events, people, dispersion=phi)
    for one in found.areas:
        if one.reason:
            continue
        low, high = sorted((one.raw, found.mean))
        assert low - 1e-9 <= one.value <= high + 1e-9
        assert 0 < one.lower <= one.value <= one.upper < math.inf
        assert 0 <= one.leaning <= 1


@settings(max_examples=30, deadline=None)
@given(areas)
def test_smaller_areas_lean_more_and_wilder_counts_too(rows: list[tuple[int, int]]) -> None:
    events, people = zip(*rows, strict=True)
    told = sorted((one.population, -(one.leaning or 0)) for one in shrink(events, people).areas if one.reason is None)
    assert told == sorted(told, key=lambda pair: (pair[0], pair[1]))
    leanings = [-leaning for _people, leaning in told]
    assert leanings == sorted(leanings, reverse=True)


def test_where_areas_do_not_differ_all_get_the_rate_of_the_whole() -> None:
    people = [500, 1000, 1500, 2000, 2500, 3000]
    found = shrink([n * 4 // 100 for n in people], people)
    assert (found.method, found.spread) == ("moments", 0.0)
    assert {round(one.value, 9) for one in found.areas} == {40.0}
    assert {one.leaning for one in found.areas} == {1.0}
    assert all(one.upper - one.lower > 1 for one in found.areas), "not knowing the mean is still in the margin"


def test_a_business_park_is_not_drawn_to_the_neighbourhoods() -> None:
    found = shrink([*EVENTS, 64], [*PEOPLE, 60], minimum_learnt=250)
    park = found.areas[-1]
    assert (park.reason, park.value) == (Reason.UNLIKE_OTHERS, None)
    assert park.raw == pytest.approx(64 / 60 * 1000)
    assert found.areas[0] == shrink(EVENTS, PEOPLE, minimum_learnt=250).areas[0]


def test_the_hard_cases_get_their_reason_and_do_not_stop_the_others() -> None:
    found = shrink([*EVENTS, 6, 12, None, 0], [*PEOPLE, None, 5, 1000, 0])
    assert [one.reason for one in found.areas[-4:]] == [
        Reason.POPULATION_UNKNOWN,
        Reason.POPULATION_TOO_SMALL,
        Reason.COUNT_UNKNOWN,
        Reason.POPULATION_TOO_SMALL,
    ]
    assert found.areas[:-4] == shrink(EVENTS, PEOPLE).areas


@pytest.mark.parametrize(
    ("events", "more", "reason"),
    [
        (EVENTS, {"minimum_areas": 13}, Reason.TOO_FEW_AREAS),
        (EVENTS, {"dispersion": None}, Reason.DISPERSION_UNKNOWN),
        ([0] * 12, {}, Reason.TOO_FEW),
    ],
)
def test_no_estimate_without_a_reason(events: list[int], more: dict, reason: Reason) -> None:
    found = shrink(events, PEOPLE, **more)
    assert {one.reason for one in found.areas} == {reason}
    assert all(one.raw is not None for one in found.areas)
    assert found.mean is None


@pytest.mark.parametrize(
    ("name", "events", "people"),
    [
        ("events", [math.nan, *EVENTS[1:]], PEOPLE),
        ("events", [-1, *EVENTS[1:]], PEOPLE),
        ("events", [2.5, *EVENTS[1:]], PEOPLE),
        ("populations", EVENTS, [math.inf, *PEOPLE[1:]]),
        ("events and populations", EVENTS[1:], PEOPLE),
    ],
)
def test_impossible_numbers_are_refused_by_name(name: str, events: list, people: list) -> None:
    with pytest.raises(ValueError, match=f"^{name} must"):
        shrink(events, people)


@pytest.mark.parametrize(("count", "spread"), [(10, 0.5), (40, 0.25)])
def test_nearer_to_the_truth_than_the_raw_rate_and_the_margin_holds_it(count: int, spread: float) -> None:
    random = np.random.default_rng(6)
    raw, drawn, held = [], [], []
    for _ in range(60):
        people = np.exp(random.uniform(np.log(60), np.log(4000), count)).astype(int)
        truth = 35 * np.exp(spread * random.standard_normal(count) - spread**2 / 2)  # lognormal: not the model's own
        found = shrink(random.poisson(people * truth / 1000).tolist(), people.tolist())
        for one, rate in zip(found.areas, truth, strict=True):
            if one.reason is None:
                raw.append((one.raw - rate) ** 2)
                drawn.append((one.value - rate) ** 2)
                held.append(one.lower <= rate <= one.upper)
    assert np.mean(drawn) < 0.75 * np.mean(raw)
    assert np.mean(held) >= 0.92
