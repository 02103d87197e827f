# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A state that many tests begin with is built once in a process, by real actions; after that its rows are put back.

Half of the suite's time went to reading in the same policy again. Rows are put back only onto the state they were built
on: the heads of all audit chains tell, as each change writes to them. Otherwise the state is simply built again.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

Rows = dict[Any, tuple[Any, ...]]
NOT_OURS = frozenset({"django_migrations", "django_content_type", "auth_permission", "django_session"})
CHUNK = 200


@dataclass(frozen=True)
class Table:
    """What a build changed in one table: new rows, and changed ones by key. `columns[key]` is the primary key."""

    columns: tuple[str, ...]
    key: int
    added: list[tuple[Any, ...]] = field(default_factory=list)
    changed: list[tuple[Any, ...]] = field(default_factory=list)


@dataclass(frozen=True)
class Memory:
    """What was there before, and what was built on it."""

    before: object
    tables: dict[str, Table]


_memories: dict[tuple[str, str], Memory] = {}


def remembered(
    name: str, build: Callable[[], object], seeing: Callable[[], AbstractContextManager[None]] = nullcontext
) -> None:
    """Run `build`, or put back the rows that it made when it ran before on the same state. `name` is unique to it.

    The build must write to the database alone, give the same whenever it runs, and remove nothing. `seeing` gives the
    context in which its rows can be read and written, where row-level security guards them.
    """
    from django.db import connection, transaction

    about = (str(connection.settings_dict["NAME"]), name)
    before = _heads()
    known = _memories.get(about)
    if known is not None and known.before == before:
        with transaction.atomic(), seeing():
            for table, found in known.tables.items():
                _put_back(table, found)
        return
    if known is not None:
        build()
        return
    with seeing():
        old = {table: _rows(table) for table in _tables()}
    build()
    with seeing():
        found = {table: its for table in old if (its := _difference(table, *old[table]))}
    _memories[about] = Memory(before, found)


def _tables() -> list[str]:
    from django.db import connection

    return [name for name in connection.introspection.django_table_names(only_existing=True) if name not in NOT_OURS]


def _heads() -> object:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM kernel_municipality ORDER BY id")
        municipalities = cursor.fetchall()
        cursor.execute("SELECT * FROM kernel_auditchain ORDER BY municipality_id")
        return municipalities, cursor.fetchall()


def _rows(table: str) -> tuple[tuple[str, ...], int, Rows]:
    """Return columns, the place of the primary key among them, and the rows by key."""
    from django.apps import apps
    from django.db import connection

    names = {model._meta.db_table: model._meta.pk.column for model in apps.get_models(include_auto_created=True)}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        columns = tuple(column[0] for column in cursor.description)
        key = columns.index(names[table])
        return columns, key, {row[key]: tuple(row) for row in cursor.fetchall()}


def _difference(table: str, columns: tuple[str, ...], key: int, old: Rows) -> Table | None:
    new = _rows(table)[2]
    assert old.keys() <= new.keys(), f"the build removed rows of {table}"
    found = Table(
        columns,
        key,
        added=[row for pk, row in new.items() if pk not in old],
        changed=[row for pk, row in new.items() if pk in old and row != old[pk]],
    )
    return found if found.added or found.changed else None


def _put_back(table: str, found: Table) -> None:
    from django.db import connection

    quoted = [connection.ops.quote_name(name) for name in found.columns]
    into = f"INSERT INTO {connection.ops.quote_name(table)} ({', '.join(quoted)}) VALUES "
    one = f"({', '.join(['%s'] * len(quoted))})"
    with connection.cursor() as cursor:
        for start in range(0, len(found.added), CHUNK):
            rows = found.added[start : start + CHUNK]
            cursor.execute(into + ", ".join([one] * len(rows)), [value for row in rows for value in row])
        for row in found.changed:
            change = ", ".join(f"{name} = %s" for name in quoted)
            cursor.execute(
                f"UPDATE {connection.ops.quote_name(table)} SET {change} WHERE {quoted[found.key]} = %s",
                [*row, row[found.key]],
            )
