# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hours to ask for, and scenarios side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from baken.cores.capacity import (
    Model,
    Reason,
    Scenario,
    Stage,
    Stream,
    Team,
    Work,
    compare,
    erlang_c,
    needed_hours,
    simulate,
)
from tests.cores.capacity.models import pool


def office(**more: float) -> Model:
    """Two streams through intake by one team and inquiry by another."""
    teams = (Team("desk", 72, 2, frozenset({"intake"})), Team("inquiry", 108, 3, frozenset({"inquiry"}), absence=0.1))
    quick, slow = Stage("intake", Work.gamma(1.5, 0.8)), Stage("inquiry", Work.gamma(7, 1.0), share=0.6)
    streams = (
        Stream("signal", 10, (quick, slow), priority=1, target_days=10),
        Stream("report", 9, (quick, slow), priority=2, target_days=15),
    )
    return replace(Model(teams, streams, weeks=78, warmup=10), **more)


def test_the_hours_found_are_enough_and_an_hour_less_is_not() -> None:
    model = office()
    model = model.with_team(replace(model.team("inquiry"), hours_per_week=72, people=2))
    found = needed_hours(model, "inquiry", share=0.95, tolerance=0.5, replications=12, seed=3)
    assert not found.enough
    assert found.reason is None
    assert found.extra_hours == pytest.approx(found.hours_per_week - 72)
    assert found.extra_hours > 0
    team = model.team("inquiry")

    def worst(hours: float) -> float:
        shown = simulate(model.with_team(team.with_hours(hours)), replications=12, seed=3)
        return min(s.within_target.value for s in shown.streams.values())

    assert worst(found.hours_per_week) >= 0.95
    assert worst(found.hours_per_week - 0.5) < 0.95
    assert min(f.value for f in found.within_target.values()) == pytest.approx(worst(found.hours_per_week))


def test_tells_what_could_be_missed() -> None:
    found = needed_hours(office(), "desk", share=0.5, streams=["signal"], replications=6, tolerance=2)
    assert found.enough
    assert found.extra_hours < 0
    assert found.hours_per_week > 10 * 1.5
    assert set(found.within_target) == {"signal"}


def test_being_sure_asks_for_more() -> None:
    likely, sure = (
        needed_hours(office(), "inquiry", share=0.95, replications=8, seed=1, sure=sure) for sure in (False, True)
    )
    assert sure.hours_per_week >= likely.hours_per_week
    assert min(f.lower for f in sure.within_target.values()) >= 0.95


def test_a_target_shorter_than_the_work_is_not_reachable() -> None:
    model = office()
    model = model.with_stream(replace(model.stream("signal"), target_days=0.5))
    found = needed_hours(model, "inquiry", share=0.95, replications=4)
    assert (found.hours_per_week, found.reason) == (None, Reason.NOT_REACHABLE)


def test_a_target_beyond_the_horizon_cannot_be_judged() -> None:
    model = office()
    model = model.with_stream(replace(model.stream("signal"), target_days=1000))
    found = needed_hours(model, "inquiry", replications=4)
    assert (found.hours_per_week, found.reason) == (None, Reason.NO_CASES)


def test_one_pool_asks_what_erlang_asks() -> None:
    # 90% within 3 days of one day's work: by Erlang for each number of people
    model = pool(4, 5.0, weeks=150)
    found = needed_hours(model, "t", share=0.9, replications=10)
    assert 5 < found.people <= 8
    assert float(erlang_c(found.people, 5.0).wait) < 1.0


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: needed_hours(office(), "nobody"), "team"),
        (lambda: needed_hours(office(), "desk", share=1.0), "share"),
        (lambda: needed_hours(office(), "desk", tolerance=0), "tolerance"),
        (lambda: needed_hours(office(), "desk", streams=["no"]), "stream"),
        (lambda: needed_hours(office(), "desk", streams=[]), "streams"),
        (lambda: needed_hours(office(), "desk", replications=1), "replications"),
        (
            lambda: needed_hours(
                office().with_stream(replace(office().stream("signal"), target_days=None)), "desk", streams=["signal"]
            ),
            "streams",
        ),
        (lambda: compare(office(), [], ask=["nobody"]), "team"),
        (lambda: compare(office(), [], share=0), "share"),
    ],
)
def test_refuses_what_cannot_be(call: object, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        call()  # type: ignore[operator]


def test_scenarios_side_by_side() -> None:
    extra = Stream("property", 4, (Stage("inquiry", Work.fixed(6)),), priority=3, target_days=20)
    side = compare(
        office(),
        [
            Scenario("as it is"),
            Scenario("prevention", arrivals={"report": 1.3}),
            Scenario("vacancy", hours={"inquiry": -36}),
            Scenario("wider", add=(extra,)),
            Scenario("unknown", hours={"nobody": 3}),
            Scenario("closed", hours={"desk": -72}),
        ],
        replications=8,
        seed=2,
    )
    same, prevention, vacancy, wider, unknown, closed = side.scenarios
    for effect in same.effects.values():
        assert (effect.within_target.value, effect.lead_days.value, effect.left.value) == (0, 0, 0)
    assert prevention.outcome.streams["report"].arrived.value == pytest.approx(
        1.3 * side.base.streams["report"].arrived.value, rel=0.03
    )
    assert prevention.effects["report"].lead_days.lower > 0
    assert vacancy.effects["report"].within_target.upper < 0
    assert vacancy.effects["signal"].within_target.value > vacancy.effects["report"].within_target.value
    assert wider.outcome.streams["property"].arrived.value > 200
    assert "property" not in wider.effects
    assert (unknown.outcome, unknown.reason) == (None, Reason.INVALID)
    assert "nobody" in unknown.why
    assert closed.reason is Reason.INVALID


def test_common_random_numbers_make_differences_sharp() -> None:
    side = compare(office(), [Scenario("a bit more", arrivals={"report": 1.05})], replications=10, seed=5)
    effect = side.scenarios[0].effects["report"].lead_days
    lead = side.base.streams["report"].lead_days
    assert effect.upper - effect.lower < 0.7 * (lead.upper - lead.lower)


def test_every_change_does_what_it_says() -> None:
    model = office()
    changed = Scenario(
        "all",
        arrivals={"signal": 2.0},
        work={"signal": 0.5},
        growth={"report": 0.1},
        targets={"report": None},
        hours={"inquiry": 36},
        kept_free={"desk": 6},
    ).apply(model)
    signal, report = changed.stream("signal"), changed.stream("report")
    assert (signal.per_week, signal.stages[1].work.mean, report.growth, report.target_days) == (20, 3.5, 0.1, None)
    assert (changed.team("inquiry").hours_per_week, changed.team("inquiry").people) == (144, 4)
    assert changed.team("desk").net_hours(1).tolist() == [66]
    assert model == office()
    with pytest.raises(ValueError, match="arrivals"):
        Scenario("x", arrivals={"signal": -1}).apply(model)
    with pytest.raises(ValueError, match="name"):
        Scenario(" ")


def test_hours_to_ask_stand_beside_each_scenario() -> None:
    side = compare(
        office(), [Scenario("prevention", arrivals={"report": 1.3})], ask=["inquiry"], share=0.9, replications=5
    )
    assert side.scenarios[0].needs["inquiry"].hours_per_week > side.needs["inquiry"].hours_per_week
