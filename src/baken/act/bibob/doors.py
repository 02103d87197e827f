# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The doors to a screening: every view of one goes through `confidential`, which finds it, opens its context, leaves a trace."""

from django.http import HttpRequest

from baken.access.facade import Actor, Vault
from baken.privacy import facade as privacy

from . import queries
from .parts import ACTIVITY, FILE
from .policies import PURPOSE, VIEW


def of_desk(request: HttpRequest, actor: Actor) -> None:
    """Have the logbook name the activity of the register with screenings."""
    vaults = Vault.objects.filter(municipality=actor.municipality_id, desk=True)
    privacy.in_registers(request, vaults, PURPOSE, ACTIVITY)


def _found(actor: Actor, reference: str, purpose: str) -> privacy.Behind:
    seen = queries.find(actor, reference, purpose)
    it = seen.file
    return privacy.Behind(seen, it, it.guarded, it.vault, seen.purpose, (FILE,))


_doors = privacy.Doors(ACTIVITY, "bibob", _found, lambda _actor: VIEW)
confidential, reader = _doors.confidential, _doors.reader
