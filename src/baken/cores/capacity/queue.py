# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Exact simulation of one team with work in order of priority: the kernel that most models run on."""

from __future__ import annotations

from heapq import heappushpop
from math import inf
from struct import pack

import numpy as np

from baken.cores.capacity.checks import Floats, Indices


def serve(ready: Floats, level: Indices, work: Floats, servers: int, horizon: float) -> Floats:
    """Return when each job starts, infinite where ``horizon`` comes first; G/G/c, priorities without interruption.

    Jobs in order of ``ready``, and of ``level`` where they come at one moment; levels count from 0, lower goes first, equals in
    the order given. The time is that of the servers' clock, in which all work at speed 1, so ``work`` is a duration.

    This is the recursion of Kiefer & Wolfowitz (1955) on the times at which servers come free. When the first comes free,
    either somebody waits, or the first who is yet to start in the order given starts when he comes: all before have started,
    so his place is the number of those. There are no queues and no list of events, only the next job of each level.
    """
    jobs = ready.size
    heads, after = _by_level(level)
    came, hours = ready.tolist(), work.tolist()
    start = came[:]
    came.append(inf)  # behind the last job of a level stands one that never comes
    one, two, three, four, *rest = *heads, *[-1] * (4 - len(heads))
    came_one, came_two, came_three, came_four = came[one], came[two], came[three], came[four]
    busy = [0.0] * (servers - 1)
    soonest = 0.0
    for now in came[:jobs]:
        # who waits, of the highest level; most models have few: by name, since a loop would take a fifth of all time
        if came_one < soonest:
            job, one = one, after[one]
            came_one = came[one]
        elif came_two < soonest:
            job, two = two, after[two]
            came_two = came[two]
        elif came_three < soonest:
            job, three = three, after[three]
            came_three = came[three]
        elif came_four < soonest:
            job, four = four, after[four]
            came_four = came[four]
        elif rest and (waiting := [place for place, head in enumerate(rest) if came[head] < soonest]):
            job = rest[waiting[0]]
            rest[waiting[0]] = after[job]
        else:
            # nobody: the next to come starts at once
            if now == came_one:
                one = after[job := one]
                came_one = came[one]
            elif now == came_two:
                two = after[job := two]
                came_two = came[two]
            elif now == came_three:
                three = after[job := three]
                came_three = came[three]
            elif now == came_four:
                four = after[job := four]
                came_four = came[four]
            else:
                place = next(place for place, head in enumerate(rest) if came[head] == now)
                rest[place] = after[job := rest[place]]
            soonest = heappushpop(busy, now + hours[job])
            continue
        start[job] = soonest
        soonest = heappushpop(busy, soonest + hours[job])
    found = np.frombuffer(pack(f"{jobs}d", *start))  # half the time that numpy takes to read a list
    return np.where(found < horizon, found, inf)


def _by_level(level: Indices) -> tuple[list[int], list[int]]:
    """First job of each level, and for each job the next one of its level; -1 where there is none."""
    heads, after = [], np.full(level.size, -1)
    for number in range(int(level.max(initial=-1)) + 1):
        mine = np.flatnonzero(level == number)
        heads.append(int(mine[0]) if mine.size else -1)
        after[mine[:-1]] = mine[1:]
    return heads, after.tolist()
