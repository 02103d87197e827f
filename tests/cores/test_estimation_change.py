# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changes and comparisons: against exact tests elsewhere, and the rules that hold for every pair of counts."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import binomtest

from baken.cores.estimation import Reason, Verdict, change, versus_rest

counts = st.integers(0, 3000)
exposures = st.floats(0.1, 1e5)
dispersions = st.sampled_from([1.0, 1.3, 2.0, 5.5])
OPPOSITE = {Verdict.HIGHER: Verdict.LOWER, Verdict.LOWER: Verdict.HIGHER}


def test_agrees_with_a_published_worked_example() -> None:
    # Fay (2010), The R Journal 2/1: 2 events in 17877 against 10 in 20000; central exact p 0.061, ratio 0.024-1.050
    found = change(10, 2, exposure_before=20000, exposure_after=17877)
    assert found.p_value == pytest.approx(0.0606, abs=5e-5)
    assert found.ratio_lower == pytest.approx(0.0238, abs=5e-5)
    assert found.ratio_upper == pytest.approx(1.0500, abs=5e-5)
    assert found.verdict is Verdict.NO_SIGNIFICANT_CHANGE


def test_agrees_with_the_interval_of_r_poisson_test() -> None:
    # R: poisson.test(c(11, 21), c(800, 3011)), the example of its manual page
    found = change(21, 11, exposure_before=3011, exposure_after=800)
    assert found.ratio == pytest.approx(1.971488, abs=1e-6)
    assert found.ratio_lower == pytest.approx(0.8584264, abs=1e-6)
    assert found.ratio_upper == pytest.approx(4.2772659, abs=1e-6)


@given(counts, counts, exposures, exposures)
def test_is_the_exact_binomial_test_without_overdispersion(a: int, b: int, t_a: float, t_b: float) -> None:
    assume(a + b >= 10)
    found = change(a, b, exposure_before=t_a, exposure_after=t_b)
    chance = t_b / (t_a + t_b)
    tails = [binomtest(b, a + b, chance, alternative=side).pvalue for side in ("less", "greater")]
    assert found.p_value == pytest.approx(min(1.0, 2 * min(tails)), rel=1e-6, abs=1e-280)
    bounds = binomtest(b, a + b, chance).proportion_ci(0.95, method="exact")
    assert found.ratio_lower == pytest.approx(bounds.low / (1 - bounds.low) * t_a / t_b, rel=1e-6)


@given(counts, counts, exposures, exposures, dispersions, st.sampled_from([0.9, 0.95, 0.99]))
def test_verdict_and_interval_never_contradict(
    a: int, b: int, t_a: float, t_b: float, phi: float, level: float
) -> None:
    assume(a + b >= 10)
    found = change(a, b, exposure_before=t_a, exposure_after=t_b, dispersion=phi, level=level)
    upper = math.inf if found.ratio_upper is None else found.ratio_upper
    assume(abs(found.p_value - (1 - level)) > 1e-9)
    assert (found.verdict is Verdict.HIGHER) == (found.ratio_lower > 1)
    assert (found.verdict is Verdict.LOWER) == (upper < 1)
    if found.ratio is not None:
        assert found.ratio_lower <= found.ratio <= upper


@given(counts, counts, exposures, exposures, dispersions)
def test_swapping_the_periods_turns_the_verdict_round(a: int, b: int, t_a: float, t_b: float, phi: float) -> None:
    there = change(a, b, exposure_before=t_a, exposure_after=t_b, dispersion=phi)
    back = change(b, a, exposure_before=t_b, exposure_after=t_a, dispersion=phi)
    assert back.verdict is OPPOSITE.get(there.verdict, there.verdict)
    assert back.difference == -there.difference
    if there.p_value is not None and there.ratio and back.ratio:
        assert back.p_value == pytest.approx(there.p_value, rel=1e-6, abs=1e-100)
        assert back.ratio_upper == pytest.approx(1 / there.ratio_lower, rel=1e-5)


@given(counts, counts, st.sampled_from([1.0, 2.0]))
def test_more_overdispersion_never_gives_more_certainty(a: int, b: int, phi: float) -> None:
    assume(a + b >= 10)
    calm, wild = change(a, b, dispersion=phi), change(a, b, dispersion=phi * 1.5)
    assert wild.p_value >= calm.p_value - 1e-12
    assert wild.ratio == calm.ratio
    assert wild.ratio_lower <= calm.ratio_lower + 1e-12


def test_a_real_rise_counts_as_one_until_the_counts_are_known_to_be_wild() -> None:
    assert change(100, 140).verdict is Verdict.HIGHER
    assert change(100, 140, dispersion=4.0).verdict is Verdict.NO_SIGNIFICANT_CHANGE
    assert change(140, 100).verdict is Verdict.LOWER
    assert change(100, 140, exposure_after=1.4).verdict is Verdict.NO_SIGNIFICANT_CHANGE


def test_zero_before_or_after_still_gets_a_verdict() -> None:
    rise = change(0, 12)
    assert (rise.ratio, rise.ratio_upper, rise.verdict) == (None, None, Verdict.HIGHER)
    assert rise.ratio_lower > 1
    fall = change(12, 0)
    assert (fall.ratio, fall.ratio_lower, fall.verdict) == (0.0, 0.0, Verdict.LOWER)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"before": None, "after": 5}, Reason.COUNT_UNKNOWN),
        ({"before": 5, "after": None}, Reason.COUNT_UNKNOWN),
        ({"before": 50, "after": 50, "exposure_after": None}, Reason.POPULATION_UNKNOWN),
        ({"before": 50, "after": 50, "dispersion": None}, Reason.DISPERSION_UNKNOWN),
        ({"before": 0, "after": 9}, Reason.TOO_FEW),
        ({"before": 0, "after": 0, "minimum_total": 0}, Reason.TOO_FEW),
    ],
)
def test_no_verdict_without_a_reason(arguments: dict[str, int | None], reason: Reason) -> None:
    found = change(**arguments)
    assert (found.verdict, found.reason, found.p_value) == (Verdict.NOT_ASSESSABLE, reason, None)
    assert found.ratio_lower is None


def test_the_smallest_total_is_a_shown_parameter() -> None:
    assert change(0, 9, minimum_total=9).verdict is Verdict.HIGHER
    assert change(4, 5).minimum_total == 10
    assert change(4, 5).difference == 1


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("before", {"before": -1}),
        ("after", {"after": math.nan}),
        ("after", {"after": 2.5}),
        ("exposure_before", {"exposure_before": 0}),
        ("exposure_after", {"exposure_after": math.inf}),
        ("dispersion", {"dispersion": 0.9}),
        ("dispersion", {"dispersion": math.nan}),
        ("level", {"level": 0}),
        ("minimum_total", {"minimum_total": -1}),
    ],
)
def test_impossible_numbers_are_refused_by_name(name: str, arguments: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=f"^{name} must"):
        change(**{"before": 20, "after": 30, **arguments})


def test_an_area_is_compared_with_the_rest_and_not_with_itself() -> None:
    found = versus_rest(60, 2000, 160, 12000)
    plain = change(100, 60, exposure_before=10000, exposure_after=2000)
    assert (found.rest_events, found.rest_population) == (100, 10000)
    assert (found.ratio, found.p_value, found.verdict) == (plain.ratio, plain.p_value, Verdict.HIGHER)
    assert found.ratio == pytest.approx(3.0)


@given(counts, st.integers(1000, 10**5), counts, st.integers(1000, 10**5), dispersions)
def test_the_rest_stands_on_the_other_side(events: int, people: int, others: int, rest: int, phi: float) -> None:
    area = versus_rest(events, people, events + others, people + rest, dispersion=phi)
    remainder = versus_rest(others, rest, events + others, people + rest, dispersion=phi)
    assert remainder.verdict is OPPOSITE.get(area.verdict, area.verdict)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((60, 999, 160, 12000), Reason.POPULATION_TOO_SMALL),
        ((60, 11500, 160, 12000), Reason.POPULATION_TOO_SMALL),
        ((60, 0, 160, 12000), Reason.POPULATION_TOO_SMALL),
        ((60, None, 160, 12000), Reason.POPULATION_UNKNOWN),
        ((60, 2000, 160, None), Reason.POPULATION_UNKNOWN),
        ((None, 2000, 160, 12000), Reason.COUNT_UNKNOWN),
        ((60, 2000, None, 12000), Reason.COUNT_UNKNOWN),
        ((2, 2000, 9, 12000), Reason.TOO_FEW),
    ],
)
def test_no_comparison_without_a_reason(arguments: tuple[int | None, ...], reason: Reason) -> None:
    found = versus_rest(*arguments)
    assert (found.verdict, found.reason, found.ratio) == (Verdict.NOT_ASSESSABLE, reason, None)


@pytest.mark.parametrize(("name", "arguments"), [("events", (61, 1, 60, 9)), ("population", (1, 99, 60, 98))])
def test_a_part_cannot_exceed_its_whole(name: str, arguments: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=f"^{name} .* must not exceed total_{name}"):
        versus_rest(*arguments)
