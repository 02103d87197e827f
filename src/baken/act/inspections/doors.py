# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door to an inspection: every view of one goes through `confidential`, which finds and opens it and leaves a trace."""

from django.http import HttpRequest

from baken.access.facade import Actor, GuardedRecord, Level, Vault, opened, reach, sights_of
from baken.privacy import facade as privacy

from . import queries
from .parts import KIND, PARTS
from .policies import PURPOSE, VIEW

ACTIVITY = "inspections"


def in_registers(request: HttpRequest, actor: Actor) -> None:
    """Have the logbook name the activity of the registers in which inspections lie."""
    vaults = Vault.objects.filter(municipality=actor.municipality_id, desk=True)
    privacy.in_registers(request, vaults, PURPOSE, ACTIVITY)


def parts_seen(actor: Actor, guarded: GuardedRecord, purpose: str) -> tuple[str, ...]:
    """Return the parts that the reader sees of an inspection: all of them, or what a partner takes part in."""
    found = sights_of(actor, purpose, guarded.pk, reach(actor, purpose))
    if found is None:
        return ()
    return tuple(part for part in PARTS if found.get(part, 0) >= Level.CONFIDENTIAL)


def _found(actor: Actor, reference: str, purpose: str) -> privacy.Behind:
    seen = queries.find(actor, reference, purpose)
    it = seen.file
    parts = tuple(PARTS)
    if actor.partner_id is not None:
        with opened(actor, seen.purpose):
            parts = parts_seen(actor, it.guarded, seen.purpose)
    return privacy.Behind(seen, it, it.guarded, it.vault, seen.purpose, parts)


_doors = privacy.Doors(ACTIVITY, KIND, _found, lambda _actor: VIEW)
confidential, reader = _doors.confidential, _doors.reader
