# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How efforts and priorities stand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.decide.policy.rules import (
    ATTENTION_PERCENT,
    ON_COURSE_PERCENT,
    EffortState,
    IndicatorReading,
    PriorityState,
    effort_state,
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
DONE, ON_TIME, LATE, UNDATED = EffortState


@given(term=st.none() | days, ongoing=st.booleans(), done_on=st.none() | days, on=days)
def test_an_effort_is_done_once_done_and_overdue_only_after_its_term(
    term: date | None, ongoing: bool, done_on: date | None, on: date
) -> None:
    state = effort_state(term=term, ongoing=ongoing, done_on=done_on, on=on)
    done = done_on is not None and done_on <= on
    assert (state is DONE) == done
    assert (state is LATE) == (not done and not ongoing and term is not None and term < on)
    assert (state is UNDATED) == (not done and not ongoing and term is None)


@given(term=days)
def test_the_term_itself_is_still_on_time(term: date) -> None:
    assert effort_state(term=term, ongoing=False, done_on=None, on=term) is ON_TIME
    assert effort_state(term=term, ongoing=False, done_on=None, on=term + timedelta(days=1)) is LATE


@given(states=states, readings=readings)
def test_the_state_follows_from_share_and_real_worsening_alone(
    states: list[EffortState], readings: list[IndicatorReading]
) -> None:
    standing = priority_standing(states, readings)
    good = states.count(DONE) + states.count(ON_TIME)
    dated = good + states.count(LATE)
    worse = any(r.real and r.verdict in ("higher", "lower") and r.verdict != r.better for r in readings)
    if not dated:
        wanted = PriorityState.NOT_ASSESSABLE
    elif good / dated < 0.6:
        wanted = PriorityState.BEHIND
    elif good / dated < 0.8 or worse:
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
