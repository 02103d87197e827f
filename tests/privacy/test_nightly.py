# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the worker does once a day."""

from datetime import timedelta

from baken.kernel.models import AuditEntry
from baken.privacy.models import ChainCheck, ReadReview
from baken.privacy.nightly import nightly

from .builders import read_of, record
from .conftest import NOW


def test_once_a_day_for_each_municipality(town, actor):
    read_of(actor("inspector"), record(town, closed=None), NOW.replace(hour=2))
    assert nightly(NOW) == 1
    assert ReadReview.objects.count() == 1
    assert ChainCheck.objects.get().problems == 0
    rows = AuditEntry.objects.count()
    assert nightly(NOW + timedelta(hours=3)) == 0
    assert AuditEntry.objects.count() == rows
    assert nightly(NOW + timedelta(days=1)) == 1
    assert ReadReview.objects.count() == 1


def test_all_that_waits_is_looked_at_in_one_night(town, actor, monkeypatch):
    from baken.privacy.reads import actions as reads

    monkeypatch.setattr(reads, "BATCH", 2)
    for number in range(5):
        read_of(actor("inspector"), record(town, f"2026-{number:04d}", closed=None), NOW.replace(hour=2))
    nightly(NOW)
    assert ReadReview.objects.count() == 5


def test_what_fails_is_told_and_not_tried_again_each_round(town, monkeypatch, caplog):
    from baken.privacy import nightly as module

    monkeypatch.setattr(module, "_failed", {})
    tried = []

    def fails(**given):
        tried.append(given)
        raise OSError("anchor")

    monkeypatch.setattr(module, "check_chain", fails)
    assert nightly(NOW) == nightly(NOW) == 0
    assert len(tried) == 1
    assert "nightly work of supervision failed" in caplog.text
