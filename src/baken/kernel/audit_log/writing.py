# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes the gathered audit rows at the end of a transaction, and anchors the heads once it is committed."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from .. import keys
from ..actions import Unit
from ..models import AuditChain, AuditEntry, AuditPersonal
from . import anchor
from .seal import seal


@dataclass(eq=False)
class Gathered:
    """A row that is going to be written, and its personal part when it has one.

    Stands among the transaction's on-commit callbacks, where it does nothing: whatever rolls back to a savepoint takes it
    away from there again, whoever made the savepoint.
    """

    entry: AuditEntry
    content: str = ""

    def __call__(self) -> None:
        """Do nothing."""


def gather(unit: Unit, row: Gathered) -> None:
    """Take a row along to the end of the transaction."""
    unit.gathered.append(row)
    transaction.on_commit(row)


def standing(unit: Unit) -> list[Gathered]:
    """Return the rows that were gathered and not rolled back since."""
    still = {id(told[1]) for told in transaction.get_connection().run_on_commit[unit.before :]}
    return [row for row in unit.gathered if id(row) in still]


def write(unit: Unit) -> None:
    """Write the rows that weren't rolled back; lock the heads last, in a fixed order."""
    rows = standing(unit) if unit.gathered else []
    if not rows:
        return
    AuditPersonal.objects.bulk_create(
        AuditPersonal(
            entry_id=row.entry.id,
            municipality_id=row.entry.municipality_id,
            resource_type=row.entry.resource_type,
            resource_id=row.entry.resource_id,
            content=row.content,
        )
        for row in rows
        if row.content
    )
    chains: dict[UUID, list[AuditEntry]] = {}
    for row in rows:
        chains.setdefault(row.entry.municipality_id, []).append(row.entry)
    key = keys.ring().current("audit")
    heads = tuple(_append(owner, chains[owner], key) for owner in sorted(chains))

    def anchored() -> None:
        anchor.keep(heads)

    transaction.on_commit(anchored, robust=True)


def _append(owner: UUID, entries: list[AuditEntry], key: keys.Key) -> anchor.Head:
    chain, _ = AuditChain.objects.select_for_update().get_or_create(municipality_id=owner)
    for entry in entries:
        chain.length += 1
        entry.sequence, entry.previous_hash, entry.key_id = chain.length, chain.last_hash, key.id
        entry.hash = chain.last_hash = seal(entry, key)
    chain.first_id = chain.first_id or entries[0].id
    AuditEntry.objects.bulk_create(entries, batch_size=500)
    chain.save(force_update=True)
    return anchor.Head(owner, chain.first_id, chain.length, chain.last_hash, entries[-1].at.isoformat())
