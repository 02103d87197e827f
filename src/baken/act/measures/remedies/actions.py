# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A remedy against a measure: lodged, put off, decided. What comes late is told, not refused: a judge decides on that."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.cores.terms import EventKind, State, Unit
from baken.kernel import clocks
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import fresh
from baken.ui.format import day

from .. import addresses
from ..files.steps import locked, note, write
from ..models import Measure, Remedy, Status
from ..penalties import terms as penalty_terms
from ..penalties.undoing import undo_suspended
from ..policies import HANDLE
from .standing import MAIN
from .terms import (
    BEFORE,
    CALENDAR,
    decision_rule,
    end_appeal,
    end_decision,
    keep_decision,
    last_day,
    last_decided,
    start_appeal,
    start_decision,
    waits_for_service,
)

MAX_BY, MAX_TEXT = 300, 4_000
OUTCOMES: dict[str, tuple[str, ...]] = {
    Remedy.Kind.INTERIM_RELIEF: (
        Remedy.Outcome.SUSPENDED, Remedy.Outcome.REFUSED, Remedy.Outcome.INADMISSIBLE, Remedy.Outcome.WITHDRAWN,
    ),
    **dict.fromkeys(
        MAIN, (Remedy.Outcome.UPHELD, Remedy.Outcome.REJECTED, Remedy.Outcome.INADMISSIBLE, Remedy.Outcome.WITHDRAWN)
    ),
}  # fmt: skip


@action
def lodge(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    measure: Measure,
    seen: int,
    kind: str,
    on: date,
    by: str,
    committee: bool = False,
) -> Remedy:
    """Note that somebody used a remedy, on the day on which it came in. Its own term starts; claims of penalties are put off.

    The term for deciding on an objection that came in before the decision was made known starts with that (Awb 6:10). An appeal
    in time lets a suspension run on.

    Refused before a decision was signed, in a file that was closed, for an appeal where nothing was decided before it, and for
    interim relief while no objection or appeal is open. One that comes late is noted as late.
    """
    it = locked(actor, HANDLE, measure, purpose, seen)
    rows = list(Remedy.objects.filter(measure=it).order_by("lodged_on", "id"))
    reasons = list(_against_lodging(it, rows, kind, on, by, timezone.localdate(at)))
    if reasons:
        raise Refused(tuple(reasons))
    due = last_day(it, rows, kind, on)
    made = Remedy(
        municipality_id=it.municipality_id, measure=it, kind=kind, lodged_on=on, by=by.strip(),
        late=due is not None and on > due, committee=committee and kind == Remedy.Kind.OBJECTION,
    )  # fmt: skip
    made.save()
    it.save()
    if kind == Remedy.Kind.OBJECTION and not waits_for_service(it):
        start_decision(it, made, due)
    elif kind in BEFORE:
        end_appeal(rows, kind, on)
    penalty_terms.keep_all(it)
    undo_suspended(actor, at, purpose, it)
    addresses.note(it)
    told = _("%(what)s, %(by)s")
    text = told % {"what": Remedy.Kind(kind).label, "by": by.strip()}
    write(it, actor, at, "remedy", on, f"{text} ({_('te laat')})" if made.late else text)
    note(it, "remedy_lodged", purpose, remedy=str(made.pk), used=kind, late=made.late)
    return made


@action
def put_off(
    *, actor: Actor, at: datetime, purpose: str, measure: Measure, remedy: Remedy, seen: int, on: date
) -> Remedy:
    """Put off the decision on an objection by six weeks, once (Awb 7:10(3)). Refused after its term had ended."""
    file = locked(actor, HANDLE, measure, purpose, None)
    it = fresh(remedy, seen)
    rule = decision_rule(it)
    found = clocks.standing(it, rule, CALENDAR)
    reasons = list(_against_day(it, on, timezone.localdate(at)))
    if it.kind != Remedy.Kind.OBJECTION or it.decided_on is not None or found.state is not State.RUNNING:
        reasons.append(Reason("no_term", _("Alleen een lopende beslissing op bezwaar kan worden verdaagd.")))
    elif found.due is not None and on > found.due:
        reasons.append(Reason("over", _("De beslistermijn was toen al voorbij.")))
    if any(event.kind is EventKind.EXTENDED for event in clocks.ledger(it, rule)):
        reasons.append(Reason("again", _("Deze beslissing is al een keer verdaagd.")))
    if reasons:
        raise Refused(tuple(reasons))
    # Whoever puts it off before the term began (7:10(1)) makes the same term longer: its ledger begins with its start.
    since = max(on, found.steps[0].at)
    clocks.tell(it, rule, EventKind.EXTENDED, on=since, basis="Awb 7:10, lid 3", amount=6, unit=Unit.WEEKS)
    it.save()
    keep_decision(file, it)
    write(file, actor, at, "remedy", on, _("Beslissing op bezwaar zes weken verdaagd"))
    note(file, "remedy_put_off", purpose, remedy=str(it.pk))
    return it


@action
def decide(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    measure: Measure,
    remedy: Remedy,
    seen: int,
    on: date,
    outcome: str,
    text: str,
    until: str = "",
    until_on: date | None = None,
) -> Remedy:
    """Note how a remedy was decided, on the day on which that was made known. Claims of penalties run on.

    What a decision means for the measure is for people: nothing is withdrawn by itself. Of a suspension `until` says when the
    ruling lets it end (`Remedy.Until`; without, as the law has it), with `until_on` its last day where the ruling names one.
    Breaches that were noted in its stretch are undone.
    """
    file = locked(actor, HANDLE, measure, purpose, None)
    it = fresh(remedy, seen)
    reasons = [
        *_against_day(it, on, timezone.localdate(at)),
        *_against_deciding(it, outcome, text),
        *_against_until(outcome, on, until, until_on),
    ]
    if reasons:
        raise Refused(tuple(reasons))
    it.decided_on, it.outcome, it.outcome_text = on, outcome, text.strip()
    if outcome == Remedy.Outcome.SUSPENDED:
        it.suspended_until_kind, it.suspended_until = until or Remedy.Until.LAW, until_on
    it.save()
    file.save()
    if it.kind == Remedy.Kind.OBJECTION:
        end_decision(file, it, on)
    if it.kind in BEFORE.values() and outcome != Remedy.Outcome.WITHDRAWN:
        start_appeal(it, on)
    penalty_terms.keep_all(file)
    undo_suspended(actor, at, purpose, file)
    addresses.note(file)
    told = _("%(what)s: %(outcome)s. %(text)s")
    words = {"what": Remedy.Kind(it.kind).label, "outcome": Remedy.Outcome(outcome).label, "text": text.strip()}
    write(file, actor, at, "remedy", on, (told % words).strip())
    note(file, "remedy_decided", purpose, remedy=str(it.pk), outcome=outcome)
    return it


def _against_lodging(it: Measure, rows: list[Remedy], kind: str, on: date, by: str, today: date) -> Iterable[Reason]:
    if kind not in Remedy.Kind.values:
        yield Reason("kind", _("Kies bezwaar, voorlopige voorziening of beroep."))
        return
    signed = timezone.localdate(it.signed_at) if it.signed_at else None
    if it.status == Status.SETTLED:  # else its term of retention would run on under an open remedy
        yield Reason("closed", _("Dit dossier is afgerond. Open het eerst weer."))
    if signed is None:
        yield Reason("no_decision", _("Er is nog geen besluit waartegen iemand kan opkomen."))
    elif on < signed:
        yield Reason("before", _("Dit kan niet vóór het besluit van %(day)s.") % {"day": day(signed)})
    if on > today:
        yield Reason("future", _("Deze dag komt nog. Leg vast wat is gebeurd."))
    if not by.strip() or len(by) > MAX_BY:
        yield Reason("by", _("Schrijf op wie het indient, in hoogstens %(n)d tekens.") % {"n": MAX_BY})
    before = last_decided(rows, kind)
    if Remedy.Kind(kind) in BEFORE and before is None:
        what = Remedy.Kind(BEFORE[Remedy.Kind(kind)]).label
        yield Reason("order", _("Leg eerst vast hoe op het %(what)s is beslist.") % {"what": what})
    elif before is not None and before.decided_on is not None and on < before.decided_on:
        yield Reason("before", _("Dit kan niet vóór de beslissing van %(day)s.") % {"day": day(before.decided_on)})
    if kind == Remedy.Kind.INTERIM_RELIEF and not any(row.kind in MAIN and row.decided_on is None for row in rows):
        text = _("Een voorlopige voorziening hoort bij een bezwaar of beroep dat loopt (Awb 8:81). Leg dat eerst vast.")
        yield Reason("no_main", text)


def _against_day(it: Remedy, on: date, today: date) -> Iterable[Reason]:
    if on > today:
        yield Reason("future", _("Deze dag komt nog. Leg vast wat is gebeurd."))
    if on < it.lodged_on:
        yield Reason("before", _("Dit kan niet vóór de dag van indienen, %(day)s.") % {"day": day(it.lodged_on)})


def _against_deciding(it: Remedy, outcome: str, text: str) -> Iterable[Reason]:
    if it.decided_on is not None:
        yield Reason("decided", _("Hierover is al beslist."))
    if outcome not in OUTCOMES[it.kind]:
        yield Reason("outcome", _("Kies een uitkomst die hierbij past."))
    if len(text) > MAX_TEXT:
        yield Reason("long", _("De toelichting is te lang: gebruik hoogstens %(n)d tekens.") % {"n": MAX_TEXT})


def _against_until(outcome: str, on: date, until: str, until_on: date | None) -> Iterable[Reason]:
    if outcome != Remedy.Outcome.SUSPENDED:
        if until_on is not None:
            yield Reason("until", _("Een einde hoort alleen bij een schorsing."))
        return
    if until and until not in Remedy.Until.values:
        yield Reason("until", _("Kies tot wanneer de schorsing duurt."))
    elif until == Remedy.Until.DATE and until_on is None:
        yield Reason("until", _("Noem de laatste dag van de schorsing, zoals die in de uitspraak staat."))
    elif until != Remedy.Until.DATE and until_on is not None:
        yield Reason("until", _("Een laatste dag hoort alleen bij een schorsing tot en met een dag."))
    elif until_on is not None and until_on < on:
        yield Reason("until", _("De laatste dag van de schorsing ligt niet vóór de uitspraak."))
