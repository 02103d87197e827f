# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door to a packet: found, opened and written down as read, as that of a concern (`doors`)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http.response import HttpResponseBase

from baken.access.facade import Actor, Request, note_read, opened, require
from baken.kernel import moment
from baken.kernel.processing import processes, touched

from ..doors import ACTIVITY, View, in_register
from ..parts import PACKET_PARTS
from ..policies import RECEIVE, VIEW
from . import queries as sharing_queries


def confidential_packet(door: str, permission: str = "") -> Callable[[View], View]:
    """Make a view of one packet: `view(request, seen, …)`, inside the actor's context. What isn't open answers 404.

    `permission`: what is asked, by default seeing it: as recipient or as the desk that shared it.
    """

    def wrap(view: View) -> View:
        @processes(ACTIVITY)
        @wraps(view)
        def answered(request: Request, reference: str, **more: Any) -> HttpResponseBase:
            actor: Actor = request.actor
            asked = permission or (RECEIVE if actor.partner_id is not None else VIEW)
            require(actor, asked)
            seen = sharing_queries.find(actor, reference, request.GET.get("doel", ""))
            in_register(request, seen.packet.vault)
            with opened(actor, seen.purpose):
                require(actor, asked, seen.packet, seen.purpose)
                response = view(request, seen, **more)
                if response.status_code < 300 or response.status_code in (409, 422):
                    note_read(
                        actor=actor, at=moment.now(), guarded=seen.packet.guarded, purpose=seen.purpose,
                        parts=tuple(PACKET_PARTS), door=door, rows=getattr(response, "baken_rows", ()),
                    )  # fmt: skip
            touched(request, "concern.packet", seen.packet.guarded_id, purpose=seen.purpose)
            response["Cache-Control"] = "private, no-store"
            return response

        return answered

    return wrap
