# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A question runs on a clock: its ledger gives the same last day that was told when it was asked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from baken.access.facade import system_actor
from baken.cores.terms import Event, EventKind, State, due
from baken.decide.council import actions, clocks
from baken.decide.council.models import CouncilItem
from baken.decide.council.rules import answer_due
from baken.kernel.clocks import ledger
from baken.kernel.models import ClockEvent, Municipality

from .builders import MADE, item
from .conftest import NOW, TODAY


def term(velsen: Municipality, days: int) -> None:
    actions.set_answer_term(
        actor=system_actor(velsen), at=NOW, municipality=velsen, days=days, valid_from=date(2025, 1, 1),
        source="reglement van orde, artikel 37", checked=True,
    )  # fmt: skip


def kinds(it: CouncilItem) -> list[Any]:
    (_rule, found) = clocks.computations([it])[it.pk]
    return [step.slug for step in found.steps]


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(1, 365))
def test_the_core_counts_as_the_council_does(made_on: date, days: int) -> None:
    told = answer_due(made_on, [(date(1999, 1, 1), days)])
    assert due(clocks.question_rule(days), [Event(EventKind.STARTED, made_on)], clocks.CALENDAR) == told


def test_asking_starts_the_clock_of_the_councils_own_rule(velsen: Municipality) -> None:
    term(velsen, 30)
    it = item(velsen, "question", due=None)
    assert it.due == clocks.due_of(it) == MADE + timedelta(days=30)
    (event,) = ledger(it, clocks.question_rule(30))
    assert (event.kind, event.at, event.basis) == (EventKind.STARTED, MADE, "reglement van orde, artikel 37")


def test_a_question_keeps_its_term_when_the_council_changes_the_rule(velsen: Municipality) -> None:
    term(velsen, 30)
    it = item(velsen, "question", due=None)
    term(velsen, 42)
    assert clocks.due_of(it) == it.due == MADE + timedelta(days=30)


def test_an_agreed_date_is_a_clock_too_and_says_so(velsen: Municipality) -> None:
    term(velsen, 30)
    it = item(velsen, "question", due=MADE + timedelta(days=45))
    assert clocks.due_of(it) == MADE + timedelta(days=45)
    assert ledger(it, clocks.question_rule(45))[0].basis == clocks.AGREED


def test_only_questions_with_a_term_have_a_clock(velsen: Municipality) -> None:
    for it in (item(velsen, "commitment"), item(velsen, "question", due=None), item(velsen, "question", due=MADE)):
        assert clocks.due_of(it) is None
    assert not ClockEvent.objects.exists()


def test_an_answer_ends_the_clock_and_a_correction_moves_its_end(velsen: Municipality) -> None:
    actor, it = system_actor(velsen), item(velsen, "question", due=MADE + timedelta(days=20))
    for day in (MADE + timedelta(days=10), MADE + timedelta(days=12)):
        it = actions.answer_item(actor=actor, at=NOW, item=it, seen=it.version, answer="Ja.", answered_on=day)
        rule, found = clocks.computations([it])[it.pk]
        assert (found.due, found.last_day, found.state) == (None, it.due, State.ENDED)
        assert ledger(it, rule)[-1] == Event(EventKind.ENDED, day, clocks.ANSWERED)
    assert ClockEvent.objects.count() == 2


def test_a_withdrawn_question_ends_and_a_corrected_day_starts_anew(velsen: Municipality) -> None:
    actor, it = system_actor(velsen), item(velsen, "question", due=MADE + timedelta(days=20))
    sooner = MADE - timedelta(days=5)
    it = actions.change_item(actor=actor, at=NOW, item=it, seen=it.version, values={"made_on": sooner})
    assert clocks.due_of(it) == it.due
    assert ledger(it, clocks.question_rule(25))[0].at == sooner
    it = actions.withdraw_item(actor=actor, at=NOW, item=it, seen=it.version, on=TODAY, reason="Niet meer nodig.")
    assert ledger(it, clocks.question_rule(25))[-1].basis == clocks.WITHDRAWN


def test_the_sums_of_many_questions_cost_one_query(velsen: Municipality, django_assert_num_queries: Any) -> None:
    items = [item(velsen, "question", title=str(n)) for n in range(4)]
    with django_assert_num_queries(1):
        assert len(clocks.computations(items)) == 4


def test_the_page_of_a_question_shows_the_sum(velsen: Municipality, logged_in: Any) -> None:
    term(velsen, 30)
    it = item(velsen, "question", due=None)
    reader = logged_in("council_member")
    page = reader.get(it.get_absolute_url()).content.decode()
    assert "30 dagen na 1 jun 2026 (reglement van orde, artikel 37): 1 jul 2026." in page
    other = item(velsen, "commitment")
    assert "Zo is gerekend" not in reader.get(other.get_absolute_url()).content.decode()
