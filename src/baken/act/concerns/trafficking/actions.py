# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the designated officer notes about a concern on trafficking: handed over, answered, a barrier put up, what came of it.

Noted here is what was done by telephone or otherwise: Baken sends nothing. No text in it tells of a victim.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import fresh

from ..models import ChosenBarrier, Concern, HandOver, Status
from ..policies import TRAFFICKING
from ..reporting.no_register import THEME
from . import rules, terms
from .barriers import by_slug

WORKED_ON = (Status.ADMITTED, Status.ENRICHING, Status.AGENDA, Status.ROUTED, Status.SET_ASIDE)
"""While a concern is handled. After the toets vooraf, and before the weighing too: a victim can't wait for that."""


@dataclass(frozen=True, slots=True)
class Barred:
    """A barrier as it is chosen: which, which function puts it up, by when, and what was agreed."""

    barrier: str
    owner: str
    due: date
    agreed: str = ""


@action
def hand_over(*, actor: Actor, at: datetime, purpose: str, concern: Concern, given: rules.HandedOver) -> HandOver:
    """Note that a concern was handed over, and return the row; the answer comes on the list of terms.

    Raises `Refused` with every reason: another kind of concern, not handled now, a ground that doesn't fit, no consent, days.
    """
    require(actor, TRAFFICKING, concern, purpose)
    received = timezone.localdate(concern.received_at)
    _raise([*_against(concern), *rules.against_hand_over(given, received, timezone.localdate(at))])
    row = HandOver(
        municipality_id=concern.municipality_id, concern=concern, recipient=given.recipient, on=given.on,
        basis=given.basis, told=sorted(given.told), consent=given.consent, answer_due=given.answer_due,
        their_reference=given.their_reference.strip(), by_id=actor.id,
    )  # fmt: skip
    row.save()
    terms.keep_answer(concern, row)
    audit.record("concern.handed_over", concern, purpose=purpose, recipient=row.recipient, basis=row.basis)
    return row


@action
def note_answer(
    *, actor: Actor, at: datetime, purpose: str, concern: Concern, row: HandOver, seen: int, on: date, answer: str,
    their_reference: str = "",
) -> HandOver:  # fmt: skip
    """Note what came back on a hand-over, or correct that. Raises `Refused` with every reason."""
    require(actor, TRAFFICKING, row, purpose)
    row = fresh(row, seen)
    reasons = [] if answer in rules.ANSWERS else [Reason("answer", _("Kies wat het antwoord was."))]
    reasons += _against_done(on, row.on, at)
    reasons += rules.against_reference(their_reference)
    _raise(reasons)
    row.answered_on, row.answer = on, answer
    row.their_reference = their_reference.strip() or row.their_reference
    row.save()
    terms.keep_answer(concern, row)
    audit.record("concern.hand_over_answered", concern, purpose=purpose, recipient=row.recipient, answer=answer)
    return row


@action
def put_up(*, actor: Actor, at: datetime, purpose: str, concern: Concern, given: Barred) -> ChosenBarrier:
    """Note which barrier is put up, by which function and by when, and return the row. Raises `Refused`."""
    require(actor, TRAFFICKING, concern, purpose)
    today = timezone.localdate(at)
    reasons = _against(concern)
    if given.barrier not in by_slug():
        reasons.append(Reason("barrier", _("Kies een barrière.")))
    if given.owner not in rules.OWNERS:
        reasons.append(Reason("owner", _("Kies wie dit doet.")))
    if ChosenBarrier.objects.filter(concern=concern, barrier=given.barrier, done_on__isnull=True).exists():
        reasons.append(Reason("twice", _("Deze barrière is al gekozen en nog niet klaar.")))
    reasons += rules.against_days(today, given.due, today, today)
    reasons += rules.against_text(given.agreed, rules.MAX_AGREED)
    _raise(reasons)
    row = ChosenBarrier(
        municipality_id=concern.municipality_id, concern=concern, barrier=given.barrier, owner=given.owner,
        agreed=given.agreed.strip(), chosen_on=today, due=given.due, by_id=actor.id,
    )  # fmt: skip
    row.save()
    terms.keep_barrier(concern, row)
    audit.record("concern.barrier_chosen", concern, purpose=purpose, barrier=row.barrier, owner=row.owner)
    return row


@action
def settle(
    *, actor: Actor, at: datetime, purpose: str, concern: Concern, row: ChosenBarrier, seen: int, on: date, outcome: str
) -> ChosenBarrier:
    """Note what came of a barrier, or correct that. Raises `Refused` with every reason."""
    require(actor, TRAFFICKING, row, purpose)
    row = fresh(row, seen)
    reasons = [] if outcome in rules.OUTCOMES else [Reason("outcome", _("Kies hoe het afliep."))]
    reasons += _against_done(on, row.chosen_on, at)
    _raise(reasons)
    row.done_on, row.outcome = on, outcome
    row.save()
    terms.keep_barrier(concern, row)
    audit.record("concern.barrier_settled", concern, purpose=purpose, barrier=row.barrier, outcome=outcome)
    return row


def _against(concern: Concern) -> list[Reason]:
    if concern.theme != THEME:
        return [Reason("theme", _("Dit is geen signaal van mensenhandel."))]
    if concern.status not in WORKED_ON:
        return [Reason("status", _("Dit signaal is nu niet in behandeling."))]
    return []


def _against_done(on: date, since: date, at: datetime) -> Iterable[Reason]:
    if on > timezone.localdate(at):
        yield Reason("future", _("Deze dag moet nog komen."))
    if on < since:
        yield Reason("before", _("Deze dag ligt te vroeg."))


def _raise(reasons: list[Reason]) -> None:
    if reasons:
        raise Refused(tuple(reasons))
