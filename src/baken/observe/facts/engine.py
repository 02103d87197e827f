# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""DuckDB in this process. No database file: it reads the Parquet files where they stand."""

from __future__ import annotations

import os
import threading
from typing import Any

import pyarrow as pa


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
                # Rows come in the order of the files, which is the order that the store promises.
                database.execute("SET GLOBAL preserve_insertion_order = true")
                # Files never change once named, so a footer needs reading once.
                database.execute("SET GLOBAL parquet_metadata_cache = true")
                self._process = (os.getpid(), database)
            return self._process[1]
