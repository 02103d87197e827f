# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Loading a source: figures and log go together, and the database is held for a moment only."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection

from baken.access.facade import system_actor
from baken.kernel.models import AuditEntry
from baken.observe.facade import load_source, store
from baken.observe.facts import Dataset

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class Delivery:
    """One figure, under a dataset of its own; says whether a transaction was open while it was read."""

    slug = "made-up"

    def __init__(self, dataset: str) -> None:
        self.dataset = dataset
        self.held: bool | None = None

    def batches(self) -> list[Any]:
        self.held = bool(connection.savepoint_ids)  # the test itself runs in a transaction; an action in a savepoint
        row = {
            "dataset": self.dataset, "indicator": "crime_total", "area": "GM0001", "level": "municipality",
            "municipality": "GM0001", "period": "2020", "value": 1.0, "status": "final",
        }  # fmt: skip
        return [(Dataset(id=self.dataset, title="Made up", publisher="A test"), [row], AT, None)]


def loaded(dataset: str) -> bool:
    return dataset in {load.dataset for load in store().loads()}


@pytest.mark.django_db
def test_the_source_is_read_before_the_transaction_opens():
    delivery = Delivery("loading-early")
    (receipt,) = load_source(actor=system_actor(None), at=AT, sources=[delivery])
    assert (receipt.added, delivery.held) == (1, False)
    assert AuditEntry.objects.filter(action="figures.loaded", resource_id="made-up").count() == 1


@pytest.mark.django_db
def test_what_the_log_refuses_is_not_loaded(monkeypatch):
    from baken.kernel import audit

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the log is full")

    monkeypatch.setattr(audit, "record", refuse)
    with pytest.raises(RuntimeError):
        load_source(actor=system_actor(None), at=AT, sources=[Delivery("loading-refused")])
    assert not loaded("loading-refused")
    assert AuditEntry.objects.filter(action="figures.loaded").count() == 0
