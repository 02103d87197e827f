# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""P-values that keep what they say: of quiet series, at most a share a has p <= a."""

from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from baken.cores.earlywarning import negbin
from baken.cores.earlywarning.checks import Bools, Floats, whole
from baken.cores.earlywarning.config import FarringtonConfig
from baken.cores.earlywarning.farrington import Detection
from baken.cores.earlywarning.reasons import Reason
from baken.cores.earlywarning.table import (
    LARGEST_DISPERSION,
    LARGEST_MEAN,
    CalibrationTable,
    build,
    cells,
    essential,
    predictive_dispersion,
)

SEED, NUMBER = 2026, 4000
"""Of the tables that come along. Their reserves differ: (1.25, 0.35) monthly, (2.4, 0.6) weekly and for any other config."""


@dataclass(frozen=True, slots=True)
class Calibrated:
    """Arrays (n_series, len(at)). p_value: calibrated, NaN where nothing can be said (``reason``); never below the depth.

    deepest: rarer than the calibration reaches; print "< p" (the p-value here), never a smaller number.
    """

    p_value: Floats
    deepest: Bools
    reason: NDArray[np.int8]


def calibrate(found: Detection, table: CalibrationTable | None = None) -> Calibrated:
    """Recalibrate the raw tails of a detection by the table of its config; of the standard ones it need not be given.

    The raw tail is that of a negative binomial whose variance holds the error of the fitted mean as well; the table says how
    often it is reached when nothing happens (see ``table``). A period with too few recent events (``limit54``) gets p = 1: it
    is no alarm, but it stays in the family, since which periods these are depends on the very count that is judged. Series
    unlike everything in the simulated family (means above 2000, wilder than a gamma shape of 0.2) get NaN and reason
    UNCALIBRATED. ValueError if detection and table don't belong together.
    """
    if found.config.compatibility != "corrected":
        raise ValueError("found must come from a corrected config: what R answers isn't calibrated")
    if table is None:
        if _standard(found.config) is None:
            raise ValueError("table must be given for this config: calibration_table(config), which takes minutes")
        table = calibration_table(found.config)
    if essential(table.config) != essential(found.config):
        raise ValueError("table must be that of the config of found: calibration_table(config)")
    seen = found.assessable | (found.reason == Reason.TOO_FEW)
    tail = np.ones(found.observed.shape)
    tail[seen] = negbin.upper_tail(found.observed[seen], found.expected[seen], predictive_dispersion(found)[seen])
    p, deepest = table.look_up(cells(found).ravel(), tail.ravel())
    p, deepest = p.reshape(tail.shape), deepest.reshape(tail.shape)
    with np.errstate(invalid="ignore"):
        p[(found.expected > LARGEST_MEAN) | (found.dispersion > LARGEST_DISPERSION)] = np.nan
    few = found.reason == Reason.TOO_FEW
    p[few & ~np.isnan(p)] = 1
    p[~seen] = np.nan
    reason = found.reason.copy()
    reason[seen & np.isnan(p)] = Reason.UNCALIBRATED
    return Calibrated(p, deepest & found.assessable & ~np.isnan(p), reason)


def calibration_table(config: FarringtonConfig, *, seed: int = SEED, number: int = NUMBER) -> CalibrationTable:
    """Return the table of a config. Those of ``weekly()`` and ``monthly()`` come along; others take minutes, once a process.

    alpha, threshold_method and limit54 don't matter to it.
    """
    whole("seed", seed, 0, 2**63)
    whole("number", number, 100)
    table = _made(essential(config), seed, number)
    return replace(table, config=config)


@lru_cache(maxsize=16)
def _made(config: FarringtonConfig, seed: int, number: int) -> CalibrationTable:
    name = _standard(config)
    if name is None or (seed, number) != (SEED, NUMBER):
        return build(config, seed=seed, number=number)
    with files("baken.cores.earlywarning").joinpath("data", f"{name}.npz").open("rb") as file:
        return CalibrationTable.load(file, config)


def _standard(config: FarringtonConfig) -> str | None:
    """Name of the table that comes along for a config, if any."""
    known = {"weekly": FarringtonConfig.weekly(), "monthly": FarringtonConfig.monthly()}
    return next((name for name, own in known.items() if essential(own) == essential(config)), None)
