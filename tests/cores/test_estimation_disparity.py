# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far areas lie apart: chance taken off, honest margins, and whether they come closer together."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from baken.cores.estimation import Reason, Verdict, disparity, disparity_change
from tests.cores.estimation_promise import Setting, table

PEOPLE = [4920, 9410, 8500, 4430, 10150, 5710]
EVENTS = [312, 404, 303, 258, 326, 372]
areas = st.lists(st.tuples(st.integers(0, 900), st.integers(1000, 30_000)), min_size=3, max_size=12)


def test_is_pearsons_chi_square_of_the_rates() -> None:
    found = disparity(EVENTS, PEOPLE)
    expected = sum(EVENTS) * np.array(PEOPLE) / sum(PEOPLE)
    chi_square = float(((np.array(EVENTS) - expected) ** 2 / expected).sum())
    raw = sum(EVENTS) * (
        sum(x**2 / p for x, p in zip(EVENTS, PEOPLE, strict=True)) * sum(PEOPLE) / sum(EVENTS) ** 2 - 1
    )
    assert raw == pytest.approx(chi_square)
    by_chance = (sum(x / e for x, e in zip(EVENTS, expected, strict=True)) - chi_square / sum(EVENTS) - 1) / sum(EVENTS)
    assert found.square == pytest.approx(chi_square / sum(EVENTS) - by_chance)
    assert found.distance == pytest.approx(math.sqrt(found.square))
    assert found.differ


def test_two_areas_differ_as_a_table_of_two_by_two() -> None:
    # residents a hundred thousand times as many: the two-by-two table without correction is then the same test
    found = disparity([60, 90], [10**9, 10**9], minimum_areas=2)
    assert found.p_value == pytest.approx(
        chi2_contingency([[60, 90], [10**9 - 60, 10**9 - 90]], correction=False).pvalue
    )


@given(areas, st.sampled_from([1.0, 3.0]), st.randoms())
def test_order_does_not_matter_and_bounds_hold_the_distance(
    given_areas: list[tuple[int, int]], phi: float, random: object
) -> None:
    shuffled = given_areas[:]
    random.shuffle(shuffled)
    one, other = (disparity(*zip(*rows, strict=True), dispersion=phi) for rows in (given_areas, shuffled))
    assert one.reason is other.reason
    if one.reason is None:
        assert one.square == pytest.approx(other.square, abs=1e-9)
        assert 0 <= one.lower <= one.distance <= one.upper


@given(areas, st.integers(2, 5))
def test_more_residents_everywhere_change_nothing(given_areas: list[tuple[int, int]], times: int) -> None:
    events, people = zip(*given_areas, strict=True)
    one, other = disparity(events, people), disparity(events, [n * times for n in people])
    assert (one.p_value, one.differ, one.reason) == pytest.approx((other.p_value, other.differ, other.reason))


def test_equal_rates_lie_at_no_distance_and_each_area_is_as_the_rest() -> None:
    found = disparity([30, 60, 90], [1000, 2000, 3000])
    assert (found.distance, found.lower, found.differ) == (0.0, 0.0, False)
    assert {area.verdict for area in found.areas} == {Verdict.NO_SIGNIFICANT_CHANGE}


def test_the_highest_area_is_held_against_the_rest() -> None:
    found = disparity([*EVENTS, 80], [*PEOPLE, 400])
    assert found.highest == 5
    assert found.left_out[6] is Reason.POPULATION_TOO_SMALL
    top = found.areas[5]
    assert top.rest_events == sum(EVENTS[:5]), "the area left out is not among the rest either"
    assert top.verdict is Verdict.HIGHER


@pytest.mark.parametrize(
    ("events", "people", "more", "reason"),
    [
        ([10, 20], [2000, 3000], {}, Reason.TOO_FEW_AREAS),
        ([10, 20, None], [2000, 3000, 4000], {}, Reason.TOO_FEW_AREAS),
        ([10, 20, 30], [2000, 3000, 0], {}, Reason.TOO_FEW_AREAS),
        ([10, 20, 30], [2000, 3000, None], {}, Reason.TOO_FEW_AREAS),
        ([1, 2, 3], [2000, 3000, 4000], {}, Reason.TOO_FEW),
        ([0, 0, 0], [2000, 3000, 4000], {"minimum_mean": 0}, Reason.TOO_FEW),
        ([10, 20, 30], [2000, 3000, 4000], {"dispersion": None}, Reason.DISPERSION_UNKNOWN),
    ],
)
def test_nothing_is_said_without_enough(events: list, people: list, more: dict, reason: Reason) -> None:
    found = disparity(events, people, **more)
    assert (found.reason, found.distance, found.differ) == (reason, None, None)
    assert disparity_change(events, events, people, **more).reason is reason


@pytest.mark.parametrize(
    ("name", "events", "people"),
    [
        ("events", [1.5, 2, 3], PEOPLE[:3]),
        ("events", [math.nan, 2, 3], PEOPLE[:3]),
        ("events", [-1, 2, 3], PEOPLE[:3]),
        ("events and populations", [1, 2], PEOPLE[:3]),
        ("populations", [1, 2, 3], [2000, -5, 3000]),
    ],
)
def test_impossible_numbers_are_refused_by_name(name: str, events: list, people: list) -> None:
    with pytest.raises(ValueError, match=f"^{name} must"):
        disparity(events, people)


def test_areas_that_come_together_and_drift_apart() -> None:
    near, far = [600, 620, 640, 610], [200, 1100, 400, 900]
    people = [10_000] * 4
    together, apart = disparity_change(far, near, people), disparity_change(near, far, people)
    assert (together.verdict, apart.verdict) == (Verdict.LOWER, Verdict.HIGHER)
    assert together.p_value == pytest.approx(apart.p_value)
    assert disparity_change(near, near, people).verdict is Verdict.NO_SIGNIFICANT_CHANGE


def test_an_area_unknown_in_one_year_counts_in_neither() -> None:
    people = [10_000] * 5
    found = disparity_change([600, 620, 640, 610, None], [590, 640, 650, 600, 5000], people)
    assert found.after.distance < 0.1
    assert found.after.left_out[4] is Reason.COUNT_UNKNOWN


def test_the_margin_holds_the_true_distance() -> None:
    random, setting, covered = np.random.default_rng(8), Setting(10, 1, 4.0, 0.0, apart=0.3), []
    for _ in range(300):
        counts, people, rates = table(random, setting)
        mean = people * rates
        truth = math.sqrt(people.sum() / mean.sum() ** 2 * (mean**2 / people).sum() - 1)
        found = disparity(counts[:, 0].tolist(), people.tolist(), dispersion=4.0)
        covered.append(found.lower <= truth <= found.upper)
    assert np.mean(covered) >= 0.92


@settings(max_examples=20)
@given(st.integers(1, 6))
def test_a_difference_that_is_there_is_found(seed: int) -> None:
    random = np.random.default_rng(seed)
    counts, people, _rates = table(random, Setting(12, 1, 2.0, 0.0, apart=0.5))
    assert disparity(counts[:, 0].tolist(), people.tolist(), dispersion=2.0).differ
