# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Do residents of an area see more crime than befalls them, compared with the whole municipality?"""

from dataclasses import dataclass
from enum import StrEnum
from math import hypot

from baken.cores.estimation.survey import Estimate
from baken.cores.estimation.verdict import Reason


class DivergenceVerdict(StrEnum):
    """Which of the two stands out further above its reference."""

    PERCEPTION_HIGHER = "perception_higher"
    VICTIMISATION_HIGHER = "victimisation_higher"
    NO_SIGNIFICANT_CHANGE = "no_significant_change"
    NOT_ASSESSABLE = "not_assessable"


@dataclass(frozen=True, slots=True)
class Divergence:
    """Gaps to the reference (percentage points), their difference, and the margin that this has to exceed."""

    perception_gap: float | None
    victimisation_gap: float | None
    difference: float | None
    margin: float | None
    verdict: DivergenceVerdict
    reason: Reason | None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Bounds of the difference, at the level of the margins; None where it can't be told."""
        if self.difference is None or self.margin is None:
            return None
        return self.difference - self.margin, self.difference + self.margin


def perception_beside_victimisation(
    perception: Estimate | None,
    victimisation: Estimate | None,
    reference_perception: Estimate | None,
    reference_victimisation: Estimate | None,
) -> Divergence:
    """Compare how far perceived crime and victimisation each lie above their reference.

    All four are shares of residents in per cent, with bounds at one level; the references are those of the municipality
    (or the country). perception_gap = perception - reference_perception, likewise victimisation_gap. They diverge when
    abs(perception_gap - victimisation_gap) exceeds the root of the sum of the four squared half-margins: the rule of
    ``survey_change`` for a difference of differences. It treats the four as independent. That is cautious for the area
    within its reference (they share respondents, which shrinks the real margin) and for perception and victimisation
    asked of the same people, where the two go together. The verdict says that the two pictures differ,
    not that residents are wrong: what is registered or reported is not all that happens. None is unknown.
    """
    parts = (perception, victimisation, reference_perception, reference_victimisation)
    if perception is None or victimisation is None or reference_perception is None or reference_victimisation is None:
        verdict = DivergenceVerdict.NOT_ASSESSABLE
        return Divergence(
            _gap(perception, reference_perception),
            _gap(victimisation, reference_victimisation),
            None,
            None,
            verdict,
            Reason.VALUE_UNKNOWN,
        )
    perception_gap = perception.value - reference_perception.value
    victimisation_gap = victimisation.value - reference_victimisation.value
    difference = perception_gap - victimisation_gap
    margin = hypot(*(part.margin for part in parts if part is not None))
    if abs(difference) <= margin:
        verdict = DivergenceVerdict.NO_SIGNIFICANT_CHANGE
    elif difference > 0:
        verdict = DivergenceVerdict.PERCEPTION_HIGHER
    else:
        verdict = DivergenceVerdict.VICTIMISATION_HIGHER
    return Divergence(perception_gap, victimisation_gap, difference, margin, verdict, None)


def _gap(estimate: Estimate | None, reference: Estimate | None) -> float | None:
    return None if estimate is None or reference is None else estimate.value - reference.value
