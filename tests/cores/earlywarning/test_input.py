# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Impossible input is refused by name; what can't be judged is said, series by series."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from baken.cores.earlywarning import FarringtonConfig, Reason, calibrate, ears, farrington_flexible

MONTHLY = FarringtonConfig.monthly()
CALM = np.random.default_rng(0).poisson(9, (3, 70))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("counts", {"counts": CALM - 20}),
        ("counts", {"counts": CALM + 0.5}),
        ("counts", {"counts": np.where(CALM > 12, np.inf, CALM)}),
        ("counts", {"counts": CALM[0]}),
        ("counts", {"counts": [["a", "b"]]}),
        ("counts", {"counts": CALM > 3}),
        ("at", {"at": 70}),
        ("at", {"at": -1}),
        ("at", {"at": [1.5]}),
        ("population", {"population": CALM[:, :-1]}),
        ("population", {"population": CALM * np.nan}),
        ("population", {"population": -CALM - 1}),
        ("incomplete", {"incomplete": -1}),
        ("workers", {"workers": 0}),
    ],
)
def test_impossible_input_is_refused_by_name(name: str, change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=f"^{name} must"):
        farrington_flexible(**{"counts": CALM, "at": 69, "config": MONTHLY, **change})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("freq", 0),
        ("b", 0),
        ("b", 2.0),
        ("w", -1),
        ("w", 40),
        ("no_periods", 60),
        ("reweight", 1),
        ("weights_threshold", 0),
        ("weights_threshold", float("nan")),
        ("trend", "yes"),
        ("p_threshold_trend", 1.1),
        ("past_weeks_not_included", -1),
        ("threshold_method", "nb"),
        ("alpha", 0),
        ("alpha", 1),
        ("limit54", (5,)),
        ("limit54", (5, 0)),
        ("compatibility", "R"),
    ],
)
def test_impossible_settings_are_refused_by_name(name: str, value: Any) -> None:
    with pytest.raises(ValueError, match=f"^{name} must"):
        FarringtonConfig(**{name: value})


def test_one_bad_series_leaves_the_others_judged() -> None:
    counts = np.tile(CALM[:1], (8, 1)).astype(float)
    people = np.full(counts.shape, 1000.0)
    counts[1] = 0
    counts[2, 30] = np.nan
    people[3, 30] = 0
    people[4, 69] = 0
    counts[5, 66:] = 0
    counts[6] = 0
    counts[6, 12] = 1
    found = farrington_flexible(counts, at=69, config=MONTHLY, population=people)
    assert found.reason[:, 0].tolist() == [
        Reason.ASSESSED,
        Reason.ALL_ZERO,
        Reason.MISSING,
        Reason.ZERO_POPULATION,
        Reason.ZERO_POPULATION,
        Reason.TOO_FEW,
        Reason.SEPARATED,
        Reason.ASSESSED,
    ]
    np.testing.assert_array_equal(found.assessable, found.reason == 0)
    for array in (found.upper, found.p_value):
        np.testing.assert_array_equal(np.isfinite(array), found.assessable)
    assert not found.alarm[~found.assessable].any()
    alone = farrington_flexible(counts[:1], at=69, config=MONTHLY, population=people[:1])
    assert found.expected[0, 0] == pytest.approx(alone.expected[0, 0], rel=1e-12)


def test_too_short_and_incomplete_are_said() -> None:
    found = farrington_flexible(CALM, at=[MONTHLY.reach - 1, MONTHLY.reach, 68, 69], config=MONTHLY, incomplete=1)
    assert found.reason[0].tolist() == [Reason.TOO_SHORT, 0, 0, Reason.INCOMPLETE]
    assert not found.assessable[:, [0, 3]].any()
    assert farrington_flexible(CALM[:, :5], at=4, config=MONTHLY).reason.tolist() == [[Reason.TOO_SHORT]] * 3
    single = FarringtonConfig(freq=12, b=1, w=0, no_periods=1, limit54=(0, 1))
    assert (farrington_flexible(CALM, at=69, config=single).reason == Reason.TOO_SHORT).all()
    assert farrington_flexible(CALM, at=[], config=MONTHLY).expected.shape == (3, 0)
    assert farrington_flexible(CALM[:0], at=69, config=MONTHLY).expected.shape == (0, 1)


def test_an_unfinished_period_is_no_part_of_an_earlier_verdict() -> None:
    later = CALM.copy()
    later[:, 69] = 10_000
    old, new = (farrington_flexible(c, at=68, config=MONTHLY, incomplete=1) for c in (CALM, later))
    np.testing.assert_array_equal(old.upper, new.upper)


@given(
    hnp.arrays(np.float64, (4, 70), elements=st.sampled_from([0.0, 0.0, 0.0, 1.0, 7.0, 1e6, 1e12, np.nan])),
    st.sampled_from(["corrected", "r-surveillance"]),
    st.sampled_from(["nbPlugin", "muan", "delta"]),
    st.booleans(),
)
@settings(max_examples=60)
def test_whatever_the_counts_a_verdict_or_a_reason(counts: np.ndarray, mode: str, method: str, trend: bool) -> None:
    config = FarringtonConfig(
        freq=12,
        w=1,
        no_periods=4,
        past_weeks_not_included=3,
        trend=trend,
        limit54=(0, 1),
        threshold_method=method,
        compatibility=mode,
    )
    found = farrington_flexible(counts, at=[69, 68], config=config)
    np.testing.assert_array_equal(found.assessable, found.reason == 0)
    np.testing.assert_array_equal(np.isfinite(found.upper), found.assessable)
    assert np.isfinite(found.expected[found.assessable]).all()
    assert not (found.alarm & ~found.assessable).any()
    if mode == "corrected":
        calibrated = calibrate(farrington_flexible(counts, at=[69, 68], config=MONTHLY))
        known = ~np.isnan(calibrated.p_value)
        np.testing.assert_array_equal(known, np.isin(calibrated.reason, (Reason.ASSESSED, Reason.TOO_FEW)))
        assert ((calibrated.p_value[known] > 0) & (calibrated.p_value[known] <= 1)).all()


def test_ears_says_why_not() -> None:
    counts = np.array([[3.0] * 12, [1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9], [1, 2, np.nan, 4, 5, 6, 7, 8, 9, 9, 9, 9]])
    found = ears(counts, at=[6, 11], method="C3", incomplete=0)
    assert found.reason.tolist() == [
        [Reason.TOO_SHORT, Reason.NO_SPREAD],
        [Reason.TOO_SHORT, Reason.ASSESSED],
        [Reason.TOO_SHORT, Reason.MISSING],
    ]
    assert ears(counts, at=11, incomplete=1).reason[0, 0] == Reason.INCOMPLETE
    assert ears(counts[:, :3], at=2).reason[0, 0] == Reason.TOO_SHORT
    assert ears(counts[:1], at=11).upper[0, 0] == 3
    for name, wrong in (("method", {"method": "C4"}), ("alpha", {"alpha": 2}), ("at", {"at": 99})):
        with pytest.raises(ValueError, match=f"^{name} must"):
            ears(**{"counts": counts, "at": 11, **wrong})
