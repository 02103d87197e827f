# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Survey figures: margins, method breaks, and perception beside victimisation."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from baken.cores.estimation import (
    DivergenceVerdict,
    Estimate,
    Reason,
    Verdict,
    perception_beside_victimisation,
    survey_change,
)

shares = st.floats(0, 100)
margins = st.floats(0, 20)


def around(value: float, margin: float) -> Estimate:
    return Estimate(value, value - margin, value + margin)


def test_real_only_beyond_the_joint_margin() -> None:
    assert survey_change(20, 3, 25.1, 4).verdict is Verdict.HIGHER
    assert survey_change(20, 3, 25, 4).verdict is Verdict.NO_SIGNIFICANT_CHANGE
    assert survey_change(25.1, 3, 20, 4).verdict is Verdict.LOWER
    assert survey_change(20, 3, 25, 4).margin == 5


@given(shares, margins, shares, margins)
def test_swapping_turns_the_verdict_round(a: float, m_a: float, b: float, m_b: float) -> None:
    there, back = survey_change(a, m_a, b, m_b), survey_change(b, m_b, a, m_a)
    turned = {Verdict.HIGHER: Verdict.LOWER, Verdict.LOWER: Verdict.HIGHER}
    assert back.verdict is turned.get(there.verdict, there.verdict)
    assert back.difference == -there.difference


def test_a_method_break_silences_even_a_large_step() -> None:
    found = survey_change(20, 1, 60, 1, method_break=True)
    assert (found.verdict, found.reason, found.difference) == (Verdict.NOT_ASSESSABLE, Reason.METHOD_BREAK, None)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((None, 1, 20, 1), Reason.VALUE_UNKNOWN),
        ((20, 1, None, 1), Reason.VALUE_UNKNOWN),
        ((20, None, 30, 1), Reason.MARGIN_UNKNOWN),
        ((20, 1, 30, None), Reason.MARGIN_UNKNOWN),
    ],
)
def test_no_verdict_without_a_reason(arguments: tuple[float | None, ...], reason: Reason) -> None:
    found = survey_change(*arguments)
    assert (found.verdict, found.reason, found.margin) == (Verdict.NOT_ASSESSABLE, reason, None)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("before", (math.nan, 1, 2, 1)), ("after_margin", (1, 1, 2, -1)), ("before_margin", (1, math.inf, 2, 1))],
)
def test_impossible_numbers_are_refused_by_name(name: str, arguments: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match=f"^{name} must"):
        survey_change(*arguments)


def test_an_estimate_knows_its_half_margin_and_refuses_bounds_that_miss_it() -> None:
    assert Estimate(20, 17, 25).margin == 4
    with pytest.raises(ValueError, match="within its bounds"):
        Estimate(20, 21, 25)
    with pytest.raises(ValueError, match=r"^upper must"):
        Estimate(20, 19, math.nan)


def test_perception_stands_out_where_it_lies_further_above_the_municipality() -> None:
    # Perceived crime 15 points above the municipality, victimisation 1 point below: half-margins 3, 4, 0, 0 -> 5
    found = perception_beside_victimisation(around(35, 3), around(14, 4), around(20, 0), around(15, 0))
    assert (found.perception_gap, found.victimisation_gap, found.difference) == (15, -1, 16)
    assert found.margin == 5
    assert found.verdict is DivergenceVerdict.PERCEPTION_HIGHER


def test_a_gap_within_the_margin_is_no_divergence() -> None:
    assert (
        perception_beside_victimisation(around(25, 3), around(15, 4), around(20, 0), around(15, 0)).verdict
        is DivergenceVerdict.NO_SIGNIFICANT_CHANGE
    )


@given(shares, shares, shares, shares, margins)
def test_trading_places_trades_the_verdict(p: float, v: float, ref_p: float, ref_v: float, margin: float) -> None:
    there = perception_beside_victimisation(around(p, margin), around(v, 1), around(ref_p, 0), around(ref_v, 1))
    back = perception_beside_victimisation(around(v, 1), around(p, margin), around(ref_v, 1), around(ref_p, 0))
    assume(abs(abs(there.difference) - there.margin) > 1e-9)
    traded = {
        DivergenceVerdict.PERCEPTION_HIGHER: DivergenceVerdict.VICTIMISATION_HIGHER,
        DivergenceVerdict.VICTIMISATION_HIGHER: DivergenceVerdict.PERCEPTION_HIGHER,
    }
    assert back.verdict is traded.get(there.verdict, there.verdict)


def test_each_of_the_four_margins_counts() -> None:
    values = (35.0, 15.0, 20.0, 15.0)
    for wide in range(4):
        parts = [around(value, 16 if place == wide else 1) for place, value in enumerate(values)]
        assert perception_beside_victimisation(*parts).verdict is DivergenceVerdict.NO_SIGNIFICANT_CHANGE


@pytest.mark.parametrize("missing", range(4))
def test_nothing_is_said_when_one_of_the_four_is_missing(missing: int) -> None:
    parts = [None if place == missing else around(value, 1) for place, value in enumerate((35, 15, 20, 15))]
    found = perception_beside_victimisation(*parts)
    assert (found.verdict, found.reason) == (DivergenceVerdict.NOT_ASSESSABLE, Reason.VALUE_UNKNOWN)
    assert found.perception_gap == (None if missing in (0, 2) else 15)


def test_the_interval_of_a_divergence_leaves_out_zero_where_there_is_one() -> None:
    found = perception_beside_victimisation(around(35, 3), around(14, 4), around(20, 0), around(15, 0))
    assert found.interval == (11, 21)
    assert perception_beside_victimisation(None, around(14, 4), around(20, 0), around(15, 0)).interval is None
