# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading packets: as the partner that got them, as the desk that shared them, and for supervision without content."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from baken.access.facade import Actor, Covenant, Partner, opened, purposes_open_to, visible_or_404, visible_to

from ..models import Category, Packet, PacketEffect, PacketFile, PacketPart
from ..parts import PACKET_PARTS
from ..policies import OVERSEE, RECEIVE, VIEW
from ..queries import Seen

ORDER = list(PACKET_PARTS)
WITH = ("guarded", "vault", "category", "partner", "covenant", "to_vault")


def permission_of(actor: Actor) -> str:
    """Return the permission by which an actor sees packets: as recipient, or as the desk that shared them."""
    return RECEIVE if actor.partner_id is not None else VIEW


@dataclass(frozen=True, slots=True)
class SeenPacket:
    """One packet as one actor may see it for one purpose; `mine`: the actor's organisation got it."""

    actor: Actor
    packet: Packet
    purpose: str

    @property
    def mine(self) -> bool:
        """Whether the actor is the recipient."""
        return self.actor.partner_id is not None

    @property
    def permission(self) -> str:
        """Return the permission by which it is seen."""
        return permission_of(self.actor)


def find(actor: Actor, reference: str, asked: str = "") -> SeenPacket:
    """Return the packet with this reference as `actor` sees it. Raises `Http404`, in the same way for what isn't there."""
    permission = permission_of(actor)
    for purpose in purposes_open_to(actor):
        if asked and asked != purpose:
            continue
        with opened(actor, purpose):
            rows = Packet.objects.select_related(*WITH).filter(reference=reference)
            packet = visible_to(rows, actor, permission, purpose).first()
            if packet is not None:
                return SeenPacket(actor, packet, purpose)
    raise Http404


def received(actor: Actor, purpose: str) -> QuerySet[Packet]:
    """Return the packets that the actor's organisation got for a purpose, newest first. Inside `opened`."""
    rows = Packet.objects.select_related(*WITH).filter(partner=actor.partner_id)
    return visible_to(rows, actor, RECEIVE, purpose)


def parts(seen: SeenPacket) -> list[PacketPart]:
    """Return the parts that are seen of a packet: what was reported first."""
    rows = visible_to(
        PacketPart.objects.filter(guarded=seen.packet.guarded_id), seen.actor, seen.permission, seen.purpose
    )
    return sorted(rows, key=lambda row: ORDER.index(row.part))


def files(seen: SeenPacket) -> list[PacketFile]:
    """Return the papers that are seen of a packet."""
    rows = PacketFile.objects.filter(guarded=seen.packet.guarded_id)
    return list(visible_to(rows, seen.actor, seen.permission, seen.purpose))


def file(seen: SeenPacket, key: UUID) -> PacketFile:
    """Return one paper of *this* packet, or raise `Http404`."""
    rows = PacketFile.objects.filter(guarded=seen.packet.guarded_id)
    return visible_or_404(rows, seen.actor, seen.permission, seen.purpose, pk=key)


def effects(seen: SeenPacket) -> list[PacketEffect]:
    """Return what the partner told of a packet, newest first."""
    rows = PacketEffect.objects.filter(packet=seen.packet)
    return list(visible_to(rows, seen.actor, seen.permission, seen.purpose))


def shared_of(seen: Seen) -> list[Packet]:
    """Return what was shared of a concern, newest first, with what partners told."""
    rows = Packet.objects.filter(concern=seen.concern.pk).select_related(*WITH).prefetch_related("effects")
    return list(visible_to(rows, seen.actor, VIEW, seen.purpose))


def recipients(seen: Seen, at: datetime) -> list[Partner]:
    """Return the partners with a covenant in force now for the concern's purpose."""
    now = Q(until__isnull=True) | Q(until__gt=at)
    rows = Covenant.objects.filter(now, municipality=seen.concern.municipality_id, since__lte=at)
    mine = [covenant.pk for covenant in rows if seen.purpose in covenant.purposes]
    return list(Partner.objects.filter(covenants__in=mine).distinct().order_by("name"))


def other_desks(seen: Seen) -> list[Category]:
    """Return the categories of other registers of ours to which a text of the concern can be brought."""
    rows = Category.objects.filter(municipality=seen.concern.municipality_id, active=True).select_related("vault")
    return list(rows.exclude(vault=seen.concern.vault_id).order_by("vault__name", "order", "slug"))


def overseen(actor: Actor) -> QuerySet[Packet]:
    """Return all packets as supervision may know them, newest first: never the reasons in words. Inside `opened`."""
    rows = Packet.objects.select_related(*WITH, "by").defer("why", "recalled_because")
    return visible_to(rows, actor, OVERSEE)
