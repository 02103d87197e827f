# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can't be is refused by the argument's name; what is odd but can be, works."""

from __future__ import annotations

import math

import pytest

from baken.cores.capacity import Model, Stage, Stream, Team, Work, estimate, simulate
from tests.cores.capacity.models import pool
from tests.cores.test_alone import FRAMEWORKS, import_alone

X = frozenset("x")
STAGE = Stage("x", Work.fixed(2))
NAN = float("nan")


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: Team("", 40, 1, X), "name"),
        (lambda: Team("t", 0, 1, X), "hours_per_week"),
        (lambda: Team("t", NAN, 1, X), "hours_per_week"),
        (lambda: Team("t", 40, 0, X), "people"),
        (lambda: Team("t", 40, 1.5, X), "people"),
        (lambda: Team("t", 40, True, X), "people"),
        (lambda: Team("t", 40, 1, frozenset()), "skills"),
        (lambda: Team("t", 40, 1, "intake"), "skills"),
        (lambda: Team("t", 40, 1, X, absence=1.0), "absence"),
        (lambda: Team("t", 40, 1, X, absence=-0.1), "absence"),
        (lambda: Team("t", 40, 1, X, absence=(0.1, 0.2)), "absence"),
        (lambda: Team("t", 40, 1, X, absence=0.5, hours_kept_free=20), "hours_kept_free"),
        (lambda: Team("t", 40, 1, X, hours_kept_free=-1), "hours_kept_free"),
        (lambda: Work.fixed(0), "mean"),
        (lambda: Work.exponential(-1), "mean"),
        (lambda: Work.gamma(2, 0), "variation"),
        (lambda: Work.lognormal(2, 50), "variation"),
        (lambda: Work.measured([1.0]), "hours"),
        (lambda: Work.measured([1.0, 0.0]), "hours"),
        (lambda: Work.measured([1.0, NAN]), "hours"),
        (lambda: Stage("", Work.fixed(1)), "skill"),
        (lambda: Stage("x", 3), "work"),
        (lambda: Stage("x", Work.fixed(1), share=0), "share"),
        (lambda: Stage("x", Work.fixed(1), priority=-1), "priority"),
        (lambda: Stream("s", -1, (STAGE,)), "per_week"),
        (lambda: Stream("s", math.inf, (STAGE,)), "per_week"),
        (lambda: Stream("s", 1, ()), "stages"),
        (lambda: Stream("s", 1, ("x",)), "stages"),
        (lambda: Stream("s", 1, (STAGE,), priority=0.5), "priority"),
        (lambda: Stream("s", 1, (STAGE,), target_days=0), "target_days"),
        (lambda: Stream("s", 1, (STAGE,), season=(0, 0)), "season"),
        (lambda: Stream("s", 1, (STAGE,), season=(1, -1)), "season"),
        (lambda: Stream("s", 1, (STAGE,), season=()), "season"),
        (lambda: Stream("s", 1, (STAGE,), growth=-1), "growth"),
        (lambda: Stream("s", 1, (STAGE,), dispersion=0.5), "dispersion"),
        (lambda: Stream("s", 1, (STAGE,), backlog=-1), "backlog"),
        (lambda: Stream("s", 1, (STAGE,), backlog=(1, 2)), "backlog"),
        (lambda: Stream("s", 1, (STAGE,), backlog=2.5), "backlog"),
        (lambda: Model((), (Stream("s", 1, (STAGE,)),)), "teams"),
        (lambda: Model((Team("t", 40, 1, X),), ()), "streams"),
        (lambda: Model((Team("t", 40, 1, X),) * 2, (Stream("s", 1, (STAGE,)),)), "teams"),
        (lambda: Model((Team("t", 40, 1, frozenset("y")),), (Stream("s", 1, (STAGE,)),)), "skill"),
        (lambda: Model((Team("t", 40, 1, X),), (Stream("s", 1, (STAGE,)),), weeks=0), "weeks"),
        (lambda: Model((Team("t", 40, 1, X),), (Stream("s", 1, (STAGE,)),), first_week=52), "first_week"),
        (lambda: Model((Team("t", 40, 1, X),), (Stream("s", 1, (STAGE,)),), weeks=9, warmup=9), "warmup"),
        (lambda: pool(1, 0.5).team("other"), "team"),
        (lambda: simulate(pool(1, 0.5), replications=1), "replications"),
        (lambda: simulate(pool(1, 0.5), seed=-1), "seed"),
        (lambda: simulate(pool(1, 0.5), level=1.0), "level"),
        (lambda: simulate(pool(1, 1e6)), "replications"),
    ],
)
def test_refuses_what_cannot_be(call: object, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        call()  # type: ignore[operator]


def test_nothing_to_do_is_no_error() -> None:
    model = Model((Team("t", 40, 1, X),), (Stream("s", 0, (STAGE,), target_days=5),), weeks=10)
    for found in (simulate(model, replications=2), estimate(model)):
        stream = found.streams["s"]
        assert (stream.arrived.value, stream.left.value) == (0, 0)
        assert stream.wait_days.value is None
        assert stream.within_target.value is None
        assert found.teams["t"].utilisation.value == 0


def test_a_team_that_nobody_asks_stands_idle() -> None:
    idle = Team("idle", 40, 1, frozenset("y"))
    model = Model((Team("t", 40, 1, X), idle), (Stream("s", 5, (STAGE,)),), weeks=10)
    for found in (simulate(model, replications=2), estimate(model)):
        assert found.teams["idle"].utilisation.value == 0
        assert found.teams["t"].utilisation.value > 0


def test_backlog_without_arrivals_is_worked_off() -> None:
    stages = (STAGE, Stage("y", Work.fixed(1)))
    model = Model((Team("t", 40, 1, frozenset("xy")),), (Stream("s", 0, stages, backlog=(5, 7)),), weeks=10)
    found = simulate(model, replications=2)
    assert found.streams["s"].backlog.mean[0] == 12
    assert found.streams["s"].left.value == 0
    assert found.teams["t"].hours_worked.value == pytest.approx(5 * 3 + 7)


def test_needs_numpy_and_scipy_only() -> None:
    done = import_alone("baken.cores.capacity", FRAMEWORKS | {"hypothesis", "pytest", "ciw", "simpy"})
    assert done.returncode == 0, done.stderr
    assert "scipy.stats" not in done.stdout
