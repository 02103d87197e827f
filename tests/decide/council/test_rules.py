# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How an item stands follows from its dates alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.decide.council.rules import RUNNING, SOON, ItemFacts, ItemState, answer_due, item_stand

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
MAYBE = st.none() | DAYS
DAY = date(2026, 11, 24)


def facts(kind: str = "commitment", **given: object) -> ItemFacts:
    usual = {"made_on": date(2026, 1, 1), "due": date(2026, 11, 1), "answered_on": None}
    return ItemFacts(kind=kind, **(usual | given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (facts(), ItemState.LATE),
        (facts(due=DAY), ItemState.SOON),
        (facts(due=DAY + timedelta(days=SOON)), ItemState.SOON),
        (facts(due=DAY + timedelta(days=SOON + 1)), ItemState.OPEN),
        (facts(due=None), ItemState.OPEN),
        (facts(answered_on=date(2026, 11, 20)), ItemState.ANSWERED),
        (facts(answered_on=DAY + timedelta(days=1)), ItemState.LATE),
        (facts(withdrawn_on=DAY), ItemState.WITHDRAWN),
        (facts("motion", outcome="moved"), ItemState.MOVED),
        (facts("motion", outcome="adopted", decided_on=DAY), ItemState.LATE),
        (facts("motion", outcome="adopted", decided_on=DAY + timedelta(days=1)), ItemState.MOVED),
        (facts("motion", outcome="rejected", decided_on=DAY), ItemState.REJECTED),
        (facts("motion", outcome="withdrawn", decided_on=DAY), ItemState.WITHDRAWN),
    ],
)
def test_states(told: ItemFacts, state: ItemState) -> None:
    assert item_stand(told, DAY).state is state


def test_an_answer_after_the_term_says_so() -> None:
    assert item_stand(facts(answered_on=date(2026, 11, 1)), DAY).reason == ""
    assert item_stand(facts(answered_on=date(2026, 11, 2)), DAY).reason == "Na de termijn."


@given(made=DAYS, due=MAYBE, answered=MAYBE, withdrawn=MAYBE, on=DAYS)
def test_late_is_exactly_past_the_term_without_an_end(
    made: date, due: date | None, answered: date | None, withdrawn: date | None, on: date
) -> None:
    told = ItemFacts("question", made, due, answered, withdrawn_on=withdrawn)
    ended = any(day is not None and day <= on for day in (answered, withdrawn))
    state = item_stand(told, on).state
    assert (state in RUNNING) is not ended
    assert (state is ItemState.LATE) is (not ended and due is not None and due < on)


@given(made=DAYS, terms=st.lists(st.tuples(DAYS, st.integers(1, 365)), max_size=4, unique_by=lambda term: term[0]))
def test_a_question_has_the_term_of_the_day_on_which_it_was_asked(made: date, terms: list[tuple[date, int]]) -> None:
    valid = sorted(term for term in terms if term[0] <= made)
    found = answer_due(made, terms)
    assert found == (made + timedelta(days=valid[-1][1]) if valid else None)
