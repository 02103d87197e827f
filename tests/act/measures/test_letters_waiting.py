# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Letters beside the decision on the home page: who must sign them, and who must send what was signed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from baken.act.measures.documents import actions as documents
from baken.act.measures.files.lists import home_lines
from baken.act.measures.models import Measure
from baken.act.measures.penalties import actions
from baken.act.measures.penalties.papers import about_of
from tests.plugins.remembered import logged_in, remembered_world

from .builders import World, purpose_of
from .test_documents import build, make
from .test_penalties import breach, order, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return remembered_world("measures.documents", build)


def told(world: World, who: str) -> list[str]:
    return [line["text"] for line in home_lines(world.actor(who), world.municipality, world.now.date())]


def sign(world: World, measure: Measure, kind: str, who: str, **more: Any) -> None:
    purpose = purpose_of(measure)
    world.within(who, purpose, lambda actor: documents.sign(
        actor=actor, at=world.now, purpose=purpose, measure=measure, kind=kind, **more
    ))  # fmt: skip


def test_a_withdrawal_waits_for_the_mayor_and_then_for_who_prepares(world: World) -> None:
    measure = world.measure(status="in_force")
    make(world, measure, "withdrawal", days=50)
    assert told(world, "mayor") == [
        "Maatregelen van de burgemeester: 1 andere brief wacht op uw handtekening (intrekking)."
    ]
    assert told(world, "executive") == []
    assert not [line for line in told(world, "adviser") if "te versturen" in line]
    sign(world, measure, "withdrawal", "mayor")
    assert told(world, "mayor") == []
    assert told(world, "adviser") == [
        "Maatregelen van de burgemeester: 1 ondertekende brief te versturen of bekend te maken (intrekking)."
    ]
    for who in ("bibob", "coordinator", "privacy", "police"):
        assert told(world, who) == [], who


def test_a_collection_decision_waits_until_it_was_made_known(world: World) -> None:
    measure = order(world)
    it, other = breach(world, measure, 30), breach(world, measure, 33)
    about = world.within("adviser", purpose_of(measure), lambda _a: about_of(measure, it))
    make(world, world.seen(measure).file, "collection", days=90, about=about)
    assert [line for line in told(world, "executive") if "handtekening" in line] == [
        "Maatregelen van het college: 1 andere brief wacht op uw handtekening (invorderingsbesluit)."
    ]
    sign(world, world.seen(measure).file, "collection", "executive", about=about)
    assert [line for line in told(world, "adviser") if "te versturen" in line]
    step(world, actions.decide, measure, it, 95)
    assert not [line for line in told(world, "adviser") if "te versturen" in line], "the other breach has no letter"
    assert other.status == "forfeited"


def test_a_letter_that_the_file_went_past_waits_for_nobody(world: World) -> None:
    measure = world.measure(status="intended")
    make(world, measure, "intention", days=2)
    assert told(world, "mayor") == [
        "Maatregelen van de burgemeester: 1 andere brief wacht op uw handtekening (voornemen)."
    ]
    world.take(measure, "heard")
    assert told(world, "mayor") == []


def test_the_line_leads_to_the_files_it_counts(world: World) -> None:
    waits, other = (
        world.measure(status="in_force"),
        world.measure(status="in_force", address="Voorbeeldkade 2, IJmuiden"),
    )
    make(world, waits, "withdrawal", days=50)
    (line,) = home_lines(world.actor("mayor"), world.municipality, world.now.date())
    page = logged_in(world.users["mayor"]).get(line["url"]).content.decode()
    assert waits.reference in page
    assert other.reference not in page


def test_more_letters_cost_no_more_queries(world: World, django_assert_max_num_queries: Callable[..., Any]) -> None:
    for number in range(1, 5):
        make(
            world, world.measure(status="in_force", address=f"Voorbeeldkade {number}, IJmuiden"), "withdrawal", days=50
        )
        actors = [world.actor(who) for who in ("mayor", "adviser")]
        if number == 1:
            with django_assert_max_num_queries(60) as few:
                for actor in actors:
                    home_lines(actor, world.municipality, world.now.date())
    with django_assert_max_num_queries(len(few.captured_queries)):
        for actor in actors:
            home_lines(actor, world.municipality, world.now.date())


def test_a_penalty_order_without_letters_has_none_that_wait(world: World) -> None:
    order(world)
    assert told(world, "executive") == []
