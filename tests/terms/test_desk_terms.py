# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Terms of files at a desk on the list: by state, the most urgent first, counted as far as anybody reads, and never to who
isn't admitted to the register."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.access.desks import terms as desk_terms
from baken.access.desks.files import keep_term
from baken.access.facade import DeskTerm, opened, register_desk_kind
from baken.act.measures.models import Measure
from baken.act.measures.policies import HANDLE, MAYOR, PURPOSES, VIEW
from baken.cores.terms import DutchCalendar, EventKind
from baken.cores.terms import find as rule_of
from baken.kernel import audit, clocks, terms
from baken.kernel.actions import action
from baken.kernel.errors import Denied
from baken.kernel.ids import uuid7
from baken.kernel.models import AuditEntry
from baken.kernel.terms import TermState
from baken.terms import facade, lists, pages
from baken.terms.actions import explain_missed
from baken.terms.rules import SOON, days_left, soon_until
from tests.access.test_desk_files import make
from tests.act.desks import Desks, build
from tests.plugins.remembered import remembered_world

pytestmark = pytest.mark.django_db
OBJECTION = rule_of("objection", date(2026, 1, 1))
KIND = "test-desk"


@pytest.fixture
def world(db: None) -> Desks:
    return remembered_world("desks", build)


@pytest.fixture(autouse=True)
def kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of its own, so that nothing hangs on what the features registered."""
    monkeypatch.setattr(terms, "_sources", {})
    register_desk_kind(
        KIND, "proeftermijn", "Proef %(reference)s", purposes=PURPOSES, view=VIEW, handle=HANDLE,
        file_url="measures:measure",
    )  # fmt: skip


@action
def run(*, actor: Any, at: Any, act: Any) -> Any:
    audit.record("test.done", resource_type="test", resource_id="1")
    return act()


def do(world: Desks, act: Any) -> Any:
    actor = world.actor("adviser")
    with opened(actor, MAYOR):
        return run(actor=actor, at=world.now, act=act)


def measure(world: Desks) -> Measure:
    actor = world.actor("adviser")
    with opened(actor, MAYOR):
        return make(actor=actor, at=world.now, world=world, given={})


def agreed(world: Desks, file: Measure, *days: int, **more: Any) -> None:
    """Agreed days, so many days from today."""
    for n, day in enumerate(days):
        label = f"dag {day} {n} {more}"
        do(world, lambda d=day, said=label: keep_term(file, KIND, file, label=said, due=on(world, d), **more))


def on(world: Desks, days: int = 0) -> date:
    return world.now.date() + timedelta(days=days)


def groups(world: Desks, who: str = "adviser", **more: Any) -> dict[TermState, lists.Group]:
    found = lists.grouped(world.actor(who), world.municipality, on(world), named=True, **more)
    return {group.state: group for group in found}


def test_each_state_has_its_own_and_the_urgent_first(world: Desks) -> None:
    file = measure(world)
    agreed(world, file, 3, -9, -40, 90, 60)
    agreed(world, file, -20, done_on=on(world, -3))
    agreed(world, file, -500, done_on=on(world, -400))
    agreed(world, file, -20, done_on=on(world, -21))
    found = groups(world)
    assert {state: [t.line.due for t in group.terms] for state, group in found.items()} == {
        TermState.MISSED: [on(world, -40), on(world, -9)],
        TermState.DONE_LATE: [on(world, -20)],
        TermState.SOON: [on(world, 3)],
        TermState.RUNNING: [on(world, 60), on(world, 90)],
    }


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 40))
def test_the_last_day_that_is_soon_is_where_the_list_says_soon(today: date, ahead: int) -> None:
    due = today + timedelta(days=ahead)
    assert (days_left(due, today, lists.CALENDAR) <= SOON) == (due <= soon_until(today, lists.CALENDAR))


def test_whoever_is_not_admitted_sees_none(world: Desks) -> None:
    agreed(world, measure(world), 3)
    assert TermState.SOON in groups(world, "mayor")
    for who in ("executive", "bibob", "coordinator", "privacy", "fg", "police", "oncall", "council"):
        assert groups(world, who) == {}, who
        assert facade.home_lines(world.actor(who), world.municipality, on(world)) == []


def test_the_sum_is_told_for_what_is_shown_and_it_leaves_a_trace(world: Desks) -> None:
    file = measure(world)

    def start() -> None:
        clocks.tell(file, OBJECTION, EventKind.STARTED, on=on(world, -10), basis="Awb 6:7")
        keep_term(file, KIND, file, clocks.standing(file, OBJECTION, DutchCalendar()), OBJECTION)

    do(world, start)
    (term,) = groups(world)[TermState.RUNNING].terms
    assert term.sum
    assert (term.line.title, term.line.article) == (f"Proef {file.reference}", "Awb 6:7")
    (listed,) = AuditEntry.objects.filter(action="guarded.listed")
    assert listed.detail["records"] == [str(file.pk)]


def test_without_names_it_says_kind_and_day_and_leads_to_the_list(world: Desks) -> None:
    agreed(world, measure(world), 3)
    (term,) = lists.terms_of(world.actor("adviser"), world.municipality, on(world), named=False)
    assert (term.line.title, term.line.outside, term.line.steps) == ("", "/termijnen/", ())
    assert not AuditEntry.objects.filter(action="guarded.listed").exists()


def many(world: Desks, number: int, first: int = 20, **more: Any) -> None:
    """Rows as `keep_term` makes them, at once."""
    file = measure(world)
    rows = [
        DeskTerm(
            id=uuid7(world.now), municipality=world.municipality, guarded=file.guarded, vault=file.vault, kind=KIND,
            reference=file.reference, subject_type="measures.measure", subject=file.pk, rule="", label=f"{n}",
            due=on(world, first + n // 10), **{"owner_role": "legal_adviser", **more},
        )
        for n in range(number)
    ]  # fmt: skip
    do(world, lambda: DeskTerm.objects.bulk_create(rows))


def test_a_long_list_is_counted_to_a_thousand_and_turned_page_by_page(world: Desks) -> None:
    many(world, 1_003)
    adviser = world.actor("adviser")
    told = pages.overview(adviser, world.municipality, on(world), {})
    (group,) = told.groups
    assert (len(group.terms), str(group.count), group.more) == (pages.FIRST, "1.000+", "?stand=running")
    seen: list[str] = []
    for number in range(1, 21):
        page = pages.overview(adviser, world.municipality, on(world), {"stand": "running"}, str(number))
        seen += [term.rule for term in page.groups[0].terms]
        assert bool(page.after) == (number < 20)
    assert len(set(seen)) == 1_000
    assert pages.overview(adviser, world.municipality, on(world), {"stand": "running"}, "999999").page == 1


def test_terms_of_one_day_stand_on_one_page_each(world: Desks) -> None:
    file = measure(world)
    rows = [
        DeskTerm(
            id=uuid7(world.now), municipality=world.municipality, guarded=file.guarded, vault=file.vault, kind=KIND,
            reference=f"M-{n * 37 % 101:07}", subject_type="measures.measure", subject=file.pk, rule="", label=f"{n}",
            due=None if paused else on(world, 30), paused=paused, owner_role="legal_adviser",
            started=on(world, -n % 7) if n % 5 else None,
        )
        for paused in (False, True)
        for n in range(101)
    ]  # fmt: skip
    for n, row in enumerate(rows):
        row.subject = uuid7(world.now) if n else file.pk
    do(world, lambda: DeskTerm.objects.bulk_create(rows))
    for state in ("running", "paused"):
        seen: list[str] = []
        for number in ("1", "2", "3"):
            (group,) = pages.overview(
                world.actor("adviser"), world.municipality, on(world), {"stand": state}, number
            ).groups
            seen += [term.line.title for term in group.terms]
        assert len(seen) == len(set(seen)) == 101, state


def test_of_terms_that_are_leafed_past_nothing_is_made(world: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    many(world, 320)
    made: list[Any] = []
    line = desk_terms.DeskKind._line
    monkeypatch.setattr(desk_terms.DeskKind, "_line", lambda *given: made.append(given) or line(*given))
    (group,) = pages.overview(world.actor("adviser"), world.municipality, on(world), {"stand": "running"}, "6").groups
    assert len(group.terms) == len(made) == pages.PAGE


def test_filters_meet_in_the_database(world: Desks) -> None:
    many(world, 30)
    many(world, 3, owner_role="mayor")
    adviser, mayor = world.actor("adviser"), world.actor("mayor")

    def number(actor: Any, **chosen: Any) -> int:
        return sum(group.count.value for group in pages.overview(actor, world.municipality, on(world), chosen).groups)

    assert number(adviser, functie="mayor") == 3
    assert number(mayor, wie="mij") == 3
    assert number(mayor, wie="mij", functie="legal_adviser") == 0
    assert number(adviser, soort=KIND, wie="mij") == 30
    assert number(adviser, soort="onbekend") == 0


def test_more_terms_cost_no_more_queries(world: Desks, django_assert_max_num_queries: Any) -> None:
    many(world, 70)
    many(world, 70, first=-30)
    actor = world.actor("adviser")
    with django_assert_max_num_queries(60) as few:
        pages.overview(actor, world.municipality, on(world), {})
    many(world, 300)
    many(world, 300, first=-60)
    with django_assert_max_num_queries(len(few.captured_queries)):
        pages.overview(actor, world.municipality, on(world), {})


def test_who_handles_the_file_writes_why_and_who_sees_it_reads_that(world: Desks) -> None:
    file = measure(world)
    agreed(world, file, -9)
    (term,) = groups(world)[TermState.MISSED].terms
    told = {"at": world.now, "municipality": world.municipality, "kind": KIND, "record": term.line.record}
    for who in ("mayor", "executive", "coordinator"):
        with pytest.raises(Denied):
            explain_missed(actor=world.actor(who), reason="Ziekte.", **told)
    row = explain_missed(actor=world.actor("adviser"), reason="Ziekte.", **told)
    assert row.due == on(world, -9)
    (seen,) = lists.explained(world.actor("mayor"), groups(world, "mayor")[TermState.MISSED].terms)
    assert (seen.reason, seen.line.explainable) == ("Ziekte.", False)


def test_the_home_page_counts_them(world: Desks) -> None:
    agreed(world, measure(world), -9, 2, 3)
    (line,) = facade.home_lines(world.actor("adviser"), world.municipality, on(world), own=True)
    assert line["text"].startswith("1 termijn is gemist. 2 termijnen lopen af binnen twee weken")
    assert facade.home_lines(world.actor("mayor"), world.municipality, on(world), own=True) == []
