# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The two kernels: the same paths as SimPy from the same arrivals and work, and as one another."""

from __future__ import annotations

import math

import numpy as np
import pytest
import simpy
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from baken.cores.capacity.checks import Floats
from baken.cores.capacity.network import Crew, run
from baken.cores.capacity.queue import serve

HORIZON = 40.0


def jobs(seed: int, count: int, levels: int) -> tuple[list[float], list[int], list[float]]:
    chance = np.random.default_rng(seed)
    ready = np.sort(chance.uniform(0, 30, count))
    return ready.tolist(), chance.integers(0, levels, count).tolist(), chance.exponential(1.0, count).tolist()


def by_simpy(
    ready: list[float], route: list[list[tuple[int, int, float]]], servers: list[int]
) -> dict[tuple[int, int], tuple[float, float]]:
    """Start and end of each step of each job; a step is (team, level, work)."""
    environment = simpy.Environment()
    teams = [simpy.PriorityResource(environment, capacity=n) for n in servers]
    found: dict[tuple[int, int], tuple[float, float]] = {}

    def case(number: int):
        yield environment.timeout(ready[number])
        for step, (team, level, work) in enumerate(route[number]):
            with teams[team].request(priority=level) as place:
                yield place
                start = environment.now
                yield environment.timeout(work)
                found[number, step] = start, environment.now

    for number in range(len(ready)):
        environment.process(case(number))
    environment.run(until=10_000)
    return found


def served(ready: ArrayLike, level: ArrayLike, work: ArrayLike, servers: int, horizon: float) -> Floats:
    return serve(np.asarray(ready, dtype=float), np.asarray(level, dtype=np.intp), np.asarray(work), servers, horizon)


@pytest.mark.parametrize(
    ("servers", "levels", "count"), [(1, 1, 60), (3, 1, 200), (1, 4, 50), (3, 4, 120), (6, 3, 250)]
)
def test_one_team_starts_every_job_when_simpy_does(servers: int, levels: int, count: int) -> None:
    for seed in range(5):
        ready, level, work = jobs(seed, count, levels)
        theirs = by_simpy(ready, [[(0, lv, w)] for lv, w in zip(level, work, strict=True)], [servers])
        ours = served(ready, level, work, servers, math.inf)
        assert ours == pytest.approx([theirs[j, 0][0] for j in range(count)], abs=1e-9)


def test_a_network_with_return_visits_runs_as_in_simpy() -> None:
    for seed in range(5):
        ready, level, work = jobs(seed, 150, 2)
        more = np.random.default_rng(100 + seed).exponential(1.0, (150, 2)).tolist()
        # intake by team 0, work by team 1, closing by team 0 again, after what is new there
        route = [[(0, lv, w), (1, lv, a), (0, 2, b)] for lv, w, (a, b) in zip(level, work, more, strict=True)]
        theirs = by_simpy(ready, route, [3, 4])
        steps = [step for job in route for step in job]
        queue = [3 * team + lv for team, lv, _ in steps]
        clock = list(np.arange(1001.0))
        crews = [Crew(3, clock, [[0], [1], [2]]), Crew(4, clock, [[3], [4], [5]])]
        start, end, by = run(
            ready,
            list(range(0, 450, 3)),
            queue,
            [w for _, _, w in steps],
            [True, True, False] * 150,
            crews,
            [[0], [0], [0], [1], [1], [1]],
            1000.0,
        )
        expected = [theirs[job, step] for job in range(150) for step in range(3)]
        assert start == pytest.approx([e[0] for e in expected], abs=1e-9)
        assert end == pytest.approx([e[1] for e in expected], abs=1e-9)
        assert by == [0, 1, 0] * 150


@given(st.integers(0, 10_000), st.integers(1, 5), st.integers(1, 4), st.integers(0, 150))
def test_both_kernels_agree_under_a_calendar_and_up_to_the_horizon(
    seed: int, servers: int, levels: int, count: int
) -> None:
    ready, level, work = jobs(seed, count, levels)
    speed = np.random.default_rng(seed + 1).uniform(0.2, 2.0, int(HORIZON))
    clock = np.concatenate([[0.0], np.cumsum(speed)])
    weeks = np.arange(HORIZON + 1)
    one = served(np.interp(ready, weeks, clock), level, work, servers, float(clock[-1]))
    crew = Crew(servers, clock.tolist(), [[k] for k in range(levels)])
    start, end, _ = run(ready, list(range(count)), level, work, [False] * count, [crew], [[0]] * levels, HORIZON)
    np.testing.assert_allclose(np.interp(one, clock, weeks, right=np.inf), start, atol=1e-8)
    np.testing.assert_allclose(np.interp(one + np.asarray(work), clock, weeks, right=np.inf), end, atol=1e-8)


@given(st.integers(0, 10_000), st.integers(1, 4), st.integers(1, 3), st.integers(1, 80))
def test_nobody_idles_while_work_waits_and_nobody_jumps_the_queue(
    seed: int, servers: int, levels: int, count: int
) -> None:
    ready, level, work = jobs(seed, count, levels)
    start = served(ready, level, work, servers, math.inf)
    came, rank, end = np.asarray(ready), np.asarray(level), start + np.asarray(work)
    assert (start >= came).all()
    for j in range(count):
        busy = int(((start <= start[j]) & (end > start[j])).sum())
        assert busy <= servers
        if start[j] > came[j]:
            middle = (came[j] + start[j]) / 2
            assert ((start <= middle) & (end > middle)).sum() == servers
        waited = (came < start[j]) & (start > start[j])
        assert not (waited & ((rank < rank[j]) | ((rank == rank[j]) & (came < came[j])))).any()


def test_shared_skills_send_work_to_who_can_do_it() -> None:
    clock = [float(w) for w in range(50)]
    # crew 0 does queue 0 only; crew 1 both; queue 1 goes first there
    crews = [Crew(1, clock, [[0]]), Crew(1, clock, [[1], [0]])]
    ready, queue, work = [0.0, 0.1, 0.2, 0.3], [0, 0, 0, 1], [2.0, 2.0, 2.0, 2.0]
    start, end, by = run(ready, [0, 1, 2, 3], queue, work, [False] * 4, crews, [[0, 1], [1]], 49.0)
    assert by == [0, 1, 0, 1]
    assert start == pytest.approx([0.0, 0.1, 2.0, 2.1])
    assert end == pytest.approx([2.0, 2.1, 4.0, 4.1])


def test_equals_of_different_skills_go_in_order_of_arrival() -> None:
    crews = [Crew(1, [float(w) for w in range(50)], [[0, 1]])]
    start, _, _ = run([0.0, 0.1, 0.2, 0.3], [0, 1, 2, 3], [0, 1, 0, 1], [1.0] * 4, [False] * 4, crews, [[0], [0]], 49.0)
    assert start == pytest.approx([0.0, 1.0, 2.0, 3.0])


def test_what_the_horizon_cuts_off_has_no_start_or_no_end() -> None:
    assert served([0.0, 0.0, 0.0], [0, 0, 0], [5.0, 5.0, 5.0], 1, 7.0).tolist() == [0.0, 5.0, math.inf]
    crews = [Crew(1, [float(w) for w in range(8)], [[0]])]
    start, end, by = run([0.0, 0.0, 0.0], [0, 1, 2], [0, 0, 0], [5.0] * 3, [False] * 3, crews, [[0]], 7.0)
    assert (start, end, by) == ([0.0, 5.0, math.inf], [5.0, math.inf, math.inf], [0, 0, -1])
    assert served([], [], [], 2, 7.0).size == 0


def test_of_those_who_come_at_one_moment_the_first_in_order_of_priority_starts() -> None:
    level = [0, 0, 1, 2, 3, 4, 4, 5]
    start = served([0.0] * 8, level, [2.0] * 8, 3, math.inf)
    assert start.tolist() == [0, 0, 0, 2, 2, 2, 4, 4]
    assert served([0.0, 0.0, 1.0], [1, 4, 0], [3.0, 3.0, 1.0], 2, math.inf).tolist() == [0, 0, 3]


def test_six_levels_start_as_in_simpy() -> None:
    ready, level, work = jobs(8, 200, 6)
    theirs = by_simpy(ready, [[(0, lv, w)] for lv, w in zip(level, work, strict=True)], [2])
    assert served(ready, level, work, 2, math.inf) == pytest.approx([theirs[j, 0][0] for j in range(200)], abs=1e-9)
