# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing the audit log; docs/audit.md tells how it is kept, and `audit_checks` how it is checked."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import models

from .actions import require_run, require_unit
from .audit_log.checks import INSTALLATION, PERSONAL_DESTROYED, broken_links
from .audit_log.seal import personal_part, plain, salted
from .audit_log.writing import Gathered, gather
from .models import AuditEntry, AuditKind, AuditPersonal

__all__ = [
    "INSTALLATION",
    "broken_links",
    "destroy_personal",
    "personal_of",
    "personal_of_all",
    "record",
    "record_read",
]


def record(
    action: str,
    resource: models.Model | None = None,
    *,
    resource_type: str = "",
    resource_id: str = "",
    municipality_id: UUID | None = None,
    purpose: str = "",
    basis: str = "",
    vault_id: UUID | None = None,
    personal: Mapping[str, Any] | None = None,
    **detail: Any,
) -> AuditEntry:
    """Have one row written at the end of the action under way, and return it; until then it has no sequence and no hash.

    `resource` gives type, key and municipality; the keyword forms are for what is no database row. `detail` must be
    JSON (no NaN or infinity: ValueError) and hold no personal data: that goes in `personal`, of which the row holds a
    salted digest only, so that it can be destroyed. Raises `OutsideAction` when no action is under way.
    """
    about = (resource, resource_type, resource_id, municipality_id)
    return _record(AuditKind.CHANGE, action, about, (purpose, basis, vault_id), personal, detail)


def record_read(
    action: str,
    resource: models.Model | None = None,
    *,
    resource_type: str = "",
    resource_id: str = "",
    municipality_id: UUID | None = None,
    purpose: str,
    basis: str,
    vault_id: UUID | None = None,
    personal: Mapping[str, Any] | None = None,
    **detail: Any,
) -> AuditEntry:
    """Have written that confidential material was read: for what purpose, and on which basis. For the rest as `record`."""
    about = (resource, resource_type, resource_id, municipality_id)
    return _record(AuditKind.READ, action, about, (purpose, basis, vault_id), personal, detail)


def destroy_personal(resource_type: str, resource_id: str, *, municipality_id: UUID | None = None) -> int:
    """Delete the personal parts, with their salts, of all rows about one resource; return how many there were.

    Writes an audit row of its own when there were any: a part that is gone without one is told by `baken audit verify`.
    The municipality is the actor's unless told.
    """
    run, unit = require_run("destruction of personal parts"), require_unit()
    owner = municipality_id or run.actor.municipality_id or INSTALLATION
    about = (owner, resource_type, resource_id)
    gone, _ = AuditPersonal.objects.filter(
        municipality_id=owner, resource_type=resource_type, resource_id=resource_id
    ).delete()
    for row in unit.gathered:  # of this very transaction
        entry = row.entry
        if row.content and (entry.municipality_id, entry.resource_type, entry.resource_id) == about:
            row.content = ""
            gone += 1
    if gone:
        record(
            PERSONAL_DESTROYED,
            resource_type=resource_type,
            resource_id=resource_id,
            municipality_id=owner,
            parts=gone,
        )
    return gone


def personal_of(entry: AuditEntry) -> dict[str, Any] | None:
    """Return the personal part of a row; None when it has none, or not any more."""
    kept = AuditPersonal.objects.filter(entry_id=entry.id).first() if entry.personal_digest else None
    return None if kept is None else personal_part(kept.content)


def personal_of_all(entries: Iterable[AuditEntry]) -> dict[UUID, dict[str, Any]]:
    """Return the personal parts of rows by the key of the row, of those that have one still. One query."""
    keys = [entry.id for entry in entries if entry.personal_digest]
    return {kept.entry_id: personal_part(kept.content) for kept in AuditPersonal.objects.filter(entry_id__in=keys)}


def _record(
    kind: AuditKind,
    action: str,
    about: tuple[models.Model | None, str, str, UUID | None],
    why: tuple[str, str, UUID | None],
    personal: Mapping[str, Any] | None,
    detail: dict[str, Any],
) -> AuditEntry:
    run, unit = require_run("audit"), require_unit()
    resource, resource_type, resource_id, municipality_id = about
    if resource is not None:
        resource_type = resource._meta.label_lower
        resource_id = str(resource.pk)
        municipality_id = municipality_id or getattr(resource, "municipality_id", None)
    content, digest = salted(personal) if personal else ("", "")
    purpose, basis, vault_id = why
    entry = AuditEntry(
        municipality_id=municipality_id or run.actor.municipality_id or INSTALLATION,
        at=run.at,
        actor_id=run.actor.id,
        action=action,
        kind=kind,
        resource_type=resource_type,
        resource_id=resource_id,
        purpose=str(purpose),
        basis=str(basis),
        vault_id=vault_id,
        detail=plain(detail),
        personal_digest=digest,
    )
    gather(unit, Gathered(entry, content))
    run.audited.append(entry.id)
    return entry
