# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes into a test and what comes out. All values are plain: a stored outcome can be worked out again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from baken.cores.estimation import Dispersion
from baken.decide.policy.facade import Expect


class Outcome(StrEnum):
    """What the figures say of a claim, or of one of its tests."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NO_SIGNIFICANT_CHANGE = "no_significant_change"
    NOT_TESTABLE = "not_testable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One figure of one area in one year. `value` is a count of events, per cent or a mark; None is withheld, never 0.

    `lower` and `upper` bound a survey figure's 95% interval, in its unit; `residents` is what a count is divided by.
    """

    indicator: str
    area: str
    year: int
    value: float | None
    status: str
    dataset: str
    lower: float | None = None
    upper: float | None = None
    residents: int | None = None

    @property
    def margin(self) -> float | None:
        """Half the interval of a survey figure; None where the source gives none."""
        return None if self.lower is None or self.upper is None else (self.upper - self.lower) / 2


@dataclass(frozen=True, slots=True)
class Family:
    """Areas of one level, judged together (Holm). `dispersion`: how much wilder than chance their counts are."""

    codes: tuple[str, ...]
    dispersion: Dispersion | float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One test with everything it needs.

    `about` are the areas asked about, `families` all areas of their levels, `whole` the municipality. `start` and `end`
    are years; `breaks` the years from which the survey asked in another way. `obstacle` is a reason, found while
    gathering, why nothing can be tested.
    """

    expect: Expect
    indicator: str
    about: tuple[str, ...]
    whole: str
    families: tuple[Family, ...] = ()
    start: int | None = None
    end: int | None = None
    counted: bool = True
    mark: bool = False
    worse: str = "higher"
    beside: str = ""
    breaks: frozenset[int] = frozenset()
    readings: Mapping[tuple[str, str, int], Reading] = field(default_factory=dict)
    obstacle: str = ""

    @property
    def years(self) -> int:
        """How many years the step spans; 1 where it spans none."""
        return max(1, (self.end or 0) - (self.start or 0)) if self.start else 1

    def reading(self, area: str, year: int | None, indicator: str = "") -> Reading | None:
        """Return the figure of `area` in `year` (of the test's own indicator unless another is named)."""
        return None if year is None else self.readings.get((indicator or self.indicator, area, year))


@dataclass(frozen=True, slots=True)
class Part:
    """What a test says of one area. `value` with bounds: the difference found, in per cent for counts, points for surveys.

    `verdict` is higher, lower or no_significant_change where one could be given.
    """

    area: str
    outcome: Outcome
    reason: str = ""
    verdict: str = ""
    value: float | None = None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A number worked out over several areas, with its 95% interval."""

    key: str
    value: float
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of one test with what led to it. `used` are the figures that went in; `left_out` areas with why."""

    outcome: Outcome
    reason: str = ""
    parts: tuple[Part, ...] = ()
    measures: tuple[Measure, ...] = ()
    used: tuple[Reading, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    dispersion: float | None = None
    verdict: str = ""


def obstacle_of(reading: Reading | None) -> str:
    """Return why a figure can't test anything, or an empty text: absent, an example, or not published."""
    if reading is None:
        return "no_figure"
    if reading.status == "example":
        return "example"
    return "withheld" if reading.value is None else ""
