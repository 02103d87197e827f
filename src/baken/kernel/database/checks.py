# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""System checks of the database's role: run by `baken check`, and by `baken migrate`, `serve` and `worker` in production.

`kernel.apps` registers them.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection

from .roles import facts

HINT = "Two roles, one that owns the tables and one for the application: docs/postgresql.md."


def application_role(
    app_configs: Any = None, databases: Sequence[str] | None = None, **told: Any
) -> list[checks.CheckMessage]:
    """Warn when the application's role could get round row-level security or change tables. Only in production."""
    if settings.DEMO or connection.vendor != "postgresql" or (databases is not None and "default" not in databases):
        return []
    owner = settings.DATABASE_OWNER
    if owner is not None and connection.settings_dict["USER"] == owner["USER"]:
        return []  # the owner is migrating
    try:
        held = facts(connection)
    except DatabaseError:
        return []  # whoever asks for rows hears of it
    role = held.role
    found = [
        (held.superuser, "W001", f"The database role {role} is a superuser: nothing in the database binds it."),
        (
            held.bypasses_row_security and not held.superuser,
            "W002",
            f"The database role {role} can go round row-level security (BYPASSRLS, also through a role it is member of).",
        ),
        (
            (held.owns or held.creates) and not held.superuser,
            "W003",
            f"The database role {role} owns tables or may make them: it can lift row-level security and the lock on the "
            "audit log.",
        ),
    ]
    return [checks.Warning(text, hint=HINT, id=f"baken.{code}") for true, code, text in found if true]
