# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's `migrate`, on a state that isn't made anew at every step (`kernel.migration_state`)."""

from typing import Any
from unittest.mock import patch

from django.core.management.commands import migrate

from baken.kernel.migration_state import QuickExecutor


class Command(migrate.Command):
    """The same command with the same options."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate; Django takes the executor by its name in this module."""
        with patch.object(migrate, "MigrationExecutor", QuickExecutor):
            super().handle(*args, **options)
