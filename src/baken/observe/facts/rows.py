# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers as objects rather than as tables."""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime, timedelta
from itertools import repeat

import pyarrow as pa

from baken.observe.facts.schema import Fact, Ranked

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def as_facts(table: pa.Table) -> list[Fact]:
    """Rows of FACT_SCHEMA as objects.

    Filled column by column through the slots, in half the time that ``Fact(*row)`` takes: a picture has 10,000 rows.
    """
    facts = list(map(object.__new__, repeat(Fact, table.num_rows)))
    for name in Fact.__slots__:
        column = table[name]
        values = _moments(column) if pa.types.is_timestamp(column.type) else column.to_pylist()
        deque(map(getattr(Fact, name).__set__, facts, values), maxlen=0)
    return facts


def _moments(column: pa.ChunkedArray) -> list[datetime | None]:
    """Few moments repeat over many rows: each is made once."""
    made: dict[int | None, datetime | None] = {None: None}
    numbers = column.cast(pa.timestamp("us", tz="UTC")).cast(pa.int64()).to_pylist()
    for number in set(numbers) - {None}:
        made[number] = _EPOCH + timedelta(microseconds=number)
    return [made[number] for number in numbers]


def as_ranked(table: pa.Table) -> list[Ranked]:
    return [Ranked(**row) for row in table.to_pylist()]
