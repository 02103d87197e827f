# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which addresses are visited, each chosen on grounds that were written down."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, Level
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.address_hash import address_hash
from baken.kernel.errors import Reason, Refused
from baken.registry.facade import boundaries

from ..models import Branch, Inspection, Target
from ..parts import PLAN
from .actions import draft_for
from .rules import about_a_person, against_grounds

MOST = 60
"""Addresses of one inspection: more can't be visited on a day, nor each be argued."""
MAX_ADDRESS = 200


@dataclass(frozen=True, slots=True)
class Chosen:
    """One address to visit: facts about premises or business are the grounds, never origin or a person."""

    address: str
    grounds: str
    business: str = ""
    area: str = ""
    is_home: bool = False


@action
def add_target(*, actor: Actor, at: datetime, purpose: str, inspection: Inspection, chosen: Chosen) -> Target:
    """Add an address, at the end of the round. Raises `Refused` with every reason, `Denied`."""
    row = draft_for(actor, purpose, inspection)
    hashed = address_hash(row.municipality_id, chosen.address)
    there = list(Target.objects.filter(inspection=row).values_list("address_hash", "order"))
    reasons = against(row, chosen, at)
    if hashed and any(hashed == one for one, _order in there):
        reasons.append(Reason("twice", _("Dit adres staat al in het plan.")))
    if len(there) >= MOST:
        reasons.append(Reason("many", _("Hoogstens %(max)d adressen in één controle.") % {"max": MOST}))
    if reasons:
        raise Refused(tuple(reasons))
    made = Target(
        municipality_id=row.municipality_id, guarded_id=row.guarded_id, vault_id=row.vault_id, part=PLAN,
        level=Level.CONFIDENTIAL, inspection=row, order=max((order for _hash, order in there), default=0) + 1,
        address_hash=hashed, **_values(chosen),
    )  # fmt: skip
    made.save(force_insert=True)
    audit.record("inspection.target_added", row.guarded, purpose=purpose, target=made.pk, is_home=chosen.is_home)
    return made


@action
def change_target(
    *, actor: Actor, at: datetime, purpose: str, inspection: Inspection, target: Target, chosen: Chosen
) -> Target:
    """Write an address anew. Raises `Refused` with every reason, `Denied`."""
    row = draft_for(actor, purpose, inspection)
    found = _of(row, target)
    hashed = address_hash(row.municipality_id, chosen.address)
    reasons = against(row, chosen, at)
    if hashed and Target.objects.filter(inspection=row, address_hash=hashed).exclude(pk=found.pk).exists():
        reasons.append(Reason("twice", _("Dit adres staat al in het plan.")))
    if reasons:
        raise Refused(tuple(reasons))
    for name, value in _values(chosen).items():
        setattr(found, name, value)
    found.address_hash = hashed
    found.save()
    audit.record("inspection.target_changed", row.guarded, purpose=purpose, target=found.pk, is_home=chosen.is_home)
    return found


@action
def remove_target(*, actor: Actor, at: datetime, purpose: str, inspection: Inspection, target: Target) -> None:
    """Take an address out of the plan. Raises `Refused`, `Denied`."""
    row = draft_for(actor, purpose, inspection)
    found = _of(row, target)
    audit.record("inspection.target_removed", row.guarded, purpose=purpose, target=found.pk)
    found.delete()


def against(inspection: Inspection, chosen: Chosen, at: datetime) -> list[Reason]:
    """Return every reason why this can't be an address to visit."""
    found = []
    if not 0 < len(chosen.address.strip()) <= MAX_ADDRESS or not any(one.isdigit() for one in chosen.address):
        found.append(Reason("address", _("Schrijf het adres op, met huisnummer.")))
    found += against_grounds(chosen.grounds)
    if len(chosen.business) > MAX_ADDRESS:
        found.append(
            Reason("long", _("Een tekst is te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_ADDRESS})
        )
    if inspection.branch == Branch.SEX_WORK:
        found += about_a_person(chosen.business)
    if chosen.area and not boundaries(inspection.municipality, timezone.localdate(at)).located(chosen.area):
        found.append(Reason("area", _("Kies een wijk of buurt van de gemeente.")))
    return list(dict.fromkeys(found))


def _values(chosen: Chosen) -> dict[str, object]:
    return {
        "address": chosen.address.strip(),
        "business": chosen.business.strip(),
        "grounds": chosen.grounds.strip(),
        "area": chosen.area,
        "is_home": chosen.is_home,
    }


def _of(inspection: Inspection, target: Target) -> Target:
    found = Target.objects.locked().filter(inspection=inspection, pk=target.pk).first()
    if found is None:
        raise Refused((Reason("gone", _("Dit adres staat niet meer in het plan.")),))
    return found
