# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days in the form that calendars read: RFC 5545. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST = 75
"""Octets in a line, without its end (RFC 5545, 3.1)."""
PRODUCT = "-//Baken//Termijnen//NL"


@dataclass(frozen=True, slots=True)
class DayEvent:
    """One event of a whole day: a key that stays the same, what it says, and where it leads."""

    uid: str
    on: date
    summary: str
    url: str


def calendar(name: str, events: Iterable[DayEvent], *, stamp: datetime) -> str:
    """Return the calendar as text, lines folded and ended as the RFC asks. `stamp`: the moment at which it was made, aware."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{escaped(event.uid)}",
            f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{_day(event.on)}",
            f"DTEND;VALUE=DATE:{_day(event.on + timedelta(days=1))}",
            f"SUMMARY:{escaped(event.summary)}",
            f"URL:{_plain(event.url)}",
            "TRANSP:TRANSPARENT",
            "CLASS:CONFIDENTIAL",
            "END:VEVENT",
        ]
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def escaped(text: str) -> str:
    """Return a text value with its commas, semicolons, backslashes and line ends escaped; other control letters go."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(letter for letter in text if letter == "\t" or (ord(letter) >= 32 and ord(letter) != 127))


def folded(line: str) -> str:
    """Return a line in pieces of at most 75 octets, never cutting a letter in two; each next piece begins with a space."""
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += octets
    return "\r\n".join([*pieces, piece])


def _day(on: date) -> str:
    return f"{on.year:04d}{on.month:02d}{on.day:02d}"


def _plain(url: str) -> str:
    """An address is no text value: it isn't escaped, and has no letters that could end its line."""
    return "".join(letter for letter in url if letter.isprintable() and letter != " ")
