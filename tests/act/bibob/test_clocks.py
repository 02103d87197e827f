# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The department's term stands still for advice of the LBB and for an incomplete form, never for the own investigation."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from baken.access.facade import DeskTerm, visible_to
from baken.act.bibob import clocks, inquiry, lbb
from baken.act.bibob.models import Advice, Screening
from baken.act.bibob.policies import PURPOSE
from baken.cores.terms import DutchCalendar, Event, EventKind, decision_suspension, explain
from baken.kernel.clocks import tell
from baken.kernel.errors import Refused
from baken.kernel.terms import Whose
from tests.kernel.towns import do

from .builders import WHY, World

pytestmark = pytest.mark.django_db
CALENDAR = DutchCalendar()


def due(world: World, screening: Screening) -> date | None:
    return world.standing_of(screening).decision_due


def working(day: date) -> date:
    while not CALENDAR.is_working_day(day):
        day += timedelta(days=1)
    return day


def expected(world: World, started_ago: int, still: int = 0) -> date:
    return working(world.day(started_ago) + timedelta(weeks=8, days=still))


def reasons(refused: Any) -> set[str]:
    return {reason.slug for reason in refused.value.reasons}


def listed(world: World) -> dict[str, tuple[Any, ...]]:
    actor = world.actor("bibob")
    with world.inside(actor):
        rows = visible_to(DeskTerm.objects.all(), actor, "terms.list.view", PURPOSE)
        return {row.rule or row.label: (row.due, row.paused, row.done_on) for row in rows}


def test_the_own_investigation_does_not_stop_it(world: World) -> None:
    for status in ("asked", "investigating", "weighing", "view"):
        assert due(world, world.screening(status)) == expected(world, 40), status


def test_an_incomplete_form_stops_it_until_it_is_complete(world: World) -> None:
    screening = world.screening("questions", 40)
    world.act(screening, "found_incomplete", 30, missing=WHY, until=world.day(10))
    assert due(world, screening) == expected(world, 40, still=20)  # from the day after, up to the day after the last
    world.act(screening, "found_complete", 20)
    assert due(world, screening) == expected(world, 40, still=9)
    assert "Vragenlijst aanvullen" not in listed(world)


def test_complete_on_the_same_day_it_never_stood_still(world: World) -> None:
    screening = world.screening("questions", 40)
    world.act(screening, "found_incomplete", 30, missing=WHY, until=world.day(10))
    world.act(screening, "found_complete", 30)
    assert due(world, screening) == expected(world, 40)


def test_twice_incomplete_gives_two_pauses_and_one_that_ran_out_ends_where_it_had_to(world: World) -> None:
    screening = world.screening("questions", 60)
    world.act(screening, "found_incomplete", 50, missing=WHY, until=world.day(45))
    world.act(screening, "found_incomplete", 30, missing=WHY, until=world.day(15))
    world.act(screening, "refuse_form", 20, holder=False, reason=WHY)
    assert due(world, screening) == expected(world, 60, still=5 + 9)


def test_advice_stops_it_from_the_request_to_the_receipt(world: World) -> None:
    screening = world.screening("at_lbb", 40)  # asked 38 days ago
    cap = working(world.day(38) + timedelta(weeks=8)) + timedelta(days=1)
    still = (cap - world.day(38)).days
    assert due(world, screening) == expected(world, 40, still)
    assert listed(world)["bibob_advice"] == (working(world.day(38) + timedelta(weeks=8)), False, None)
    world.act(screening, "receive", 10, conclusion="serious", text=WHY)
    assert due(world, screening) == expected(world, 40, 28)
    assert listed(world)["bibob_advice"][2] == world.day(10)


def test_the_cap_moves_with_pause_and_extension_of_the_advice(world: World) -> None:
    screening = world.screening("at_lbb", 60)  # asked 58 days ago
    world.act(screening, "pause", 50, missing=WHY)
    assert due(world, screening) is None
    assert listed(world)["bibob_advice"][:2] == (None, True)
    world.act(screening, "resume", 40)
    last = working(world.day(58) + timedelta(weeks=8, days=10))
    assert due(world, screening) == expected(world, 60, (last - world.day(58)).days + 1)
    world.act(screening, "extend", 30, weeks=4)
    last = working(world.day(58) + timedelta(weeks=12, days=10))
    assert due(world, screening) == expected(world, 60, (last - world.day(58)).days + 1)


def test_the_lbb_extends_once_and_four_weeks_at_most(world: World) -> None:
    screening = world.screening("at_lbb", 60)
    for weeks in (0, 5):
        with pytest.raises(Refused) as refused:
            world.act(screening, "extend", 30, weeks=weeks)
        assert reasons(refused) == {"weeks"}
    world.act(screening, "extend", 30, weeks=2)
    with pytest.raises(Refused) as refused:
        world.act(screening, "extend", 29, weeks=1)
    assert reasons(refused) == {"term"}


@pytest.mark.parametrize(("name", "more"), [("pause", {"missing": WHY}), ("resume", {}), ("extend", {"weeks": 1})])
def test_nothing_before_its_start_or_in_the_future(world: World, name: str, more: dict[str, Any]) -> None:
    screening = world.screening("at_lbb", 40)
    for on, slug in ((world.day(39), "before"), (world.day(0) + timedelta(days=1), "future")):
        with pytest.raises(Refused) as refused:
            world.act(screening, name, 0, on=on, **more)
        assert slug in reasons(refused)


def test_received_while_paused_ends_the_pause(world: World) -> None:
    screening = world.screening("at_lbb", 40)
    world.act(screening, "pause", 30, missing=WHY)
    world.act(screening, "receive", 20, conclusion="none", text=WHY)
    assert due(world, screening) == expected(world, 40, 18)


def test_stopping_takes_the_request_back(world: World) -> None:
    screening = world.screening("at_lbb", 40)
    world.act(screening, "stop", 20, reason=WHY, withdrew=True)
    with world.inside():
        assert lbb.open_advice(screening) is None
        assert Advice.objects.get(screening=screening).received_on == world.day(20)
    assert due(world, screening) == expected(world, 40, 18)
    assert "bibob_advice" not in listed(world)


def test_once_the_department_decided_nothing_moves_its_term(world: World) -> None:
    screening = world.screening("weighing", 40)
    standing = world.standing_of(screening)
    rule = clocks.decision_rule(standing.asked_on)
    do(lambda: tell(standing, rule, EventKind.ENDED, on=world.day(30), basis="test"))
    world.ask(screening, 20)
    assert due(world, screening) is None
    assert clocks.decision(standing).last_day == expected(world, 40)


STEPS = st.lists(
    st.tuples(st.sampled_from(("incomplete", "complete", "advice")), st.integers(0, 60), st.integers(1, 90)),
    max_size=25,
)
"""What happens, so many days after what went before, and how long it lasts: some twenty years at most."""


@given(st.dates(date(2026, 1, 1), date(2035, 12, 31)), STEPS)
@example(date(2026, 2, 1), [("incomplete", 56, 1)])
def test_whatever_happens_the_term_lies_between_eight_weeks_and_all_that_it_stood_still(
    start: date, steps: list[tuple[str, int, int]]
) -> None:
    ledger, on = [Event(EventKind.STARTED, start)], start
    # A pause that begins on the working day to which a weekend moved the end, goes on from that day.
    latest = working(start + timedelta(weeks=8))
    rule = clocks.decision_rule(start)
    for kind, after, days in steps:
        on += timedelta(days=after)
        if kind == "advice":
            asked = [Event(EventKind.STARTED, on)]
            ledger += decision_suspension(on, on + timedelta(days=days), asked, CALENDAR)
            on, latest = on + timedelta(days=days), working(latest + timedelta(days=days))
        elif kind == "complete":
            ledger = clocks.closed(ledger, on)
        else:
            ledger = clocks.stopped(ledger, on, on + timedelta(days=days))
            latest = working(latest + timedelta(days=days))
        found = explain(rule, ledger, CALENDAR)
        assert found.last_day is not None
        assert start + timedelta(weeks=8) <= found.last_day
        assert found.last_day <= latest


def test_what_the_subject_and_the_lbb_must_do_is_theirs_and_says_what_we_do_then(world: World) -> None:
    lbb_asked, incomplete = world.screening("at_lbb", 40), world.screening("incomplete", 40)
    actor = world.actor("bibob")
    with world.inside(actor):
        rows = visible_to(DeskTerm.objects.all(), actor, "terms.list.view", PURPOSE)
        told = {(row.guarded_id, row.rule or row.label): (row.whose, row.next_step) for row in rows}
    assert told[(lbb_asked.pk, "bibob_advice")] == (Whose.OTHERS, clocks.ADVICE_ASKED)
    assert told[(incomplete.pk, inquiry.COMPLETE)] == (Whose.OTHERS, inquiry.STILL_MISSING)
    assert told[(lbb_asked.pk, "decision_on_application")][0] == Whose.OURS
