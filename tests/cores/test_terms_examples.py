# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Terms worked out by hand, event by event."""

from datetime import date

import pytest

from baken.cores.terms import (
    RULES,
    Computation,
    DutchCalendar,
    Event,
    EventKind,
    Rule,
    Span,
    State,
    StepKind,
    TermError,
    Unit,
    WeekendCalendar,
    due,
    explain,
    find,
)

DUTCH = DutchCalendar()
SOME_DAY = date(2026, 1, 5)


def started(day: date) -> Event:
    return Event(EventKind.STARTED, day)


def suspended(day: date, basis: str = "", until: date | None = None) -> Event:
    return Event(EventKind.SUSPENDED, day, basis, until=until)


def resumed(day: date, basis: str = "") -> Event:
    return Event(EventKind.RESUMED, day, basis)


def extended(day: date, amount: int, unit: Unit = Unit.WEEKS) -> Event:
    return Event(EventKind.EXTENDED, day, "", amount, unit)


def of(slug: str, *events: Event) -> Computation:
    return explain(find(slug, events[0].at), events, DUTCH)


def term(amount: int, unit: Unit, **more: object) -> Rule:
    return Rule("test", "Proef", "Awb 0:0", amount, unit, **more)


@pytest.mark.parametrize(
    ("slug", "day", "end"),
    [
        ("objection", date(2026, 1, 5), date(2026, 2, 16)),
        ("objection", date(2025, 11, 13), date(2025, 12, 29)),  # nominal end Christmas Day, then 26th and weekend
        ("objection", date(2026, 2, 20), date(2026, 4, 7)),  # Good Friday to Easter Monday are off
        ("penalty_payment", date(2026, 3, 16), date(2026, 4, 28)),  # King's birthday
        ("penalty_claim_lapse", date(2024, 2, 29), date(2025, 2, 28)),
        ("penalty_claim_lapse", date(2024, 6, 1), date(2025, 6, 1)),  # a Sunday, but Atw 4(a): a year isn't extended
        ("wvggz_application", date(2026, 5, 1), date(2026, 5, 18)),  # Friday after Ascension is an equated day
        ("decision_on_application", date(2026, 1, 5), date(2026, 3, 2)),
        ("area_ban", date(2026, 3, 1), date(2026, 5, 31)),  # a Sunday: a burden isn't lengthened
        ("area_ban", date(2025, 12, 1), date(2026, 2, 28)),
        ("bibob_reuse", date(2024, 2, 29), date(2029, 2, 28)),
        ("bibob_advice", date(2026, 3, 9), date(2026, 5, 4)),
        ("bibob_register_look_back", date(2021, 3, 7), date(2026, 3, 7)),  # a Saturday, but years aren't extended
        ("parental_order", date(2026, 2, 1), date(2026, 4, 30)),
        ("crisis_measure", date(2026, 4, 3), date(2026, 4, 5)),  # Good Friday to Easter Sunday: not a day longer
        ("safety_goals", date(2022, 12, 15), date(2026, 12, 15)),
        ("regional_plan", date(2024, 2, 29), date(2028, 2, 29)),
        ("regional_yearly_report", date(2026, 1, 1), date(2027, 1, 1)),  # a holiday, but a year isn't extended
        ("wgs_feedback", date(2026, 6, 1), date(2027, 6, 1)),
        ("wgs_retention", date(2021, 6, 1), date(2026, 5, 31)),  # a Sunday: nothing is kept longer for that
        ("unpursued_signal", date(2026, 1, 1), date(2026, 12, 31)),
        ("person_file", date(2026, 7, 15), date(2031, 7, 14)),
        ("data_subject_request", date(2026, 1, 31), date(2026, 3, 2)),  # 28 February is a Saturday
        ("data_subject_request", date(2026, 4, 13), date(2026, 5, 13)),  # Wednesday, the day before Ascension
        ("data_subject_request", date(2026, 4, 14), date(2026, 5, 18)),  # Ascension, an equated Friday, a weekend
        ("wpg_internal_audit", date(2025, 3, 1), date(2026, 3, 1)),
        ("wpg_external_audit", date(2024, 2, 29), date(2028, 2, 29)),
    ],
)
def test_a_plain_term(slug: str, day: date, end: date) -> None:
    assert of(slug, started(day)).due == end


def test_bibob_advice_paused_and_extended_step_by_step() -> None:
    found = of(
        "bibob_advice",
        started(date(2026, 1, 5)),
        suspended(date(2026, 1, 20), "15(2)"),
        resumed(date(2026, 2, 3), "15(2)"),
        extended(date(2026, 3, 1), 4),
    )
    assert [(step.slug, step.last_day) for step in found.steps] == [
        (StepKind.STARTED, date(2026, 3, 2)),
        (StepKind.PAUSED, date(2026, 3, 16)),
        (StepKind.EXTENDED, date(2026, 4, 13)),
    ]
    assert (found.steps[1].amount, found.steps[1].unit, found.steps[1].basis) == (14, Unit.DAYS, "15(2)")
    assert (found.due, found.state) == (date(2026, 4, 13), State.RUNNING)


def test_the_move_to_a_working_day_is_a_step_of_its_own() -> None:
    found = of("objection", started(date(2025, 11, 13)))
    assert found.steps[-1].slug is StepKind.TO_WORKING_DAY
    assert (found.steps[-1].at, found.steps[-1].last_day) == (date(2025, 12, 25), date(2025, 12, 29))


def test_an_open_suspension_has_no_due_date() -> None:
    found = of("bibob_advice", started(SOME_DAY), suspended(date(2026, 1, 20)))
    assert (found.due, found.last_day, found.state) == (None, None, State.SUSPENDED)
    assert found.steps[-1].slug is StepKind.PAUSE_OPEN


def test_a_suspension_runs_out_by_itself() -> None:
    capped = of("bibob_advice", started(SOME_DAY), suspended(date(2026, 1, 20), until=date(2026, 1, 27)))
    assert capped.due == date(2026, 3, 9)
    late = suspended(date(2026, 1, 20), until=date(2026, 1, 27)), resumed(date(2026, 2, 20))
    assert of("bibob_advice", started(SOME_DAY), *late).due == date(2026, 3, 9)
    by_rule = term(8, Unit.WEEKS, max_pause=Span(1, Unit.WEEKS))
    assert due(by_rule, [started(SOME_DAY), suspended(date(2026, 1, 20))], DUTCH) == date(2026, 3, 9)


def test_overlapping_suspensions_count_once_and_end_with_the_last() -> None:
    rule, a, b = term(8, Unit.WEEKS), "Awb 4:5", "Awb 4:15"
    events = [started(SOME_DAY), suspended(date(2026, 1, 12), a), suspended(date(2026, 1, 14), b)]
    assert due(rule, [*events, resumed(date(2026, 1, 19), a)], DUTCH) is None
    both = [*events, resumed(date(2026, 1, 19), a), resumed(date(2026, 1, 26), b)]
    assert due(rule, both, DUTCH) == date(2026, 3, 16)
    assert explain(rule, both, DUTCH).steps[1].basis == "Awb 4:5; Awb 4:15"


def test_a_resumption_closes_the_suspension_that_would_not_end_by_itself() -> None:
    runs_out = suspended(date(2026, 1, 12), "Awb 4:15", until=date(2026, 1, 14))
    stays_open = suspended(date(2026, 1, 13), "Awb 4:15")
    events = [started(SOME_DAY), runs_out, stays_open, resumed(date(2026, 1, 19), "Awb 4:15")]
    assert due(term(8, Unit.WEEKS), events, DUTCH) == date(2026, 3, 9)


def test_an_extension_or_interruption_on_the_last_day_is_in_time() -> None:
    assert of("bibob_advice", started(SOME_DAY), extended(date(2026, 3, 2), 4)).due == date(2026, 3, 30)
    last_day = Event(EventKind.INTERRUPTED, date(2027, 1, 5))
    assert of("penalty_claim_lapse", started(SOME_DAY), last_day).due == date(2028, 1, 5)


def test_a_suspension_on_the_day_of_the_start_saves_only_days_that_counted() -> None:
    rule = term(14, Unit.DAYS)
    plain = due(rule, [started(SOME_DAY)], DUTCH)
    paused = due(rule, [started(SOME_DAY), suspended(SOME_DAY), resumed(date(2026, 1, 8))], DUTCH)
    assert (plain, paused) == (date(2026, 1, 19), date(2026, 1, 21))


def test_a_suspension_after_the_end_changes_nothing() -> None:
    found = of("objection", started(SOME_DAY), suspended(date(2026, 2, 17)))
    assert (found.due, found.steps[-1].slug) == (date(2026, 2, 16), StepKind.PAUSE_WITHOUT_EFFECT)


def test_a_suspension_in_the_weekend_before_the_moved_end_still_counts() -> None:
    rule = term(5, Unit.DAYS)  # Monday 5 January + 5 = Saturday 10, moved to Monday 12
    events = [started(SOME_DAY), suspended(date(2026, 1, 12)), resumed(date(2026, 1, 14))]
    assert due(rule, events[:1], DUTCH) == date(2026, 1, 12)
    assert due(rule, events, DUTCH) == date(2026, 1, 14)


def test_short_terms_hold_two_working_days() -> None:
    # Atw 2: Thursday before Good Friday + 3 days = Easter Sunday -> Tuesday, but then only one working day was in it
    assert due(term(3, Unit.DAYS), [started(date(2026, 4, 2))], DUTCH) == date(2026, 4, 8)
    assert due(term(2, Unit.DAYS), [started(date(2026, 4, 2))], DUTCH) == date(2026, 4, 7)


@pytest.mark.parametrize(
    ("amount", "unit", "moved"),
    [
        (90, Unit.DAYS, True),
        (91, Unit.DAYS, False),
        (12, Unit.WEEKS, True),
        (13, Unit.WEEKS, False),
        (3, Unit.MONTHS, True),
        (4, Unit.MONTHS, False),
        (1, Unit.YEARS, False),
    ],
)
def test_the_act_leaves_long_terms_alone(amount: int, unit: Unit, moved: bool) -> None:
    assert term(amount, unit).extended_by_act is moved
    assert not term(amount, unit, extends_to_working_day=False).extended_by_act


def test_working_days_are_paused_in_working_days() -> None:
    rule = term(5, Unit.WORKING_DAYS)
    paused = [started(SOME_DAY), suspended(date(2026, 1, 8)), resumed(date(2026, 1, 13))]
    assert due(rule, paused[:1], DUTCH) == date(2026, 1, 12)
    assert due(rule, paused, DUTCH) == date(2026, 1, 15)  # Thursday, Friday and Monday stood still
    first_day_counts = term(5, Unit.WORKING_DAYS, counts_first_day=True)
    assert due(first_day_counts, paused[:1], DUTCH) == date(2026, 1, 9)


def test_an_area_ban_is_extended_by_whole_periods_from_its_end() -> None:
    day = date(2025, 12, 1)
    found = of("area_ban", started(day), *[extended(day, 3, Unit.MONTHS)] * 3)
    assert found.due == date(2026, 11, 30)


def test_a_collection_decision_interrupts_the_lapse() -> None:
    found = of("penalty_claim_lapse", started(SOME_DAY), Event(EventKind.INTERRUPTED, date(2026, 9, 1), "Awb 5:37a"))
    assert found.due == date(2027, 9, 1)
    assert found.steps[-1].slug is StepKind.INTERRUPTED


def test_an_interruption_wipes_out_what_stood_still_before_it() -> None:
    events = [started(SOME_DAY), suspended(date(2026, 2, 1)), resumed(date(2026, 4, 1))]
    interruption = Event(EventKind.INTERRUPTED, date(2026, 3, 1))
    # The clock runs again on 1 April, so that is the first day of the new year: its last is 31 March
    assert of("penalty_claim_lapse", *events, interruption).due == date(2027, 3, 31)
    assert of("penalty_claim_lapse", events[0], interruption, suspended(date(2026, 5, 1))).due is None


@pytest.mark.parametrize("kind", [EventKind.ENDED, EventKind.LAPSED])
def test_nothing_is_due_after_the_end_but_the_last_day_can_still_be_read(kind: EventKind) -> None:
    found = of("objection", started(SOME_DAY), Event(kind, date(2026, 2, 1)))
    assert (found.due, found.last_day, found.state) == (None, date(2026, 2, 16), State(kind.value))
    assert found.steps[-1].slug == kind.value


def test_an_empty_ledger_has_not_started() -> None:
    assert explain(RULES[0], [], DUTCH) == Computation(None, None, State.NOT_STARTED, ())


@pytest.mark.parametrize(
    ("slug", "events", "says"),
    [
        ("bibob_advice", [extended(SOME_DAY, 5)], "at most 4 weeks"),
        ("bibob_advice", [extended(SOME_DAY, 29, Unit.DAYS)], "at most 4 weeks"),
        ("bibob_advice", [extended(SOME_DAY, 1), extended(SOME_DAY, 1)], "extended 2 times, at most 1"),
        ("area_ban", [extended(SOME_DAY, 3, Unit.MONTHS)] * 4, "extended 4 times, at most 3"),
        ("objection", [extended(SOME_DAY, 1)], "has no extension"),
        ("bibob_advice", [extended(date(2026, 3, 3), 4)], "after the term had ended at 2026-03-02"),
        ("penalty_claim_lapse", [Event(EventKind.INTERRUPTED, date(2027, 1, 6))], "after the term had ended"),
        ("bibob_advice", [resumed(SOME_DAY)], "nothing was suspended"),
        ("bibob_advice", [suspended(date(2026, 2, 2)), resumed(date(2026, 2, 1))], "nothing was suspended"),
        (
            "bibob_advice",
            [suspended(SOME_DAY, "a"), suspended(SOME_DAY, "b"), resumed(SOME_DAY, "c")],
            "several suspensions are open",
        ),
        ("bibob_advice", [suspended(date(2026, 1, 4))], "precedes the start"),
        ("bibob_advice", [started(date(2026, 1, 6))], "started more than once: 2026-01-05, 2026-01-06"),
        ("bibob_advice", [Event(EventKind.ENDED, SOME_DAY), suspended(date(2026, 1, 6))], "follows the end"),
        ("bibob_advice", [Event(EventKind.ENDED, SOME_DAY), Event(EventKind.LAPSED, SOME_DAY)], "more than once"),
    ],
)
def test_what_the_law_does_not_allow_names_rule_and_article(slug: str, events: list[Event], says: str) -> None:
    with pytest.raises(TermError, match=says) as caught:
        of(slug, started(SOME_DAY), *events)
    assert str(find(slug, SOME_DAY)) in str(caught.value)


def test_events_without_a_start_are_refused() -> None:
    with pytest.raises(TermError, match="never started"):
        due(RULES[0], [suspended(SOME_DAY)], DUTCH)


def test_a_rule_holds_between_its_days() -> None:
    rule = term(1, Unit.WEEKS, valid_from=date(2026, 1, 1), valid_to=date(2026, 6, 30))
    assert due(rule, [started(date(2026, 6, 30))], DUTCH) == date(2026, 7, 7)
    for day in (date(2025, 12, 31), date(2026, 7, 1)):
        with pytest.raises(TermError, match="this text holds for 2026-01-01 to 2026-06-30"):
            due(rule, [started(day)], DUTCH)


@pytest.mark.parametrize(
    "arguments",
    [
        {"kind": EventKind.EXTENDED},
        {"kind": EventKind.EXTENDED, "amount": 0, "unit": Unit.WEEKS},
        {"kind": EventKind.EXTENDED, "amount": 1.5, "unit": Unit.WEEKS},
        {"kind": EventKind.EXTENDED, "amount": 1, "unit": "moons"},
        {"kind": EventKind.STARTED, "amount": 1},
        {"kind": EventKind.STARTED, "until": date(2026, 2, 1)},
        {"kind": EventKind.SUSPENDED, "until": date(2026, 1, 4)},
        {"kind": EventKind.STARTED, "at": None},
    ],
)
def test_an_impossible_event_is_refused(arguments: dict[str, object]) -> None:
    with pytest.raises(TermError, match="event "):
        Event(**{"at": SOME_DAY, **arguments})


@pytest.mark.parametrize(
    "arguments",
    [
        {"amount": 0},
        {"amount": True},
        {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)},
        {"max_extensions": 1},
        {"max_extension": Span(0, Unit.WEEKS)},
    ],
)
def test_an_impossible_rule_is_refused(arguments: dict[str, object]) -> None:
    with pytest.raises(TermError, match="test"):
        term(**{"amount": 1, "unit": Unit.WEEKS, **arguments})


def test_every_rule_cites_its_article_and_where_it_was_read() -> None:
    assert len({(rule.slug, rule.valid_from) for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert any(character.isdigit() for character in rule.article)
        assert rule.source
        assert rule.title
        assert rule.verified or "not read" in rule.source
        assert due(rule, [started(SOME_DAY)], WeekendCalendar())


def test_an_unknown_rule_is_refused_with_the_known_ones() -> None:
    with pytest.raises(TermError, match=r"unknown rule 'complaint'; known are appeal, .*objection"):
        find("complaint", SOME_DAY)
