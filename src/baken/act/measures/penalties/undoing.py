# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Breaches that were noted before it was known that a judge held the order up: nothing was forfeited by them. Part of actions."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, unauthorized
from baken.cores.terms import EventKind
from baken.kernel.workflow import perform
from baken.ui.format import day

from ..documents.facts import money
from ..files.steps import write
from ..models import Forfeiture, Measure, Remedy
from ..remedies.standing import stretch_on
from ..workflow import FORFEITURE
from .rules import NOTHING, Closing
from .terms import keep

BASIS = "Awb 8:85 (te controleren)"


def undo_suspended(actor: Actor, at: datetime, purpose: str, measure: Measure) -> int:
    """Undo every breach that was noted on a day on which the order turns out to have been suspended; return how many.

    Its claim ends and it no longer counts for the maximum. What was collected or paid already is for people to pay back: the row
    keeps those days. Two queries where nothing is to be undone; call it after a remedy was saved.
    """
    rows = list(Remedy.objects.filter(measure=measure))
    if not any(row.outcome == Remedy.Outcome.SUSPENDED for row in rows):
        return 0
    there = Forfeiture.objects.filter(measure=measure).exclude(status=Forfeiture.Status.UNDONE)
    found = [(it, stretch_on(rows, it.breached_on)) for it in there.order_by("breached_on", "id")]
    undone = [(it, stretch[0]) for it, stretch in found if stretch is not None]
    today = timezone.localdate(at)
    for it, since in undone:
        paid, decided = it.status == Forfeiture.Status.PAID, it.decided_on is not None
        text = _("De rechter had de last op deze dag geschorst, sinds %(day)s.") % {"day": day(since)}
        if decided:
            text += " " + _("Trek het invorderingsbesluit in.")
        if paid:
            text += " " + _("Er is al betaald: betaal terug.")
        it.closed_because = text
        it.save()
        moved = perform(
            actor=actor, at=at, workflow=FORFEITURE, record=it, name="undone",
            unauthorized=unauthorized(actor, purpose), given={"on": today, "reason": text, "against": ()},
        )  # fmt: skip
        assert isinstance(moved, Forfeiture)
        keep(measure, moved, Closing(EventKind.ENDED, today, BASIS))
        told = _("%(amount)s, verbeurd op %(day)s: %(what)s. %(why)s")
        label = str(Forfeiture.Status.UNDONE.label)
        values = {"amount": money(moved.amount), "day": day(moved.forfeited_on), "what": label, "why": text}
        write(measure, actor, at, "forfeiture", today, told % values)
    if undone:
        _raise(actor, at, measure)
    return len(undone)


def _raise(actor: Actor, at: datetime, measure: Measure) -> None:
    """Raise what the maximum had cut, now that there is room: what a breach forfeits follows from the law, not from who noted it.

    Only where nothing was announced or decided yet: in a letter stands the sum of its day.
    """
    if measure.amount_per_breach is None or measure.amount_maximum is None:
        return
    there = Forfeiture.objects.filter(measure=measure).exclude(status=Forfeiture.Status.UNDONE)
    rows = list(there.order_by("breached_on", "id"))
    left = measure.amount_maximum - sum((row.amount for row in rows), NOTHING)
    for it in rows:
        more = min(measure.amount_per_breach - it.amount, left)
        if it.status != Forfeiture.Status.FORFEITED or more <= 0:
            continue
        it.amount += more
        it.save()
        left -= more
        told = _("Overtreding van %(day)s: nu %(amount)s, want een eerdere telt niet meer mee voor het maximum.")
        text = told % {"day": day(it.breached_on), "amount": money(it.amount)}
        write(measure, actor, at, "forfeiture", timezone.localdate(at), text)
