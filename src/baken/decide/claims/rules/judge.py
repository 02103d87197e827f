# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""One test judged: what stands in its way first, then the rule that belongs to what it expects."""

from collections.abc import Callable, Mapping

from baken.decide.policy.facade import Expect

from . import change, effect, gap, level
from .types import Material, Outcome, Result

RULES: Mapping[Expect, Callable[[Material], Result]] = {
    Expect.LOWER: change.moved,
    Expect.HIGHER: change.moved,
    Expect.UNCHANGED: change.unchanged,
    Expect.BELOW_AVERAGE: level.beside_rest,
    Expect.ABOVE_AVERAGE: level.beside_rest,
    Expect.MISMATCH: level.mismatch,
    Expect.DIFFERS: gap.differs,
    Expect.SHRINKING: gap.shrinking,
    Expect.EFFECT: effect.effect,
}


def judge(material: Material) -> Result:
    """Return the outcome of one test. Never raises on odd figures: what can't be judged is not testable, with why."""
    reason = material.obstacle or _obstacle(material)
    if reason:
        return Result(Outcome.NOT_TESTABLE, reason)
    return RULES[material.expect](material)


def _obstacle(m: Material) -> str:
    if not m.about:
        return "no_areas"
    if m.end is None:
        return "no_figure"
    if m.start is not None and not m.counted and any(m.start < year <= m.end for year in m.breaks):
        return "method_break"  # before all else: no other figures will help
    return "no_later_year" if m.start is not None and m.end <= m.start else ""
