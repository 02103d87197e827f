# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The doors to a concern: every view of one goes through `confidential`, which finds it, opens its context and leaves a trace."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from baken.access.facade import Actor, Request, Vault, note_read, opened, require
from baken.kernel import moment
from baken.kernel.processing import processes, touched, within
from baken.privacy.facade import activity_in

from . import queries
from .parts import REPORT
from .policies import VIEW

ACTIVITY = "concerns"
"""What views name. Which activity a request belongs to follows from the register in which its concern lies."""
View = Callable[..., HttpResponseBase]
R = TypeVar("R", bound=HttpResponseBase)


def reader(request: Request, permission: str = VIEW) -> Actor:
    """Return who asks, after asking whether the role goes this far at all; who isn't logged in is asked to."""
    actor: Actor = request.actor
    require(actor, permission)
    return actor


def in_register(request: HttpRequest, vault: Vault) -> None:
    """Have the logbook name the activity of this register."""
    within(request, activity_in(vault, ACTIVITY))


def confidential(door: str, permission: str = VIEW) -> Callable[[View], View]:
    """Make a view of one concern: `view(request, seen, …)`, wholly inside the actor's context, rendering included.

    What isn't open answers 404 whatever the method. A page that was shown is written down as read, with its purpose
    (`?doel=` chooses another), or it isn't shown.
    """

    def wrap(view: View) -> View:
        @processes(ACTIVITY)
        @wraps(view)
        def answered(request: Request, reference: str, **more: Any) -> HttpResponseBase:
            actor = reader(request, permission)
            seen = queries.find(actor, reference, request.GET.get("doel", ""))
            in_register(request, seen.concern.vault)
            with opened(actor, seen.purpose):
                require(actor, permission, seen.concern, seen.purpose)
                response = view(request, seen, **more)
                if response.status_code < 300 or response.status_code in (409, 422):
                    note_read(
                        actor=actor,
                        at=moment.now(),
                        guarded=seen.concern.guarded,
                        purpose=seen.purpose,
                        parts=(REPORT,),
                        door=door,
                        rows=getattr(response, "baken_rows", ()),
                    )
            touched(request, "concern", seen.concern.guarded_id, purpose=seen.purpose)
            response["Cache-Control"] = "private, no-store"
            return response

        return answered

    return wrap


def opened_rows(response: R, *keys: UUID) -> R:
    """Have the trace name rows of the concern that were opened by themselves, as one attachment."""
    response.baken_rows = tuple(str(key) for key in keys)  # type: ignore[attr-defined]
    return response
