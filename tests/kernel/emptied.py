# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lets tests without transaction (`live_server`, browser, threads) empty the database afterwards.

They end with DELETE (on PostgreSQL TRUNCATE) of every table, which the triggers on the audit log refuse: that is what they
are for. So the triggers are lifted for that one moment, by the owner of the tables.
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
    """Do without the audit log's triggers."""
    from django.db import connection

    migration = import_module(MIGRATION)
    _run(migration.UNLOCK[connection.vendor])
    try:
        yield
    finally:
        _run(migration.LOCK[connection.vendor])


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
