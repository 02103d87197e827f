# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a period of a series is not assessed."""

from enum import IntEnum


class Reason(IntEnum):
    """Stored as a small whole number in the result's ``reason`` array; 0 means: assessed."""

    ASSESSED = 0
    TOO_SHORT = 1
    """The windows reach back before the first count, or leave no degree of freedom."""
    INCOMPLETE = 2
    """The caller said that this period is still filling up."""
    MISSING = 3
    """A count that the fit or the verdict needs is unknown (NaN)."""
    ZERO_POPULATION = 4
    """Nobody lived there in the period itself or in one of the baseline."""
    ALL_ZERO = 5
    """The baseline has no event at all: no rate can be learnt from it."""
    SEPARATED = 6
    """The season of the period has no event in the baseline: the fit would put its mean at 0."""
    NOT_CONVERGED = 7
    """No stable fit, with or without trend."""
    TOO_FEW = 8
    """Fewer events in the last periods than ``limit54`` asks: a threshold would say little."""
    NO_SPREAD = 9
    """The points of the baseline are all equal: nothing to measure an exceedance with (EARS C3)."""
    UNCALIBRATED = 10
    """Unlike every kind of series that the calibration was simulated for."""
