# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Simulate a model: the exact paths of all cases over the horizon, in independent replications."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from baken.cores.capacity import network
from baken.cores.capacity.blocks import Block, blocks
from baken.cores.capacity.checks import Bools, Floats, Indices, whole
from baken.cores.capacity.clock import Clock, clocks
from baken.cores.capacity.draw import Cases, draw
from baken.cores.capacity.model import Model
from baken.cores.capacity.queue import serve


@dataclass(frozen=True, eq=False, slots=True)
class Paths:
    """All cases of all streams, and for each team the work that it did.

    ``begun``, ``taken``: per team, for each piece of work of each replication, the hours that one handler had worked
    since the start when it began (its clock; infinite where it never did), and its hours of work.
    """

    model: Model
    replications: int
    cases: tuple[Cases, ...]
    clock: tuple[Clock, ...]
    begun: tuple[tuple[Floats, ...], ...]
    taken: tuple[tuple[Floats, ...], ...]


def paths(model: Model, replications: int, seed: int) -> Paths:
    """Simulate; the same arguments give the same paths. Raises ValueError on too few replications or too many cases."""
    whole("replications", replications, 2)
    whole("seed", seed, 0, 2**63)
    cases = tuple(draw(model, stream, replications, seed) for stream in model.streams)
    clock = clocks(model)
    for one in cases:
        for mask in one.needed:
            one.ready.append(one.arrival)  # its block puts the right times here
            one.start.append(np.full(mask.shape, np.inf))
            one.end.append(np.full(mask.shape, np.inf))
    begun: list[list[Floats]] = [[np.empty(0)] * replications for _ in model.teams]
    taken: list[list[Floats]] = [[np.empty(0)] * replications for _ in model.teams]
    for block in blocks(model):
        for one, mine in zip(cases, block.stages, strict=True):
            for stage in () if block.alone else mine:
                one.ready[stage] = np.full(one.arrival.shape, np.inf)
        for r in range(replications):
            # who did which piece of work is known exactly where one team works alone, else from the kernel
            for team, at, hours in (_alone if block.alone else _together)(model, block, cases, clock, r):
                begun[team][r], taken[team][r] = at, hours
        for one, mine in zip(cases, block.stages, strict=True):
            for stage in mine if block.alone else ():
                needed = one.needed[stage]
                one.ready[stage] = one.done
                one.done = np.where(needed, one.end[stage], one.done)
    return Paths(model, replications, cases, clock, tuple(map(tuple, begun)), tuple(map(tuple, taken)))


Worked = list[tuple[int, Floats, Floats]]


def _alone(model: Model, block: Block, cases: tuple[Cases, ...], clock: tuple[Clock, ...], r: int) -> Worked:
    """One team, one visit: on the team's own clock all work goes at speed 1, whatever its calendar."""
    team = block.teams[0]
    mine = clock[team]
    # in order of priority, so that of those who come at one moment (the backlog) the first to start is right
    picked = sorted(_picked(model, block, cases, r), key=lambda one: model.streams[one[0]].level(one[1]))
    ready = np.concatenate([cases[s].done[r].take(at) for s, _, at in picked])
    rank = {level: n for n, level in enumerate(sorted({model.streams[s].level(i) for s, i, _ in picked}))}
    level = np.concatenate([np.full(at.size, rank[model.streams[s].level(i)], dtype=np.intp) for s, i, at in picked])
    work = np.concatenate([cases[s].hours[i][r].take(at) for s, i, at in picked])
    order = np.argsort(ready, kind="stable")
    came, sorted_work = mine.at(ready[order]), work[order]
    began = serve(came, level[order], sorted_work, model.teams[team].people, mine.horizon)
    start, end = np.empty_like(ready), np.empty_like(ready)
    # a start at once is told as the moment of arrival itself, not as what the clock's way there and back makes of it
    start[order] = np.where(began == came, ready[order], mine.when(began))
    end[order] = mine.when(began + sorted_work)
    first = 0
    for s, i, at in picked:
        cases[s].start[i][r][at] = start[first : first + at.size]
        cases[s].end[i][r][at] = end[first : first + at.size]
        first += at.size
    return [(team, began, sorted_work)]


def _picked(model: Model, block: Block, cases: tuple[Cases, ...], r: int) -> list[tuple[int, int, Indices]]:
    """Per stage of the block: stream, stage, and which cases of the replication come to it before the horizon."""
    return [
        (s, i, np.flatnonzero(cases[s].needed[i][r] & (cases[s].done[r] < model.weeks)))
        for s, mine in enumerate(block.stages)
        for i in mine
    ]


def _together(model: Model, block: Block, cases: tuple[Cases, ...], clock: tuple[Clock, ...], r: int) -> Worked:
    """Teams that share skills, or a case that comes back: all events in order of time."""
    keys = sorted(
        {(model.streams[s].level(i), model.streams[s].stages[i].skill) for s, m in enumerate(block.stages) for i in m}
    )
    number = {key: q for q, key in enumerate(keys)}
    crews = []
    for team in block.teams:
        mine = [key for key in keys if key[1] in model.teams[team].skills]
        groups = [[number[key] for key in mine if key[0] == level] for level in sorted({level for level, _ in mine})]
        crews.append(network.Crew(model.teams[team].people, clock[team].hours.tolist(), groups))
    skilled = [[block.teams.index(team) for team in model.skilled(skill)] for _, skill in keys]

    rows: list[tuple[Indices, Indices, Indices, Floats, Floats, Indices]] = []
    for s, stages in enumerate(block.stages):
        here = cases[s].done[r] < model.weeks
        for i in stages:
            at = np.flatnonzero(cases[s].needed[i][r] & here)
            q = number[model.streams[s].level(i), model.streams[s].stages[i].skill]
            full = np.full(at.size, s), np.full(at.size, i)
            rows.append((*full, at, cases[s].done[r, at], cases[s].hours[i][r, at], np.full(at.size, q)))
    stream, stage, case, ready, work, queue = (np.concatenate(part) for part in zip(*rows, strict=True))
    order = np.lexsort((stage, case, stream, ready))
    stream, stage, case, ready, work, queue = (part[order] for part in (stream, stage, case, ready, work, queue))
    same = (stream[1:] == stream[:-1]) & (case[1:] == case[:-1])
    opens = np.concatenate([[True], ~same])[: stream.size]
    follows = np.concatenate([same, [False]])[: stream.size]
    first = np.flatnonzero(opens)
    start, end, by = (
        np.asarray(part)
        for part in network.run(
            ready[first].tolist(),
            first.tolist(),
            queue.tolist(),
            work.tolist(),
            follows.tolist(),
            crews,
            skilled,
            model.weeks,
        )
    )
    came = np.where(opens, ready, np.concatenate([[0.0], end[:-1]])[: end.size])
    _scatter(block, cases, r, (stream, stage, case), (came, start, end))
    did = [np.flatnonzero(by == crew) for crew in range(len(block.teams))]
    return [(t, clock[t].at(start[d]), work[d]) for t, d in zip(block.teams, did, strict=True)]


def _scatter(
    block: Block,
    cases: tuple[Cases, ...],
    r: int,
    where: tuple[Indices, Indices, Indices],
    found: tuple[Floats, Floats, Floats],
) -> None:
    """Put times of operations back with their cases, and what passes a stage by through it."""
    stream, stage, case = where
    for s, mine in enumerate(block.stages):
        one = cases[s]
        for i in mine:
            chosen: Bools = (stream == s) & (stage == i)
            at = case[chosen]
            for target, values in zip((one.ready, one.start, one.end), found, strict=True):
                target[i][r, at] = values[chosen]
            one.done[r] = np.where(one.needed[i][r], one.end[i][r], one.done[r])
