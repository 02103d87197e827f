# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the Farrington method is set."""

from dataclasses import dataclass
from typing import Literal, get_args

from baken.cores.earlywarning import checks

ThresholdMethod = Literal["nbPlugin", "muan", "delta"]
Compatibility = Literal["corrected", "r-surveillance", "r-farrington-1996"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FarringtonConfig:
    """Settings of ``farrington_flexible``; the defaults are those of Noufaily et al. (2013) for weekly counts.

    freq: periods in a year (52, 12). b: how many years back. w: half the width of the window round the same time of
    those years, in periods. no_periods: seasonal levels (1: only the windows are used; more: also what lies between,
    cut into no_periods - 1 blocks). past_weeks_not_included: the last periods that stay out of the baseline, so that
    a rise that already goes on does not raise its own threshold; None means w.

    reweight, weights_threshold: past outliers (standardised Anscombe residual above the threshold) count for less.
    trend: fit a linear trend of the log mean; it stays if b >= 3, its two-sided p-value is below p_threshold_trend
    (1: always) and its prediction does not exceed the largest baseline count.

    threshold_method: "nbPlugin" quantile of a negative binomial with the fitted mean; "muan" the same with the upper
    bound of that mean; "delta" the normal bound on the 2/3-power scale of Farrington et al. (1996). alpha: one-sided.
    limit54: (m, n): no verdict where the last n counts sum to fewer than m.

    compatibility: "corrected" fits to convergence and uses one dispersion throughout; "r-surveillance" repeats what
    R's surveillance 1.20.3 answers with farringtonFlexible, quirks included; "r-farrington-1996" what its older
    ``farrington`` answers (delta, two-sided: give half the alpha), which lacks one of the quirks.
    """

    freq: int = 52
    b: int = 5
    w: int = 3
    reweight: bool = True
    weights_threshold: float = 2.58
    trend: bool = True
    p_threshold_trend: float = 1.0
    no_periods: int = 10
    past_weeks_not_included: int | None = 26
    threshold_method: ThresholdMethod = "nbPlugin"
    alpha: float = 0.01
    limit54: tuple[int, int] = (5, 4)
    compatibility: Compatibility = "corrected"

    def __post_init__(self) -> None:
        """Refuse what cannot be meant, by name."""
        for name, least in (("freq", 1), ("b", 1), ("w", 0), ("no_periods", 1)):
            checks.whole(name, getattr(self, name), least)
        if self.past_weeks_not_included is not None:
            checks.whole("past_weeks_not_included", self.past_weeks_not_included, 0)
        for name in ("reweight", "trend"):
            if not isinstance(getattr(self, name), bool):
                raise ValueError(f"{name} must be True or False, got {getattr(self, name)!r}")
        checks.positive("weights_threshold", self.weights_threshold)
        checks.chance("p_threshold_trend", self.p_threshold_trend, one=True)
        checks.chance("alpha", self.alpha)
        if self.threshold_method not in get_args(ThresholdMethod):
            raise ValueError(
                f"threshold_method must be one of {get_args(ThresholdMethod)}, got {self.threshold_method!r}"
            )
        if self.compatibility not in get_args(Compatibility):
            raise ValueError(f"compatibility must be one of {get_args(Compatibility)}, got {self.compatibility!r}")
        if len(self.limit54) != 2:
            raise ValueError(f"limit54 must be two whole numbers (events, periods), got {self.limit54!r}")
        object.__setattr__(self, "limit54", tuple(self.limit54))
        checks.whole("limit54", self.limit54[0], 0)
        checks.whole("limit54", self.limit54[1], 1)
        if 2 * self.w + 1 > self.freq:
            raise ValueError(f"w must leave the windows apart: 2 * {self.w} + 1 exceeds freq={self.freq}")
        if self.no_periods > 1 and 2 * self.w + 1 + self.no_periods - 1 > self.freq:
            raise ValueError(
                f"no_periods must leave each block at least one period: {self.no_periods - 1} blocks between windows of "
                f"{2 * self.w + 1} don't fit into freq={self.freq}"
            )

    @classmethod
    def weekly(cls) -> "FarringtonConfig":
        """Weekly counts, as Noufaily et al. (2013) advise: five years, ten seasonal levels, half a year left out."""
        return cls()

    @classmethod
    def monthly(cls) -> "FarringtonConfig":
        """Monthly counts: five years, windows of three months, four seasonal levels, three months left out."""
        return cls(freq=12, w=1, no_periods=4, past_weeks_not_included=3, limit54=(5, 3))

    @property
    def as_r(self) -> bool:
        """Repeat R's arithmetic: its stopping rule, and what it takes covariance and dispersion from."""
        return self.compatibility != "corrected"

    @property
    def left_out(self) -> int:
        """How many of the last periods stay out of the baseline."""
        return self.w if self.past_weeks_not_included is None else self.past_weeks_not_included

    @property
    def reach(self) -> int:
        """How many periods before the assessed one the baseline begins."""
        return self.b * self.freq + self.w
