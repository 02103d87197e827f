# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody can do who has the database to himself, but no key of ours and no way to the anchor's folder."""

from __future__ import annotations

from importlib import import_module
from typing import Any
from uuid import UUID

from django.db import connection

from tests.plugins.databases import as_owner

from .emptied import MIGRATION

TABLE = "kernel_auditentry"


def write_round_the_lock(statement: str, *parameters: Any) -> None:
    """Lift the triggers and execute a statement; keys may be given as they are."""
    for unlock in import_module(MIGRATION).UNLOCK[connection.vendor]:
        as_owner(unlock)
    as_owner(statement, [key(value) if isinstance(value, UUID) else value for value in parameters])


def key(value: UUID) -> Any:
    """Return a key as this database stores it."""
    return value.hex if connection.vendor == "sqlite" else value
