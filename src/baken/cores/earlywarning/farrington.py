# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Unusually high counts by the (improved) Farrington method, for all series at once.

Farrington, Andrews, Beale & Catchpole (1996), JRSS A 159, 547-563; Noufaily, Enki, Farrington, Garthwaite, Andrews &
Charlett (2013), Statistics in Medicine 32, 1206-1222; Salmon, Schumacher & Höhle (2016), J. Statistical Software 70(10).
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike, NDArray

from baken.cores.earlywarning import checks
from baken.cores.earlywarning.checks import Bools, Floats, Ints
from baken.cores.earlywarning.config import FarringtonConfig
from baken.cores.earlywarning.design import Design, design
from baken.cores.earlywarning.fit import SMALLEST_OF_R
from baken.cores.earlywarning.model import Model, model
from baken.cores.earlywarning.reasons import Reason
from baken.cores.earlywarning.threshold import Threshold, threshold

CELLS = 1 << 17
"""Counts of baselines that are worked on at once: about 1 MB an array, small enough to stay near the processor."""


@dataclass(frozen=True, slots=True)
class Detection:
    """What is expected of each series in each assessed period; arrays (n_series, len(at)), NaN where not assessable.

    observed: the counts. expected: fitted mean. upper: highest count that is no alarm. alarm: count above it. p_value: raw,
    the chance of a count at least this high if the fitted model were the truth; see ``calibrate`` before a rate is
    promised on it. dispersion: variance over mean, at least 1. trend: whether a trend was kept. slope: of the log mean per
    period (0 without). variance: of the log mean (dispersion included). autocorrelation: of the residuals of neighbouring
    periods. assessable; reason: why not (``Reason`` codes).
    """

    config: FarringtonConfig
    at: Ints
    observed: Floats
    expected: Floats
    upper: Floats
    alarm: Bools
    p_value: Floats
    dispersion: Floats
    trend: Bools
    slope: Floats
    variance: Floats
    autocorrelation: Floats
    assessable: Bools
    reason: NDArray[np.int8]


def farrington_flexible(
    counts: ArrayLike,
    *,
    at: int | Sequence[int] | NDArray[np.integer],
    config: FarringtonConfig,
    population: ArrayLike | None = None,
    incomplete: int = 0,
    workers: int = 1,
) -> Detection:
    """Judge the periods ``at`` (0-based) of ``counts`` (n_series, n_time) against the same time of earlier years.

    population: (n_series, n_time), its log enters as an offset. incomplete: how many of the last periods are still filling
    up; they are neither judged (reason INCOMPLETE) nor part of any baseline that is judged, since nothing after the
    assessed period is ever used. NaN counts are unknown: what needs them is not assessable. workers: threads; the answers
    don't depend on it. ValueError, with the argument's name, on what cannot be counts, periods or a population.
    """
    table = checks.counts(counts)
    people = None if population is None else checks.population(population, table.shape)
    periods = checks.at(at, table.shape[1])
    checks.whole("incomplete", incomplete, 0)
    checks.whole("workers", workers, 1)
    result = _blank(len(table), periods, config)
    result.observed[:] = table[:, periods]
    jobs: list[tuple[int, int, Design, slice]] = []
    for column, k in enumerate(periods.tolist()):
        baseline = design(k, config)
        if k >= table.shape[1] - incomplete:
            result.reason[:, column] = Reason.INCOMPLETE
        elif baseline is None:
            result.reason[:, column] = Reason.TOO_SHORT
        else:
            size = max(64, CELLS // baseline.points.size)
            jobs += [(column, k, baseline, slice(i, i + size)) for i in range(0, len(table), size)]

    def work(job: tuple[int, int, Design, slice]) -> None:
        column, k, baseline, rows = job
        _judge(table[rows], None if people is None else people[rows], k, baseline, config, _view(result, rows, column))

    if workers == 1:
        for job in jobs:
            work(job)
    else:
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(work, jobs))
    return result


def _judge(
    table: Floats, people: Floats | None, k: int, baseline: Design, config: FarringtonConfig, out: Detection
) -> None:
    """Fill one column of the result for some series."""
    past, now = table[:, baseline.points], table[:, k]
    recent = table[:, max(0, k - config.limit54[1] + 1) : k + 1].sum(axis=1)
    reason = np.zeros(len(table), dtype=np.int8)
    if people is not None:
        reason[(people[:, baseline.points] == 0).any(axis=1) | (people[:, k] == 0)] = Reason.ZERO_POPULATION
    reason[np.isnan(past).any(axis=1) | np.isnan(now) | np.isnan(recent)] = Reason.MISSING
    fitted = np.flatnonzero(reason == 0)
    whole = fitted.size == len(table)
    past, now, recent = (past, now, recent) if whole else (past[fitted], now[fitted], recent[fitted])
    offset = here = None
    if people is not None:
        offset, here = np.log(people[np.ix_(fitted, baseline.points)]), np.log(people[fitted, k])
    found = model(past, baseline, config, offset, here)
    if config.as_r and config.threshold_method == "delta":
        # R predicts on the scale of counts here, and so nothing below its smallest mean
        np.maximum(found.mean, SMALLEST_OF_R, out=found.mean)
    bound = threshold(found, now, config)
    reason[fitted] = found.reason
    _write(out, fitted, found, bound, now, config)
    few = np.zeros(len(table), dtype=bool)
    few[fitted] = recent < config.limit54[0]
    few &= reason == 0
    reason[few] = Reason.TOO_FEW
    out.upper[few] = np.nan
    out.alarm[few] = False
    if config.as_r:
        out.expected[few] = np.nan  # R leaves out the expectation, and gives the p-value all the same,
        out.expected[reason == Reason.NOT_CONVERGED] = 0  # and leaves a 0 where there is no fit
    else:
        out.p_value[few] = np.nan
    # a bound or a mean beyond all numbers says nothing
    unbounded = (reason == 0) & ~(np.isfinite(out.upper) & np.isfinite(out.expected))
    reason[unbounded] = Reason.NOT_CONVERGED
    for array in (out.upper, out.expected, out.p_value):
        array[unbounded] = np.nan
    out.alarm[unbounded] = False
    out.reason[:] = reason
    out.assessable[:] = reason == 0


def _write(out: Detection, rows: Ints, found: Model, bound: Threshold, now: Floats, config: FarringtonConfig) -> None:
    out.expected[rows] = found.mean
    out.upper[rows] = bound.upper
    out.p_value[rows] = bound.p_value
    with np.errstate(invalid="ignore"):
        out.alarm[rows] = now > bound.upper
    out.dispersion[rows] = found.dispersion
    out.trend[rows] = found.trend
    out.slope[rows] = found.slope
    out.variance[rows] = found.variance
    out.autocorrelation[rows] = found.autocorrelation


def _blank(series: int, periods: Ints, config: FarringtonConfig) -> Detection:
    shape = (series, len(periods))

    def unknown() -> Floats:
        return np.full(shape, np.nan)

    def no() -> Bools:
        return np.zeros(shape, dtype=bool)

    return Detection(
        config=config,
        at=periods,
        observed=unknown(),
        expected=unknown(),
        upper=unknown(),
        alarm=no(),
        p_value=unknown(),
        dispersion=unknown(),
        trend=no(),
        slope=unknown(),
        variance=unknown(),
        autocorrelation=unknown(),
        assessable=no(),
        reason=np.zeros(shape, dtype=np.int8),
    )


def _view(result: Detection, rows: slice, column: int) -> Detection:
    """One column of some rows; writing into it writes into the result."""
    names = [field.name for field in fields(Detection) if field.name not in ("config", "at")]
    return Detection(
        config=result.config, at=result.at[[column]], **{name: getattr(result, name)[rows, column] for name in names}
    )
