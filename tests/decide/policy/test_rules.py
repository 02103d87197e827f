# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How efforts and priorities stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.decide.policy.efforts.rules import (
    RISKS,
    SILENCE_DAYS,
    EffortFacts,
    EffortState,
    effort_explanation,
    effort_standing,
    effort_state,
)
from baken.decide.policy.rules import (
    ATTENTION_PERCENT,
    ON_COURSE_PERCENT,
    IndicatorReading,
    PriorityState,
    explanation,
    priority_standing,
)

ON = date(2026, 11, 24)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
states = st.lists(st.sampled_from(EffortState), max_size=40)
verdicts = st.sampled_from(["higher", "lower", "no_significant_change", "not_assessable"])
readings = st.lists(
    st.builds(
        IndicatorReading,
        label=st.just("x"),
        verdict=verdicts,
        better=st.sampled_from(["higher", "lower"]),
        real=st.booleans(),
    ),
    max_size=5,
)
DONE, ON_TIME, LATE, UNDATED, RISK, AHEAD, STOPPED = EffortState
hours = st.none() | st.integers(0, 2000)
facts_of_all_kinds = st.builds(
    EffortFacts,
    term=st.none() | days,
    done_on=st.none() | days,
    starts_on=st.none() | days,
    expected_on=st.none() | days,
    stopped_on=st.none() | days,
    hours_used=hours,
    hours_planned=hours,
    risk_reported=st.booleans(),
    progress_on=st.none() | days,
)


@given(facts=facts_of_all_kinds, on=days)
def test_an_effort_is_done_once_done_and_overdue_only_after_its_term(facts: EffortFacts, on: date) -> None:
    state = effort_state(facts, on)
    done = facts.done_on is not None and facts.done_on <= on
    stopped = not done and facts.stopped_on is not None and facts.stopped_on <= on
    runs = not done and not stopped
    assert (state is DONE) == done
    assert (state is STOPPED) == stopped
    assert (state is UNDATED) == (runs and facts.term is None)
    assert (state is LATE) == (runs and facts.term is not None and facts.term < on)
    before = facts.starts_on is not None and facts.starts_on > on
    assert (state is AHEAD) == (runs and facts.term is not None and facts.term >= on and before)
    assert effort_standing(facts, on).state is state
    assert effort_standing(facts, on).reasons


@given(facts=facts_of_all_kinds, on=days)
def test_what_is_ongoing_is_never_late_nor_undated(facts: EffortFacts, on: date) -> None:
    assert effort_state(replace(facts, term=None, ongoing=True), on) not in {LATE, UNDATED}


@given(term=days)
def test_the_term_itself_is_still_on_time(term: date) -> None:
    facts = EffortFacts(term=term)
    assert effort_state(facts, term) is ON_TIME
    assert effort_state(facts, term + timedelta(days=1)) is LATE


RUNS = EffortFacts(term=date(2026, 12, 15), hours_planned=100, hours_used=100, progress_on=ON)


@pytest.mark.parametrize(
    ("change", "state", "reason"),
    [
        ({}, ON_TIME, "niets wijst op vertraging"),
        ({"expected_on": date(2026, 12, 15)}, ON_TIME, "niets wijst op vertraging"),
        ({"expected_on": date(2026, 12, 16)}, RISK, "verwacht het pas op 16 dec 2026"),
        ({"risk_reported": True}, RISK, "meldt een risico"),
        ({"hours_used": 101}, RISK, "meer uren gebruikt"),
        ({"progress_on": ON - timedelta(days=SILENCE_DAYS)}, ON_TIME, "niets wijst op vertraging"),
        ({"progress_on": ON - timedelta(days=SILENCE_DAYS + 1)}, RISK, "niets meer gemeld"),
        ({"progress_on": None}, ON_TIME, "niets wijst op vertraging"),
        ({"starts_on": ON + timedelta(days=1), "risk_reported": True}, AHEAD, "Begint op 25 nov 2026"),
        ({"term": ON - timedelta(days=1), "risk_reported": True}, LATE, "De termijn was 23 nov 2026"),
        ({"stopped_on": ON, "term": date(2026, 1, 1)}, STOPPED, "Gestopt op 24 nov 2026"),
    ],
)
def test_each_risk_is_seen_from_its_own_day_and_named(change: dict, state: EffortState, reason: str) -> None:
    found = effort_standing(replace(RUNS, **change), ON)
    assert found.state is state
    assert reason in " ".join(found.reasons)


def test_several_risks_are_all_told() -> None:
    facts = replace(
        RUNS, expected_on=date(2027, 1, 1), risk_reported=True, hours_used=200, progress_on=date(2026, 1, 1)
    )
    assert len(effort_standing(facts, ON).reasons) == len(RISKS)


def test_the_shown_rule_tells_of_every_state() -> None:
    assert {slug for slug, _text in effort_explanation()} == {state.value for state in EffortState}
    assert str(SILENCE_DAYS) in dict(effort_explanation())["at_risk"]
    assert {slug for slug, _text in explanation()} == {state.value for state in PriorityState}


@given(states=states, readings=readings)
def test_the_state_follows_from_share_and_real_worsening_alone(
    states: list[EffortState], readings: list[IndicatorReading]
) -> None:
    standing = priority_standing(states, readings)
    good = sum(states.count(state) for state in (DONE, ON_TIME, AHEAD, RISK))
    dated = good + states.count(LATE)
    sound = good - states.count(RISK)
    worse = any(r.real and r.verdict in ("higher", "lower") and r.verdict != r.better for r in readings)
    if not dated:
        wanted = PriorityState.NOT_ASSESSABLE
    elif good / dated < 0.6:
        wanted = PriorityState.BEHIND
    elif sound / dated < 0.8 or worse:
        wanted = PriorityState.ATTENTION
    else:
        wanted = PriorityState.ON_COURSE
    assert standing.state is wanted
    assert (standing.on_time, standing.overdue, standing.total) == (good, states.count(LATE), len(states))
    assert standing.reason
    assert standing.reason == standing.reasons[0]


@given(states=states, readings=readings)
def test_example_figures_never_count(states: list[EffortState], readings: list[IndicatorReading]) -> None:
    examples = [IndicatorReading("voorbeeld", "higher", "lower", real=False) for _reading in range(3)]
    assert priority_standing(states, [*readings, *examples]).state is priority_standing(states, readings).state


@given(states=states)
def test_finishing_something_late_never_makes_it_worse(states: list[EffortState]) -> None:
    order = [PriorityState.NOT_ASSESSABLE, PriorityState.BEHIND, PriorityState.ATTENTION, PriorityState.ON_COURSE]
    before = priority_standing(states).state
    if LATE in states:
        better = list(states)
        better[better.index(LATE)] = DONE
        assert order.index(priority_standing(better).state) >= order.index(before)


@given(states=states)
def test_a_risk_told_in_time_does_less_harm_than_a_term_gone_by(states: list[EffortState]) -> None:
    order = [PriorityState.NOT_ASSESSABLE, PriorityState.BEHIND, PriorityState.ATTENTION, PriorityState.ON_COURSE]
    told = priority_standing([RISK, *states]).state
    silent = priority_standing([LATE, *states]).state
    assert order.index(told) >= order.index(silent)
    assert priority_standing([RISK] * 5).state is PriorityState.ATTENTION


def test_what_was_stopped_is_left_out_and_named() -> None:
    standing = priority_standing([ON_TIME] * 4 + [LATE] + [STOPPED] * 3)
    assert standing.state is PriorityState.ON_COURSE
    assert "3 gestopte inspanningen tellen niet mee." in standing.reasons
    assert (standing.stopped, standing.assessed, standing.total) == (3, 5, 8)


@pytest.mark.parametrize(
    ("good", "late", "state"),
    [
        (4, 1, PriorityState.ON_COURSE),
        (3, 2, PriorityState.ATTENTION),
        (79, 21, PriorityState.ATTENTION),
        (59, 41, PriorityState.BEHIND),
        (60, 40, PriorityState.ATTENTION),
        (80, 20, PriorityState.ON_COURSE),
    ],
)
def test_the_thresholds_belong_to_the_better_side(good: int, late: int, state: PriorityState) -> None:
    assert (ATTENTION_PERCENT, ON_COURSE_PERCENT) == (60, 80)
    assert priority_standing([ON_TIME] * good + [LATE] * late).state is state


@pytest.mark.parametrize(
    ("states", "reason"),
    [
        ([ON_TIME] * 7 + [LATE] * 2, "2 van 9 inspanningen zijn over hun datum."),
        ([ON_TIME] * 2 + [LATE], "1 van 3 inspanningen is over de datum."),
        ([ON_TIME, DONE] * 2, "Alle 4 inspanningen liggen op tijd."),
        ([ON_TIME] * 6 + [LATE], "6 van 7 inspanningen liggen op tijd."),
        ([UNDATED] * 4, "De 4 inspanningen hebben nog geen einddatum."),
        ([UNDATED], "De inspanning heeft nog geen einddatum."),
        ([], "Er zijn nog geen inspanningen."),
        ([STOPPED] * 2, "Alle inspanningen zijn gestopt."),
        ([ON_TIME] * 3 + [RISK], "1 van 4 inspanningen loopt risico."),
        ([ON_TIME] * 2 + [RISK] * 2, "2 van 4 inspanningen lopen risico."),
        ([ON_TIME] * 4 + [RISK], "Alle 5 inspanningen liggen op tijd."),
    ],
)
def test_the_reason_says_it_in_one_sentence(states: list[EffortState], reason: str) -> None:
    assert priority_standing(states).reason == reason


def test_a_real_worsening_is_named_when_the_efforts_are_fine() -> None:
    standing = priority_standing([ON_TIME] * 5, [IndicatorReading("Misdrijven, X", "higher", "lower", real=True)])
    assert standing.state is PriorityState.ATTENTION
    assert standing.reason == "Aantoonbaar slechter: Misdrijven, X."


def test_efforts_without_a_date_are_left_out_and_named() -> None:
    standing = priority_standing([ON_TIME] * 4 + [LATE] + [UNDATED] * 2)
    assert standing.state is PriorityState.ON_COURSE
    assert "2 inspanningen zonder einddatum tellen niet mee." in standing.reasons
