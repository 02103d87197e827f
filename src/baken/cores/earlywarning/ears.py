# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Unusually high counts where there is no history: EARS C1, C2 and C3.

Hutwagner, Thompson, Seeman & Treadwell (2003), Journal of Urban Health 80(2) suppl. 1, 89-96; thresholds as in Salmon,
Schumacher & Höhle (2016). No season, no trend, seven points: a first look, on which no false-alarm rate is promised.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from baken.cores.earlywarning import checks
from baken.cores.earlywarning.checks import Bools, Floats, Ints
from baken.cores.earlywarning.reasons import Reason

BASELINE = 7
DEFAULT_ALPHA = {"C1": 0.001, "C2": 0.001, "C3": 0.025}
LAG = {"C1": 0, "C2": 2, "C3": 2}


@dataclass(frozen=True, slots=True)
class EarsDetection:
    """Arrays (n_series, len(at)): baseline mean (expected), highest count that is no alarm, alarm, and why not assessed."""

    at: Ints
    observed: Floats
    expected: Floats
    upper: Floats
    alarm: Bools
    assessable: Bools
    reason: NDArray[np.int8]


def ears(
    counts: ArrayLike,
    *,
    at: int | Sequence[int] | NDArray[np.integer],
    method: Literal["C1", "C2", "C3"] = "C1",
    alpha: float | None = None,
    incomplete: int = 0,
) -> EarsDetection:
    """Judge the periods ``at`` (0-based) of ``counts`` (n_series, n_time) against the seven just before.

    C1: the seven directly before; C2: with two periods between, so that a rise doesn't raise its own threshold; both alarm
    above mean + z x sd. C3 adds up how far the C2 statistics of the two periods before exceed 1, and alarms where that is more
    than z: it says that a rise goes on, whatever the last count. alpha: one-sided;
    0.001 for C1 and C2, 0.025 for C3 unless given. Where all seven are equal, C1 and C2 alarm at any higher count and C3 is
    not assessable. ``incomplete`` and NaN as with ``farrington_flexible``.
    """
    table = checks.counts(counts)
    periods = checks.at(at, table.shape[1])
    if method not in LAG:
        raise ValueError(f"method must be C1, C2 or C3, got {method!r}")
    z = -ndtri(checks.chance("alpha", DEFAULT_ALPHA[method] if alpha is None else alpha))
    checks.whole("incomplete", incomplete, 0)
    mean, spread = _before(table, periods, LAG[method])
    observed = table[:, periods]
    if method == "C3":
        exceeded = np.zeros_like(observed)
        for earlier in (1, 2):
            its_mean, its_spread = _before(table, periods - earlier, LAG[method])
            with np.errstate(divide="ignore", invalid="ignore"):
                score = (np.where(periods >= earlier, table[:, periods - earlier], np.nan) - its_mean) / its_spread
            exceeded += np.maximum(0, score - 1)
        with np.errstate(invalid="ignore"):
            # as the reference has it: the bound moves with the count itself, so what decides is whether the two periods
            # before exceeded by more than z together
            upper = np.maximum(0, observed + spread * (z - exceeded))
    else:
        upper = np.maximum(0, mean + z * spread)
    reach = BASELINE + LAG[method] + (2 if method == "C3" else 0)
    reason = np.zeros(observed.shape, dtype=np.int8)
    reason[np.isnan(upper)] = Reason.NO_SPREAD
    for column, k in enumerate(periods.tolist()):
        needed = np.isnan(table[:, max(0, k - reach) : k + 1]).any(axis=1)
        reason[needed, column] = Reason.MISSING
        if k < reach:
            reason[:, column] = Reason.TOO_SHORT
        if k >= table.shape[1] - incomplete:
            reason[:, column] = Reason.INCOMPLETE
    upper[reason != 0] = np.nan
    mean[reason != 0] = np.nan
    with np.errstate(invalid="ignore"):
        alarm = observed > upper
    return EarsDetection(periods, observed, mean, upper, alarm, reason == 0, reason)


def _before(table: Floats, periods: Ints, lag: int) -> tuple[Floats, Floats]:
    """Mean and standard deviation of the seven points before each period; NaN where the series doesn't reach."""
    ends = periods - lag
    reaches = ends >= BASELINE
    window = np.where(reaches, ends, BASELINE)[:, None] + np.arange(-BASELINE, 0)
    if table.shape[1] < BASELINE:
        return (np.full((len(table), len(periods)), np.nan),) * 2
    points = table[:, window]
    mean, spread = points.mean(axis=2), points.std(axis=2, ddof=1)
    return np.where(reaches, mean, np.nan), np.where(reaches, spread, np.nan)
