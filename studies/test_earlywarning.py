# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What early warning promises, measured at length; and R, where it is installed, on settings drawn at random."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from tests.cores.earlywarning.generators import HELD_OUT
from tests.cores.earlywarning.promise import false_discoveries, strata, upper_99

from baken.cores.earlywarning import FarringtonConfig, farrington_flexible

CASES = [("monthly", FarringtonConfig.monthly(), 40_000), ("weekly", FarringtonConfig.weekly(), 20_000)]


@pytest.mark.parametrize("kind", HELD_OUT)
@pytest.mark.parametrize(("name", "config", "number"), CASES, ids=[case[0] for case in CASES])
def test_false_alarms_by_mean_and_dispersion(name: str, config: FarringtonConfig, number: int, kind: str) -> None:
    # the bound of a stratum of 20,000 can't tell 0.0005 from 0.001
    alphas = (0.05, 0.01, 0.001) if number >= 40_000 else (0.05, 0.01)
    broken = [s for s in strata(config, number, 1, kinds={kind: HELD_OUT[kind]}, alphas=alphas) if s.bound > s.alpha]
    assert not broken


@pytest.mark.parametrize("kind", ["autocorrelation", "season, trend, autocorrelation"])
def test_the_hardest_weekly_kinds_at_the_depth(kind: str) -> None:
    kinds = {kind: HELD_OUT[kind]}
    assert not [
        s for s in strata(FarringtonConfig.weekly(), 60_000, 8, kinds=kinds, alphas=(0.001,)) if s.bound > 0.001
    ]


def test_false_discoveries_of_many_municipalities() -> None:
    found = false_discoveries(FarringtonConfig.monthly(), 40, 5000, 2)
    for name in ("calibrated BH", "calibrated BY"):
        shares = found[name][:, 0]
        assert shares.mean() + 2.33 * shares.std(ddof=1) / np.sqrt(len(shares)) <= 0.05, name
    assert found["raw BH"][:, 0].mean() > 0.05


def test_the_tail_that_is_shown_as_smaller_than() -> None:
    # p at the depth, 0.0001: all kinds together, since each alone would take millions of series
    deep, number = 0, 0
    for seed in range(3):
        for stratum in strata(FarringtonConfig.monthly(), 20_000, 50 + seed, alphas=(0.0001,)):
            deep, number = deep + stratum.calibrated, number + stratum.number
    assert upper_99(deep, number) <= 0.0001


def test_random_settings_equal_r(tmp_path: Path) -> None:
    if (
        shutil.which("Rscript") is None
        or subprocess.run(["Rscript", "-e", "library(surveillance)"], capture_output=True, check=False).returncode
    ):
        pytest.skip("needs R with surveillance")
    rng = np.random.default_rng(12)
    compared = 0
    for _ in range(30):
        weekly = bool(rng.random() < 0.5)
        w = int(rng.integers(0, 6 if weekly else 3))
        freq = 52 if weekly else 12
        config = FarringtonConfig(
            freq=freq,
            b=int(rng.integers(2, 7)),
            w=w,
            reweight=bool(rng.random() < 0.7),
            weights_threshold=float(rng.choice([1, 2.58])),
            trend=bool(rng.random() < 0.7),
            p_threshold_trend=float(rng.choice([0.05, 0.5, 1])),
            no_periods=int(min(rng.integers(1, 21), freq - 2 * w)),
            past_weeks_not_included=int(rng.integers(0, 27 if weekly else 7)),
            threshold_method=str(rng.choice(["nbPlugin", "muan", "delta"])),  # type: ignore[arg-type]
            alpha=float(rng.choice([0.1, 0.05, 0.01, 0.001])),
            limit54=(0, 4),
            compatibility="r-surveillance",
        )
        periods = config.reach + 3
        mean = np.exp(rng.uniform(np.log(1), np.log(80), (12, 1)))
        counts = rng.poisson(rng.gamma(mean / 0.8, 0.8, (12, periods)))
        people = rng.integers(2000, 3000, counts.shape) if rng.random() < 0.5 else None
        theirs = _asked_r(tmp_path, counts, people, config)
        if theirs is None:  # R stops on some settings; ours says not assessable
            continue
        found = farrington_flexible(counts, at=[periods - 2, periods - 1], config=config, population=people)
        np.testing.assert_allclose(found.upper, theirs[..., 0], rtol=1e-6, equal_nan=True, err_msg=str(config))
        np.testing.assert_allclose(found.p_value, theirs[..., 1], rtol=1e-6, equal_nan=True, err_msg=str(config))
        np.testing.assert_allclose(found.dispersion, theirs[..., 2], rtol=1e-6, err_msg=str(config))
        compared += 1
    assert compared > 20


def _asked_r(
    folder: Path, counts: np.ndarray, people: np.ndarray | None, config: FarringtonConfig
) -> np.ndarray | None:
    np.savetxt(folder / "counts.csv", counts, fmt="%d", delimiter=",")
    np.savetxt(folder / "people.csv", np.ones_like(counts) if people is None else people, fmt="%d", delimiter=",")
    true = {True: "TRUE", False: "FALSE"}
    script = f"""
suppressMessages(library(surveillance))
counts <- t(as.matrix(read.csv("counts.csv", header = FALSE)))
people <- t(as.matrix(read.csv("people.csv", header = FALSE)))
n <- nrow(counts)
s <- sts(counts, population = people, frequency = {config.freq}, start = c(2001, 1))
r <- suppressWarnings(farringtonFlexible(s, list(range = (n - 1):n, b = {config.b}, w = {config.w},
  noPeriods = {config.no_periods}, reweight = {true[config.reweight]}, weightsThreshold = {config.weights_threshold},
  trend = {true[config.trend]}, pThresholdTrend = {config.p_threshold_trend}, alpha = {config.alpha}, limit54 = c(0, 4),
  pastWeeksNotIncluded = {config.left_out}, thresholdMethod = "{config.threshold_method}", glmWarnings = FALSE,
  populationOffset = {true[people is not None]})))
write(rbind(as.vector(upperbound(r)), as.vector(r@control$pvalue), as.vector(r@control$phiVector)), "out.txt", 3)
cat("done")
"""
    (folder / "ask.R").write_text(script.replace("write(rbind", "options(digits = 17)\nwrite(rbind"))
    done = subprocess.run(["Rscript", "ask.R"], cwd=folder, capture_output=True, text=True, check=False)
    if "done" not in done.stdout:
        return None
    values = [float(part.replace("NA", "nan")) for part in (folder / "out.txt").read_text().split()]
    return np.array(values).reshape(len(counts), 2, 3)
