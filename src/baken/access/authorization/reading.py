# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading confidential material leaves a trace: who, what, when, for which purpose and on what basis."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied

from ..actors import Actor
from ..models import GuardedRecord, Vault
from .need_to_know import EMERGENCY, sights_of

DOORS = ("page", "section", "download", "chart", "fragment", "export", "api", "search", "list")


@action
def note_read(
    *,
    actor: Actor,
    at: datetime,
    guarded: GuardedRecord,
    purpose: str,
    parts: Sequence[str] = (),
    door: str = "page",
    rows: Sequence[str] = (),
) -> None:
    """Write that `actor` read parts of a guarded record through a door (one of `DOORS`); `rows`: keys of what was opened by
    itself, as one document.

    Raises `Denied` when the actor takes no part: whoever forgot to ask may not read, and no trace tells otherwise.
    """
    assert door in DOORS
    if sights_of(actor, purpose, guarded.pk) is None:
        raise Denied(())
    vault = Vault.objects.get(pk=guarded.vault_id)
    opened: dict[str, Any] = {"rows": sorted(set(rows))} if rows else {}
    audit.record_read(
        "guarded.read",
        guarded,
        purpose=purpose,
        basis=vault.basis,
        vault_id=vault.pk,
        door=door,
        parts=sorted(set(parts)),
        emergency=purpose == EMERGENCY,
        **opened,
    )


@action
def note_listed(*, actor: Actor, at: datetime, purpose: str, keys: Sequence[UUID], door: str = "list") -> None:
    """Write that a list showed `actor` these guarded records by name: one row for each register that they stand in.

    A list is not a record that was opened, so the row is about the register: the rules on reads, which count opened
    records, pass it by. Which records it showed stands in the detail. Call it within `opened(actor, purpose)`.
    """
    assert door in DOORS
    shown = GuardedRecord.objects.filter(pk__in=list(keys)).values_list("vault", "pk")
    by_vault: dict[UUID, list[str]] = {}
    for lies_in, key in shown:
        by_vault.setdefault(lies_in, []).append(str(key))
    for vault in Vault.objects.filter(pk__in=by_vault).order_by("slug"):
        mine = sorted(by_vault[vault.pk])
        audit.record_read(
            "guarded.listed",
            vault,
            purpose=purpose,
            basis=vault.basis,
            vault_id=vault.pk,
            door=door,
            records=mine,
            number=len(mine),
            emergency=purpose == EMERGENCY,
        )


def door_word(door: str) -> str:
    """Return what a door is called, for who looks back at what was read; "" for one that left the list."""
    return {
        "page": _("hele dossier"),
        "section": _("onderdeel"),
        "download": _("document"),
        "chart": _("grafiek"),
        "fragment": _("tijdlijn"),
        "export": _("uitvoer"),
        "api": _("koppeling"),
        "search": _("zoekresultaat"),
        "list": _("lijst"),
    }.get(door, "")
