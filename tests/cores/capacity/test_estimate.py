# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The quick estimate: exact where theory is, close to the simulation elsewhere, and it says where it can't be trusted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.cores.capacity import (
    Method,
    Model,
    Note,
    Stage,
    Stream,
    Team,
    Work,
    erlang_c,
    estimate,
    priority_waits,
    simulate,
)
from tests.cores.capacity.models import RATES, pool, three_stages


@pytest.mark.parametrize(("servers", "share"), [(1, 0.5), (1, 0.9), (3, 0.7), (8, 0.85), (20, 0.95)])
def test_at_a_steady_rate_it_is_erlang(servers: int, share: float) -> None:
    load = servers * share
    found = estimate(pool(servers, load, weeks=300, warmup=100)).streams["s"]
    assert found.wait_days.value == pytest.approx(float(erlang_c(servers, load).wait), rel=0.01)
    assert found.lead_days.value == pytest.approx(found.wait_days.value + 1, rel=1e-6)
    # Little's law
    assert found.backlog.mean[-1] == pytest.approx(found.lead_days.value * load, rel=0.01)


def test_at_a_steady_rate_priorities_are_those_of_cobham() -> None:
    found = estimate(three_stages(weeks=300, warmup=150))
    loads = np.array(list(RATES.values()))
    for number, (servers, hours) in enumerate(((3, 4), (4, 36 / 7), (3, 3.6))):
        waits = priority_waits(servers, loads * hours / 36, np.full(4, hours * 5 / 36))
        got = [stream.stages[number].wait_days.value for stream in found.streams.values()]
        assert got == pytest.approx(waits.tolist(), rel=0.02)


def test_in_overload_it_is_plain_subtraction() -> None:
    found = estimate(pool(2, 3.0, weeks=50, warmup=0, work=Work.fixed(8), backlog=20))
    stream = found.streams["s"]
    # 15 a week come, 10 go
    assert stream.left.value == pytest.approx(20 + 50 * 5, rel=0.03)
    assert found.teams["t"].utilisation.value == pytest.approx(1, abs=0.01)
    assert stream.within_target.value < 0.02
    assert stream.left_hours.value == pytest.approx(8 * (20 + 50 * 5), rel=0.03)


@pytest.mark.parametrize("scale", [0.7, 0.9, 1.0, 1.15])
def test_is_close_to_the_simulation(scale: float) -> None:
    model = three_stages(scale)
    model = model.with_stream(
        replace(model.stream("b"), season=(1.5, 0.6, 1.2, 0.7), growth=0.05, backlog=40, dispersion=1.5)
    )
    quick, exact = estimate(model), simulate(model, replications=16, seed=4)
    for name, stream in exact.streams.items():
        other = quick.streams[name]
        wait = stream.wait_days
        slack = (wait.upper - wait.lower) / 2 + 0.2 * wait.value + 0.1
        assert other.wait_days.value == pytest.approx(wait.value, abs=slack)
        share = stream.within_target
        assert other.within_target.value == pytest.approx(share.value, abs=0.06 + (share.upper - share.lower) / 2)
        assert other.finished.value == pytest.approx(stream.finished.value, rel=0.08)
    for name, team in exact.teams.items():
        assert quick.teams[name].utilisation.value == pytest.approx(team.utilisation.value, abs=0.02)


@settings(max_examples=30)
@given(st.floats(0.0, 2.0), st.integers(0, 60), st.floats(0.2, 1.0), st.integers(0, 51), st.integers(1, 60))
def test_cases_are_kept_and_hours_are_not_exceeded(
    load: float, backlog: int, part: float, first: int, weeks: int
) -> None:
    stages = (Stage("x", Work.gamma(6, 0.8)), Stage("y", Work.exponential(3), share=part))
    teams = (Team("one", 60, 2, frozenset("x"), absence=0.2), Team("two", 30, 1, frozenset("y"), hours_kept_free=5))
    streams = tuple(
        Stream(n, 4 * load, stages, priority=p, season=(2, 1, 0, 1), backlog=backlog) for p, n in enumerate("ab")
    )
    model = Model(teams, streams, weeks=weeks, first_week=first)
    found = estimate(model)
    assert found.method is Method.ESTIMATE
    for stream in found.streams.values():
        assert stream.backlog.mean.shape == (weeks + 1,)
        assert (stream.backlog.mean >= -1e-9).all()
        assert stream.left.value <= backlog + stream.arrived.value + 1e-6
        assert stream.finished.value <= stream.arrived.value + 1e-9
    for team in found.teams.values():
        assert -1e-9 <= team.utilisation.value <= 1 + 1e-9
    hours = sum(s.left_hours.value for s in found.streams.values())
    total = sum((s.arrived.value + backlog) * (6 + 3 * part) for s in found.streams.values())
    worked = sum(t.hours_worked.value for t in found.teams.values())
    # what came was worked or is left; work begun and not yet told as left is at most what is under way
    assert worked + hours == pytest.approx(total, rel=0.06, abs=25)


def test_more_work_never_waits_less_and_first_priorities_wait_least() -> None:
    waits = [
        [s.wait_days.value for s in estimate(three_stages(scale)).streams.values()] for scale in (0.6, 0.8, 1.0, 1.2)
    ]
    assert (np.diff(waits, axis=0) > 0).all()
    assert (np.diff(waits, axis=1) > 0).all()


def test_a_large_model_takes_longer_steps_and_says_nearly_the_same() -> None:
    model = three_stages(weeks=156)
    more = tuple(replace(s, name=f"{s.name}{n}", per_week=s.per_week / 4) for s in model.streams for n in range(4))
    fine, coarse = estimate(model), estimate(replace(model, streams=more))
    for name in RATES:
        assert coarse.streams[f"{name}0"].wait_days.value == pytest.approx(
            fine.streams[name].wait_days.value, rel=0.15, abs=0.05
        )


def shared_skills(x: float, y: float) -> Model:
    both, one = Team("both", 80, 2, frozenset({"x", "y"})), Team("one", 80, 2, frozenset({"y"}))
    streams = (Stream("sx", x, (Stage("x", Work.exponential(8)),)), Stream("sy", y, (Stage("y", Work.exponential(8)),)))
    return Model((both, one), streams, weeks=104)


def test_shared_skills_are_one_pool_with_a_note() -> None:
    found = estimate(shared_skills(6, 9))
    assert found.notes == (Note.SHARED_SKILLS,)
    exact = simulate(shared_skills(6, 9), replications=10)
    assert found.streams["sx"].lead_days.value == pytest.approx(exact.streams["sx"].lead_days.value, rel=0.4)


def test_a_skill_that_is_short_is_not_hidden_in_the_pool() -> None:
    # 12 x 8 hours of x a week for 80 hours of who can do it; the pool as a whole has room
    with pytest.raises(ValueError, match=r"not assessable.*'x'"):
        estimate(shared_skills(12, 2))
    assert simulate(shared_skills(12, 2), replications=4).streams["sx"].left.value > 100
