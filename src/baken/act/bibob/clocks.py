# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The clocks of a screening: the department's term to decide, and that of advice of the national office (LBB).

The term to decide runs on the standing (rule decision_on_application), since the department must keep it. It stands still in two
cases only: while advice of the LBB is awaited (Wet Bibob 31, capped at the term of that advice), and while what the applicant
must still send is missing (Awb 4:5 and 4:15). The own investigation doesn't stop it.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from baken.access.facade import desk_files
from baken.cores.terms import (
    Computation,
    DutchCalendar,
    Event,
    EventKind,
    Rule,
    TermError,
    decision_suspension,
    explain,
    find,
)
from baken.kernel import clocks
from baken.kernel.errors import Reason, Refused
from baken.kernel.terms import Whose

from .models import Advice, Screening, Standing

CALENDAR = DutchCalendar()
DECISION, ADVICE = "decision_on_application", "bibob_advice"
LBB, MISSING = "Wet Bibob 31", "Awb 4:15, 4:5"
KIND = "bibob"
"""Of the list of terms (`kernel.terms`)."""
STOP = "Onderzoek stoppen: de aanvraag is ingetrokken"
"""Label of that line: what is kept is shown as it stands, in Dutch."""

ADVICE_ASKED = gettext_noop("Vraag het Landelijk Bureau Bibob wanneer het advies komt")


def decision_rule(on: date) -> Rule:
    """Return the rule of the department's term."""
    return find(DECISION, on)


def decision(standing: Standing) -> Computation:
    """Return when the department must have decided, with the sum."""
    return clocks.standing(standing, decision_rule(standing.asked_on), CALENDAR)


def advice_rule(advice: Advice) -> Rule:
    """Return the rule of the term of advice."""
    return find(ADVICE, advice.asked_on)


def advice_term(advice: Advice) -> Computation:
    """Return when the LBB must have advised, with the sum."""
    return clocks.standing(advice, advice_rule(advice), CALENDAR)


def start_decision(standing: Standing, on: date) -> None:
    """Start the department's term, on the day the application came in, where it doesn't run yet. Part of an action."""
    rule = decision_rule(standing.asked_on)
    if not clocks.ledger(standing, rule):
        clocks.tell(standing, rule, EventKind.STARTED, on=on, basis="Awb 4:13")


def form_missing(standing: Standing, on: date, until: date) -> None:
    """Have the term stand still from the day after the applicant was asked to complete the form, until it is, and at most
    until the day after `until`, by which it had to come. Part of an action.
    """
    _write(standing, stopped(_ledger(standing), on, until))


def form_came(standing: Standing, on: date) -> None:
    """Have the term run again from the day on which the form was completed, or on which it was given up. Part of an action."""
    ledger = _ledger(standing)
    kept = closed(ledger, on)
    if kept != ledger:
        _write(standing, kept)


def advice_told(standing: Standing, advices: Iterable[Advice]) -> None:
    """Write anew how the advices of a screening stop the term to decide: a pause or a longer term of the advice moves the cap.

    Part of an action.
    """
    ledger = [event for event in _ledger(standing) if event.basis != LBB]
    for advice in advices:
        told = clocks.ledger(advice, advice_rule(advice))
        ledger += decision_suspension(advice.asked_on, advice.received_on, told, CALENDAR)
    _write(standing, ledger)


def ended(standing: Standing) -> bool:
    """Whether the department decided already: then nothing moves its term any more."""
    return any(event.kind in (EventKind.ENDED, EventKind.LAPSED) for event in _ledger(standing))


def show_decision(screening: Screening, standing: Standing) -> None:
    """Put the department's term on the list of terms of the Bibob desk, and keep its last day on the standing (unsaved)."""
    found = decision(standing)
    standing.decision_due = found.due
    desk_files.keep_term(
        screening, KIND, standing, found, decision_rule(standing.asked_on), owner_role=standing.department
    )


def ask_to_stop(screening: Screening, on: date, done_on: date | None = None) -> None:
    """Put on the list of terms that the department ended the application, so that the file should be stopped; `done_on`: the
    desk did something about it. Part of an action.
    """
    desk_files.keep_term(screening, KIND, screening, label=STOP, started=on, done_on=done_on, undated=True)


def show_advice(screening: Screening, advice: Advice) -> None:
    """Put the term of an advice on the list of terms: the LBB must keep it."""
    desk_files.keep_term(
        screening, KIND, advice, advice_term(advice), advice_rule(advice), done_on=advice.received_on,
        whose=Whose.OTHERS, next_step=ADVICE_ASKED,
    )  # fmt: skip


def tell_advice(advice: Advice, kind: EventKind, on: date, basis: str, weeks: int | None = None) -> None:
    """Write one event on the clock of an advice, or raise `Refused` where the law doesn't have it. Part of an action."""
    rule = advice_rule(advice)
    event = Event(kind, on, basis, amount=weeks, unit=rule.unit if weeks else None)
    _possible(rule, [*clocks.ledger(advice, rule), event])
    clocks.tell(advice, rule, kind, on=on, basis=basis, amount=weeks)


def _ledger(standing: Standing) -> list[Event]:
    return list(clocks.ledger(standing, decision_rule(standing.asked_on)))


def stopped(ledger: list[Event], on: date, until: date) -> list[Event]:
    """Return the ledger with a pause from the day after `on`, when the form was found incomplete, to the day after `until`."""
    stop = Event(EventKind.SUSPENDED, on + timedelta(days=1), MISSING, until=max(until, on) + timedelta(days=1))
    return [*closed(ledger, on), stop]


def closed(ledger: list[Event], on: date) -> list[Event]:
    """Return the ledger with the pause for a form that isn't complete ended on a day; one that hadn't begun yet is gone."""
    missing = [event for event in ledger if event.basis == MISSING]
    stops = [event for event in missing if event.kind == EventKind.SUSPENDED]
    if 2 * len(stops) == len(missing):
        return ledger
    last = max(stops, key=lambda event: event.at)
    if last.at >= on:
        return [event for event in ledger if event is not last]
    return [*ledger, Event(EventKind.RESUMED, min(on, last.until or on), MISSING)]


def _write(standing: Standing, events: list[Event]) -> None:
    rule = decision_rule(standing.asked_on)
    if not any(event.kind == EventKind.STARTED for event in events) or ended(standing):
        return
    _possible(rule, events)
    clocks.forget(standing)
    for event in sorted(events, key=lambda one: one.at):
        clocks.tell(
            standing, rule, event.kind, on=event.at, basis=event.basis, amount=event.amount, unit=event.unit,
            until=event.until,
        )  # fmt: skip


def _possible(rule: Rule, events: list[Event]) -> None:
    try:
        explain(rule, events, CALENDAR)
    except TermError as wrong:
        raise Refused(
            (Reason("term", _("Deze dag past niet bij de termijn van %(article)s.") % {"article": rule.article}),)
        ) from wrong
