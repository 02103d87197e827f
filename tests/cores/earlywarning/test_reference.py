# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Compatibility mode gives what R's surveillance 1.20.3 gave on the same series (../shared/reference/farrington)."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from baken.cores.earlywarning import FarringtonConfig, Reason, ears, farrington_flexible

pytestmark = pytest.mark.needs_shared
NAMES = (
    "W1_noufaily_nb",
    "W2_classic_delta",
    "W3_muan",
    "W4_nb_pop",
    "W5_nb_p05",
    "M1_nb",
    "M2_delta",
    "M3_muan",
)


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "reference" / "farrington"


def wide(path: Path) -> NDArray[np.float64]:
    return np.genfromtxt(path, delimiter=",", skip_header=1)[:, 1:].T


def columns(path: Path) -> tuple[list[int], dict[str, NDArray[np.float64]]]:
    """Periods (1-based) and each column as (series, periods), NaN for NA."""
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    periods = sorted({int(row["k"]) for row in rows})
    return periods, {
        name: np.array([float(row[name].replace("NA", "nan")) for row in rows]).reshape(-1, len(periods))
        for name in rows[0]
        if name not in ("series", "config")
    }


def config_of(said: dict[str, Any]) -> FarringtonConfig:
    return FarringtonConfig(
        freq=said["freq"],
        b=said["b"],
        w=said["w"],
        reweight=said["reweight"],
        weights_threshold=said["weightsThreshold"],
        trend=said["trend"],
        p_threshold_trend=said["pThresholdTrend"],
        no_periods=said["noPeriods"],
        past_weeks_not_included=said["pastWeeksNotIncluded"],
        threshold_method=said["thresholdMethod"],
        alpha=said["alpha"],
        limit54=tuple(said["limit54"]),
        compatibility="r-surveillance",
    )


def same(mine: NDArray[np.float64], theirs: NDArray[np.float64]) -> None:
    np.testing.assert_array_equal(np.isfinite(mine), np.isfinite(theirs))
    known = np.isfinite(theirs)
    np.testing.assert_allclose(mine[known], theirs[known], rtol=1e-6, atol=1e-15)


@pytest.mark.parametrize("name", NAMES)
def test_equals_r(folder: Path, name: str) -> None:
    said = json.loads((folder / "configs.json").read_text())["configs"][name]
    counts = wide(folder / f"{said['input']}_counts.csv")
    people = wide(folder / f"{said['input']}_population.csv") if said["populationOffset"] else None
    periods, theirs = columns(folder / f"out_{name}.csv")
    found = farrington_flexible(counts, at=[k - 1 for k in periods], config=config_of(said), population=people)
    np.testing.assert_array_equal(found.observed, theirs["observed"])
    np.testing.assert_array_equal(found.alarm, theirs["alarm"] == 1)
    same(found.upper, theirs["upperbound"])
    same(found.expected, theirs["expected"])
    same(found.p_value, theirs["pvalue"])
    same(found.dispersion, theirs["phi"])
    # where the slope is nothing but rounding, it is chance whether R calls it a trend (M1 and M3: one of 400)
    kept = theirs["trend"] == 1
    told, said_slope = np.where(found.trend, found.slope, 0), np.where(kept, theirs["trend_coef"], 0)
    np.testing.assert_allclose(told, said_slope, rtol=1e-6, atol=1e-12)
    differs = found.trend != kept
    assert differs.sum() <= 1
    assert np.abs(found.slope[differs]).max(initial=0) < 1e-12
    np.testing.assert_array_equal(found.assessable, np.isfinite(theirs["upperbound"]))
    assert found.assessable.mean() > 0.6


def test_equals_the_older_function_of_r(folder: Path) -> None:
    # farrington() with its b=5, w=3, alpha=0.01 (two-sided); where it doesn't assess it writes 0
    config = FarringtonConfig(
        w=3,
        weights_threshold=1,
        p_threshold_trend=0.05,
        no_periods=1,
        past_weeks_not_included=3,
        threshold_method="delta",
        alpha=0.005,
        compatibility="r-farrington-1996",
    )
    periods, theirs = columns(folder / "out_farrington1996.csv")
    found = farrington_flexible(wide(folder / "weekly_counts.csv"), at=[k - 1 for k in periods], config=config)
    np.testing.assert_array_equal(found.alarm, theirs["alarm"] == 1)
    np.testing.assert_allclose(np.nan_to_num(found.upper), theirs["upperbound"], rtol=1e-6)


@pytest.mark.parametrize("method", ["C1", "C2", "C3"])
def test_ears_equals_r(folder: Path, method: str) -> None:
    counts = wide(folder / "weekly_counts.csv")
    periods, theirs = columns(folder / f"out_ears_{method}.csv")
    found = ears(counts, at=[k - 1 for k in periods], method=method)
    same(found.upper, theirs["upperbound"])
    np.testing.assert_array_equal(found.alarm, theirs["alarm"] == 1)
    np.testing.assert_array_equal(found.assessable, ~np.isnan(theirs["alarm"]))
    assert found.alarm.any()
    assert set(np.unique(found.reason)) <= {Reason.ASSESSED, Reason.NO_SPREAD}


def test_corrected_stays_near_r_where_series_are_ordinary(folder: Path) -> None:
    # the quirks matter to the trend and to empty seasons; with a trend always kept and enough events nothing else differs
    said = json.loads((folder / "configs.json").read_text())["configs"]["W1_noufaily_nb"]
    counts = wide(folder / "weekly_counts.csv")
    ordinary = counts[counts.mean(axis=1) > 3]
    theirs = config_of(said)
    mine = FarringtonConfig.weekly()
    old, new = (farrington_flexible(ordinary, at=[518, 519], config=config) for config in (theirs, mine))
    both = old.assessable & new.assessable & (old.trend == new.trend)
    assert both.mean() > 0.9
    np.testing.assert_allclose(new.expected[both], old.expected[both], rtol=1e-3)
    np.testing.assert_allclose(new.dispersion[both], old.dispersion[both], rtol=1e-2)
