# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Data files: one Parquet file per dataset and indicator, never changed once its name is in the manifest."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from baken.observe.facts import manifest, words
from baken.observe.facts.schema import CODED_FACTS, FACT_SCHEMA

DATA = "data"
#: Rows are in order of area, so with groups of this size one municipality's buurten lie in one or two groups.
ROW_GROUP = 25_000


def path_of(dataset: str, indicator: str, load_id: str) -> str:
    """Path below the root; both names were checked to be slugs."""
    return f"{DATA}/{dataset}/{indicator}.{load_id}.parquet"


def write(root: Path, path: str, table: pa.Table) -> None:
    """Write rows of FACT_SCHEMA (words may be coded), in order of area, period and known_from; flush them to disk."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    # Parquet would repeat all words of a coded column in each group of rows; of areas a group has a few of very many.
    at = table.column_names.index("area")
    table = table.set_column(at, FACT_SCHEMA.field("area"), table["area"].cast(pa.string()))
    with target.open("wb") as file:
        # The file says only what Parquet says, so whether words were coded when it was written doesn't show.
        pq.write_table(table, file, compression="zstd", row_group_size=ROW_GROUP, store_schema=False)
        file.flush()
        os.fsync(file.fileno())
    manifest.sync_folder(target.parent)


def read(root: Path, path: str) -> pa.Table:
    """All rows of one file, every version, words coded."""
    wordy = [field.name for field in FACT_SCHEMA if pa.types.is_string(field.type)]
    with pq.ParquetFile(root / path, read_dictionary=wordy) as file:
        return words.coded_table(file.read(use_threads=False)).cast(CODED_FACTS)  # one thread per file as it is


def fingerprint(table: pa.Table) -> str:
    """SHA-256 of delivered rows, coded and in order of key: equal for equal rows, however they were delivered.

    Hashed are, per column, the words in use in order of the alphabet and each row's rank among them, or the figures with
    which of them are null. Level and municipality follow from the area.
    """
    digest = hashlib.sha256(f"baken facts 2 {table.num_rows} {words.used(words.of(table, 'dataset'))}".encode())
    for name in ("indicator", "area", "period", "status"):
        column = words.of(table, name)
        known = words.used(column)
        digest.update("\0".join(["", name, *known, ""]).encode())
        ranks = words.ranks(column, known)
        digest.update(ranks.astype("<u1" if len(known) < 256 else "<u4").data)
    for name in ("value", "lower", "upper", "n"):
        column = table[name]
        digest.update(f"\0{name}\0{column.null_count}\0".encode())
        if column.null_count == len(column):
            continue
        if column.null_count:
            digest.update(np.packbits(words.unboxed(pc.is_null(column))).data)
        kind = "<i8" if pa.types.is_integer(column.type) else "<f8"
        figures = words.unboxed(column, 0).astype(kind, copy=False)
        digest.update(np.ascontiguousarray(figures + 0).data)  # minus zero is zero
    return digest.hexdigest()
