# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing and checking the audit log."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from .actions import require_run
from .models import AuditChain, AuditEntry

INSTALLATION = UUID(int=0)
"""Chain of what belongs to no municipality: set-up, migrations of figures, failed logins of unknown users."""


def record(
    action: str,
    resource: models.Model | None = None,
    *,
    resource_type: str = "",
    resource_id: str = "",
    municipality_id: UUID | None = None,
    purpose: str = "",
    **detail: Any,
) -> AuditEntry:
    """Append one row for the action under way and return it.

    `resource` gives type, key and municipality; the keyword forms are for what is no database row. `detail` must be
    JSON (no NaN or infinity: ValueError) and hold no personal data. Raises `OutsideAction` when no action is under way.
    """
    run = require_run("audit")
    if resource is not None:
        resource_type = resource._meta.label_lower
        resource_id = str(resource.pk)
        municipality_id = municipality_id or getattr(resource, "municipality_id", None)
    owner = municipality_id or run.actor.municipality_id or INSTALLATION
    chain, _ = AuditChain.objects.select_for_update().get_or_create(municipality_id=owner)
    entry = AuditEntry(
        municipality_id=owner,
        sequence=chain.length + 1,
        at=run.at,
        actor_id=run.actor.id,
        action=action,
        resource_type=resource_type,
        resource_id=resource_id,
        purpose=purpose,
        detail=_plain(json.loads(json.dumps(detail, default=str, allow_nan=False))),
        previous_hash=chain.last_hash,
    )
    entry.hash = _digest(entry)
    entry.save(force_insert=True)
    chain.length, chain.last_hash = entry.sequence, entry.hash
    chain.save()
    run.audited.append(entry.id)
    return entry


def broken_links(municipality_id: UUID) -> Iterator[int]:
    """Yield the sequence number of every row that was changed or put in afterwards, or follows one that was removed.

    Nothing yielded: the chain is intact. What was cut off at the end shows by the chain's head.
    """
    previous, expected = "", 1
    for entry in AuditEntry.objects.filter(municipality_id=municipality_id).order_by("sequence").iterator():
        if entry.sequence != expected or entry.previous_hash != previous or entry.hash != _digest(entry):
            yield entry.sequence
        previous, expected = entry.hash, entry.sequence + 1
    chain = AuditChain.objects.filter(municipality_id=municipality_id).first()
    length, last = (chain.length, chain.last_hash) if chain is not None else (0, "")
    if (length, last) != (expected - 1, previous):
        yield max(length, expected - 1)


def _digest(entry: AuditEntry) -> str:
    content = [
        str(entry.id),
        str(entry.municipality_id),
        entry.sequence,
        entry.at.astimezone(UTC).isoformat(),  # the database gives back the moment, not the zone it was told in
        str(entry.actor_id),
        entry.action,
        entry.resource_type,
        entry.resource_id,
        entry.purpose,
        entry.detail,
        entry.previous_hash,
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Return JSON with whole floats as the integers that they are written as.

    PostgreSQL keeps decimals and gives 1e22 back as an integer, which would no longer have the row's hash.
    """
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return int(Decimal(repr(value))) if isinstance(value, float) and value.is_integer() else value
