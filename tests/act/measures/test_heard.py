# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody said may change the measure: judged anew after the view, and a decision taken back before it is signed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from baken.act.measures.documents import actions as documents
from baken.act.measures.documents.drafting import draft
from baken.act.measures.documents.facts import day_told, facts_of
from baken.act.measures.documents.topics import TOPICS, needed
from baken.act.measures.files import assessing, preparing
from baken.act.measures.files.step_specs import steps
from baken.act.measures.models import (
    DecisionTemplate,
    DocumentKind,
    Instrument,
    Measure,
    MeasureEvent,
    Remedy,
    Status,
    View,
)
from baken.act.measures.remedies.forms import DecideForm
from baken.kernel.errors import Refused
from tests.kernel.towns import do

from .builders import World, purpose_of
from .test_remedies import AGO, decide, lodge
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


def letter(world: World, measure: Measure) -> Any:
    return world.within("adviser", purpose_of(measure), lambda actor: draft(measure, "decision", world.day(20)))


def text(told: Any) -> str:
    return " ".join(
        " ".join([one.heading, *one.paragraphs, *(part for _label, parts in one.reasons for part in parts)])
        for one in told.sections
    )


def template(world: World, instrument: str, sections: list[dict[str, Any]], kind: str = DocumentKind.DECISION) -> None:
    """A template that this municipality adopted instead of the example's."""
    row = DecisionTemplate(
        municipality=world.municipality, slug=f"eigen-{instrument}-{kind}"[:50], instrument=instrument, kind=kind,
        title="Eigen sjabloon", valid_from=date(2024, 1, 1), adopted_on=date(2023, 12, 1), sections=sections,
    )  # fmt: skip
    do(row.save, world.municipality)


def test_who_gave_a_view_reads_what_was_done_with_it(world: World) -> None:
    template(world, Instrument.OPIUM_CLOSING, [
        {"heading": "Besluit", "text": "{{body}} sluit {{address}}. {{grace}}"},
        {"heading": "Zienswijze", "text": "{{view}}"}, {"heading": "Bezwaar", "text": "{{terms}}"},
    ])  # fmt: skip
    said = world.measure(status=Status.HEARD, steps=SAID)
    assert "view_answer" in [one.slug for one in needed(said, "decision")]
    told = letter(world, said)
    section = next(one for one in told.sections if one.heading == "Zienswijze")
    assert [label for label, _parts in section.reasons] == ["Antwoord op de zienswijze"]
    silent = world.measure(status=Status.HEARD)
    assert "view_answer" not in [one.slug for one in needed(silent, "decision")]


def test_a_view_that_isnt_answered_stops_the_decision(world: World) -> None:
    measure = world.report()
    world.reasons(measure, *(slug for slug in TOPICS if slug != "view_answer"))
    for name in ("assessed", "intended", "heard"):
        measure = world.take(measure, name, **SAID.get(name, {}))
    with pytest.raises(Refused) as refused:
        world.take(measure, "drafted")
    assert slugs(refused) == ["topic_view_answer"]


@pytest.mark.parametrize("instrument", [one for one in Instrument.values if one != Instrument.WARNING])
def test_whatever_its_template_says_a_decision_holds_every_reason(world: World, instrument: str) -> None:
    template(
        world,
        instrument,
        [{"heading": "Besluit", "text": "{{body}} besluit."}, {"heading": "Bezwaar", "text": "{{terms}}"}],
    )
    measure = world.measure(instrument, Status.HEARD)
    measure.urgent, measure.urgent_because = True, BECAUSE
    told = letter(world, measure)
    for topic in needed(measure, "decision"):
        assert f"Wat er over {topic.slug} te zeggen is" in text(told), topic.slug
    assert told.sections[-1].heading == "Bezwaar"


def test_a_decision_tells_how_long_somebody_can_do_it_himself(world: World) -> None:
    template(world, Instrument.DISTURBANCE_CLOSING, [{"heading": "Besluit", "text": "{{body}} sluit {{address}}."}])
    measure = world.measure(Instrument.DISTURBANCE_CLOSING, Status.HEARD)
    measure.months, measure.grace_until = 1, world.day(40)
    assert [one.slug for one in letter(world, measure).against] == ["grace_untold"]
    template(world, Instrument.COERCION, [{"heading": "Besluit", "text": "{{body}} grijpt in. {{grace}}"}])
    coercion = world.measure(Instrument.COERCION, Status.DRAFTED)
    told = letter(world, coercion)
    assert not told.against
    assert f"tot en met {day_told(coercion.grace_until)}" in text(told)


def page_of(client: Any, measure: Measure) -> str:
    answer = client.get(measure.get_absolute_url(), {"doel": purpose_of(measure)})
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_file_asks_for_the_letter_until_it_is_signed(world: World, client_of: Any) -> None:
    measure = world.measure(status=Status.INTENDED)
    client = client_of("adviser")
    assert "nog niet gemaakt" not in page_of(client, measure), "no template, so the letter is written elsewhere"
    rows = [{"heading": "Brief", "text": "{{body}} is van plan {{address}} te sluiten, tot en met {{view_until}}."}]
    template(world, Instrument.OPIUM_CLOSING, rows, DocumentKind.INTENTION)
    assert "De brief met het voornemen is nog niet gemaakt." in page_of(client, measure)
    given = {"at": world.now, "purpose": purpose_of(measure), "measure": measure, "kind": DocumentKind.INTENTION}
    world.within("adviser", purpose_of(measure), lambda actor: documents.make(actor=actor, **given))
    assert "De brief met het voornemen is nog niet ondertekend." in page_of(client, measure)
    world.within("mayor", purpose_of(measure), lambda actor: documents.sign(actor=actor, **given))
    assert "De brief met het voornemen" not in page_of(client, measure)


def test_a_suspension_stands_at_the_top(world: World, client_of: Any) -> None:
    measure = world.measure(Instrument.DISTURBANCE_CLOSING, Status.SERVED, ago=AGO)
    lodge(world, measure, "objection", 24)
    relief = lodge(world, measure, "interim_relief", 25)
    client = client_of("adviser")
    assert "geschorst" not in page_of(client, measure)
    decide(world, measure, relief, 27, "suspended")
    page = page_of(client, measure)
    assert page.index("De rechter heeft dit besluit geschorst op") < page.index("Wat er is vastgesteld")
    assert "Voer het niet uit." in page
    assert "door de rechter geschorst" in page


def test_no_outcome_is_chosen_for_who_writes_down_a_ruling() -> None:
    for kind in Remedy.Kind.values:
        assert DecideForm(kind).fields["outcome"].choices[0][0] == ""
        assert not DecideForm(kind, {"on": "2026-01-01", "outcome": "", "version": 1}).is_valid()
