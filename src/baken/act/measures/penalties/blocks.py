# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forfeitures of a penalty order, and costs of coercion, on the page of a measure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.cores.terms import Event, State, explain, find
from baken.kernel import clocks
from baken.ui.format import day

from .. import queries
from ..blocks import Block
from ..documents.facts import money
from ..models import Forfeiture, Instrument
from ..queries import Seen
from .actions import INTERRUPTED, ORDERS
from .rules import NOTHING, REMINDER, WRIT
from .terms import CALENDAR, CLAIM, OPEN, PAYMENT, interruptions_of

SOON = timedelta(days=42)
MOST = 200
EXECUTED = "tenuitvoerlegging"


@dataclass(frozen=True, slots=True)
class Line:
    """One forfeiture: its sum, how it stands, until when it is to be paid and can be collected, and what can be done."""

    row: Forfeiture
    amount: str
    word: str
    mark: str
    pay_until: date | None
    claim: str
    interrupted: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]


def block(seen: Seen, at: datetime) -> Block | None:
    """Return the forfeitures of a penalty order, oldest first; None for other measures. Two queries."""
    measure = seen.file
    if measure.instrument == Instrument.COERCION:
        return _costs(seen)
    if measure.instrument != Instrument.PENALTY or measure.signed_at is None:
        return None
    rows = list(queries.rows(seen, Forfeiture).order_by("forfeited_on", "id")[:MOST])
    ledgers = clocks.ledgers(Forfeiture, [row.pk for row in rows]) if rows else {}
    today, may = timezone.localdate(at), queries.may_handle(seen)
    total = sum((row.amount for row in rows if row.status != Forfeiture.Status.UNDONE), NOTHING)
    left = max(NOTHING, (measure.amount_maximum or NOTHING) - total)
    context = {
        "lines": [_line(row, ledgers.get(row.pk, {}), today, may) for row in rows],
        "total": money(total), "left": money(left), "reached": left <= 0, "maximum": money(measure.amount_maximum),
        "per": f"{money(measure.amount_per_breach)} {measure.breach_unit}",
        "may_note": may and measure.status in ORDERS and left > 0,
        "open": money(sum((row.amount for row in rows if row.status in OPEN), Decimal(0))),
    }  # fmt: skip
    return Block("measures/penalties/_block.html", context)


def _line(row: Forfeiture, ledgers: Mapping[str, Sequence[Event]], today: date, may: bool) -> Line:
    payment = explain(find(PAYMENT, row.forfeited_on), ledgers.get(PAYMENT, ()), CALENDAR)
    claim = explain(find(CLAIM, row.forfeited_on), ledgers.get(CLAIM, ()), CALENDAR)
    running = row.status in OPEN
    lapsed = running and claim.due is not None and claim.due < today
    soon = running and claim.due is not None and today <= claim.due <= today + SOON
    if not running:
        mark, told = "done", ""
    elif claim.state is State.SUSPENDED:
        mark, told = "attention", _("verjaring staat stil: bezwaar of beroep loopt")
    elif lapsed:
        mark, told = "behind", _("verjaard op %(day)s") % {"day": day(claim.due)}
    else:
        mark, told = (
            "attention" if soon else "on_course",
            _("invorderen kan tot en met %(day)s") % {"day": day(claim.due)},
        )
    return Line(
        row=row,
        amount=money(row.amount),
        word=str(Forfeiture.Status(row.status).label),
        mark=mark,
        pay_until=payment.due if running else None,
        claim=told,
        interrupted=tuple(f"{INTERRUPTED[one.what]}, {day(one.on)}" for one in interruptions_of(row)),
        steps=_steps(row, lapsed) if may else (),
    )


def _steps(row: Forfeiture, lapsed: bool) -> tuple[tuple[str, str], ...]:
    """Return what can be done with a forfeiture: path of the step and its words."""
    if row.status not in OPEN:
        return ()
    if lapsed:
        return (("verjaard", _("Leg vast: verjaard")), ("betaald", _("Betaald")))
    steps = []
    if row.status == Forfeiture.Status.FORFEITED:
        steps.append(("voornemen", _("Voornemen verstuurd")))
    if row.status != Forfeiture.Status.DECIDED:
        steps.append(("besluit", _("Invorderingsbesluit bekendgemaakt")))
    else:
        there = {one.what for one in interruptions_of(row)}
        steps.append(("aanmaning", _("Aanmaning verstuurd")))
        if REMINDER in there:
            steps.append(("dwangbevel", _("Dwangbevel betekend")))
        if WRIT in there:
            steps.append((EXECUTED, _("Dwangbevel ten uitvoer gelegd")))
    return (*steps, ("betaald", _("Betaald")), ("niet", _("Niet invorderen")))


def _costs(seen: Seen) -> Block | None:
    measure = seen.file
    if measure.status not in ORDERS and not measure.costs:
        return None
    may = queries.may_handle(seen)
    context = {
        "costs": money(measure.costs),
        "may_set": may and measure.status in ORDERS and measure.costs_decided_on is None,
        "may_pay": may and measure.costs_decided_on is not None and measure.costs_paid_on is None,
    }
    return Block("measures/penalties/_costs.html", context)
