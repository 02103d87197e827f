# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The baseline model of many series for one assessed period: fit, dispersion, reweighting, whether the trend stays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr

from baken.cores.earlywarning.checks import Bools, Floats, Ints
from baken.cores.earlywarning.config import FarringtonConfig
from baken.cores.earlywarning.design import Design
from baken.cores.earlywarning.fit import CONVERGED, R_GLM, Fit, fit
from baken.cores.earlywarning.reasons import Reason

STEEPEST = 25.0
"""A log mean that moves this much within the baseline is a fit that runs away, not a trend."""
YEARS_FOR_A_TREND = 3


@dataclass(frozen=True, slots=True)
class Model:
    """What is expected of s series: arrays (s,), NaN where ``reason`` is not 0.

    mean: expected count. variance: of its log, the dispersion of the model included. dispersion: at least 1.
    autocorrelation: of the Pearson residuals of neighbouring periods.
    """

    mean: Floats
    variance: Floats
    dispersion: Floats
    trend: Bools
    slope: Floats
    autocorrelation: Floats
    reason: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A fit with its dispersion; ``scale`` goes into the error of the prediction, ``tested`` into the test of the trend."""

    fit: Fit
    dispersion: Floats
    scale: Floats
    tested: Floats
    freedom: Floats


def model(
    past: Floats, baseline: Design, config: FarringtonConfig, offset: Floats | None, here: Floats | None
) -> Model:
    """Fit the baseline counts (s, n). ``offset``: their log population; ``here``: that of the assessed period."""
    reason = np.zeros(len(past), dtype=np.int8)
    kept = None if config.as_r else _events_in_season(past, baseline, reason)
    rows = np.flatnonzero(reason == 0)
    if rows.size < len(past):
        past = past[rows]
        offset = None if offset is None else offset[rows]
        here = None if here is None else here[rows]
        kept = None if kept is None else kept[rows]
    if kept is not None and kept.all():
        kept = None
    here = np.zeros(len(past)) if here is None else here
    tried = config.trend
    found = _fit(past, baseline, config, offset, kept, trend=tried)
    trend = np.full(len(past), tried)
    if tried:
        drop = ~found.fit.converged
        if not config.as_r:
            with np.errstate(invalid="ignore"):
                drop |= ~(np.abs(found.fit.slope) * np.ptp(baseline.time) < STEEPEST)
        if config.b < YEARS_FOR_A_TREND:
            drop[:] = True
        else:
            with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
                drop |= ~(np.exp(found.fit.eta(baseline) + here) <= past.max(axis=1))
                t = found.fit.slope * np.sqrt(found.fit.information / found.tested)
                p = 2 * stdtr(found.freedom, -np.abs(t))
                # at 1 every slope passes, also one that is nothing but rounding (p = 1)
                drop |= ~((p < config.p_threshold_trend) | (config.p_threshold_trend == 1))
        if drop.any():
            again = _fit(
                past[drop],
                baseline,
                config,
                None if offset is None else offset[drop],
                None if kept is None else kept[drop],
                trend=False,
            )
            found.fit.put(drop, again.fit)
            for name in ("dispersion", "scale", "tested", "freedom"):
                getattr(found, name)[drop] = getattr(again, name)
            trend[drop] = False
    return _told(found, past, baseline, trend, here, rows, reason)


def _told(
    found: _Fitted, past: Floats, baseline: Design, trend: Bools, here: Floats, rows: Ints, reason: NDArray[np.int8]
) -> Model:
    good = found.fit.converged & (found.freedom >= 1) & np.isfinite(found.dispersion)
    reason[rows[~good]] = np.where(found.freedom[~good] < 1, Reason.TOO_SHORT, Reason.NOT_CONVERGED)
    blank = np.full(len(reason), np.nan)
    out = Model(
        blank, blank.copy(), blank.copy(), np.zeros(len(reason), dtype=bool), blank.copy(), blank.copy(), reason
    )
    where = rows[good]
    with np.errstate(over="ignore", invalid="ignore"):
        out.mean[where] = np.exp(found.fit.eta(baseline) + here)[good]
        out.variance[where] = (found.fit.variance_of_eta(baseline) * found.scale)[good]
    out.dispersion[where] = found.dispersion[good]
    out.trend[where] = trend[good]
    out.slope[where] = found.fit.slope[good]
    out.autocorrelation[where] = _autocorrelation(past, found.fit.mean, baseline)[good]
    return out


def _events_in_season(past: Floats, baseline: Design, reason: NDArray[np.int8]) -> Bools:
    """Mark series that can't be fitted, and return (s, n) the points that take part.

    The likelihood puts a season without any event at a mean of 0, where its points fit exactly: they say nothing about the
    rest and count neither as points nor as a parameter. If it is the season of the assessed period, there is no verdict.
    """
    events = past @ (baseline.label[:, None] == np.arange(baseline.seasons)).astype(np.float64)
    reason[events[:, 0] == 0] = Reason.SEPARATED
    reason[events.sum(axis=1) == 0] = Reason.ALL_ZERO
    return np.asarray((events > 0)[:, baseline.label])


def _fit(
    past: Floats, baseline: Design, config: FarringtonConfig, offset: Floats | None, kept: Bools | None, *, trend: bool
) -> _Fitted:
    """Fit, estimate the dispersion, and where past outliers stand out fit again with less weight for them."""
    quirks = config.compatibility == "r-surveillance"
    stop = R_GLM if config.as_r else CONVERGED
    prior = None if kept is None else kept.astype(np.float64)
    found = fit(past, baseline, stop, trend=trend, offset=offset, prior=prior)
    if kept is None:
        points = np.full(len(past), float(past.shape[1]))
        freedom = points - baseline.seasons - trend
    else:
        points = kept.sum(axis=1).astype(np.float64)
        freedom = points - (found.per_season > 0).sum(axis=1) - trend
    pearson = _pearson(past, found, freedom)
    raw = pearson
    if config.reweight:
        weights, outlying = _weights(
            past, found, baseline, np.fmax(1, pearson), prior, points, config.weights_threshold
        )
        if quirks:
            # R takes the prior weights for working weights here (docs/models/earlywarning.md)
            raw = (((past - found.mean) / found.mean) ** 2).sum(axis=1) / freedom
        if outlying.any():
            part = past[outlying]
            off = None if offset is None else offset[outlying]
            near = None if config.as_r else found.rows(outlying)
            again = fit(part, baseline, stop, trend=trend, offset=off, prior=weights, near=near)
            found.put(outlying, again)
            pearson[outlying] = _pearson(part, again, freedom[outlying])
            if quirks:
                raw[outlying] = (weights * ((part - again.mean) / again.mean) ** 2).sum(axis=1) / freedom[outlying]
    dispersion = np.fmax(1, pearson)
    scale, tested = {
        "corrected": (dispersion, dispersion),
        "r-surveillance": (raw, raw),
        "r-farrington-1996": (dispersion, pearson),
    }[config.compatibility]
    return _Fitted(found, dispersion, scale.copy(), tested.copy(), freedom)


def _pearson(past: Floats, found: Fit, freedom: Floats) -> Floats:
    """Pearson's chi-square over the degrees of freedom; NaN without any."""
    with np.errstate(all="ignore"):
        relative = (past - found.mean) / found.mean
        relative *= relative
        return np.asarray(np.einsum("ij,ij->i", relative, found.weight) / np.where(freedom >= 1, freedom, np.nan))


def _weights(
    past: Floats,
    found: Fit,
    baseline: Design,
    dispersion: Floats,
    prior: Floats | None,
    points: Floats,
    most: float,
) -> tuple[Floats, Bools]:
    """Weights of the points of those series that have an outlier, and which series these are.

    Standardised Anscombe residuals above ``most`` weigh residual^-2, the others 1, scaled to sum to the number of points.
    """
    with np.errstate(all="ignore"):
        # no Anscombe residual exceeds Pearson's, by the bend of the power 2/3: most points need no roots
        spread = 1 - found.leverage(baseline)
        spread *= dispersion[:, None]
        least = spread * found.mean
        np.sqrt(least, out=least)
        least *= most * (1 - 1e-9)
        least += found.mean
        # a season of one point fits it exactly, but for rounding: it can't stand out
        row, column = np.nonzero((past >= least) & (spread > 0))
        mean = found.mean[row, column]
        sixth = np.cbrt(np.sqrt(mean))
        anscombe = 1.5 * (np.cbrt(past[row, column]) ** 2 / sixth - sixth**3) / np.sqrt(spread[row, column])
        out = anscombe > most
    row, column, anscombe = row[out], column[out], anscombe[out]
    outlying = np.zeros(len(past), dtype=bool)
    outlying[row] = True
    weights = np.ones((int(outlying.sum()), past.shape[1]))
    weights[(np.cumsum(outlying) - 1)[row], column] = anscombe**-2.0
    if prior is not None:
        weights *= prior[outlying]
    weights *= (points[outlying] / weights.sum(axis=1))[:, None]
    return weights, outlying


def _autocorrelation(past: Floats, mean: Floats, baseline: Design) -> Floats:
    """Lag-1 autocorrelation of the Pearson residuals, over the pairs of baseline points that are neighbours in time."""
    pairs = np.flatnonzero(np.diff(baseline.points) == 1)
    with np.errstate(all="ignore"):
        residual = past - mean
        residual /= np.sqrt(mean)
        residual[~np.isfinite(residual)] = 0  # a season left out fits exactly
        if pairs.size == 0:
            return np.zeros(len(past))
        together = np.einsum("ij,ij->i", residual[:, :-1], residual[:, 1:] * (np.diff(baseline.points) == 1))
        return np.asarray(together / pairs.size / np.einsum("ij,ij->i", residual, residual) * residual.shape[1])
