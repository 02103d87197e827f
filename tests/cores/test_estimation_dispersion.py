# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Overdispersion, and what it is for: few false verdicts on counts that are wilder than Poisson."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.cores.estimation import Verdict, change, judge_together, overdispersion

NAN = float("nan")


def test_is_pearson_over_degrees_of_freedom() -> None:
    # Chi-square of the independence table by hand: row sums 60, 40; column sums 50, 50 -> means 30, 30, 20, 20
    table = [[40, 20], [10, 30]]
    assert overdispersion(table) == pytest.approx((100 / 30 + 100 / 30 + 100 / 20 + 100 / 20) / 1)


def test_counts_that_follow_the_model_are_not_calmer_than_poisson() -> None:
    assert overdispersion(np.outer([10, 20, 30], [1, 2, 3])) == 1.0


@given(st.permutations(range(4)), st.permutations(range(3)))
def test_the_order_of_areas_and_years_does_not_matter(areas: list[int], years: list[int]) -> None:
    table = np.array([[31, 27, 60], [100, 120, 80], [12, 9, 30], [55, 60, 41]])
    assert overdispersion(table[areas][:, years]) == pytest.approx(overdispersion(table))


def test_a_missing_cell_is_left_out_and_not_read_as_zero() -> None:
    shares = np.outer([40, 80, 120, 160], [1.0, 1.5, 2.0])
    holes = shares.copy()
    holes[0, 2] = holes[3, 0] = NAN
    assert overdispersion(holes) == pytest.approx(1.0)
    zeros = np.nan_to_num(holes)
    assert overdispersion(zeros) > 10


def test_a_cell_is_fitted_from_the_others_when_one_is_missing() -> None:
    # 3 x 2 with one hole: the third area is known in one year only, so it carries no information
    assert overdispersion([[40, 20], [10, 30], [50, NAN]]) == pytest.approx(overdispersion([[40, 20], [10, 30]]))


def test_areas_apart_in_time_are_fitted_apart() -> None:
    early, late = [[40, 20], [10, 30]], [[15, 35], [60, 40]]
    table = np.full((4, 4), NAN)
    table[:2, :2], table[2:, 2:] = early, late
    chi_square = overdispersion(early) + overdispersion(late)
    assert overdispersion(table) == pytest.approx(chi_square / 2, rel=1e-6)


def test_tiny_areas_do_not_water_it_down() -> None:
    wild = [[100, 160, 90], [200, 120, 260], [150, 150, 150]]
    assert overdispersion([*wild, *[[0, 1, 0]] * 30]) == overdispersion(wild)
    assert overdispersion([*wild, *[[0, 1, 0]] * 30], minimum_mean=0) < overdispersion(wild) / 2


@pytest.mark.parametrize("table", [[[30, 40]], [[30], [40]], [[1, 2], [2, 1]], [[0, 0], [0, 0]], np.empty((0, 3))])
def test_unknown_where_nothing_can_be_learnt(table: list[list[int]]) -> None:
    assert overdispersion(table) is None
    assert change(50, 90, dispersion=overdispersion(table)).reason == "dispersion_unknown"


@pytest.mark.parametrize("table", [[1, 2, 3], [[-1, 2], [3, 4]], [[1.5, 2], [3, 4]], [[np.inf, 2], [3, 4]]])
def test_impossible_tables_are_refused(table: list[object]) -> None:
    with pytest.raises(ValueError, match=r"^counts must"):
        overdispersion(table)


def test_recovers_the_dispersion_that_was_put_in() -> None:
    random = np.random.default_rng(20260101)
    mean = np.outer(random.uniform(30, 600, 10), random.uniform(0.9, 1.1, 5))
    found = [overdispersion(_wild_counts(random, mean, 4.0)) for _ in range(200)]
    assert np.mean(found) == pytest.approx(4.0, rel=0.08)


def test_false_verdicts_stay_rare_on_overdispersed_counts() -> None:
    """Ten areas, five years, variance 4 x mean, no real change: the last step judged with the phi of those years."""
    random = np.random.default_rng(7)
    rounds, level = 250, 0.95
    single, naive, family = [], [], []
    for _ in range(rounds):
        table = _wild_counts(random, np.repeat(random.uniform(30, 600, 10)[:, None], 5, axis=1), 4.0)
        phi = overdispersion(table)
        steps = [change(int(row[-2]), int(row[-1]), dispersion=phi, level=level) for row in table]
        single += [_claims(step) for step in steps]
        naive += [_claims(change(int(row[-2]), int(row[-1]))) for row in table]
        family.append(any(_claims(step) for step in judge_together(steps, level=level)))
    # one-sided 99% Monte Carlo bound above the promised 5%; the rounds are not independent within a table, so per table
    assert np.mean(single) <= 0.05 + 2.33 * np.sqrt(0.05 * 0.95 / len(single))
    assert np.mean(family) <= 0.05 + 2.33 * np.sqrt(0.05 * 0.95 / rounds)
    assert np.mean(naive) > 0.2, "without the dispersion the promise would be broken: the test can tell"


def test_a_large_real_change_is_still_found() -> None:
    random = np.random.default_rng(11)
    found = []
    for _ in range(50):
        table = _wild_counts(random, np.repeat(random.uniform(200, 600, 10)[:, None], 5, axis=1), 3.0)
        phi = overdispersion(table)
        found.append(change(int(table[0, -2]), int(table[0, -2] * 1.6), dispersion=phi).verdict is Verdict.HIGHER)
    assert np.mean(found) > 0.9


def _claims(step: object) -> bool:
    return step.verdict in (Verdict.HIGHER, Verdict.LOWER)


def _wild_counts(random: np.random.Generator, mean: np.ndarray, phi: float) -> np.ndarray:
    """Negative binomial with variance phi x mean."""
    return random.negative_binomial(mean / (phi - 1), 1 / phi)
