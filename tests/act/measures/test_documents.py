# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A letter or decision says what the file says, is signed by who may, and stays as it was signed."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from baken.act.measures.documents import actions
from baken.act.measures.documents.checks import SHORTEST, stops
from baken.act.measures.documents.drafting import draft, title_of
from baken.act.measures.documents.fact_names import FACTS
from baken.act.measures.documents.facts import day_told, facts_of
from baken.act.measures.documents.filling import filled, readable
from baken.act.measures.documents.topics import NEEDED, TOPICS, needed
from baken.act.measures.facade import load_policy
from baken.act.measures.files import carrying
from baken.act.measures.files.preparing import Draft
from baken.act.measures.models import (
    DecisionTemplate,
    DocumentKind,
    Instrument,
    Measure,
    MeasureDocument,
    MeasureParty,
    MeasureReason,
)
from baken.demo.act.measure_policy import measure_policy
from baken.kernel.errors import Refused
from baken.kernel.papers.sealed import open_sealed
from tests.act.measures.builders import World, purpose_of
from tests.act.measures.builders import build as build_world
from tests.kernel.towns import do
from tests.plugins.remembered import remembered_world

HOSTILE = (
    "#let x = 1 $a^2$ *vet* _schuin_ @ref <label> \\ {{address}} {% raw %} "
    "\u202etxet\u202c \u0634\u0642\u0629 \U0001f600 `code` // geen commentaar [haak]"
)


def build(municipality: Any) -> World:
    """The world with the example's templates and mandates; its matrix is its own."""
    made = build_world(municipality)
    load_policy(made.system, municipality, measure_policy() | {"matrices": []})
    return made


@pytest.fixture
def world(db: None) -> World:
    return remembered_world("measures.documents", build)


def text_of(document: MeasureDocument) -> str:
    """The text of the PDF, with single spaces."""
    pages = PdfReader(io.BytesIO(open_sealed(document))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def make(world: World, measure: Measure, kind: str = "decision", days: int = 20, **more: Any) -> MeasureDocument:
    purpose = purpose_of(measure)
    return world.within(
        "adviser", purpose, lambda actor: actions.make(
            actor=actor, at=world.moment(days), purpose=purpose, measure=measure, kind=kind, **more
        ),
    )  # fmt: skip


def of(world: World, measure: Measure, what: Callable[[Any], Any]) -> Any:
    return world.within("adviser", purpose_of(measure), what)


def test_a_decision_says_what_the_file_says(world: World) -> None:
    measure = world.measure(status="drafted")
    document = make(world, measure)
    seen = world.seen(measure).file
    drafted = of(world, seen, lambda _a: draft(seen, "decision", world.day(20)))
    told = text_of(document)
    for name in (
        "body",
        "town",
        "address",
        "months",
        "article",
        "report_on",
        "facts",
        "finding",
        "offence",
        "policy",
        "view",
    ):
        fact = " ".join(drafted.facts[name].split())
        assert fact, name
        assert fact in told, name
    for topic, reason in drafted.reasons.items():
        assert reason in told, topic
        assert str(TOPICS[topic].label) in told
    parties = of(world, seen, lambda _a: list(MeasureParty.objects.filter(measure=seen, addressee=True)))
    assert parties
    for party in parties:
        assert party.name in told
        assert party.address in told
    assert seen.reference in told
    assert day_told(world.day(20)) in told
    assert "{{" not in told
    assert "…" not in told


def test_amounts_and_days_of_a_penalty_order(world: World) -> None:
    grace = world.day(45)
    measure = world.measure(Instrument.PENALTY, "drafted", steps={"drafted": {"draft": penalty(grace)}})
    told = text_of(make(world, measure))
    for fact in ("€ 1.250,50", "€ 10.004,00", "per overtreding", day_told(grace), "et college van burgemeester"):
        assert fact in told


def penalty(grace: date) -> Any:
    from decimal import Decimal

    from baken.act.measures.files.preparing import Draft

    return Draft(
        amount_per_breach=Decimal("1250.50"),
        breach_unit="per overtreding",
        amount_maximum=Decimal("10004"),
        grace_until=grace,
    )


def test_it_is_a_tagged_pdf_in_dutch(world: World) -> None:
    root = PdfReader(io.BytesIO(open_sealed(make(world, world.measure(status="drafted"))))).trailer["/Root"]
    assert root["/Lang"] == "nl-NL"
    assert root["/MarkInfo"]["/Marked"]


def test_hostile_text_comes_out_as_text(world: World) -> None:
    measure = world.measure(status="assessed", facts=HOSTILE, title=HOSTILE)
    rewrite(world, measure, "found", HOSTILE)
    for name in ("intended", "heard", "drafted"):
        measure = world.take(measure, name)
    told = text_of(make(world, measure))
    for part in (
        "#let x = 1 $a^2$ *vet* _schuin_ @ref <label> \\ {{address}} {% raw %}",
        "`code` // geen commentaar [haak]",
    ):
        assert told.count(part) == 2
    assert "\u202e" not in told
    assert "txet" in told


def rewrite(world: World, measure: Measure, topic: str, text: str) -> None:
    """Write a reason otherwise, past the pages."""
    row = of(world, measure, lambda _a: MeasureReason.objects.get(measure=measure, topic=topic))
    row.text = text
    world._save(measure, row)


def test_what_is_missing_is_told_all_at_once(world: World) -> None:
    measure = world.report()
    world.reasons(measure, "found", "seriousness")
    with pytest.raises(Refused) as refused:
        make(world, measure)
    slugs = {reason.slug for reason in refused.value.reasons}
    assert {f"topic_{slug}" for slug in NEEDED[(Instrument.OPIUM_CLOSING, DocumentKind.DECISION)]} - {
        "topic_found",
        "topic_seriousness",
    } <= slugs
    assert not {"topic_found", "topic_seriousness"} & slugs
    assert {"fact_finding", "fact_policy", "fact_view"} <= slugs
    assert not of(world, measure, lambda _a: MeasureDocument.objects.filter(measure=measure).exists())


def test_without_a_template_it_says_so(world: World) -> None:
    measure = world.measure(Instrument.DISTURBANCE_CLOSING, "in_force")
    with pytest.raises(Refused) as refused:
        make(world, measure, "withdrawal")
    assert [reason.slug for reason in refused.value.reasons] == ["no_template"]


def test_signing_the_decision_signs_its_document(world: World) -> None:
    measure = world.measure(status="drafted")
    ready = make(world, measure)
    assert "Concept, nog niet ondertekend" in text_of(ready)
    measure = world.take(measure, "signed")
    rows = of(world, measure, lambda _a: list(MeasureDocument.objects.filter(measure=measure)))
    assert [(row.kind, row.signed_by) for row in rows] == [("decision", world.users["mayor"])]
    told = text_of(rows[0])
    assert "De burgemeester van Velsen" in told
    assert f"Ondertekend op {day_told(world.day(21))}" in told
    assert "Concept" not in told


def test_what_was_read_is_what_is_signed(world: World) -> None:
    measure = world.measure(status="drafted")
    make(world, measure)
    rewrite(world, measure, "lighter", "Wat later is opgeschreven, nadat de brief klaar lag om te worden getekend.")
    with pytest.raises(Refused) as refused:
        world.take(measure, "signed")
    assert [reason.slug for reason in refused.value.reasons] == ["changed"]
    make(world, measure)
    assert world.take(measure, "signed").status == "signed"


def test_what_is_signed_is_never_replaced(world: World) -> None:
    measure = world.take(world.measure(status="drafted"), "signed")
    signed = of(world, measure, lambda _a: MeasureDocument.objects.get(measure=measure))
    before = open_sealed(signed)
    with pytest.raises(Refused) as refused:
        make(world, measure, days=22)
    assert [reason.slug for reason in refused.value.reasons] == ["signed"]
    (row,) = of(world, measure, lambda _a: list(MeasureDocument.objects.filter(measure=measure)))
    assert open_sealed(row) == before


def test_what_was_read_by_another_template_is_not_signed(world: World) -> None:
    measure = world.measure(status="drafted")
    ready = make(world, measure)
    template = DecisionTemplate.objects.get(slug="damocles-besluit")
    template.version_number += 1
    do(template.save, world.municipality)
    assert ready.template_id == template.pk
    with pytest.raises(Refused) as refused:
        world.take(measure, "signed")
    assert [reason.slug for reason in refused.value.reasons] == ["changed"]


def test_the_letter_of_an_extension_tells_the_new_last_day(world: World) -> None:
    measure, purpose = world.measure(Instrument.AREA_BAN, "in_force"), "measures_mayor"
    with pytest.raises(Refused) as refused:
        make(world, measure, "extension", days=40)
    assert [reason.slug for reason in refused.value.reasons] == ["not_extended"]
    file = world.seen(measure).file
    longer = world.within("mayor", purpose, lambda actor: carrying.extend(
        actor=actor, at=world.moment(41), purpose=purpose, measure=file, seen=file.version, on=world.day(41), months=1,
        reason="Het ging door.",
    ))  # fmt: skip
    assert longer.in_force_until > measure.in_force_until
    assert day_told(longer.in_force_until) in text_of(make(world, measure, "extension", days=42))


def test_what_was_made_known_is_withdrawn_by_a_signed_decision(world: World) -> None:
    measure, purpose = world.measure(status="served"), "measures_mayor"

    def withdraw() -> Measure:
        file = world.seen(measure).file
        return world.within("adviser", purpose, lambda actor: carrying.withdraw(
            actor=actor, at=world.moment(50), purpose=purpose, measure=file, seen=file.version, on=world.day(50),
            reason="De gebruiker is vertrokken.",
        ))  # fmt: skip

    with pytest.raises(Refused) as refused:
        withdraw()
    assert [reason.slug for reason in refused.value.reasons] == ["unsigned"]
    make(world, measure, "withdrawal", days=40)
    with pytest.raises(Refused):
        withdraw()
    file = world.seen(measure).file
    world.within("mayor", purpose, lambda actor: actions.sign(
        actor=actor, at=world.moment(45), purpose=purpose, measure=file, kind="withdrawal"
    ))  # fmt: skip
    assert withdraw().status == "withdrawn"


def test_a_mandate_stands_under_the_letter(world: World, client_of: Callable[[str], Any]) -> None:
    measure = world.measure(status="assessed")
    measure = world.take(measure, "intended")
    ready = make(world, measure, "intention", days=3)
    url = reverse("measures:document_sign", args=[measure.reference, ready.pk])
    assert client_of("mayor").get(url).status_code == 405
    assert client_of("adviser").post(url).status_code == 302
    signed = of(world, measure, lambda _a: MeasureDocument.objects.get(measure=measure))
    told = text_of(signed)
    assert "Namens de burgemeester van Velsen, de juridisch adviseur" in told
    assert "Mandaat: Mandaat waarschuwingen en voornemens (voorbeeld), versie 1" in told
    assert signed.mandate is not None


def test_a_document_opens_under_its_own_measure_only(world: World, client_of: Callable[[str], Any]) -> None:
    one, other = world.measure(status="drafted"), world.measure(status="drafted")
    document = make(world, one)
    url = reverse("measures:document", args=[one.reference, document.pk])
    answer = client_of("adviser").get(url)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert (
        client_of("adviser").get(reverse("measures:document", args=[other.reference, document.pk])).status_code == 404
    )
    for who in ("executive", "coordinator", "council", "police", "bibob"):
        assert client_of(who).get(url).status_code == 404, who


def test_the_page_before_it_is_made(world: World, client_of: Callable[[str], Any]) -> None:
    measure = world.measure(status="drafted")
    url = reverse("measures:prepare", args=[measure.reference, "decision"])
    page = client_of("adviser").get(url).content.decode()
    assert "Zo wordt de brief" in page
    assert client_of("mayor").get(url).status_code == 404
    answer = client_of("adviser").post(url)
    assert answer.status_code == 302
    assert of(world, measure, lambda _a: MeasureDocument.objects.filter(measure=measure).count()) == 1


@pytest.mark.parametrize(("letters", "short"), [(0, True), (SHORTEST - 1, True), (SHORTEST, False)])
def test_a_reason_that_is_hardly_one_is_refused(world: World, letters: int, short: bool) -> None:
    measure = world.report()
    given = {topic.slug: "a" * SHORTEST for topic in needed(measure, "decision")} | {
        "minors": "x" * letters + " ." * 50
    }
    assert bool(stops(measure, "decision", world.day(0), given)) is short


def test_every_topic_that_is_asked_exists_and_every_decision_asks_one() -> None:
    assert {slug for slugs in NEEDED.values() for slug in slugs} <= set(TOPICS)
    for instrument in Instrument.values:
        kind = DocumentKind.WARNING if instrument == Instrument.WARNING else DocumentKind.DECISION
        assert NEEDED[(instrument, kind)], instrument
    minors = set(NEEDED[(Instrument.OPIUM_CLOSING, DocumentKind.DECISION)])
    assert {
        "seriousness",
        "found",
        "trade",
        "lapse",
        "culpability",
        "ties",
        "medical",
        "minors",
        "return",
        "lighter",
    } <= minors


def test_every_fact_has_a_value_or_is_empty(world: World) -> None:
    measure = world.report()
    assert set(facts_of(world.seen(measure).file, world.day(0), [])) == set(FACTS)


ANY = st.text(max_size=60)


@given(fact=ANY, reason=ANY)
def test_filling_is_one_pass(fact: str, reason: str) -> None:
    sections = [{"heading": "Kop", "text": "a {{address}} b", "topics": ["found"]}]
    reason = f"{{{{address}}}} {reason}"
    section = filled(sections, {"address": fact + "{{town}}", "town": "WRONG"}, {"found": reason}, {"found": "L"})[0]
    assert "WRONG" not in " ".join(section.paragraphs)
    assert readable(fact).casefold() in "\n\n".join(section.paragraphs).casefold() or not readable(fact + "x")[:-1]
    assert section.reasons[0][1][0].startswith("{{address}}")


@given(ANY)
def test_readable_text_stays_readable(text: str) -> None:
    assert readable(readable(text)) == readable(text)
    assert not {"\u202e", "\u200b", "\x00", "\r"} & set(readable(text))


@pytest.mark.parametrize(
    ("kind", "word"), [("area", "gebiedsverbod"), ("group", "groepsverbod"), ("report", "meldplicht")]
)
def test_a_decision_under_172a_names_the_order_that_was_chosen_and_no_other(world: World, kind: str, word: str) -> None:
    measure = world.measure(Instrument.AREA_BAN, "drafted", steps={"intended": {"order_kind": kind}})
    with override("nl"):
        assert title_of(measure, "decision") == f"Besluit: {word}"
        assert title_of(measure, "withdrawal") == f"Besluit tot intrekking: {word}"
    told = text_of(make(world, measure))
    assert f"Besluit: {word}" in told
    assert not [
        other
        for other in ("gebiedsverbod", "groepsverbod", "meldplicht")
        if other != word and f"Besluit: {other}" in told
    ]


def test_which_order_it_is_must_be_chosen_and_only_under_172a(world: World) -> None:
    before = world.measure(Instrument.AREA_BAN, "assessed")
    with pytest.raises(Refused) as refused:
        world.take(before, "intended", order_kind="")
    assert [reason.slug for reason in refused.value.reasons] == ["order_kind"]
    other = world.measure(Instrument.LIGHT_ORDER, "assessed")
    with pytest.raises(Refused) as refused:
        world.take(other, "intended", order_kind="area")
    assert "order_kind" in [reason.slug for reason in refused.value.reasons]
    intended = world.take(before, "intended")
    heard = world.take(intended, "heard")
    drafted = world.take(heard, "drafted", draft=Draft(months=3, order_kind="group"))
    assert drafted.what == "groepsverbod", "what was said last counts"
