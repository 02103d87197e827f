# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every step of a screening: who may take it, from which status, when, and what the department learns of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from baken.act.bibob import screenings
from baken.act.bibob.models import Screening, ScreeningEvent
from baken.act.bibob.policies import PURPOSE
from baken.act.bibob.workflow import SCREENING
from baken.kernel.errors import Denied, Refused, StaleVersion

from .builders import WHY, World

pytestmark = pytest.mark.django_db
STAGES = {
    "asked": "asked",
    "questions": "under_way",
    "incomplete": "under_way",
    "investigating": "under_way",
    "at_lbb": "at_lbb",
    "weighing": "under_way",
    "view": "view",
    "concluded": "concluded",
    "stopped": "stopped",
    "settled": "concluded",
}
GIVEN: dict[str, tuple[str, dict[str, Any]]] = {
    "questions_sent": ("questions_sent", {}),
    "found_incomplete": ("found_incomplete", {"missing": WHY}),
    "found_complete": ("found_complete", {}),
    "started": ("start_without", {"reason": WHY}),
    "refused_form": ("refuse_form", {"holder": True, "reason": WHY}),
    "weighed": ("weigh", {}),
    "back_to_investigate": ("investigate_again", {"reason": WHY}),
    "advice_asked": ("ask", {"ground": "danger_benefit", "question": WHY}),
    "advice_received": ("receive", {"conclusion": "none", "text": WHY}),
    "view_asked": ("ask_view", {}),
    "concluded": ("conclude", {"conclusion": "none", "text": WHY, "may": ["grant"]}),
    "reconsidered": ("reconsider", {"reason": WHY}),
    "stopped": ("stop", {"reason": WHY}),
    "settled": ("settle", {}),
    "reopened": ("reopen", {"reason": WHY}),
}
"""Written by hand: the action of each transition, and what it needs."""


def reasons(refused: Any) -> set[str]:
    return {reason.slug for reason in refused.value.reasons}


def given(world: World, transition: str) -> tuple[str, dict[str, Any]]:
    name, more = GIVEN[transition]
    return name, {
        **more,
        **({"until": world.day(0) + timedelta(days=14)} if name in ("found_incomplete", "ask_view") else {}),
    }


def test_every_transition_has_an_action_here() -> None:
    assert set(GIVEN) == {one.name for one in SCREENING.transitions}


@pytest.mark.parametrize("status", STAGES)
def test_grid(world: World, status: str) -> None:
    """From each status every transition that the table has, and no other; the department reads the stage, by hand above."""
    screening = world.screening(status)
    standing = world.standing_of(screening)
    assert (screening.status, standing.stage) == (status, STAGES[status])
    for transition in SCREENING.transitions:
        name, more = given(world, transition.name)
        if status in transition.sources:
            continue
        with pytest.raises(Refused) as refused:
            world.act(screening, name, 0, **more)
        assert reasons(refused) & {"wrong_status", "no_advice"}, transition.name
    for transition in SCREENING.leaving(status):
        copy = world.again(world.screening(status))
        if transition.name == "concluded" and status == "view":
            continue  # what the view asks is in test_concluding
        if transition.name == "advice_asked":
            world.look(copy, 34)
        name, more = given(world, transition.name)
        world.act(copy, name, 0, **more)
        assert world.again(copy).status == transition.target, transition.name


@pytest.mark.parametrize(
    "who", ["permits", "contracts", "mayor", "adviser", "coordinator", "oncall", "privacy", "police"]
)
def test_nobody_else_takes_a_step(world: World, who: str) -> None:
    screening = world.screening("weighing")
    for transition in SCREENING.transitions:
        name, more = given(world, transition.name)
        with pytest.raises((Denied, Screening.DoesNotExist)):
            world.act(screening, name, 0, who=who, **more)


@pytest.mark.parametrize("transition", [t.name for t in SCREENING.transitions if t.name != "advice_received"])
def test_not_in_the_future_nor_before_the_previous_step(world: World, transition: str) -> None:
    source = next(s for s in STAGES if s in SCREENING.transition(transition).sources)
    screening = world.screening(source)
    name, more = given(world, transition)
    for on, slug in ((world.day(0) + timedelta(days=1), "future"), (world.day(41), "before")):
        with pytest.raises(Refused) as refused:
            world.act(screening, name, 0, on=on, **more)
        assert slug in reasons(refused)
    assert world.again(screening).status == source


def test_every_reason_is_told_at_once(world: World) -> None:
    screening = world.screening("investigating")
    with pytest.raises(Refused) as refused:
        world.act(
            screening, "conclude", 0, on=world.day(0) + timedelta(days=1), conclusion="serious", text="", may=["grant"]
        )
    assert reasons(refused) == {"wrong_status", "may_grant", "text", "no_fact", "view_needed", "future"}


def test_what_somebody_else_changed_meanwhile(world: World) -> None:
    screening = world.screening("asked")
    with pytest.raises(StaleVersion):
        world.act(screening, "start_without", 0, reason=WHY, seen=screening.version + 1)


def test_an_application_has_one_file_and_a_subject(world: World) -> None:
    screening = world.screening()
    with pytest.raises(Refused) as refused:
        world.screening(standing=screening.standing, subject=" ")
    assert reasons(refused) == {"subject", "twice"}


def test_not_before_the_department_handed_in(world: World) -> None:
    standing, actor = world.standing(days_ago=3), world.actor("bibob")
    with world.inside(), pytest.raises(Refused) as refused:
        screenings.open_for(actor=actor, at=world.now, purpose=PURPOSE, standing=standing, subject="x", on=world.day(4))
    assert reasons(refused) == {"before"}


def test_a_settled_file_is_kept_from_that_day_and_opens_again(world: World) -> None:
    screening = world.screening("settled", 40)
    assert (screening.closed_on, screening.guarded.retention_from) == (world.day(35), world.day(35))
    world.act(screening, "reopen", 10, reason=WHY)
    again = world.again(screening)
    assert (again.closed_on, again.guarded.retention_from, again.conclusion) == (None, None, "")
    standing = world.standing_of(screening)
    assert (standing.stage, standing.conclusion, standing.advice) == ("under_way", "", "")


def test_every_step_stands_in_the_timeline(world: World) -> None:
    screening = world.screening("concluded")
    with world.inside():
        kinds = ScreeningEvent.objects.filter(screening=screening).order_by("on", "at").values_list("kind", flat=True)
        assert list(kinds) == ["opened", "started", "looked", "weighed", "concluded"]
