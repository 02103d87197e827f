# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Concerns as figures: closed months count them by theme, by who noticed and by outcome; plan and capacity read those alone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from baken.access.facade import opened
from baken.act.concerns.figures import steering
from baken.act.concerns.figures.counting import ConcernsSource
from baken.act.concerns.models import Category, Concern
from baken.kernel import audit
from baken.kernel.actions import action
from baken.observe.facade import close_what_ended

from .builders import World


def last_month(world: World, day: int) -> datetime:
    first = (timezone.localdate(world.now).replace(day=1) - timedelta(days=1)).replace(day=1)
    return timezone.make_aware(datetime.combine(first.replace(day=day), time(11)))


def counts(world: World, month: date) -> dict[tuple[str, str], int]:
    with opened(world.system, system=True):
        found: dict[tuple[str, str], int] = {}
        for one in ConcernsSource().counts(world.municipality, month):
            found[one.indicator, one.area] = found.get((one.indicator, one.area), 0) + one.count
        return found


@action
def _set(*, actor: Any, at: datetime, key: Any, values: dict[str, Any]) -> None:
    Concern.objects.filter(pk=key).update(**values)
    audit.record("test.set", resource_type="t", resource_id=str(key))


def test_a_month_counts_each_concern_by_theme_and_by_who_noticed(world: World) -> None:
    at = last_month(world, 3)
    world.receive("drugs-street", at=at)
    world.receive("drugs-street", at=at, channel="field", source_kind="own_control", actor=world.actor("port"))
    world.receive("undermining", at=at)
    world.receive("drugs-street")  # this month
    somewhere = world.receive("drugs-street", at=at)
    _set(actor=world.system, at=world.now, key=somewhere.pk, values={"area": "WK045301"})
    found = counts(world, at.date().replace(day=1))
    assert found["concerns_drugs", ""] == 2
    assert found["concerns_drugs", "WK045301"] == found["reported_drugs_resident", "WK045301"] == 1
    assert found["reported_drugs_resident", ""] == found["reported_drugs_own_control", ""] == 1
    assert found["concerns_undermining", ""] == 1
    assert not any(slug.startswith("outcome") for slug, _area in found)


def test_police_data_and_what_was_merged_arent_counted(world: World) -> None:
    at = last_month(world, 3)
    boa = world.actor("boa")
    for investigation in (True, False):
        world.receive(
            "youth-group", at=at, actor=boa, channel="field", source_kind="own_control", investigation=investigation
        )
    merged = world.receive("undermining", at=at)
    _set(actor=world.system, at=world.now, key=merged.pk, values={"status": "merged"})
    supervised = {("concerns_youth", ""): 1, ("reported_youth_own_control", ""): 1}
    assert counts(world, at.date().replace(day=1)) == supervised


def test_a_closed_concern_counts_with_its_outcome_and_how_long_it_took(world: World) -> None:
    at = last_month(world, 2)
    for days, outcome in ((5, "acted"), (20, "no_follow_up")):
        one = world.receive("undermining", at=at)
        closed = {"status": "closed", "outcome": outcome, "closed_on": at.date() + timedelta(days=days)}
        _set(actor=world.system, at=world.now, key=one.pk, values=closed)
    found = counts(world, at.date().replace(day=1))
    assert found["outcome_acted", ""] == found["outcome_no_follow_up", ""] == 1
    assert found["lead_4_weeks", ""] == 2


def test_how_long_it_took_counts_by_whole_days_both_ends_included(world: World) -> None:
    ended = last_month(world, 20)
    for days in (0, 28, 29, 84, 85):
        one = world.receive("undermining", at=ended - timedelta(days=days))
        closed = {"status": "closed", "outcome": "acted", "closed_on": ended.date()}
        _set(actor=world.system, at=world.now, key=one.pk, values=closed)
    found = counts(world, ended.date().replace(day=1))
    assert {slug: found[slug, ""] for slug in ("lead_4_weeks", "lead_12_weeks", "lead_longer")} == {
        "lead_4_weeks": 2, "lead_12_weeks": 2, "lead_longer": 1,
    }  # fmt: skip


def test_capacity_reads_numbers_and_hours_from_closed_months_only(world: World) -> None:
    world.receive("undermining", at=last_month(world, 3))
    world.receive("undermining")
    category = Category.objects.get(slug="undermining")

    @action
    def tied(*, actor: Any, at: datetime) -> None:
        category.priority = "ondermijning"
        category.save()
        audit.record("test.tied", category)

    tied(actor=world.system, at=world.now)
    coordinator = world.actor("coordinator")
    assert steering.counted(coordinator, "ondermijning") == []
    close_what_ended(world.now)
    (one,) = steering.counted(coordinator, "ondermijning")
    assert (one.slug, one.number, one.hours) == ("concerns_undermining", 1, 2.0)
    assert steering.counted(world.actor("police"), "ondermijning") == []
    assert steering.counted(coordinator, "") == []
