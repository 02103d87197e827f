# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door to a packet: found, opened and written down as read, as that of a concern (`doors`).

Asked is, where a door names nothing else, to see it: as recipient or as the desk that shared it.
"""

from baken.access.facade import Actor
from baken.privacy.facade import Behind, Doors

from ..doors import ACTIVITY
from ..parts import PACKET_PARTS
from . import queries as sharing_queries


def _found(actor: Actor, reference: str, purpose: str) -> Behind:
    seen = sharing_queries.find(actor, reference, purpose)
    it = seen.packet
    return Behind(seen, it, it.guarded, it.vault, seen.purpose, tuple(PACKET_PARTS))


confidential_packet = Doors(ACTIVITY, "concern.packet", _found, sharing_queries.permission_of).confidential
