# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The quick way: waits and backlog week by week from formulas, fast enough for a slider.

Per pool and priority a fluid queue that carries its randomness along (pointwise stationary fluid flow approximation: Wang,
Tipper & Banerjee, 1996, Proc. IEEE INFOCOM; Agnew 1976). For Cobham's priorities this closes in one line: in steady state
the work that waits in the first k classes is V = u W / (1 - u), u their load per server and W the residual work that an
arrival finds, (chance that all are busy) x (mean residual hours of a piece of work). Read the other way round, the share u
of the hours that they get is V / (V + W), and dV/dt = inflow - u x hours holds through overload, growth and season alike;
stepped backwards (implicitly) it is stable for any step. The chance that all are busy is Erlang's C at the present load, and
variation of work enters by Allen & Cunneen. With steady rates the outcome is Cobham's, exact for M/M/c.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from math import sqrt

import numpy as np
from scipy.special import gammainc

from baken.cores.capacity.blocks import skill_pools
from baken.cores.capacity.checks import Floats
from baken.cores.capacity.erlang import erlang_c
from baken.cores.capacity.figures import (
    Figure,
    Method,
    Note,
    Outcome,
    Path,
    StageFigures,
    StreamFigures,
    TeamFigures,
)
from baken.cores.capacity.model import DAYS_A_WEEK, Model, Stream
from baken.cores.capacity.work import Work

MOST = 10_000
"""Steps of single queues in one estimate: one a working day where that is less, fewer where the model is large."""


@dataclass(eq=False, slots=True)
class _Queue:
    """One stage of one stream: cases that come, wait and are served, and their history."""

    level: int
    hours: float
    residual: float
    reaching: float
    """Share of the stream's cases that need the stage."""
    waiting: float
    serving: float = 0.0
    coming: float = 0.0
    leaving: float = 0.0
    came: list[float] = field(default_factory=lambda: [0.0])
    began: list[float] = field(default_factory=lambda: [0.0])
    waits: list[float] = field(default_factory=list)
    serves: list[float] = field(default_factory=lambda: [0.0])

    def __post_init__(self) -> None:
        self.waits.append(self.waiting)


@dataclass(eq=False, slots=True)
class _Pool:
    """Teams that work as one: its queues by priority, net hours per step, and the history of its load."""

    teams: list[int]
    people: int
    net: list[float]
    levels: list[list[_Queue]]
    busy: list[float] = field(default_factory=list)
    residual: list[float] = field(default_factory=list)
    chances: dict[int, float] = field(default_factory=dict)

    def step(self, at: int) -> None:
        """Give out the hours of one step, first priorities first."""
        net = self.net[at]
        load = round(min(self.busy[-1] if self.busy else 0.0, 0.9995) * 2000)
        if load not in self.chances:
            self.chances[load] = float(erlang_c(self.people, load / 2000 * self.people).delayed)
        asked = residual = 0.0
        for level in self.levels:
            for queue in level:
                asked += queue.coming * queue.hours
                residual += queue.coming * queue.hours * queue.residual
        mean = residual / asked if asked else max(queue.residual for level in self.levels for queue in level)
        found = self.chances[load] * mean
        self.residual.append(found)
        total = left_before = 0.0
        for level in self.levels:
            offered = 0.0
            for queue in level:
                offered += (queue.waiting + queue.coming) * queue.hours
            total += offered
            # the positive root of V = total - net V / (V + W): what waits of the priorities so far at the end of the step
            gap = total - net - found
            left = (gap + sqrt(gap * gap + 4 * found * total)) / 2
            own = min(max(left - left_before, 0.0), offered)
            left_before += own
            part = 1 - own / offered if offered else 0.0
            speed = net / self.people
            for queue in level:
                here = queue.waiting + queue.coming
                starts = here * part
                queue.waiting = here - starts
                under_way = queue.serving + starts
                queue.leaving = under_way * speed / (queue.hours + speed)
                queue.serving = under_way - queue.leaving
                queue.came.append(queue.coming)
                queue.began.append(starts)
                queue.waits.append(queue.waiting)
                queue.serves.append(queue.serving)
        self.busy.append((total - left_before) / net)


def estimate(model: Model) -> Outcome:
    """Estimate the outcome of ``model`` without simulation; some hundredths of a second for three years.

    Rougher than ``simulate``: see docs/models/capacity.md for how far apart they are. Teams that share a skill are taken
    as one pool (note ``shared_skills``). Raises ValueError where pooling would hide that a skill is short of hours.
    """
    pools = skill_pools(model)
    shared = _shared(model, pools)
    if shared and (short := _short_skills(model)):
        raise ValueError(
            f"model: not assessable by estimate, skills {short} are short while others aren't; simulate it"
        )
    tracks = _Tracks(model, pools)
    tracks.run()
    streams = {stream.name: tracks.stream(number) for number, stream in enumerate(model.streams)}
    teams = {team.name: tracks.team(number) for number, team in enumerate(model.teams)}
    return Outcome(Method.ESTIMATE, streams, teams, notes=(Note.SHARED_SKILLS,) if shared else ())


def _shared(model: Model, pools: dict[str, int]) -> bool:
    teams = [set(model.skilled(skill)) for skill in pools]
    return any(a != b and a & b for a, b in combinations(teams, 2)) or any(len(t) > 1 for t in teams)


def _short_skills(model: Model) -> list[str]:
    """Skills that only some teams have and that ask more of them than the pool as a whole has to bear (over 95%)."""
    asked: dict[str, float] = {}
    for stream in model.streams:
        for stage in stream.stages:
            load = float(stream.expected(model.weeks, model.first_week).sum()) * stage.share * stage.work.mean
            asked[stage.skill] = asked.get(stage.skill, 0.0) + load
    net = [float(team.net_hours(model.weeks, model.first_week).sum()) for team in model.teams]
    pools = skill_pools(model)
    for size in range(1, min(len(asked), 4) + 1):
        for chosen in combinations(sorted(asked), size):
            teams = {team for skill in chosen for team in model.skilled(skill)}
            load = sum(asked[skill] for skill in chosen) / sum(net[team] for team in teams)
            whole = {s for s in asked if pools[s] in {pools[skill] for skill in chosen}}
            able = {team for skill in whole for team in model.skilled(skill)}
            pooled = sum(asked[s] for s in whole) / sum(net[team] for team in able)
            if load > 0.95 and load > pooled * 1.02:
                return list(chosen)
    return []


class _Tracks:
    """All queues, stepped through the horizon."""

    def __init__(self, model: Model, pools: dict[str, int]) -> None:
        self.model = model
        queues = sum(len(stream.stages) for stream in model.streams)
        self.steps = max(1, min(DAYS_A_WEEK, MOST // (queues * model.weeks)))
        self.arriving = [
            np.repeat(s.expected(model.weeks, model.first_week) / self.steps, self.steps) for s in model.streams
        ]
        self.queues = [
            [
                _Queue(stream.level(i), stage.work.mean, _residual(stage.work), stage.share, float(stream.waiting[i]))
                for i, stage in enumerate(stream.stages)
            ]
            for stream in model.streams
        ]
        self.pools: dict[int, _Pool] = {}
        for number in sorted(set(pools.values())):
            teams = sorted({t for skill, pool in pools.items() if pool == number for t in model.skilled(skill)})
            mine = [
                queue
                for stream, queues in zip(model.streams, self.queues, strict=True)
                for stage, queue in zip(stream.stages, queues, strict=True)
                if pools[stage.skill] == number
            ]
            net = sum((model.teams[t].net_hours(model.weeks, model.first_week) for t in teams), np.zeros(model.weeks))
            levels = [[queue for queue in mine if queue.level == level] for level in sorted({q.level for q in mine})]
            people = sum(model.teams[t].people for t in teams)
            self.pools[number] = _Pool(teams, people, np.repeat(net / self.steps, self.steps).tolist(), levels)
        self.pool_of = [[self.pools[pools[stage.skill]] for stage in stream.stages] for stream in model.streams]

    def run(self) -> None:
        """Step through the horizon; what leaves a stage comes to the next in the step after."""
        flows = list(zip([arriving.tolist() for arriving in self.arriving], self.queues, strict=True))
        pools = list(self.pools.values())
        for at in range(self.model.weeks * self.steps):
            for arriving, queues in flows:
                flow = arriving[at]
                for queue in queues:
                    queue.coming = flow * queue.reaching
                    flow += queue.leaving - queue.coming
            for pool in pools:
                pool.step(at)

    def stream(self, s: int) -> StreamFigures:
        model, stream = self.model, self.model.streams[s]
        reach = np.array([stage.share for stage in stream.stages])
        waits = np.stack([self._waits(s, i) for i in range(reach.size)])  # days, per step
        slow = np.stack([pool.people / np.array(pool.net) for pool in self.pool_of[s]]) * (DAYS_A_WEEK / self.steps)
        hours = np.array([stage.work.mean for stage in stream.stages])
        service = slow * hours[:, None]
        lead = (reach[:, None] * (waits + service)).sum(axis=0)
        spread = self._variance(s, waits, service, reach)
        weight = self.arriving[s].copy()
        weight[: model.warmup * self.steps] = 0.0
        done = self._finished(s, lead, weight)
        stages = tuple(self._stage(s, i, waits[i], weight) for i in range(reach.size))
        inside = np.sum([queue.waits for queue in self.queues[s]], axis=0)
        inside += np.sum([queue.serves for queue in self.queues[s]], axis=0)
        left_hours = 0.0
        for i, queue in enumerate(self.queues[s]):
            later = float((reach * hours)[i + 1 :].sum())
            left_hours += queue.waiting * (queue.hours + later) + queue.serving * later
        return StreamFigures(
            name=stream.name,
            arrived=Figure(float(weight.sum())),
            finished=Figure(float(done.sum())),
            wait_days=_mean((reach[:, None] * waits).sum(axis=0), done),
            lead_days=_mean(lead, done),
            lead_days_90=Figure(None),
            target_days=stream.target_days,
            within_target=None if stream.target_days is None else self._within(stream, lead, spread, weight),
            backlog=Path(inside[:: self.steps]),
            left=Figure(float(inside[-1])),
            left_hours=Figure(left_hours),
            stages=stages,
        )

    def _waits(self, s: int, i: int) -> Floats:
        """Days that who comes in a step waits: until as many have begun as came before; beyond the horizon at its last rate."""
        queue = self.queues[s][i]
        came, began = np.cumsum(queue.came) + queue.waits[0], np.cumsum(queue.began)
        steps = np.arange(came.size)
        rate = sum(queue.began[-self.steps :]) / self.steps
        middle = (came[:-1] + came[1:]) / 2
        over = np.maximum(middle - began[-1], 0.0)
        reached = np.interp(middle, began, steps)
        with np.errstate(divide="ignore", invalid="ignore"):
            reached = reached + np.where(over > 0, over / rate if rate > 0 else np.inf, 0.0)
        waits = np.maximum(reached - (steps[:-1] + 0.5), 0.0) * (DAYS_A_WEEK / self.steps)
        # where nobody comes there is no wait to tell: take that of who come before and after
        some = np.flatnonzero(np.diff(came) > 0)
        found: Floats = np.interp(steps[:-1], some, waits[some]) if some.size else waits
        return found

    def _variance(self, s: int, waits: Floats, service: Floats, reach: Floats) -> Floats:
        """Variance of the lead time in days²: of the work, and of waits as far as they are chance rather than backlog."""
        found = np.zeros(waits.shape[1])
        for i, stage in enumerate(self.model.streams[s].stages):
            pool = self.pool_of[s][i]
            busy = np.minimum(pool.busy, 0.999)
            chance = np.maximum(busy ** sqrt(2 * (pool.people + 1)), 1e-3)
            daily = np.array(pool.net) * (self.steps / DAYS_A_WEEK)
            residual = np.array(pool.residual)
            # chance can't have moved a backlog further than the work that came so far varies
            drift = np.sqrt(np.cumsum(2 * residual * busy * pool.net)) / daily
            random = np.minimum(np.minimum(waits[i], drift), 4 * residual / daily / (1 - busy))
            second = stage.work.variation**2 * service[i] ** 2 + random**2 * np.maximum(2 / chance - 1, 1.0)
            with np.errstate(over="ignore", invalid="ignore"):
                found += reach[i] * second + reach[i] * (1 - reach[i]) * (waits[i] + service[i]) ** 2
        return found

    def _within(self, stream: Stream, lead: Floats, spread: Floats, weight: Floats) -> Figure:
        """Share of lead times under the target, as a gamma with their mean and variance; arrivals that can be judged."""
        target = float(stream.target_days or 0.0)
        judged = weight.copy()
        judged[max(0, weight.size - int(np.ceil(target * self.steps / DAYS_A_WEEK))) :] = 0.0
        finite = np.isfinite(lead)
        safe, var = np.where(finite, lead, 1.0), np.maximum(np.where(finite, spread, 1.0), 1e-12)
        share = np.where(finite, gammainc(safe**2 / var, target * safe / var), 0.0)
        return _mean(share, judged)

    def _finished(self, s: int, lead: Floats, weight: Floats) -> Floats:
        """Arrivals per step that are done by the horizon."""
        step = np.arange(weight.size)
        done: Floats = np.where(step + lead * self.steps / DAYS_A_WEEK <= weight.size, weight, 0.0)
        return done

    def _stage(self, s: int, i: int, waits: Floats, weight: Floats) -> StageFigures:
        stage = self.model.streams[s].stages[i]
        step = np.arange(waits.size)
        began = np.where(step + waits * self.steps / DAYS_A_WEEK <= waits.size, weight, 0.0)
        waiting = np.array(self.queues[s][i].waits)
        left, path = float(waiting[-1]), Path(waiting[:: self.steps].copy())
        return StageFigures(stage.skill, _mean(waits, began), path, Figure(left), Figure(left * stage.work.mean))

    def team(self, number: int) -> TeamFigures:
        team = self.model.teams[number]
        net = team.net_hours(self.model.weeks, self.model.first_week)
        mine = [pool for pool in self.pools.values() if number in pool.teams]
        busy = np.reshape(mine[0].busy, (-1, self.steps)).mean(axis=1) if mine else np.zeros(net.size)
        worked = float((busy * net).sum())
        return TeamFigures(
            team.name, float(net.sum()), Figure(worked), Figure(worked / float(net.sum())), Path(np.minimum(busy, 1.0))
        )


def _residual(work: Work) -> float:
    """Mean hours still to go of a piece of work found under way."""
    return work.mean * (1 + work.variation**2) / 2


def _mean(values: Floats, weight: Floats) -> Figure:
    known = np.isfinite(values) & (weight > 0)
    if not known.any():
        return Figure(None)
    return Figure(float((values[known] * weight[known]).sum() / weight[known].sum()))
