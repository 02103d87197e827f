# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a schedule comes round, whether newer figures may be there, and that what is due is queued once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from baken.access.facade import Actor
from baken.kernel import leases
from baken.kernel.errors import Refused, StaleVersion
from baken.kernel.models import AuditEntry
from baken.observe.models import Pull, PullSchedule
from baken.observe.pulls import actions
from baken.observe.pulls.panels import next_words, schedule_words
from baken.observe.pulls.queries import SCHEDULER
from baken.observe.pulls.rounds import LEASE, do_rounds, end_rounds
from baken.observe.pulls.schedule import ZONE, end_of, maybe_newer, next_period, next_time

from .conftest import NOW
from .tiny import CRIME, NUISANCE, TinySource

FIRST = datetime(2024, 1, 1)  # noqa: DTZ001 - hypothesis adds the zone
MOMENTS = st.datetimes(FIRST, FIRST.replace(year=2036), timezones=st.just(UTC))
LONGEST = {"week": timedelta(days=8), "month": timedelta(days=32), "quarter": timedelta(days=93)}
HOURS = st.integers(0, 23)


@given(MOMENTS, st.sampled_from(["week", "month", "quarter"]), st.integers(1, 28), HOURS)
def test_the_next_time_is_later_soon_and_at_the_chosen_hour(after: datetime, every: str, day: int, hour: int) -> None:
    day = (day - 1) % 7 + 1 if every == "week" else day
    found = next_time(every, day, hour, after)
    assert found is not None
    assert after < found <= after + LONGEST[every]
    local = found.astimezone(ZONE)
    # on the last Sunday of March the clock goes from two to three
    skipped = local.month == 3 and local.isoweekday() == 7 and local.day >= 25 and hour == 2
    assert (local.hour, local.minute) == (3 if skipped else hour, 0)
    assert (local.isoweekday() if every == "week" else local.day) == day
    assert every != "quarter" or local.month in (1, 4, 7, 10)


@given(MOMENTS, st.sampled_from(["week", "month", "quarter"]), st.integers(1, 7), HOURS)
def test_no_time_is_passed_over(after: datetime, every: str, day: int, hour: int) -> None:
    """From any moment before a time, that time is the next; from the time itself it is the one after."""
    first = next_time(every, day, hour, after)
    assert first is not None
    assert next_time(every, day, hour, first - timedelta(seconds=1)) == first
    second = next_time(every, day, hour, first)
    assert second is not None
    assert second > first


def test_some_times_by_hand() -> None:
    assert next_time("off", 1, 6, NOW) is None
    assert next_time("month", 18, 6, NOW) == datetime(2026, 12, 18, 5, tzinfo=UTC)
    assert next_time("quarter", 20, 6, NOW) == datetime(2027, 1, 20, 5, tzinfo=UTC)
    assert next_time("week", 2, 9, NOW) == datetime(2026, 12, 1, 8, tzinfo=UTC)  # today, but an hour ago
    assert next_time("week", 2, 11, NOW) == datetime(2026, 11, 24, 10, tzinfo=UTC)
    assert next_time("month", 1, 6, datetime(2026, 7, 31, tzinfo=UTC)) == datetime(2026, 8, 1, 4, tzinfo=UTC)


@pytest.mark.parametrize("given", [("week", 8, 6), ("month", 29, 6), ("month", 0, 6), ("month", 1, 24), ("day", 1, 1)])
def test_no_such_schedule(given: tuple[str, int, int]) -> None:
    with pytest.raises(ValueError, match=given[0]):
        next_time(*given, NOW)


def test_periods_follow_each_other() -> None:
    assert [end_of(p) for p in ("2024", "2024-02", "2024-12")] == [
        date(2024, 12, 31),
        date(2024, 2, 29),
        date(2024, 12, 31),
    ]
    assert [next_period(p) for p in ("2025", "2025-11", "2025-12")] == ["2026", "2025-12", "2026-01"]


@pytest.mark.parametrize(
    ("newest", "looked", "expected"),
    [
        ("", None, True),
        ("2025", None, True),
        ("2025", date(2026, 3, 1), False),  # the year isn't over
        ("2024", date(2026, 3, 1), True),
        ("2024", date(2026, 11, 20), False),  # looked this week
        ("2026-09", date(2026, 11, 1), False),  # October's come in the middle of December
        ("2026-08", date(2026, 11, 1), True),
        ("2026-08", date(2026, 11, 17), False),
    ],
)
def test_whether_the_publisher_may_have_newer(newest: str, looked: date | None, expected: bool) -> None:
    assert maybe_newer(newest, looked, NOW.date()) is expected


def test_a_table_of_one_year_never_has_newer_figures(tiny: TinySource, town: Any, adviser: Actor) -> None:
    from dataclasses import replace

    from baken.observe.pulls import queries

    edition = replace(tiny.tables()[0], periods="2020")
    long_ago = NOW - timedelta(days=900)
    assert not queries._state(edition, long_ago, "2020", NOW.date()).maybe_newer
    assert queries._state(edition, None, "", NOW.date()).maybe_newer
    assert queries._state(tiny.tables()[0], long_ago, "2020", NOW.date()).maybe_newer


def plan(actor: Actor, town: Any, every: str = "week", day: int = 1, at: datetime = NOW, **more: Any) -> PullSchedule:
    return actions.set_schedule(
        actor=actor, at=at, municipality=town, source="tiny", every=every, day=day, hour=6, **more
    )


def test_a_schedule_is_kept_told_and_logged(tiny: TinySource, town: Any, adviser: Actor) -> None:
    row = plan(adviser, town, "month", 18)
    assert schedule_words(row) == "elke maand op dag 18 om 6.00 uur"
    assert next_words(row) == "18 dec 2026 om 6.00 uur"
    off = plan(adviser, town, "off")
    assert (off.pk, off.next_at, schedule_words(off), next_words(off)) == (row.pk, None, "uit", "")
    assert AuditEntry.objects.filter(action="pull_schedule.set").count() == 2
    with pytest.raises(Refused):
        actions.set_schedule(actor=adviser, at=NOW, municipality=town, source="nobody", every="off", day=1, hour=1)


def test_of_two_who_change_it_the_later_is_told(tiny: TinySource, town: Any, adviser: Actor) -> None:
    plan(adviser, town, "week", 1, seen=0)
    plan(adviser, town, "week", 2, seen=1)
    with pytest.raises(StaleVersion):
        plan(adviser, town, "week", 3, seen=1)
    with pytest.raises(StaleVersion):
        plan(adviser, town, "week", 3, seen=0)
    assert PullSchedule.objects.get().day == 2


def test_what_is_due_is_queued_once_as_baken_itself(
    tiny: TinySource, town: Any, adviser: Actor, do_queued: Any
) -> None:
    row = plan(adviser, town)
    assert row.next_at is not None
    assert actions.queue_due(at=row.next_at - timedelta(seconds=1)) == []
    late = row.next_at + timedelta(weeks=3, hours=1)  # no worker ran for three weeks: one catches up
    (pull,) = actions.queue_due(at=late)
    assert (pull.asked_by_id, pull.tables, pull.area) == (None, [CRIME, NUISANCE], "GM0453")
    assert actions.queue_due(at=late) == []
    row.refresh_from_db()
    assert row.next_at == next_time("week", 1, 6, late)
    assert do_queued() == ["stored"]
    assert AuditEntry.objects.get(action="pull.finished").actor_id is None


def test_a_schedule_waits_for_the_pull_under_way(tiny: TinySource, town: Any, adviser: Actor, do_queued: Any) -> None:
    row = plan(adviser, town)
    actions.request_pull(actor=adviser, at=NOW, municipality=town, tables=[CRIME])
    due = row.next_at
    assert due is not None
    assert actions.queue_due(at=due) == []
    row.refresh_from_db()
    assert row.next_at == due
    do_queued()
    assert len(actions.queue_due(at=due)) == 1


def test_a_source_that_left_is_passed_over(
    tiny: TinySource, town: Any, adviser: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = plan(adviser, town)
    assert row.next_at is not None
    monkeypatch.setattr("baken.observe.sources.base._remote", {})
    assert actions.queue_due(at=row.next_at) == []
    row.refresh_from_db()
    assert row.next_at > NOW + timedelta(weeks=1)
    assert not Pull.objects.exists()


def test_of_two_workers_one_looks_and_the_other_takes_over(tiny: TinySource, town: Any, adviser: Actor) -> None:
    row = plan(adviser, town)
    assert row.next_at is not None
    at = row.next_at
    assert do_rounds(at=at - timedelta(minutes=1), holder="one")
    assert not do_rounds(at=at - timedelta(seconds=50), holder="two")
    assert not Pull.objects.exists()
    assert do_rounds(at=at + LEASE, holder="two")
    assert Pull.objects.count() == 1
    assert not do_rounds(at=at + LEASE, holder="one")
    end_rounds("one")
    assert leases.holder_of(SCHEDULER, at=at + LEASE) == "two"
    end_rounds("two")
    assert do_rounds(at=at + LEASE, holder="one")


def test_the_example_has_a_history_that_asked_nobody_anything(tiny: TinySource, town: Any, adviser: Actor) -> None:
    from baken.observe.facade import play_pulls, store

    for _ in range(2):
        play_pulls(adviser, town, NOW)
    assert [(p.status, p.fictitious) for p in Pull.objects.all()] == [("stored", True), ("failed", True)]
    assert [(s.every, s.next_at) for s in PullSchedule.objects.all()] == [("off", None)]
    assert (tiny.asked, store().loads(), DBTaskResult.objects.count()) == ([], [], 0)
