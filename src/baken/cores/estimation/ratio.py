# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Test and interval for the ratio of two rates: the arithmetic under changes and comparisons."""

from dataclasses import dataclass
from math import inf

from scipy.special import betainc, betaincinv, ndtr, ndtri, stdtr, stdtrit

from baken.cores.estimation.verdict import Verdict


@dataclass(frozen=True, slots=True)
class RatioTest:
    """Ratio second/first with interval and two-sided p; ``ratio`` is None when the first count is 0."""

    ratio: float | None
    lower: float
    upper: float
    p_value: float
    direction: Verdict


def compare_counts(
    first: int,
    second: int,
    exposure_first: float,
    exposure_second: float,
    dispersion: float,
    level: float,
    freedom: int | None = None,
) -> RatioTest:
    """Conditional test of two counts (not both 0) with exposures above 0; see :func:`baken.cores.estimation.change`.

    Given their sum n, the second count is binomial with chance exposure_second / (exposure_first + exposure_second) if
    the rates are equal (Przyborowski & Wilenski 1940, Biometrika 31). p is twice the smaller tail, and the interval
    is Clopper & Pearson's (1934, Biometrika 26) of that chance, turned into a ratio: both rest on the same tails, so
    that p < 1 - level exactly when the interval leaves out 1 (Fay 2010, The R Journal 2/1, on matching intervals). The
    "minimum likelihood" p-value of R's binom.test can contradict the interval beside it, hence not used.

    A dispersion that was learnt with ``freedom`` degrees of freedom is itself uncertain: tails become those of Student's
    t at the same distance (McCullagh & Nelder 1989, par. 4.5 and 9.2, on quasi-likelihood with an estimated scale).
    """
    a, b = first / dispersion, second / dispersion
    chance = exposure_second / (exposure_first + exposure_second)
    tail = _normal_tail((1 - level) / 2, freedom)
    at_most = float(betainc(a, b + 1, 1 - chance)) if a > 0 else 1.0
    at_least = float(betainc(b, a + 1, chance)) if b > 0 else 1.0
    lower = float(betaincinv(b, a + 1, tail)) if b > 0 else 0.0
    upper = float(betaincinv(b + 1, a, 1 - tail)) if a > 0 else 1.0
    scale = exposure_first / exposure_second
    up = second * exposure_first > first * exposure_second
    return RatioTest(
        ratio=second / first * scale if first else None,
        lower=_odds(lower) * scale,
        upper=_odds(upper) * scale,
        p_value=_student_p(min(1.0, 2 * min(at_most, at_least)), freedom),
        direction=Verdict.HIGHER if up else Verdict.LOWER,
    )


def _odds(chance: float) -> float:
    return chance / (1 - chance) if chance < 1 else inf


def _normal_tail(tail: float, freedom: int | None) -> float:
    return tail if freedom is None else float(ndtr(stdtrit(freedom, tail)))


def _student_p(p_value: float, freedom: int | None) -> float:
    return p_value if freedom is None else min(1.0, 2 * float(stdtr(freedom, ndtri(p_value / 2))))
