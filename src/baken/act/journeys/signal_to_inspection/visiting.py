# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a signal to an address of a joint inspection: an act, with grounds that somebody writes, a basis and why it is needed.

It is another register, with another purpose, and partners read its plan. The plan gets the address, the business and the
grounds; never the number of the signal, who reported, or a person. With the signal stands what went (`concerns.hand_in`). Who
handles the signal and plans inspections does it: the same person looks from both sides, so that nothing is told to a desk.
"""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from baken.access.facade import Actor, authorize, opened, require
from baken.act.concerns import facade as concerns
from baken.act.inspections import facade as inspections
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import fresh
from baken.kernel.text.personal_data import find

from ..leaving import against_account, against_leaving, parcel

ASKS = "inspection"
MOST = 50
HANDLED = concerns.WEIGHABLE | {concerns.Status.ROUTED}
"""Statuses of what passed the toets vooraf and isn't closed."""


@dataclass(frozen=True, slots=True)
class Visited:
    """What somebody chose: in which inspection, which address on which grounds; on which basis, and why it is needed."""

    inspection: inspections.Inspection
    address: inspections.Chosen
    basis: str
    why: str

    @property
    def parcel(self) -> concerns.Parcel:
        """What is kept with the signal of what went."""
        one = self.address
        return parcel(found=one.grounds, place=one.address, things=one.business, basis=self.basis, why=self.why)


@action
def visit(
    *, actor: Actor, at: datetime, purpose: str, concern: concerns.Concern, seen: int, visited: Visited
) -> inspections.Target:
    """Put an address in the plan of an inspection, on grounds that a signal gave. Inside the concern's context.

    Raises `Denied` for who doesn't handle the concern or plan the inspection, `Refused` with every reason, `StaleVersion`.
    """
    require(actor, concerns.HANDLE, concern, purpose)
    it: concerns.Concern = fresh(concern, seen)
    if reasons := against(it, visited):
        raise Refused(tuple(reasons))
    row = visited.inspection
    with opened(actor, inspections.PURPOSE):
        target = inspections.add_target(
            actor=actor, at=at, purpose=inspections.PURPOSE, inspection=row, chosen=visited.address
        )
        audit.record(
            "inspection.target_from_concern", row.guarded, purpose=inspections.PURPOSE, basis=row.vault.basis,
            vault_id=row.vault_id, out_of=it.vault_id, target=target.pk,
        )  # fmt: skip
    concerns.hand_in(
        actor=actor, at=at, purpose=purpose, concern=it, asks=ASKS, to_vault=row.vault, to_reference=row.reference,
        parcel=visited.parcel,
    )  # fmt: skip
    return target


def against(concern: concerns.Concern, visited: Visited) -> list[Reason]:
    """Return every reason why this can't be; what the plan itself refuses is told by that."""
    found = against_standing(concern)
    found += against_account(visited.basis, visited.why)
    if persons := find("\n".join((visited.address.grounds, visited.why, visited.basis))):
        text = _("Dit lijkt op een persoon: “%(text)s”. Een controle gaat over een pand of een bedrijf. Haal het weg.")
        found.append(Reason("person", text % {"text": persons[0].text[:60]}))
    return found


def against_standing(concern: concerns.Concern) -> list[Reason]:
    """Return why nothing of this concern can go to an inspection as it stands."""
    found = against_leaving(concern)
    if concern.status not in HANDLED:
        found.append(Reason("not_handled", _("Toets het signaal eerst. Na afronden kan dit niet meer.")))
    return found


def may_visit(seen: concerns.Seen) -> bool:
    """Whether the reader can bring an address of this concern to an inspection, as it now stands. No query."""
    return (
        seen.actor.may(inspections.PLAN)
        and not against_standing(seen.concern)
        and all(authorize(seen.actor, one, seen.concern, seen.purpose) for one in (concerns.HANDLE, concerns.SHARE))
    )


def drafts(actor: Actor) -> list[inspections.Inspection]:
    """Return the inspections whose plan the actor may still write, newest first."""
    if not actor.may(inspections.PLAN) or not inspections.may_open_list(actor):
        return []
    with opened(actor, inspections.PURPOSE):
        rows = inspections.inspections(actor).select_related("guarded", "vault")
        found = rows.filter(status=inspections.InspectionStatus.DRAFT)[:MOST]
        return [one for one in found if authorize(actor, inspections.PLAN, one, inspections.PURPOSE)]


def visit_block(seen: concerns.Seen, at: datetime) -> concerns.Block | None:
    """Return the step from a concern to an inspection; what went stands with what was shared."""
    if not may_visit(seen):
        return None
    return concerns.Block("journeys/_visit.html", {"step": reverse("journeys:visit", args=[seen.concern.reference])})
