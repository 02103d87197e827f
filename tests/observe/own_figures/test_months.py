# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Months of own records: closed once, with zeros, and never opened again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from baken.access.facade import ANYBODY, Actor, opened, system_actor
from baken.kernel.errors import Denied, Refused
from baken.observe.models import ClosedMonth, OwnTotal
from baken.observe.own_figures import nightly, rules
from baken.observe.own_figures.actions import close_month
from baken.observe.own_figures.queries import closed_years, own_series, own_years
from baken.observe.sources import base
from baken.observe.sources.base import UNKNOWN, OwnCount, OwnIndicator, register_local_source
from baken.observe.themes import may_be_shown

AT = datetime(2026, 3, 10, 8, tzinfo=UTC)
WIJK = "WK045305"
OPENED = OwnIndicator("tests_opened", "Geopend", "undermining", "stuks", "Geteld.")


@dataclass
class Records:
    """A source over a list of (day, area) that a test may change."""

    slug: str = "tests"
    indicators: tuple[OwnIndicator, ...] = (OPENED,)
    kept: list[tuple[date, str]] = field(default_factory=list)
    fictitious: bool = False

    def first_month(self, municipality):
        return rules.month_of(min(day for day, _ in self.kept)) if self.kept else None

    def counts(self, municipality, month):
        found = Counter(area for day, area in self.kept if rules.month_of(day) == month)
        return [OwnCount("tests_opened", area, number, self.fictitious) for area, number in found.items()]


@pytest.fixture
def records(monkeypatch):
    monkeypatch.setattr(base, "_local", {})
    monkeypatch.setattr(nightly, "_done", {})
    source = Records(kept=[(date(2025, 11, 3), WIJK), (date(2025, 11, 9), WIJK), (date(2026, 1, 2), "elsewhere")])
    register_local_source(source)
    return source


def seen(municipality):
    """Series by area as {month: count}, without the empty ones."""
    rows = own_series(system_actor(municipality), municipality)
    return {row.area: dict(zip(row.months, row.counts, strict=True)) for row in rows if sum(row.counts)}


def test_ended_months_are_closed_with_zeros_and_what_has_no_place_of_its_own(velsen, records):
    assert nightly.close_what_ended(AT) == 4
    november, december, january, february = (date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1))
    assert seen(velsen) == {
        "GM0453": {november: 2, december: 0, january: 1, february: 0},
        WIJK: {november: 2, december: 0, january: 0, february: 0},
        UNKNOWN: {november: 0, december: 0, january: 1, february: 0},
    }
    every = own_series(system_actor(velsen), velsen)
    assert all(len(row.counts) == 4 for row in every)
    assert len(every) > 5, "wijken without records have their zeros too"


def test_a_closed_month_stays_when_records_are_destroyed_or_added(velsen, records):
    nightly.close_what_ended(AT)
    before = seen(velsen)
    records.kept = [(date(2025, 11, 3), WIJK)] * 9
    nightly._done.clear()
    assert nightly.close_what_ended(AT) == 0
    again = close_month(actor=system_actor(velsen), at=AT, municipality=velsen, source=records, month=date(2025, 11, 1))
    assert again.month == date(2025, 11, 1)
    assert seen(velsen) == before


def test_the_month_under_way_is_refused(velsen, records):
    with pytest.raises(Refused):
        close_month(actor=system_actor(velsen), at=AT, municipality=velsen, source=records, month=date(2026, 3, 1))


def test_only_baken_itself_closes_and_who_may_not_see_is_refused(velsen, records):
    adviser = Actor(id=None, municipality_id=velsen.id, roles=frozenset({"safety_adviser"}))
    with pytest.raises(Denied):
        close_month(actor=adviser, at=AT, municipality=velsen, source=records, month=date(2025, 11, 1))
    nightly.close_what_ended(AT)
    assert own_series(adviser, velsen)
    for other in (ANYBODY, Actor(id=None, municipality_id=velsen.id, roles=frozenset({"council_member"}))):
        with pytest.raises(Denied):
            own_series(other, velsen)
        with pytest.raises(Denied):
            own_years(other, velsen)


@pytest.mark.parametrize("statement", ["UPDATE {} SET version = 9", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_remove_a_row(velsen, records, statement):
    nightly.close_what_ended(AT)
    from django.db import connection

    for model in (ClosedMonth, OwnTotal):
        with (
            opened(system_actor(velsen), system=True),
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
        ):
            connection.cursor().execute(statement.format(model._meta.db_table))


@pytest.mark.postgresql
def test_the_database_shows_no_total_to_who_has_no_permission(velsen, records):
    nightly.close_what_ended(AT)
    assert not OwnTotal.objects.exists(), "outside any context there is nothing"
    for role, there in (("council_member", False), ("safety_adviser", True)):
        with opened(Actor(id=None, municipality_id=velsen.id, roles=frozenset({role}))):
            assert OwnTotal.objects.exists() is there


def test_a_series_of_invented_records_stays_an_example(velsen, records):
    records.fictitious = True
    nightly.close_what_ended(AT)
    assert {row.example for row in own_series(system_actor(velsen), velsen)} == {True}
    assert set(ClosedMonth.objects.values_list("example", flat=True)) == {True}


def test_a_year_counts_when_all_its_months_are_closed(velsen, records):
    records.kept = [(date(2024, 2, 3), WIJK), (date(2025, 5, 9), WIJK)]
    nightly.close_what_ended(AT)
    assert closed_years(velsen) == {"tests": (2025,)}
    by_year = own_years(system_actor(velsen), velsen)["tests_opened"]
    assert set(by_year) == {2025}
    assert by_year[2025][WIJK] == 1
    assert by_year[2025][UNKNOWN] == 0


def test_reading_asks_the_same_of_the_database_however_many_months_there_are(
    velsen, records, django_assert_num_queries
):
    actor = system_actor(velsen)
    nightly.close_what_ended(AT)
    with opened(actor), django_assert_num_queries(2):
        own_series(actor, velsen)


def test_a_sensitive_theme_is_refused_below_the_wijk(records):
    for theme in ("trafficking", "care", "discrimination"):
        one = OwnIndicator("x", "X", theme, "stuks", "", level="buurt")
        with pytest.raises(ValueError, match="sensitive"):
            register_local_source(Records(indicators=(one,)))
        assert not may_be_shown("buurt", theme=theme)
        assert may_be_shown("wijk", theme=theme)
    assert not may_be_shown("buurt", indicator="crime_human_trafficking")
    assert not may_be_shown("buurt", indicator="nuisance_confused_person")
    assert may_be_shown("buurt", indicator="crime_vandalism", theme="nuisance")


AREAS = {"W1": "wijk", "W2": "wijk", "B11": "buurt", "B21": "buurt"}
PARENTS = {"B11": "W1", "B21": "W2", "W1": "GM", "W2": "GM"}
CODES = st.sampled_from(["W1", "W2", "B11", "B21", "GM", "", "W9"])


@given(st.lists(st.tuples(CODES, st.integers(0, 50))), st.sampled_from(["wijk", "buurt"]))
def test_totals_lose_nothing_and_stand_in_areas_of_their_level(counted, level):
    one = OwnIndicator("x", "X", "nuisance", "stuks", "", level=level)
    found = rules.totals([one], [OwnCount("x", code, number) for code, number in counted], AREAS, PARENTS)
    assert sum(found.values()) == sum(number for _, number in counted)
    assert {area for _, area in found} == {code for code, its in AREAS.items() if its == level} | {UNKNOWN}


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 40))
def test_months_follow_each_other_without_gaps(first, later):
    month = rules.month_of(first)
    for _ in range(later):
        month = rules.next_month(month)
    found = list(rules.months(first, month))
    assert len(found) == later
    assert all(b == rules.next_month(a) for a, b in pairwise(found))
    assert all(rules.has_ended(one, month) for one in found)
    assert not rules.has_ended(month, month)
