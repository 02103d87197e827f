# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Exact simulation of one team with work in order of priority: the kernel that most models run on."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from heapq import heapreplace
from math import inf


def serve(
    ready: Sequence[float], level: Sequence[int], work: Sequence[float], servers: int, horizon: float
) -> list[float]:
    """Return when each job starts, infinite where ``horizon`` comes first; G/G/c, priorities without interruption.

    Jobs in order of ``ready``; ``level`` counts from 0, lower goes first, equals in the order given. The time is that of
    the servers' clock, in which all work at speed 1, so ``work`` is a duration. This is the recursion of Kiefer & Wolfowitz
    (1955) on the times at which servers come free, with one queue per level: no list of events. A job that finds a server
    free costs one heap operation; one that waits costs a place in its queue as well.
    """
    free = [0.0] * servers
    queues: list[deque[int]] = [deque() for _ in range(max(max(level, default=0) + 1, 4))]
    enter = [queue.append for queue in queues]
    # most models have few levels: by name, since a loop over them would take a fifth of all time
    one, two, three, four, *others = queues
    take_one, take_two, take_three, take_four = one.popleft, two.popleft, three.popleft, four.popleft
    start = list(ready)
    soonest = 0.0
    for job, now in enumerate(ready):
        while soonest <= now:
            if one:
                first = take_one()
            elif two:
                first = take_two()
            elif three:
                first = take_three()
            elif four:
                first = take_four()
            else:
                for queue in others:
                    if queue:
                        first = queue.popleft()
                        break
                else:
                    heapreplace(free, now + work[job])
                    soonest = free[0]
                    break
            start[first] = soonest
            heapreplace(free, soonest + work[first])
            soonest = free[0]
        else:
            enter[level[job]](job)
    for queue in queues:
        for job in queue:
            # nobody comes any more: what waits starts in order of priority, until the horizon
            if soonest < horizon:
                start[job] = soonest
                heapreplace(free, soonest + work[job])
                soonest = free[0]
            else:
                start[job] = inf
    return start
