# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Twenty years of random events: no measure is due before it starts, and none holds longer than the law lets it."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.access.facade import DeskTerm, opened
from baken.act.measures.files import carrying, deciding, preparing
from baken.act.measures.files.days import CALENDAR, SPREAD, against_longer, against_named_days, months_later
from baken.act.measures.files.step_specs import FIRST as USUAL
from baken.act.measures.models import Instrument, Measure
from baken.act.measures.workflow import FAMILY, SAME_AS
from baken.cores.terms import Event, EventKind, Span, Unit, add, explain, find, fullest
from baken.kernel.errors import Denied, Refused

from .builders import World, purpose_of

FIRST, LAST = date(2007, 1, 1), date(2026, 12, 31)
DAYS = st.dates(FIRST, LAST)
AREA_BAN = find("area_ban", FIRST)


@given(
    start=DAYS,
    months=st.integers(1, 3),
    asked=st.lists(st.tuples(st.integers(0, 500), st.integers(-1, 5)), max_size=12),
)
def test_an_area_ban_never_holds_past_its_maximum(start: date, months: int, asked: list[tuple[int, int]]) -> None:
    """Extensions are asked on any day, of any length, in any number: what is accepted stays within 172a."""
    events = [Event(EventKind.STARTED, start, AREA_BAN.article)]
    until, accepted, last = months_later(start, months), 0, start
    for after, more in asked:
        on = max(start + timedelta(days=after), last)
        if against_longer(AREA_BAN, events, until, on, more):
            continue
        assert start <= on < until
        events.append(Event(EventKind.EXTENDED, on, AREA_BAN.article, amount=more, unit=Unit.MONTHS))
        until, accepted, last = months_later(until, more), accepted + 1, on
        found = explain(AREA_BAN, events, CALENDAR)
        assert found.last_day is not None
        assert until - timedelta(days=1) <= found.last_day
    assert accepted <= 3
    assert start < until <= add(start, Span(12, Unit.MONTHS), CALENDAR) + timedelta(days=3)


@given(days=st.lists(DAYS, max_size=120), since=DAYS)
def test_single_days_are_ninety_within_two_years(days: list[date], since: date) -> None:
    named = set(days)
    fits = len(named) <= SPREAD.most_days and (not named or max(named) < add(min(named), SPREAD.within, CALENDAR))
    slugs = {reason.slug for reason in against_named_days(days, since)}
    assert ("spread" in slugs) is not fits
    assert ("days_before" in slugs) is bool(named and min(named) < since)


@given(days=st.lists(DAYS, max_size=120), earlier=st.lists(DAYS, max_size=120))
def test_days_of_earlier_orders_count_in_any_two_years(days: list[date], earlier: list[date]) -> None:
    every = sorted({*days, *earlier})
    windows = [{one for one in every if first <= one < add(first, SPREAD.within, CALENDAR)} for first in every]
    most = max((len(window) for window in windows if window & set(days)), default=0)
    assert fullest(SPREAD, days, earlier) == most
    assert len(set(days)) >= fullest(SPREAD, days) or not days
    slugs = {reason.slug for reason in against_named_days(days, earlier=earlier)}
    assert ("spread_earlier" in slugs) is ("spread" not in slugs and most > SPREAD.most_days)


@given(near=st.sets(st.integers(0, 200), min_size=1, max_size=90), back=st.sets(st.integers(1, 200), max_size=120))
def test_ninety_days_hold_over_two_orders(near: set[int], back: set[int]) -> None:
    start = date(2020, 1, 1)
    days, earlier = [start + timedelta(days=one) for one in near], [start - timedelta(days=one) for one in back]
    found = {reason.slug for reason in against_named_days(days, earlier=earlier)}
    assert found == ({"spread_earlier"} if len(near) + len(back) > SPREAD.most_days else set())


@given(on=DAYS, instrument=st.sampled_from(Instrument.values), months=st.none() | st.integers(1, 60))
def test_what_holds_ends_after_it_began(on: date, instrument: str, months: int | None) -> None:
    measure: Any = SimpleNamespace(instrument=instrument, months=months, days=[])
    since, until = carrying.stretch(measure, on)
    assert since == on
    assert until is None or until > since
    if until is not None and instrument != Instrument.LIGHT_ORDER:
        assert months is not None
        assert 28 * months <= (until - since).days <= 31 * months


def random_step(world: World, measure: Measure, chance: random.Random, days: int) -> Measure:
    """Try a step that the table has, on a day around this one, with what somebody might fill in."""
    table = FAMILY[measure.instrument]
    open_ = [step.name for step in table.leaving(measure.status) if step.name == "mandated" or step.name not in SAME_AS]
    usual = [name for name in USUAL.get(measure.status, ()) if name in open_] * (
        3 if measure.status != "in_force" else 0
    )
    name = chance.choice([*open_, *usual])
    name = "signed" if name == "mandated" else name  # nobody has a mandate here
    ago, purpose = 7300, purpose_of(measure)
    at, on = world.moment(days, ago), world.day(days - chance.choice((0, 0, 0, 0, 1, 30, -2)), ago)
    told = {"at": at, "purpose": purpose, "measure": measure, "seen": measure.version}
    why = "Dit is de reden, in genoeg woorden om hem te kunnen dragen."
    more = {
        "hurried": (preparing.hurry, {"on": on, "reason": why}),
        "acted_first": (preparing.act_first, {"on": on, "reason": why}),
        "unheard": (preparing.skip_view, {"on": on, "reason": why}),
        "taken_back": (preparing.take_back, {"on": on}),
        "mandated": (deciding.sign, {}),
        "sent_back": (preparing.send_back, {"on": on, "reason": why}),
        "extended": (carrying.extend, {"on": on, "reason": why, "months": chance.randint(1, 4)}),
        "withdrawn": (carrying.withdraw, {"on": on, "reason": why}),
        "dropped": (carrying.drop, {"on": on, "reason": why}),
        "reopened": (carrying.reopen, {"on": on, "reason": why}),
    }
    if name in more:
        act, given = more[name]
        who = "mayor" if name in ("sent_back", "extended", "withdrawn") else "adviser"
        if name in ("withdrawn", "dropped") and chance.random() < 0.97:
            return measure
        return world.within(who, purpose, lambda actor: act(actor=actor, **told, **given))
    given = {}
    if name == "intended":
        given["view_until"] = on + timedelta(days=chance.randint(0, 100))
    if name == "drafted" and measure.instrument == Instrument.AREA_BAN:
        given["draft"] = preparing.Draft(months=chance.randint(0, 5), order_kind="area")
    if name == "drafted" and measure.instrument == Instrument.OPIUM_CLOSING:
        given["draft"] = preparing.Draft(months=1, grace_until=on + timedelta(days=chance.randint(-2, 200)))
    if name not in ("signed", "settled"):
        given["on"] = on
    return world.take(measure, name, ago=ago, days=days, **given)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [0, 3, 5, 7])
def test_random_files_never_have_a_term_before_its_start(world: World, seed: int) -> None:
    chance = random.Random(seed)
    instrument = (Instrument.AREA_BAN, Instrument.OPIUM_CLOSING, Instrument.DISTURBANCE_CLOSING)[seed % 3]
    measure, days = world.measure(instrument, ago=7300), 0
    for _try in range(40):
        days += chance.choice((0, 0, 1, 3, 7, 20, 60))
        with suppress(Refused, Denied):
            measure = random_step(world, world.seen(measure).file, chance, days)
        measure = world.seen(measure).file
        check(world, measure)
    assert measure.in_force_until is not None, "the walk got nowhere: choose another seed"


def check(world: World, measure: Measure) -> None:
    with opened(world.actor("adviser"), purpose_of(measure)):
        for row in DeskTerm.objects.filter(guarded=measure.guarded_id):
            assert row.due is None or row.started is None or row.due >= row.started, str(row)
    if measure.in_force_until is not None:
        assert measure.in_force_from is not None
        assert measure.in_force_until > measure.in_force_from
        if measure.instrument == Instrument.AREA_BAN:
            assert measure.in_force_until <= add(measure.in_force_from, Span(12, Unit.MONTHS), CALENDAR)
    if measure.served_on is not None and measure.in_force_from is not None:
        assert measure.in_force_from >= measure.served_on
    if measure.grace_until is not None and measure.in_force_from is not None:
        assert measure.in_force_from > measure.grace_until
