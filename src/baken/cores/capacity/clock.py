# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A team's own clock: the hours that one handler has worked since the start, against the weeks that have passed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from baken.cores.capacity.checks import Floats, Indices
from baken.cores.capacity.model import Model


@dataclass(frozen=True, eq=False, slots=True)
class Clock:
    """``hours`` at the end of week 0 (the start), 1, ..., rising; ``steady``: hours each week where they are all the same."""

    hours: Floats
    steady: float | None

    @property
    def horizon(self) -> float:
        """The hours at the horizon."""
        return float(self.hours[-1])

    def at(self, weeks: Floats) -> Floats:
        """Hours at moments within the horizon."""
        if self.steady is not None:
            return weeks * self.steady
        found: Floats = np.interp(weeks, np.arange(self.hours.size), self.hours)
        return found

    def when(self, hours: Floats) -> Floats:
        """Moments in weeks at which so many hours are reached; infinite beyond the horizon."""
        if self.steady is not None:
            return np.where(hours <= self.horizon, hours / self.steady, np.inf)
        found: Floats = np.interp(hours, self.hours, np.arange(self.hours.size), right=np.inf)
        return found

    def by_week(self, hours: Floats) -> Indices:
        """The week at whose end so many hours have been reached: 0 for none; one more than the horizon beyond it."""
        if self.steady is not None:
            return np.minimum(np.ceil(hours / self.steady), self.hours.size).astype(np.intp)
        return np.searchsorted(self.hours, hours, side="left")


def clocks(model: Model) -> tuple[Clock, ...]:
    """The clock of each team."""
    found = []
    for team in model.teams:
        each = team.net_hours(model.weeks, model.first_week) / team.people
        steady = float(each[0]) if (each == each[0]).all() else None
        weeks = np.arange(model.weeks + 1.0)
        found.append(Clock(np.concatenate([[0.0], np.cumsum(each)]) if steady is None else weeks * steady, steady))
    return tuple(found)
