# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Objection, interim relief and appeal: in what order, in time or late, their own terms, and what a suspension holds up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from baken.access.facade import DeskTerm
from baken.act.measures.files import carrying
from baken.act.measures.files.days import CALENDAR, objection_rule
from baken.act.measures.models import Instrument, Measure, Remedy
from baken.act.measures.remedies import actions
from baken.kernel import clocks
from baken.kernel.errors import Denied, Refused
from tests.act.measures.builders import World, purpose_of

AGO = 500


def lodge(world: World, measure: Measure, kind: str, day: int, who: str = "adviser", **more: Any) -> Remedy:
    file, purpose = world.seen(measure).file, purpose_of(measure)
    made: Remedy = world.within(who, purpose, lambda actor: actions.lodge(
        actor=actor, at=world.moment(AGO, AGO), purpose=purpose, measure=file, seen=file.version, kind=kind,
        on=world.day(day, AGO), by="mr. Voorbeeld", **more,
    ))  # fmt: skip
    return made


def decide(world: World, measure: Measure, it: Remedy, day: int, outcome: str) -> Remedy:
    return on_one(world, actions.decide, measure, it, day, outcome=outcome, text="Zie de uitspraak.")


def on_one(world: World, act: Callable[..., Remedy], measure: Measure, it: Remedy, day: int, **more: Any) -> Remedy:
    file, purpose = world.seen(measure).file, purpose_of(measure)
    seen = world.within("adviser", purpose, lambda _a: Remedy.objects.get(pk=it.pk)).version
    return world.within("adviser", purpose, lambda actor: act(
        actor=actor, at=world.moment(AGO, AGO), purpose=purpose, measure=file, remedy=it, seen=seen,
        on=world.day(day, AGO), **more,
    ))  # fmt: skip


def due(world: World, measure: Measure, it: Any) -> dict[str, Any]:
    rows = world.within("adviser", purpose_of(measure), lambda _a: list(DeskTerm.objects.filter(subject=it.pk)))
    return {row.rule: (row.due, row.done_on) for row in rows}


def slugs(act: Callable[[], Any]) -> set[str]:
    with pytest.raises(Refused) as refused:
        act()
    return {reason.slug for reason in refused.value.reasons}


@pytest.fixture
def measure(world: World) -> Measure:
    """A closing that holds: decided on day 21, made known on day 22, in force from day 30."""
    return world.measure(status="in_force", ago=AGO)


def test_the_decision_on_objection_is_counted_from_the_end_of_the_term_for_objecting(
    world: World, measure: Measure
) -> None:
    it = lodge(world, measure, "objection", 30)
    last = world.within(
        "adviser", purpose_of(measure), lambda _a: clocks.standing(measure, objection_rule(measure), CALENDAR).last_day
    )
    (decision, _done) = due(world, measure, it)["decision_on_objection"]
    assert not it.late
    assert last < decision
    assert last + timedelta(days=42) <= decision <= last + timedelta(days=46)


def test_an_objection_before_the_decision_was_made_known_is_decided_from_the_end_of_the_term_for_objecting(
    world: World,
) -> None:
    signed = world.measure(status="signed", ago=AGO)
    early = lodge(world, signed, "objection", 21)
    settled = lodge(world, signed, "objection", 21, committee=True)
    assert not early.late
    assert due(world, signed, early) == {}
    decide(world, signed, settled, 21, "withdrawn")
    assert "no_term" in slugs(lambda: on_one(world, actions.put_off, signed, early, 22))
    served = world.take(signed, "served", ago=AGO)
    later = lodge(world, served, "objection", 30)
    assert due(world, served, early) == due(world, served, later)
    assert due(world, served, early)["decision_on_objection"][0] >= world.day(22 + 2 * 42, AGO)
    assert due(world, served, settled) == {}


def test_an_objection_against_a_warning_has_no_term_to_wait_for(world: World) -> None:
    measure = world.measure(Instrument.WARNING, "signed", ago=AGO)
    it = lodge(world, measure, "objection", 22)
    assert due(world, measure, it)["decision_on_objection"][0] <= world.day(22 + 42 + 4, AGO)


def test_a_committee_has_twelve_weeks_and_six_more_once(world: World, measure: Measure) -> None:
    it = lodge(world, measure, "objection", 30, committee=True)
    rule = "decision_on_objection_committee"
    first = due(world, measure, it)[rule][0]
    on_one(world, actions.put_off, measure, it, 100)
    assert due(world, measure, it)[rule][0] >= first + timedelta(days=41)
    assert "again" in slugs(lambda: on_one(world, actions.put_off, measure, it, 101))


def test_a_decision_is_put_off_before_its_term_began(world: World, measure: Measure) -> None:
    it = lodge(world, measure, "objection", 30)
    first = due(world, measure, it)["decision_on_objection"][0]
    on_one(world, actions.put_off, measure, it, 31)
    assert first + timedelta(days=41) <= due(world, measure, it)["decision_on_objection"][0]
    assert "again" in slugs(lambda: on_one(world, actions.put_off, measure, it, 32))


def test_a_closed_file_takes_no_remedy_and_closes_once_nobody_can_appeal(world: World) -> None:
    measure = world.measure(status="ended", ago=AGO)
    objection = lodge(world, measure, "objection", 61)
    decide(world, measure, objection, 90, "rejected")
    assert slugs(lambda: world.take(measure, "settled", ago=AGO, days=130)) == {"appeal"}
    closed = world.take(measure, "settled", ago=AGO, days=140)
    assert slugs(lambda: lodge(world, closed, "appeal", 141)) == {"closed"}


def test_late_is_told_not_refused(world: World, measure: Measure) -> None:
    assert lodge(world, measure, "objection", 120).late


def test_an_extension_can_be_objected_to_and_keeps_the_file_open(world: World) -> None:
    measure = world.measure(Instrument.AREA_BAN, "in_force", ago=AGO)
    longer = {"months": 1, "reason": "Het ging door."}
    file = world.seen(measure).file
    world.within("mayor", purpose_of(measure), lambda actor: carrying.extend(
        actor=actor, at=world.moment(100, AGO), purpose=purpose_of(measure), measure=file, seen=file.version,
        on=world.day(100, AGO), **longer,
    ))  # fmt: skip
    in_time = lodge(world, measure, "objection", 120)
    assert not in_time.late
    assert lodge(world, measure, "objection", 150).late
    assert due(world, measure, in_time)["decision_on_objection"][0] >= world.day(100 + 2 * 42, AGO)
    other = world.measure(Instrument.AREA_BAN, "in_force", ago=AGO)
    file = world.seen(other).file
    world.within("mayor", purpose_of(other), lambda actor: carrying.extend(
        actor=actor, at=world.moment(100, AGO), purpose=purpose_of(other), measure=file, seen=file.version,
        on=world.day(100, AGO), **longer,
    ))  # fmt: skip
    ended = world.take(other, "ended", ago=AGO, days=110)
    assert slugs(lambda: world.take(ended, "settled", ago=AGO, days=120)) == {"objection"}
    assert world.take(ended, "settled", ago=AGO, days=150).status == "settled"


def test_nobody_objects_to_what_was_not_decided(world: World) -> None:
    measure = world.measure(status="drafted", ago=AGO)
    assert slugs(lambda: lodge(world, measure, "objection", 30)) == {"no_decision"}


def test_each_in_its_order(world: World, measure: Measure) -> None:
    assert slugs(lambda: lodge(world, measure, "appeal", 60)) == {"order"}
    assert slugs(lambda: lodge(world, measure, "interim_relief", 60)) == {"no_main"}
    assert slugs(lambda: lodge(world, measure, "objection", 20)) == {"before"}
    assert slugs(lambda: lodge(world, measure, "objection", AGO + 1)) == {"future"}
    objection = lodge(world, measure, "objection", 30)
    assert lodge(world, measure, "interim_relief", 31).late is False
    decide(world, measure, objection, 100, "rejected")
    assert slugs(lambda: lodge(world, measure, "appeal", 99)) == {"before"}
    appeal = lodge(world, measure, "appeal", 110)
    assert not appeal.late
    assert "appeal" not in due(world, measure, objection)  # asks nothing of the municipality
    decide(world, measure, appeal, 200, "upheld")
    assert lodge(world, measure, "higher_appeal", 200 + 60).late


def test_outcomes_belong_to_their_remedy_and_come_once(world: World, measure: Measure) -> None:
    it = lodge(world, measure, "objection", 30)
    assert "outcome" in slugs(lambda: decide(world, measure, it, 60, "suspended"))
    assert "before" in slugs(lambda: decide(world, measure, it, 29, "rejected"))
    decide(world, measure, it, 60, "rejected")
    assert "decided" in slugs(lambda: decide(world, measure, it, 61, "upheld"))


def test_a_decision_before_its_term_began_was_never_waited_for(world: World, measure: Measure) -> None:
    it = lodge(world, measure, "objection", 30)
    decide(world, measure, it, 35, "withdrawn")
    assert due(world, measure, it) == {}


def test_while_suspended_nothing_is_carried_out(world: World) -> None:
    measure = world.measure(status="served", ago=AGO)
    objection = lodge(world, measure, "objection", 23)
    relief = lodge(world, measure, "interim_relief", 23)
    decide(world, measure, relief, 25, "suspended")
    assert slugs(lambda: world.take(measure, "in_force", ago=AGO)) == {"suspended"}
    decide(world, measure, objection, 29, "withdrawn")
    assert world.take(measure, "in_force", ago=AGO).status == "in_force"


@pytest.mark.parametrize("who", ["mayor", "executive", "coordinator", "police"])
def test_who_prepares_measures_notes_remedies(world: World, measure: Measure, who: str) -> None:
    file, purpose = world.seen(measure).file, purpose_of(measure)
    with pytest.raises(Denied):
        world.within(who, purpose, lambda actor: actions.lodge(
            actor=actor, at=world.now, purpose=purpose, measure=file, seen=file.version, kind="objection",
            on=world.day(30, AGO), by="x",
        ))  # fmt: skip
