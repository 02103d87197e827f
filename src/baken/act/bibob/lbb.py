# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Advice of the national office (LBB): asked, paused, extended, received. Its clock stops that of the decision (Wet Bibob 31)."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.cores.terms import EventKind
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import fresh

from . import clocks, duties
from .models import Advice, Conclusion, Screening, SourceLook
from .rules import GROUNDS, TELL_ADVICE, grounds_for, short
from .steps import mine, note, refuse, step, told

MOST_WEEKS = 4


@action
def ask(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    screening: Screening,
    ground: str,
    question: str,
    reference: str = "",
    seen: int | None = None,
    on: date | None = None,
) -> Advice:
    """Ask the national office for advice, on a ground that the law has for this kind of decision (Wet Bibob 9).

    From that day on the subject must be told (32). Raises `Refused` with every reason: it may decline where the own investigation
    was too thin (9(5)), so something must have been looked up first.
    """
    day = on or timezone.localdate(at)
    screening = mine(actor, screening, purpose, seen)
    against = []
    if ground not in grounds_for(screening.standing.scope):
        against.append(Reason("ground", _("Kies een grond waarop het LBB hierover mag adviseren (Wet Bibob 9).")))
    if short(question):
        against.append(Reason("question", _("Schrijf op wat u het LBB vraagt, in een hele zin.")))
    if not SourceLook.objects.filter(screening=screening).exists():
        text = _("Doe eerst eigen onderzoek: het LBB kan anders afzien van advies (Wet Bibob 9(5)).")
        against.append(Reason("own_first", text))
    label = GROUNDS[ground].label if ground in GROUNDS else ""
    moved = step(actor, at, purpose, screening, "advice_asked", on=day, against=against, text=str(label))
    row = Advice(
        municipality_id=moved.municipality_id, screening=moved, asked_on=day, ground=ground, question=question.strip(),
        lbb_reference=reference.strip(),
    )  # fmt: skip
    row.save()
    clocks.tell_advice(row, EventKind.STARTED, day, "Wet Bibob 15(1)")
    duties.owe(moved, TELL_ADVICE, day)
    _run(moved, row, day)
    return row


@action
def pause(
    *, actor: Actor, at: datetime, purpose: str, screening: Screening, missing: str, on: date | None = None
) -> Advice:
    """Write that the LBB asked for what is missing: its term stands still from that day (15(2)), and so does the decision."""
    day, screening, row = _open(actor, at, purpose, screening, on)
    against = _day(row.asked_on, day, at)
    if row.paused_since:
        against.append(Reason("paused", _("De termijn van het LBB staat al stil.")))
    if short(missing):
        against.append(Reason("missing", _("Schrijf op welke gegevens het LBB vraagt.")))
    refuse(against)
    row.paused_since = day
    row.save()
    clocks.tell_advice(row, EventKind.SUSPENDED, day, "Wet Bibob 15(2)")
    return _changed(actor, at, purpose, screening, row, "advice_paused", day, missing)


@action
def resume(*, actor: Actor, at: datetime, purpose: str, screening: Screening, on: date | None = None) -> Advice:
    """Write that what was missing reached the LBB: its term runs again from that day (15(2))."""
    day, screening, row = _open(actor, at, purpose, screening, on)
    against = _day(row.paused_since or row.asked_on, day, at)
    if not row.paused_since:
        against.append(Reason("running", _("De termijn van het LBB staat niet stil.")))
    refuse(against)
    row.paused_since = None
    row.save()
    clocks.tell_advice(row, EventKind.RESUMED, day, "Wet Bibob 15(2)")
    return _changed(actor, at, purpose, screening, row, "advice_resumed", day, "")


@action
def extend(
    *, actor: Actor, at: datetime, purpose: str, screening: Screening, weeks: int, on: date | None = None
) -> Advice:
    """Write that the LBB needs more time: once, and at most four weeks (15(3))."""
    day, screening, row = _open(actor, at, purpose, screening, on)
    against = _day(row.asked_on, day, at)
    if not 1 <= weeks <= MOST_WEEKS:
        against.append(
            Reason("weeks", _("Het LBB kan één keer verlengen, met hoogstens vier weken (Wet Bibob 15(3))."))
        )
    refuse(against)
    clocks.tell_advice(row, EventKind.EXTENDED, day, "Wet Bibob 15(3)", weeks=weeks)
    return _changed(actor, at, purpose, screening, row, "advice_extended", day, str(weeks))


@action
def receive(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    screening: Screening,
    conclusion: str,
    text: str,
    seen: int | None = None,
    on: date | None = None,
) -> Advice:
    """Write what the LBB advises. The municipality draws its own conclusion, from this and from what it found itself."""
    day, screening, row = _open(actor, at, purpose, screening, on, seen)
    against = _day(row.paused_since or row.asked_on, day, at)
    if conclusion not in (Conclusion.NONE, Conclusion.LESSER, Conclusion.SERIOUS):
        against.append(Reason("conclusion", _("Kies wat het LBB concludeert.")))
    if short(text):
        against.append(Reason("text", _("Schrijf kort op wat het LBB adviseert.")))
    moved = step(actor, at, purpose, screening, "advice_received", on=day, against=against)
    row.conclusion, row.text = conclusion, text.strip()
    _end(row, day, EventKind.ENDED)
    _run(moved, row, day)
    return row


def give_up(screening: Screening, day: date) -> None:
    """Take back what was asked of the LBB, because the screening stops. Part of an action."""
    row = open_advice(screening)
    if row is not None:
        row.text = _("Ingetrokken omdat het onderzoek stopte.")
        _end(row, day, EventKind.LAPSED)
        clocks.advice_told(screening.standing, Advice.objects.filter(screening=screening))
        clocks.show_advice(screening, row)


def open_advice(screening: Screening) -> Advice | None:
    """Return the advice that is awaited, if any."""
    return Advice.objects.filter(screening=screening, received_on=None).first()


def _open(
    actor: Actor, at: datetime, purpose: str, screening: Screening, on: date | None, seen: int | None = None
) -> tuple[date, Screening, Advice]:
    screening = mine(actor, screening, purpose, seen)
    row = open_advice(screening)
    if row is None:
        raise Refused((Reason("no_advice", _("Er is nu geen advies gevraagd.")),))
    return on or timezone.localdate(at), screening, fresh(row)


def _day(first: date, day: date, at: datetime) -> list[Reason]:
    if day > timezone.localdate(at):
        return [Reason("future", _("Deze dag moet nog komen. Kies vandaag of een eerdere dag."))]
    if day < first:
        return [Reason("before", _("Deze dag ligt voor de vorige stap van het advies."))]
    return []


def _end(row: Advice, day: date, kind: EventKind) -> None:
    if row.paused_since:
        clocks.tell_advice(row, EventKind.RESUMED, day, "Wet Bibob 15(2)")
    row.paused_since, row.received_on = None, day
    row.save()
    clocks.tell_advice(row, kind, day, "Wet Bibob 15")


def _changed(
    actor: Actor, at: datetime, purpose: str, screening: Screening, row: Advice, kind: str, day: date, text: str
) -> Advice:
    audit.record(f"bibob.{kind}", screening, purpose=purpose)
    note(actor, at, screening, kind, day, text)
    _run(screening, row, day)
    return row


def _run(screening: Screening, row: Advice, day: date) -> None:
    clocks.advice_told(screening.standing, Advice.objects.filter(screening=screening))
    clocks.show_advice(screening, row)
    told(screening, day)
