# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sums and clocks of penalty orders, as rules: the maximum, the year of a claim, the order in which things are written down."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from baken.act.measures.penalties.rules import (
    Closing,
    Interruption,
    Pending,
    amount_of_next,
    claim_events,
    payment_events,
)
from baken.cores.terms import DutchCalendar, EventKind, State, explain, find

CALENDAR = DutchCalendar()
CLAIM, PAYMENT = find("penalty_claim_lapse", date(2026, 1, 1)), find("penalty_payment", date(2026, 1, 1))
EUROS = st.decimals(min_value=1, max_value=100_000, places=2)
FIRST = date(2024, 3, 1)
DAYS = st.integers(0, 900).map(lambda days: FIRST + timedelta(days=days))


@given(per=EUROS, maximum=EUROS, breaches=st.integers(0, 60))
def test_the_maximum_is_never_exceeded_and_reached_at_last(per: Decimal, maximum: Decimal, breaches: int) -> None:
    maximum = max(per, maximum)
    sums: list[Decimal] = []
    for _breach in range(breaches):
        sums.append(amount_of_next(per, maximum, sums))
    assert all(Decimal(0) <= amount <= per for amount in sums)
    assert sum(sums, Decimal(0)) == min(maximum, per * breaches)


@st.composite
def remedies(draw: st.DrawFn) -> list[Pending]:
    found = []
    for key in range(draw(st.integers(0, 4))):
        lodged = draw(DAYS)
        decided = draw(st.none() | st.integers(0, 400))
        found.append(Pending(str(key), lodged, None if decided is None else lodged + timedelta(days=decided)))
    return found


@given(forfeited=DAYS, decided=st.none() | st.integers(0, 700), pending=remedies(), seed=st.integers(0, 99))
def test_the_order_of_recording_makes_no_difference(
    forfeited: date, decided: int | None, pending: list[Pending], seed: int
) -> None:
    on = None if decided is None else forfeited + timedelta(days=decided)
    shuffled = pending[:]
    random.Random(seed).shuffle(shuffled)
    one = explain(CLAIM, claim_events(CLAIM, CALENDAR, forfeited, on, pending), CALENDAR)
    other = explain(CLAIM, claim_events(CLAIM, CALENDAR, forfeited, on, shuffled), CALENDAR)
    assert one == other


@given(forfeited=DAYS, decided=st.none() | st.integers(0, 700), pending=remedies())
def test_a_claim_lives_a_year_at_least_and_remedies_only_put_it_off(
    forfeited: date, decided: int | None, pending: list[Pending]
) -> None:
    on = None if decided is None else forfeited + timedelta(days=decided)
    bare = explain(CLAIM, claim_events(CLAIM, CALENDAR, forfeited, None, []), CALENDAR).due
    assert bare is not None
    assert (bare - forfeited).days in (365, 366)
    found = explain(CLAIM, claim_events(CLAIM, CALENDAR, forfeited, on, pending), CALENDAR)
    if found.due is None:
        assert found.state is State.SUSPENDED
        assert any(one.decided_on is None for one in pending)
    else:
        assert found.due >= bare
        if on is not None and on <= bare:
            assert found.due >= on + timedelta(days=365)


@given(forfeited=DAYS, late=st.integers(367, 900))
def test_a_decision_after_the_year_does_not_bring_a_claim_back(forfeited: date, late: int) -> None:
    on = forfeited + timedelta(days=late)
    found = explain(CLAIM, claim_events(CLAIM, CALENDAR, forfeited, on, []), CALENDAR)
    assert found.due == explain(CLAIM, claim_events(CLAIM, CALENDAR, forfeited, None, []), CALENDAR).due


@given(forfeited=DAYS, days=st.integers(0, 500), pending=remedies(), lapsed=st.booleans())
def test_a_closed_claim_is_a_ledger_that_adds_up(
    forfeited: date, days: int, pending: list[Pending], lapsed: bool
) -> None:
    on = forfeited + timedelta(days=days)
    closing = Closing(EventKind.LAPSED if lapsed else EventKind.ENDED, on, "x")
    found = explain(CLAIM, claim_events(CLAIM, CALENDAR, forfeited, None, pending, closing), CALENDAR)
    assert found.state is (State.LAPSED if lapsed else State.ENDED)
    assert found.due is None
    paid = explain(PAYMENT, payment_events(forfeited, closing), CALENDAR)
    assert paid.last_day is not None
    assert forfeited + timedelta(days=42) <= paid.last_day <= forfeited + timedelta(days=50)


WHAT = st.sampled_from(["reminder", "writ", "execution"])


@given(forfeited=DAYS, decided=st.integers(0, 300), acts=st.lists(st.tuples(WHAT, st.integers(0, 900)), max_size=4),
       pending=remedies(), seed=st.integers(0, 99))  # fmt: skip
def test_what_interrupts_in_time_gives_another_year_and_the_order_of_recording_none(
    forfeited: date, decided: int, acts: list[tuple[str, int]], pending: list[Pending], seed: int
) -> None:
    on = forfeited + timedelta(days=decided)
    told = [Interruption(what, on + timedelta(days=after)) for what, after in acts]
    shuffled = told[:]
    random.Random(seed).shuffle(shuffled)
    bare = explain(CLAIM, claim_events(CLAIM, CALENDAR, forfeited, on, pending), CALENDAR).due
    found = explain(CLAIM, claim_events(CLAIM, CALENDAR, forfeited, on, pending, None, told), CALENDAR).due
    other = explain(CLAIM, claim_events(CLAIM, CALENDAR, forfeited, on, pending, None, shuffled), CALENDAR).due
    assert found == other
    assert bare is not None or found is None
    if bare is None or found is None:
        assert any(one.decided_on is None for one in pending)
        return
    in_time = [one.on for one in told if one.on <= bare]
    assert found >= bare
    assert all(found >= day + timedelta(days=365) for day in in_time)
    assert in_time or found == bare
