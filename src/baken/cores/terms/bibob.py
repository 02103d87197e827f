# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How advice of the national office (LBB) stops the clock of a decision: Wet Bibob 31."""

from collections.abc import Iterable
from datetime import date, timedelta

from baken.cores.terms.calendars import Calendar
from baken.cores.terms.computation import explain
from baken.cores.terms.errors import TermError
from baken.cores.terms.events import Event, EventKind
from baken.cores.terms.rules import find

BASIS = "Wet Bibob 31"


def decision_suspension(
    asked: date, received: date | None, advice: Iterable[Event], calendar: Calendar
) -> tuple[Event, ...]:
    """Return what a request for advice writes in the ledger of the decision: a suspension and, once received, its end.

    The decision stands still from the day of the request up to the day on which the advice is received, but never beyond
    the term of the advice itself: ``advice`` is that term's ledger (rule ``bibob_advice``: pauses of 15(2) and the
    extension of 15(3) count). While the advice itself stands still, no cap is known yet. There is no such suspension for
    the municipality's own investigation. TermError when ``received`` precedes ``asked``, or when ``advice`` can't be computed.
    """
    if received is not None and received < asked:
        raise TermError(f"{BASIS}: received at {received} precedes asked at {asked}")
    last_day = explain(find("bibob_advice", asked), advice, calendar).last_day
    until = max(asked, last_day + timedelta(days=1)) if last_day is not None else None
    stop = Event(EventKind.SUSPENDED, asked, BASIS, until=until)
    return (stop,) if received is None else (stop, Event(EventKind.RESUMED, received, BASIS))
