# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""After the decision: the measure takes effect, is prolonged, ends, is withdrawn; and the file is closed, or opened again."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, authorize, desk_files
from baken.cores.terms import EventKind
from baken.kernel import clocks
from baken.kernel.actions import action
from baken.kernel.errors import Reason
from baken.ui.format import day

from ..documents.actions import signed_about
from ..documents.checks import stops
from ..models import DocumentKind, Forfeiture, Instrument, Mandate, Measure, MeasureEvent, Remedy, Status
from ..policies import HANDLE, SIGN
from ..policy.lookup import template_of
from ..policy.mandates import mandate_for, may_sign
from ..remedies.terms import appeal_open
from ..rules import ORDERS, PUBLISHED
from ..workflow import REOPENED_BY, WITHDRAWN_BY
from .days import (
    ONE,
    against_extension,
    burden_rule,
    drop_end,
    end_burden,
    keep_burden,
    keep_end,
    keep_grace,
    months_later,
    named_days,
    objection_over,
    start_burden,
    tell_objection,
)
from .steps import locked, step

UNPAID = (Forfeiture.Status.FORFEITED, Forfeiture.Status.ANNOUNCED, Forfeiture.Status.DECIDED)


@action
def bring_in_force(
    *, actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int, on: date, text: str = ""
) -> Measure:
    """Say from which day the measure has effect; until when follows from what was decided.

    Refused while the grace term runs, and before the first of the single days of an order.
    """
    it = locked(actor, HANDLE, measure, purpose, seen)
    against = []
    if it.grace_until is not None and on <= it.grace_until:
        told = _("De begunstigingstermijn loopt nog tot en met %(day)s.") % {"day": day(it.grace_until)}
        against.append(Reason("grace", told))
    days = named_days(it)
    if days and on < days[0]:
        told = _("De eerste dag van het bevel is %(day)s.") % {"day": day(days[0])}
        against.append(Reason("first_day", told))
    it.in_force_from, it.in_force_until = stretch(it, on)
    moved = step(actor, at, purpose, it, "in_force", on=on, against=against, text=text)
    start_burden(moved, on)
    if moved.grace_until is not None:
        keep_grace(moved, done_on=on)
    keep_end(moved)
    return moved


def stretch(it: Measure, on: date) -> tuple[date, date | None]:
    """Return from which day a measure holds that takes effect on a day, and the first day on which it no longer does."""
    if days := named_days(it):
        return days[0], days[-1] + ONE
    if it.instrument == Instrument.LIGHT_ORDER:
        return on, on + ONE
    return on, months_later(on, it.months) if it.months else None


@action
def extend(
    *, actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int, on: date, months: int, reason: str
) -> Measure:
    """Prolong an order that still holds, as often and as long as the law allows (Gemeentewet 172a), by who may sign."""
    it = locked(actor, SIGN, measure, purpose, seen)
    against = [
        *against_extension(it, on, months),
        *may_sign(actor, it, DocumentKind.EXTENSION, on),
        *stops(it, DocumentKind.EXTENSION, on),
    ]
    if not against and it.in_force_until is not None:
        it.in_force_until = months_later(it.in_force_until, months)
        it.months = (it.months or 0) + months
    moved = step(actor, at, purpose, it, "extended", on=on, against=against, reason=reason)
    rule = burden_rule(moved)
    assert rule is not None
    clocks.tell(moved, rule, EventKind.EXTENDED, on=on, basis=rule.article, amount=months)
    keep_burden(moved)
    tell_objection(moved, moved, on)
    keep_end(moved)
    return moved


@action
def end(
    *, actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int, on: date, reason: str = ""
) -> Measure:
    """Say that the measure is over: premises reopened, an order ended, costs settled. Sooner than decided: with a reason.

    An order ends by itself: whoever writes that down later doesn't make it longer.
    """
    it = locked(actor, HANDLE, measure, purpose, seen)
    against = []
    early = it.in_force_until is not None and on < it.in_force_until - ONE
    if (early or it.instrument == Instrument.PENALTY) and not reason.strip():
        against.append(Reason("no_reason", _("Schrijf op waarom de maatregel eerder eindigt.")))
    if it.in_force_from is not None and on < it.in_force_from:
        against.append(Reason("before_force", _("De maatregel gold toen nog niet.")))
    against += _against_breaches(it, on)
    by_itself = it.instrument in ORDERS and it.in_force_until is not None and on > it.in_force_until
    it.ended_on, it.ended_because = it.in_force_until if by_itself else on, reason.strip()
    moved = step(actor, at, purpose, it, "ended", on=on, against=against, reason=reason)
    end_burden(moved, on)
    if moved.in_force_until is not None:
        keep_end(moved, done_on=on)
    return moved


@action
def withdraw(
    *, actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int, on: date, reason: str
) -> Measure:
    """Withdraw a decision, with the reason: an order as soon as it isn't needed any more (Gemeentewet 172a).

    Once it was made known that is a decision too: where the municipality has a template for it, it must have been signed; where
    it has none, who may sign withdraws: the body itself, or who has a mandate for it (Awb 10:3).
    """
    own = bool(authorize(actor, SIGN, measure, purpose))
    it = locked(actor, SIGN if own else HANDLE, measure, purpose, seen)
    against = [*_against_withdrawing(actor, it, on), *_against_breaches(it, on)]
    it.ended_on, it.ended_because = on, reason.strip()
    text = _with_mandate(reason, mandate_for(actor, it, DocumentKind.WITHDRAWAL, on)) if by_signing(it, on) else ""
    name = "revoked" if own else "withdrawn"
    moved = step(actor, at, purpose, it, name, on=on, against=against, reason=reason, text=text)
    end_burden(moved, on)
    drop_end(moved)
    return moved


def _against_breaches(it: Measure, on: date) -> list[Reason]:
    """Return why an order can't have ended on a day: it was broken then or later, and forfeited by that."""
    rows = Forfeiture.objects.filter(measure=it, breached_on__gte=on).exclude(status=Forfeiture.Status.UNDONE)
    last = rows.order_by("-breached_on").first()
    if last is None:
        return []
    text = _("Op %(day)s is nog een overtreding van deze last vastgelegd. Kies een latere dag.")
    return [Reason("breached", text % {"day": day(last.breached_on)})]


def by_signing(it: Measure, on: date) -> bool:
    """Return whether withdrawing is itself what must be signed: it was made known, and there is no template for a letter."""
    return it.served_on is not None and template_of(it.municipality, it.instrument, DocumentKind.WITHDRAWAL, on) is None


def _with_mandate(reason: str, mandate: Mandate | None) -> str:
    if mandate is None:
        return reason
    told = {"reason": reason.strip(), "title": mandate.title, "n": mandate.version_number}
    return _("%(reason)s (ondertekend met mandaat: %(title)s, versie %(n)d)") % told


def _against_withdrawing(actor: Actor, it: Measure, on: date) -> list[Reason]:
    """Return why a decision that was made known can't be withdrawn: nobody who may signed that, or the actor may not."""
    kind = DocumentKind.WITHDRAWAL
    if it.served_on is None or signed_about(it, kind, ""):
        return []
    if by_signing(it, on):
        if not may_sign(actor, it, kind, on):
            return []
        text = _(
            "Er is geen sjabloon voor een intrekking. Dan trekt alleen in wie mag ondertekenen: het bestuursorgaan zelf, of "
            "wie daarvoor die dag mandaat heeft. Of stel eerst een sjabloon vast."
        )
        return [Reason("unsigned", text)]
    text = _("Er is nog geen ondertekend besluit tot intrekking. Maak het en laat het ondertekenen.")
    return [Reason("unsigned", text)]


@action
def drop(*, actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int, on: date, reason: str) -> Measure:
    """Decide that there will be no measure, with the reason."""
    it = locked(actor, HANDLE, measure, purpose, seen)
    it.ended_on, it.ended_because = on, reason.strip()
    moved = step(actor, at, purpose, it, "dropped", on=on, reason=reason)
    desk_files.drop_terms(moved)
    return moved


@action
def settle(*, actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int) -> Measure:
    """Close the file: its term of retention begins. Refused with everything that is still open."""
    it = locked(actor, HANDLE, measure, purpose, seen)
    on = timezone.localdate(at)
    desk_files.close(it, on)
    return step(actor, at, purpose, it, "settled", on=on, against=against_settling(it, on))


def against_settling(it: Measure, on: date) -> list[Reason]:
    """Return what is still open in a file: objection, remedies, forfeitures, costs, publication."""
    found = []
    if not objection_over(it, on):
        found.append(Reason("objection", _("Er kan nog bezwaar worden gemaakt.")))
    if Remedy.objects.filter(measure=it, decided_on__isnull=True).exists():
        found.append(Reason("remedy", _("Er loopt nog een bezwaar, beroep of verzoek om een voorlopige voorziening.")))
    if appeal_open(it, on):
        found.append(Reason("appeal", _("Er kan nog beroep worden ingesteld.")))
    if Forfeiture.objects.filter(measure=it, status__in=UNPAID).exists():
        found.append(Reason("forfeiture", _("Er staat nog een verbeurde dwangsom open.")))
    if it.costs and it.costs_paid_on is None:
        found.append(Reason("costs", _("De kosten zijn nog niet betaald.")))
    if it.instrument in PUBLISHED and it.in_force_from is not None and it.published_on is None:
        found.append(Reason("unpublished", _("Leg eerst vast waar en wanneer de sluiting openbaar is bekendgemaakt.")))
    return found


def ended_as(it: Measure) -> str:
    """Return how a file had ended before it was closed: as ended, withdrawn or dropped. One query."""
    rows = MeasureEvent.objects.filter(measure=it, kind__in=("ended", *WITHDRAWN_BY, "dropped"))
    last = rows.order_by("-on", "-at", "-id").values_list("kind", flat=True).first() or Status.ENDED
    return "withdrawn" if last in WITHDRAWN_BY else str(last)


@action
def reopen(*, actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int, on: date, reason: str) -> Measure:
    """Open a file that was closed, with the reason: its term of retention stops. It is again what it was before it was closed."""
    it = locked(actor, HANDLE, measure, purpose, seen)
    moved = step(actor, at, purpose, it, REOPENED_BY[ended_as(it)], on=on, reason=reason)
    desk_files.open_again(moved)
    moved.save()
    return moved
