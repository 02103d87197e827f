# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Simulate a model, and read waits, lead times, backlog and use of hours off its paths."""

from __future__ import annotations

import numpy as np

from baken.cores.capacity.checks import Bools, Floats, chance
from baken.cores.capacity.clock import Clock
from baken.cores.capacity.draw import Cases
from baken.cores.capacity.figures import (
    Method,
    Outcome,
    StageFigures,
    StreamFigures,
    TeamFigures,
    figure,
    path,
    share,
)
from baken.cores.capacity.model import DAYS_A_WEEK, Model, Stream
from baken.cores.capacity.paths import Paths, paths

QUANTILE = 0.9


def simulate(model: Model, *, replications: int = 10, seed: int = 0, level: float = 0.95) -> Outcome:
    """Simulate ``model`` in independent replications; intervals at ``level``.

    Exact for the model as it is described: Poisson arrivals (or negative binomial weeks) with rates that are constant within
    a week; handlers of a team alike, each with one case at a time until it is done at this stage; priorities without
    interruption, equals in order of arrival at the stage. The same seed gives the same outcome, and common random numbers
    between models. Raises ValueError on fewer than 2 replications or more cases than memory should hold.
    """
    chance("level", level)
    return read(paths(model, replications, seed), level)


def read(found: Paths, level: float) -> Outcome:
    """Return the figures of simulated paths."""
    model = found.model
    streams = {s.name: _stream(model, s, cases, level) for s, cases in zip(model.streams, found.cases, strict=True)}
    teams = {team.name: _team(found, number, level) for number, team in enumerate(model.teams)}
    return Outcome(Method.SIMULATION, streams, teams, found.replications, level)


def within_target(model: Model, stream: Stream, cases: Cases) -> Floats:
    """Per replication the share done within the target, of cases for which it passed before the horizon; NaN: none."""
    if stream.target_days is None:
        return np.full(cases.arrival.shape[0], np.nan)
    target = stream.target_days / DAYS_A_WEEK
    arrival, done = cases.arrival[:, cases.old :], cases.done[:, cases.old :]
    judged = (arrival >= model.warmup) & (arrival + target <= model.weeks)
    with np.errstate(invalid="ignore"):
        kept = judged & (done - arrival <= target)
    return _ratio(kept.sum(axis=1), judged.sum(axis=1))


def _stream(model: Model, stream: Stream, cases: Cases, level: float) -> StreamFigures:
    arrival, done = cases.arrival[:, cases.old :], cases.done[:, cases.old :]
    counted = (arrival >= model.warmup) & (arrival < model.weeks)
    finished = counted & (done < np.inf)
    number = finished.sum(axis=1)
    lead = np.subtract(done, arrival, out=np.zeros_like(done), where=finished)
    busy = np.zeros(arrival.shape[0])
    stages = []
    for i, needed in enumerate(cases.needed):
        stop, begin = cases.end[i][:, cases.old :], cases.start[i][:, cases.old :]
        served = finished & needed[:, cases.old :]
        busy += np.subtract(stop, begin, out=np.zeros_like(stop), where=served).sum(axis=1)
        stages.append(_stage(model, stream, cases, i, level))
    left_hours = sum((_hours_left(cases, i) for i in range(len(stages))), np.zeros(arrival.shape[0]))
    backlog = _by_week(cases.arrival, model.weeks) - _by_week(cases.done, model.weeks)
    return StreamFigures(
        name=stream.name,
        arrived=figure(counted.sum(axis=1).astype(np.float64), level),
        finished=figure(number.astype(np.float64), level),
        wait_days=figure(DAYS_A_WEEK * _ratio(lead.sum(axis=1) - busy, number), level),
        lead_days=figure(DAYS_A_WEEK * _ratio(lead.sum(axis=1), number), level),
        lead_days_90=figure(DAYS_A_WEEK * _quantile(model, arrival, done, counted), level),
        target_days=stream.target_days,
        within_target=None if stream.target_days is None else share(within_target(model, stream, cases), level),
        backlog=path(backlog, level),
        left=figure(backlog[:, -1], level),
        left_hours=figure(left_hours, level),
        stages=tuple(stages),
    )


def _stage(model: Model, stream: Stream, cases: Cases, i: int, level: float) -> StageFigures:
    needed, ready, start = cases.needed[i], cases.ready[i], cases.start[i]
    came = needed & (ready < model.weeks)
    began = came & (start < np.inf)
    counted = began & (cases.arrival >= model.warmup)
    counted[:, : cases.old] = False
    waited = np.subtract(start, ready, out=np.zeros_like(start), where=counted).sum(axis=1)
    hours = np.multiply(cases.hours[i], came & ~began).sum(axis=1)
    if not came.all():
        # where all cases need the stage, those that don't come have infinite times already
        plain = bool(needed.all())
        ready, start = (ready, start) if plain else (np.where(came, ready, np.inf), np.where(began, start, np.inf))
    waiting = _by_week(ready, model.weeks) - _by_week(start, model.weeks)
    return StageFigures(
        skill=stream.stages[i].skill,
        wait_days=figure(DAYS_A_WEEK * _ratio(waited, counted.sum(axis=1)), level),
        waiting=path(waiting, level),
        left=figure(waiting[:, -1], level),
        left_hours=figure(hours, level),
    )


def _hours_left(cases: Cases, i: int) -> Floats:
    """Hours of work at stage ``i`` that nobody began, of all cases that are in the house: also where they are not there yet."""
    open_: Bools = (cases.arrival < np.inf) & cases.needed[i] & ~(cases.start[i] < np.inf)
    hours: Floats = np.where(open_, cases.hours[i], 0.0).sum(axis=1)
    return hours


def _team(found: Paths, number: int, level: float) -> TeamFigures:
    model, clock = found.model, found.clock[number]
    team = model.teams[number]
    worked = _worked(clock, found.begun[number], found.taken[number])
    net = clock.horizon * team.people
    return TeamFigures(
        name=team.name,
        net_hours=net,
        hours_worked=figure(worked[:, -1], level),
        utilisation=share(worked[:, -1] / net, level),
        weekly=path(np.diff(worked, axis=1) / (np.diff(clock.hours) * team.people), level, most=1.0),
    )


def _worked(clock: Clock, begun: tuple[Floats, ...], taken: tuple[Floats, ...]) -> Floats:
    """Hours worked by the end of each week, a row for each replication: sum of (x - begun)+ - (x - begun - taken)+ at the
    clock's x."""
    rows, size = len(begun), clock.hours.size
    row = np.repeat(np.arange(rows) * (size + 1), [one.size for one in begun])
    start = np.concatenate(begun)

    def past(moments: Floats) -> Floats:
        bins = clock.by_week(moments) + row
        count, total = (
            np.bincount(bins, weights=weights, minlength=rows * (size + 1)).reshape(rows, -1).cumsum(axis=1)[:, :size]
            for weights in (None, moments)
        )
        lapse: Floats = clock.hours * count - total
        return lapse

    return past(start) - past(start + np.concatenate(taken))


def _by_week(moments: Floats, weeks: int) -> Floats:
    """Per row how many moments lie at or before the end of week 0 (the start), 1, ..., ``weeks``; infinite ones never."""
    rows, size = moments.shape[0], weeks + 2
    week = np.ceil(np.minimum(moments, weeks + 1.0)).astype(np.intp)
    week += (np.arange(rows) * size)[:, None]
    counts = np.bincount(week.ravel(), minlength=rows * size).reshape(rows, size)
    found: Floats = np.cumsum(counts, axis=1)[:, :-1].astype(np.float64)
    return found


def _quantile(model: Model, arrival: Floats, done: Floats, counted: Bools) -> Floats:
    """Per replication the lead time (weeks) that QUANTILE of the cases keep, of those that arrived so long before the end.

    A case still open has had less time the later it came. The share of cases done within t, of those that arrived at
    least t before the horizon, is free of that; t is found among the cases' own times, by halving.
    """
    found = np.full(arrival.shape[0], np.nan)
    for r in range(arrival.shape[0]):
        mine = counted[r]
        came = arrival[r, mine]
        lead, room = done[r, mine] - came, model.weeks - came  # room falls along the row
        times = np.sort(lead[lead < np.inf])
        # most often it lies near the place it would have if nobody were cut off by the horizon
        low, high, step = 0, times.size, 4
        middle = int(QUANTILE * times.size)
        while low < high:
            if _done_within(times[middle], lead, room) >= QUANTILE:
                high, middle = middle, middle - step
            else:
                low, middle = middle + 1, middle + step
            step *= 2
            if not low <= middle < high:
                middle = (low + high) // 2
        if low < times.size:
            found[r] = times[low]
    return found


def _done_within(time: float, lead: Floats, room: Floats) -> float:
    judged = room.size - int(room[::-1].searchsorted(time))
    return float(np.count_nonzero(lead[:judged] <= time)) / judged if judged else 0.0


def _ratio(top: Floats, under: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(under > 0, top / under, np.nan)
