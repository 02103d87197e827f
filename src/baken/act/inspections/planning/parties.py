# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who takes part in an inspection, for which discipline, by which power of its own.

A discipline belongs to one party: nobody acts on another's power, nor sees another's findings. A partner takes part under a
covenant that lets the plan and the findings of its discipline through, and no further; taken out, it sees nothing any more.
Sources: Awb 5:11-5:20; domain.md §3a.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from baken.access.facade import (
    ROLES,
    Actor,
    Level,
    Participation,
    Partner,
    Sight,
    VaultAdmission,
    leaning_on,
    may_share,
)
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused

from ..models import Inspection, InspectionParty
from ..parts import DISCIPLINES, PLAN, part_of
from ..policies import PURPOSE, RECORD
from .actions import draft_for
from .rules import MAX_LINE

MOST_PEOPLE = 99
SEEN_AFTER = timedelta(days=30)
"""So long after an inspection was finished a partner still sees what it took part in."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who goes along: a partner, or a function of our own; `power` names the article by which it may enter, ask and look."""

    discipline: str
    power: str
    partner: Partner | None = None
    role: str = ""
    power_note: str = ""
    enters_homes: bool = False
    people: int = 1


@action
def add_party(*, actor: Actor, at: datetime, purpose: str, inspection: Inspection, party: Party) -> InspectionParty:
    """Have a party take part; a partner sees the plan and the findings of its own discipline from now on.

    Raises `Refused` with every reason, `Denied`.
    """
    row = draft_for(actor, purpose, inspection)
    there = list(InspectionParty.objects.filter(inspection=row).select_related("participation"))
    reasons = [*_against(row, party, there)]
    if party.partner is not None and not reasons:
        mine = {one.discipline for one in there if one.partner_id == party.partner.pk}
        reasons += may_share(party.partner, purpose, kinds_of({*mine, party.discipline}), at)
    if reasons:
        raise Refused(tuple(reasons))
    made = InspectionParty(
        municipality_id=row.municipality_id, guarded_id=row.guarded_id, vault_id=row.vault_id, part=PLAN,
        level=Level.CONFIDENTIAL, inspection=row, discipline=party.discipline, partner=party.partner, role=party.role,
        power=party.power.strip(), power_note=party.power_note.strip(), enters_homes=party.enters_homes,
        people=party.people,
    )  # fmt: skip
    if party.partner is not None:
        made.participation = _let_in(row, party.partner, party.discipline, there, at)
    made.save(force_insert=True)
    audit.record(
        "inspection.party_added", row.guarded, purpose=purpose, discipline=party.discipline, role=party.role,
        partner=party.partner.slug if party.partner else "", enters_homes=party.enters_homes,
    )  # fmt: skip
    return made


@action
def remove_party(*, actor: Actor, at: datetime, purpose: str, inspection: Inspection, party: InspectionParty) -> None:
    """Take a party out: its organisation sees nothing of the discipline any more, and nothing at all without another one."""
    row = draft_for(actor, purpose, inspection)
    found = InspectionParty.objects.locked().filter(inspection=row, pk=party.pk).first()
    if found is None:
        raise Refused((Reason("gone", _("Deze partij doet al niet meer mee.")),))
    if found.partner_id is not None and found.participation_id is not None:
        others = InspectionParty.objects.filter(inspection=row, partner=found.partner_id).exclude(pk=found.pk)
        Sight.objects.filter(participation=found.participation_id, part=part_of(found.discipline)).delete()
        if not others.exists():
            end_taking(row, at, found.partner_id)
    discipline = found.discipline
    found.delete()
    audit.record("inspection.party_removed", row.guarded, purpose=purpose, discipline=discipline)


def end_taking(inspection: Inspection, at: datetime, partner: UUID | None = None) -> None:
    """End the participation of one partner, or of all of them, at a moment. Part of an action."""
    taking = Participation.objects.locked().filter(guarded=inspection.guarded_id, partner__isnull=False)
    for one in taking.filter(partner=partner) if partner is not None else taking:
        ends = max(at, one.since)
        if one.until is None or one.until > ends:
            one.until = ends
            one.save()


def take_again(inspection: Inspection) -> None:
    """Let the partners of an inspection see it again without an end: it is open once more. Part of an action."""
    mine = InspectionParty.objects.filter(inspection=inspection, participation__isnull=False)
    for one in Participation.objects.locked().filter(pk__in=list(mine.values_list("participation", flat=True))):
        if one.until is not None:
            one.until = None
            one.save()


def kinds_of(disciplines: set[str]) -> list[str]:
    """Return which kinds of data a covenant must let through for a partner with these disciplines."""
    return [PLAN, *sorted(part_of(one) for one in disciplines)]


def against_covenants(inspection: Inspection, at: datetime) -> list[Reason]:
    """Return why partners can't take part at a moment: a covenant that doesn't hold then. Part of an action."""
    found: list[Reason] = []
    by_partner: dict[Partner, set[str]] = {}
    rows = InspectionParty.objects.filter(inspection=inspection, partner__isnull=False).select_related("partner")
    for row in rows.order_by("pk"):
        assert row.partner is not None
        by_partner.setdefault(row.partner, set()).add(row.discipline)
    for partner, disciplines in by_partner.items():
        found += may_share(partner, PURPOSE, kinds_of(disciplines), at)
    return found


def _let_in(
    inspection: Inspection, partner: Partner, discipline: str, there: list[InspectionParty], at: datetime
) -> Participation:
    """Return the partner's participation, with sight on the plan and on the findings of the discipline."""
    mine = [one for one in there if one.partner_id == partner.pk]
    covenant = leaning_on(partner, PURPOSE, kinds_of({discipline, *(one.discipline for one in mine)}), at)
    taking = next((one.participation for one in mine if one.participation is not None), None)
    parts = [part_of(discipline)]
    if taking is None:
        parts.append(PLAN)
        taking = Participation(
            municipality_id=inspection.municipality_id, guarded_id=inspection.guarded_id, vault_id=inspection.vault_id,
            partner=partner, since=at,
        )  # fmt: skip
    taking.covenant = covenant
    taking.save()
    for part in parts:
        Sight(
            municipality_id=inspection.municipality_id, participation=taking, part=part, level=Level.CONFIDENTIAL
        ).save()
    return taking


def _against(inspection: Inspection, party: Party, there: list[InspectionParty]) -> list[Reason]:
    found = []
    if party.discipline not in DISCIPLINES:
        found.append(Reason("discipline", _("Kies een discipline.")))
    elif any(one.discipline == party.discipline for one in there):
        text = _("Deze discipline hoort al bij een andere partij. Niemand handelt op de bevoegdheid van een ander.")
        found.append(Reason("taken", text))
    if (party.partner is None) == (not party.role):
        found.append(Reason("who", _("Kies één organisatie of één functie.")))
    elif party.partner is not None and party.partner.municipality_id != inspection.municipality_id:
        found.append(Reason("other_municipality", _("Dit hoort bij een andere gemeente.")))
    elif party.role and not _records_here(inspection, party.role):
        text = _("Deze functie is niet toegelaten tot het register met controles, of legt geen bevindingen vast.")
        found.append(Reason("role", text))
    if not any(letter.isdigit() for letter in party.power):
        text = _("Noem het artikel waaraan deze partij haar eigen bevoegdheid ontleent, bijvoorbeeld Awb 5:15.")
        found.append(Reason("no_power", text))
    if max(len(party.power), len(party.power_note)) > MAX_LINE:
        found.append(Reason("long", _("Een tekst is te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_LINE}))
    if not 1 <= party.people <= MOST_PEOPLE:
        found.append(Reason("people", _("Hoeveel mensen gaan er mee? Kies 1 tot en met 99.")))
    return found


def _records_here(inspection: Inspection, role: str) -> bool:
    known = ROLES.get(role)
    if known is None or known.external or RECORD not in known.permissions:
        return False
    rows = VaultAdmission.objects.filter(vault=inspection.vault_id, role=role)
    return any(PURPOSE in one.purposes for one in rows)
