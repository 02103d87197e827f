# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rates: against published tables, and the rules any interval must keep."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, poisson

from baken.cores.estimation import Reason, rate

# Garwood (1936), 95% bounds, three decimals as reprinted in tables of exact Poisson limits
GARWOOD = {0: (0.0, 3.689), 1: (0.025, 5.572), 5: (1.623, 11.668), 10: (4.795, 18.390), 100: (81.364, 121.627)}


@pytest.mark.parametrize(("events", "bounds"), GARWOOD.items())
def test_bounds_are_those_of_the_published_table(events: int, bounds: tuple[float, float]) -> None:
    found = rate(events, 1000)
    assert found.lower == pytest.approx(bounds[0], abs=6e-4)
    assert found.upper == pytest.approx(bounds[1], abs=6e-4)


@given(st.integers(0, 10**6), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_bounds_are_chi_square_quantiles(events: int, level: float) -> None:
    found = rate(events, 1000, level=level)
    tail = (1 - level) / 2
    assert found.upper == pytest.approx(chi2.ppf(1 - tail, 2 * events + 2) / 2, rel=1e-9)
    assert found.lower == pytest.approx(chi2.ppf(tail, 2 * events) / 2 if events else 0.0, rel=1e-9)


@given(st.integers(0, 5000), st.integers(50, 10**7), st.sampled_from([1, 1000, 100_000]))
def test_interval_holds_the_rate_and_scales_with_per(events: int, population: int, per: int) -> None:
    found = rate(events, population, per=per)
    assert found.value == pytest.approx(events / population * per)
    assert found.lower <= found.value < found.upper


@given(st.integers(1, 2000), st.integers(50, 10**5), st.integers(2, 30))
def test_interval_shrinks_as_numbers_grow(events: int, population: int, times: int) -> None:
    small, large = rate(events, population), rate(events * times, population * times)
    assert large.upper - large.lower < small.upper - small.lower


@pytest.mark.parametrize("mean", [0.5, 3.0, 12.3, 60.0])
def test_interval_covers_the_true_mean_at_least_as_often_as_promised(mean: float) -> None:
    likely = range(int(poisson.ppf(1 - 1e-12, mean)) + 1)
    covered = sum(poisson.pmf(x, mean) for x in likely if rate(x, 1000).lower <= mean <= rate(x, 1000).upper)
    assert covered >= 0.95


@pytest.mark.parametrize(
    ("events", "population", "reason"),
    [
        (None, 1000, Reason.COUNT_UNKNOWN),
        (None, None, Reason.COUNT_UNKNOWN),
        (3, None, Reason.POPULATION_UNKNOWN),
        (3, 49, Reason.POPULATION_TOO_SMALL),
        (3, 0, Reason.POPULATION_TOO_SMALL),
    ],
)
def test_no_rate_without_a_reason(events: int | None, population: int | None, reason: Reason) -> None:
    found = rate(events, population)
    assert (found.value, found.lower, found.upper, found.reason) == (None, None, None, reason)
    assert (found.events, found.population) == (events, population)


def test_the_smallest_population_is_a_parameter() -> None:
    assert rate(3, 50).reason is None
    assert rate(3, 50, minimum_population=51).reason == "population_too_small"
    assert rate(3, 10, minimum_population=10).value == 300


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("events", {"events": -1}),
        ("events", {"events": math.nan}),
        ("events", {"events": 1.5}),
        ("events", {"events": "many"}),
        ("population", {"population": -5}),
        ("population", {"population": math.inf}),
        ("per", {"per": 0}),
        ("level", {"level": 95}),
        ("level", {"level": 1.0}),
        ("minimum_population", {"minimum_population": 0}),
    ],
)
def test_impossible_numbers_are_refused_by_name(name: str, arguments: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=f"^{name} must"):
        rate(**{"events": 3, "population": 1000, **arguments})


@given(st.integers(0, 2000), st.floats(1.0, 20.0))
def test_overdispersion_widens_the_interval_as_much_as_it_takes_information(events: int, phi: float) -> None:
    plain, wild = rate(events, 1000), rate(events, 1000, dispersion=phi)
    assert wild.value == plain.value
    assert wild.lower <= plain.lower + 1e-9
    assert plain.upper <= wild.upper + 1e-9
    assert wild.upper == pytest.approx(phi * chi2.ppf(0.975, 2 * events / phi + 2) / 2, rel=1e-9)


def test_a_wild_count_is_covered_as_promised() -> None:
    random = np.random.default_rng(3)
    mean, phi = 80.0, 5.0
    counts = random.negative_binomial(mean / (phi - 1), 1 / phi, 2000)
    held = [(r := rate(int(x), 1000, dispersion=phi)).lower <= mean <= r.upper for x in counts]
    naive = [(r := rate(int(x), 1000)).lower <= mean <= r.upper for x in counts]
    assert np.mean(held) >= 0.94
    assert np.mean(naive) < 0.75
