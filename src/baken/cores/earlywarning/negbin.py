# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tails and quantiles of the negative binomial by mean and dispersion (Poisson at dispersion 1), for whole arrays.

With variance = phi x mean the size is mean / (phi - 1) and the chance of success 1 / phi; the tails are incomplete beta
and gamma functions (Johnson, Kemp & Kotz 2005, Univariate Discrete Distributions, ch. 5).
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betainc, gammainc, ndtri

from baken.cores.earlywarning.checks import Bools, Floats

LARGEST = 1e15
"""Above this whole numbers and floats part ways; a quantile there is an approximation of the normal kind."""
POISSON = 1e-9
"""A dispersion this close to 1 is Poisson: the size would be too large for the beta function."""


def upper_tail(count: ArrayLike, mean: ArrayLike, dispersion: ArrayLike) -> Floats:
    """P(Y >= count). Arrays that broadcast; unknown or infinite in, NaN out."""
    beyond = np.asarray(count, dtype=np.float64)
    beyond, mean, dispersion = np.broadcast_arrays(beyond, mean, dispersion)
    out = np.full(beyond.shape, np.nan)
    known = np.isfinite(mean) & np.isfinite(dispersion) & np.isfinite(beyond)
    zero = known & (beyond <= 0)
    out[zero] = 1.0
    poisson = known & ~zero & (dispersion <= 1 + POISSON)
    out[poisson] = gammainc(beyond[poisson], mean[poisson])
    wider = known & ~zero & ~poisson
    phi, mu = dispersion[wider], np.maximum(mean[wider], np.finfo(np.float64).tiny)
    out[wider] = betainc(beyond[wider], mu / (phi - 1), 1 - 1 / phi)
    return out


def quantile(alpha: ArrayLike, mean: ArrayLike, dispersion: ArrayLike) -> Floats:
    """Smallest whole number u with P(Y <= u) >= 1 - alpha. A Cornish-Fisher start, then steps to the exact answer."""
    alpha, mean, dispersion = (np.array(a, dtype=np.float64) for a in np.broadcast_arrays(alpha, mean, dispersion))
    shape = mean.shape
    alpha, mean, dispersion = alpha.ravel(), mean.ravel(), dispersion.ravel()
    out = np.full(mean.shape, np.nan)
    known = np.flatnonzero(np.isfinite(mean) & np.isfinite(dispersion) & (mean >= 0))
    alpha, mean, dispersion = alpha[known], mean[known], dispersion[known]
    spread = np.sqrt(dispersion * mean)
    z = -ndtri(alpha)
    start = mean + z * spread + (2 * dispersion - 1) * (z * z - 1) / 6
    start = np.floor(np.maximum(start, 0))
    out[known] = np.where(start < LARGEST, _exact(start, alpha, mean, dispersion), start)
    return out.reshape(shape)


def _exact(start: Floats, alpha: Floats, mean: Floats, dispersion: Floats) -> Floats:
    # a hair of slack, so that a probability that equals 1 - alpha up to rounding counts as reached
    target = alpha * (1 + 64 * np.finfo(np.float64).eps) if alpha.size else alpha

    def reached(where: "np.ndarray[tuple[int], np.dtype[np.intp]]", u: Floats) -> Bools:
        # P(Y > u) <= alpha, from the upper tail, which keeps its digits where alpha is tiny
        return np.asarray(upper_tail(u + 1, mean[where], dispersion[where]) <= target[where])

    every = np.flatnonzero(start < LARGEST)
    answer = start.copy()
    high = reached(every, start[every])
    low, top = start.copy(), start.copy()
    # walk down from where it is reached, up from where it isn't, with doubling steps, until the answer is enclosed
    for down in (True, False):
        walking, step = every[high if down else ~high], 1.0
        while walking.size:
            if down:
                top[walking] = low[walking]
                low[walking] = np.maximum(low[walking] - step, -1)
                going = low[walking] >= 0
                going[going] = reached(walking[going], low[walking[going]])
            else:
                low[walking] = top[walking]
                top[walking] = top[walking] + step
                going = ~reached(walking, top[walking])
            walking, step = walking[going], step * 2
    wide = every[top[every] - low[every] > 1]
    while wide.size:
        between = np.floor((low[wide] + top[wide]) / 2)
        enough = reached(wide, between)
        top[wide[enough]] = between[enough]
        low[wide[~enough]] = between[~enough]
        # beyond 2^53 neighbouring floats lie further apart than 1: nothing lies between
        wide = wide[top[wide] - low[wide] > np.maximum(1, np.spacing(top[wide]))]
    answer[every] = top[every]
    return answer
