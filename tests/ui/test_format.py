# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers and dates as people read them, in two languages."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from baken.ui import format as f
from baken.ui.panels import Cell, Kind


@pytest.mark.parametrize(
    ("until", "told"),
    [
        (None, ""),
        ("2029-01-01T00:00+01:00", "31 dec 2028"),
        ("2028-12-31T23:00+00:00", "31 dec 2028"),
        ("2026-07-01T00:00+02:00", "30 jun 2026"),
        ("2026-11-29T14:05+01:00", "29 nov 2026, 14.05"),
    ],
)
def test_the_last_day_of_what_ends_is_the_day_before_midnight(until: str | None, told: str) -> None:
    assert f.last_day(dt.datetime.fromisoformat(until) if until else None) == told


def test_a_time_is_written_one_way_in_each_language() -> None:
    at = dt.datetime.fromisoformat("2026-11-29T20:05+00:00")
    assert (f.clock(at), f.moment(at), f.clock(dt.time(9, 5))) == ("21.05", "29 nov 2026, 21.05", "09.05")
    assert (f.clock(None), f.clock("x"), f.moment(None), f.moment(at.date())) == ("", "", "", "")
    with translation.override("en"):
        assert (f.clock(at), f.moment(at)) == ("21:05", "29 Nov 2026, 21:05")


def test_no_template_writes_times_in_a_way_of_its_own(repo_root: Path) -> None:
    own = re.compile(r"\|(?:date|time):[\"'][^\"']*[HGi]")
    found = [path.name for path in (repo_root / "src").rglob("*.html") if own.search(path.read_text(encoding="utf-8"))]
    assert found == []
    assert own.search('{{ at|time:"H:i" }}')


@pytest.mark.parametrize(
    ("kind", "value", "nl", "en"),
    [
        (Kind.COUNT, 2741, "2.741", "2,741"),
        (Kind.COUNT, 1234567, "1.234.567", "1,234,567"),
        (Kind.COUNT, -3, "−3", "−3"),
        (Kind.RATE, 39.6, "39,6", "39.6"),
        (Kind.RATE, 1283.84, "1.283,8", "1,283.8"),
        (Kind.RATE, 0.05, "0,1", "0.1"),
        (Kind.RATE, 2.45, "2,5", "2.5"),  # halves go up, as people do it; 2.45 as a float lies below
        (Kind.PERCENT, 31, "31%", "31%"),
        (Kind.PERCENT, 0.4, "0,4%", "0.4%"),
        (Kind.PERCENT, 0, "0%", "0%"),
        (Kind.CHANGE, -4.0, "−4%", "−4%"),
        (Kind.CHANGE, 21.4, "+21%", "+21%"),
        (Kind.CHANGE, -0.3, "0%", "0%"),
        (Kind.EUROS, 12500, "€\u00a012.500", "€12,500"),
        (Kind.EUROS, 12.5, "€\u00a012,50", "€12.50"),
        (Kind.EUROS, -80, "€\u00a0−80", "−€80"),
        (Kind.DATE, "2026-10-01", "1 okt 2026", "1 Oct 2026"),
        (Kind.DATE, "2026-03-31", "31 mrt 2026", "31 Mar 2026"),
    ],
)
def test_a_number_follows_its_kind_and_the_language(kind, value, nl, en):
    for language, text in (("nl", nl), ("en", en)):
        with translation.override(language):
            assert f.number(value, kind) == text


def test_hours_are_whole_unless_they_are_not():
    with translation.override("nl"):
        assert f.hours(310) == "310 uur"
        assert f.hours(120.5) == "120,5 uur"


@pytest.mark.parametrize("value", [None, float("nan"), float("inf")])
def test_what_is_no_number_is_never_shown_as_one(value):
    with translation.override("nl"):
        for show in (f.count, f.rate, f.percent, f.change, f.euros, f.hours):
            assert show(value) == "niet gepubliceerd"
        assert f.cell_text(Cell(value, note="te weinig inwoners"), Kind.RATE) == "te weinig inwoners"
        assert f.cell_text(Cell(value), Kind.RATE) == "niet gepubliceerd"


def test_a_word_or_date_that_is_not_there_is_a_dash():
    assert f.cell_text(Cell(None), Kind.DATE) == f.cell_text(Cell(None), Kind.TEXT) == "–"


def test_a_moment_is_shown_as_the_day_in_the_netherlands():
    moment = dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.UTC)
    with translation.override("nl"):
        assert f.day(moment) == "24 nov 2026"
        assert f.day("nu") == "nu"
        assert f.day(None) == ""


@pytest.mark.parametrize(
    ("kind", "cell", "text"),
    [
        (Kind.RATE, Cell(65.1, 58.7, 72.1), "58,7–72,1"),
        (Kind.PERCENT, Cell(31, 26, 36), "26–36%"),
        (Kind.CHANGE, Cell(-4, -8, 2), "−8% tot +2%"),
        (Kind.RATE, Cell(2, -1, 5), "−1,0 tot 5,0"),
        (Kind.RATE, Cell(20, 12, float("inf")), "12,0 of meer"),
        (Kind.RATE, Cell(20), ""),
    ],
)
def test_an_interval_reads_as_its_kind(kind, cell, text):
    with translation.override("nl"):
        assert f.interval(cell, kind) == text


@given(st.integers(-(10**12), 10**12))
def test_a_count_can_be_read_back(value):
    with translation.override("nl"):
        text = f.count(value)
    assert int(text.replace(".", "").replace("−", "-")) == value


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_both_languages_say_the_same_number_and_it_is_near(value, places):
    with translation.override("nl"):
        dutch = f.decimal(value, places).replace(".", "").replace(",", ".")
    with translation.override("en"):
        english = f.decimal(value, places).replace(",", "")
    assert dutch == english
    assert abs(Decimal(english.replace("−", "-")) - Decimal(repr(value))) <= Decimal(1).scaleb(-places) / 2
