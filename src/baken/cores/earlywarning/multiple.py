# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Read thousands of p-values side by side: which to show so that few of those shown are false."""

import numpy as np
from numpy.typing import ArrayLike

from baken.cores.earlywarning.checks import Floats


def benjamini_hochberg(p_values: ArrayLike) -> Floats:
    """Adjusted p-values, in the shape given; NaN (not assessable) stays and is no part of the family.

    Showing what is at most q keeps the expected share of false ones among those shown at most q, for independent tests
    and for such as rise together (Benjamini & Hochberg 1995, JRSS B 57, 289-300; Benjamini & Yekutieli 2001).
    """
    return _step_up(p_values, 1.0)


def benjamini_yekutieli(p_values: ArrayLike) -> Floats:
    """The same under any dependence whatever, at the price of a factor 1 + 1/2 + ... + 1/m.

    Benjamini & Yekutieli (2001), Annals of Statistics 29, 1165-1188.
    """
    family = int((~np.isnan(_checked(p_values))).sum())
    return _step_up(p_values, float((1 / np.arange(1, family + 1)).sum()))


def _step_up(p_values: ArrayLike, factor: float) -> Floats:
    given = _checked(p_values)
    flat = given.ravel()
    adjusted = np.full(flat.shape, np.nan)
    known = np.flatnonzero(~np.isnan(flat))
    order = known[np.argsort(flat[known], kind="stable")]
    m = order.size
    steps = flat[order] * (factor * m / np.arange(1, m + 1))
    adjusted[order] = np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1)
    return adjusted.reshape(given.shape)


def _checked(p_values: ArrayLike) -> Floats:
    given = np.asarray(p_values, dtype=np.float64)
    with np.errstate(invalid="ignore"):
        if ((given < 0) | (given > 1)).any():
            raise ValueError("p_values must lie between 0 and 1 (NaN where not assessable)")
    return given
