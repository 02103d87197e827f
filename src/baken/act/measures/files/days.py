# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days of a measure: on which a step can be, how long it holds, and the terms that everybody sees run.

What the ledgers of `kernel.clocks` hold is told as it happened; what the list of terms shows is written anew after each step.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from baken.access.facade import desk_files
from baken.cores.terms import (
    SPREAD_RULES,
    Computation,
    DutchCalendar,
    Event,
    EventKind,
    Rule,
    Span,
    TermError,
    Unit,
    add,
    explain,
    find,
    fullest,
    spread,
)
from baken.kernel import clocks
from baken.kernel.errors import Reason
from baken.kernel.models import Record
from baken.kernel.terms import Whose
from baken.ui.format import day

from ..models import Forfeiture, Instrument, Measure, MeasureEvent
from ..parts import KIND
from ..rules import CLOSINGS
from ..workflow import FAMILY

CALENDAR = DutchCalendar()
ONE = timedelta(days=1)
OBJECTION, AREA_BAN, PARENTAL_ORDER = "objection", "area_ban", "parental_order"
BURDENS = {Instrument.AREA_BAN: AREA_BAN, Instrument.PARENTAL_ORDER: PARENTAL_ORDER}
"""Orders of which the law says how long they last at most: instrument -> rule."""
SPREAD = SPREAD_RULES[0]
VIEW, GRACE = gettext_noop("Zienswijze vastleggen"), gettext_noop("Nagaan of is voldaan")
DECISION, MOST = gettext_noop("besluit van %(day)s"), gettext_noop("langste duur volgens de wet")
REOPEN, PROLONG = gettext_noop("Pand weer openen"), gettext_noop("Beslissen over verlengen")
"""What the list of terms asks of us by a day: stored as it stands here, told in the language of the reader."""
AFTER = timedelta(days=7)
"""How soon it must be written down that a view was given or not, or that somebody did it himself: a rule of the house."""


def last_step(measure: Measure) -> date:
    """Return the day of the last step of the workflow; that on which the file was opened before any."""
    names = [step.name for step in FAMILY[measure.instrument].transitions]
    rows = MeasureEvent.objects.filter(measure=measure, kind__in=names).order_by("-on")
    return rows.values_list("on", flat=True).first() or measure.report_on or measure.opened_on


def against_day(measure: Measure, on: date | None, today: date) -> list[Reason]:
    """Return why a step can't be on this day: it is to come, or before the step before it."""
    if on is None:
        return [Reason("day", _("Noem de dag."))]
    if on > today:
        return [Reason("future", _("Deze dag komt nog. Leg vast wat is gebeurd."))]
    if on < (before := last_step(measure)):
        told = _("Dit kan niet vóór de vorige stap van %(day)s.") % {"day": day(before)}
        return [Reason("before", told)]
    return []


def months_later(since: date, months: int) -> date:
    """Return the first day on which a stretch of months from `since` (which counts) is over."""
    return add(since, Span(months, Unit.MONTHS), CALENDAR)


def burden_rule(measure: Measure) -> Rule | None:
    """Return the rule that says how long an order lasts at most; None where the law names no length, or days are named."""
    slug = BURDENS.get(Instrument(measure.instrument))
    return find(slug, measure.in_force_from or measure.opened_on) if slug and not measure.days else None


def against_extension(measure: Measure, on: date, months: int) -> list[Reason]:
    """Return why an order can't be extended on a day by so many months; in full, from the ledger as it would be."""
    rule = burden_rule(measure)
    if rule is None or rule.max_extension is None:
        return [Reason("no_extension", _("Deze maatregel kan niet worden verlengd."))]
    return against_longer(rule, clocks.ledger(measure, rule), measure.in_force_until, on, months)


def against_longer(rule: Rule, events: Sequence[Event], until: date | None, on: date, months: int) -> list[Reason]:
    """Return why a burden that holds until before `until` can't be made longer by an act on a day. Pure."""
    most = rule.max_extension.amount if rule.max_extension else 0
    found = []
    if until is not None and on >= until:
        found.append(Reason("over", _("De maatregel is al afgelopen: verlengen kan tot en met de laatste dag.")))
    if not 1 <= months <= most:
        return [*found, Reason("months", _("Verleng met hoogstens %(months)d maanden.") % {"months": most})]
    event = Event(EventKind.EXTENDED, on, rule.article, amount=months, unit=Unit.MONTHS)
    try:
        explain(rule, (*events, event), CALENDAR)
    except TermError:
        text = _("Dit mag hoogstens %(times)d keer worden verlengd, elke keer met hoogstens %(months)d maanden.")
        found.append(Reason("extensions", text % {"times": rule.max_extensions or 0, "months": most}))
    return found


def against_named_days(days: Sequence[date], since: date | None = None, earlier: Sequence[date] = ()) -> list[Reason]:
    """Return why an order can't name these single days: too many, too far apart, before it was made known.

    `earlier`: days of earlier orders to the same person. They count with these.
    """
    found = []
    try:
        spread(SPREAD, days)
    except TermError:
        text = _("Noem hoogstens %(days)d dagen, alle binnen %(months)d maanden na de eerste.")
        found.append(Reason("spread", text % {"days": SPREAD.most_days, "months": SPREAD.within.amount}))
    if not found and (most := fullest(SPREAD, days, earlier)) > SPREAD.most_days:
        text = _(
            "Samen met eerdere bevelen zijn het %(found)d dagen binnen %(months)d maanden. Het mogen er %(days)d zijn."
        )
        told = {"found": most, "days": SPREAD.most_days, "months": SPREAD.within.amount}
        found.append(Reason("spread_earlier", text % told))
    if since is not None and days and min(days) < since:
        found.append(Reason("days_before", _("Een dag ligt vóór de bekendmaking van het besluit.")))
    return found


def named_days(measure: Measure) -> list[date]:
    """Return the single days that an order names."""
    return [date.fromisoformat(one) for one in measure.days]


def earlier_days(measure: Measure) -> list[date]:
    """Return the days of earlier orders to the same person that count with those of this one."""
    return [date.fromisoformat(one) for one in measure.earlier_days]


def held_days(measure: Measure) -> list[date]:
    """Return the single days on which an order that was made known held or will hold: not those after it was withdrawn."""
    if measure.served_on is None:
        return []
    return [one for one in named_days(measure) if measure.ended_on is None or one < measure.ended_on]


def objection_rule(measure: Measure) -> Rule:
    """Return the rule for objecting that holds for this measure."""
    return find(OBJECTION, measure.served_on or measure.opened_on)


def start_objection(measure: Measure, on: date) -> None:
    """Start the term for objection on the day on which the decision was made known. Part of an action."""
    rule = objection_rule(measure)
    clocks.tell(measure, rule, EventKind.STARTED, on=on, basis="Awb 6:8")
    desk_files.keep_term(measure, KIND, measure, clocks.standing(measure, rule, CALENDAR), rule, whose=Whose.NOBODYS)


def objection_days(measure: Measure) -> list[date]:
    """Return the last days on which one can object, oldest first: to the decision, and to what was decided after it.

    Extensions, collection and costs are decisions of their own. That they were made known on the day on which they were written
    down is the earliest that can be. Three queries.
    """
    later = {
        *MeasureEvent.objects.filter(measure=measure, kind="extended").values_list("on", flat=True),
        *Forfeiture.objects.filter(measure=measure, decided_on__isnull=False).values_list("decided_on", flat=True),
        measure.costs_decided_on,
    }
    found = [clocks.standing(measure, objection_rule(measure), CALENDAR).last_day]
    for since in filter(None, later):
        found.append(objection_against(since)[1].last_day)
    return sorted(day for day in found if day is not None)


def objection_against(since: date) -> tuple[Rule, Computation]:
    """Return the rule and the sum of the term to object to a decision that was made known on a day. Pure."""
    rule = find(OBJECTION, since)
    return rule, explain(rule, [Event(EventKind.STARTED, since, "Awb 6:8")], CALENDAR)


def tell_objection(measure: Measure, subject: Record, since: date) -> None:
    """Tell on the list, for information, until when one can object to a later decision of the file. Part of an action."""
    rule, found = objection_against(since)
    label = since.isoformat() if subject.pk == measure.pk else ""  # beside that of the decision itself
    about = desk_files.About(DECISION, since)
    desk_files.keep_term(measure, KIND, subject, found, rule, label=label, whose=Whose.NOBODYS, about=about)


def objection_over(measure: Measure, on: date) -> bool:
    """Whether nobody can object in time any more on a day. Also where no objection runs."""
    return all(due < on for due in objection_days(measure))


def start_burden(measure: Measure, on: date) -> None:
    """Start the clock that says how long an order lasts at most. Part of an action."""
    if (rule := burden_rule(measure)) is not None:
        clocks.tell(measure, rule, EventKind.STARTED, on=on, basis=rule.article)
        keep_burden(measure)


def end_burden(measure: Measure, on: date) -> None:
    """Stop that clock, if it runs: the order is over, or no longer needed. Part of an action."""
    rule = burden_rule(measure)
    if rule is not None and any(event.kind == EventKind.STARTED for event in clocks.ledger(measure, rule)):
        clocks.tell(measure, rule, EventKind.ENDED, on=on, basis=rule.article)
        keep_burden(measure)


def keep_burden(measure: Measure) -> None:
    """Tell on the list, for information, how long an order can last at most by law. Part of an action."""
    if (rule := burden_rule(measure)) is not None:
        found = clocks.standing(measure, rule, CALENDAR)
        about = desk_files.About(MOST, found.steps[0].at) if found.steps else None
        desk_files.keep_term(measure, KIND, measure, found, rule, whose=Whose.NOBODYS, about=about)


def longest(measure: Measure) -> date | None:
    """Return the last day on which the order can hold by law, as its ledger stands; None where the law names none."""
    if (rule := burden_rule(measure)) is not None:
        return clocks.standing(measure, rule, CALENDAR).last_day
    days = named_days(measure)
    return spread(SPREAD, days).until if days else None


def keep_view(measure: Measure, done_on: date | None = None) -> None:
    """Keep on the list by when the view, or that there was none, is written down. Part of an action."""
    due = measure.view_until + AFTER if measure.view_until else None
    _keep(measure, VIEW, due, measure.intended_on, done_on)


def keep_grace(measure: Measure, done_on: date | None = None) -> None:
    """Keep on the list by when it is looked into whether the addressee did it himself. Part of an action."""
    due = measure.grace_until + AFTER if measure.grace_until else None
    _keep(measure, GRACE, due, measure.served_on, done_on)


def keep_end(measure: Measure, done_on: date | None = None) -> None:
    """Keep on the list by when we must act at the end: premises are opened by somebody, an order may be prolonged.

    Other orders end by themselves: nothing is asked by then. Part of an action.
    """
    until = measure.in_force_until
    if measure.instrument in CLOSINGS:
        _keep(measure, REOPEN, until, measure.in_force_from, done_on)
    elif measure.instrument == Instrument.AREA_BAN and not measure.days:
        last = until - ONE if until is not None else None
        _keep(measure, PROLONG, last, measure.in_force_from, min(done_on, last) if done_on and last else done_on)


def drop_end(measure: Measure) -> None:
    """Take off the list what was asked by the end, and by the end of the grace term. Part of an action."""
    for label in (GRACE, REOPEN, PROLONG):
        _keep(measure, label, None, None, None)


def _keep(measure: Measure, label: str, due: date | None, started: date | None, done_on: date | None) -> None:
    desk_files.keep_term(measure, KIND, measure, label=label, due=due, started=started, done_on=done_on)
