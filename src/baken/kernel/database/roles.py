# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two roles on PostgreSQL: the owner makes tables, the application's role only reads and writes rows.

Whoever breaks into the application then holds a role that can't change a table, lift row-level security, or alter the
audit log. One role for both is possible (small installations): row-level security is forced on the owner as well.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection as default
from django.db import transaction
from psycopg import sql

from ..errors import BakenError

APPEND_ONLY = ("kernel_auditentry",)
"""Tables to which the application only adds."""
READ_ONLY = ("django_migrations",)
"""Tables that only the owner writes."""


class NoSuchRole(BakenError):
    """The role of BAKEN_DATABASE_URL isn't there; the message says how to make it."""


@dataclass(frozen=True, slots=True)
class RoleFacts:
    """What a session could do beyond reading and writing rows, also by taking on a role of which it is a member."""

    role: str
    superuser: bool
    bypasses_row_security: bool
    creates: bool
    owns: int

    @property
    def bound(self) -> bool:
        """Whether the database itself holds this role to its rows."""
        return not (self.superuser or self.bypasses_row_security or self.creates or self.owns)


def has_owner() -> bool:
    """Return whether this installation has a role of its own for making tables (BAKEN_DATABASE_OWNER_URL)."""
    return settings.DATABASE_OWNER is not None and default.vendor == "postgresql"


@contextmanager
def as_owner() -> Iterator[None]:
    """Let this thread's connection be the owner's, inside. Without such a role it stays what it is.

    It is another connection: call it outside transactions.
    """
    owner = settings.DATABASE_OWNER
    if owner is None or not has_owner():
        yield
        return
    if default.in_atomic_block:
        raise transaction.TransactionManagementError("another role is another connection: not within a transaction")
    kept = default.settings_dict
    _connect_with({**kept, **owner, "NAME": kept["NAME"]})
    try:
        yield
    finally:
        _connect_with(kept)


def _connect_with(wanted: dict[str, Any]) -> None:
    default.close()
    default.settings_dict = wanted


def migrate() -> None:
    """Make the tables or bring them up to date, as their owner. Raises `NoSuchRole`."""
    with as_owner():
        call_command("migrate", verbosity=0, interactive=False)


def give(connection: Any, role: str) -> None:
    """Give `role` the rights of an application on the tables of this connection's schema, and take away all others.

    To be called as owner of the tables; again does no harm. Tables made later by the same owner get the rights when
    they are made. Raises `NoSuchRole`.
    """
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), current_schema(), to_regrole(quote_ident(%s)) IS NOT NULL", [role])
        database, schema, there = cursor.fetchone()
        if not there:
            raise NoSuchRole(f"the database knows no role {role!r}: make it as docs/postgresql.md tells")
        names = {
            "role": sql.Identifier(role),
            "database": sql.Identifier(database),
            "schema": sql.Identifier(schema),
        }
        for statement in RIGHTS:
            cursor.execute(sql.SQL(statement).format(**names).as_string(cursor.connection))
        for tables, statement in ((APPEND_ONLY, ONLY_ADD), (READ_ONLY, ONLY_READ)):
            for table in tables:
                cursor.execute("SELECT to_regclass(quote_ident(%s)) IS NOT NULL", [table])
                if cursor.fetchone()[0]:
                    told = sql.SQL(statement).format(table=sql.Identifier(schema, table), **names)
                    cursor.execute(told.as_string(cursor.connection))


# A temporary table could pass itself off as one of ours inside a function that runs as the owner: nobody makes any.
RIGHTS = (
    "REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC",
    "REVOKE ALL ON DATABASE {database} FROM {role}",
    "GRANT CONNECT ON DATABASE {database} TO {role}",
    "REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC, {role}",
    "GRANT USAGE ON SCHEMA {schema} TO {role}",
    "REVOKE TRUNCATE, REFERENCES, TRIGGER ON ALL TABLES IN SCHEMA {schema} FROM {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}",
    "REVOKE UPDATE ON ALL SEQUENCES IN SCHEMA {schema} FROM {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT USAGE, SELECT ON SEQUENCES TO {role}",
)
ONLY_ADD = "REVOKE UPDATE, DELETE ON {table} FROM {role}"
ONLY_READ = "REVOKE INSERT, UPDATE, DELETE ON {table} FROM {role}"

_FACTS = """
    SELECT current_user, r.rolsuper,
      EXISTS (SELECT FROM pg_roles m WHERE (m.rolsuper OR m.rolbypassrls) AND pg_has_role(m.oid, 'MEMBER')),
      has_schema_privilege(current_schema(), 'CREATE'),
      (SELECT count(*) FROM pg_class c
       WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
         AND pg_has_role(c.relowner, 'MEMBER'))
    FROM pg_roles r WHERE r.rolname = current_user
"""


def facts(connection: Any) -> RoleFacts:
    """Return what the role of this PostgreSQL connection could do."""
    with connection.cursor() as cursor:
        cursor.execute(_FACTS)
        return RoleFacts(*cursor.fetchone())


def give_after_migrating(sender: Any, using: str, **told: Any) -> None:
    """Answer to Django's `post_migrate`: when the owner migrated, the application's role gets its rights."""
    from django.db import connections

    connection, owner = connections[using], settings.DATABASE_OWNER
    if owner is not None and has_owner() and connection.settings_dict["USER"] == owner["USER"]:
        give(connection, str(settings.DATABASES["default"]["USER"]))
