# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Capacity: four priorities, three stages, three years, ten replications; beside Ciw on the same network.

Ciw draws other random numbers: the answers are the same within their intervals, which is looked at first. Ciw is timed as it is
used: the network is made once, then simulated and its records taken.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from typing import Any

import ciw
import numpy as np
from benchmarks.measuring import Measure, times
from scipy.special import stdtrit

from baken.cores.capacity import Model, Outcome, Scenario, Stage, Stream, Team, Work, compare, estimate, simulate

RATES = {"first": 3.0, "second": 6.0, "third": 10.0, "fourth": 6.0}
SERVED = (9.0, 7.0, 10.0)
PEOPLE = (3, 4, 3)
WEEKS = 156
RUNS = 10


def model() -> Model:
    """Handlers of 36 hours; each stage a team of its own; work exponential, 92, 89 and 83% of the hours."""
    skills = ("intake", "inquiry", "closing")
    teams = tuple(Team(s, 36.0 * n, n, frozenset({s})) for s, n in zip(skills, PEOPLE, strict=True))
    stages = tuple(Stage(s, Work.exponential(36 / rate)) for s, rate in zip(skills, SERVED, strict=True))
    streams = (Stream(name, rate, stages, priority=p, target_days=10) for p, (name, rate) in enumerate(RATES.items()))
    return Model(teams, tuple(streams), weeks=WEEKS)


def network() -> Any:
    """The same for Ciw, time in weeks."""
    return ciw.create_network(
        arrival_distributions={k: [ciw.dists.Exponential(v), None, None] for k, v in RATES.items()},
        service_distributions={k: [ciw.dists.Exponential(rate) for rate in SERVED] for k in RATES},
        routing={k: [[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]] for k in RATES},
        number_of_servers=list(PEOPLE),
        priority_classes={k: number for number, k in enumerate(RATES)},
    )


def by_ciw(net: Any, runs: int = RUNS, first_seed: int = 0) -> dict[tuple[str, int], list[float]]:
    """Mean wait in working days per stream and stage, of each run."""
    found: dict[tuple[str, int], list[float]] = {}
    for seed in range(first_seed, first_seed + runs):
        ciw.seed(seed)
        simulation = ciw.Simulation(net)
        simulation.simulate_until_max_time(WEEKS)
        waits: dict[tuple[str, int], list[float]] = {}
        for record in simulation.get_all_records():
            waits.setdefault((record.customer_class, record.node - 1), []).append(5 * record.waiting_time)
        for key, values in waits.items():
            found.setdefault(key, []).append(float(np.mean(values)))
    return found


def same(ours: Outcome, theirs: dict[tuple[str, int], list[float]]) -> list[str]:
    """Return the waits that differ more than their 99.9% intervals together allow; none is what it should be."""
    apart = []
    for (stream, stage), values in theirs.items():
        mine = ours.streams[stream].stages[stage].wait_days
        if mine.value is None or mine.lower is None or mine.upper is None:
            return ["no interval"]
        ratio = float(stdtrit(RUNS - 1, 0.9995)) / float(stdtrit(RUNS - 1, 0.975))
        error = math.hypot(
            ratio * (mine.upper - mine.lower) / 2,
            float(stdtrit(len(values) - 1, 0.9995)) * float(np.std(values, ddof=1)) / math.sqrt(len(values)),
        )
        if abs(mine.value - float(np.mean(values))) > error:
            apart.append(f"{stream} stage {stage}: {mine.value:.3f} against {np.mean(values):.3f}")
    return apart


def measures() -> Iterator[Measure]:
    """Compare the answers, then time both in the same run."""
    ours, net = model(), network()
    if apart := same(simulate(ours, replications=RUNS), by_ciw(net)):
        raise SystemExit(f"capacity: the answers differ: {'; '.join(apart)}")
    yield Measure(
        "capacity: 4 priorities, 3 stages, 3 years, 10 replications (processor time)",
        times(lambda: simulate(ours, replications=RUNS), 25, clock=time.process_time),
        250,
        "ciw",
        times(lambda: by_ciw(net), runs=5, warm=False, clock=time.process_time),
    )
    yield Measure(
        "capacity: the same estimated, for a slider", times(lambda: estimate(ours), clock=time.process_time), 100
    )
    three = [Scenario("prevention", arrivals={"third": 1.3}), Scenario("vacancy", hours={"inquiry": -36})]
    yield Measure(
        "capacity: two scenarios beside the base, simulated",
        times(lambda: compare(ours, three, replications=RUNS)),
        1000,
    )
