# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables to which rows are only ever added: the database itself refuses to change or remove one, whoever asks.

A model of such a table says `ONLY_ADDED = True`; its migration has `append_only.keep("app_table")`. An encrypted column may be
sealed anew with another key (`kernel.keyring.rotation`) and nothing else: `keep("app_table", sealed=("column",))`. SQLite loses
triggers when Django makes a table anew for another column: a migration that does so puts `keep` after it once more.
"""

from collections.abc import Sequence
from typing import Any

from django.db import migrations

_FUNCTION = """
    CREATE OR REPLACE FUNCTION baken_only_added() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""


def lock(vendor: str, table: str, columns: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the statements that lock `table`, of `columns` where only these stay as they are (names of ours, never input)."""
    of = f" OF {', '.join(f'{chr(34)}{column}{chr(34)}' for column in columns)}" if columns else ""
    if vendor == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        return (
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE{of} ON {table} {refuse}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        )
    refuse = "EXECUTE FUNCTION baken_only_added()"
    return (
        f"CREATE TRIGGER {table}_only_added BEFORE UPDATE{of} OR DELETE ON {table} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}",
    )


def unlock(vendor: str, table: str) -> tuple[str, ...]:
    """Return the statements that lift it again."""
    if vendor == "sqlite":
        return f"DROP TRIGGER IF EXISTS {table}_no_update", f"DROP TRIGGER IF EXISTS {table}_no_delete"
    return (
        f"DROP TRIGGER IF EXISTS {table}_only_added ON {table}",
        f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}",
    )


def keep(table: str, *, sealed: Sequence[str] = ()) -> migrations.RunPython:
    """Return the operation that locks `table`, but for its `sealed` columns; again does no harm."""

    def do(apps: Any, editor: Any) -> None:
        vendor, columns = editor.connection.vendor, []
        if sealed:
            with editor.connection.cursor() as cursor:
                told = editor.connection.introspection.get_table_description(cursor, table)
            columns = [column.name for column in told if column.name not in sealed]
        if vendor == "postgresql":
            editor.execute(_FUNCTION, params=None)
        for statement in (*unlock(vendor, table), *lock(vendor, table, columns)):
            editor.execute(statement, params=None)

    def undo(apps: Any, editor: Any) -> None:
        for statement in unlock(editor.connection.vendor, table):
            editor.execute(statement, params=None)

    return migrations.RunPython(do, undo)
