# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happened to a clock, on which day and on what legal basis."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from baken.cores.terms.errors import TermError
from baken.cores.terms.units import Unit, checked


class EventKind(StrEnum):
    """What an event does to a running term."""

    STARTED = "started"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    EXTENDED = "extended"
    INTERRUPTED = "interrupted"
    ENDED = "ended"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Event:
    """One line in the ledger of a clock.

    ``at`` is, by kind: *started* and *interrupted*, the day of the event that sets the term going (anew); *suspended*,
    the first day on which the clock stands still; *resumed*, the first day on which it runs again; *extended*, the day
    of the decision; *ended* and *lapsed*, the day from which nothing is due any more. Where the law stops the clock
    "from the day after" a letter (Awb 4:15), the day to record is that day after.

    ``amount`` and ``unit`` belong to *extended* alone. ``until`` belongs to *suspended* alone: the first day on which
    the clock runs again even if nothing is recorded (Bibob 31 caps the pause at the term of the advice).
    Two suspensions on different grounds may overlap; the clock stands still while at least one lasts.
    """

    kind: EventKind
    at: date
    basis: str = ""
    amount: int | None = None
    unit: Unit | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        what = f"event {self.kind} at {self.at}"
        for name, day in (("at", self.at), ("until", self.until)):
            if isinstance(day, datetime) or not isinstance(day, date | None) or (name == "at" and day is None):
                raise TermError(f"{what}: {name} must be a date, got {day!r}")
        if self.kind == EventKind.EXTENDED:
            if self.amount is None or self.unit is None:
                raise TermError(f"{what}: an extension needs an amount and a unit")
            checked(what, (self.amount, self.unit))
        elif self.amount is not None or self.unit is not None:
            raise TermError(f"{what}: only an extension has an amount and a unit")
        if self.until is not None and (self.kind != EventKind.SUSPENDED or self.until < self.at):
            raise TermError(f"{what}: until belongs to a suspension and lies on or after its first day")
