# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures from a survey: an estimate with its bounds, and whether two of them differ."""

from dataclasses import dataclass
from math import hypot

from baken.cores.estimation import checks
from baken.cores.estimation.verdict import Reason, Verdict


@dataclass(frozen=True, slots=True)
class Estimate:
    """A survey figure with the bounds of its interval, all in the unit of the figure (usually per cent or a mark)."""

    value: float
    lower: float
    upper: float

    def __post_init__(self) -> None:
        for name in ("value", "lower", "upper"):
            checks.real(name, getattr(self, name))
        if not self.lower <= self.value <= self.upper:
            raise ValueError(f"value must lie within its bounds, got {self.lower} <= {self.value} <= {self.upper}")

    @property
    def margin(self) -> float:
        """Half the width of the interval: what stands behind the plus-or-minus."""
        return (self.upper - self.lower) / 2


@dataclass(frozen=True, slots=True)
class SurveyChange:
    """Step between two survey figures and the margin that it had to exceed; both None where ``reason`` says why."""

    before: float | None
    after: float | None
    difference: float | None
    margin: float | None
    verdict: Verdict
    reason: Reason | None


def survey_change(
    before: float | None,
    before_margin: float | None,
    after: float | None,
    after_margin: float | None,
    *,
    method_break: bool = False,
) -> SurveyChange:
    """Judge two survey figures by their half-margins: real if abs(difference) > sqrt(m1**2 + m2**2).

    The rule is the usual test for two independent samples, at the level of the margins (95% for the Veiligheidsmonitor
    of Statistics Netherlands). ``method_break`` says that the way of asking changed in between (as in 2021): then the
    two figures do not measure the same and nothing is said. None means unknown. Raises ValueError on a
    non-finite number or a negative margin.
    """
    first = None if before is None else checks.real("before", before)
    second = None if after is None else checks.real("after", after)
    margin_first = None if before_margin is None else checks.not_negative("before_margin", before_margin)
    margin_second = None if after_margin is None else checks.not_negative("after_margin", after_margin)
    if method_break:
        return SurveyChange(first, second, None, None, Verdict.NOT_ASSESSABLE, Reason.METHOD_BREAK)
    if first is None or second is None:
        return SurveyChange(first, second, None, None, Verdict.NOT_ASSESSABLE, Reason.VALUE_UNKNOWN)
    if margin_first is None or margin_second is None:
        return SurveyChange(first, second, second - first, None, Verdict.NOT_ASSESSABLE, Reason.MARGIN_UNKNOWN)
    difference, margin = second - first, hypot(margin_first, margin_second)
    if abs(difference) <= margin:
        verdict = Verdict.NO_SIGNIFICANT_CHANGE
    else:
        verdict = Verdict.HIGHER if difference > 0 else Verdict.LOWER
    return SurveyChange(first, second, difference, margin, verdict, None)
