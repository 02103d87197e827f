# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much a breach forfeits, and what happened to the clock of a claim. Pure.

Awb 5:33 (six weeks to pay), 5:35 (the claim lapses a year after forfeiture; while remedies are open that is put off, 5:35(2)),
5:37a (a collection decision interrupts), as commentary tells them. That a reminder, a writ and its execution interrupt too, and
that a term as long as the first follows then (4:105, 4:106, 4:110), is general knowledge: to be checked by a lawyer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from baken.cores.terms import Calendar, Event, EventKind, Rule, TermError, explain

NOTHING = Decimal(0)
REMEDY_BASIS = "Awb 5:35, lid 2"
DECISION_BASIS = "Awb 5:37a"
REMINDER, WRIT, EXECUTION = "reminder", "writ", "execution"
INTERRUPTS: dict[str, str] = {
    REMINDER: "Awb 4:106, 4:112 (te controleren)",
    WRIT: "Awb 4:106, 4:114 (te controleren)",
    EXECUTION: "Awb 4:106 (te controleren)",
}
"""What interrupts a claim after its collection decision: slug -> basis. Each follows on the one before it."""


PAY_AFTER_REMINDER = timedelta(weeks=2)
"""How long a debtor has to pay after a reminder, before a writ can follow (Awb 4:112(1), 4:117(1): to be checked)."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A remedy: lodged on a day, decided on a later one or not yet. `key` tells two apart."""

    key: str
    lodged_on: date
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class Interruption:
    """Something that interrupted a claim on a day; `what` as in `INTERRUPTS`."""

    what: str
    on: date


@dataclass(frozen=True, slots=True)
class Closing:
    """How a claim ended: paid or given up (`ENDED`), or too late (`LAPSED`)."""

    kind: EventKind
    on: date
    basis: str


def amount_of_next(per_breach: Decimal, maximum: Decimal, so_far: Iterable[Decimal]) -> Decimal:
    """Return what the next breach forfeits: the amount of the order, or what is left until its maximum; never below 0."""
    left = maximum - sum(so_far, NOTHING)
    return max(NOTHING, min(per_breach, left))


def payment_events(forfeited_on: date, closing: Closing | None = None) -> list[Event]:
    """Return the ledger of the term for paying, which starts by the forfeiture itself."""
    return [Event(EventKind.STARTED, forfeited_on, "Awb 5:33"), *_closed(closing)]


def claim_events(
    rule: Rule,
    calendar: Calendar,
    forfeited_on: date,
    decided_on: date | None,
    remedies: Sequence[Pending],
    closing: Closing | None = None,
    interruptions: Sequence[Interruption] = (),
) -> list[Event]:
    """Return the ledger of the claim, whatever the order in which its events were recorded.

    A remedy that was decided before the forfeiture has no effect. A collection decision, a reminder or a writ that came after the
    claim had lapsed doesn't bring it back: it is left out.
    """
    events = [Event(EventKind.STARTED, forfeited_on, "Awb 5:35")]
    last = closing.on if closing else None
    for one in sorted(remedies, key=lambda remedy: (remedy.lodged_on, remedy.key)):
        first = max(one.lodged_on, forfeited_on)
        over = one.decided_on is not None and one.decided_on <= first
        if over or (last is not None and first > last):
            continue
        basis = f"{REMEDY_BASIS} ({one.key})"
        events.append(Event(EventKind.SUSPENDED, first, basis))
        if one.decided_on is not None and (last is None or one.decided_on <= last):
            events.append(Event(EventKind.RESUMED, one.decided_on, basis))
    told = [(one.on, INTERRUPTS[one.what]) for one in interruptions]
    for on, why in sorted([*told, *([(decided_on, DECISION_BASIS)] if decided_on is not None else [])]):
        if last is None or on <= last:
            with_it = [*events, Event(EventKind.INTERRUPTED, on, why)]
            events = with_it if _stands(rule, calendar, with_it) else events
    return [*events, *_closed(closing)]


def _closed(closing: Closing | None) -> list[Event]:
    return [Event(closing.kind, closing.on, closing.basis)] if closing else []


def _stands(rule: Rule, calendar: Calendar, events: Sequence[Event]) -> bool:
    try:
        explain(rule, events, calendar)
    except TermError:
        return False
    return True
