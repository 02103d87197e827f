# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keys sort by the moment at which they were made, and say so in their version."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from django.utils import timezone

from baken.kernel import moment
from baken.kernel.ids import uuid7


def test_keys_are_version_7_unique_and_in_order_of_making():
    made = [uuid7() for _ in range(5_000)]
    assert {key.version for key in made} == {7}
    assert len(set(made)) == len(made)
    assert sorted(made) == made


def test_keys_of_several_threads_differ():
    with ThreadPoolExecutor(4) as pool:
        made = [key for batch in pool.map(lambda _: [uuid7() for _ in range(500)], range(4)) for key in batch]
    assert len(set(made)) == 2_000


def test_a_key_holds_the_moment_in_which_it_was_made():
    before = moment.now()
    told = datetime.fromtimestamp((uuid7().int >> 80) / 1000, tz=UTC)
    assert abs((told - before).total_seconds()) < 5


def test_now_is_in_utc_and_today_is_a_dutch_day(monkeypatch):
    assert moment.now().tzinfo is UTC
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)  # half past midnight in the Netherlands
    monkeypatch.setattr(timezone, "now", lambda: late)
    assert moment.today().isoformat() == "2026-11-25"
