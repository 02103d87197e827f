# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A penalty order that was broken: the breach noted, announced, collected, paid, given up or lapsed; and costs of coercion."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Actor, unauthorized
from baken.cores.terms import EventKind
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import fresh
from baken.kernel.workflow import perform
from baken.ui.format import day

from ..documents.actions import signed_about, told_of
from ..documents.facts import money
from ..files.steps import locked, note, write
from ..models import DocumentKind, Forfeiture, Instrument, Measure, MeasureDocument, Status
from ..policies import HANDLE
from ..policy.lookup import template_of
from ..remedies.standing import suspended_on
from ..workflow import FORFEITURE
from .rules import INTERRUPTS, NOTHING, PAY_AFTER_REMINDER, REMINDER, WRIT, Closing, amount_of_next
from .terms import PAID, interruptions_of, keep, keep_costs, lapsed_by

ORDERS = (Status.IN_FORCE, Status.ENDED, Status.WITHDRAWN)
MAX_FOUND = 4_000
MOST_COSTS = Decimal("9999999.99")
INTERRUPTED: dict[str, Any] = {
    "reminder": gettext_lazy("aanmaning verstuurd"),
    "writ": gettext_lazy("dwangbevel betekend"),
    "execution": gettext_lazy("dwangbevel ten uitvoer gelegd"),
}
"""What interrupts a claim, in words; slugs as in `rules.INTERRUPTS`."""


@action
def note_breach(
    *, actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int, on: date, found: str
) -> Forfeiture:
    """Note that an order was broken on a day: by law the sum is forfeited then (Awb 5:33), up to the maximum of the order.

    Refused before the grace term is over, after the order ended, while a judge has it suspended, and once the maximum is
    reached. `found`: what was found and by whom.
    """
    it = locked(actor, HANDLE, measure, purpose, seen)
    reasons = list(_against_breach(it, on, found, timezone.localdate(at)))
    if reasons:
        raise Refused(tuple(reasons))
    assert it.amount_per_breach is not None
    assert it.amount_maximum is not None
    amount = amount_of_next(it.amount_per_breach, it.amount_maximum, [forfeited(it)])
    made = Forfeiture(
        municipality_id=it.municipality_id, measure=it, breached_on=on, forfeited_on=on, amount=amount,
        found=found.strip(),
    )  # fmt: skip
    made.save()
    it.save()  # its version rises: who notes a breach at the same time has seen another sum
    keep(it, made)
    write(it, actor, at, "breach", on, _("Verbeurd: %(amount)s. %(found)s") % {"amount": money(amount), "found": found})
    note(it, "breach", purpose, forfeiture=str(made.pk))
    return made


@action
def announce(
    *, actor: Actor, at: datetime, purpose: str, measure: Measure, forfeiture: Forfeiture, seen: int, on: date
) -> Forfeiture:
    """Say that the intention to collect was sent."""
    return _step(actor, at, purpose, measure, forfeiture, seen, "announced", on)


@action
def decide(
    *, actor: Actor, at: datetime, purpose: str, measure: Measure, forfeiture: Forfeiture, seen: int, on: date
) -> Forfeiture:
    """Say that the collection decision was made known on a day: the claim's year starts anew (Awb 5:37a).

    Refused once the claim had lapsed, and, where the municipality has a template for it, without a signed decision.
    """
    against = []
    if lapsed_by(forfeiture, on):
        text = _("De bevoegdheid om in te vorderen was toen al verjaard (Awb 5:35).")
        against.append(Reason("lapsed", text))
    has_template = template_of(measure.municipality, measure.instrument, DocumentKind.COLLECTION, on) is not None
    if has_template and not signed_about(measure, DocumentKind.COLLECTION, str(forfeiture.pk)):
        text = _(
            "Er is nog geen ondertekend invorderingsbesluit voor deze overtreding. Maak het en laat het ondertekenen."
        )
        against.append(Reason("unsigned", text))
    return _step(actor, at, purpose, measure, forfeiture, seen, "decided", on, against=against, decided_on=on)


@action
def interrupt(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    measure: Measure,
    forfeiture: Forfeiture,
    seen: int,
    on: date,
    what: str,
) -> Forfeiture:
    """Say that a reminder or a writ was sent, or a writ was executed, on a day: the claim's year starts anew (Awb 4:106, 4:110).

    Refused before the collection decision (5:37), out of their order, and once the claim had lapsed.
    """
    file = locked(actor, HANDLE, measure, purpose, None)
    it = fresh(forfeiture, seen)
    reasons = [*_against_day(it, on, timezone.localdate(at)), *_against_interrupting(it, on, what)]
    if reasons:
        raise Refused(tuple(reasons))
    it.interruptions = sorted([*it.interruptions, [what, on.isoformat()]], key=lambda one: (one[1], one[0]))
    it.save()
    keep(file, it)
    told = _("%(amount)s, verbeurd op %(day)s: %(what)s.")
    values = {"amount": money(it.amount), "day": day(it.forfeited_on), "what": INTERRUPTED[what]}
    write(file, actor, at, "forfeiture", on, told % values)
    note(file, "interrupted", purpose, forfeiture=str(it.pk), what=what)
    return it


@action
def pay(
    *, actor: Actor, at: datetime, purpose: str, measure: Measure, forfeiture: Forfeiture, seen: int, on: date
) -> Forfeiture:
    """Say that the sum was paid in full on a day."""
    closing = Closing(EventKind.ENDED, on, PAID)
    return _step(actor, at, purpose, measure, forfeiture, seen, "paid", on, closing=closing, paid_on=on)


@action
def waive(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    measure: Measure,
    forfeiture: Forfeiture,
    seen: int,
    on: date,
    reason: str,
) -> Forfeiture:
    """Decide not to collect, with the reason. The sum still counts for the maximum of the order: it was forfeited by law."""
    closing = Closing(EventKind.ENDED, on, "Awb 5:37")
    return _step(
        actor, at, purpose, measure, forfeiture, seen, "waived", on, reason=reason, closing=closing,
        closed_because=reason.strip(),
    )  # fmt: skip


@action
def lapse(
    *, actor: Actor, at: datetime, purpose: str, measure: Measure, forfeiture: Forfeiture, seen: int, on: date
) -> Forfeiture:
    """Say that the claim lapsed: refused as long as it can be collected."""
    against = []
    if not lapsed_by(forfeiture, on):
        against.append(Reason("runs", _("Deze dwangsom kan nog worden ingevorderd.")))
    closing = Closing(EventKind.LAPSED, on, "Awb 5:35")
    return _step(actor, at, purpose, measure, forfeiture, seen, "lapsed", on, against=against, closing=closing)


@action
def set_costs(
    *, actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int, amount: Decimal, decided_on: date | None
) -> Measure:
    """Say what coercion cost (Awb 5:25) and, once the decision on costs was made known, on which day: from then on is paid.

    Refused, where the municipality has a template for it, without a signed decision on this amount.
    """
    it = locked(actor, HANDLE, measure, purpose, seen)
    today = timezone.localdate(at)
    reasons = []
    if it.instrument != Instrument.COERCION or it.status not in ORDERS:
        reasons.append(Reason("no_costs", _("Kosten horen bij bestuursdwang die is toegepast.")))
    if not NOTHING < amount <= MOST_COSTS or amount != round(amount, 2):
        reasons.append(Reason("amount", _("Vul een bedrag in, met hoogstens twee cijfers achter de komma.")))
    if it.costs_decided_on is not None:
        reasons.append(Reason("decided", _("Over de kosten is al beslist.")))
    if decided_on is not None and not _costs_signed(it, amount, decided_on):
        text = _(
            "Er is nog geen ondertekend kostenbesluit over dit bedrag. Leg eerst alleen het bedrag vast, maak het besluit en "
            "laat het ondertekenen."
        )
        reasons.append(Reason("unsigned", text))
    if decided_on is not None and (decided_on > today or (it.in_force_from and decided_on < it.in_force_from)):
        reasons.append(Reason("day", _("Het kostenbesluit volgt op de bestuursdwang en ligt niet in de toekomst.")))
    if reasons:
        raise Refused(tuple(reasons))
    it.costs, it.costs_decided_on = amount, decided_on
    it.save()
    keep_costs(it)
    write(it, actor, at, "costs", decided_on or today, money(amount))
    note(it, "costs", purpose)
    return it


def _costs_signed(it: Measure, amount: Decimal, on: date) -> bool:
    """Return whether who may decided on these costs; without a template that happens elsewhere, and nothing is known of it."""
    if template_of(it.municipality, it.instrument, DocumentKind.COSTS, on) is None:
        return True
    rows = MeasureDocument.objects.filter(measure=it, kind=DocumentKind.COSTS, signed_at__isnull=False)
    return any(told_of(row)["facts"].get("costs") == money(amount) for row in rows)


@action
def pay_costs(*, actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int, on: date) -> Measure:
    """Say that the costs of coercion were paid on a day."""
    it = locked(actor, HANDLE, measure, purpose, seen)
    reasons = []
    if it.costs_decided_on is None or it.costs_paid_on is not None:
        reasons.append(Reason("no_costs", _("Er staan geen vastgestelde kosten open.")))
    elif not it.costs_decided_on <= on <= timezone.localdate(at):
        reasons.append(Reason("day", _("Betalen kan niet vóór het kostenbesluit en niet in de toekomst.")))
    if reasons:
        raise Refused(tuple(reasons))
    it.costs_paid_on = on
    it.save()
    keep_costs(it)
    write(it, actor, at, "costs_paid", on, money(it.costs))
    note(it, "costs_paid", purpose)
    return it


def forfeited(measure: Measure, until: Forfeiture | None = None) -> Decimal:
    """Return the sum of all that an order forfeited, whatever became of it; with `until`, up to and with that breach.

    What turned out not to be forfeited doesn't count.
    """
    rows = Forfeiture.objects.filter(measure=measure).exclude(status=Forfeiture.Status.UNDONE)
    if until is not None:
        rows = rows.filter(pk__lte=until.pk)
    found: Decimal | None = rows.aggregate(sum=Sum("amount"))["sum"]
    return found or NOTHING


def _against_breach(it: Measure, on: date, found: str, today: date) -> Iterable[Reason]:
    if it.instrument != Instrument.PENALTY or it.amount_per_breach is None or it.amount_maximum is None:
        yield Reason("no_order", _("Dit is geen last onder dwangsom met een bedrag en een maximum."))
        return
    if it.status not in ORDERS or it.in_force_from is None:
        yield Reason("not_in_force", _("Een dwangsom wordt pas verbeurd als de begunstigingstermijn voorbij is."))
    elif it.grace_until is not None and on <= it.grace_until:
        text = _("Deze dag valt in de begunstigingstermijn, die liep tot en met %(day)s.")
        yield Reason("grace", text % {"day": day(it.grace_until)})
    elif on < it.in_force_from:
        yield Reason(
            "grace", _("De last gold toen nog niet: die geldt vanaf %(day)s.") % {"day": day(it.in_force_from)}
        )
    if on > today:
        yield Reason("future", _("Deze dag komt nog. Leg vast wat is gebeurd."))
    if it.ended_on is not None and on >= it.ended_on:
        yield Reason("ended", _("De last gold toen niet meer: die eindigde op %(day)s.") % {"day": day(it.ended_on)})
    if suspended_on(it, on):
        yield Reason("suspended", _("De rechter had de last op deze dag geschorst."))
    if not found.strip() or len(found) > MAX_FOUND:
        yield Reason(
            "found", _("Schrijf op wat is vastgesteld en door wie, in hoogstens %(n)d tekens.") % {"n": MAX_FOUND}
        )
    if amount_of_next(it.amount_per_breach, it.amount_maximum, [forfeited(it)]) <= 0:
        text = _("Het maximum van %(amount)s is bereikt. Neem zo nodig een nieuwe last.")
        yield Reason("maximum", text % {"amount": money(it.amount_maximum)})


def _against_interrupting(it: Forfeiture, on: date, what: str) -> Iterable[Reason]:
    if what not in INTERRUPTS:
        yield Reason("what", _("Kies aanmaning, dwangbevel of tenuitvoerlegging."))
        return
    if it.status != Forfeiture.Status.DECIDED:
        yield Reason("undecided", _("Aanmanen kan pas na het invorderingsbesluit, zolang niet is betaald (Awb 5:37)."))
    if lapsed_by(it, on):
        yield Reason("lapsed", _("De bevoegdheid om in te vorderen was toen al verjaard (Awb 5:35)."))
    there = {(one.what, one.on) for one in interruptions_of(it)}
    if (what, on) in there:
        yield Reason("again", _("Dit staat er voor deze dag al."))
    order = list(INTERRUPTS)
    before = order[order.index(what) - 1] if order.index(what) else ""
    if before and not any(one == before and since <= on for one, since in there):
        text = _("Hiervoor moet eerst zijn vastgelegd: %(what)s.")
        yield Reason("order", text % {"what": INTERRUPTED[before]})
    elif what == WRIT and on <= (last := min(since for one, since in there if one == REMINDER) + PAY_AFTER_REMINDER):
        text = _(
            "Na een aanmaning heeft de betrokkene twee weken om te betalen, tot en met %(day)s. Een dwangbevel kan pas daarna "
            "(Awb 4:112 en 4:117, te controleren)."
        )
        yield Reason("too_soon", text % {"day": day(last)})


def _step(
    actor: Actor,
    at: datetime,
    purpose: str,
    measure: Measure,
    forfeiture: Forfeiture,
    seen: int,
    name: str,
    on: date,
    *,
    against: Iterable[Reason] = (),
    reason: str = "",
    closing: Closing | None = None,
    **changed: object,
) -> Forfeiture:
    """Take a step with a forfeiture, write its clocks anew, and put it on the timeline of the file."""
    file = locked(actor, HANDLE, measure, purpose, None)
    it = fresh(forfeiture, seen)
    reasons = [*against, *_against_day(it, on, timezone.localdate(at))]
    given = {"on": on, "reason": reason, "against": tuple(reasons)}
    if not reasons:
        for field, value in changed.items():
            setattr(it, field, value)
        it.save()
    moved = perform(
        actor=actor, at=at, workflow=FORFEITURE, record=it, name=name, unauthorized=unauthorized(actor, purpose),
        given=given,
    )  # fmt: skip
    assert isinstance(moved, Forfeiture)
    keep(file, moved, closing)
    label = str(Forfeiture.Status(moved.status).label)
    told = _("%(amount)s, verbeurd op %(day)s: %(what)s. %(why)s")
    text = told % {"amount": money(moved.amount), "day": day(moved.forfeited_on), "what": label, "why": reason}
    write(file, actor, at, "forfeiture", on, text.strip())
    return moved


def _against_day(it: Forfeiture, on: date, today: date) -> Iterable[Reason]:
    if on > today:
        yield Reason("future", _("Deze dag komt nog. Leg vast wat is gebeurd."))
    before = max(filter(None, (it.forfeited_on, it.decided_on)))
    if on < before:
        yield Reason("before", _("Dit kan niet vóór %(day)s.") % {"day": day(before)})
