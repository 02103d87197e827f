# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Did a figure move the right way by more where something was done than elsewhere?

A difference in differences. Counts: the ratio after/before of the areas together, over that of the other areas, on the log
scale with variance phi * (1/T0 + 1/T1 + 1/C0 + 1/C1) (the quasi-Poisson model with area group, year and their product) and
Student's t where phi was learnt.
Surveys: (T1 - T0) - (C1 - C0) of unweighted means, with the root of the sum of the squared margins. It rests on the
assumption that both groups would otherwise have moved alike, and can't tell the measure from all else that happened there:
it shows no cause, and the page says so.
"""

from math import exp, hypot, log, sqrt

from scipy.special import stdtrit

from baken.cores.estimation import of_step

from .surveys import Z95
from .types import Material, Measure, Outcome, Reading, Result, obstacle_of

MINIMUM_EVENTS = 10
"""In each group and year: below this the normal approximation of a log ratio promises too much."""


def effect(m: Material) -> Result:
    """Judge `effect`. `about` are the areas where something was done; the other areas of their level are beside them."""
    home = next((family for family in m.families if set(m.about) <= set(family.codes)), None)
    if home is None:
        return Result(Outcome.NOT_TESTABLE, "mixed_levels")
    others = tuple(code for code in home.codes if code not in m.about)
    treated, reason = _both(m, m.about)
    if reason:
        return Result(Outcome.NOT_TESTABLE, reason)
    left_out = tuple((code, why) for code in others if (why := _both(m, (code,))[1]))
    beside, _ = _both(m, tuple(code for code in others if code not in dict(left_out)))
    if not beside:
        return Result(Outcome.NOT_TESTABLE, "no_others", left_out=left_out)
    used = tuple(reading for pair in (*treated, *beside) for reading in pair)
    if m.counted:
        found = _counts(treated, beside, *of_step(home.dispersion, m.years))
    else:
        found = _surveys(treated, beside)
    if isinstance(found, str):
        return Result(Outcome.NOT_TESTABLE, found, left_out=left_out)
    whole = found[-1]
    outcome, verdict = Outcome.NO_SIGNIFICANT_CHANGE, "no_significant_change"
    if whole.lower is not None and whole.upper is not None and (whole.lower > 0 or whole.upper < 0):
        verdict = "higher" if whole.value > 0 else "lower"
        outcome = Outcome.CONTRADICTED if verdict == m.worse else Outcome.SUPPORTED
    return Result(
        outcome, "", (), found, used, left_out, of_step(home.dispersion, m.years)[0] if m.counted else None, verdict
    )


Pairs = list[tuple[Reading, Reading]]


def _both(m: Material, codes: tuple[str, ...]) -> tuple[Pairs, str]:
    pairs: Pairs = []
    for code in codes:
        before, after = m.reading(code, m.start), m.reading(code, m.end)
        reason = obstacle_of(before) or obstacle_of(after)
        if before is None or after is None or reason:
            return [], reason
        if not m.counted and (before.margin is None or after.margin is None):
            return [], "margin_unknown"
        pairs.append((before, after))
    return pairs, ""


def _counts(treated: Pairs, beside: Pairs, dispersion: float | None, freedom: int | None) -> tuple[Measure, ...] | str:
    if dispersion is None:
        return "dispersion_unknown"
    sums = [sum(pair[at].value or 0 for pair in group) for group in (treated, beside) for at in (0, 1)]
    if min(sums) < MINIMUM_EVENTS:
        return "too_few"
    far = Z95 if freedom is None else float(stdtrit(freedom, 0.975))
    parts = [_ratio("treated", sums[0], sums[1], dispersion, far), _ratio("others", sums[2], sums[3], dispersion, far)]
    middle = log(sums[1] / sums[0]) - log(sums[3] / sums[2])
    width = far * sqrt(dispersion * sum(1 / n for n in sums))
    return (*parts, Measure("effect", *(100 * (exp(v) - 1) for v in (middle, middle - width, middle + width))))


def _ratio(key: str, before: float, after: float, dispersion: float, far: float) -> Measure:
    middle, width = log(after / before), far * sqrt(dispersion * (1 / before + 1 / after))
    return Measure(key, *(100 * (exp(v) - 1) for v in (middle, middle - width, middle + width)))


def _surveys(treated: Pairs, beside: Pairs) -> tuple[Measure, ...]:
    first, second = _mean("treated", treated), _mean("others", beside)
    d = first.value - second.value
    width = hypot(first.value - (first.lower or 0), second.value - (second.lower or 0))
    return first, second, Measure("effect", d, d - width, d + width)


def _mean(key: str, pairs: Pairs) -> Measure:
    steps = [(after.value or 0) - (before.value or 0) for before, after in pairs]
    width = hypot(*(r.margin or 0 for pair in pairs for r in pair)) / len(pairs)
    middle = sum(steps) / len(steps)
    return Measure(key, middle, middle - width, middle + width)
