# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many hours a team needs for the targets to be met."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from baken.cores.capacity.checks import Floats, chance, positive
from baken.cores.capacity.figures import Figure, Reason
from baken.cores.capacity.figures import share as share_figure
from baken.cores.capacity.model import Model
from baken.cores.capacity.paths import paths
from baken.cores.capacity.simulation import within_target

MOST_TIMES = 4
"""Search up to so many times the hours that the work asks in the busiest week (or the present ones): then hardly anything
waits for this team, and more hours change nothing."""


@dataclass(frozen=True, eq=False, slots=True)
class Need:
    """Hours a week (contract hours, before absence and hours kept free) at which the targets are met, and the step to it.

    ``within_target``: per stream with a target, at those hours. ``enough`` tells whether the present hours do already; then
    ``extra_hours`` is negative or 0: what could be missed. Without hours, ``reason`` says why: no target that can be judged
    (``no_cases``), or no hours of this team are enough, since the work itself or another team takes too long
    (``not_reachable``); ``within_target`` is then what the most hours tried would give.
    """

    team: str
    share: float
    hours_per_week: float | None
    extra_hours: float | None
    people: int | None
    enough: bool
    within_target: Mapping[str, Figure]
    reason: Reason | None = None


def needed_hours(
    model: Model,
    team: str,
    *,
    share: float = 0.9,
    streams: Sequence[str] | None = None,
    sure: bool = False,
    tolerance: float = 1.0,
    replications: int = 20,
    seed: int = 0,
    level: float = 0.95,
) -> Need:
    """Return the fewest hours of ``team`` for which ``share`` of each stream's cases is done within its target.

    ``streams``: those that must keep theirs; left out: all that have a target. ``sure`` asks it of the lower bound of the
    interval at ``level`` rather than of the mean. More hours come as more people of the same hours each, to the nearest
    (``Team.with_hours``); between two numbers of people the hours of each move a little. Found by doubling and halving on
    simulations with common random numbers, to within ``tolerance`` hours: at the hours returned the targets are met, at
    ``tolerance`` less they aren't (an end of the bracket). Hours kept free and absence stay as they are. Raises ValueError
    on a team or stream that isn't there, a stream without target, or numbers that can't be.
    """
    chance("share", share)
    chance("level", level)
    positive("tolerance", tolerance)
    now = model.team(team)
    names = [s.name for s in model.streams if s.target_days is not None] if streams is None else list(streams)
    if not names:
        raise ValueError("streams: none has a target")
    for name in names:
        if model.stream(name).target_days is None:
            raise ValueError(f"streams: {name!r} has no target_days")

    def reached(hours: float) -> dict[str, Floats]:
        tried = model.with_team(now.with_hours(hours))
        found = paths(tried, replications, seed)
        cases = {s.name: one for s, one in zip(model.streams, found.cases, strict=True)}
        return {name: within_target(tried, tried.stream(name), cases[name]) for name in names}

    def kept(shares: Mapping[str, Floats]) -> bool:
        figures = [share_figure(values, level) for values in shares.values()]
        return all((f.lower if sure else f.value) is not None and _least(f, sure) >= share for f in figures)

    def need(hours: float | None, shares: Mapping[str, Floats], enough: bool, reason: Reason | None = None) -> Need:
        figures = {name: share_figure(values, level) for name, values in shares.items()}
        extra = None if hours is None else hours - now.hours_per_week
        people = None if hours is None else now.with_hours(hours).people
        return Need(team, share, hours, extra, people, enough, figures, reason)

    first = reached(now.hours_per_week)
    if any(np.isnan(values).all() for values in first.values()):
        return need(None, first, enough=False, reason=Reason.NO_CASES)
    enough = kept(first)
    if enough:
        low, high, at_high = _least_hours(model, team), now.hours_per_week, first
    else:
        low, high = now.hours_per_week, MOST_TIMES * max(now.hours_per_week, _asked(model, team))
        at_high = reached(high)
        if not kept(at_high):
            return need(None, at_high, enough=False, reason=Reason.NOT_REACHABLE)
        while 2 * low < high:
            shares = reached(2 * low)
            if kept(shares):
                high, at_high = 2 * low, shares
                break
            low *= 2
    return need(*_halved(reached, kept, low, high, at_high, tolerance), enough=enough)


def _halved(
    reached: Callable[[float], dict[str, Floats]],
    kept: Callable[[Mapping[str, Floats]], bool],
    low: float,
    high: float,
    at_high: dict[str, Floats],
    tolerance: float,
) -> tuple[float, dict[str, Floats]]:
    """Close in on the hours between ``low`` (not enough) and ``high`` (enough)."""
    while high - low > tolerance:
        middle = (low + high) / 2
        shares = reached(middle)
        if kept(shares):
            high, at_high = middle, shares
        else:
            low = middle
    return high, at_high


def _least_hours(model: Model, team: str) -> float:
    """Just above the hours that absence and hours kept free take in the worst week: with less there is no team."""
    now = model.team(team)
    lost = max(now.absence) if isinstance(now.absence, tuple) else now.absence
    return max(now.hours_kept_free / (1 - lost) * 1.000001, 1e-6)


def _asked(model: Model, team: str) -> float:
    """Hours a week that the streams ask of the team's skills in the busiest week, before absence and hours kept free."""
    now, asked = model.team(team), np.zeros(model.weeks)
    for stream in model.streams:
        for stage, waiting in zip(stream.stages, stream.waiting, strict=True):
            if stage.skill in now.skills:
                cases = stream.expected(model.weeks, model.first_week) * stage.share + waiting
                asked += cases * stage.work.mean
    lost = max(now.absence) if isinstance(now.absence, tuple) else now.absence
    return (float(asked.max()) + now.hours_kept_free) / (1 - lost)


def _least(found: Figure, sure: bool) -> float:
    value = found.lower if sure else found.value
    return -1.0 if value is None else value
