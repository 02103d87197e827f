# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Did the number really change between two periods?"""

from dataclasses import dataclass
from math import inf

from baken.cores.estimation import checks
from baken.cores.estimation.dispersion import Dispersion, of_step
from baken.cores.estimation.ratio import compare_counts
from baken.cores.estimation.verdict import Reason, Verdict


@dataclass(frozen=True, slots=True)
class Change:
    """Two counts and what may be said about the step between them.

    ``difference`` is in events (after - before); the ratio is that of the rates (count / exposure). ``ratio`` is None
    and ``ratio_upper`` None (no upper bound) when ``before`` is 0. ``adjusted_p`` is filled by ``judge_together``.
    """

    before: int | None
    after: int | None
    difference: int | None
    ratio: float | None
    ratio_lower: float | None
    ratio_upper: float | None
    p_value: float | None
    verdict: Verdict
    reason: Reason | None
    direction: Verdict | None = None
    adjusted_p: float | None = None
    dispersion: float | None = 1.0
    level: float = 0.95
    minimum_total: int = 10


def change(
    before: int | None,
    after: int | None,
    *,
    exposure_before: float | None = 1.0,
    exposure_after: float | None = 1.0,
    dispersion: float | Dispersion | None = 1.0,
    years: int = 1,
    freedom: int | None = None,
    level: float = 0.95,
    minimum_total: int = 10,
) -> Change:
    """Judge whether the rate after differs from the rate before, by the exact conditional test of two counts.

    ``exposure_*`` are residents, days or any other measure of opportunity, in one unit for both; None is unknown.
    ``dispersion`` is the variance over the mean: what ``dispersion_of`` learnt, which then counts for a step over ``years``
    years and brings its own uncertainty (Student's t); or a number, learnt with ``freedom`` degrees of freedom or, where
    that is None, known. At 1 the test is exact: p is twice the
    smaller binomial tail and agrees with the Clopper-Pearson interval (``ratio.compare_counts`` has the sources).

    Above 1 both counts are divided by the dispersion and the tails taken from the incomplete beta function, which
    continues the binomial ones between whole numbers. A count with variance phi x mean holds as much information as a
    Poisson count phi times smaller, so mean and variance of the log ratio come out as in the quasi-Poisson model,
    while the test stays one formula that becomes the exact one at phi = 1, works with zeros, and errs to the
    cautious side with few events, where a normal approximation promises too much.

    Fewer than ``minimum_total`` events together: ``too_few``. Unknown counts, exposures or dispersion (None):
    not assessable, with the reason. Raises ValueError on negative, fractional or non-finite numbers.
    """
    level = checks.level(level)
    minimum_total = checks.count("minimum_total", minimum_total)
    checks.positive("years", years)
    phi, learnt = of_step(dispersion, years)
    freedom = freedom if learnt is None else learnt
    first = None if before is None else checks.count("before", before)
    second = None if after is None else checks.count("after", after)
    time_first = None if exposure_before is None else checks.positive("exposure_before", exposure_before)
    time_second = None if exposure_after is None else checks.positive("exposure_after", exposure_after)
    if first is None or second is None:
        return _no_verdict(first, second, Reason.COUNT_UNKNOWN, phi, level, minimum_total)
    if time_first is None or time_second is None:
        return _no_verdict(first, second, Reason.POPULATION_UNKNOWN, phi, level, minimum_total)
    if phi is None:
        return _no_verdict(first, second, Reason.DISPERSION_UNKNOWN, phi, level, minimum_total)
    if first + second < max(minimum_total, 1):
        return _no_verdict(first, second, Reason.TOO_FEW, phi, level, minimum_total)
    test = compare_counts(first, second, time_first, time_second, phi, level, freedom)
    return Change(
        before=first,
        after=second,
        difference=second - first,
        ratio=test.ratio,
        ratio_lower=test.lower,
        ratio_upper=None if test.upper == inf else test.upper,
        p_value=test.p_value,
        verdict=test.direction if test.p_value < 1 - level else Verdict.NO_SIGNIFICANT_CHANGE,
        reason=None,
        direction=test.direction,
        dispersion=phi,
        level=level,
        minimum_total=minimum_total,
    )


def _no_verdict(
    before: int | None, after: int | None, reason: Reason, phi: float | None, level: float, minimum_total: int
) -> Change:
    return Change(
        before=before,
        after=after,
        difference=None if before is None or after is None else after - before,
        ratio=None,
        ratio_lower=None,
        ratio_upper=None,
        p_value=None,
        verdict=Verdict.NOT_ASSESSABLE,
        reason=reason,
        dispersion=phi,
        level=level,
        minimum_total=minimum_total,
    )
