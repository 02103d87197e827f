# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door to a confidential record: found, opened, written down as read and kept out of every cache, the same for each kind.

A feature says how its record is found; what is noted of a read, and when, is decided here alone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from baken.access.facade import Actor, GuardedRecord, Request, Vault, note_read, opened, require
from baken.kernel import moment
from baken.kernel.processing import processes, touched, within

from .queries import activity_in

View = Callable[..., HttpResponseBase]
_ON_REQUEST = "_baken_shown_alone"


@dataclass(frozen=True, slots=True)
class Behind:
    """What a door opens on: `seen` is what the view gets, `parts` what a whole page of it shows."""

    seen: Any
    record: Any
    guarded: GuardedRecord
    vault: Vault
    purpose: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doors:
    """The doors to one kind of record.

    `kind`: what the logbook calls it. `find(actor, reference, purpose)` raises `Http404`, in the same way for what isn't
    there as for what isn't open. `usual(actor)`: the permission that is asked unless a door names one.
    """

    activity: str
    kind: str
    find: Callable[[Actor, str, str], Behind]
    usual: Callable[[Actor], str]

    def reader(self, request: Request, permission: str = "") -> Actor:
        """Return who asks, after asking whether the role goes this far at all; who isn't logged in is asked to."""
        actor: Actor = request.actor
        require(actor, permission or self.usual(actor))
        return actor

    def confidential(self, door: str, permission: str = "") -> Callable[[View], View]:
        """Make a view of one record: `view(request, seen, …)`, wholly inside the actor's context, rendering included.

        What isn't open answers 404 whatever the method. A page that was shown is written down as read, with its purpose
        (`?doel=` chooses another), or it isn't shown. An address that names a `part` shows that part.
        """

        def wrap(view: View) -> View:
            @processes(self.activity)
            @wraps(view)
            def answered(request: Request, reference: str, **more: Any) -> HttpResponseBase:
                actor = self.reader(request, permission)
                it = self.find(actor, reference, request.GET.get("doel", ""))
                in_register(request, it.vault, self.activity)
                with opened(actor, it.purpose):
                    require(actor, permission or self.usual(actor), it.record, it.purpose)
                    response = view(request, it.seen, **more)
                    if response.status_code < 300 or response.status_code in (409, 422):
                        part, rows = getattr(request, _ON_REQUEST, ("", ()))
                        part = part or more.get("part", "")
                        note_read(
                            actor=actor,
                            at=moment.now(),
                            guarded=it.guarded,
                            purpose=it.purpose,
                            parts=(part,) if part else it.parts,
                            door=door,
                            rows=rows,
                        )
                touched(request, self.kind, it.guarded.pk, purpose=it.purpose)
                response["Cache-Control"] = "private, no-store"
                return response

            return answered

        return wrap


def shows_alone(request: HttpRequest, *keys: UUID, part: str = "") -> None:
    """Have the trace name these rows, opened by themselves as one document; with `part` that part alone, for an answer that
    shows no more.
    """
    setattr(request, _ON_REQUEST, (part, tuple(str(key) for key in keys)))


def in_register(request: HttpRequest, vault: Vault, usual: str) -> None:
    """Have the logbook name the activity of this register; `usual` unless the municipality told otherwise."""
    within(request, activity_in(vault, usual))


def in_registers(request: HttpRequest, vaults: Iterable[Vault], purpose: str, usual: str) -> None:
    """Have the logbook name the activity of those registers that serve a purpose: a list has one purpose, and shows no other.

    Where they don't agree the one that the view names stays.
    """
    found = {activity_in(vault, usual) for vault in vaults if purpose in vault.purposes}
    if len(found) == 1:
        within(request, found.pop())
