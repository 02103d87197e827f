# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tails, quantiles and multiplicity, against scipy and worked examples."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control, nbinom, poisson

from baken.cores.earlywarning import benjamini_hochberg, benjamini_yekutieli
from baken.cores.earlywarning.negbin import quantile, upper_tail

means = st.floats(1e-6, 1e5)
dispersions = st.sampled_from([1.0, 1.0 + 1e-6, 1.2, 3.0, 40.0])
alphas = st.sampled_from([0.5, 0.05, 0.01, 1e-3, 1e-8])


def law(mean: float, dispersion: float) -> object:
    return poisson(mean) if dispersion == 1 else nbinom(mean / (dispersion - 1), 1 / dispersion)


@given(st.integers(0, 10**5), means, dispersions)
def test_tail_is_that_of_scipy(count: int, mean: float, dispersion: float) -> None:
    told = float(upper_tail(count, mean, dispersion))
    assert told == pytest.approx(float(law(mean, dispersion).sf(count - 1)), rel=1e-5, abs=1e-250)


@given(alphas, means, dispersions)
def test_quantile_is_the_smallest_that_is_rarely_passed(alpha: float, mean: float, dispersion: float) -> None:
    u = float(quantile(alpha, mean, dispersion))
    assert u == int(u) >= 0
    assert float(upper_tail(u + 1, mean, dispersion)) <= alpha * (1 + 1e-12)
    assert u == 0 or float(upper_tail(u, mean, dispersion)) > alpha * (1 - 1e-12)


def test_quantile_returns_for_any_mean() -> None:
    u = quantile(0.01, np.array([0.0, 1e-300, 1e20, np.inf, np.nan, 1e9]), np.array([1, 2, 2, 1, 1, 5.0]))
    assert u[0] == u[1] == 0
    assert u[2] == pytest.approx(1e20)
    assert np.isnan(u[3:5]).all()
    assert u[5] == pytest.approx(nbinom.ppf(0.99, 1e9 / 4, 0.2), rel=1e-9)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_adjusted_as_scipy_does_and_nan_left_out(p: list[float]) -> None:
    np.testing.assert_allclose(benjamini_hochberg(p), false_discovery_control(p), atol=1e-12)
    np.testing.assert_allclose(benjamini_yekutieli(p), false_discovery_control(p, method="by"), atol=1e-12)
    holed = np.array([p, [np.nan] * len(p)]).T
    adjusted = benjamini_hochberg(holed)
    np.testing.assert_allclose(adjusted[:, 0], false_discovery_control(p), atol=1e-12)
    assert np.isnan(adjusted[:, 1]).all()


def test_not_a_p_value() -> None:
    with pytest.raises(ValueError, match=r"^p_values must"):
        benjamini_hochberg([0.2, 1.2])
    assert benjamini_yekutieli([]).shape == (0,)
