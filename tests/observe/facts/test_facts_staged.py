# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing first, becoming current later: between the two nobody sees a thing, and what isn't made current leaves nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from baken.observe.facts import Dataset, FactError, FactStore

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DATASET = Dataset(id="made-up", title="Made up", publisher="A test")


def rows(value: float) -> list[dict[str, Any]]:
    return [
        {
            "dataset": "made-up", "indicator": "crime_total", "area": "GM0453", "level": "municipality",
            "municipality": "GM0453", "period": "2025", "value": value, "status": "final",
        }
    ]  # fmt: skip


def values(store: FactStore) -> list[float | None]:
    return [fact.value for fact in store.facts(["crime_total"])]


def files(store: FactStore) -> list[str]:
    return sorted(path.name for path in store.root.rglob("*.parquet"))


def test_it_works(store):
    with store.staged([(DATASET, rows(1.0), AT, None)]) as staged:
        assert (staged.receipts[0].added, values(store)) == (1, [])
        staged.make_current()
        assert values(store) == [1.0]
    assert values(store) == [1.0]


def test_what_is_not_made_current_leaves_nothing(store):
    store.load(DATASET, rows(1.0), retrieved_at=AT)
    before = files(store)
    with store.staged([(DATASET, rows(2.0), AT.replace(hour=10), None)]):
        assert len(files(store)) == len(before) + 1
    assert (files(store), values(store)) == (before, [1.0])


def test_an_error_in_the_block_leaves_nothing(store):
    with pytest.raises(RuntimeError), store.staged([(DATASET, rows(1.0), AT, None)]):
        raise RuntimeError("the log refused")
    assert (files(store), values(store)) == ([], [])


def test_one_writer_at_a_time(store):
    with store.staged([(DATASET, rows(1.0), AT, None)]) as staged:
        with pytest.raises(FactError, match=r"busy|load"):
            FactStore(store.root, patience=0.1).load(DATASET, rows(2.0), retrieved_at=AT)
        staged.make_current()
    assert values(store) == [1.0]
