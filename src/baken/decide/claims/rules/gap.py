# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far do wijken lie apart, and do they come closer together?

The spread of counts is `baken.cores.estimation.disparity`: how far rates lie from that of all wijken, relative to it, weighted
by residents, chance taken off.

Survey figures: the same with the variance of the figures, unweighted, less what their margins explain.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from scipy.special import chdtrc, stdtrit

from baken.cores.estimation import Dispersion, disparity, of_level

from .surveys import ALPHA, Z95
from .types import Material, Measure, Outcome, Reading, Result, obstacle_of

MINIMUM_RESIDENTS = 1000
"""Wijken with fewer are left out, as everywhere where areas are held against each other: visitors weigh too much there."""
MINIMUM_WIJKEN = 3
MINIMUM_EVENTS = 5.0
"""Events a wijk on average; below this the chi-square isn't one."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Differences between areas in one year. `square` has chance taken off and may be negative; `p` is that of no difference.

    `scale` turns the root into what is shown: per cent of the average for counts, points for surveys. `far` is the quantile
    behind a 95% margin, `bounds` those of the square where they lie otherwise.
    """

    square: float
    variance: float
    p: float
    scale: float = 1.0
    far: float = Z95
    bounds: tuple[float, float] | None = None

    def measure(self, key: str) -> Measure:
        """Return the root with its interval."""
        width = self.far * sqrt(self.variance)
        lower, upper = self.bounds or (self.square - width, self.square + width)
        return Measure(key, *(self.scale * sqrt(max(0.0, v)) for v in (self.square, lower, upper)))


def spread_of_counts(events: Sequence[float], residents: Sequence[float], dispersion: Dispersion | float) -> Spread:
    """Return the spread of rates of at least two areas. `dispersion` is at least 1; not all events 0."""
    counts, people = [int(x) for x in events], [int(p) for p in residents]
    told = disparity(counts, people, dispersion=dispersion, minimum_population=1, minimum_areas=2, minimum_mean=0)
    assert told.square is not None
    assert told.variance is not None
    assert told.p_value is not None
    far = Z95 if told.freedom is None else float(stdtrit(told.freedom, 0.975))
    bounds = ((told.lower or 0.0) ** 2, (told.upper or 0.0) ** 2)
    return Spread(told.square, told.variance, told.p_value, 100.0, far, bounds)


def spread_of_survey(values: Sequence[float], margins: Sequence[float]) -> Spread:
    """Return the spread of survey figures with their 95% margins (above 0)."""
    errors = [(margin / Z95) ** 2 for margin in margins]
    k = len(values)
    mean = sum(values) / k
    square = sum((v - mean) ** 2 for v in values) / k
    by_chance = sum(errors) / k * (1 - 1 / k)
    variance = sum((2 * (v - mean) / k) ** 2 * e for v, e in zip(values, errors, strict=True))
    variance += 2 * sum(e**2 for e in errors) / k**2
    weights = [1 / e for e in errors]
    pooled = sum(v * w for v, w in zip(values, weights, strict=True)) / sum(weights)
    chi_square = sum((v - pooled) ** 2 * w for v, w in zip(values, weights, strict=True))
    return Spread(square - by_chance, variance, float(chdtrc(k - 1, chi_square)))


def differs(m: Material) -> Result:
    """Judge `differs`: more than chance explains. Never contradicted: that none can be shown isn't that there is none."""
    chosen = _chosen(m, (m.end,))
    if isinstance(chosen, Result):
        return chosen
    spread = _spread(m, chosen.wijken, m.end)
    outcome = Outcome.SUPPORTED if spread.p < ALPHA else Outcome.NO_SIGNIFICANT_CHANGE
    return chosen.result(m, outcome, (spread.measure("now"),), "")


def shrinking(m: Material) -> Result:
    """Judge `shrinking`: the spread is demonstrably smaller than in the first year (contradicted: larger)."""
    chosen = _chosen(m, (m.start, m.end))
    if isinstance(chosen, Result):
        return chosen
    then, now = _spread(m, chosen.wijken, m.start), _spread(m, chosen.wijken, m.end)
    difference, width = now.square - then.square, now.far * sqrt(then.variance + now.variance)
    outcome, verdict = Outcome.NO_SIGNIFICANT_CHANGE, "no_significant_change"
    if abs(difference) > width:
        verdict = "lower" if difference < 0 else "higher"
        outcome = Outcome.SUPPORTED if difference < 0 else Outcome.CONTRADICTED
    return chosen.result(m, outcome, (then.measure("then"), now.measure("now")), verdict)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The wijken that can be compared in every year asked for, and those that can't."""

    wijken: Mapping[str, tuple[Reading, ...]]
    left_out: tuple[tuple[str, str], ...]

    def result(self, m: Material, outcome: Outcome, measures: tuple[Measure, ...], verdict: str) -> Result:
        used = tuple(reading for readings in self.wijken.values() for reading in readings)
        wildness = of_level(m.families[0].dispersion)[0] if m.counted else None
        return Result(outcome, "", (), measures, used, self.left_out, wildness, verdict)


def _chosen(m: Material, years: tuple[int | None, ...]) -> _Chosen | Result:
    wijken: dict[str, tuple[Reading, ...]] = {}
    left_out: list[tuple[str, str]] = []
    for code in m.families[0].codes if m.families else ():
        readings = [m.reading(code, year) for year in years]
        reason = next((why for why in map(obstacle_of, readings) if why), "")
        found = tuple(reading for reading in readings if reading is not None)
        if not reason and m.counted and any((r.residents or 0) < MINIMUM_RESIDENTS for r in found):
            reason = "population_too_small"
        if not reason and not m.counted and any(not r.margin for r in found):
            reason = "margin_unknown"
        if reason:
            left_out.append((code, reason))
        else:
            wijken[code] = found
    reason = _too_little(m, wijken, left_out)
    if reason:
        return Result(Outcome.NOT_TESTABLE, reason, left_out=tuple(left_out))
    return _Chosen(wijken, tuple(left_out))


def _too_little(m: Material, wijken: Mapping[str, tuple[Reading, ...]], left_out: list[tuple[str, str]]) -> str:
    if len(wijken) < MINIMUM_WIJKEN:
        reasons = [reason for _code, reason in left_out]
        return next((r for r in ("example", "no_figure", "withheld", "margin_unknown") if r in reasons), "few_wijken")
    if not m.counted:
        return ""
    if m.families[0].dispersion is None:
        return "dispersion_unknown"
    sums = [sum(r.value or 0 for r in column) for column in zip(*wijken.values(), strict=True)]
    return "too_few" if min(sums) < MINIMUM_EVENTS * len(wijken) else ""


def _spread(m: Material, wijken: Mapping[str, tuple[Reading, ...]], year: int | None) -> Spread:
    readings = [r for readings in wijken.values() for r in readings if r.year == year]
    values = [float(r.value or 0) for r in readings]
    if not m.counted:
        return spread_of_survey(values, [r.margin or 0 for r in readings])
    return spread_of_counts(values, [float(r.residents or 0) for r in readings], m.families[0].dispersion or 1.0)
