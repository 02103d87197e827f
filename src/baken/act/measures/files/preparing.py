# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Before the decision: the intention is sent, the person concerned heard or not, and the decision laid ready.

Who prepares a measure does all this, but for sending back: that is for who signs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.kernel.actions import action
from baken.kernel.errors import Reason
from baken.ui.format import day

from ..documents.checks import stops
from ..models import DocumentKind, Instrument, Measure, OrderKind, View
from ..policies import HANDLE, SIGN
from ..queries import measures
from ..rules import (
    CLOSINGS,
    FEWEST_VIEW_DAYS,
    MOST_MONTHS,
    MOST_VIEW_DAYS,
    WITH_GRACE,
    decision_kind,
)
from .days import SPREAD, against_named_days, held_days, keep_view
from .steps import locked, step

MOST_AMOUNT = Decimal("9999999.99")
TAKEN = (View.WRITTEN, View.SPOKEN, View.NONE)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the decision says, as far as its instrument asks it.

    `months`: how long it closes or holds; `days`: single days instead (Gemeentewet 172a); `grace_until`: last day to do it
    oneself; `order_kind`: which order of 172a, where the intention didn't say so; the
    amounts belong to a penalty order: per breach (or per what `breach_unit` says) and at most.

    An order in single days counts with earlier ones to the same person, and no file knows who somebody is in another: so it is
    asked. `earlier_days`: those days, empty for none, None while nobody said; `earlier_files`: references of files in this
    register that hold them.
    """

    months: int | None = None
    days: Sequence[date] = field(default_factory=tuple)
    earlier_days: Sequence[date] | None = None
    earlier_files: Sequence[str] = field(default_factory=tuple)
    grace_until: date | None = None
    amount_per_breach: Decimal | None = None
    breach_unit: str = ""
    amount_maximum: Decimal | None = None
    order_kind: str = ""


@action
def intend(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    measure: Measure,
    seen: int,
    on: date,
    view_until: date,
    order_kind: str = "",
) -> Measure:
    """Say that the intention was sent, and until when a view can be given (Awb 4:8); of 172a also which order is meant.

    Refused where reasons for it weren't written, and where the time for a view is too short or too long.
    """
    it = locked(actor, HANDLE, measure, purpose, seen)
    _choose(it, order_kind)
    against = [*stops(it, DocumentKind.INTENTION, on), *_against_kind(it)]
    if view_until < on + timedelta(days=FEWEST_VIEW_DAYS):
        text = _("Geef ten minste %(days)d dagen voor een zienswijze. Kan dat niet, kies dan spoed, met de reden.")
        against.append(Reason("short_view", text % {"days": FEWEST_VIEW_DAYS}))
    if view_until > on + timedelta(days=MOST_VIEW_DAYS):
        text = _("Kies een dag binnen %(days)d dagen.")
        against.append(Reason("long_view", text % {"days": MOST_VIEW_DAYS}))
    it.intended_on, it.view_until = on, view_until
    told = _("Zienswijze tot en met %(day)s") % {"day": day(view_until)}
    moved = step(actor, at, purpose, it, "intended", on=on, against=against, text=told)
    keep_view(moved)
    return moved


@action
def hear(
    *, actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int, on: date, view: str, text: str
) -> Measure:
    """Write down the view that was given, or that none was: the latter once the time for it is over."""
    it = locked(actor, HANDLE, measure, purpose, seen)
    against = []
    if view not in TAKEN:
        against.append(Reason("view", _("Kies hoe de zienswijze is gegeven, of dat die er niet was.")))
    elif view == View.NONE and it.view_until is not None and on <= it.view_until:
        told = _("Een zienswijze kan nog tot en met %(day)s worden gegeven.") % {"day": day(it.view_until)}
        against.append(Reason("still", told))
    elif view != View.NONE and not text.strip():
        against.append(Reason("view_text", _("Schrijf op wat er is aangevoerd.")))
    it.view, it.view_on, it.view_text = view, on, text.strip()
    said = str(View(view).label) if view in View.values else ""
    moved = step(actor, at, purpose, it, "heard", on=on, against=against, text=said)
    keep_view(moved, done_on=on)
    return moved


@action
def hurry(*, actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int, on: date, reason: str) -> Measure:
    """Go on without a view, for it can't wait (Awb 4:11). An intention that was sent stays on the timeline."""
    return _unheard(actor, at, purpose, measure, seen, "hurried", on, reason)


@action
def act_first(
    *, actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int, on: date, reason: str
) -> Measure:
    """Say that was acted before the decision stood in writing (Awb 5:31(2)): it must follow as soon as can be."""
    return _unheard(actor, at, purpose, measure, seen, "acted_first", on, reason)


@action
def skip_view(
    *, actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int, on: date, reason: str
) -> Measure:
    """Go on with a warning without an intention, for the reason given."""
    return _unheard(actor, at, purpose, measure, seen, "unheard", on, reason)


@action
def draft(*, actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int, on: date, draft: Draft) -> Measure:
    """Lay the decision ready for signing, with what it says. Every reason that must be written is asked at once."""
    it = locked(actor, HANDLE, measure, purpose, seen)
    earlier, unknown = _earlier(actor, purpose, it, draft)
    _choose(it, draft.order_kind)
    against = [
        *unknown,
        *_against_kind(it),
        *_against_draft(it, draft, on, earlier),
        *stops(it, decision_kind(it.instrument), on),
    ]
    it.months, it.grace_until = draft.months, draft.grace_until
    it.days = sorted({one.isoformat() for one in draft.days})
    it.earlier_days = sorted({one.isoformat() for one in earlier})
    it.amount_per_breach, it.breach_unit = draft.amount_per_breach, draft.breach_unit.strip()
    it.amount_maximum = draft.amount_maximum
    return step(actor, at, purpose, it, "drafted", on=on, against=against)


@action
def take_back(*, actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int, on: date) -> Measure:
    """Take a decision back that lies ready, by who prepared it: something in it must change before anybody signs."""
    it = locked(actor, HANDLE, measure, purpose, seen)
    return step(actor, at, purpose, it, "taken_back", on=on)


@action
def send_back(
    *, actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int, on: date, reason: str
) -> Measure:
    """Send a decision back to who prepared it, unsigned, with what must be changed."""
    it = locked(actor, SIGN, measure, purpose, seen)
    return step(actor, at, purpose, it, "sent_back", on=on, reason=reason)


def _unheard(
    actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int, name: str, on: date, reason: str
) -> Measure:
    it = locked(actor, HANDLE, measure, purpose, seen)
    it.view, it.view_on, it.view_text = View.SKIPPED, on, ""
    if name != "unheard":
        it.urgent, it.urgent_because = True, reason.strip()
    it.acted_first = name == "acted_first"
    moved = step(actor, at, purpose, it, name, on=on, reason=reason)
    if moved.view_until is not None:
        keep_view(moved, done_on=on)
    return moved


def _earlier(actor: Actor, purpose: str, it: Measure, told: Draft) -> tuple[list[date], list[Reason]]:
    """Return the days of earlier orders that count with those of this one, and why some can't be found. One query at most."""
    if not told.days:
        return [], []
    found = list(told.earlier_days or ())
    asked = {one.strip().upper() for one in told.earlier_files}
    rows = measures(actor, purpose).filter(
        reference__in=sorted(asked), instrument=Instrument.AREA_BAN, vault=it.vault_id
    )
    there = {row.reference: row for row in rows.exclude(pk=it.pk)} if asked else {}
    reasons = []
    for reference in sorted(asked):
        if reference not in there or not there[reference].days:
            text = _("%(reference)s staat niet in dit register, of is geen bevel op losse dagen.")
            reasons.append(Reason("earlier_file", text % {"reference": reference}))
        else:
            found += held_days(there[reference])
    return found, reasons


def _choose(it: Measure, kind: str) -> None:
    """Note which order of 172a it is; what was chosen before stays where nothing is said now."""
    it.order_kind = kind or it.order_kind


def _against_kind(it: Measure) -> list[Reason]:
    """Return why it isn't clear which order is meant: a decision names one."""
    if it.instrument == Instrument.AREA_BAN and it.order_kind not in OrderKind.values:
        return [Reason("order_kind", _("Kies welk bevel het is: gebiedsverbod, groepsverbod of meldplicht."))]
    if it.instrument != Instrument.AREA_BAN and it.order_kind:
        return [Reason("order_kind", _("Deze keuze hoort alleen bij Gemeentewet 172a."))]
    return []


def _against_draft(it: Measure, told: Draft, on: date, earlier: Sequence[date]) -> list[Reason]:
    if told.days:
        length = _against_days(it, told, earlier)
    else:
        length = _against_months(it, told)
    return [*length, *_against_matrix(it, told), *_against_grace(it, told, on), *_against_amounts(it, told)]


def _against_days(it: Measure, told: Draft, earlier: Sequence[date]) -> list[Reason]:
    found = []
    if it.instrument != Instrument.AREA_BAN:
        found.append(Reason("days", _("Losse dagen kunnen alleen bij een gebiedsverbod, groepsverbod of meldplicht.")))
    elif told.earlier_days is None and not told.earlier_files:
        text = _(
            "Zeg of deze persoon al eerder een bevel op losse dagen kreeg. Die dagen tellen mee: samen hoogstens %(days)d "
            "binnen %(months)d maanden (Gemeentewet 172a)."
        )
        found.append(Reason("earlier", text % {"days": SPREAD.most_days, "months": SPREAD.within.amount}))
    if told.months:
        found.append(Reason("both", _("Kies een aantal maanden of losse dagen, niet allebei.")))
    return [*found, *against_named_days(list(told.days), earlier=earlier)]


def _against_months(it: Measure, told: Draft) -> list[Reason]:
    instrument, most = it.instrument, MOST_MONTHS.get(it.instrument, 0)
    found = []
    if told.months is None:
        if instrument in (*CLOSINGS, Instrument.AREA_BAN, Instrument.PARENTAL_ORDER, Instrument.RESIDENCE_ORDER):
            found.append(Reason("months", _("Noem hoeveel maanden de maatregel duurt.")))
    elif not 1 <= told.months <= most:
        text = (
            _("Deze maatregel duurt hoogstens %(months)d maanden.")
            if most
            else _("Deze maatregel heeft geen duur in maanden.")
        )
        found.append(Reason("months", text % {"months": most} if most else text))
    return found


def _against_matrix(it: Measure, told: Draft) -> list[Reason]:
    if it.rule is None or it.instrument not in CLOSINGS or told.months is None or told.months == it.months:
        return []
    text = _("Getoetst is op %(months)d maanden. Toets opnieuw, en schrijf op waarom u afwijkt (Awb 4:84).")
    return [Reason("matrix", text % {"months": it.months or 0})]


def _against_grace(it: Measure, told: Draft, on: date) -> list[Reason]:
    if told.grace_until is None:
        if it.instrument == Instrument.COERCION and not it.urgent:
            text = _("Geef een termijn om het zelf te doen (Awb 5:24), of kies eerst spoed, met de reden.")
            return [Reason("grace", text)]
        return []
    if it.instrument not in WITH_GRACE:
        return [Reason("grace", _("Deze maatregel heeft geen begunstigingstermijn."))]
    if told.grace_until <= on:
        return [Reason("grace", _("De begunstigingstermijn moet nog lopen als het besluit bekend wordt."))]
    return []


def _against_amounts(it: Measure, told: Draft) -> list[Reason]:
    amounts = (told.amount_per_breach, told.amount_maximum)
    if it.instrument != Instrument.PENALTY:
        text = _("Bedragen horen alleen bij een last onder dwangsom.")
        return [Reason("amounts", text)] if any(amounts) or told.breach_unit.strip() else []
    found = []
    one, most = amounts
    if one is None or most is None or one <= 0 or most <= 0:
        found.append(Reason("amounts", _("Noem het bedrag en het maximum (Awb 5:32b).")))
    elif one > most:
        found.append(Reason("maximum", _("Het maximum is lager dan het bedrag per keer.")))
    if any(amount is not None and amount > MOST_AMOUNT for amount in amounts):
        found.append(Reason("much", _("Dit bedrag is te hoog om vast te leggen.")))
    if not told.breach_unit.strip():
        found.append(Reason("unit", _("Noem waarvoor het bedrag verschuldigd is: per overtreding, of per tijd.")))
    return found
