# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a term stands on a day, and the sum in words."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.cores.terms import (
    HOUR_RULES,
    RULES,
    SPREAD_RULES,
    DutchCalendar,
    Event,
    EventKind,
    Unit,
    explain,
    find,
)
from baken.kernel.terms import TermLine, line_of
from baken.terms.rules import SOON, TermState, days_left, on_the_list, stand
from baken.ui import term_words

DUTCH = DutchCalendar()
ON = date(2026, 11, 24)
days = st.dates(date(2024, 1, 1), date(2028, 12, 31))


def line(**more):
    return TermLine(kind="test", record=uuid4(), title="", href="/", rule="", **more)


@pytest.mark.parametrize(
    ("told", "state", "left"),
    [
        ({"due": date(2026, 11, 23)}, TermState.MISSED, -1),
        ({"due": ON}, TermState.SOON, 0),
        ({"due": date(2026, 12, 8)}, TermState.SOON, 10),
        ({"due": date(2026, 12, 9)}, TermState.RUNNING, 11),
        ({"due": None}, TermState.OPEN, None),
        ({"due": None, "paused": True}, TermState.PAUSED, None),
        ({"due": ON, "done_on": ON}, TermState.DONE, None),
        ({"due": date(2026, 11, 20), "done_on": date(2026, 11, 23)}, TermState.DONE_LATE, None),
        ({"due": date(2026, 11, 20), "done_on": date(2026, 11, 25)}, TermState.MISSED, -2),  # not done yet on the 24th
    ],
)
def test_a_term_on_a_day(told, state, left):
    found = stand(line(**told), ON, DUTCH)
    assert (found.state, found.left) == (state, left)


@given(days, st.integers(-60, 60))
def test_missed_begins_the_day_after_the_last_one(due, ahead):
    on = due + timedelta(days=ahead)
    found = stand(line(due=due), on, DUTCH)
    assert (found.state is TermState.MISSED) == (ahead > 0) == (days_left(due, on, DUTCH) < 0)


@given(days, st.integers(0, 60))
def test_left_are_the_working_days_that_remain(due, before):
    on = due - timedelta(days=before)
    left = days_left(due, on, DUTCH)
    assert left == sum(DUTCH.is_working_day(on + timedelta(days=n + 1)) for n in range(before))
    assert (stand(line(due=due), on, DUTCH).state is TermState.SOON) == (left <= SOON)


def test_what_was_met_too_late_stays_for_a_year_and_what_was_missed_always():
    late = line(due=ON - timedelta(days=400), done_on=ON - timedelta(days=365))
    assert on_the_list(late, TermState.DONE_LATE, ON)
    assert not on_the_list(late, TermState.DONE_LATE, ON + timedelta(days=1))
    assert on_the_list(line(due=date(2000, 1, 1)), TermState.MISSED, ON)
    assert not on_the_list(line(), TermState.DONE, ON)


def test_the_sum_in_words():
    rule = find("bibob_advice", date(2026, 3, 3))
    events = [
        Event(EventKind.STARTED, date(2026, 3, 3)),
        Event(EventKind.SUSPENDED, date(2026, 3, 20), "15(2)"),
        Event(EventKind.RESUMED, date(2026, 3, 29), "15(2)"),
    ]
    told = line_of(rule, explain(rule, events, DUTCH), kind="t", record=uuid4(), title="", href="")
    assert term_words.told(told.steps) == [
        "8 weken na 3 mrt 2026: 28 apr 2026.",
        "Stond 9 dagen stil vanaf 20 mrt 2026 (15(2)): 7 mei 2026.",
    ]
    assert (told.due, told.started, told.verified) == (date(2026, 5, 7), date(2026, 3, 3), True)


@pytest.mark.parametrize(
    ("slug", "start", "says"),
    [
        ("objection", date(2026, 3, 14), "25 apr 2026 is een zaterdag, dus het wordt 28 apr 2026"),
        ("objection", date(2026, 3, 15), "26 apr 2026 is een zondag, dus het wordt 28 apr 2026"),
        ("objection", date(2026, 3, 16), "27 apr 2026 is een erkende feestdag, dus het wordt 28 apr 2026"),
    ],
)
def test_why_the_last_day_moves(slug, start, says):
    rule = find(slug, start)
    steps = explain(rule, [Event(EventKind.STARTED, start)], DUTCH).steps
    assert says in term_words.told(steps)[-1]


def test_a_first_day_that_counts_is_told():
    rule = find("area_ban", date(2026, 3, 1))
    steps = explain(rule, [Event(EventKind.STARTED, date(2026, 3, 1))], DUTCH).steps
    assert term_words.told(steps, first_day_counts=True) == [
        "3 maanden vanaf 1 mrt 2026, die dag telt mee: tot en met 31 mei 2026."
    ]


def test_every_step_has_a_sentence_with_its_days():
    rule = find("penalty_claim_lapse", date(2026, 1, 5))
    events = [
        Event(EventKind.STARTED, date(2026, 1, 5)),
        Event(EventKind.INTERRUPTED, date(2026, 9, 1), "Awb 5:37a"),
        Event(EventKind.SUSPENDED, date(2026, 10, 1)),
    ]
    told = term_words.told(explain(rule, events, DUTCH).steps)
    assert told[1:] == [
        "Op 1 sep 2026 gestuit (Awb 5:37a). De termijn begint opnieuw, 1 jaar: 1 sep 2027.",
        "Staat stil sinds 1 okt 2026. Zolang dat duurt is er geen laatste dag.",
    ]


@given(st.integers(1, 400), st.sampled_from(list(Unit)))
def test_a_length_names_its_number(amount, unit):
    assert term_words.span(amount, unit).startswith(f"{amount} ")


def test_every_rule_of_the_core_has_a_name_that_can_be_translated():
    every = [*RULES, *HOUR_RULES, *SPREAD_RULES]
    assert [rule.title for rule in every if rule.title not in term_words.TITLES] == []
    assert set(term_words.TITLES) == {rule.title for rule in every}
