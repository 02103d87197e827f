# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who has a task in a concern or packet, for the review of reads.

Everybody at a desk sees all that lies in its register, so being at the desk makes no task by itself: whoever is charged with a
concern, tested or weighed it, wrote in it or shared of it has one.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import F

from ..models import Check, Concern, Look, Message, Note, Packet, PacketEffect, Weighing

OF_CONCERN: tuple[tuple[Any, str, str], ...] = (
    (Concern, "id", "assignee"),
    (Concern, "id", "reported_by"),
    (Check, "concern", "by"),
    (Look, "concern", "by"),
    (Weighing, "concern", "by"),
    (Note, "concern", "author"),
    (Message, "concern", "author"),
    (Packet, "concern", "by"),
)
OF_PACKET: tuple[tuple[Any, str, str], ...] = ((Packet, "guarded", "by"), (PacketEffect, "packet__guarded", "by"))


def involved(keys: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """Return (record, account) for everybody with a task in these concerns. A fixed number of queries."""
    return _found(OF_CONCERN, list(keys))


def involved_in_packets(keys: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """Return (record, account) for who shared a packet, and who told what came of it."""
    return _found(OF_PACKET, list(keys))


def _found(kinds: tuple[tuple[Any, str, str], ...], records: list[UUID]) -> set[tuple[UUID, UUID]]:
    found: set[tuple[UUID, UUID]] = set()
    if not records:
        return found
    for model, record, person in kinds:
        rows = model._default_manager.filter(**{f"{record}__in": records, f"{person}__isnull": False})
        key = record if record == "id" or "__" in record else f"{record}_id"
        found |= set(rows.order_by().values_list(key, F(f"{person}_id")).distinct())
    return found
