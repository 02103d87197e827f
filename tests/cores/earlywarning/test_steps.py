# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fit's short cuts give what the long way gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from baken.cores.earlywarning import FarringtonConfig, farrington_flexible
from baken.cores.earlywarning.design import Design, design
from baken.cores.earlywarning.fit import CONVERGED, R_GLM, Fit, Stop, fit
from baken.cores.earlywarning.model import _weights

WEEKLY = FarringtonConfig.weekly()


def baseline() -> Design:
    found = design(WEEKLY.reach, WEEKLY)
    assert found is not None
    return found


def counts(number: int = 300) -> NDArray[np.float64]:
    """From rare to thousands a week, some with outbreaks."""
    rng = np.random.default_rng(3)
    mean = np.exp(rng.uniform(np.log(0.5), np.log(4000), (number, 1)))
    found = rng.poisson(rng.gamma(mean / 0.8, 0.8, (number, baseline().points.size))).astype(float)
    found[::3, 40:44] *= 6
    return found


@pytest.mark.parametrize("stop", [CONVERGED, R_GLM])
def test_a_fit_that_begins_near_ends_where_one_from_the_counts_ends(stop: Stop) -> None:
    y = counts()
    weights = np.random.default_rng(4).uniform(0.1, 1, y.shape)
    first = fit(y, baseline(), stop, trend=True, offset=None, prior=None)
    near = fit(y, baseline(), stop, trend=True, offset=None, prior=weights, near=first)
    afar = fit(y, baseline(), stop, trend=True, offset=None, prior=weights)
    assert near.converged.all()
    for name in ("mean", "level", "slope"):
        np.testing.assert_allclose(getattr(near, name), getattr(afar, name), rtol=1e-5, atol=1e-9)


@pytest.mark.parametrize("size", [1, 10_000, 3_000_000, 2_000_000_000])
@pytest.mark.parametrize("mode", ["corrected", "r-surveillance"])
def test_a_series_that_never_varies_comes_to_rest(size: int, mode: str) -> None:
    config = replace(WEEKLY, compatibility=mode, limit54=(0, 1))
    found = farrington_flexible(np.full((1, WEEKLY.reach + 1), size), at=WEEKLY.reach, config=config)
    assert found.assessable.all()
    np.testing.assert_allclose(found.expected, size, rtol=1e-7)


def plain_weights(
    y: NDArray[np.float64], found: Fit, dispersion: NDArray[np.float64], most: float
) -> NDArray[np.float64]:
    """Noufaily et al. (2013), section 3.3, for every point."""
    anscombe = 1.5 * (y ** (2 / 3) * found.mean ** (-1 / 6) - found.mean**0.5)
    anscombe /= np.sqrt(dispersion[:, None] * (1 - found.leverage(baseline())))
    weights = np.where(anscombe > most, anscombe**-2.0, 1.0)
    return np.asarray(weights * (y.shape[1] / weights.sum(axis=1))[:, None])


@pytest.mark.parametrize("most", [0.3, 1.0, 2.58])
def test_weights_of_past_outliers_are_those_of_the_formula(most: float) -> None:
    y = counts()
    found = fit(y, baseline(), CONVERGED, trend=True, offset=None, prior=None)
    dispersion = np.random.default_rng(5).uniform(1, 3, len(y))
    weights, outlying = _weights(y, found, baseline(), dispersion, None, np.full(len(y), float(y.shape[1])), most)
    expected = plain_weights(y, found, dispersion, most)
    np.testing.assert_allclose(weights, expected[outlying], rtol=1e-9)
    np.testing.assert_allclose(expected[~outlying], 1)
    assert outlying.sum() > 0


def test_a_season_of_one_point_is_no_outlier() -> None:
    # two years of months with a season each: what stands alone in its season fits exactly
    config = FarringtonConfig(freq=12, b=2, w=1, no_periods=10, past_weeks_not_included=5, limit54=(0, 1))
    alone = design(config.reach, config)
    assert alone is not None
    single = np.bincount(alone.label)[alone.label] == 1
    assert single.any()
    y = np.random.default_rng(6).poisson(30, (200, alone.points.size)).astype(float)
    y[:, single] *= 9
    found = fit(y, alone, CONVERGED, trend=True, offset=None, prior=None)
    weights, _ = _weights(y, found, alone, np.ones(200), None, np.full(200, float(y.shape[1])), 1.0)
    assert (weights[:, single] >= 1).all()
