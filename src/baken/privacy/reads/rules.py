# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which reads ask for an explanation. Pure: no database, no clock.

No person is scored. A rule hits one read or doesn't, and says why; several rules that hit are named side by side and add
up to nothing. They stand on the page that uses them.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from baken.ui.format import count

MANY = 20
"""So many different records in an hour may be work; one more asks for an explanation."""


HOUR = timedelta(hours=1)


OFFICE_FROM, OFFICE_UNTIL = 7, 19
"""Hours of the day, on working days, in which reading is ordinary; [from, until)."""


DORMANT_DAYS = 180
"""A closed record that nobody opened for so long sleeps."""


@dataclass(frozen=True, slots=True)
class Read:
    """One read: `at` is aware, in the time of the municipality. `work` says that the reader has a task in the record:
    takes part by name, or works on it. `on_duty`: works outside office hours by function. `closed` and `quiet_days`: whether
    the record was closed by then, and for how many days nobody had opened it (None: never before).
    """

    reader: UUID
    record: UUID
    at: datetime
    work: bool = False
    on_duty: bool = False
    emergency: bool = False
    closed: bool = False
    quiet_days: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that a read falls under: its slug, and what it saw as a number (0 where there is nothing to count)."""

    rule: str
    seen: int = 0


def hits(reads: Iterable[Read]) -> Iterator[tuple[Read, tuple[Hit, ...]]]:
    """Yield each read with the rules that it falls under. `reads` are in order of time; readers may be mixed."""
    recent: dict[UUID, deque[tuple[datetime, UUID]]] = {}
    for read in reads:
        window = recent.setdefault(read.reader, deque())
        window.append((read.at, read.record))
        while read.at - window[0][0] > HOUR:
            window.popleft()
        yield read, tuple(_hits(read, len({record for _, record in window})))


def _hits(read: Read, within_hour: int) -> Iterator[Hit]:
    if read.emergency:
        yield Hit("emergency")
    if within_hour > MANY and not read.work:
        yield Hit("many", within_hour)
    if outside_office(read.at) and not read.on_duty and not read.emergency:
        yield Hit("hours")
    if read.closed and read.quiet_days is not None and read.quiet_days >= DORMANT_DAYS and not read.work:
        yield Hit("dormant", read.quiet_days)


def outside_office(at: datetime) -> bool:
    """Whether a moment, in local time, lies outside office hours. Holidays count as working days."""
    return at.weekday() > 4 or not OFFICE_FROM <= at.hour < OFFICE_UNTIL


def rule_texts() -> dict[str, str]:
    """Return the rules in words, by slug, in the order in which the page shows them."""
    return {
        "many": _(
            "Meer dan %(n)d verschillende dossiers binnen een uur, terwijl de lezer in dit dossier geen taak heeft."
        )
        % {"n": MANY},
        "hours": _("Buiten werkdagen van %(from)d tot %(until)d uur, door iemand zonder piketdienst.")
        % {"from": OFFICE_FROM, "until": OFFICE_UNTIL},
        "dormant": _("Een gesloten dossier dat minstens %(n)d dagen niemand opende, zonder taak in dit dossier.")
        % {"n": DORMANT_DAYS},
        "emergency": _("Voor acuut gevaar, zonder noodtoegang die onder Noodtoegang wordt beoordeeld."),
    }


def reason_told(rule: str, told: Mapping[str, Any]) -> str:
    """Return why one read is in the queue, with the number that the rule saw."""
    seen = told.get(rule, 0)
    words = {
        "many": _("%(n)s verschillende dossiers binnen een uur"),
        "hours": _("buiten kantooruren"),
        "dormant": _("gesloten dossier, %(n)s dagen niet geopend"),
        "emergency": _("noodtoegang"),
    }
    return words.get(rule, rule) % {"n": count(seen) if isinstance(seen, int) else seen}
