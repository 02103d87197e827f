# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds for every ledger."""

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from baken.cores.terms import DutchCalendar, Event, EventKind, Rule, Span, State, TermError, Unit, due, explain

DUTCH = DutchCalendar()
BASES = ("Awb 4:5", "Awb 4:15", "")

rules = st.builds(
    Rule,
    slug=st.just("test"),
    title=st.just("Proef"),
    article=st.just("Awb 0:0"),
    amount=st.integers(1, 14),
    unit=st.sampled_from(list(Unit)),
    max_extension=st.just(Span(2, Unit.MONTHS)),
    extends_to_working_day=st.booleans(),
    counts_first_day=st.booleans(),
    max_pause=st.none() | st.just(Span(1, Unit.WEEKS)),
)
starts = st.dates(date(2023, 1, 1), date(2029, 12, 31))
offsets = st.integers(0, 120)


@st.composite
def pairs(draw: st.DrawFn, start: date) -> list[Event]:
    """A suspension with its resumption, or one that is still open or runs out."""
    first = start + timedelta(days=draw(offsets))
    again = first + timedelta(days=draw(st.integers(0, 40)))
    basis = draw(st.sampled_from(BASES))
    match draw(st.sampled_from(["resumed", "resumed", "until"])):
        case "resumed":
            return [Event(EventKind.SUSPENDED, first, basis), Event(EventKind.RESUMED, again, basis)]
        case _:
            return [Event(EventKind.SUSPENDED, first, basis, until=again)]


@st.composite
def ledgers(draw: st.DrawFn) -> list[Event]:
    start = draw(starts)
    events = [Event(EventKind.STARTED, start)]
    for _ in range(draw(st.integers(0, 3))):
        events += draw(pairs(start))
    for _ in range(draw(st.integers(0, 2))):
        amount, unit = draw(st.sampled_from([(4, Unit.WEEKS), (1, Unit.MONTHS), (10, Unit.DAYS)]))
        day = start + timedelta(days=draw(st.integers(0, 40)))
        events.append(Event(EventKind.EXTENDED, day, "", amount, unit))
    if draw(st.booleans()):
        events.append(Event(EventKind.INTERRUPTED, start + timedelta(days=draw(st.integers(0, 40)))))
    return events


def attempt(rule: Rule, events: list[Event]) -> object:
    try:
        return explain(rule, events, DUTCH)
    except TermError as problem:
        return str(problem)


@given(rules, ledgers(), st.randoms(use_true_random=False))
def test_the_order_of_recording_does_not_matter(rule: Rule, events: list[Event], random: object) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)
    assert attempt(rule, shuffled) == attempt(rule, events)


@given(rules, ledgers(), st.data())
def test_a_suspension_never_shortens_a_term(rule: Rule, events: list[Event], data: st.DataObject) -> None:
    plain = attempt(rule, events)
    assume(not isinstance(plain, str))
    extra = [
        Event(event.kind, event.at, "another ground", until=event.until) for event in data.draw(pairs(events[0].at))
    ]
    longer = explain(rule, [*events, *extra], DUTCH)
    assert longer.due >= plain.due


@given(rules, ledgers())
def test_nothing_is_due_before_it_starts_or_on_a_day_off(rule: Rule, events: list[Event]) -> None:
    found = attempt(rule, events)
    assume(not isinstance(found, str))
    assert found.due >= events[0].at
    if rule.extended_by_act or rule.unit is Unit.WORKING_DAYS:
        assert DUTCH.is_working_day(found.due)


@given(rules, starts, st.integers(1, 30))
def test_a_later_start_is_never_due_earlier(rule: Rule, start: date, later: int) -> None:
    early = due(rule, [Event(EventKind.STARTED, start)], DUTCH)
    assert early <= due(rule, [Event(EventKind.STARTED, start + timedelta(days=later))], DUTCH)


@given(rules, ledgers(), st.integers(0, 40))
def test_an_open_suspension_of_a_running_term_has_no_due_date(rule: Rule, events: list[Event], ahead: int) -> None:
    assume(rule.max_pause is None)
    plain = attempt(rule, events)
    assume(not isinstance(plain, str))
    latest = max(event.at for event in events)
    first = latest + timedelta(days=ahead)
    found = explain(rule, [*events, Event(EventKind.SUSPENDED, first, "open")], DUTCH)
    assert (found.due is None) == (first <= plain.due)
    assert found.state is (State.SUSPENDED if found.due is None else State.RUNNING)


@given(rules, ledgers())
def test_the_last_step_is_the_outcome(rule: Rule, events: list[Event]) -> None:
    found = attempt(rule, events)
    assume(not isinstance(found, str))
    assert found.steps[-1].last_day == found.due == found.last_day


@given(rules, starts, st.integers(0, 30), st.integers(0, 30))
def test_the_term_does_not_end_before_the_clock_runs_again(rule: Rule, start: date, ahead: int, length: int) -> None:
    assume(rule.max_pause is None)
    plain = due(rule, [Event(EventKind.STARTED, start)], DUTCH)
    first = start + timedelta(days=ahead)
    assume(start < first <= plain)
    again = first + timedelta(days=length)
    events = [
        Event(EventKind.STARTED, start),
        Event(EventKind.SUSPENDED, first),
        Event(EventKind.RESUMED, again),
    ]
    assert due(rule, events, DUTCH) >= again
