# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""One figure of the picture, with everything that must be said beside it."""

from dataclasses import dataclass

from baken.cores.estimation import Verdict


@dataclass(frozen=True, slots=True)
class Step:
    """The change since an earlier year. `ratio` with bounds for counts; `margin` (same unit) for survey figures.

    `dispersion` is what the change of counts was judged by.
    """

    versus: int
    difference: float | None
    verdict: Verdict
    reason: str = ""
    ratio: float | None = None
    ratio_lower: float | None = None
    ratio_upper: float | None = None
    margin: float | None = None
    p_value: float | None = None
    adjusted_p: float | None = None
    dispersion: float | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """The figure beside that of something larger: the rest of the municipality, the country, comparable municipalities."""

    verdict: Verdict
    reason: str = ""
    ratio: float | None = None
    ratio_lower: float | None = None
    ratio_upper: float | None = None
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator of one area in one year, as known at one moment.

    `value` is in the indicator's unit (events, per cent or a mark); None is withheld or unknown, never 0. For counts,
    `rate` is per 1,000 residents and `lower`/`upper` its 95% interval; for survey figures they bound `value`. `reason`
    says why there is no rate.
    """

    indicator: str
    area: str
    year: int
    value: float | None
    status: str
    dataset: str
    rate: float | None = None
    lower: float | None = None
    upper: float | None = None
    population: int | None = None
    population_year: int | None = None
    reason: str = ""
    change: Step | None = None
    rest: Beside | None = None
    n: int | None = None

    @property
    def example(self) -> bool:
        return self.status == "example"

    @property
    def known(self) -> bool:
        return self.value is not None

    @property
    def shown(self) -> float | None:
        """Return what a chart plots: the rate of a count, the value of a survey figure."""
        return self.rate if self.population is not None or self.reason else self.value
