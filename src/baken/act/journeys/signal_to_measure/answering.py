# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the legal adviser answers to who asked for a measure of a signal: taken up, or sent back with a reason.

The answer stands with what was handed in, in the register of the signal. Who judges the report without answering first has
taken it up; who drops the file says that no measure comes. Neither tells more: the file stays where it is.
"""

from datetime import datetime
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require, system_actor
from baken.act.concerns import facade as concerns
from baken.act.measures import facade as measures
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import fresh
from baken.kernel.text.personal_data import find

MAX_REASON = 1_000


def request_of(measure: measures.Measure) -> concerns.Packet | None:
    """Return what was handed in with the question for this measure; None where it began otherwise, or that is destroyed."""
    if not measure.origin:
        return None
    return concerns.asked_by(measure.municipality, measure.vault_id, measure.reference)


def waits(measure: measures.Measure, request: concerns.Packet | None) -> bool:
    """Whether who asked still waits for an answer that can be given."""
    return request is not None and measure.status == measures.Status.RECEIVED and not request.effects.all()


@action
def answer(
    *, actor: Actor, at: datetime, purpose: str, measure: measures.Measure, seen: int, taken_up: bool, reason: str = ""
) -> measures.Measure:
    """Answer who asked: the measure is taken up, or sent back with a reason, which ends the file without a measure.

    Raises `Denied`, `StaleVersion`, `Refused` with every reason: nobody waits, no reason, a person in it.
    """
    require(actor, measures.HANDLE, measure, purpose)
    it: measures.Measure = fresh(measure, seen)
    request = request_of(it)
    if reasons := against(it, request, taken_up=taken_up, reason=reason):
        raise Refused(tuple(reasons))
    assert request is not None
    on = timezone.localdate(at)
    _tell(it, request, actor, at, used=taken_up, text=reason)
    audit.record("measure.answered", it, purpose=purpose, taken_up=taken_up)
    if not taken_up:
        return measures.drop(
            actor=actor, at=at, purpose=purpose, measure=it, seen=it.version, on=on, reason=reason
        )  # fmt: skip
    told = "\n".join(filter(None, (_("In behandeling genomen; wie het vroeg, weet dat."), reason.strip())))
    measures.add_note(actor=actor, at=at, purpose=purpose, measure=it, on=on, text=told)
    return it


def against(measure: measures.Measure, request: concerns.Packet | None, *, taken_up: bool, reason: str) -> list[Reason]:
    """Return every reason why this can't be answered."""
    found = []
    if not waits(measure, request):
        found.append(Reason("answered", _("Hierop wacht niemand meer een antwoord.")))
    if not taken_up and not reason.strip():
        found.append(Reason("no_reason", _("Schrijf op waarom u het terugstuurt. Wie het vroeg, leest dat.")))
    if len(reason) > MAX_REASON:
        found.append(Reason("long", _("Te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_REASON}))
    if persons := find(reason):
        text = _("Dit lijkt op een persoon: “%(text)s”. Wie het vroeg, mag daar niet van weten. Haal het weg.")
        found.append(Reason("person", text % {"text": persons[0].text[:60]}))
    return found


def after_assessing(measure: measures.Measure, actor: Actor, at: datetime, purpose: str) -> None:
    """Tell who asked that it was taken up, where nobody had said so yet. Within the step of the measure."""
    request = request_of(measure)
    if request is not None and not request.effects.all():
        _tell(measure, request, actor, at, used=True)


def after_dropping(measure: measures.Measure, actor: Actor, at: datetime, purpose: str) -> None:
    """Tell who asked that no measure comes, unless it was sent back just now: never why, which stands in the file."""
    request = request_of(measure)
    last = next(iter(request.effects.all()), None) if request is not None else None
    if request is not None and (last is None or last.used):
        _tell(measure, request, actor, at, used=False, text=_("Er komt geen maatregel."))


def request_block(seen: measures.Seen, at: datetime) -> measures.Block | None:
    """Return what the page of a measure shows of who asked for it, and the step to answer."""
    it = seen.file
    request = request_of(it)
    if request is None:
        return None
    step = ""
    if waits(it, request) and measures.may_handle(seen):
        step = reverse("measure_journeys:answer", args=[it.reference])
    context = {
        "request": request, "step": step, "answer": next(iter(request.effects.all()), None),
        "concern": _concern(seen.actor, it.origin),
    }  # fmt: skip
    return measures.Block("journeys/_request.html", context)


def _concern(actor: Actor, reference: str) -> Any:
    """Return the concern, for who may open that one too."""
    try:
        return concerns.find(actor, reference).concern if actor.may(concerns.VIEW) else None
    except Http404:
        return None


def _tell(
    measure: measures.Measure, request: concerns.Packet, actor: Actor, at: datetime, *, used: bool, text: str = ""
) -> None:
    system = system_actor(measure.municipality)
    concerns.answer_asked(actor=system, at=at, packet=request, by=actor.id, used=used, text=text)
