# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file begins: a report comes in. And what is written down of it until the decision is signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, Vault, desk_files
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.address_hash import address_hash
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import Municipality
from baken.registry.facade import boundaries

from ..models import Measure, MeasureParty, PartyKind, PremisesKind
from ..parts import KIND
from ..policies import HANDLE
from ..rules import POWERS
from ..workflow import ADVISER, BEFORE_DECISION
from .steps import locked, note, write

PREFIX = "M"
MAX_LINE, MAX_TEXT = 300, 10_000
CHANGED = ("title", "facts", "report_reference", "report_on", "premises_kind", "address", "area")
"""What can be changed of a file until the decision is signed."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a report tells. `area` is the CBS code of a wijk; `origin` the reference of the record it began with.

    `asked`: what who offered it said besides, for the timeline.
    """

    title: str
    facts: str
    report_reference: str = ""
    report_on: date | None = None
    premises_kind: str = ""
    address: str = ""
    area: str = ""
    origin: str = ""
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody to whom the measure is addressed or whose interests it touches."""

    kind: str
    name: str
    address: str = ""
    represented_by: str = ""
    addressee: bool = True


@action
def open_measure(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    municipality: Municipality,
    vault: Vault,
    instrument: str,
    opening: Opening,
    parties: tuple[Party, ...] = (),
    reference: str = "",
    fictitious: bool = False,
) -> Measure:
    """Open the file of a measure and return it. Inside `opened(actor, purpose)`.

    Raises `Refused` with every reason: an instrument that this body doesn't have, no facts, no address where it is about
    premises, a day to come, an area that isn't here; and what `desk_files.begin` refuses.
    """
    day = timezone.localdate(at)
    reasons = [
        *_against_instrument(instrument, purpose),
        *_against_told(municipality, opening, day, of_premises=instrument in POWERS and POWERS[instrument].of_premises),
        *(reason for party in parties for reason in _against_party(party)),
    ]
    if reasons:
        raise Refused(tuple(reasons))
    measure: Measure = desk_files.begin(
        Measure, actor=actor, at=at, permission=HANDLE, purpose=purpose, vault=vault, kind=KIND, prefix=PREFIX,
        reference=reference, fictitious=fictitious, instrument=instrument, owner_role=ADVISER,
        origin=opening.origin, address_hash=address_hash(municipality.pk, opening.address),
        **{name: getattr(opening, name) for name in CHANGED},
    )  # fmt: skip
    told = "\n\n".join(filter(None, (opening.report_reference, opening.asked)))
    write(measure, actor, at, "received", opening.report_on or day, told)
    for party in parties:
        _party(measure, party).save()
    return measure


@action
def change(
    *, actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int, values: Mapping[str, Any]
) -> Measure:
    """Change what the file tells, until its decision is signed. Fields as in `CHANGED`."""
    it = locked(actor, HANDLE, measure, purpose, seen)
    told = Opening(**{name: values.get(name, getattr(it, name)) for name in CHANGED})
    reasons = [
        *_against_late(it),
        *_against_told(it.municipality, told, timezone.localdate(at), of_premises=POWERS[it.instrument].of_premises),
    ]
    if reasons:
        raise Refused(tuple(reasons))
    changed = [name for name in CHANGED if getattr(it, name) != getattr(told, name)]
    for name in changed:
        setattr(it, name, getattr(told, name))
    it.address_hash = address_hash(it.municipality_id, it.address)
    it.save()
    if changed:
        write(it, actor, at, "changed", timezone.localdate(at))
    note(it, "changed", purpose, fields=changed)
    return it


@action
def add_party(*, actor: Actor, at: datetime, purpose: str, measure: Measure, party: Party) -> MeasureParty:
    """Add somebody to the file, until its decision is signed."""
    it = locked(actor, HANDLE, measure, purpose, None)
    if reasons := [*_against_late(it), *_against_party(party)]:
        raise Refused(tuple(reasons))
    row = _party(it, party)
    row.save()
    write(it, actor, at, "party", timezone.localdate(at), str(PartyKind(party.kind).label))
    note(it, "party_added", purpose, party=str(row.pk), who=party.kind)
    return row


@action
def remove_party(*, actor: Actor, at: datetime, purpose: str, measure: Measure, party: MeasureParty) -> None:
    """Take somebody out of the file, until its decision is signed."""
    it = locked(actor, HANDLE, measure, purpose, None)
    if reasons := _against_late(it):
        raise Refused(tuple(reasons))
    kind, key = party.kind, str(party.pk)
    MeasureParty.objects.locked().filter(measure=it, pk=party.pk).delete()
    write(it, actor, at, "party_gone", timezone.localdate(at), str(PartyKind(kind).label))
    note(it, "party_removed", purpose, party=key, who=kind)


@action
def add_note(*, actor: Actor, at: datetime, purpose: str, measure: Measure, on: date, text: str) -> None:
    """Write something on the timeline that is no step. Refused for a day to come, and without words."""
    it = locked(actor, HANDLE, measure, purpose, None)
    reasons = []
    if on > timezone.localdate(at):
        reasons.append(Reason("future", _("Deze dag komt nog. Leg vast wat is gebeurd.")))
    if not text.strip():
        reasons.append(Reason("no_text", _("Schrijf op wat er gebeurde.")))
    if len(text) > MAX_TEXT:
        reasons.append(_long(MAX_TEXT))
    if reasons:
        raise Refused(tuple(reasons))
    row = write(it, actor, at, "note", on, text)
    audit.record("measure.noted", it, purpose=purpose, event=str(row.pk))


def _against_instrument(instrument: str, purpose: str) -> list[Reason]:
    if instrument not in POWERS:
        return [Reason("instrument", _("Kies een maatregel."))]
    if purpose not in POWERS[instrument].purposes:
        text = _("Deze maatregel neemt een ander bestuursorgaan. Kies het register van dat orgaan.")
        return [Reason("other_body", text)]
    return []


def _against_told(municipality: Municipality, told: Opening, today: date, *, of_premises: bool) -> list[Reason]:
    found = []
    if not told.title.strip():
        found.append(Reason("title", _("Geef het dossier een titel.")))
    if not told.facts.strip():
        found.append(Reason("facts", _("Schrijf op wat er is vastgesteld.")))
    if told.report_on is not None and told.report_on > today:
        found.append(Reason("future", _("De dag van de rapportage komt nog.")))
    if of_premises and not told.address.strip():
        found.append(Reason("address", _("Noem het adres: deze maatregel gaat over een pand.")))
    if told.premises_kind and told.premises_kind not in PremisesKind.values:
        found.append(Reason("premises", _("Kies of het een woning is.")))
    if told.area and told.area not in {one.code for one in boundaries(municipality, today).wijken}:
        found.append(Reason("area", _("Deze wijk ligt niet in de gemeente.")))
    if any(len(text) > MAX_LINE for text in (told.title, told.report_reference, told.address)):
        found.append(_long(MAX_LINE))
    if len(told.facts) > MAX_TEXT:
        found.append(_long(MAX_TEXT))
    return found


def _against_party(party: Party) -> list[Reason]:
    found = []
    if party.kind not in PartyKind.values:
        found.append(Reason("party_kind", _("Kies wie dit is.")))
    if not party.name.strip():
        found.append(Reason("party_name", _("Noem de naam van de betrokkene.")))
    if any(len(text) > MAX_LINE for text in (party.name, party.address, party.represented_by)):
        found.append(_long(MAX_LINE))
    return found


def _against_late(measure: Measure) -> list[Reason]:
    if measure.status in BEFORE_DECISION:
        return []
    text = _("Dit kan tot het besluit is ondertekend. Schrijf daarna een aantekening, of trek de maatregel in.")
    return [Reason("decided", text)]


def _party(measure: Measure, party: Party) -> MeasureParty:
    return MeasureParty(
        municipality_id=measure.municipality_id, measure=measure, kind=party.kind, name=party.name.strip(),
        address=party.address.strip(), represented_by=party.represented_by.strip(), addressee=party.addressee,
    )  # fmt: skip


def _long(most: int) -> Reason:
    return Reason("long", _("Te lang: gebruik hoogstens %(max)d tekens.") % {"max": most})
