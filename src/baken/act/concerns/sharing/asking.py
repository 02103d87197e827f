# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Something of a concern handed to a register of ours for another purpose, with a question: for `act.journeys` alone.

What goes is a packet, as for a partner: chosen texts, a basis and why they are needed. Whoever works there sees what was handed
to them and never the concern; what they answer stands with the packet, where the desk reads it.
"""

from datetime import datetime
from uuid import UUID

from baken.access.facade import Actor, Vault, opened, require, system_actor
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason
from baken.kernel.models import Municipality, fresh

from ..models import Concern, Packet, PacketEffect
from ..policies import SHARE
from .actions import keep_parts, packet_for
from .rules import Parcel


@action
def hand_in(
    *, actor: Actor, at: datetime, purpose: str, concern: Concern, asks: str, to_vault: Vault, to_reference: str,
    parcel: Parcel,
) -> Packet:  # fmt: skip
    """Keep what was handed in, of a concern that the caller locked and judged, and for which file. Return the packet."""
    require(actor, SHARE, concern, purpose)
    packet = packet_for(
        actor, at, purpose, concern, parcel, to_vault=to_vault, to_reference=to_reference, asks=asks
    )  # fmt: skip
    packet.save(force_insert=True)
    keep_parts(packet, parcel, [])
    audit.record(
        "concern.handed_in", concern, purpose=purpose, basis=concern.vault.basis, vault_id=concern.vault_id,
        packet=packet.pk, to_vault=to_vault.pk, asks=asks, parts=list(parcel.parts),
    )  # fmt: skip
    return packet


@action
def answer_asked(*, actor: Actor, at: datetime, packet: Packet, by: UUID | None, used: bool, text: str = "") -> None:
    """Write what came of what was handed in: taken up (`used`) or not, and why. By Baken itself, for whoever decided there."""
    if "system" not in actor.roles:
        raise Denied((Reason("system", "Baken itself writes this, within the action of the other register."),))
    row: Packet = fresh(packet)
    PacketEffect(
        municipality_id=row.municipality_id, packet=row, at=at, by_id=by, used=used, text=text.strip()
    ).save(force_insert=True)  # fmt: skip
    audit.record("concern.hand_in_answered", row.guarded, vault_id=row.vault_id, used=used)


def asked_by(municipality: Municipality, vault_id: UUID, reference: str) -> Packet | None:
    """Return what was handed in for that file, with its answers (newest first); None where nothing was, or it is destroyed.

    Asked as Baken itself: who works on the file sees the hand-over, never the concern.
    """
    system = system_actor(municipality)
    with opened(system, system=True):
        rows = Packet.objects.filter(municipality=municipality, to_vault=vault_id, to_reference=reference)
        rows = rows.exclude(asks="").select_related("by", "guarded")
        return rows.prefetch_related("effects").first()
