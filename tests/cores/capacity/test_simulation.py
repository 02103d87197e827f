# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Simulated models: against Erlang, Cobham and Ciw, and what must hold whatever the numbers."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import ciw
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import stdtrit

from baken.cores.capacity import Figure, Model, Stage, Stream, Team, Work, erlang_c, priority_waits, simulate
from baken.cores.capacity.draw import draw
from baken.cores.capacity.paths import paths
from tests.cores.capacity.models import RATES, pool, three_stages

DAY = 5.0


def holds(found: Figure, truth: float, wider: float = 1.6) -> bool:
    """Whether the truth lies in the 95% interval, made wider: about 1 in 500 would miss by chance."""
    middle, half = found.value, (found.upper - found.lower) / 2
    return abs(truth - middle) <= wider * half


@pytest.mark.parametrize(("servers", "share"), [(1, 0.7), (3, 0.85), (10, 0.9)])
def test_waits_as_erlang_says(servers: int, share: float) -> None:
    load = servers * share
    found = simulate(pool(servers, load, weeks=500), replications=20, seed=3)
    assert holds(found.streams["s"].wait_days, float(erlang_c(servers, load).wait))
    assert holds(found.teams["t"].utilisation, share)
    assert found.streams["s"].lead_days.value == pytest.approx(found.streams["s"].wait_days.value + 1, abs=0.03)


@pytest.mark.parametrize("work", [Work.fixed(8), Work.gamma(8, 0.5), Work.lognormal(8, 1.3), Work.measured([2, 4, 18])])
def test_one_handler_waits_as_pollaczek_and_khinchine_say(work: Work) -> None:
    found = simulate(pool(1, 0.75, weeks=700, work=work), replications=24, seed=5)
    assert holds(found.streams["s"].wait_days, 0.75 * (1 + work.variation**2) / 2 / 0.25)


def test_priorities_wait_as_cobham_says() -> None:
    stage = (Stage("x", Work.exponential(8)),)
    streams = tuple(Stream(n, 4.5, stage, priority=p) for p, n in enumerate("abc"))
    model = Model((Team("t", 120, 3, frozenset("x")),), streams, weeks=500, warmup=50)
    found = simulate(model, replications=24, seed=1)
    for stream, wait in zip("abc", priority_waits(3, [0.9] * 3, [1.0] * 3), strict=True):
        assert holds(found.streams[stream].wait_days, wait)


def by_ciw(rates: dict[str, float], weeks: int, seed: int) -> tuple[dict[str, list[float]], list[float]]:
    """Mean wait (days) per stream and stage, and use of the servers, of one run of the network of ``three_stages``."""
    classes = list(rates)
    network = ciw.create_network(
        arrival_distributions={k: [ciw.dists.Exponential(v), None, None] for k, v in rates.items()},
        service_distributions={k: [ciw.dists.Exponential(r) for r in (9, 7, 10)] for k in classes},
        routing={k: [[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]] for k in classes},
        number_of_servers=[3, 4, 3],
        priority_classes={k: number for number, k in enumerate(classes)},
    )
    ciw.seed(seed)
    run: Any = ciw.Simulation(network)
    run.simulate_until_max_time(weeks)
    waits: dict[str, list[list[float]]] = {k: [[], [], []] for k in classes}
    for record in run.get_all_records():
        waits[record.customer_class][record.node - 1].append(DAY * record.waiting_time)
    use = [float(node.server_utilisation) for node in run.transitive_nodes]
    return {k: [float(np.mean(stage)) for stage in v] for k, v in waits.items()}, use


def test_the_same_answers_as_ciw() -> None:
    runs = [by_ciw(RATES, 52, seed) for seed in range(8)]
    found = simulate(three_stages(weeks=52), replications=60, seed=2)
    wide = float(stdtrit(len(runs) - 1, 0.999))
    for stream in RATES:
        for number, stage in enumerate(found.streams[stream].stages):
            theirs = np.array([waits[stream][number] for waits, _ in runs])
            error = wide * math.hypot(
                float(theirs.std(ddof=1)) / len(runs) ** 0.5, (stage.wait_days.upper - stage.wait_days.lower) / 4
            )
            assert stage.wait_days.value == pytest.approx(float(theirs.mean()), abs=error)
    for number, team in enumerate("xyz"):
        theirs = np.array([use[number] for _, use in runs])
        error = wide * float(theirs.std(ddof=1)) / len(runs) ** 0.5 + 0.01
        assert found.teams[team].utilisation.value == pytest.approx(float(theirs.mean()), abs=error)


def test_stage_by_stage_and_event_by_event_are_the_same() -> None:
    model = three_stages(weeks=60)
    # a team that shares a skill nobody else uses differently: the general kernel must then find the same paths
    apart = paths(model, 3, 9)
    last = replace(model.teams[2], skills=frozenset({"s3", "s4"}))
    idle = Stream("none", 0.0, (Stage("s3", Work.fixed(1)), Stage("s4", Work.fixed(1)), Stage("s3", Work.fixed(1))))
    joined = paths(Model((*model.teams[:2], last), (*model.streams, idle), weeks=60), 3, 9)
    for one, other in zip(apart.cases, joined.cases, strict=False):
        np.testing.assert_allclose(one.done, other.done, atol=1e-7)
        for i in range(3):
            np.testing.assert_allclose(one.start[i], other.start[i], atol=1e-7)
    together = simulate(joined.model, replications=3, seed=9)
    alone = simulate(model, replications=3, seed=9)
    assert together.teams["z"].utilisation.value == pytest.approx(alone.teams["z"].utilisation.value, abs=1e-9)


@settings(max_examples=25)
@given(st.integers(0, 1000), st.floats(0.3, 1.6), st.integers(0, 40), st.booleans(), st.floats(0.3, 1.0))
def test_no_case_is_lost_or_made(seed: int, load: float, backlog: int, shared: bool, part: float) -> None:
    stages = (Stage("x", Work.gamma(6, 0.8)), Stage("y", Work.exponential(3), share=part), Stage("x", Work.fixed(2)))
    skills = frozenset({"x", "y"}) if shared else frozenset({"x"})
    teams = (Team("one", 60, 2, skills, absence=0.1), Team("two", 30, 1, frozenset({"y"}), hours_kept_free=4))
    streams = tuple(
        Stream(n, 4 * load, stages, priority=p, target_days=15, backlog=(backlog, 0, 2)) for p, n in enumerate("ab")
    )
    model = Model(teams, streams, weeks=30)
    found = paths(model, 3, seed)
    figures = simulate(model, replications=3, seed=seed)
    for stream, cases in zip(streams, found.cases, strict=True):
        came, done = np.isfinite(cases.arrival), np.isfinite(cases.done)
        assert (cases.arrival[:, 1:] >= cases.arrival[:, :-1]).all()
        assert not (done & ~came).any()
        assert (cases.done[done] <= 30).all()
        for i in range(3):
            began = cases.needed[i] & np.isfinite(cases.start[i])
            assert (cases.start[i][began] >= cases.ready[i][began] - 1e-9).all()
            ended = began & np.isfinite(cases.end[i])
            assert (cases.end[i][ended] > cases.start[i][ended]).all()
        told = figures.streams[stream.name]
        assert told.left.value == pytest.approx((came & ~done).sum(axis=1).mean())
        assert told.backlog.mean[0] == backlog + 2
        assert told.backlog.mean[-1] == pytest.approx(told.left.value)
        new = told.arrived.value + backlog + 2
        assert new - told.left.value >= told.finished.value - 1e-9
    for team in figures.teams.values():
        assert 0 <= team.utilisation.value <= 1 + 1e-12
        assert team.hours_worked.value == pytest.approx(float((team.weekly.mean * net_of(model, team.name)).sum()))


def net_of(model: Model, team: str) -> np.ndarray:
    return model.team(team).net_hours(model.weeks, model.first_week)


def test_absence_by_week_and_hours_kept_free_take_their_hours() -> None:
    lost = tuple(0.5 if 26 <= w < 34 else 0.1 for w in range(52))
    team = Team("t", 100, 3, frozenset("x"), absence=lost, hours_kept_free=10)
    assert team.net_hours(60, 20)[[0, 6, 13, 14, 58]].tolist() == pytest.approx([80, 40, 40, 80, 40])
    busy = Model((team,), (Stream("s", 40, (Stage("x", Work.fixed(5)),), backlog=10),), weeks=52)
    found = simulate(busy, replications=3)
    assert found.teams["t"].net_hours == pytest.approx(44 * 80 + 8 * 40)
    assert found.teams["t"].utilisation.value == pytest.approx(1, abs=1e-9)
    done = found.streams["s"].finished.value + 10
    assert done == pytest.approx((44 * 80 + 8 * 40) / 5, abs=2)


def test_arrivals_follow_season_growth_and_dispersion() -> None:
    stream = Stream("s", 20, (Stage("x", Work.fixed(1)),), season=(2, 1, 1, 0), growth=0.5)
    model = Model((Team("t", 40, 1, frozenset("x")),), (stream,), weeks=104, first_week=13)
    came = draw(model, stream, 400, 1).arrival
    counts = np.stack([np.histogram(row[np.isfinite(row)], bins=np.arange(0, 105, 13))[0] for row in came])
    expected = stream.expected(104, 13).reshape(-1, 13).sum(axis=1)
    assert np.abs(counts.mean(axis=0) - expected).max() <= 4 * np.sqrt(expected.max() / 400)
    assert counts[:, 2].max() == 0  # the fourth quarter
    assert expected[4] / expected[0] == pytest.approx(1.5)
    wild = replace(stream, season=(1,), growth=0.0, dispersion=3.0)
    came = draw(model, wild, 400, 1).arrival
    counts = np.stack([np.histogram(row[np.isfinite(row)], bins=np.arange(0, 105))[0] for row in came])
    assert counts.mean() == pytest.approx(20, abs=0.2)
    assert counts.var() / counts.mean() == pytest.approx(3, abs=0.15)


def test_more_cases_leave_the_first_ones_as_they_were() -> None:
    model = three_stages(weeks=30)
    more = model.with_stream(replace(model.stream("b"), per_week=9.0))
    before, after = (paths(m, 4, 7).cases for m in (model, more))
    for i in (0, 2, 3):
        np.testing.assert_array_equal(before[i].arrival, after[i].arrival)
        np.testing.assert_array_equal(before[i].hours[1], after[i].hours[1])
    kept = before[1].arrival.shape[1]
    np.testing.assert_array_equal(before[1].hours[0], after[1].hours[0][:, :kept])
    both = np.isfinite(before[1].arrival)
    np.testing.assert_allclose(after[1].arrival[:, :kept][both], before[1].arrival[both] * 6 / 9)


def test_the_same_seed_gives_the_same_outcome_and_another_does_not() -> None:
    one, two, other = (simulate(three_stages(weeks=26), replications=3, seed=s).streams["c"] for s in (1, 1, 2))
    assert one.wait_days == two.wait_days
    assert one.wait_days != other.wait_days


def test_the_backlog_goes_first_and_is_not_counted_in_targets() -> None:
    found = simulate(pool(1, 0.01, weeks=60, warmup=0, work=Work.fixed(8), backlog=100), replications=4)
    stream = found.streams["s"]
    assert stream.backlog.mean[:3].round().tolist() == [100, 95, 90]
    assert stream.arrived.value < 10
    early = simulate(pool(1, 0.8, weeks=60, warmup=0, work=Work.fixed(8), backlog=100), replications=4)
    assert early.streams["s"].within_target.value < 0.1


def test_cases_still_open_count_against_the_target() -> None:
    """Overload: those that finish are no fair sample; the share within target must know of those that don't."""
    found = simulate(pool(1, 2.0, weeks=60, warmup=0, work=Work.fixed(8)), replications=6).streams["s"]
    # half of the cases are ever done; within 3 days of arrival only the very first
    assert found.finished.value == pytest.approx(300, abs=3)
    assert found.within_target.value < 0.05
    assert found.left.value == pytest.approx(found.arrived.value - found.finished.value)
    assert found.lead_days_90.value is None or found.lead_days_90.value > 100


def test_the_range_holds_a_new_future_as_often_as_it_says() -> None:
    model = pool(3, 2.6, weeks=30, warmup=0, backlog=10)
    news = paths(model, 400, 999).cases[0]
    week = 20
    new = (news.arrival <= week).sum(axis=1) - (news.done <= week).sum(axis=1)
    inside = []
    for seed in range(30):
        backlog = simulate(model, replications=15, seed=seed).streams["s"].backlog
        inside.append(np.mean((new >= np.floor(backlog.lower[week])) & (new <= np.ceil(backlog.upper[week]))))
    assert 0.93 <= float(np.mean(inside)) <= 0.985


def test_the_interval_of_the_mean_holds_the_truth_as_often_as_it_says() -> None:
    truth = simulate(pool(2, 1.5, weeks=60, warmup=10), replications=800, seed=10**6).streams["s"].wait_days.value
    hits = [
        f.lower <= truth <= f.upper
        for f in (
            simulate(pool(2, 1.5, weeks=60, warmup=10), replications=12, seed=seed).streams["s"].wait_days
            for seed in range(80)
        )
    ]
    assert 0.88 <= np.mean(hits) <= 0.995


def test_the_ninetieth_percentile_of_lead_times() -> None:
    found = simulate(pool(5, 0.5, weeks=300), replications=10, seed=1)
    # hardly any wait: the lead time is the work itself, exponential with a mean of a day
    assert found.streams["s"].lead_days_90.value == pytest.approx(math.log(10), rel=0.03)
