# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Did a figure go the way that the claim says, or stay as it was?

Counts: the conditional test of two counts with the dispersion of the municipality's own areas, all areas of a level judged
together, just as the safety picture does (`observe.picture.judging`). Surveys: abs(d) > sqrt(m1**2 + m2**2).
"""

from collections.abc import Callable
from dataclasses import dataclass

from baken.cores.estimation import Dispersion, change, judge_together, of_step, survey_change
from baken.decide.policy.facade import Expect

from .combine import combine
from .surveys import judged_together
from .types import Family, Material, Outcome, Part, Reading, Result, obstacle_of

EQUIVALENT_PERCENT = 10.0
"""A count or share that demonstrably moved by less than this, up or down, counts as unchanged."""
EQUIVALENT_MARK = 0.2
"""The same for a mark from 0 to 10, in points."""


@dataclass(frozen=True, slots=True)
class Step:
    """The change of one area: `value` in per cent (counts) or points (surveys) with bounds; `band` what is still equal."""

    verdict: str
    reason: str
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    band: float = EQUIVALENT_PERCENT

    @property
    def equivalent(self) -> bool:
        """Whether the whole interval lies within the band: two one-sided tests at 2.5% each (Schuirmann 1987)."""
        return (
            self.lower is not None and self.upper is not None and -self.band <= self.lower and self.upper <= self.band
        )


def moved(m: Material) -> Result:
    """Judge `lower` and `higher`."""

    def outcome(step: Step) -> Outcome:
        if step.verdict not in ("lower", "higher"):
            return Outcome.NO_SIGNIFICANT_CHANGE
        return Outcome.SUPPORTED if step.verdict == m.expect else Outcome.CONTRADICTED

    return _judged(m, outcome)


def unchanged(m: Material) -> Result:
    """Judge `unchanged`: a change that can't be shown doesn't yet show that there is none.

    Supported where the whole interval lies within the band of equivalence; contradicted where a change is demonstrable
    and may be larger than that.
    """
    assert m.expect is Expect.UNCHANGED

    def outcome(step: Step) -> Outcome:
        if step.equivalent:
            return Outcome.SUPPORTED
        return Outcome.CONTRADICTED if step.verdict in ("lower", "higher") else Outcome.NO_SIGNIFICANT_CHANGE

    return _judged(m, outcome)


def _judged(m: Material, outcome: Callable[[Step], Outcome]) -> Result:
    parts: dict[str, Part] = {}
    used: list[Reading] = []
    for family in m.families:
        steps = _counts(m, family, used) if m.counted else _surveys(m, family, used)
        for code in (code for code in m.about if code in family.codes):
            reason = obstacle_of(m.reading(code, m.start)) or obstacle_of(m.reading(code, m.end))
            step = steps.get(code)
            if reason or step is None or step.reason:
                told = reason or (step.reason if step else "no_figure")
                parts[code] = Part(code, Outcome.NOT_TESTABLE, told)
            else:
                parts[code] = Part(code, outcome(step), "", step.verdict, step.value, step.lower, step.upper)
    return finished(m, parts, used, lambda dispersion: of_step(dispersion, m.years)[0])


def _both(m: Material, codes: tuple[str, ...]) -> list[tuple[str, Reading, Reading]]:
    found = []
    for code in codes:
        before, after = m.reading(code, m.start), m.reading(code, m.end)
        if before and after and not obstacle_of(before) and not obstacle_of(after):
            found.append((code, before, after))
    return found


def _counts(m: Material, family: Family, used: list[Reading]) -> dict[str, Step]:
    pairs = _both(m, family.codes)
    used += [reading for _code, *both in pairs for reading in both]
    told = judge_together(
        # one denominator for all years, so the exposures are equal
        change(int(before.value or 0), int(after.value or 0), dispersion=family.dispersion, years=m.years)
        for _code, before, after in pairs
    )
    steps = {}
    for (code, _before, _after), one in zip(pairs, told, strict=True):
        value, lower, upper = (percent(r) for r in (one.ratio, one.ratio_lower, one.ratio_upper))
        steps[code] = Step(str(one.verdict), str(one.reason or ""), value, lower, upper)
    return steps


def _surveys(m: Material, family: Family, used: list[Reading]) -> dict[str, Step]:
    # Only the areas asked about: the picture doesn't judge survey figures of all wijken together either.
    pairs = _both(m, tuple(code for code in m.about if code in family.codes))
    used += [reading for _code, *both in pairs for reading in both]
    told = {
        code: survey_change(before.value, before.margin, after.value, after.margin) for code, before, after in pairs
    }
    verdicts = judged_together({code: (one.difference, one.margin) for code, one in told.items()})
    steps = {}
    for code, before, _after in pairs:
        one = told[code]
        if one.reason or one.difference is None or one.margin is None:
            steps[code] = Step("", str(one.reason or "margin_unknown"))
            continue
        band = EQUIVALENT_MARK if m.mark else EQUIVALENT_PERCENT / 100 * abs(before.value or 0)
        steps[code] = Step(
            verdicts[code], "", one.difference, one.difference - one.margin, one.difference + one.margin, band
        )
    return steps


def percent(ratio: float | None) -> float | None:
    """Return a ratio as a difference in per cent; None stays unknown, or without bound."""
    return None if ratio is None else 100 * (ratio - 1)


def finished(
    m: Material,
    parts: dict[str, Part],
    used: list[Reading],
    told: Callable[[Dispersion | float | None], float | None],
) -> Result:
    """Return the parts in the order of the areas asked about, with their one outcome; a reason where none was testable.

    `told` says which number of a family's dispersion was reckoned with.
    """
    ordered = tuple(parts.get(code, Part(code, Outcome.NOT_TESTABLE, "no_figure")) for code in m.about)
    outcome = combine(part.outcome for part in ordered)
    reason = ordered[0].reason if outcome == Outcome.NOT_TESTABLE and ordered else ""
    dispersions = [family.dispersion for family in m.families if set(family.codes) & set(m.about)]
    wildness = told(dispersions[0]) if m.counted and dispersions else None
    return Result(outcome, reason, ordered, used=tuple(dict.fromkeys(used)), dispersion=wildness)
