# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every rule of law over twenty years of random events: never due before its start, never after its maximum.

The maximum is reckoned here in another way than the model does: the length from the last start, plus the longest that each
extension can be in days, plus the days that the clock stood still, plus what weekends and holidays in a row can add.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.cores.terms import RULES, DutchCalendar, Event, EventKind, Rule, Span, TermError, Unit, explain

DUTCH = DutchCalendar()
FIRST, LAST = date(2024, 1, 1), date(2043, 12, 31)
LONGEST = {Unit.DAYS: 1, Unit.WEEKS: 7, Unit.MONTHS: 31, Unit.YEARS: 366, Unit.WORKING_DAYS: 4}
"""Days that one of a unit lasts at the most; four for a working day: Good Friday to Easter Monday lie between two of them."""
DAYS_OFF = 9
"""An end that falls on a day off moves to a working day, and a short term holds two of them: so much, even about Christmas."""


def days(span: Span) -> int:
    return span.amount * LONGEST[span.unit]


@st.composite
def ledgers(draw: st.DrawFn, rule: Rule) -> list[Event]:
    """A start, pauses on several grounds, extensions as far as the rule allows, interruptions: in any order of days."""
    start = draw(st.dates(FIRST, LAST))
    reach = st.integers(0, days(rule.span) + 30)
    events = [Event(EventKind.STARTED, start)]
    for number in range(draw(st.integers(0, 3))):
        since = start + timedelta(days=draw(reach))
        again = since + timedelta(days=draw(st.integers(0, 400)))
        if draw(st.booleans()):
            events += [
                Event(EventKind.SUSPENDED, since, f"ground {number}"),
                Event(EventKind.RESUMED, again, f"ground {number}"),
            ]
        else:
            events.append(Event(EventKind.SUSPENDED, since, f"ground {number}", until=again))
    if rule.max_extension is not None:
        for _ in range(draw(st.integers(0, rule.max_extensions or 3))):
            amount = draw(st.integers(1, rule.max_extension.amount))
            day = start + timedelta(days=draw(reach))
            events.append(Event(EventKind.EXTENDED, day, "", amount, rule.max_extension.unit))
    for _ in range(draw(st.integers(0, 2))):
        events.append(Event(EventKind.INTERRUPTED, start + timedelta(days=draw(reach))))
    return events


def maximum(rule: Rule, events: list[Event]) -> date:
    """The last day on which the term of these events can end, however they are taken."""
    begins = [event.at for event in events if event.kind in (EventKind.STARTED, EventKind.INTERRUPTED)]
    more = sum(event.amount * LONGEST[event.unit] for event in events if event.kind is EventKind.EXTENDED)
    still = 0
    for event in events:
        if event.kind is EventKind.SUSPENDED:
            ends = [it.at for it in events if it.kind is EventKind.RESUMED and it.basis == event.basis]
            still += ((event.until or ends[0]) - event.at).days
    return max(begins) + timedelta(days=days(rule.span) + more + still + DAYS_OFF)


@pytest.mark.parametrize("rule", RULES, ids=str)
@given(data=st.data())
def test_never_due_before_its_start_nor_after_its_maximum(rule: Rule, data: st.DataObject) -> None:
    events = data.draw(ledgers(rule))
    try:
        found = explain(rule, events, DUTCH)
    except TermError:
        return  # the law doesn't know these events; refusing is right, and other tests hold what is refused
    assert found.due is not None
    assert events[0].at <= found.due <= maximum(rule, events)
    assert [step.last_day for step in found.steps if step.last_day][-1] == found.due


@pytest.mark.parametrize("rule", RULES, ids=str)
@given(data=st.data())
def test_without_events_the_law_s_own_length_is_the_maximum(rule: Rule, data: st.DataObject) -> None:
    start = data.draw(st.dates(FIRST, LAST))
    found = explain(rule, [Event(EventKind.STARTED, start)], DUTCH)
    assert start <= found.due <= start + timedelta(days=days(rule.span) + DAYS_OFF)
    assert sum(step.slug == "started" for step in found.steps) == 1
