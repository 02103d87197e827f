# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person decides on a concern that may be handled: look something up, bring it to the GSO, weigh it, close it, reopen it.

One concern at a time: there is no way to weigh or close several at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Actor, require
from baken.decide.meetings.facade import Meeting, bring_in, points_about, tables, withdraw_points
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.guards import MAX_REASON
from baken.kernel.models import fresh

from ..gatekeeper import indexing
from ..gatekeeper.checks import start_retention, stop_retention
from ..models import Concern, Look, Outcome, Route, Status, Weighing
from ..policies import HANDLE
from ..reporting.intake import working_days_after
from ..steps import step
from ..workflow import WEIGHABLE
from . import agenda, feedback
from .feedback_texts import CLOSED
from .rules import LEAST_WORDS, against_texts, words

SOURCES: dict[str, Any] = {
    "permits": gettext_lazy("vergunningen van de gemeente"),
    "supervision": gettext_lazy("bevindingen van eigen toezicht"),
    "buildings": gettext_lazy("gebouwen en adressen (BAG), kadaster"),
    "companies": gettext_lazy("handelsregister (KvK)"),
    "residents": gettext_lazy("bevolking (BRP), alleen met grondslag"),
    "colleague": gettext_lazy("een collega van een andere dienst"),
    "partner": gettext_lazy("een partner, zonder gegevens te delen"),
    "open": gettext_lazy("openbare bron, zonder een persoon te volgen"),
}
"""Where something may be looked up, by hand: Baken looks nothing up by itself."""
NAMED = frozenset({Route.SERVICE, Route.MUNICIPALITY})
"""Routes that name who takes it up."""
MAX_TO = 200
OUTCOMES: dict[str, tuple[str, ...]] = {
    Status.SET_ASIDE: (Outcome.NO_FOLLOW_UP,),
    Status.REFUSED: (Outcome.NOT_ALLOWED,),
    Status.ROUTED: (Outcome.ACTED, Outcome.PASSED_ON, Outcome.NOTHING_FOUND),
}
"""How a concern can end, by the status from which it is closed."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One weighing. `route` is empty for no follow-up; `to`: which service or function; `point`: the agenda point it rests on."""

    route: str
    reasons: str
    proportionality: str
    subsidiarity: str
    to: str = ""
    point: UUID | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """How a concern ends. Its reporter is told (`message`; empty for a sensitive kind, which has a fixed text), or not: why."""

    outcome: str
    reason: str
    tell: bool = True
    message: str = ""
    untold_because: str = ""


@action
def look_up(
    *, actor: Actor, at: datetime, purpose: str, concern: Concern, seen: int, source: str, why: str, result: str
) -> Look:
    """Write which source was looked at, for what, and what came of it. The first one makes the concern `enriching`."""
    concern = _mine(actor, concern, purpose, seen)
    reasons = []
    if concern.status not in WEIGHABLE:
        reasons.append(_not_now(concern))
    if source not in SOURCES:
        reasons.append(Reason("source", _("Kies een bron uit de lijst.")))
    if len(words(why)) < LEAST_WORDS:
        reasons.append(
            Reason("why", _("Schrijf op waarom deze bron nodig is. Is dat niet te zeggen, kijk er dan niet in."))
        )
    _raise(reasons)
    if concern.status == Status.ADMITTED:
        concern = step(actor, at, purpose, concern, "enriched")
    row = Look(
        municipality_id=concern.municipality_id, concern=concern, at=at, by_id=actor.id, source=source,
        why=why.strip()[:MAX_REASON], result=result.strip()[:MAX_REASON],
    )  # fmt: skip
    row.save()
    audit.record("concern.looked_up", concern, purpose=purpose, source=source)
    return row


@action
def put_on_agenda(
    *, actor: Actor, at: datetime, purpose: str, concern: Concern, seen: int, meeting: UUID | None = None
) -> Concern:
    """Bring a concern to the GSO: on the agenda of that planned meeting, or as a proposal for the next one.

    What stands there is its reference, and nothing of what was told. Refused for a sensitive kind, and for a register that
    isn't general (Wpg).
    """
    concern = _mine(actor, concern, purpose, seen)
    _raise(agenda.against(concern))
    moved = step(actor, at, purpose, concern, "put_on_agenda")
    if meeting is not None:
        bring_in(
            actor=actor, at=at, meeting=_table(actor, at, meeting), source=agenda.SLUG, proposal=agenda.proposal(moved)
        )
    return moved


@action
def take_off_agenda(*, actor: Actor, at: datetime, purpose: str, concern: Concern, seen: int, reason: str) -> Concern:
    """Take a concern back from the GSO, with a reason. Where it was spoken of already, that stays in the minutes."""
    concern = _mine(actor, concern, purpose, seen)
    moved = step(actor, at, purpose, concern, "taken_off_agenda", reason=reason)
    _withdraw(moved)
    return moved


@action
def weigh(*, actor: Actor, at: datetime, purpose: str, concern: Concern, seen: int, decided: Decided) -> Weighing:
    """Write what is done with one concern, why that is proportionate and no less would do. Raises `Refused` with every reason."""
    concern = _mine(actor, concern, purpose, seen)
    _raise(_against_weighing(actor, concern, decided))
    name = "routed" if decided.route else "set_aside"
    moved = step(actor, at, purpose, concern, name, reason=decided.reasons)
    moved.route = decided.route
    moved.save()
    row = Weighing(
        municipality_id=moved.municipality_id, concern=moved, at=at, by_id=actor.id,
        by_role=",".join(sorted(actor.roles))[:40], route=decided.route, to=decided.to.strip(),
        reasons=decided.reasons.strip(), proportionality=decided.proportionality.strip(),
        subsidiarity=decided.subsidiarity.strip(), meeting_point=decided.point,
    )  # fmt: skip
    row.save()
    _withdraw(moved)
    if not decided.route:
        start_retention(moved, at, purpose)
    audit.record("concern.weighed", moved, purpose=purpose, route=decided.route, discussed=decided.point is not None)
    return row


@action
def withdraw(*, actor: Actor, at: datetime, purpose: str, concern: Concern, seen: int, reason: str) -> Concern:
    """Take the weighing back, with a reason: it stays in the history, and the concern is weighed anew."""
    concern = _mine(actor, concern, purpose, seen)
    moved = step(actor, at, purpose, concern, "reweighed", reason=reason)
    moved.route = ""
    moved.save()
    _withdraw_weighing(moved, at, reason)
    if moved.guarded.retention_from is not None:
        stop_retention(moved, purpose)
    return moved


@action
def close(*, actor: Actor, at: datetime, purpose: str, concern: Concern, seen: int, closing: Closing) -> Concern:
    """End a concern: its reporter is told, or it is written down why not; from that day runs its term of retention.

    Of what had no follow-up, or wasn't allowed, it runs already: ending it makes it no longer.
    Concerns merged into it end with it, their reporters told by the fixed text.
    """
    concern = _mine(actor, concern, purpose, seen)
    _raise(_against_closing(concern, closing))
    if concern.closed_on is None:
        concern.closed_on, concern.closed_because = timezone.localdate(at), closing.reason.strip()
        concern.save()
    moved = step(
        actor, at, purpose, concern, "closed", reason=closing.reason, told=closing.tell,
        untold_because=closing.untold_because,
    )  # fmt: skip
    moved.outcome = closing.outcome
    if not closing.tell:
        moved.closed_because = "\n\n".join((closing.reason.strip(), closing.untold_because.strip()))
    moved.save()
    if closing.tell:
        feedback.tell(actor=actor, at=at, purpose=purpose, concern=moved, kind=CLOSED, text=closing.message)
    for other in _merged_into(moved):
        feedback.tell_fixed(actor=actor, at=at, purpose=purpose, concern=other, kind=CLOSED)
        start_retention(other, at, purpose)
    if moved.guarded.retention_from is None:
        start_retention(moved, at, purpose)
    return moved


@action
def reopen(*, actor: Actor, at: datetime, purpose: str, concern: Concern, seen: int, reason: str) -> Concern:
    """Open a closed concern again, with a reason: it is tested anew, and until then nothing is compared with it."""
    concern = _mine(actor, concern, purpose, seen)
    moved = step(actor, at, purpose, concern, "reopened", reason=reason)
    day = timezone.localdate(at)
    moved.closed_on, moved.closed_because, moved.outcome, moved.route = None, "", "", ""
    moved.test_due = working_days_after(day, moved.category.test_days)
    moved.answer_due = working_days_after(day, moved.category.answer_days)
    moved.save()
    _withdraw_weighing(moved, at, reason)
    indexing.forget(moved)
    stop_retention(moved, purpose)
    for other in _merged_into(moved):
        stop_retention(other, purpose)
    return moved


@action
def note_case(
    *, actor: Actor, at: datetime, purpose: str, concern: Concern, reference: str, into: UUID, parts: tuple[str, ...]
) -> Concern:
    """Write with a concern that a case came of it: by reference, encrypted. `into`: its register; `parts`: what went along.

    For `act.journeys` alone, within its action. Refused unless the concern was weighed for the municipality.
    """
    require(actor, HANDLE, concern, purpose)
    it: Concern = fresh(concern)
    if it.status != Status.ROUTED or it.route != Route.MUNICIPALITY or it.case_reference:
        raise Refused((Reason("not_for_a_case", _("Van dit signaal kan nu geen casus worden gemaakt.")),))
    it.case_reference = reference
    it.save()
    audit.record(
        "concern.promoted",
        it,
        purpose=purpose,
        basis=it.vault.basis,
        vault_id=it.vault_id,
        into=into,
        parts=list(parts),
    )
    return it


def chances(actor: Actor, at: datetime) -> list[Meeting]:
    """Return the planned meetings to whose agenda `actor` may bring a concern, soonest first."""
    return tables(actor, agenda.SLUG, timezone.localdate(at))


def _mine(actor: Actor, concern: Concern, purpose: str, seen: int) -> Concern:
    require(actor, HANDLE, concern, purpose)
    found: Concern = fresh(concern, seen)
    return found


def _table(actor: Actor, at: datetime, key: UUID) -> Meeting:
    found = next((one for one in chances(actor, at) if one.pk == key), None)
    if found is None:
        raise Refused((Reason("no_meeting", _("Dat overleg is er niet meer. Kies een ander.")),))
    return found


def _against_weighing(actor: Actor, concern: Concern, decided: Decided) -> list[Reason]:
    found = [] if concern.status in WEIGHABLE else [_not_now(concern)]
    if decided.route and decided.route not in Route.values:
        found.append(Reason("route", _("Kies wat ermee gebeurt.")))
    if decided.route in NAMED and not decided.to.strip():
        found.append(Reason("to", _("Noem welke dienst of functie dit oppakt.")))
    if len(decided.to) > MAX_TO:
        found.append(Reason("long", _("Te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_TO}))
    texts = {
        "reasons": (_("Waarom dit besluit"), decided.reasons),
        "proportionality": (_("Staat dit in verhouding?"), decided.proportionality),
        "subsidiarity": (_("Kan het met minder?"), decided.subsidiarity),
    }
    found += against_texts(texts, f"{concern.description}\n{concern.answers}")
    if any(len(text) > MAX_REASON for _label, text in texts.values()):
        found.append(Reason("long", _("Te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_REASON}))
    if decided.point is not None and decided.point not in {
        one.key for one in points_about(actor, agenda.SLUG, str(concern.pk))
    }:
        found.append(Reason("point", _("Dit agendapunt gaat niet over dit signaal.")))
    return found


def _against_closing(concern: Concern, closing: Closing) -> list[Reason]:
    allowed = OUTCOMES.get(concern.status)
    if allowed is None:
        return [Reason("wrong_status", _("Weeg het signaal eerst. Daarna kunt u het afronden."))]
    found = []
    if closing.outcome not in allowed:
        found.append(Reason("outcome", _("Kies hoe het afliep.")))
    if not closing.reason.strip():
        found.append(Reason("no_reason", _("Schrijf op waarom.")))
    if closing.tell:
        found += feedback.against(concern, CLOSED, closing.message)
    elif not closing.untold_because.strip():
        found.append(Reason("not_told", _("Laat de melder weten wat er is gedaan, of schrijf op waarom dat niet kan.")))
    return found


def _not_now(concern: Concern) -> Reason:
    return Reason(
        "wrong_status", _("Dit kan nu niet: het signaal is %(status)s.") % {"status": concern.get_status_display()}
    )


def _raise(reasons: list[Reason]) -> None:
    if reasons:
        raise Refused(tuple(reasons))


def _withdraw(concern: Concern) -> None:
    withdraw_points(municipality_id=concern.municipality_id, source=agenda.SLUG, key=str(concern.pk))


def _withdraw_weighing(concern: Concern, at: datetime, reason: str) -> None:
    for row in Weighing.objects.locked().filter(concern=concern, withdrawn_at__isnull=True):
        row.withdrawn_at, row.withdrawn_because = at, reason.strip()
        row.save()


def _merged_into(concern: Concern) -> Iterable[Concern]:
    rows = Concern.objects.select_related("guarded", "category", "vault")
    return rows.filter(merged_into=concern, status=Status.MERGED).order_by("pk")
