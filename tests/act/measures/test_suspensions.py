# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Until when a judge holds a measure up (Awb 8:85), as rules; and what that means for steps, breaches and the register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from baken.access.facade import opened
from baken.act.measures.addresses import queries as addresses
from baken.act.measures.files.preparing import Draft
from baken.act.measures.models import AddressMeasure, Forfeiture, Instrument, Measure, MeasureEvent, Remedy
from baken.act.measures.penalties import actions as penalties
from baken.act.measures.penalties import terms
from baken.act.measures.remedies import actions as remedies
from baken.act.measures.remedies.standing import appeal_until, stretch_on, stretches, suspended_since
from tests.act.measures.builders import World, purpose_of
from tests.act.measures.test_documents import build
from tests.act.measures.test_penalties import breach, fetch, listed, order, step
from tests.act.measures.test_remedies import AGO, decide, lodge, on_one, slugs
from tests.plugins.remembered import remembered_world

FIRST = date(2024, 3, 1)
DAYS = st.integers(0, 900).map(lambda days: FIRST + timedelta(days=days))
LATER = st.integers(0, 400)
ONE = timedelta(days=1)


def remedy(kind: str, lodged: date, decided: date | None = None, outcome: str = "", **more: Any) -> Remedy:
    return Remedy(kind=kind, lodged_on=lodged, decided_on=decided, outcome=outcome, **more)


def suspended(since: date, kind: str = "law", until: date | None = None, by: str = "") -> Remedy:
    return remedy("interim_relief", FIRST, since, "suspended", suspended_until_kind=kind, suspended_until=until, by=by)


@given(since=DAYS, later=st.none() | LATER, on=DAYS)
def test_without_an_end_in_the_ruling_it_runs_on_until_nobody_appealed(
    since: date, later: int | None, on: date
) -> None:
    decided = None if later is None else since + timedelta(days=later)
    rows = [remedy("objection", FIRST, decided, "rejected" if decided else ""), suspended(since)]
    end = None if decided is None else appeal_until(decided) + ONE
    assert stretches(rows) == [(since, end)]
    assert (suspended_since(rows, on) is not None) is (since <= on and (end is None or on < end))
    rows[1].outcome = "refused"
    assert suspended_since(rows, on) is None


@given(since=DAYS, later=LATER, after=st.integers(0, 100), ruled=st.none() | LATER)
def test_an_appeal_in_time_carries_it_on_until_the_court_has_ruled(
    since: date, later: int, after: int, ruled: int | None
) -> None:
    decided = since + timedelta(days=later)
    lodged = decided + timedelta(days=after)
    court = None if ruled is None else lodged + timedelta(days=ruled)
    rows = [remedy("objection", FIRST, decided, "rejected"), suspended(since),
            remedy("appeal", lodged, court, "rejected" if court else "")]  # fmt: skip
    last = appeal_until(decided)
    assert stretches(rows) == [(since, court if lodged <= last else last + ONE)]


@given(since=DAYS, later=LATER, named=st.integers(0, 600))
def test_the_ruling_says_until_when(since: date, later: int, named: int) -> None:
    decided, day = since + timedelta(days=later), since + timedelta(days=named)
    objection = remedy("objection", FIRST, decided, "rejected")
    law = appeal_until(decided) + ONE
    for kind, until, end in (
        ("decision", None, decided),
        ("weeks", None, decided + timedelta(days=43)),
        ("date", day, min(day + ONE, law)),
    ):
        assert stretches([objection, suspended(since, kind, until)]) == [(since, end)]
        undecided = remedy("objection", FIRST)
        assert stretches([undecided, suspended(since, kind, until)]) == [(since, day + ONE if until else None)]
        gone = remedy("objection", FIRST, decided, "withdrawn")
        assert stretches([gone, suspended(since, kind, until)]) == [(since, decided)]


def test_the_objection_of_who_asked_for_it_counts_and_of_several_the_longest() -> None:
    since = FIRST + timedelta(days=10)
    his = remedy("objection", FIRST, by="Exploitant  Voorbeeld")
    hers = remedy("objection", FIRST, FIRST + timedelta(days=20), "withdrawn", by="Eigenaar Voorbeeld")
    assert stretch_on([his, hers, suspended(since, by="exploitant voorbeeld")], since) == (since, None)
    assert stretch_on([his, hers, suspended(since, by="Eigenaar Voorbeeld")], since) == (since, hers.decided_on)
    assert stretch_on([his, hers, suspended(since, by="Iemand anders")], since) == (since, None)


@pytest.fixture
def world(db: None) -> World:
    return remembered_world("measures.documents", build)


def hold_up(world: World, measure: Measure, day: int, **more: Any) -> tuple[Remedy, Remedy]:
    """An objection and a suspension that is written down on a day."""
    objection = lodge(world, measure, "objection", day - 2)
    relief = lodge(world, measure, "interim_relief", day - 1)
    on_one(world, remedies.decide, measure, relief, day, outcome="suspended", text="Zie de uitspraak.", **more)
    return objection, relief


def test_a_suspension_carries_on_past_the_decision_on_objection(world: World) -> None:
    measure = world.measure(Instrument.DISTURBANCE_CLOSING, "served", ago=AGO)
    objection, _relief = hold_up(world, measure, 25)
    decide(world, measure, objection, 40, "rejected")
    over = (appeal_until(world.day(40, AGO)) - world.day(0, AGO)).days
    assert slugs(lambda: world.take(measure, "in_force", ago=AGO, days=41)) == {"suspended"}
    assert slugs(lambda: world.take(measure, "in_force", ago=AGO, days=over)) == {"suspended"}
    assert world.take(measure, "in_force", ago=AGO, days=over + 1).status == "in_force"


def test_who_records_a_suspension_says_until_when(world: World, client_of: Callable[[str], Any]) -> None:
    measure = world.measure(Instrument.DISTURBANCE_CLOSING, "served", ago=AGO)
    lodge(world, measure, "objection", 23)
    relief = lodge(world, measure, "interim_relief", 24)

    def ruled(**more: Any) -> Remedy:
        told = {"outcome": "suspended", "text": "", **more}
        return on_one(world, remedies.decide, measure, relief, 25, **told)

    assert slugs(lambda: ruled(until="soon")) == {"until"}
    assert slugs(lambda: ruled(until="date")) == {"until"}
    assert slugs(lambda: ruled(until="date", until_on=world.day(24, AGO))) == {"until"}
    assert slugs(lambda: ruled(until="law", until_on=world.day(30, AGO))) == {"until"}
    assert slugs(lambda: ruled(outcome="refused", until_on=world.day(30, AGO))) == {"until"}
    client = client_of("adviser")
    address = reverse("measures:remedy", args=[measure.reference, relief.pk])
    page = client.get(address).content.decode()
    assert "tot zes weken na de beslissing op bezwaar" in page
    form = {"on": world.day(25, AGO), "outcome": "suspended", "until": "date", "until_on": world.day(60, AGO),
            "text": "", "version": relief.version}  # fmt: skip
    assert client.post(address, form).status_code == 302
    saved = fetch(world, measure, relief)
    assert (saved.suspended_until_kind, saved.suspended_until) == ("date", world.day(60, AGO))
    assert slugs(lambda: world.take(measure, "in_force", ago=AGO, days=60)) == {"suspended"}
    assert world.take(measure, "in_force", ago=AGO, days=61).status == "in_force"


def test_a_breach_in_a_stretch_that_was_noted_later_is_undone(world: World) -> None:
    measure = order(world)
    before, within = breach(world, measure, 34), breach(world, measure, 41)
    step(world, penalties.announce, measure, within, 45)
    hold_up(world, measure, 36)
    kept, undone = fetch(world, measure, before), fetch(world, measure, within)
    assert (kept.status, undone.status) == ("forfeited", "undone")
    assert "geschorst" in undone.closed_because
    assert listed(world, measure, within) == {}
    assert set(listed(world, measure, before)) == {terms.PAYMENT, terms.CLAIM}
    assert terms.claim_of(undone)[1].due is None
    told = world.within("adviser", purpose_of(measure), lambda _a: [
        row.text for row in MeasureEvent.objects.filter(measure=measure, kind="forfeiture")
    ])  # fmt: skip
    assert any("geschorst" in text for text in told)
    # What wasn't forfeited doesn't count for the maximum of 2500.
    other = world.within("adviser", purpose_of(measure), lambda _a: penalties.forfeited(measure))
    assert other == Decimal(1000)


def test_what_the_maximum_had_cut_is_raised_when_an_earlier_breach_is_undone(world: World) -> None:
    measure = order(world)
    rows = [breach(world, measure, day) for day in (30, 33, 40)]
    assert [row.amount for row in rows] == [Decimal(1000), Decimal(1000), Decimal(500)]
    hold_up(world, measure, 32, until="date", until_on=world.day(35, AGO))
    kept = [fetch(world, measure, row) for row in rows]
    assert [(row.status, row.amount) for row in kept] == [
        ("forfeited", Decimal(1000)), ("undone", Decimal(1000)), ("forfeited", Decimal(1000)),
    ]  # fmt: skip
    assert world.within("adviser", purpose_of(measure), lambda _a: penalties.forfeited(measure)) == Decimal(2000)


def test_a_breach_that_was_paid_says_to_pay_back(world: World) -> None:
    measure = order(world)
    it = breach(world, measure, 41)
    step(world, penalties.pay, measure, it, 45)
    hold_up(world, measure, 36)
    undone = fetch(world, measure, it)
    assert (undone.status, undone.paid_on) == ("undone", world.day(45, AGO))
    assert "betaal terug" in undone.closed_because


def test_an_appeal_that_is_noted_later_lets_the_stretch_run_on_over_a_breach(world: World) -> None:
    measure = order(world)
    objection, _relief = hold_up(world, measure, 36)
    decide(world, measure, objection, 50, "rejected")
    over = (appeal_until(world.day(50, AGO)) - world.day(0, AGO)).days
    it = breach(world, measure, over + 2)
    assert it.status == "forfeited"
    lodge(world, measure, "appeal", 60)
    assert fetch(world, measure, it).status == Forfeiture.Status.UNDONE


def test_the_register_per_address_shows_it_again_on_the_day_without_anybody_acting(world: World) -> None:
    steps = {"drafted": {"draft": Draft(months=24)}}
    measure = world.measure(Instrument.DISTURBANCE_CLOSING, "in_force", ago=AGO, steps=steps)
    today = world.day(AGO, AGO)

    def holds(on: date) -> bool:
        actor = world.actor("adviser")
        with opened(actor):
            return addresses.holding(actor, on).filter(measure_key=measure.pk).exists()

    assert holds(today)
    lodge(world, measure, "objection", AGO - 3)
    relief = lodge(world, measure, "interim_relief", AGO - 2)
    until = {"until": "date", "until_on": today + timedelta(days=5)}
    on_one(world, remedies.decide, measure, relief, AGO - 1, outcome="suspended", text="", **until)
    actor = world.actor("adviser")
    with opened(actor):
        row = AddressMeasure.objects.get(measure_key=measure.pk)
    assert (row.suspended_from, row.suspended_until) == (world.day(AGO - 1, AGO), today + timedelta(days=6))
    assert not holds(today)
    assert not holds(today + timedelta(days=5))
    assert holds(today + timedelta(days=6))
