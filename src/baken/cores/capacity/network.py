# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Exact simulation of teams that share skills, or see a case more than once: event by event."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from math import inf


@dataclass(frozen=True, slots=True)
class Crew:
    """A team for the kernel: its handlers, what each does by the end of each week, and the queues that it takes from.

    ``done``: hours per handler since the start, at weeks 0..horizon, rising. ``takes``: groups of queues, those of the
    first group go first; within a group what became ready first.
    """

    people: int
    done: Sequence[float]
    takes: Sequence[Sequence[int]]

    def finish(self, now: float, work: float) -> float:
        """When work that starts at ``now`` is done, infinite beyond the horizon."""
        done = self.done
        week = int(now)
        goal = done[week] + (done[week + 1] - done[week]) * (now - week) + work
        if goal >= done[-1]:
            return inf
        if goal >= done[week + 1]:
            week = bisect_right(done, goal) - 1
        return week + (goal - done[week]) / (done[week + 1] - done[week])


def run(
    ready: Sequence[float],
    first: Sequence[int],
    queue: Sequence[int],
    work: Sequence[float],
    follows: Sequence[bool],
    crews: Sequence[Crew],
    skilled: Sequence[Sequence[int]],
    horizon: float,
) -> tuple[list[float], list[float], list[int]]:
    """Return start and end of each operation in weeks, infinite where the horizon came first, and its crew (-1: none).

    Job j becomes ready at ``ready[j]`` (rising) with operation ``first[j]``; where ``follows[o]``, operation o + 1 of the
    same job comes after o. ``queue[o]`` is the queue that an operation joins and ``skilled[q]`` the crews that may take from
    queue q, in order of preference for one that is idle. A handler who comes free first passes the case on, to a queue or
    to an idle handler of another crew, and then takes the next.
    """
    start, end, by = [inf] * len(queue), [inf] * len(queue), [-1] * len(queue)
    queues: list[deque[tuple[float, int]]] = [deque() for _ in skilled]
    idle = [crew.people for crew in crews]
    takes = [[[queues[q] for q in group] for group in crew.takes] for crew in crews]
    events: list[tuple[float, int, int]] = []
    jobs, job = len(ready), 0

    def begin(crew: int, operation: int, now: float) -> None:
        start[operation] = now
        by[operation] = crew
        ends = crews[crew].finish(now, work[operation])
        if ends < inf:  # else the handler is busy until the horizon
            end[operation] = ends
            heappush(events, (ends, operation, crew))

    def offer(operation: int, now: float) -> None:
        for crew in skilled[queue[operation]]:
            if idle[crew]:
                idle[crew] -= 1
                begin(crew, operation, now)
                return
        queues[queue[operation]].append((now, operation))

    while job < jobs or events:
        if events and (job >= jobs or events[0][0] <= ready[job]):
            now, operation, crew = heappop(events)
            if follows[operation]:
                offer(operation + 1, now)
            for group in takes[crew]:
                waiting = [q for q in group if q] if len(group) > 1 else group
                if waiting and waiting[0]:
                    chosen = waiting[0] if len(waiting) == 1 else min(waiting, key=_head)
                    begin(crew, chosen.popleft()[1], now)
                    break
            else:
                idle[crew] += 1
        else:
            now = ready[job]
            if now >= horizon:
                break
            offer(first[job], now)
            job += 1
    return start, end, by


def _head(queue: deque[tuple[float, int]]) -> tuple[float, int]:
    return queue[0]
