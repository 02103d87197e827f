# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The calibrated p-values keep their promise on series of kinds they weren't learnt from, and still find what happens."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest

from baken.cores.earlywarning import (
    CalibrationTable,
    FarringtonConfig,
    Reason,
    calibrate,
    calibration_table,
    farrington_flexible,
)
from baken.cores.earlywarning.nulls import Truth, baselines
from baken.cores.earlywarning.table import SHAPE, TAILS, build, family
from tests.cores.earlywarning.generators import HELD_OUT, plain
from tests.cores.earlywarning.promise import false_discoveries, p_values, strata, without_limit

MONTHLY = FarringtonConfig.monthly()


@pytest.mark.parametrize("kind", HELD_OUT)
def test_false_alarms_stay_below_the_promised_share(kind: str) -> None:
    # the large version, with all strata and 0.001, is studies/test_earlywarning.py
    for stratum in strata(
        MONTHLY,
        4000,
        20,
        kinds={kind: HELD_OUT[kind]},
        means=(2.0, 40.0),
        dispersions=(1.0, 2.0),
        alphas=(0.05,),
    ):
        assert stratum.bound <= stratum.alpha, stratum


def test_the_raw_p_values_do_not_keep_it() -> None:
    worst = max(
        stratum.raw / stratum.number
        for stratum in strata(MONTHLY, 4000, 3, kinds={"plain": plain}, means=(2.0,), dispersions=(2.0, 4.0))
        if stratum.alpha == 0.01
    )
    assert worst > 0.015


def test_false_discoveries_stay_below_the_promised_rate() -> None:
    found = false_discoveries(MONTHLY, 6, 3000, 8)
    assert found["calibrated BH"][:, 0].mean() <= 0.05
    assert found["calibrated BY"][:, 0].mean() <= 0.05
    assert found["raw BH"][:, 0].mean() > 0.05
    assert found["calibrated BH"][:, 1].mean() > 0.3  # and something is found


def test_a_large_rise_is_found() -> None:
    config = without_limit(MONTHLY)
    counts = np.random.default_rng(4).poisson(10, (2000, config.reach + 1))
    counts[:, -1] = np.random.default_rng(5).poisson(30, 2000)
    _, calibrated = p_values(counts, config)
    assert (calibrated <= 0.01).mean() > 0.7


@pytest.mark.parametrize("config", [MONTHLY, FarringtonConfig.weekly()])
def test_tables_fall_with_the_raw_tail_and_cover_the_family(config: FarringtonConfig) -> None:
    table = calibration_table(config)
    assert table.p.shape == (*SHAPE, len(TAILS))
    known = table.p[~np.isnan(table.p[..., 0])]
    assert ((known > 0) & (known <= 1)).all()
    assert (np.diff(known, axis=-1) <= 0).all()
    assert len(known) > 150
    # an ordinary series has a place in it
    counts = np.random.default_rng(1).poisson(12, (20, config.reach + 1))
    assert not np.isnan(calibrate(farrington_flexible(counts, at=config.reach, config=config)).p_value).any()


def test_a_higher_count_never_gets_a_larger_p_value() -> None:
    counts = np.tile(np.random.default_rng(2).poisson(12, (1, 70)), (80, 1))
    counts[:, -1] = np.arange(80)
    found = farrington_flexible(counts, at=69, config=without_limit(MONTHLY))
    told = calibrate(found)
    p = told.p_value[:, 0]
    assert (np.diff(p) <= 1e-15).all()
    assert p[0] > 0.5
    table = calibration_table(MONTHLY)
    assert table.depth <= p.min() < 2 * table.depth
    deepest = told.deepest[:, 0]
    assert 0 < deepest.sum() < 60
    assert set(p[deepest]) == {p.min()}


def test_too_few_stays_in_the_family_and_the_rest_keeps_its_reason() -> None:
    counts = np.random.default_rng(6).poisson(6, (4, 70))
    counts[0, -3:] = 0
    counts[1] = 0
    counts[2, :] = np.random.default_rng(7).poisson(50_000, 70)
    told = calibrate(farrington_flexible(counts, at=69, config=MONTHLY))
    assert told.reason[:, 0].tolist() == [Reason.TOO_FEW, Reason.ALL_ZERO, Reason.UNCALIBRATED, Reason.ASSESSED]
    assert told.p_value[0, 0] == 1
    assert np.isnan(told.p_value[1:3, 0]).all()


def test_detection_and_table_must_belong_together() -> None:
    counts = np.random.default_rng(6).poisson(6, (2, 70))
    other = replace(MONTHLY, b=4)
    with pytest.raises(ValueError, match=r"^table must"):
        calibrate(farrington_flexible(counts, at=69, config=other))
    with pytest.raises(ValueError, match=r"^table must"):
        calibrate(farrington_flexible(counts, at=69, config=other), calibration_table(MONTHLY))
    with pytest.raises(ValueError, match=r"^found must"):
        calibrate(farrington_flexible(counts, at=69, config=replace(MONTHLY, compatibility="r-surveillance")))
    # what doesn't bear on the tail doesn't need another table
    alike = replace(MONTHLY, alpha=0.05, limit54=(0, 3), threshold_method="muan")
    assert not np.isnan(calibrate(farrington_flexible(counts, at=69, config=alike)).p_value).any()


def test_a_table_is_built_the_same_for_the_same_seed_and_survives_a_file() -> None:
    truths = [Truth(4.0, 1.0), Truth(4.0, 2.0, 0.4)]
    config = FarringtonConfig(freq=12, b=3, w=1, no_periods=1, past_weeks_not_included=1)
    first, second = (build(config, seed=5, number=100, truths=truths) for _ in range(2))
    np.testing.assert_array_equal(first.p, second.p)
    file = io.BytesIO()
    first.save(file)
    file.seek(0)
    read = CalibrationTable.load(file, config)
    np.testing.assert_allclose(read.p, first.p, rtol=1e-6)
    assert (np.nan_to_num(read.p) >= np.nan_to_num(first.p)).all()


@pytest.mark.parametrize(
    "truth", [Truth(5.0, 1.0), Truth(5.0, 1.0, 0.5), Truth(5.0, 3.0), Truth(5.0, 3.0, 0.75)], ids=str
)
def test_the_simulated_truths_are_what_they_say(truth: Truth) -> None:
    made = baselines(truth, 20_000, 30, np.random.default_rng(1))
    assert made.counts.mean() == pytest.approx(truth.mean, rel=0.03)
    assert made.counts.var() / made.counts.mean() == pytest.approx(truth.dispersion, rel=0.05)
    lagged = np.corrcoef(made.counts[:, 1:].ravel(), made.counts[:, :-1].ravel())[0, 1]
    if truth.dispersion == 1:
        assert lagged == pytest.approx(truth.autocorrelation, abs=0.02)
    else:
        assert lagged == pytest.approx(0, abs=0.02) if truth.autocorrelation == 0 else lagged > 0.3
    # the chance of the next count is right on average: P(Y >= 8) of the margin
    share = float((made.counts >= 8).mean())
    assert made.chance_of(np.full((20_000, 1), 8.0)).mean() == pytest.approx(share, rel=0.05)


def test_the_family_has_no_truth_outside_its_bounds() -> None:
    truths = family()
    assert all(truth.dispersion == 1 or truth.mean / (truth.dispersion - 1) >= 0.2 for truth in truths)
    assert len(set(truths)) == len(truths) > 200
