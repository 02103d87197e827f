# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lets tests without transaction (`live_server`, browser, threads) empty the database afterwards.

They end with DELETE (on PostgreSQL TRUNCATE) of every table, which the triggers on the audit log refuse: that is what they
are for, and so do those on other tables to which rows are only added. They are lifted for that one moment, by the owner of
the tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from importlib import import_module
from typing import Any

MIGRATION = "baken.kernel.migrations.0005_audit_sealed"


@contextmanager
def unlocked() -> Iterator[None]:
    """Do without the triggers of the audit log and of other tables to which rows are only added."""
    from django.apps import apps
    from django.db import connection

    from baken.kernel.database import append_only
    from baken.kernel.encryption import EncryptedTextField

    vendor, migration = connection.vendor, import_module(MIGRATION)
    kept = {
        model._meta.db_table: [f.column for f in model._meta.concrete_fields if not isinstance(f, EncryptedTextField)]
        for model in apps.get_models()
        if getattr(model, "ONLY_ADDED", False)
    }
    _run((*migration.UNLOCK[vendor], *(line for table in kept for line in append_only.unlock(vendor, table))))
    try:
        yield
    finally:
        _run(
            (
                *migration.LOCK[vendor],
                *(line for table in kept for line in append_only.lock(vendor, table, kept[table])),
            )
        )


def install() -> None:
    """Make Django's own clearing up do so. Once is enough; again does nothing."""
    from django.test import TransactionTestCase

    emptied = TransactionTestCase._fixture_teardown
    if getattr(emptied, "lifts_triggers", False):
        return

    @wraps(emptied)
    def teardown(self: Any) -> None:
        with unlocked():
            emptied(self)

    teardown.lifts_triggers = True  # type: ignore[attr-defined]
    TransactionTestCase._fixture_teardown = teardown  # type: ignore[method-assign]


def _run(statements: tuple[str, ...]) -> None:
    from tests.plugins.databases import as_owner

    for statement in statements:
        as_owner(statement)
