# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From teams and streams as numbers to an outcome: what holds whatever the numbers are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.decide.capacity.rules import Changes, Inputs, Refusal, StageInput, asked_of, full, outcome, quick
from baken.decide.capacity.rules.changes import PARTS
from baken.decide.capacity.rules.outcome import SHARE

from .conftest import small_stream, small_team

percents = st.integers(-50, 100)


def test_the_present_beside_itself_differs_in_nothing(inputs: Inputs) -> None:
    found = quick(inputs, Changes(), seed=1)
    assert found.then is found.now
    assert found.asked_then == found.asked_now


@settings(max_examples=15)
@given(less=st.integers(-40, 0), more=st.integers(5, 80))
def test_more_cases_never_come_more_often_within_target(less: int, more: int) -> None:
    inputs = Inputs((small_team(),), (small_stream(),), 0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outcome, "QUICK_WORK", 0)  # estimated: without chance
        few, many = (
            quick(inputs, Changes(arrivals={"zaken": n}, weeks=52), seed=1).then.streams["zaken"] for n in (less, more)
        )
    assert few.within_target is not None
    assert many.within_target is not None
    assert (many.within_target.value or 0) <= (few.within_target.value or 0) + 1e-9
    assert (many.left.value or 0) >= (few.left.value or 0) - 1e-9


@settings(max_examples=15)
@given(percent=percents, work=percents, hours=st.integers(-40, 60), free=st.integers(0, 20))
def test_hours_asked_are_cases_times_hours_and_hours_there_what_is_left(
    percent: int, work: int, hours: int, free: int
) -> None:
    inputs = Inputs((small_team(),), (small_stream(),), 0)
    changes = Changes(
        arrivals={"zaken": percent}, work={"zaken": work}, hours={"team": float(hours)}, kept_free={"team": float(free)}
    )
    (asked,) = asked_of(changes.teams(inputs), changes.streams(inputs))
    assert asked.hours == pytest.approx(5 * (1 + percent / 100) * 10 * (1 + work / 100))
    assert asked.net == pytest.approx((96 + hours) * 0.9 - free)
    assert asked.short == (asked.hours > asked.net)


@settings(max_examples=25)
@given(
    st.dictionaries(st.sampled_from(["zaken", "weg"]), percents),
    st.dictionaries(st.sampled_from(["team", "weg"]), st.integers(-90, 90).map(float)),
    st.sampled_from([52, 104, 156]),
)
def test_changes_come_back_from_what_is_kept_and_forget_what_is_gone(
    arrivals: dict[str, int], hours: dict[str, float], weeks: int
) -> None:
    inputs = Inputs((small_team(),), (small_stream(),), 0)
    found = Changes.from_data({"arrivals": arrivals, "hours": hours, "weeks": weeks}, inputs)
    assert "weg" not in {*found.arrivals, *found.hours}
    assert Changes.from_data(found.data(), inputs) == found


@pytest.mark.parametrize(
    "data",
    [
        [],
        {"onzin": {}},
        {"arrivals": {"zaken": 3000}},
        {"arrivals": {"zaken": True}},
        {"arrivals": {"zaken": 1.5}},
        {"arrivals": ["zaken"]},
        {"hours": {"team": float("nan")}},
        {"hours": {"team": "36"}},
        {"kept_free": {"team": -1}},
        {"targets": {"zaken": 0}},
        {"weeks": 60},
        {"add": "zaken"},
    ],
)
def test_changes_that_never_could_be_are_refused(inputs: Inputs, data: Any) -> None:
    with pytest.raises(ValueError, match=r"changes|arrivals|hours|kept_free|targets|weeks|add"):
        Changes.from_data(data, inputs)


def test_every_part_of_changes_has_its_range() -> None:
    assert set(PARTS) | {"add"} == set(Changes.__dataclass_fields__) - {"weeks"}


def test_inputs_come_back_from_what_is_kept(inputs: Inputs) -> None:
    assert Inputs.from_data(inputs.data()) == inputs
    assert replace(inputs, first_week=30).digest == inputs.digest
    other = replace(inputs, teams=(small_team(hours_per_week=95.0),))
    assert other.digest != inputs.digest


@settings(max_examples=20)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=5), st.integers(1, 3))
def test_parts_estimated_apart_are_the_whole(pairs: list[tuple[int, int]], crews: int) -> None:
    """Whatever hangs together through skills or cases that go on: the estimate is that of the model as a whole."""
    from baken.cores import capacity as core
    from baken.decide.capacity.rules.outcome import _by_part

    teams = tuple(
        small_team(f"t{n}", (f"w{n}", f"w{(n * crews) % 5}"), hours_per_week=200.0, people=6) for n in range(5)
    )
    streams = tuple(
        small_stream(f"s{n}", stages=tuple(StageInput("x", f"w{skill}", 2.0, "some", 100) for skill in pair))
        for n, pair in enumerate(pairs)
    )
    model = Inputs((*teams, small_team("leeg", ("niets",))), streams, 3).model(52)
    whole, apart = core.estimate(model), _by_part(model, 0)
    assert list(apart.streams) == list(whole.streams)
    assert set(apart.teams) == set(whole.teams)
    for name, figures in whole.streams.items():
        assert apart.streams[name].within_target == figures.within_target
        assert apart.streams[name].left.value == pytest.approx(figures.left.value)
    for name, team in whole.teams.items():
        assert apart.teams[name].utilisation.value == pytest.approx(team.utilisation.value)
    assert set(apart.notes) == set(whole.notes)


def test_what_may_come_counts_only_when_it_is_added() -> None:
    later = small_stream("erbij", running=False, per_week=2.0)
    inputs = Inputs((small_team(),), (small_stream(), later), 0)
    assert set(quick(inputs, Changes(), seed=1).then.streams) == {"zaken"}
    found = quick(inputs, Changes(add=("erbij",), arrivals={"erbij": 50}), seed=1)
    assert set(found.then.streams) == {"zaken", "erbij"}
    assert found.asked_then[0].hours == pytest.approx(50 + 2 * 1.5 * 10)


def test_hours_asked_are_shared_by_who_can_do_the_work() -> None:
    teams = (small_team("a"), small_team("b", hours_per_week=48.0, kept_free=3.0))
    a, b = asked_of(teams, (small_stream(),))
    assert a.hours + b.hours == pytest.approx(50)
    assert a.load == pytest.approx(b.load)


def refused(inputs: Inputs, changes: Changes) -> str:
    with pytest.raises(Refusal) as told:
        quick(inputs, changes, seed=1)
    return told.value.slug


def test_what_cannot_be_calculated_says_why(inputs: Inputs) -> None:
    assert refused(Inputs((), inputs.streams, 0), Changes()) == "no_teams"
    assert refused(Inputs(inputs.teams, (), 0), Changes()) == "no_streams"
    assert refused(Inputs((small_team(skills=("anders",)),), inputs.streams, 0), Changes()) == "no_skill"
    assert refused(inputs, Changes(hours={"team": -95.0})) == "no_hours"
    assert refused(inputs, Changes(kept_free={"team": 90.0})) == "no_hours"
    assert refused(Inputs(inputs.teams, (small_stream(per_week=480.0),), 0), Changes()) == "too_much"


def test_sliders_simulate_what_is_saved_as_far_as_time_reaches(inputs: Inputs) -> None:
    changes = Changes(arrivals={"zaken": 20}, weeks=52)
    found, whole = quick(inputs, changes, seed=3), full(inputs, [("meer", changes)], seed=3)
    then = whole.comparison.scenarios[0].outcome
    assert then is not None
    assert found.replications == whole.replications
    assert found.now.streams["zaken"].within_target == whole.comparison.base.streams["zaken"].within_target
    assert found.then.streams["zaken"].within_target == then.streams["zaken"].within_target
    times = [
        quick(Inputs((small_team(),), (small_stream(per_week=n),), 0), Changes(weeks=52), seed=3).replications
        for n in (90, 180, 280, 480)
    ]
    assert times == [20, 10, 5, 0]


def test_an_estimate_that_would_hide_a_shortage_is_refused_and_simulation_shows_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One team does both, another only what is easy: pooled they have hours enough, but the hard work hasn't."""
    teams = (small_team("allen", ("makkelijk", "moeilijk"), people=1, hours_per_week=32.0, kept_free=0.0),
             small_team("vele", ("makkelijk",), people=6, hours_per_week=200.0))  # fmt: skip
    hard = small_stream("zwaar", "moeilijk", per_week=4.5)
    easy = small_stream("licht", "makkelijk", per_week=2.0)
    inputs = Inputs(teams, (hard, easy), 0)
    assert quick(inputs, Changes(), seed=1).replications
    monkeypatch.setattr(outcome, "QUICK_WORK", 0)
    assert refused(inputs, Changes()) == "pooled"
    found = full(inputs, [], seed=1, replications=4, weeks=52)
    within = found.comparison.base.streams["zwaar"].within_target
    assert within is not None
    assert (within.value or 0) < 0.5


def test_hours_to_ask_for_reach_the_target_and_go_to_the_team_that_holds_up() -> None:
    teams = (small_team("eerst", ("een",), hours_per_week=60.0), small_team("dan", ("twee",), hours_per_week=200.0))
    stages = (StageInput("Een", "een", 12.0, "some", 100), StageInput("Twee", "twee", 2.0, "some", 100))
    inputs = Inputs(teams, (small_stream(stages=stages),), 0)
    found = full(inputs, [("nu", Changes(weeks=52))], seed=3, replications=6, needs=True)
    assert list(found.needs) == ["eerst"]
    need = found.needs["eerst"]
    assert need.extra_hours is not None
    assert need.extra_hours > 0
    assert (need.within_target["zaken"].value or 0) >= SHARE


def test_what_is_needed_already_is_told_apart(inputs: Inputs) -> None:
    """The present lacks hours; more cases ask more of them."""
    poor = Inputs((small_team(hours_per_week=60.0),), inputs.streams, 0)
    found = full(poor, [("meer", Changes(arrivals={"zaken": 30}, weeks=52))], seed=3, replications=4, needs=True)
    before, after = found.needs_now["team"].extra_hours, found.needs["team"].extra_hours
    assert before is not None
    assert after is not None
    assert 0 < before < after
    rich = full(inputs, [("meer", Changes(arrivals={"zaken": 60}, weeks=52))], seed=3, replications=4, needs=True)
    assert rich.needs_now == {}
    assert rich.needs


def test_with_hours_enough_nothing_is_asked(inputs: Inputs) -> None:
    found = full(inputs, [("nu", Changes(weeks=52))], seed=3, replications=4, needs=True)
    assert found.needs == {}


def test_the_same_seed_gives_the_same_outcome(inputs: Inputs) -> None:
    one, two = (
        full(inputs, [("a", Changes(arrivals={"zaken": 30}, weeks=52))], seed=9, replications=4) for _n in range(2)
    )
    a, b = (found.comparison.scenarios[0].outcome for found in (one, two))
    assert a is not None
    assert b is not None
    assert a.streams["zaken"].within_target == b.streams["zaken"].within_target
