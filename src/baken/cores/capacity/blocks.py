# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which teams can be simulated apart from one another, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from baken.cores.capacity.model import Model


@dataclass(frozen=True, slots=True)
class Block:
    """Teams (their numbers) that must be simulated together, and the stages that are theirs: per stream a run of numbers.

    ``alone``: one team which sees each case at most once, so that its queue can be worked out by itself.
    """

    teams: tuple[int, ...]
    stages: tuple[tuple[int, ...], ...]
    alone: bool


def blocks(model: Model) -> tuple[Block, ...]:
    """Return the blocks, such that every case comes from blocks before. Teams that no stage needs are in none."""
    pools = skill_pools(model)
    pairs = [
        (pools[before.skill], pools[after.skill])
        for stream in model.streams
        for before, after in zip(stream.stages, stream.stages[1:], strict=False)
    ]
    size = len(model.teams)
    part = _components(size, pairs, "strong")
    order = TopologicalSorter({int(part[pools[stage.skill]]): set() for s in model.streams for stage in s.stages})
    for before, after in pairs:
        if part[before] != part[after]:
            order.add(int(part[after]), int(part[before]))
    found = []
    for number in order.static_order():
        stages = tuple(
            tuple(i for i, stage in enumerate(stream.stages) if part[pools[stage.skill]] == number)
            for stream in model.streams
        )
        skills = {model.streams[s].stages[i].skill for s, mine in enumerate(stages) for i in mine}
        teams = tuple(sorted({team for skill in skills for team in model.skilled(skill)}))
        found.append(Block(teams, stages, len(teams) == 1 and all(len(mine) <= 1 for mine in stages)))
    return tuple(found)


def skill_pools(model: Model) -> dict[str, int]:
    """Return for each skill that a stage asks the number of a pool: teams that share such a skill are in one."""
    used = {stage.skill for stream in model.streams for stage in stream.stages}
    links = [(model.skilled(skill)[0], other) for skill in used for other in model.skilled(skill)]
    pool = _components(len(model.teams), links, "weak")
    return {skill: int(pool[model.skilled(skill)[0]]) for skill in used}


def _components(size: int, pairs: Sequence[tuple[int, int]], connection: str) -> np.typing.NDArray[np.int32]:
    rows, columns = np.array([*pairs, (0, 0)], dtype=np.intp).T
    graph = coo_array((np.ones(rows.size, dtype=np.int8), (rows, columns)), shape=(size, size))
    found: np.typing.NDArray[np.int32] = connected_components(graph, directed=True, connection=connection)[1]
    return found
