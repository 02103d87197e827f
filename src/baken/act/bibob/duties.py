# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the law wants told (`rules.DUTIES`): made by steps, on the list of terms until it was done."""

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from baken.access.facade import Actor, desk_files
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason
from baken.kernel.models import fresh

from . import clocks
from .models import Duty, Screening
from .rules import DUTIES
from .steps import mine, note, refuse


@action
def fulfil(
    *, actor: Actor, at: datetime, purpose: str, screening: Screening, duty: UUID, how: str, on: date | None = None
) -> Duty:
    """Write that something was told: when and how. Raises `Refused` with every reason."""
    screening = mine(actor, screening, purpose, None)
    row = fresh(Duty.objects.get(screening=screening, pk=duty))
    day = on or timezone.localdate(at)
    reasons = []
    if row.done_on:
        reasons.append(Reason("done", _("Dit is al gedaan.")))
    if not how.strip():
        reasons.append(Reason("how", _("Schrijf op hoe dit is gedaan: brief, mail of gesprek.")))
    if day > timezone.localdate(at):
        reasons.append(Reason("future", _("Deze dag moet nog komen. Kies vandaag of een eerdere dag.")))
    if day < row.since:
        reasons.append(Reason("before", _("Deze dag ligt voor de dag waarop deze plicht begon.")))
    refuse(reasons)
    row.done_on, row.how, row.by_id = day, how.strip(), actor.id
    row.save()
    if row.kind == "tell_advice":
        for advice in screening.advices.filter(told_subject_on=None, asked_on__lte=row.since).locked():
            advice.told_subject_on = day
            advice.save()
    _show(screening, row)
    audit.record("bibob.duty_done", screening, purpose=purpose, duty=row.kind)
    note(actor, at, screening, f"duty_{row.kind}", day, row.how)
    return row


def owe(screening: Screening, kind: str, since: date) -> Duty:
    """Have something told from a day on. Part of an action; the same duty of the same day isn't made twice."""
    assert kind in DUTIES
    row = Duty.objects.filter(screening=screening, kind=kind, since=since).first()
    if row is None:
        row = Duty(municipality_id=screening.municipality_id, screening=screening, kind=kind, since=since)
        row.save()
    _show(screening, row)
    return row


def drop(screening: Screening, kind: str) -> None:
    """Take back a duty that wasn't fulfilled yet, because what it would tell was withdrawn. Part of an action."""
    for row in Duty.objects.filter(screening=screening, kind=kind, done_on=None):
        desk_files.drop_terms(screening, row)
        row.delete()


def fulfilled(screening: Screening, kind: str) -> bool:
    """Whether this was told at least once."""
    return Duty.objects.filter(screening=screening, kind=kind, done_on__isnull=False).exists()


def left_undone(screening: Screening) -> list[Reason]:
    """Return, for every duty that stands open, why the file can't be settled."""
    rows = Duty.objects.filter(screening=screening, done_on=None)
    text = _("Nog te doen: %(duty)s (%(article)s).")
    return [
        Reason(f"duty_{row.kind}", text % {"duty": DUTIES[row.kind].label, "article": DUTIES[row.kind].article})
        for row in rows
    ]


def _show(screening: Screening, row: Duty) -> None:
    kind = DUTIES[row.kind]
    desk_files.keep_term(
        screening, clocks.KIND, row, label=format_lazy("{} ({})", kind.label, kind.article), started=row.since,
        done_on=row.done_on, undated=True,
    )  # fmt: skip
