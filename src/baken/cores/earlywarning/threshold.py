# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From an expected count to the highest count that is no alarm, and how rare the observed one is."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from baken.cores.earlywarning import negbin
from baken.cores.earlywarning.checks import Floats
from baken.cores.earlywarning.config import FarringtonConfig
from baken.cores.earlywarning.model import Model


@dataclass(frozen=True, slots=True)
class Threshold:
    """upper: (s,) highest count that is no alarm. p_value: (s,) raw."""

    upper: Floats
    p_value: Floats


def threshold(model: Model, now: Floats, config: FarringtonConfig) -> Threshold:
    """Bound and raw p-value by the method of the config."""
    z = -ndtri(config.alpha)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        if config.threshold_method == "delta":
            # Var(y^(2/3)) is about 4/9 mean^(1/3) tau, with tau the dispersion plus the share of the mean's own error
            tau = model.dispersion + model.variance * model.mean
            spread = np.sqrt(4 / 9 * np.cbrt(model.mean) * tau)
            power = np.cbrt(model.mean) ** 2
            upper = np.maximum(0, power + z * spread) ** 1.5
            return Threshold(upper, ndtr(-(np.cbrt(now) ** 2 - power) / spread))
        mean = model.mean if config.threshold_method == "nbPlugin" else model.mean * np.exp(z * np.sqrt(model.variance))
    return Threshold(
        negbin.quantile(config.alpha, mean, model.dispersion), negbin.upper_tail(now, mean, model.dispersion)
    )
