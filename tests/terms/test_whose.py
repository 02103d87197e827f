# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Terms of somebody else are never missed by us: they wait, then say what we do now. What runs out by itself is told,
then gone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.access.desks.files import About, keep_term
from baken.access.facade import register_desk_kind
from baken.act.measures.policies import HANDLE, PURPOSES, VIEW
from baken.cores.terms import DutchCalendar
from baken.kernel import terms
from baken.kernel.errors import Refused
from baken.kernel.terms import TermLine, TermState, Whose
from baken.terms import facade, lists, mailing, pages
from baken.terms.actions import explain_missed
from baken.terms.rules import SHOWN, on_the_list, stand
from baken.terms.views import _events
from tests.act.desks import Desks
from tests.plugins.remembered import logged_in
from tests.terms.test_desk_terms import KIND, agreed, do, groups, measure, on, world

__all__ = ["world"]
DUTCH = DutchCalendar()
ON = date(2026, 11, 24)
NEXT = "Stuur een aanmaning"
spans = st.none() | st.integers(-60, 60)


@pytest.fixture(autouse=True)
def kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms, "_sources", {})
    register_desk_kind(
        KIND, "proeftermijn", "Proef %(reference)s", purposes=PURPOSES, view=VIEW, handle=HANDLE,
        file_url="measures:measure", also=(Whose.OTHERS, Whose.NOBODYS),
    )  # fmt: skip


def line(**more: Any) -> TermLine:
    return TermLine(kind="test", record=uuid4(), title="", href="/", rule="", **more)


@given(st.sampled_from([Whose.OTHERS, Whose.NOBODYS]), spans, spans, st.booleans())
def test_what_isnt_ours_is_never_missed_nor_late_nor_soon(
    whose: Whose, due: int | None, done: int | None, paused: bool
) -> None:
    days = {
        "due": None if due is None or paused else ON + timedelta(days=due),
        "done_on": None if done is None else ON + timedelta(days=done),
    }
    found = stand(line(whose=whose, paused=paused, **days), ON, DUTCH).state
    assert found not in (TermState.MISSED, TermState.DONE_LATE, TermState.SOON, TermState.RUNNING)


@given(st.integers(-60, 60))
def test_somebody_elses_day_is_over_the_day_after_it(ahead: int) -> None:
    due = ON + timedelta(days=ahead)
    theirs, passing = (stand(line(whose=one, due=due), ON, DUTCH).state for one in (Whose.OTHERS, Whose.NOBODYS))
    assert theirs is (TermState.OVERDUE if ahead < 0 else TermState.AWAITED)
    assert passing is (TermState.DONE if ahead < 0 else TermState.PASSING)
    assert on_the_list(line(whose=Whose.NOBODYS, due=due), passing, ON) is (ahead >= 0)


def several(world: Desks) -> Any:
    """One of ours that was missed, two of others (over, and to come), one that runs out and one that did."""
    file = measure(world)
    agreed(world, file, -19)
    agreed(world, file, -15, 40, whose=Whose.OTHERS, next_step=NEXT)
    agreed(world, file, -14, 30, whose=Whose.NOBODYS)
    agreed(world, file, -20, done_on=on(world, -3), whose=Whose.OTHERS)
    return file


def test_each_stands_where_it_belongs_in_the_order_of_the_page(world: Desks) -> None:
    several(world)
    found = groups(world)
    assert {state: [term.line.due for term in group.terms] for state, group in found.items()} == {
        TermState.MISSED: [on(world, -19)],
        TermState.OVERDUE: [on(world, -15)],
        TermState.AWAITED: [on(world, 40)],
        TermState.PASSING: [on(world, 30)],
    }
    assert list(found) == [state for state in SHOWN if state in found]
    (over,), (coming,) = found[TermState.OVERDUE].terms, found[TermState.AWAITED].terms
    assert (over.next_step, over.mark, over.broken) == (NEXT, "attention", False)
    assert coming.next_step == "", "nothing is to be done yet"


def test_the_database_and_the_rules_agree(world: Desks) -> None:
    file = measure(world)
    for whose in Whose:
        for done_on in (None, on(world, -2)):
            agreed(world, file, -30, -1, 0, 1, 14, 15, 60, whose=whose, done_on=done_on)
    told = {state: group.terms for state, group in groups(world).items()}
    assert sum(map(len, told.values())) == 20
    for state, found in told.items():
        assert {term.state for term in found} == {state}


def test_the_list_narrows_to_what_i_must_do_and_to_what_another_must(world: Desks) -> None:
    several(world)

    def states(**chosen: str) -> set[TermState]:
        return {
            group.state
            for group in pages.overview(world.actor("adviser"), world.municipality, on(world), chosen).groups
        }

    assert states(wie="mij") == {TermState.MISSED, TermState.OVERDUE}
    assert states(wie="ander") == {TermState.OVERDUE, TermState.AWAITED}
    assert states(stand="passing") == {TermState.PASSING}
    assert states(wie="ander", stand="missed") == set()


def test_what_asks_nothing_of_us_does_not_drown_the_rest(world: Desks) -> None:
    file = measure(world)
    agreed(world, file, *range(30, 42), whose=Whose.NOBODYS)
    agreed(world, file, *range(30, 42))
    groups_ = {
        one.state: one for one in pages.overview(world.actor("adviser"), world.municipality, on(world), {}).groups
    }
    running, passing = groups_[TermState.RUNNING], groups_[TermState.PASSING]
    assert (len(running.terms), len(passing.terms), passing.count.value) == (12, 5, 12)
    assert (running.more, passing.more) == ("", "?stand=passing")
    (every,) = pages.overview(world.actor("adviser"), world.municipality, on(world), {"stand": "passing"}).groups
    assert len(every.terms) == 12


def test_home_and_mail_tell_it_apart_from_what_we_missed(world: Desks) -> None:
    several(world)
    adviser = world.actor("adviser")
    (told,) = facade.home_lines(adviser, world.municipality, on(world), own=True)
    assert told["text"] == "1 termijn is gemist. 1 keer is de dag van een ander voorbij."
    body = mailing.body(adviser, world.municipality, on(world))
    assert "U hebt 1 termijn die is gemist." in body
    assert "1 keer liet een ander de laatste dag voorbijgaan" in body
    assert NEXT not in body


def test_a_calendar_says_that_it_is_anothers_and_leaves_out_what_runs_out(world: Desks) -> None:
    several(world)
    told = lists.terms_of(world.actor("adviser"), world.municipality, on(world), named=False)
    events = {event.on: event.summary for event in _events(told)}
    assert events == {
        on(world, -19): "Termijn: proeftermijn",
        on(world, -15): "Termijn van een ander: proeftermijn",
        on(world, 40): "Termijn van een ander: proeftermijn",
    }


def test_nobody_explains_why_another_was_late(world: Desks) -> None:
    several(world)
    (term,) = groups(world)[TermState.OVERDUE].terms
    told = {"at": world.now, "municipality": world.municipality, "kind": KIND, "record": term.line.record}
    with pytest.raises(Refused) as refused:
        explain_missed(actor=world.actor("adviser"), reason="Ziekte.", **told)
    assert [reason.slug for reason in refused.value.reasons] == ["not_missed"]


def test_a_kind_keeps_only_what_it_said_it_would(world: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    file = measure(world)
    monkeypatch.setattr(terms, "_sources", {})
    register_desk_kind(
        KIND, "proeftermijn", "Proef %(reference)s", purposes=PURPOSES, view=VIEW, handle=HANDLE,
        file_url="measures:measure",
    )  # fmt: skip
    with pytest.raises(ValueError, match="would never show it"):
        agreed(world, file, 3, whose=Whose.OTHERS)


def test_terms_of_one_name_are_told_apart(world: Desks) -> None:
    file, day = measure(world), date(2026, 3, 3)
    for n, about in enumerate((About("overtreding van %(day)s", day), About("overtreding van %(day)s", day, 2), None)):
        subject = measure(world)
        do(world, lambda n=n, about=about, its=subject: keep_term(
            file, KIND, its, label="Betalen", due=on(world, 3 + n), about=about
        ))  # fmt: skip
    assert [term.rule for term in groups(world)[TermState.SOON].terms] == [
        "Betalen (overtreding van 3 mrt 2026)", "Betalen (overtreding van 3 mrt 2026, nr. 2)", "Betalen",
    ]  # fmt: skip


def test_the_page_shows_what_to_do_now(world: Desks) -> None:
    several(world)
    client = logged_in(world.users["adviser"])
    page = " ".join(client.get("/termijnen/").content.decode().split())
    assert "De dag van een ander is voorbij" in page
    assert NEXT in page
    assert "Loopt vanzelf af" in page
    assert client.get("/termijnen/?wie=ander").content.decode().count(f'">{NEXT}<') == 1
