# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The doors to a measure: every view of one goes through `confidential`, which finds it, opens its context and leaves a trace."""

from django.http import HttpRequest

from baken.access.facade import Actor, Vault
from baken.privacy import facade as privacy

from . import queries
from .parts import FILE
from .policies import VIEW

ACTIVITY = "measures"
"""What views name. Which activity a request belongs to follows from the register in which its measure lies."""


def in_register(request: HttpRequest, vault: Vault) -> None:
    """Have the logbook name the activity of this register."""
    privacy.in_register(request, vault, ACTIVITY)


def for_purpose(request: HttpRequest, actor: Actor, purpose: str) -> None:
    """Have the logbook name the activity of the registers with a desk that serve a purpose, where they agree."""
    vaults = Vault.objects.filter(municipality=actor.municipality_id, desk=True)
    privacy.in_registers(request, vaults, purpose, ACTIVITY)


def _found(actor: Actor, reference: str, purpose: str) -> privacy.Behind:
    seen = queries.find(actor, reference, purpose)
    it = seen.file
    return privacy.Behind(seen, it, it.guarded, it.vault, seen.purpose, (FILE,))


_doors = privacy.Doors(ACTIVITY, "measure", _found, lambda _actor: VIEW)
confidential, reader = _doors.confidential, _doors.reader
