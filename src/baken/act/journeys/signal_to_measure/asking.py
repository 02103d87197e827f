# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a signal to a measure: whoever handles it asks the legal adviser for one, in words chosen for that.

It is another register, with another purpose. What goes is a packet (`concerns.hand_in`): what was found, the address and the
things that were ticked, on which basis and why it is needed; never who reported, nor anybody else. Both registers have it in
their log. Who asked learns whether it is taken up, and else why not; the file only who is admitted there.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from baken.access.facade import Actor, authorize, opened, require, role_label, system_actor, visible_to
from baken.act.concerns import facade as concerns
from baken.act.measures import facade as measures
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import Municipality, fresh

from ..leaving import against_account, against_leaving, parcel
from ..offering import Offered, against_offered, open_file, register_for


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody chose: which measure in which words, the address, what things, on which basis, and why it is needed."""

    offered: Offered
    basis: str
    why: str
    address: str = ""
    things: tuple[str, ...] = ()

    @property
    def told(self) -> Offered:
        """What the file begins with: what was found, and the things."""
        one = self.offered
        things = _("Gaat over: %(things)s.") % {"things": "; ".join(self.things)} if self.things else ""
        facts = "\n\n".join(filter(None, (one.facts.strip(), things)))
        return Offered(one.instrument, one.title, facts, one.premises_kind)

    @property
    def parcel(self) -> concerns.Parcel:
        """What is kept with the signal of what went."""
        things = "\n".join(self.things)
        return parcel(found=self.offered.facts, place=self.address, things=things, basis=self.basis, why=self.why)


@action
def ask(*, actor: Actor, at: datetime, purpose: str, concern: concerns.Concern, seen: int, asked: Asked) -> None:
    """Ask for a measure, in the register of the body that takes it. Inside the concern's context.

    Raises `Denied` for who doesn't handle the concern, `Refused` with every reason, `StaleVersion` where somebody was ahead.
    """
    require(actor, concerns.HANDLE, concern, purpose)
    it: concerns.Concern = fresh(concern, seen)
    municipality = Municipality.objects.get(pk=it.municipality_id)
    vault = register_for(municipality, asked.offered.instrument)
    if reasons := against(actor, it, purpose, asked, vault):
        raise Refused(tuple(reasons))
    assert vault is not None
    roles = ", ".join(role_label(role) for role in sorted(actor.roles))
    note = _("Gevraagd door %(role)s. Grondslag: %(basis)s. Waarom: %(why)s")
    made = open_file(
        at=at, municipality=municipality, vault=vault, offered=asked.told, address=asked.address.strip(),
        area=f"WK{it.area[2:8]}" if it.area else "", origin=it.reference, out_of=it.vault_id,
        action="measure.from_concern", fictitious=it.fictitious,
        note=note % {"role": roles, "basis": asked.basis.strip(), "why": asked.why.strip()},
    )  # fmt: skip
    concerns.hand_in(
        actor=actor, at=at, purpose=purpose, concern=it, asks=asked.offered.instrument, to_vault=vault,
        to_reference=made.reference, parcel=asked.parcel,
    )  # fmt: skip


def against(actor: Actor, concern: concerns.Concern, purpose: str, asked: Asked, vault: Any) -> list[Reason]:
    """Return every reason why this can't be asked."""
    found = against_standing(concern, requests(concerns.Seen(actor, concern, purpose)))
    found += against_offered(asked.offered, vault, asked.why, asked.basis, asked.address, *asked.things)
    power = measures.POWERS.get(asked.offered.instrument)
    if power is not None and power.of_premises and not asked.address.strip():
        found.append(Reason("address", _("Noem het adres: deze maatregel gaat over een pand.")))
    return [*found, *against_account(asked.basis, asked.why)]


def against_standing(concern: concerns.Concern, asked: list[concerns.Packet]) -> list[Reason]:
    """Return why no measure can be asked of this concern as it stands, whatever is written."""
    found = against_leaving(concern)
    if concern.status != concerns.Status.ROUTED or concern.route != concerns.Route.MUNICIPALITY:
        found.append(Reason("route", _("Weeg het signaal eerst, met de route binnen de gemeente.")))
    if concern.case_reference:
        found.append(Reason("case", _("Van dit signaal is een casus gemaakt. Bied de maatregel aan vanuit die casus.")))
    if any(not answered or answered[0].used for answered in (one.effects.all() for one in asked)):
        text = _("Voor dit signaal is al een maatregel gevraagd. Anders dan na terugsturen kan dat maar één keer.")
        found.append(Reason("asked", text))
    return found


def requests(seen: concerns.Seen) -> list[concerns.Packet]:
    """Return the measures that were asked of a concern, newest first, with what was answered. Inside its context."""
    return [one for one in concerns.shared_of(seen) if one.asks in measures.POWERS]


def may_ask(seen: concerns.Seen, asked: list[concerns.Packet]) -> bool:
    """Whether the reader can ask for a measure of this concern as it now stands."""
    may = (concerns.HANDLE, concerns.SHARE)
    return not against_standing(seen.concern, asked) and all(
        authorize(seen.actor, one, seen.concern, seen.purpose) for one in may
    )


def measure_block(seen: concerns.Seen, at: datetime) -> concerns.Block | None:
    """Return what the page of a concern shows of measures: what came of each that was asked, and the step to one.

    What holds at an address is told to who may read the register per address, the file to who is admitted there; to others
    no more than whether it was taken up.
    """
    it = seen.concern
    if it.route != concerns.Route.MUNICIPALITY:
        return None
    asked = requests(seen)
    lines = [_line(seen, one) for one in asked]
    step = reverse("journeys:measure", args=[it.reference]) if may_ask(seen, asked) else ""
    return concerns.Block("journeys/_measure.html", {"lines": lines, "step": step}) if lines or step else None


def _line(seen: concerns.Seen, packet: concerns.Packet) -> dict[str, Any]:
    key = _key_of(packet)
    return {
        "packet": packet,
        "what": measures.Instrument(packet.asks).label,
        "answer": next(iter(packet.effects.all()), None),
        "file": next(iter(measures.files_of(seen.actor, [key]).values()), None) if key else None,
        "holds": _holding(seen.actor, key),
    }


def _key_of(packet: concerns.Packet) -> Any:
    """Return the key of the file that was opened; asked as Baken itself, since who asked doesn't see it."""
    system = system_actor(packet.municipality)
    with opened(system, system=True):
        rows = measures.Measure.objects.filter(vault=packet.to_vault_id, reference=packet.to_reference)
        return rows.values_list("pk", flat=True).first()


def _holding(actor: Actor, key: Any) -> measures.AddressMeasure | None:
    """Return what the register per address tells of it, for who may read that."""
    if key is None or not actor.may(measures.REGISTER):
        return None
    rows = measures.AddressMeasure.objects.filter(municipality=actor.municipality_id, measure_key=key)
    return visible_to(rows, actor, measures.REGISTER).first()
