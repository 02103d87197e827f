# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody said may change the measure: judged anew after the view, and a decision taken back before it is signed."""

from __future__ import annotations

from typing import Any

import pytest

from baken.act.measures.documents.facts import facts_of
from baken.act.measures.files import assessing, preparing
from baken.act.measures.files.step_specs import steps
from baken.act.measures.models import Instrument, Measure, MeasureEvent, Status, View
from baken.kernel.errors import Refused

from .builders import World, purpose_of
from .test_steps import slugs

pytestmark = pytest.mark.django_db
BECAUSE = "Er wonen twee kinderen in het pand en de huurder heeft de verkoper er zelf uitgezet."
SAID = {"heard": {"view": View.SPOKEN, "text": "Ik heb de verkoper er zelf uitgezet."}}


def judge_again(world: World, measure: Measure, **assessed: Any) -> Measure:
    told = assessing.Assessed(**{"premises_kind": "other", "finding": "hard_drugs", "because": BECAUSE, **assessed})
    return world.take(measure, "assessed", days=18, on=world.day(18), assessed=told)


def names(world: World, measure: Measure, who: str = "adviser") -> list[str]:
    return world.within(who, purpose_of(measure), lambda actor: [one.name for one in steps(world.seen(measure, who))])


def test_after_a_view_another_length_can_be_decided_with_why(world: World) -> None:
    measure = world.measure(status=Status.HEARD, steps=SAID, premises_kind="other")
    assert "reassessed" in names(world, measure)
    moved = judge_again(world, measure, course=assessing.CLOSE, months=2)
    assert (moved.status, moved.months, moved.deviates_because) == (Status.HEARD, 2, BECAUSE)
    assert moved.view == View.SPOKEN
    drafted = world.take(moved, "drafted", draft=preparing.Draft(months=2))
    assert drafted.status == Status.DRAFTED
    told = world.within("adviser", purpose_of(drafted), lambda actor: facts_of(drafted, world.day(20), []))
    assert told["deviation"] == BECAUSE


def test_after_a_view_a_closing_can_become_a_warning(world: World) -> None:
    measure = world.measure(status=Status.HEARD, steps=SAID, premises_kind="other")
    moved = judge_again(world, measure, course=assessing.WARN)
    assert (moved.instrument, moved.status, moved.months) == (Instrument.WARNING, Status.HEARD, None)
    assert world.take(moved, "drafted", draft=preparing.Draft()).status == Status.DRAFTED


def test_judging_anew_asks_the_same_as_judging(world: World) -> None:
    measure = world.measure(status=Status.HEARD, steps=SAID, premises_kind="other")
    with pytest.raises(Refused) as refused:
        judge_again(world, measure, course=assessing.CLOSE, months=2, because="Kort.")
    assert slugs(refused) == ["because"]
    assert world.seen(measure).file.months == measure.months


@pytest.mark.parametrize("instrument", [Instrument.DISTURBANCE_CLOSING, Instrument.PENALTY])
def test_without_a_matrix_there_is_nothing_to_judge_anew(world: World, instrument: str) -> None:
    assert "reassessed" not in names(world, world.measure(instrument, Status.HEARD))


def test_who_laid_a_decision_ready_takes_it_back_and_changes_it(world: World) -> None:
    measure = world.measure(Instrument.DISTURBANCE_CLOSING, Status.DRAFTED)
    assert "taken_back" in names(world, measure)
    assert "taken_back" not in names(world, measure, "mayor")
    purpose = purpose_of(measure)
    moved = world.within(
        "adviser", purpose,
        lambda actor: preparing.take_back(
            actor=actor, at=world.moment(21), purpose=purpose, measure=measure, seen=measure.version,
            on=world.day(21),
        ),
    )  # fmt: skip
    assert (moved.status, moved.owner_role) == (Status.HEARD, "legal_adviser")
    again = world.take(moved, "drafted", days=22, draft=preparing.Draft(months=3))
    assert (again.status, again.months) == (Status.DRAFTED, 3)
    kinds = world.within(
        "adviser",
        purpose,
        lambda actor: list(MeasureEvent.objects.filter(measure=again).values_list("kind", flat=True)),
    )
    assert "taken_back" in kinds


def test_what_was_signed_isnt_taken_back(world: World) -> None:
    assert "taken_back" not in names(world, world.measure(Instrument.DISTURBANCE_CLOSING, Status.SIGNED))
