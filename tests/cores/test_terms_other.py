# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Terms in hours, orders in single days, the pause for Bibob advice, and what every rule has."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.cores.terms import (
    HOUR_RULES,
    RULES,
    SPREAD_RULES,
    DutchCalendar,
    Event,
    EventKind,
    Span,
    TermError,
    Unit,
    decision_suspension,
    due,
    explain,
    find,
    moment_due,
    spread,
)
from baken.cores.terms.hours import HourRule
from baken.cores.terms.spread import SpreadRule

DUTCH = DutchCalendar()
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
BREACH, NOTICE = HOUR_RULES
BAN = SPREAD_RULES[0]
FIRST = date(2026, 1, 5)
NAIVE = datetime(2026, 1, 5, tzinfo=UTC).replace(tzinfo=None)


def started(day):
    return Event(EventKind.STARTED, day)


def test_a_breach_is_told_within_72_hours_weekend_or_not():
    friday = datetime(2026, 4, 3, 16, 30, tzinfo=AMSTERDAM)  # Good Friday
    assert moment_due(BREACH, friday) == datetime(2026, 4, 6, 16, 30, tzinfo=AMSTERDAM)  # Easter Monday


def test_hours_are_hours_when_the_clock_is_put_forward():
    before = datetime(2026, 3, 27, 12, 0, tzinfo=AMSTERDAM)  # summer time begins on the 29th
    assert moment_due(BREACH, before) == datetime(2026, 3, 30, 13, 0, tzinfo=AMSTERDAM)
    assert moment_due(BREACH, before).utcoffset() == timedelta(hours=2)


def test_a_notice_is_given_hours_before():
    march = datetime(2026, 6, 13, 14, 0, tzinfo=AMSTERDAM)
    assert moment_due(NOTICE, march) == datetime(2026, 6, 11, 14, 0, tzinfo=AMSTERDAM)


@given(st.datetimes(timezones=st.just(UTC)).filter(lambda at: 1900 < at.year < 2200), st.sampled_from(HOUR_RULES))
def test_so_many_hours_really_passed(moment, rule):
    at = moment.astimezone(AMSTERDAM)
    assert abs(moment_due(rule, at).astimezone(UTC) - at.astimezone(UTC)) == timedelta(hours=rule.hours)
    assert (moment_due(rule, at) < at) is rule.before


@pytest.mark.parametrize("at", [NAIVE, date(2026, 1, 5), None, datetime.max.replace(tzinfo=UTC)])
def test_a_moment_without_a_zone_is_refused(at):
    with pytest.raises(TermError, match=r"data_breach_notice .*at "):
        moment_due(BREACH, at)


@pytest.mark.parametrize("hours", [0, -1, 1.5, True])
def test_an_impossible_number_of_hours_is_refused(hours):
    with pytest.raises(TermError, match="hours must be"):
        HourRule("test", "Proef", "Awb 0:0", hours)


def test_ninety_days_over_two_years():
    days = [FIRST + timedelta(days=7 * n) for n in range(89)]
    found = spread(BAN, days)
    assert (found.used, found.left, found.first, found.until) == (89, 1, FIRST, date(2028, 1, 4))
    assert spread(BAN, [*days, date(2028, 1, 4)]).left == 0
    with pytest.raises(TermError, match=r"area_ban_days \(Gemeentewet 172a\): days names 91 days, at most 90"):
        spread(BAN, [*days, date(2028, 1, 3), date(2028, 1, 4)])
    with pytest.raises(TermError, match="days names 2028-01-05, past 2028-01-04"):
        spread(BAN, [FIRST, date(2028, 1, 5)])
    assert spread(BAN, []).left == 90


@pytest.mark.parametrize("day", ["2026-01-05", NAIVE, None])
def test_a_day_that_is_no_date_is_refused(day):
    with pytest.raises(TermError, match="days must be dates"):
        spread(BAN, [day])


@pytest.mark.parametrize(
    "arguments", [(0, Span(24, Unit.MONTHS)), (90, Span(0, Unit.MONTHS)), (90, Span(2, Unit.WORKING_DAYS))]
)
def test_an_impossible_rule_of_days_is_refused(arguments):
    with pytest.raises(TermError, match="test"):
        SpreadRule("test", "Proef", "Awb 0:0", *arguments)


@given(st.lists(st.integers(0, 728), max_size=90), st.randoms(use_true_random=False))
def test_days_are_counted_once_in_whatever_order(offsets, random):
    days = [FIRST + timedelta(days=n) for n in offsets]
    shuffled = [*days, *days]
    random.shuffle(shuffled)
    assert spread(BAN, shuffled) == spread(BAN, days)
    assert spread(BAN, days).used + spread(BAN, days).left == 90


APPLIED, ASKED = date(2026, 1, 5), date(2026, 1, 19)
DECISION = find("decision_on_application", APPLIED)


def decided_by(received, *advice):
    return due(
        DECISION, [started(APPLIED), *decision_suspension(ASKED, received, [started(ASKED), *advice], DUTCH)], DUTCH
    )


def test_a_decision_stands_still_for_the_advice():
    assert due(DECISION, [started(APPLIED)], DUTCH) == date(2026, 3, 2)
    assert decided_by(date(2026, 2, 16)) == date(2026, 3, 30)  # four weeks later


def test_but_no_longer_than_the_advice_may_take():
    # 19 January + 8 weeks = 16 March; the clock runs again on the 17th: 57 days after 2 March is 28 April
    capped = decided_by(None)
    assert capped == decided_by(date(2026, 6, 1)) == date(2026, 4, 28)
    longer = Event(EventKind.EXTENDED, date(2026, 3, 1), "15(3)", 4, Unit.WEEKS)
    assert decided_by(None, longer) == date(2026, 5, 26)  # Whit Monday is the 25th, but 28 days on is the 26th


def test_while_the_advice_itself_waits_for_data_nothing_is_due():
    waits = Event(EventKind.SUSPENDED, date(2026, 2, 2), "15(2)")
    assert decided_by(None, waits) is None
    # 16 March + 14 days of waiting = 30 March, so 71 days of pause: 2 March + 71 = 12 May
    assert decided_by(None, waits, Event(EventKind.RESUMED, date(2026, 2, 16), "15(2)")) == date(2026, 5, 12)


def test_advice_received_before_it_was_asked_is_refused():
    with pytest.raises(TermError, match="received at 2026-01-18 precedes asked at 2026-01-19"):
        decided_by(date(2026, 1, 18))


@given(st.integers(0, 200), st.integers(0, 200))
def test_later_advice_never_makes_an_earlier_decision(days, more):
    plain = due(DECISION, [started(APPLIED)], DUTCH)
    early, late = decided_by(ASKED + timedelta(days=days)), decided_by(ASKED + timedelta(days=days + more))
    assert plain <= early <= late <= date(2026, 4, 28)


def test_slugs_are_one_of_a_kind_and_sources_say_what_was_not_read():
    every = [*RULES, *HOUR_RULES, *SPREAD_RULES]
    assert len({rule.slug for rule in every}) == len(every)
    for rule in every:
        assert rule.title
        assert rule.source
        assert any(character.isdigit() for character in rule.article)
        assert rule.verified or "not read" in rule.source


@pytest.mark.parametrize(
    ("rule", "events", "calendar", "says"),
    [
        ("objection", [started(FIRST)], DUTCH, "rule must be"),
        (RULES[0], [FIRST], DUTCH, "events must be"),
        (RULES[0], [started(FIRST)], None, "calendar must"),
    ],
)
def test_a_wrong_argument_is_named(rule, events, calendar, says):
    with pytest.raises(ValueError, match=says):
        explain(rule, events, calendar)
