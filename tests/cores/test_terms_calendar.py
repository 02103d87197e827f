# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Working days and the counting of days, weeks, months and years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.cores.terms import DutchCalendar, Span, TermError, Unit, WeekendCalendar, add
from baken.cores.terms.calendars import add_working_days, next_working_day, working_days_between

DUTCH = DutchCalendar()
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def weekdays_off(year: int, calendar: DutchCalendar) -> list[date]:
    every = (date(year, 1, 1) + timedelta(days=ahead) for ahead in range(366))
    return [d for d in every if d.year == year and d.weekday() < 5 and not calendar.is_working_day(d)]


def test_holidays_of_the_act_in_2026() -> None:
    assert weekdays_off(2026, DutchCalendar(equated_days=())) == [
        date(2026, 1, 1),
        date(2026, 4, 3),  # Good Friday, art. 3(2)
        date(2026, 4, 6),  # Easter Monday
        date(2026, 4, 27),  # King's birthday
        date(2026, 5, 5),  # every year by the Act, not only in a lustrum
        date(2026, 5, 14),  # Ascension Day
        date(2026, 5, 25),  # Whit Monday
        date(2026, 12, 25),
    ]


def test_days_made_equal_by_royal_decree_count() -> None:
    assert set(weekdays_off(2026, DUTCH)) - set(weekdays_off(2026, DutchCalendar(equated_days=()))) == {
        date(2026, 1, 2),
        date(2026, 5, 15),
    }


def test_the_kings_birthday_moves_from_sunday_to_saturday() -> None:
    assert date(2025, 4, 27).weekday() == 6
    assert DUTCH.is_working_day(date(2025, 4, 28))


def test_saint_nicholas_and_new_years_eve_are_working_days() -> None:
    assert DUTCH.is_working_day(date(2025, 12, 5))
    assert DUTCH.is_working_day(date(2025, 12, 31))


def test_years_without_known_holidays_are_refused() -> None:
    with pytest.raises(TermError, match="no Dutch holidays are known for 1950"):
        DUTCH.is_working_day(date(1950, 3, 1))


def test_the_weekend_calendar_knows_no_holidays() -> None:
    assert WeekendCalendar().is_working_day(date(2025, 12, 25))
    assert not WeekendCalendar().is_working_day(date(2025, 12, 27))


def test_a_calendar_without_working_days_is_a_mistake() -> None:
    class Closed:
        def is_working_day(self, day: date) -> bool:
            return False

    with pytest.raises(TermError, match="no working day"):
        next_working_day(date(2025, 1, 1), Closed())


@given(days, st.integers(0, 60))
def test_working_days_are_counted_as_they_are_added(day: date, amount: int) -> None:
    end = add_working_days(day, amount, DUTCH)
    assert working_days_between(day + timedelta(days=1), end + timedelta(days=1), DUTCH) == amount
    assert amount == 0 or DUTCH.is_working_day(end)


@pytest.mark.parametrize(
    ("day", "span", "end"),
    [
        (date(2025, 1, 31), Span(1, Unit.MONTHS), date(2025, 2, 28)),
        (date(2024, 1, 31), Span(1, Unit.MONTHS), date(2024, 2, 29)),
        (date(2025, 2, 28), Span(1, Unit.MONTHS), date(2025, 3, 28)),
        (date(2025, 10, 31), Span(4, Unit.MONTHS), date(2026, 2, 28)),
        (date(2025, 12, 15), Span(1, Unit.MONTHS), date(2026, 1, 15)),
        (date(2025, 11, 30), Span(1, Unit.MONTHS), date(2025, 12, 30)),
        (date(2024, 2, 29), Span(1, Unit.YEARS), date(2025, 2, 28)),
        (date(2024, 2, 29), Span(4, Unit.YEARS), date(2028, 2, 29)),
        (date(2025, 12, 29), Span(1, Unit.WEEKS), date(2026, 1, 5)),
        (date(2024, 2, 28), Span(2, Unit.DAYS), date(2024, 3, 1)),
        (date(2025, 12, 24), Span(2, Unit.WORKING_DAYS), date(2025, 12, 30)),
    ],
)
def test_spans_end_as_the_law_counts(day: date, span: Span, end: date) -> None:
    assert add(day, span, DUTCH) == end


@given(days, st.integers(1, 40), st.sampled_from(list(Unit)), st.integers(0, 40))
def test_a_later_event_never_ends_earlier(day: date, amount: int, unit: Unit, later: int) -> None:
    span = Span(amount, unit)
    assert day < add(day, span, DUTCH) <= add(day + timedelta(days=later), span, DUTCH)


@pytest.mark.parametrize("span", [Span(9000, Unit.YEARS), Span(10**7, Unit.DAYS), Span(10**10, Unit.WEEKS)])
def test_terms_beyond_the_calendar_are_refused(span: Span) -> None:
    with pytest.raises(TermError, match="beyond the year 9999"):
        add(date(2025, 1, 1), span, WeekendCalendar())
