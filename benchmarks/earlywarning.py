# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Early warning: time per series on one core beside R's surveillance, and a nationwide month on two.

The peer runs in the same run where ``Rscript`` and the package are installed (Debian: r-base-core, r-cran-surveillance); where
they aren't, that is printed. Both answer the same series with the same settings, and the bounds are compared first.
All counts are invented.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from benchmarks.measuring import Measure
from numpy.typing import NDArray

from baken.cores.earlywarning import FarringtonConfig, farrington_flexible

NATION = 560_000
PEERED = 60
"""Series that R is given; ours get forty times as many, and times are per thousand series."""

PEER = """
suppressMessages(library(surveillance))
a <- commandArgs(TRUE)
counts <- t(as.matrix(read.csv(a[1], header = FALSE)))
n <- nrow(counts)
control <- list(range = n, noPeriods = as.integer(a[3]), b = 5, w = as.integer(a[4]), reweight = TRUE,
  weightsThreshold = 2.58, trend = TRUE, pThresholdTrend = 1, alpha = 0.01, limit54 = c(0, 3),
  pastWeeksNotIncluded = as.integer(a[5]), thresholdMethod = "nbPlugin", populationOffset = FALSE, glmWarnings = FALSE)
series <- sts(counts, frequency = as.integer(a[2]), start = c(2001, 1))
began <- sum(proc.time()[1:2])
found <- suppressWarnings(farringtonFlexible(series, control))
cat(sum(proc.time()[1:2]) - began, as.vector(upperbound(found)), sep = "\\n")
"""

ONE_MONTH = """
import resource, sys, time
import numpy as np
from benchmarks.earlywarning import invented
from baken.cores.earlywarning import FarringtonConfig, farrington_flexible
config = FarringtonConfig.monthly()
counts = invented(config, {number}, np.int32)
began, busy = time.perf_counter(), time.process_time()
found = farrington_flexible(counts, at=config.reach, config=config, workers=2)
took, busy = time.perf_counter() - began, time.process_time() - busy
print(took, busy, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 ** 2, float(found.assessable.mean()))
"""


def invented(config: FarringtonConfig, number: int, dtype: type = np.int64) -> NDArray[np.int64]:
    """Seasonal, overdispersed counts with means from 0.3 to 60, just long enough; drawn in parts to spare memory."""
    rng = np.random.default_rng(7)
    periods = config.reach + 1
    out: NDArray[np.int64] = np.empty((number, periods), dtype=dtype)
    for start in range(0, number, 20_000):
        part = out[start : start + 20_000]
        mean = np.exp(rng.uniform(np.log(0.3), np.log(60), (len(part), 1)))
        mean = mean * np.exp(0.2 * np.sin(2 * np.pi * np.arange(periods) / config.freq))
        part[:] = rng.poisson(rng.gamma(mean / 0.6, 0.6))
    return out


def measures() -> Iterator[Measure]:
    """Monthly and weekly series beside R."""
    for name, standard, wanted in (
        ("monthly", FarringtonConfig.monthly(), 150),
        ("weekly", FarringtonConfig.weekly(), 100),
    ):
        config = replace(standard, limit54=(0, 3), compatibility="r-surveillance")
        counts = invented(config, 40 * PEERED)[:, : config.reach + 1]
        per_thousand = tuple(1e6 * seconds / len(counts) for seconds in _processor_time(counts, config))
        peer = _peer(counts[:PEERED], config)
        yield Measure(
            f"early warning: 1,000 {name} series, one core (wanted: {wanted} times R)",
            per_thousand,
            None if peer is None else peer * 1e6 / PEERED / wanted,
            "" if peer is None else "R surveillance",
            () if peer is None else (peer * 1e6 / PEERED,),
        )


def national() -> Iterator[Measure]:
    """All buurten x 40 types of one month, in a process of its own: its memory is measured too."""
    done = subprocess.run(
        [sys.executable, "-c", ONE_MONTH.format(number=NATION)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )
    took, busy, memory, assessed = (float(part) for part in done.stdout.split())
    print(
        f"  {NATION:,} monthly series: {busy:.1f} s of processor, {memory:.2f} GB at most (limit 4), {assessed:.0%} assessed"
    )
    if memory > 4:
        print("  over the limit of memory")
    yield Measure(f"early warning: {NATION:,} monthly series, one month, two cores", (1000 * took,), 12_000)


def _processor_time(counts: NDArray[np.int64], config: FarringtonConfig) -> list[float]:
    """Seconds of the processor, of this process only: the machine may be busy with other things. R is timed likewise."""
    found = []
    for _ in range(5):
        began = time.process_time()
        farrington_flexible(counts, at=config.reach, config=config)
        found.append(time.process_time() - began)
    return found


def _peer(counts: NDArray[np.int64], config: FarringtonConfig) -> float | None:
    """Seconds that R takes for these series, after its bounds were found to be ours; None without R."""
    if (
        shutil.which("Rscript") is None
        or subprocess.run(["Rscript", "-e", "library(surveillance)"], capture_output=True, check=False).returncode
    ):
        print("  R with surveillance is not installed here: no peer")
        return None
    with tempfile.TemporaryDirectory() as folder:
        series, script = Path(folder) / "counts.csv", Path(folder) / "peer.R"
        np.savetxt(series, counts, fmt="%d", delimiter=",")
        script.write_text(PEER, encoding="utf-8")
        settings = (config.freq, config.no_periods, config.w, config.left_out)
        done = subprocess.run(
            ["Rscript", str(script), str(series), *map(str, settings)], capture_output=True, text=True, check=True
        )
    took, *bounds = done.stdout.split()
    theirs = np.array([float(bound.replace("NA", "nan")) for bound in bounds])
    mine = farrington_flexible(counts, at=config.reach, config=config).upper[:, 0]
    if not np.allclose(mine, theirs, rtol=1e-6, equal_nan=True):
        raise SystemExit("early warning: our bounds and R's differ")
    return float(took)
