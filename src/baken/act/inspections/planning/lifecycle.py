# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Steps of an inspection until it is under way: adopting the plan, opening it again, briefing, starting, calling it off.

A plan is adopted by a person, and only when nothing lacks: every reason is told at once.
"""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, desk_files, require
from baken.kernel.actions import action
from baken.kernel.errors import Reason
from baken.kernel.models import fresh

from ..models import Branch, Inspection, InspectionParty, Target
from ..policies import PLAN
from ..steps import step
from .homes import against_homes
from .parties import against_covenants, end_taking
from .rules import against_grounds

EARLY = timedelta(hours=4)
"""So long before the hour of the plan a round may begin."""


@action
def adopt(*, actor: Actor, at: datetime, purpose: str, inspection: Inspection, seen: int) -> Inspection:
    """Adopt the plan. Raises `Refused` with everything that lacks, `StaleVersion`, `Denied`."""
    row: Inspection = fresh(inspection, seen)
    return step(actor, at, purpose, row, "planned", against=tuple(lacking(row, at)))


@action
def open_plan(
    *, actor: Actor, at: datetime, purpose: str, inspection: Inspection, seen: int, reason: str
) -> Inspection:
    """Open an adopted plan again: something must change. Raises `Refused`, `StaleVersion`, `Denied`."""
    return step(actor, at, purpose, fresh(inspection, seen), "replanned", reason=reason)


@action
def brief(*, actor: Actor, at: datetime, purpose: str, inspection: Inspection, seen: int) -> Inspection:
    """Write that the briefing was held: everybody knows goal, addresses and whose power is whose. Raises `Refused`."""
    row: Inspection = fresh(inspection, seen)
    moved = step(actor, at, purpose, row, "briefed", against=tuple(_no_briefing(row)))
    moved.briefed_at = at
    moved.save()
    return moved


@action
def start(*, actor: Actor, at: datetime, purpose: str, inspection: Inspection, seen: int) -> Inspection:
    """Begin the round: from now on findings come in. Raises `Refused`, `StaleVersion`, `Denied`."""
    row: Inspection = fresh(inspection, seen)
    against = list(against_covenants(row, at))
    if row.starts_at is not None and at < row.starts_at - EARLY:
        text = _("De controle begint pas op de dag van het plan. Open het plan weer als de dag verandert.")
        against.append(Reason("early", text))
    return step(actor, at, purpose, row, "started", against=tuple(against))


@action
def cancel(*, actor: Actor, at: datetime, purpose: str, inspection: Inspection, seen: int, reason: str) -> Inspection:
    """Call the inspection off: partners see it no more, and its term of retention starts. Raises `Refused`."""
    row: Inspection = fresh(inspection, seen)
    require(actor, PLAN, row, purpose)
    desk_files.close(row, timezone.localdate(at))
    row.save()  # a file that was called off has its last day, and the database holds it to that
    moved = step(actor, at, purpose, row, "cancelled", reason=reason)
    end_taking(moved, at)
    desk_files.drop_terms(moved)
    return moved


def lacking(inspection: Inspection, at: datetime) -> list[Reason]:
    """Return everything that a plan lacks before it may be adopted. Part of an action, or asked inside `opened`."""
    found = []
    if not inspection.goal.strip():
        found.append(Reason("no_goal", _("Schrijf op wat het doel van de controle is.")))
    if not inspection.occasion.strip():
        found.append(Reason("no_occasion", _("Schrijf op wat de aanleiding is.")))
    if inspection.starts_at is None:
        found.append(Reason("no_day", _("Kies de dag en het tijdstip.")))
    elif inspection.starts_at < at:
        found.append(Reason("past", _("Het tijdstip van de controle is al voorbij.")))
    parties = list(InspectionParty.objects.filter(inspection=inspection))
    if not parties:
        found.append(Reason("no_parties", _("Voeg toe wie er meegaat, met de eigen bevoegdheid.")))
    elif len({party.partner_id or party.role for party in parties}) < 2:
        found.append(Reason("alone", _("Een integrale controle doet u met ten minste twee partijen.")))
    targets = list(Target.objects.filter(inspection=inspection))
    if not targets:
        found.append(Reason("no_targets", _("Voeg de adressen toe, elk met de gronden voor de keuze.")))
    for target in targets:
        if against_grounds(target.grounds):
            text = _("Bij een adres ontbreken gronden die mogen: %(order)d.") % {"order": target.order}
            found.append(Reason(f"grounds:{target.order}", text))
    if inspection.branch == Branch.SEX_WORK and not any(party.discipline == "sex_work" for party in parties):
        text = _("Toezicht op seksbedrijven vraagt een partij met die discipline.")
        found.append(Reason("no_sex_work", text))
    if inspection.starts_at is not None:
        found += against_covenants(inspection, max(at, inspection.starts_at))
    return [*found, *against_homes(inspection)]


def _no_briefing(inspection: Inspection) -> list[Reason]:
    if inspection.briefing.strip() and inspection.meeting_point.strip():
        return []
    return [Reason("no_briefing", _("Schrijf in het plan waar u verzamelt en wat iedereen moet weten."))]
