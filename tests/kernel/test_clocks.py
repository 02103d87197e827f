# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A record's clock is its ledger; the due date is computed, never stored."""

from datetime import date

import pytest

from baken.access.facade import system_actor
from baken.cores.terms import DutchCalendar, Event, EventKind, State, Unit, due, find
from baken.kernel import clocks
from baken.kernel.errors import OutsideAction
from baken.kernel.models import ClockEvent

from .towns import NOW, doing, make_partner, town

pytestmark = pytest.mark.django_db
CALENDAR = DutchCalendar()


def rule(slug="decision_on_application"):
    return find(slug, date(2026, 1, 5))


def tell(record, kind, on, clock=None, **more):
    what = lambda: clocks.tell(record, clock or rule(), kind, on=on, basis="Awb 4:13", **more)  # noqa: E731
    return doing(actor=system_actor(record.municipality), at=NOW, what=what)


def test_a_ledger_gives_the_day_on_which_the_term_ends():
    partner = make_partner(town())
    assert clocks.standing(partner, rule(), CALENDAR).due is None
    tell(partner, EventKind.STARTED, date(2026, 1, 5))
    first = clocks.standing(partner, rule(), CALENDAR)
    assert first.due == due(rule(), [Event(EventKind.STARTED, date(2026, 1, 5))], CALENDAR) == date(2026, 3, 2)
    tell(partner, EventKind.SUSPENDED, date(2026, 1, 12))
    tell(partner, EventKind.RESUMED, date(2026, 1, 19))
    assert clocks.standing(partner, rule(), CALENDAR).due == date(2026, 3, 9)
    tell(partner, EventKind.ENDED, date(2026, 2, 1))
    assert clocks.standing(partner, rule(), CALENDAR).state == State.ENDED


def test_the_ledger_tells_events_by_day_whatever_the_order_of_writing():
    partner = make_partner(town())
    tell(partner, EventKind.SUSPENDED, date(2026, 1, 12))
    tell(partner, EventKind.STARTED, date(2026, 1, 5))
    assert [event.kind for event in clocks.ledger(partner, rule())] == [EventKind.STARTED, EventKind.SUSPENDED]
    assert clocks.ledger(partner, rule())[0].basis == "Awb 4:13"


def test_an_extension_keeps_its_amount_and_unit():
    partner = make_partner(town())
    weeks = rule("bibob_advice")
    tell(partner, EventKind.STARTED, date(2026, 1, 5), clock=weeks)
    tell(partner, EventKind.EXTENDED, date(2026, 1, 6), clock=weeks, amount=4)
    event = clocks.ledger(partner, weeks)[1]
    assert (event.amount, event.unit) == (4, weeks.unit)
    assert event.unit == Unit.WEEKS
    assert clocks.standing(partner, weeks, CALENDAR).due == date(2026, 3, 30)


def test_clocks_of_other_records_and_other_rules_are_not_heard():
    velsen = town()
    one, two = make_partner(velsen), make_partner(velsen, "zorg")
    tell(one, EventKind.STARTED, date(2026, 1, 5))
    assert clocks.ledger(two, rule()) == ()
    assert clocks.ledger(one, rule("objection")) == ()


def test_a_clock_is_told_within_an_action_and_belongs_to_the_records_municipality():
    partner = make_partner(town())
    with pytest.raises(OutsideAction):
        clocks.tell(partner, rule(), EventKind.STARTED, on=date(2026, 1, 5), basis="x")
    tell(partner, EventKind.STARTED, date(2026, 1, 5))
    assert ClockEvent.objects.get().municipality == partner.municipality


def test_another_unit_and_the_end_of_a_capped_pause_are_kept():
    partner = make_partner(town())
    tell(partner, EventKind.SUSPENDED, date(2026, 1, 12), until=date(2026, 2, 9))
    tell(partner, EventKind.EXTENDED, date(2026, 1, 13), amount=10, unit=Unit.DAYS)
    pause, longer = clocks.ledger(partner, rule())
    assert pause.until == date(2026, 2, 9)
    assert (longer.amount, longer.unit) == (10, Unit.DAYS)
