# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Screenings as figures: closed months of the municipality as a whole; plan and capacity read those alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from baken.access.facade import opened
from baken.act.bibob.figures import steering
from baken.act.bibob.figures.counting import BibobSource
from baken.act.bibob.models import Screening
from baken.decide.policy.facade import Effort, Framework, Plan, Priority
from baken.observe.facade import close_what_ended
from baken.observe.own_figures.example import invented, is_invented
from tests.kernel.towns import do

from .builders import World

pytestmark = pytest.mark.django_db


def last_month(world: World) -> date:
    return world.day().replace(day=1) - timedelta(days=5)


def counts(world: World, month: date) -> dict[tuple[str, str], int]:
    with opened(world.system, system=True):
        found: dict[tuple[str, str], int] = {}
        for one in BibobSource().counts(world.municipality, month):
            found[one.indicator, one.area] = found.get((one.indicator, one.area), 0) + one.count
        return found


def dated(world: World, on: date, scope: str = "permit", conclusion: str = "", hours: int = 0) -> Screening:
    screening = world.screening(scope=scope)
    with opened(world.system, system=True):
        row = Screening.objects.get(pk=screening.pk)
        row.opened_on, row.conclusion, row.hours = on, conclusion, hours
        row.concluded_on = on if conclusion else None
        do(row.save)
    return screening


def with_effort(world: World, title: str) -> Effort:
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
        municipality=world.municipality, plan=plan, priority=priority, order=1, slug="bb", title=title, owner="-"
    )
    do(effort.save)
    return effort


def test_a_month_counts_by_kind_and_conclusion_and_no_count_has_an_area(world: World) -> None:
    on = last_month(world)
    dated(world, on, "permit", "none", 12)
    dated(world, on, "permit")
    dated(world, on, "subsidy", "serious", 30)
    found = counts(world, on.replace(day=1))
    assert {area for _slug, area in found} == {""}
    assert {slug: number for (slug, _area), number in found.items()} == {
        "bibob_opened": 3, "bibob_opened_permit": 2, "bibob_opened_subsidy": 1, "bibob_concluded": 2,
        "bibob_concluded_none": 1, "bibob_concluded_serious": 1, "bibob_hours": 42,
    }  # fmt: skip
    assert counts(world, (on.replace(day=1) - timedelta(days=3)).replace(day=1)) == {}


def test_plan_and_capacity_tell_them_to_who_may_see_own_figures(world: World) -> None:
    for conclusion, hours in (("none", 10), ("lesser", 20), ("", 0)):
        dated(world, last_month(world), "permit", conclusion, hours)
    effort = with_effort(world, "Bibob-toets bij vergunningen")
    close_what_ended(world.now)
    reader = world.actor("policy")
    block = steering.effort_block(reader, effort)
    assert block is not None
    assert [link.title for link in block.links] == ["Begonnen onderzoeken", "Conclusies"]
    (one,) = steering.counted(reader, "ondermijning")
    assert (one.number, one.hours) == (3, 15.0)
    assert steering.counted(reader, "anders") == []
    for who in ("permits", "contracts", "council"):
        assert steering.effort_block(world.actor(who), effort) is None
        assert steering.counted(world.actor(who), "ondermijning") == []
    effort.title = "Iets anders"
    assert steering.effort_block(reader, effort) is None


def test_the_example_invents_all_of_it_and_none_by_area(world: World) -> None:
    assert is_invented(BibobSource())
    made = invented(world.municipality, date(2025, 3, 1))
    mine = {key: number for key, number in made.items() if key[0].startswith("bibob_")}
    assert all(not number for (_slug, area), number in mine.items() if area)
    whole = mine["bibob_opened", ""]
    assert whole == sum(number for (slug, _area), number in mine.items() if slug.startswith("bibob_opened_"))
