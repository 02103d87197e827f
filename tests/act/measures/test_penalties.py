# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A penalty order that is broken: sums, clocks, collection; costs of coercion; and remedies beside them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from baken.access.facade import DeskTerm
from baken.act.measures.documents import actions as papers
from baken.act.measures.documents.facts import money
from baken.act.measures.files import carrying
from baken.act.measures.files.preparing import Draft
from baken.act.measures.models import Forfeiture, Instrument, Measure, MeasureDocument, MeasureEvent, Remedy
from baken.act.measures.penalties import actions, terms
from baken.act.measures.penalties.papers import about_of
from baken.act.measures.remedies import actions as remedies
from baken.kernel.errors import Denied, Refused, StaleVersion
from tests.act.measures.builders import World, purpose_of
from tests.act.measures.test_documents import build, text_of
from tests.plugins.remembered import remembered_world

DRAFT = Draft(amount_per_breach=Decimal(1000), breach_unit="per overtreding", amount_maximum=Decimal(2500))
AGO = 500


@pytest.fixture
def world(db: None) -> World:
    return remembered_world("measures.documents", build)


def order(world: World, status: str = "in_force", ago: int = AGO, **draft: Any) -> Measure:
    from dataclasses import replace

    told = replace(DRAFT, grace_until=world.day(29, ago), **draft)
    return world.measure(Instrument.PENALTY, status, ago=ago, steps={"drafted": {"draft": told}})


def do(world: World, act: Callable[..., Any], measure: Measure, on: date, days: int = AGO, **more: Any) -> Any:
    """Run an action as the adviser, at the moment so many days after the report."""
    purpose = purpose_of(measure)
    file = world.seen(measure).file
    more.setdefault("seen", file.version)
    return world.within("adviser", purpose, lambda actor: act(
        actor=actor, at=world.moment(days, AGO), purpose=purpose, measure=file, on=on, **more
    ))  # fmt: skip


def breach(world: World, measure: Measure, day: int) -> Forfeiture:
    made: Forfeiture = do(
        world, actions.note_breach, measure, world.day(day, AGO), found="Gezien door de toezichthouder."
    )
    return made


def step(world: World, act: Callable[..., Any], measure: Measure, it: Forfeiture, day: int, **more: Any) -> Forfeiture:
    it = fetch(world, measure, it)
    made: Forfeiture = do(world, act, measure, world.day(day, AGO), forfeiture=it, seen=it.version, **more)
    return made


def fetch(world: World, measure: Measure, it: Any) -> Any:
    return world.within("adviser", purpose_of(measure), lambda _a: type(it).objects.get(pk=it.pk))


def reasons(act: Callable[[], Any]) -> set[str]:
    with pytest.raises(Refused) as refused:
        act()
    return {reason.slug for reason in refused.value.reasons}


def listed(world: World, measure: Measure, subject: Any) -> dict[str, DeskTerm]:
    rows = world.within("adviser", purpose_of(measure), lambda _a: list(DeskTerm.objects.filter(subject=subject.pk)))
    return {row.rule: row for row in rows}


def test_every_breach_forfeits_until_the_maximum(world: World) -> None:
    measure = order(world)
    sums = [breach(world, measure, day).amount for day in (30, 33, 40)]
    assert sums == [Decimal(1000), Decimal(1000), Decimal(500)]
    assert reasons(lambda: breach(world, measure, 41)) == {"maximum"}


def test_nothing_is_forfeited_before_the_grace_term_is_over(world: World) -> None:
    measure = order(world)
    assert reasons(lambda: breach(world, measure, 29)) == {"grace"}
    assert reasons(lambda: breach(world, measure, AGO + 2)) == {"future"}
    served = order(world, "served")
    assert reasons(lambda: breach(world, served, 40)) == {"not_in_force"}
    other = world.measure(Instrument.OPIUM_CLOSING, "in_force", ago=AGO)
    assert reasons(lambda: breach(world, other, 40)) == {"no_order"}


def test_an_order_ends_after_the_last_breach_that_was_noted(world: World) -> None:
    measure = order(world)
    breach(world, measure, 50)
    for act in (carrying.end, carrying.withdraw):
        found = reasons(lambda act=act: do(world, act, measure, world.day(50, AGO), reason="Het is klaar."))
        assert found - {"unsigned"} == {"breached"}
    assert do(world, carrying.end, measure, world.day(51, AGO), reason="Het is klaar.").status == "ended"


def test_an_order_that_ended_forfeits_only_what_was_broken_before(world: World) -> None:
    measure = order(world, "ended")
    assert reasons(lambda: breach(world, measure, 60)) == {"ended"}
    assert breach(world, measure, 59).amount == Decimal(1000)


def test_two_at_once_do_not_pass_the_maximum(world: World) -> None:
    measure = order(world)
    seen = world.seen(measure).file.version
    breach(world, measure, 30)
    with pytest.raises(StaleVersion):
        do(world, actions.note_breach, measure, world.day(31, AGO), found="Nog een keer gezien.", seen=seen)


def test_each_has_its_own_clocks_on_the_list_of_terms(world: World) -> None:
    measure = order(world)
    one, two = breach(world, measure, 30), breach(world, measure, 60)
    for it, day in ((one, 30), (two, 60)):
        rows = listed(world, measure, it)
        assert set(rows) == {terms.PAYMENT, terms.CLAIM}
        due = rows[terms.PAYMENT].due
        assert due is not None
        assert due >= world.day(day + 42, AGO)
        claim = rows[terms.CLAIM].due
        assert claim is not None
        assert (claim - world.day(day, AGO)).days in (365, 366)
    step(world, actions.pay, measure, one, 50)
    rows = listed(world, measure, one)
    assert set(rows) == {terms.PAYMENT}
    assert rows[terms.PAYMENT].done_on == world.day(50, AGO)
    assert set(listed(world, measure, two)) == {terms.PAYMENT, terms.CLAIM}


def test_a_remedy_puts_the_claim_off_whenever_it_is_written_down(world: World) -> None:
    measure = order(world)
    it = breach(world, measure, 30)
    before = listed(world, measure, it)[terms.CLAIM].due
    made = do(world, remedies.lodge, measure, world.day(40, AGO), kind="objection", by="Exploitant")
    row = listed(world, measure, it)[terms.CLAIM]
    assert (row.paused, row.due) == (True, None)
    do(world, remedies.decide, measure, world.day(70, AGO), remedy=made, seen=made.version, outcome="rejected", text="")
    row = listed(world, measure, it)[terms.CLAIM]
    assert before is not None
    assert row.due == before + timedelta(days=30)
    late = breach(world, measure, 35)  # noted later than the objection, but broken before it
    assert listed(world, measure, late)[terms.CLAIM].due == before + timedelta(days=5 + 30)


def test_collecting_needs_a_signed_decision_and_interrupts(world: World, client_of: Callable[[str], Any]) -> None:
    measure = order(world)
    breach(world, measure, 30)
    it = breach(world, measure, 33)
    assert reasons(lambda: step(world, actions.decide, measure, it, 90)) == {"unsigned"}
    step(world, actions.announce, measure, it, 60)
    purpose = purpose_of(measure)
    file = world.seen(measure).file
    about = world.within("adviser", purpose, lambda _a: about_of(measure, fetch(world, measure, it)))
    made = world.within("adviser", purpose, lambda actor: papers.make(
        actor=actor, at=world.moment(80, AGO), purpose=purpose, measure=file, kind="collection", about=about
    ))  # fmt: skip
    told = text_of(made)
    for fact in (money(Decimal(1000)), money(Decimal(2000)), money(Decimal(2500)), "Gezien door de toezichthouder."):
        assert fact in told
    assert reasons(lambda: step(world, actions.decide, measure, it, 90)) == {"unsigned"}
    world.within("executive", purpose, lambda actor: papers.sign(
        actor=actor, at=world.moment(85, AGO), purpose=purpose, measure=file, kind="collection", about=about
    ))  # fmt: skip
    decided = step(world, actions.decide, measure, it, 90)
    assert decided.status == "decided"
    due = listed(world, measure, it)[terms.CLAIM].due
    assert due is not None
    assert (due - world.day(90, AGO)).days in (365, 366)
    rows = world.within(
        "adviser", purpose, lambda _a: list(MeasureDocument.objects.filter(measure=measure, kind="collection"))
    )
    assert [row.signed_by for row in rows] == [world.users["executive"]]


def sign_collection(world: World, measure: Measure, it: Forfeiture) -> None:
    """Make the collection decision about a breach and let the body sign it."""
    purpose, file = purpose_of(measure), world.seen(measure).file
    about = world.within("adviser", purpose, lambda _a: about_of(measure, fetch(world, measure, it)))
    told = {"purpose": purpose, "measure": file, "kind": "collection", "about": about}
    world.within("adviser", purpose, lambda actor: papers.make(actor=actor, at=world.moment(80, AGO), **told))
    world.within("executive", purpose, lambda actor: papers.sign(actor=actor, at=world.moment(85, AGO), **told))


def test_a_reminder_and_a_writ_interrupt_a_claim_that_was_decided(world: World) -> None:
    measure = order(world)
    it = breach(world, measure, 30)

    def interrupt(what: str, day: int) -> Forfeiture:
        return step(world, actions.interrupt, measure, it, day, what=what)

    def until() -> int:
        due = listed(world, measure, it)[terms.CLAIM].due
        assert due is not None
        return (due - world.day(0, AGO)).days

    assert reasons(lambda: interrupt("reminder", 60)) == {"undecided"}
    sign_collection(world, measure, it)
    step(world, actions.decide, measure, it, 90)
    assert until() in (90 + 365, 90 + 366)
    assert reasons(lambda: interrupt("letter", 100)) == {"what"}
    assert reasons(lambda: interrupt("writ", 100)) == {"order"}
    assert reasons(lambda: interrupt("reminder", 89)) == {"before"}
    assert reasons(lambda: interrupt("reminder", AGO + 1)) >= {"future"}
    interrupt("reminder", 100)
    assert until() in (100 + 365, 100 + 366)
    assert reasons(lambda: interrupt("reminder", 100)) == {"again"}
    assert reasons(lambda: interrupt("writ", 99)) == {"order"}
    assert reasons(lambda: interrupt("writ", 114)) == {"too_soon"}, "two weeks to pay from the day after a reminder"
    interrupt("writ", 140)
    interrupt("execution", 200)
    interrupt("reminder", 120)  # noted later: it makes nothing shorter
    assert until() in (200 + 365, 200 + 366)
    kept = fetch(world, measure, it)
    assert [what for what, _on in kept.interruptions] == ["reminder", "reminder", "writ", "execution"]
    step(world, actions.pay, measure, it, 210)
    assert reasons(lambda: interrupt("execution", 220)) == {"undecided"}


def test_a_claim_that_lapsed_is_not_collected_and_one_that_runs_has_not_lapsed(world: World) -> None:
    measure = order(world)
    it = breach(world, measure, 30)
    assert reasons(lambda: step(world, actions.lapse, measure, it, 300)) == {"runs"}
    assert "lapsed" in reasons(lambda: step(world, actions.decide, measure, it, 430))
    assert step(world, actions.lapse, measure, it, 430).status == "lapsed"
    assert listed(world, measure, it) == {}


def test_giving_up_asks_why_and_still_counts_for_the_maximum(world: World) -> None:
    measure = order(world)
    it = breach(world, measure, 30)
    assert reasons(lambda: step(world, actions.waive, measure, it, 50, reason=" ")) == {"no_reason"}
    assert step(world, actions.waive, measure, it, 50, reason="De last was onduidelijk.").status == "waived"
    breach(world, measure, 60)
    assert breach(world, measure, 61).amount == Decimal(500)
    assert "wrong_status" in reasons(lambda: step(world, actions.pay, measure, it, 70))


def test_a_suspended_order_forfeits_nothing(world: World) -> None:
    measure = order(world)
    made = do(world, remedies.lodge, measure, world.day(31, AGO), kind="objection", by="Exploitant")
    relief = do(world, remedies.lodge, measure, world.day(32, AGO), kind="interim_relief", by="Exploitant")
    do(
        world,
        remedies.decide,
        measure,
        world.day(40, AGO),
        remedy=relief,
        seen=relief.version,
        outcome="suspended",
        text="",
    )
    assert reasons(lambda: breach(world, measure, 45)) == {"suspended"}
    assert breach(world, measure, 39).amount == Decimal(1000)
    do(
        world,
        remedies.decide,
        measure,
        world.day(60, AGO),
        remedy=made,
        seen=made.version,
        outcome="withdrawn",
        text="",
    )
    assert breach(world, measure, 61).amount == Decimal(1000)
    assert reasons(lambda: breach(world, measure, 59)) == {"suspended"}


def test_costs_of_coercion_have_a_term_to_pay(world: World) -> None:
    measure = world.measure(Instrument.COERCION, "in_force", ago=AGO)

    def costs(**more: Any) -> Measure:
        purpose, file = purpose_of(measure), world.seen(measure).file
        act = more.pop("act", actions.set_costs)
        made: Measure = world.within("adviser", purpose, lambda actor: act(
            actor=actor, at=world.moment(200, AGO), purpose=purpose, measure=file, seen=file.version, **more
        ))  # fmt: skip
        return made

    assert reasons(lambda: costs(amount=Decimal("1.005"), decided_on=None)) == {"amount"}
    assert reasons(lambda: costs(amount=Decimal(0), decided_on=world.day(201, AGO))) == {"amount", "day", "unsigned"}
    costs(amount=Decimal("1812.40"), decided_on=None)
    assert reasons(lambda: costs(act=actions.pay_costs, on=world.day(150, AGO))) == {"no_costs"}
    later = {"amount": Decimal("1912.40"), "decided_on": world.day(100, AGO)}
    assert reasons(lambda: costs(**later)) == {"unsigned"}
    costs(amount=Decimal("1912.40"), decided_on=None)
    told = {"purpose": purpose_of(measure), "kind": "costs"}
    world.within("executive", told["purpose"], lambda actor: papers.sign(
        actor=actor, at=world.moment(90, AGO), measure=world.seen(measure).file, **told
    ))  # fmt: skip
    assert reasons(lambda: costs(amount=Decimal("1812.40"), decided_on=world.day(100, AGO))) == {"unsigned"}
    costs(**later)
    row = listed(world, measure, measure)[terms.COSTS]
    assert row.due is not None
    assert row.due >= world.day(142, AGO)
    assert reasons(lambda: costs(amount=Decimal(1), decided_on=None)) == {"decided"}
    costs(act=actions.pay_costs, on=world.day(120, AGO))
    assert listed(world, measure, measure)[terms.COSTS].done_on == world.day(120, AGO)


def test_every_step_stands_on_the_timeline(world: World) -> None:
    measure = order(world)
    it = breach(world, measure, 30)
    step(world, actions.pay, measure, it, 50)
    kinds = world.within("adviser", purpose_of(measure), lambda _a: list(
        MeasureEvent.objects.filter(measure=measure, kind__in=("breach", "forfeiture")).values_list("kind", flat=True)
    ))  # fmt: skip
    assert sorted(kinds) == ["breach", "forfeiture"]


def test_the_mayors_people_do_not_reach_an_order_of_the_executive(world: World) -> None:
    measure = order(world)
    it = breach(world, measure, 30)
    for who in ("mayor", "coordinator", "police"):
        actor = world.actor(who)
        with pytest.raises(Denied):
            actions.pay(actor=actor, at=world.now, purpose=purpose_of(measure), measure=measure, forfeiture=it,
                        seen=it.version, on=world.day(40, AGO))  # fmt: skip
    assert fetch(world, measure, it).status == "forfeited"
    assert not Remedy.objects.filter(pk=it.pk).exists()
