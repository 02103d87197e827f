# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inspections as figures: closed months count what was done by area; plan and capacity read those alone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from baken.access.facade import Level, opened
from baken.act.inspections.figures import steering
from baken.act.inspections.figures.counting import InspectionsSource
from baken.act.inspections.models import FollowUp, Inspection, Target
from baken.act.inspections.parts import part_of
from baken.decide.policy.facade import Effort, Framework, Plan, Priority
from baken.observe.facade import close_what_ended
from baken.observe.own_figures.example import is_invented
from tests.kernel.towns import do

from .builders import World
from .finding_world import checklist, kept, sent, targets, told

pytestmark = pytest.mark.django_db
WIJK, OTHER = "WK045301", "WK045302"


def last_month(world: World) -> datetime:
    return world.now.replace(day=1) - timedelta(days=5)


def counts(world: World, month: date) -> dict[tuple[str, str], int]:
    with opened(world.system, system=True):
        found: dict[tuple[str, str], int] = {}
        for one in InspectionsSource().counts(world.municipality, month):
            found[one.indicator, one.area] = found.get((one.indicator, one.area), 0) + one.count
        return found


def set_target(world: World, target: Target, **values: Any) -> None:
    with opened(world.system, system=True):
        row = Target.objects.get(pk=target.pk)
        for name, value in values.items():
            setattr(row, name, value)
        do(row.save)


def held(world: World, at: datetime, **more: Any) -> Inspection:
    """An inspection that was held and closed on a day."""
    inspection = world.inspection()
    values = {"starts_at": at, "status": "closed", "closed_on": at.date(), "area": WIJK, "hours": 20, **more}
    world.force(inspection, **values)
    return inspection


def with_effort(world: World, title: str) -> None:
    """A plan of this year with one effort for undermining."""
    of = {"municipality": world.municipality, "period_from": date(2023, 1, 1), "period_to": date(2026, 12, 31)}
    framework = Framework(slug="kn", title="Kadernota", **of)
    do(framework.save)
    priority = Priority(
        municipality=world.municipality, framework=framework, slug="ondermijning", title="-", order=1, why="-"
    )
    do(priority.save)
    plan = Plan(framework=framework, slug="ivp", title="Plan", **of)
    do(plan.save)
    effort = Effort(
        municipality=world.municipality, plan=plan, priority=priority, order=1, slug="ic", title=title, owner="-"
    )
    do(effort.save)


def test_a_month_counts_what_was_held_found_and_followed_up_by_area(world: World) -> None:
    checklist(world)
    at = last_month(world)
    inspection = world.inspection()
    first, second = targets(world, inspection)
    sent(
        world,
        first,
        told=(told("permit", "not_in_order"), told("exits", "not_in_order")),
        at=world.now + timedelta(hours=1),
    )
    sent(world, second, key="k2", told=(), outcome="refused")
    set_target(world, first, area=OTHER, visited_at=at)
    set_target(world, second, visited_at=at)
    world.force(inspection, starts_at=at, status="closed", closed_on=at.date(), area=WIJK, hours="12.5")
    for row in kept(world):
        row.seen_at = at
        do(row.save)
    follow_up = FollowUp(
        municipality=world.municipality, guarded_id=inspection.guarded_id, vault_id=inspection.vault_id, part=part_of("permits"),
        level=Level.CONFIDENTIAL, inspection=inspection, target=first, discipline="permits", role="inspector", what="-",
        due_on=at.date(), done_on=at.date(), outcome="warned",
    )  # fmt: skip
    do(follow_up.save)
    found = counts(world, at.date().replace(day=1))
    assert found == {
        ("inspections_held", WIJK): 1, ("inspections_port", WIJK): 1, ("inspections_closed", WIJK): 1,
        ("inspections_hours", WIJK): 12, ("inspection_addresses_visited", OTHER): 1,
        ("inspection_addresses_refused", WIJK): 1, ("inspection_addresses_wrong", OTHER): 1,
        ("inspection_follow_up_warned", OTHER): 1,
    }  # fmt: skip


@pytest.mark.parametrize("status", ["draft", "planned", "briefed", "cancelled"])
def test_what_was_not_held_is_not_counted(world: World, status: str) -> None:
    at = last_month(world)
    held(world, at, status=status)
    assert counts(world, at.date().replace(day=1)) == {}
    with opened(world.system, system=True):
        assert InspectionsSource().first_month(world.municipality) is None


def test_a_month_counts_its_own_alone(world: World) -> None:
    at = last_month(world)
    held(world, at)
    held(world, world.now)
    assert counts(world, at.date().replace(day=1))["inspections_held", WIJK] == 1
    with opened(world.system, system=True):
        assert InspectionsSource().first_month(world.municipality) == at.date().replace(day=1)


def test_plan_and_capacity_read_closed_months_only(world: World) -> None:
    at = last_month(world)
    held(world, at, hours=20)
    held(world, at, hours=30)
    effort = Effort(title="Integrale controles in de haven")
    coordinator = world.actor("coordinator")
    block = steering.effort_block(coordinator, effort)
    assert block is not None
    assert block.links == ()
    close_what_ended(world.now)
    block = steering.effort_block(coordinator, effort)
    assert block is not None
    assert "2 in" in block.links[0].detail
    assert steering.effort_block(coordinator, Effort(title="Bibob")) is None
    assert steering.effort_block(world.actor("inspector"), effort) is None
    assert steering.counted(coordinator, "ondermijning") == []  # no effort of that priority names inspections
    with_effort(world, "Integrale controles haven")
    [one] = steering.counted(coordinator, "ondermijning")
    assert (one.slug, one.number, one.hours) == ("inspections_held", 2, 25.0)
    assert steering.counted(world.actor("inspector"), "ondermijning") == []


def test_the_example_invents_every_figure_of_inspections() -> None:
    assert is_invented(InspectionsSource())
