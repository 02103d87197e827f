# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a model's outcome looks like, simulated or estimated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

import numpy as np
from scipy.special import stdtrit

from baken.cores.capacity.checks import Floats


class Method(StrEnum):
    """How an outcome was found."""

    SIMULATION = "simulation"
    ESTIMATE = "estimate"


class Note(StrEnum):
    """What a reader should know of an outcome; stored as the slug, worded by the interface."""

    SHARED_SKILLS = "shared_skills"
    """Teams that share skills were taken as one pool, and no skill is short: rough, simulate to be sure."""


class Reason(StrEnum):
    """Why there is no figure."""

    NO_CASES = "no_cases"
    NOT_REACHABLE = "not_reachable"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over replications, with the interval (Student's t) for that mean; None where it can't be told.

    An estimate has a value only. With few replications that hold a figure the interval is None too.
    """

    value: float | None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Path:
    """A figure at the end of each week (from the start: weeks + 1, or per week: weeks).

    ``lower`` and ``upper``: the range for what one future will be at that moment, not for the mean; None in an estimate.
    """

    mean: Floats
    lower: Floats | None = None
    upper: Floats | None = None


@dataclass(frozen=True, eq=False, slots=True)
class StageFigures:
    """One stage of a stream. ``wait_days``: mean working days before work begins, of cases for which it began.

    ``waiting``: cases that wait, at the end of each week. ``left``, ``left_hours``: those that wait at the horizon.
    """

    skill: str
    wait_days: Figure
    waiting: Path
    left: Figure
    left_hours: Figure


@dataclass(frozen=True, eq=False, slots=True)
class StreamFigures:
    """One stream. Cases of the backlog and of the warm-up count in ``backlog``, ``left`` and ``left_hours`` only.

    ``arrived``, ``finished``: cases a replication. ``wait_days``, ``lead_days``: means, in working days, over cases that were
    finished before the horizon: where a backlog grows they are too low, as those still waiting aren't in them;
    ``within_target`` doesn't suffer from that: of the cases whose target time passed before the horizon, the share that
    was finished in it. ``lead_days_90``: 90% of the cases whose arrival is at least that long before the horizon are done in
    so many days; None where the horizon is too short to tell. ``backlog``: cases arrived and not done, at the end of each week.
    """

    name: str
    arrived: Figure
    finished: Figure
    wait_days: Figure
    lead_days: Figure
    lead_days_90: Figure
    target_days: float | None
    within_target: Figure | None
    backlog: Path
    left: Figure
    left_hours: Figure
    stages: tuple[StageFigures, ...]


@dataclass(frozen=True, eq=False, slots=True)
class TeamFigures:
    """One team: ``net_hours`` over the horizon, how many of them were worked, as a share, and that share per week."""

    name: str
    net_hours: float
    hours_worked: Figure
    utilisation: Figure
    weekly: Path


@dataclass(frozen=True, eq=False, slots=True)
class Outcome:
    """What a model comes to. ``replications`` is 0 and intervals are None where it was estimated."""

    method: Method
    streams: Mapping[str, StreamFigures]
    teams: Mapping[str, TeamFigures]
    replications: int = 0
    level: float = 0.95
    notes: tuple[Note, ...] = ()


def figure(values: Floats, level: float) -> Figure:
    """Mean over replications (NaN: this one has no figure) with Student's interval."""
    known = values[~np.isnan(values)]
    if not known.size:
        return Figure(None)
    mean = float(np.add.reduce(known)) / known.size
    if known.size < 2:
        return Figure(mean)
    apart = known - mean
    spread = sqrt(float(apart @ apart) / (known.size - 1))
    half = float(stdtrit(known.size - 1, (1 + level) / 2)) * spread / sqrt(known.size)
    return Figure(mean, mean - half, mean + half)


def share(values: Floats, level: float) -> Figure:
    """As ``figure``, for shares: the interval stays between 0 and 1."""
    found = figure(values, level)
    if found.lower is None or found.upper is None:
        return found
    return Figure(found.value, max(0.0, found.lower), min(1.0, found.upper))


def path(values: Floats, level: float, most: float = np.inf) -> Path:
    """Mean over rows, with a prediction interval: mean ± t sd sqrt(1 + 1/n), kept between 0 and ``most``."""
    count = values.shape[0]
    mean = values.mean(axis=0)
    half = float(stdtrit(count - 1, (1 + level) / 2)) * values.std(axis=0, ddof=1) * sqrt(1 + 1 / count)
    return Path(mean, np.maximum(mean - half, 0.0), np.minimum(mean + half, most))
