# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Does an area lie above or below the rest, and does perception stand out further than victimisation?"""

from math import hypot

from baken.cores.estimation import (
    Comparison,
    Estimate,
    judge_together,
    of_level,
    perception_beside_victimisation,
    versus_rest,
)
from baken.decide.policy.facade import Expect

from .change import finished, percent
from .surveys import judged_together
from .types import Family, Material, Outcome, Part, Reading, Result, obstacle_of

WANTED = {Expect.BELOW_AVERAGE: "lower", Expect.ABOVE_AVERAGE: "higher"}


def beside_rest(m: Material) -> Result:
    """Judge `below_average` and `above_average`.

    Counts: against the rest of the municipality, all areas of the level together. Survey figures: against the whole
    municipality, which errs on the cautious side since the area is part of it.
    """
    whole = m.reading(m.whole, m.end)
    reason = obstacle_of(whole)
    parts: dict[str, Part] = {}
    used: list[Reading] = [whole] if whole is not None and not reason else []
    for family in m.families:
        about = [code for code in m.about if code in family.codes]
        if reason or whole is None:
            parts |= {code: Part(code, Outcome.NOT_TESTABLE, reason) for code in about}
        elif m.counted:
            parts |= _counts(m, family, about, whole, used)
        else:
            parts |= _surveys(m, about, whole, used)
    return finished(m, parts, used, lambda dispersion: of_level(dispersion)[0])


def _outcome(m: Material, verdict: str) -> Outcome:
    if verdict not in ("higher", "lower"):
        return Outcome.NO_SIGNIFICANT_CHANGE
    return Outcome.SUPPORTED if verdict == WANTED[m.expect] else Outcome.CONTRADICTED


def _counts(m: Material, family: Family, about: list[str], whole: Reading, used: list[Reading]) -> dict[str, Part]:
    known = {code: r for code in family.codes if (r := m.reading(code, m.end)) and not obstacle_of(r)}
    used += known.values()
    together: list[tuple[str, Comparison]] = []
    for code, r in known.items():
        try:
            told = versus_rest(
                int(r.value or 0), r.residents, int(whole.value or 0), whole.residents, dispersion=family.dispersion
            )
        except ValueError:  # the part is larger than its whole: the sources don't agree
            continue
        together.append((code, told))
    judged = dict(zip([code for code, _ in together], judge_together(told for _, told in together), strict=True))
    parts = {}
    for code in about:
        one = judged.get(code)
        if one is None or one.reason:
            told_why = obstacle_of(m.reading(code, m.end)) or (str(one.reason) if one else "inconsistent")
            parts[code] = Part(code, Outcome.NOT_TESTABLE, told_why)
            continue
        value, lower, upper = (percent(r) for r in (one.ratio, one.ratio_lower, one.ratio_upper))
        parts[code] = Part(code, _outcome(m, one.verdict), "", str(one.verdict), value, lower, upper)
    return parts


def _surveys(m: Material, about: list[str], whole: Reading, used: list[Reading]) -> dict[str, Part]:
    parts: dict[str, Part] = {}
    differences: dict[str, tuple[float | None, float | None]] = {}
    for code in about:
        r = m.reading(code, m.end)
        reason = obstacle_of(r)
        if r is None or reason or r.margin is None or whole.margin is None:
            parts[code] = Part(code, Outcome.NOT_TESTABLE, reason or "margin_unknown")
            continue
        used.append(r)
        differences[code] = ((r.value or 0) - (whole.value or 0), hypot(r.margin, whole.margin))
    verdicts = judged_together(differences)
    for code, (difference, margin) in differences.items():
        d, width = difference or 0, margin or 0
        parts[code] = Part(code, _outcome(m, verdicts[code]), "", verdicts[code], d, d - width, d + width)
    return parts


def mismatch(m: Material) -> Result:
    """Judge `mismatch`: perception lies further above the municipality's than victimisation does.

    Contradicted where victimisation demonstrably stands out further.
    """
    parts: dict[str, Part] = {}
    used: list[Reading] = []
    for code in m.about:
        four = [m.reading(area, m.end, slug) for area in (code, m.whole) for slug in (m.indicator, m.beside)]
        reason = next((why for why in map(obstacle_of, four) if why), "")
        estimates = [_estimate(reading) for reading in four]
        if not reason and None in estimates:
            reason = "margin_unknown"
        if reason:
            parts[code] = Part(code, Outcome.NOT_TESTABLE, reason)
            continue
        used += [reading for reading in four if reading is not None]
        seen, befell, all_seen, all_befell = estimates
        told = perception_beside_victimisation(seen, befell, all_seen, all_befell)
        d, margin = told.difference or 0.0, told.margin or 0.0
        verdict, outcome = "no_significant_change", Outcome.NO_SIGNIFICANT_CHANGE
        if abs(d) > margin:
            verdict = "higher" if d > 0 else "lower"
            outcome = Outcome.SUPPORTED if d > 0 else Outcome.CONTRADICTED
        parts[code] = Part(code, outcome, "", verdict, d, d - margin, d + margin)
    return finished(m, parts, used, lambda dispersion: of_level(dispersion)[0])


def _estimate(reading: Reading | None) -> Estimate | None:
    if reading is None or reading.value is None or reading.lower is None or reading.upper is None:
        return None
    return Estimate(reading.value, reading.lower, reading.upper)
