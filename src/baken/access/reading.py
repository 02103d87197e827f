# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading confidential material leaves a trace: who, what, when, for which purpose and on what basis."""

from collections.abc import Sequence
from datetime import datetime

from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied

from .actors import Actor
from .models import GuardedRecord, Vault
from .need_to_know import EMERGENCY, sights_of

DOORS = ("page", "section", "download", "chart", "fragment", "export", "api", "search", "list")


@action
def note_read(
    *, actor: Actor, at: datetime, guarded: GuardedRecord, purpose: str, parts: Sequence[str] = (), door: str = "page"
) -> None:
    """Write that `actor` read parts of a guarded record through a door (one of `DOORS`).

    Raises `Denied` when the actor takes no part: whoever forgot to ask may not read, and no trace tells otherwise.
    """
    assert door in DOORS
    if sights_of(actor, purpose, guarded.pk) is None:
        raise Denied(())
    vault = Vault.objects.get(pk=guarded.vault_id)
    audit.record_read(
        "guarded.read",
        guarded,
        purpose=purpose,
        basis=vault.basis,
        vault_id=vault.pk,
        door=door,
        parts=sorted(set(parts)),
        emergency=purpose == EMERGENCY,
    )
