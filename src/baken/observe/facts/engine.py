# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""DuckDB in this process, reached through Ibis. No database file: it reads the Parquet files where they stand.

Questions are written once, as Ibis expressions over ``FACT_SCHEMA``, and compiled once per shape; values are filled
in afterwards, because compiling takes longer than answering.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from baken.observe.facts.schema import FACT_SCHEMA, FactError

#: Stand-ins in compiled SQL. Between brackets that no code or period can hold, as checked when rows come in.
SOURCE = "⟦facts⟧"


def blank(name: str) -> str:
    """The text that stands where the values called ``name`` will come."""
    return f"⟦{name}⟧"


def unbound() -> Any:
    """An Ibis table of facts that isn't tied to files yet."""
    import ibis

    return ibis.table(ibis.Schema.from_pyarrow(FACT_SCHEMA), name=SOURCE)


def compiled(expression: Any) -> str:
    """DuckDB's SQL for an expression over ``unbound()``."""
    import ibis

    return str(ibis.to_sql(expression, dialect="duckdb", pretty=False))


def filled(sql: str, files: Sequence[Path], values: Mapping[str, Sequence[str]]) -> str:
    """Compiled SQL with its files and values in place."""
    for name, given in values.items():
        sql = sql.replace(f"'{blank(name)}'", ", ".join(map(_quoted, given)))
    return sql.replace(f'"{SOURCE}"', f"read_parquet([{', '.join(_quoted(str(file)) for file in files)}])")


def _quoted(text: str) -> str:
    if "⟦" in text or "\0" in text:
        raise FactError(f"{text!r} can't be asked for")
    return "'" + text.replace("'", "''") + "'"


def moment_text(moment: datetime) -> str:
    """A moment as SQL text in UTC; FactError when it doesn't say its time zone."""
    if moment.tzinfo is None:
        raise FactError(f"as_of {moment.isoformat()} has no time zone")
    return moment.astimezone(UTC).isoformat()


class Engine:
    """One DuckDB per process, one connection per thread; all threads share its cache of Parquet footers."""

    def __init__(self, *, threads: int | None = None, memory_limit: str = "2GB") -> None:
        self._settings: dict[str, Any] = {
            "memory_limit": memory_limit,
            "autoinstall_known_extensions": False,  # never fetch code at run time
        }
        if threads is not None:
            self._settings["threads"] = threads
        self._lock = threading.Lock()
        self._process: tuple[int, Any] | None = None
        self._own = threading.local()

    def arrow(self, sql: str) -> pa.Table:
        """Run one query on this thread's connection."""
        return self.connection().sql(sql).to_arrow_table()

    def connection(self) -> Any:
        """This thread's DuckDB connection; a new one after a fork, because a child can't use its parent's."""
        if getattr(self._own, "pid", None) != os.getpid():
            cursor = self._database().cursor()
            cursor.execute("SET TimeZone = 'UTC'")
            self._own.pid, self._own.connection, self._own.backend = os.getpid(), cursor, None
        return self._own.connection

    def backend(self) -> Any:
        """This thread's Ibis backend, on the same connection."""
        connection = self.connection()
        if self._own.backend is None:
            import ibis

            self._own.backend = ibis.duckdb.from_connection(connection)
        return self._own.backend

    def _database(self) -> Any:
        import duckdb

        with self._lock:
            if self._process is None or self._process[0] != os.getpid():
                database = duckdb.connect(":memory:", config=self._settings)
                # Files never change once named, so a footer needs reading once.
                database.execute("SET GLOBAL parquet_metadata_cache = true")
                self._process = (os.getpid(), database)
            return self._process[1]
