# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The two clocks of a forfeiture, written anew from what is known of it; and that of the costs of coercion. Part of actions."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_noop

from baken.access.facade import desk_files
from baken.cores.terms import Computation, DutchCalendar, Event, EventKind, Rule, find
from baken.kernel import clocks
from baken.kernel.terms import Whose

from ..files.days import OBJECTION, tell_objection
from ..models import Forfeiture, Measure, Remedy
from ..parts import KIND
from .rules import EXECUTION, REMINDER, WRIT, Closing, Interruption, Pending, claim_events, payment_events

CALENDAR = DutchCalendar()
PAYMENT, CLAIM, COSTS = "penalty_payment", "penalty_claim_lapse", "money_payment"
BREACH = gettext_noop("overtreding van %(day)s")
ANNOUNCE, DECIDE = gettext_noop("Stuur het voornemen tot invordering"), gettext_noop("Neem het invorderingsbesluit")
COLLECT = {
    REMINDER: gettext_noop("Stuur een aanmaning"),
    WRIT: gettext_noop("Laat een dwangbevel betekenen, twee weken na de aanmaning"),
    EXECUTION: gettext_noop("Laat het dwangbevel ten uitvoer leggen"),
}
"""What comes after the collection decision, by what it leaves behind, in order."""
LOOK = gettext_noop("Ga na of er is betaald")
REMIND = gettext_noop("Stuur een aanmaning voor de kosten")
OPEN = (Forfeiture.Status.FORFEITED, Forfeiture.Status.ANNOUNCED, Forfeiture.Status.DECIDED)


def remedies_of(measure: Measure) -> list[Pending]:
    """Return the remedies against a measure as far as they put off its claims. One query."""
    rows = Remedy.objects.filter(measure=measure).order_by("lodged_on", "id")
    return [Pending(str(row.pk)[-12:], row.lodged_on, row.decided_on) for row in rows]


def interruptions_of(it: Forfeiture) -> list[Interruption]:
    """Return what interrupted a claim, oldest first."""
    return [Interruption(what, date.fromisoformat(on)) for what, on in it.interruptions]


def payment_of(it: Forfeiture) -> tuple[Rule, Computation]:
    """Return the rule and the sum of the term for paying."""
    rule = find(PAYMENT, it.forfeited_on)
    return rule, clocks.standing(it, rule, CALENDAR)


def claim_of(it: Forfeiture) -> tuple[Rule, Computation]:
    """Return the rule and the sum of the term in which the claim can be collected."""
    rule = find(CLAIM, it.forfeited_on)
    return rule, clocks.standing(it, rule, CALENDAR)


def keep(measure: Measure, it: Forfeiture, closing: Closing | None = None) -> None:
    """Write the ledgers of a forfeiture from its days and the remedies, and keep its terms on the list."""
    payment, claim = find(PAYMENT, it.forfeited_on), find(CLAIM, it.forfeited_on)
    clocks.forget(it)
    _tell(it, payment, payment_events(it.forfeited_on, closing))
    events = claim_events(
        claim, CALENDAR, it.forfeited_on, it.decided_on, remedies_of(measure), closing, interruptions_of(it)
    )
    _tell(it, claim, events)
    about = which(it)
    desk_files.keep_term(
        measure, KIND, it, clocks.standing(it, payment, CALENDAR), payment, whose=Whose.OTHERS,
        next_step=next_step(it), about=about,
    )  # fmt: skip
    _keep_objection(measure, it, closing)
    if closing is None:
        desk_files.keep_term(measure, KIND, it, clocks.standing(it, claim, CALENDAR), claim, about=about)
    else:
        desk_files.keep_term(measure, KIND, it, rule=claim)
        if closing.basis != PAID:
            desk_files.keep_term(measure, KIND, it, rule=payment)


PAID = "Awb 4:90"
"""Basis of an end by payment (general knowledge, to be checked)."""


def which(it: Forfeiture) -> desk_files.About:
    """Return what tells the terms of this breach from those of others of the same order. One query."""
    before = Forfeiture.objects.filter(measure=it.measure_id, breached_on=it.breached_on, pk__lt=it.pk).count()
    return desk_files.About(BREACH, it.breached_on, before + 1 if before else None)


def next_step(it: Forfeiture) -> str:
    """Return what to do once the time to pay is over, in Dutch: the step that comes next."""
    if it.status == Forfeiture.Status.FORFEITED:
        return ANNOUNCE
    if it.status == Forfeiture.Status.ANNOUNCED:
        return DECIDE
    there = {one.what for one in interruptions_of(it)}
    return next((told for what, told in COLLECT.items() if what not in there), LOOK)


def _keep_objection(measure: Measure, it: Forfeiture, closing: Closing | None) -> None:
    """Tell, for information, until when one can object to the collection decision; of the earliest day that it can have begun."""
    if it.decided_on is None:
        return
    if closing is None or closing.basis == PAID:
        tell_objection(measure, it, it.decided_on)
    else:
        desk_files.keep_term(measure, KIND, it, rule=find(OBJECTION, it.decided_on))


def keep_all(measure: Measure) -> None:
    """Write the clocks of every open forfeiture anew: a remedy was lodged or decided."""
    for it in Forfeiture.objects.filter(measure=measure, status__in=OPEN).order_by("forfeited_on", "id"):
        keep(measure, it)


def keep_costs(measure: Measure) -> None:
    """Keep the term in which the costs of coercion are to be paid (Awb 4:87), from the day of their decision."""
    if measure.costs_decided_on is None:
        return
    tell_objection(measure, measure, measure.costs_decided_on)
    rule = find(COSTS, measure.costs_decided_on)
    ledger = [Event(EventKind.STARTED, measure.costs_decided_on, "Awb 5:25; 4:87")]
    if measure.costs_paid_on is not None:
        ledger.append(Event(EventKind.ENDED, measure.costs_paid_on, PAID))
    there = {event.kind for event in clocks.ledger(measure, rule)}
    _tell(measure, rule, [event for event in ledger if event.kind not in there])
    desk_files.keep_term(
        measure, KIND, measure, clocks.standing(measure, rule, CALENDAR), rule, whose=Whose.OTHERS, next_step=REMIND
    )


def _tell(record: Forfeiture | Measure, rule: Rule, events: Iterable[Event]) -> None:
    for event in events:
        clocks.tell(record, rule, event.kind, on=event.at, basis=event.basis)


def lapsed_by(it: Forfeiture, on: date) -> bool:
    """Return whether the claim had lapsed before a day."""
    last = claim_of(it)[1].last_day
    return last is not None and last < on
