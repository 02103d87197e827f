# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A state that many tests begin with is built once in a process, by real actions; after that its rows are put back.

Half of the suite's time went to reading in the same policy again. Rows are put back only onto the state they were built
on: the heads of all audit chains tell, as each change writes to them. Otherwise the state is simply built again. With
other figures it is another state: what is made of figures differs where there were none.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from uuid import uuid4

if TYPE_CHECKING:
    from baken.access.facade import User
    from baken.kernel.models import Municipality

Rows = dict[Any, tuple[Any, ...]]
NOT_OURS = frozenset({"django_migrations", "django_content_type", "auth_permission", "django_session"})
CHUNK = 200
STALE = timedelta(minutes=20)
"""A world this much away from now isn't one that a test would have built."""
STATES = 2
"""So many states on which the same was built are remembered: the first test in a process may have begun with an odd one."""


@dataclass(frozen=True)
class Table:
    """What a build changed in one table: new rows, and changed ones by key. `columns[key]` is the primary key."""

    columns: tuple[str, ...]
    key: int
    added: list[tuple[Any, ...]] = field(default_factory=list)
    changed: list[tuple[Any, ...]] = field(default_factory=list)
    composed: list[str] = field(default_factory=list)
    """On PostgreSQL the statements with `added` in them: filling in took more time than inserting."""


@dataclass(frozen=True)
class Memory:
    """What was there before, and what was built on it."""

    before: object
    tables: dict[str, Table]


class World(Protocol):
    """What tests of a feature share: the moment at which it was built, and its accounts by name."""

    now: datetime
    users: dict[str, User]


W = TypeVar("W", bound=World)


@dataclass(frozen=True)
class Kept:
    """A world that was built: the name of its rows, itself, its papers sealed on disk, and when that was.

    `moment` is what the test took for now, `clock` what it was: tests that lay now elsewhere may build by either.
    """

    name: str
    world: Any
    papers: dict[Path, bytes]
    moment: datetime
    clock: float

    @property
    def stale(self) -> bool:
        """Whether a build would give another world by now."""
        from baken.kernel.moment import now

        return abs(now() - self.moment) > STALE or time.time() - self.clock > STALE.total_seconds()


_memories: dict[tuple[str, str, str], list[Memory]] = {}
_worlds: dict[tuple[str, str], Kept] = {}
"""By world and by what it stands on (database, folder, figures)."""


def remembered(
    name: str, build: Callable[[], object], seeing: Callable[[], AbstractContextManager[None]] = nullcontext
) -> None:
    """Run `build`, or put back the rows that it made when it ran before on the same state. `name` is unique to it.

    The build must write to the database alone, give the same whenever it runs, and remove nothing. `seeing` gives the
    context in which its rows can be read and written, where row-level security guards them.
    """
    from django.db import connection, transaction

    about = (str(connection.settings_dict["NAME"]), name, _figures())
    before = _heads()
    known = _memories.setdefault(about, [])
    fitting = next((memory for memory in known if memory.before == before), None)
    if fitting is not None:
        with transaction.atomic(), seeing():
            for table, found in fitting.tables.items():
                _put_back(table, found)
        return
    if len(known) == STATES:
        build()
        return
    with seeing():
        old = {table: _rows(table) for table in _tables()}
    build()
    with seeing():
        found = {table: its for table in old if (its := _difference(table, *old[table]))}
    known.append(Memory(before, found))


def remembered_world(about: str, build: Callable[[Municipality], W]) -> W:
    """Return the world that `build` makes of Velsen: built now and then, else put back, with its sealed papers."""
    from django.conf import settings
    from django.db import connection

    from baken.kernel.models import Municipality
    from baken.kernel.moment import now

    place = about, f"{connection.settings_dict['NAME']} {settings.DOCUMENTS_ROOT} {_figures()}"
    kept = _worlds.get(place)
    if kept is not None and kept.stale:
        del _worlds[place]
        _memories.pop((str(connection.settings_dict["NAME"]), kept.name, _figures()), None)
        kept = None
    name = kept.name if kept else f"{about} {uuid4()}"
    fresh: list[W] = []

    def begin() -> None:
        fresh.append(build(Municipality.objects.create(code="GM0453", slug="velsen", name="Velsen")))

    remembered(name, begin, _everything)
    if fresh:
        if kept is None:
            sealed = (Path(settings.DOCUMENTS_ROOT) / "sealed").rglob("*")
            papers = {path: path.read_bytes() for path in sealed if path.is_file()}
            _worlds[place] = Kept(name, deepcopy(fresh[0]), papers, now(), time.time())
        return fresh[0]
    assert kept is not None
    for path, content in kept.papers.items():
        if not path.exists():  # a test destroyed it
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    world: W = deepcopy(kept.world)
    return world


def logged_in(user: User) -> Any:
    """Return a browser of that account."""
    from django.test import Client

    client = Client()
    client.force_login(user, backend="baken.access.login.backends.AccountBackend")
    return client


def _everything() -> AbstractContextManager[None]:
    from baken.access.facade import opened, system_actor

    return opened(system_actor(None), system=True)


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


def _figures() -> str:
    """Tell one state of the figures from another: the digest of their manifest."""
    from django.conf import settings

    manifest = Path(settings.FACTS_ROOT) / "manifest.json"
    return sha256(manifest.read_bytes()).hexdigest() if manifest.exists() else ""


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
    chunks = [found.added[start : start + CHUNK] for start in range(0, len(found.added), CHUNK)]
    filled = ((into + ", ".join([one] * len(rows)), [value for row in rows for value in row]) for rows in chunks)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            if not found.composed:
                found.composed.extend(connection.ops.compose_sql(*statement) for statement in filled)
            for statement in found.composed:
                cursor.execute(statement)
        else:
            for statement in filled:
                cursor.execute(*statement)
        for row in found.changed:
            change = ", ".join(f"{name} = %s" for name in quoted)
            cursor.execute(
                f"UPDATE {connection.ops.quote_name(table)} SET {change} WHERE {quoted[found.key]} = %s",
                [*row, row[found.key]],
            )
