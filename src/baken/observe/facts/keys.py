# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The key of a row (indicator, area, period) as one number, by which rows are put in order, compared and told apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa

from baken.observe.facts import words
from baken.observe.facts.words import Numbers

KEY = ("indicator", "area", "period")
WITHIN = ("area", "period")  # within one indicator
ROOM = 4
"""How many keys there may be room for, per row, for rows to be put in place rather than sorted."""


@dataclass(frozen=True)
class Keyed:
    """``order``: places of the rows in order of key, None when they stand in order; ``key``: their keys in that order."""

    order: Numbers | None
    key: Numbers

    def sorted(self, table: pa.Table) -> pa.Table:
        """The rows of the coded table that this was made of, in order of key."""
        return table if self.order is None else table.take(pa.array(self.order))

    def doubled(self) -> Numbers:
        """Places in the order at which a key stands for the second time or more."""
        return np.flatnonzero(self.key[1:] == self.key[:-1]) + 1


def keyed(table: pa.Table) -> Keyed:
    """The order of a coded table by indicator, area and period."""
    key = numbers([table], KEY)[0]
    if (key[1:] >= key[:-1]).all():
        return Keyed(None, key)
    order = _by_place(key)
    if order is None:
        order = np.argsort(key)
    return Keyed(order, key[order])


def _by_place(key: Numbers) -> Numbers | None:
    """The order of keys that are all different and nearly fill their range, as those of a whole table do: each is put where
    it belongs, which takes a tenth of the time of sorting. None for other keys."""
    size = int(key.max()) + 1
    if size > ROOM * len(key):
        return None
    rows = np.arange(len(key), dtype=np.int32)
    place = np.full(size, -1, dtype=np.int32)
    place[key] = rows
    if (place[key] != rows).any():
        return None  # a key that stands twice
    return place[place >= 0]


def numbers(tables: list[pa.Table], columns: tuple[str, ...]) -> list[Numbers]:
    """Per table a number for each row, such that all rows of all tables compare as their words in ``columns`` do."""
    found = [np.zeros(table.num_rows, dtype=np.int64) for table in tables]
    for name in columns:
        coded = [words.of(table, name) for table in tables]
        ranks, many = words.ranked(coded)
        for key, rank in zip(found, ranks, strict=True):
            key *= many + 1
            key += rank
    return found


def by_indicator(table: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    """The parts of a coded table in order of key, one per indicator."""
    column = words.of(table, "indicator")
    place = words.places(column)
    starts = [0, *(np.flatnonzero(place[1:] != place[:-1]) + 1).tolist(), len(place)]
    for start, end in pairwise(starts):
        if end > start:
            yield column[start].as_py(), table.slice(start, end - start)
