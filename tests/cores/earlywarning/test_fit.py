# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The corrected method: against a plain fit one series at a time, and what holds for every series."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from baken.cores.earlywarning import FarringtonConfig, Reason, farrington_flexible
from baken.cores.earlywarning.design import Design, design

MONTHLY = FarringtonConfig.monthly()
PLAIN = replace(MONTHLY, reweight=False, p_threshold_trend=0.999999, limit54=(0, 1))
seeds = st.integers(0, 2**32 - 1)


def series(seed: int, number: int = 20, mean: float = 6.0, periods: int = 70) -> NDArray[np.int64]:
    return np.random.default_rng(seed).negative_binomial(mean, 0.5, (number, periods))


def by_hand(y: NDArray[np.float64], baseline: Design, offset: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    """Newton's method on the Poisson likelihood with dummy columns: coefficients, dispersion, covariance unscaled."""
    x = np.column_stack([baseline.label == g for g in range(baseline.seasons)] + [baseline.time]).astype(float)
    beta = np.linalg.lstsq(x, np.log(y + 0.5) - offset, rcond=None)[0]
    for _ in range(50):
        mu = np.exp(x @ beta + offset)
        beta = beta + np.linalg.solve(x.T @ (mu[:, None] * x), x.T @ (y - mu))
    mu = np.exp(x @ beta + offset)
    dispersion = max(1.0, float(((y - mu) ** 2 / mu).sum() / (len(y) - x.shape[1])))
    return beta, np.array(dispersion), np.linalg.inv(x.T @ (mu[:, None] * x))


@pytest.mark.parametrize("peopled", [False, True])
def test_agrees_with_newton_one_series_at_a_time(peopled: bool) -> None:
    counts, k = series(4), 69
    people = np.random.default_rng(5).integers(500, 900, counts.shape) if peopled else None
    found = farrington_flexible(counts, at=k, config=PLAIN, population=people)
    baseline = design(k, PLAIN)
    assert baseline is not None
    assert found.trend.any()
    for i in np.flatnonzero(found.trend[:, 0]):
        offset = np.log(people[i]) if people is not None else np.zeros(70)
        beta, dispersion, covariance = by_hand(counts[i, baseline.points], baseline, offset[baseline.points])
        x = np.zeros(len(beta))
        x[0], x[-1] = 1, baseline.now
        assert found.expected[i, 0] == pytest.approx(np.exp(x @ beta + offset[k]), rel=1e-7)
        assert found.dispersion[i, 0] == pytest.approx(float(dispersion), rel=1e-6)
        assert found.variance[i, 0] == pytest.approx(float(dispersion) * (x @ covariance @ x), rel=1e-6)
        assert found.slope[i, 0] == pytest.approx(beta[-1], abs=1e-8)


def test_without_trend_the_mean_is_that_of_the_season() -> None:
    counts, config = series(8), replace(PLAIN, trend=False)
    baseline = design(69, config)
    assert baseline is not None
    found = farrington_flexible(counts, at=69, config=config)
    np.testing.assert_allclose(found.expected[:, 0], counts[:, baseline.points[baseline.label == 0]].mean(axis=1))
    assert not found.trend.any()


@given(seeds)
@settings(max_examples=15)
def test_series_are_judged_each_by_itself(seed: int) -> None:
    counts = series(seed, 12)
    order = np.random.default_rng(seed).permutation(12)
    whole = farrington_flexible(counts, at=[68, 69], config=MONTHLY)
    shuffled = farrington_flexible(counts[order], at=[69], config=MONTHLY, workers=2)
    np.testing.assert_allclose(shuffled.expected[:, 0], whole.expected[order, 1], rtol=1e-9)
    np.testing.assert_array_equal(shuffled.upper[:, 0], whole.upper[order, 1])
    np.testing.assert_array_equal(shuffled.reason[:, 0], whole.reason[order, 1])


@given(seeds, st.sampled_from(["nbPlugin", "muan", "delta"]), st.sampled_from([0.001, 0.01, 0.05]))
@settings(max_examples=25)
def test_alarm_bound_and_p_value_tell_one_story(seed: int, method: str, alpha: float) -> None:
    counts = series(seed, 15)
    counts[:5, -1] *= 4
    found = farrington_flexible(counts, at=69, config=replace(MONTHLY, threshold_method=method, alpha=alpha))
    ok = found.assessable
    np.testing.assert_array_equal(found.alarm, ok & (found.observed > found.upper))
    assert (found.dispersion[ok] >= 1).all()
    assert ((found.p_value[ok] >= 0) & (found.p_value[ok] <= 1)).all()
    if method == "nbPlugin":
        np.testing.assert_array_equal(found.alarm[ok], found.p_value[ok] <= alpha)


@given(seeds, st.sampled_from([2.0, 7.0]))
@settings(max_examples=10)
def test_the_unit_of_the_population_does_not_matter(seed: int, unit: float) -> None:
    counts = series(seed, 8)
    people = np.random.default_rng(seed).uniform(100, 200, counts.shape)
    first, second = (farrington_flexible(counts, at=69, config=MONTHLY, population=people * u) for u in (1.0, unit))
    np.testing.assert_allclose(first.expected, second.expected, rtol=1e-6)
    np.testing.assert_array_equal(first.alarm, second.alarm)


def test_a_past_outbreak_raises_the_bound_less_when_it_is_reweighted() -> None:
    counts = np.random.default_rng(3).poisson(10, (50, 70))
    counts[:, 40:43] = 60
    bound = [
        farrington_flexible(counts, at=69, config=replace(MONTHLY, reweight=on)).upper.mean() for on in (True, False)
    ]
    assert bound[0] < bound[1] - 3


def test_what_is_left_out_does_not_touch_its_own_threshold() -> None:
    counts = series(2, 6)
    risen = counts.copy()
    risen[:, -4:-1] += 100  # the three months that monthly() leaves out
    old, new = (farrington_flexible(c, at=69, config=MONTHLY) for c in (counts, risen))
    np.testing.assert_array_equal(old.upper[old.assessable], new.upper[old.assessable])


def test_a_season_without_events_is_left_out_and_the_rest_judged() -> None:
    baseline = design(69, MONTHLY)
    assert baseline is not None
    counts = np.random.default_rng(1).poisson(8, (4, 70))
    counts[:, baseline.points[baseline.label == 2]] = 0
    found = farrington_flexible(counts, at=69, config=MONTHLY)
    assert found.assessable.all()
    assert (found.dispersion < 2).all()
    own = np.random.default_rng(1).poisson(8, (4, 70))
    own[:, baseline.points[baseline.label == 0]] = 0
    assert (farrington_flexible(own, at=69, config=MONTHLY).reason == Reason.SEPARATED).all()


def test_labels_follow_the_description() -> None:
    config = FarringtonConfig(freq=12, b=2, w=1, no_periods=4, past_weeks_not_included=0)
    baseline = design(30, config)
    assert baseline is not None
    # windows 5-7, 17-19, 29-; nine periods between make three blocks of three
    assert dict(zip(baseline.points.tolist(), baseline.label.tolist(), strict=True)) == {
        **dict.fromkeys((5, 6, 7, 17, 18, 19, 29), 0),
        **dict.fromkeys((8, 9, 10, 20, 21, 22), 1),
        **dict.fromkeys((11, 12, 13, 23, 24, 25), 2),
        **dict.fromkeys((14, 15, 16, 26, 27, 28), 3),
    }
    uneven = design(30, replace(config, no_periods=5))
    assert uneven is not None
    assert np.bincount(uneven.label[(uneven.points > 7) & (uneven.points < 17)]).tolist() == [0, 3, 2, 2, 2]
    only = design(30, replace(config, no_periods=1, past_weeks_not_included=1))
    assert only is not None
    assert only.points.tolist() == [5, 6, 7, 17, 18, 19]
