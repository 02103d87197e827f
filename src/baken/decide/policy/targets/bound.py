# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Targets with the figures that belong to them: what an indicator was, is, and should become."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from baken.observe.facade import INDICATORS, Figure, figure_url, figures_of, latest_year
from baken.registry.facade import areas

from ..models import Direction, Target
from ..rules import IndicatorReading


@dataclass(frozen=True, slots=True)
class Bound:
    """One target. `now` and `then` are figures; None where nothing is known. Values are in the indicator's own unit."""

    target: Target
    label: str
    area_name: str
    year: int
    now: Figure | None
    then: Figure | None

    @property
    def counted(self) -> bool:
        """Whether values are whole numbers."""
        indicator = INDICATORS.get(self.target.indicator)
        return indicator is not None and indicator.is_count

    @property
    def example(self) -> bool:
        """Whether the figure is an example figure (the target being invented is another matter)."""
        return self.now is not None and self.now.example

    @property
    def real(self) -> bool:
        return self.now is not None and self.now.known and not self.now.example

    @property
    def verdict(self) -> str:
        """The verdict on the change since the year before: a slug."""
        step = self.now.change if self.now else None
        return str(step.verdict) if step else "not_assessable"

    @property
    def baseline(self) -> float | None:
        """Where we start: what the document says, else the figure of that year."""
        if self.target.baseline is not None:
            return self.target.baseline
        return self.then.value if self.then else None

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None where there is no target or no figure."""
        if self.target.target is None or self.now is None or self.now.value is None:
            return None
        if self.target.direction == Direction.LOWER:
            return self.now.value <= self.target.target
        return self.now.value >= self.target.target

    @property
    def href(self) -> str:
        return figure_url(self.target.indicator, self.target.area_id, self.year) if self.now else ""

    def reading(self) -> IndicatorReading:
        """Return what the status rule needs to know of it."""
        label = f"{self.label}, {self.area_name}"
        return IndicatorReading(label=label, verdict=self.verdict, better=self.target.direction, real=self.real)


def bind(targets: Iterable[Target], as_of: datetime | None = None, year: int | None = None) -> list[Bound]:
    """Return targets with their figures of `year` (default: the newest known). One read of the facts per year."""
    targets = list(targets)
    year = year or (latest_year(as_of) if targets else None)
    if not targets or year is None:
        return [Bound(t, _label(t), t.area_id, year or 0, None, None) for t in targets]
    now = figures_of(_pairs(targets), year, as_of)
    before: dict[int, dict[tuple[str, str], Figure]] = {}
    for t in targets:
        if t.baseline is None and t.baseline_year not in before:
            same = [other for other in targets if other.baseline_year == t.baseline_year and other.baseline is None]
            before[t.baseline_year] = figures_of(_pairs(same), t.baseline_year, as_of)
    names = areas({t.area_id for t in targets}, year=year)
    return [
        Bound(
            target=t,
            label=_label(t),
            area_name=names[t.area_id].name if t.area_id in names else t.area_id,
            year=year,
            now=now.get((t.indicator, t.area_id)),
            then=before.get(t.baseline_year, {}).get((t.indicator, t.area_id)),
        )
        for t in targets
    ]


def _pairs(targets: Sequence[Target]) -> list[tuple[str, str]]:
    # An indicator may have left the catalogue since the document was read in; then it has no figure.
    return [(t.indicator, t.area_id) for t in targets if t.indicator in INDICATORS]


def _label(target: Target) -> str:
    indicator: Any = INDICATORS.get(target.indicator)
    return str(indicator.title) if indicator else target.indicator
