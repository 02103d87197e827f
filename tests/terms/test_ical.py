# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The calendar as RFC 5545 asks: folded, escaped, whole days."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from baken.terms.ical import LONGEST, DayEvent, calendar, escaped, folded

STAMP = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
EVENT = DayEvent("a@baken", date(2026, 12, 31), "Termijn: raadsvraag", "https://baken.example/x/?a=1,2;b")


def unfolded(text):
    return text.replace("\r\n ", "").split("\r\n")


def unescaped(text):
    found, letters = "", iter(text)
    for letter in letters:
        if letter == "\\":
            letter = next(letters)
            letter = "\n" if letter == "n" else letter
        found += letter
    return found


def test_an_event_of_a_whole_day():
    lines = unfolded(calendar("Termijnen", [EVENT], stamp=STAMP))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTAMP:20261124T090000Z" in lines
    assert "DTSTART;VALUE=DATE:20261231" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines
    assert "SUMMARY:Termijn: raadsvraag" in lines
    assert "URL:https://baken.example/x/?a=1,2;b" in lines


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_lines_are_folded_at_75_octets_without_breaking_a_letter(text):
    folds = folded(text).split("\r\n")
    assert all(len(line.encode()) <= LONGEST for line in folds)
    assert folds[0] + "".join(line[1:] for line in folds[1:]) == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80))
def test_what_is_escaped_reads_back(text):
    assert unescaped(escaped(text)) == text


def test_nothing_in_a_value_ends_its_line():
    told = calendar("x", [DayEvent("a", date(2026, 1, 1), "een\r\nBEGIN:VEVENT\x00", "/a\r\nX:b c")], stamp=STAMP)
    assert told.count("\r\nBEGIN:VEVENT\r\n") == 1
    assert "URL:/aX:bc\r\n" in told
    assert "SUMMARY:een\\nBEGIN:VEVENT\r\n" in told
