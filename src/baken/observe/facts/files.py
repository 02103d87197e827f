# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Data files: one Parquet file per dataset and indicator, never changed once its name is in the manifest."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from baken.observe.facts import manifest
from baken.observe.facts.schema import FACT_SCHEMA

DATA = "data"
#: Rows are in order of area, so with groups of this size one municipality's buurten lie in one or two groups.
ROW_GROUP = 25_000


def path_of(dataset: str, indicator: str, load_id: str) -> str:
    """Path below the root; both names were checked to be slugs."""
    return f"{DATA}/{dataset}/{indicator}.{load_id}.parquet"


def write(root: Path, path: str, table: pa.Table) -> None:
    """Write rows of FACT_SCHEMA, in order of area, period and known_from, and flush them to disk."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        pq.write_table(table.cast(FACT_SCHEMA), file, compression="zstd", row_group_size=ROW_GROUP)
        file.flush()
        os.fsync(file.fileno())
    manifest.sync_folder(target.parent)


def read(root: Path, path: str) -> pa.Table:
    """All rows of one file, every version."""
    return pq.read_table(root / path, schema=FACT_SCHEMA, partitioning=None)


def fingerprint(table: pa.Table) -> str:
    """SHA-256 of delivered rows: sorted by key and written as CSV, so the same rows in another order are the same."""
    digest = hashlib.sha256()
    ordered = table.sort_by([(name, "ascending") for name in ("indicator", "area", "period")])
    sink = pa.PythonFile(_Hashing(digest), mode="w")
    pa_csv.write_csv(ordered, sink)
    return digest.hexdigest()


class _Hashing:
    """A file that keeps only the hash of what is written to it."""

    closed = False

    def __init__(self, digest: hashlib._Hash) -> None:
        self._digest = digest

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        self.closed = True
