# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's `migrate`; an empty database is filled on a state that isn't made anew each step (`kernel.database.migration_state`).

A database that holds something is brought up to date by Django's own executor alone: it leans on nothing but Django's
public promises, and the few steps of an upgrade take no time worth saving.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from baken.kernel.database.migration_state import QuickExecutor

_NAME = "MigrationExecutor"


class Command(migrate.Command):
    """The same command with the same options."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate the database that `--database` names."""
        empty = not MigrationRecorder(connections[options["database"]]).applied_migrations()
        with _executor(QuickExecutor if empty else MigrationExecutor):
            super().handle(*args, **options)


@contextmanager
def _executor(chosen: type[MigrationExecutor]) -> Iterator[None]:
    """Let Django's command work with `chosen`: it takes the class by this name from its module, and offers no other way."""
    setattr(migrate, _NAME, chosen)
    try:
        yield
    finally:
        setattr(migrate, _NAME, MigrationExecutor)
