# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules of the municipality have versions: what was adopted stays, and a day has the rule of its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from baken.act.measures.facade import load_policy
from baken.act.measures.models import Mandate, MatrixRule, PolicyMatrix, PremisesKind
from baken.act.measures.policy import checks, mandates, versions
from baken.act.measures.policy.lookup import matrix_of, rule_for, rules_of
from baken.act.measures.policy.writing import BadText, cells_read, cells_written, sections_read, sections_written
from baken.demo.act.measure_policy import measure_policy
from baken.kernel.errors import Denied, Refused
from tests.act.measures.builders import World

CLOSING, OPIUM = "disturbance_closing", "opium_closing"
RULES = "woning | harddrugs | 1 | waarschuwing\nwoning | harddrugs | 2 | sluiting 3 maanden | tenzij"
HEAD = {"title": "Beleid (voorbeeld)", "source": "", "explanation": ""}


def at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def drafted(world: World, first: date, slug: str = "overlast", rules: str = RULES) -> PolicyMatrix:
    values = HEAD | {"valid_from": first, "instrument": CLOSING}
    made: PolicyMatrix = versions.begin(
        actor=world.actor("adviser"), at=at(first), municipality=world.municipality, kind="matrix", slug=slug,
        values=values, cells=cells_read(rules),
    )  # fmt: skip
    return made


def adopted(world: World, first: date, **more: Any) -> PolicyMatrix:
    made = drafted(world, first, **more)
    return versions.adopt(actor=world.actor("mayor"), at=at(first), version=made, seen=made.version)


def next_version(world: World, it: PolicyMatrix, first: date, rules: str) -> PolicyMatrix:
    adviser = world.actor("adviser")
    new = versions.follow(actor=adviser, at=at(first), version=it)
    new = versions.change(
        actor=adviser,
        at=at(first),
        version=new,
        seen=new.version,
        values={"valid_from": first},
        cells=cells_read(rules),
    )
    return versions.adopt(actor=world.actor("mayor"), at=at(first), version=new, seen=new.version)


def months(world: World, on: date) -> list[int | None]:
    return [cell.months for cell in rules_of(world.municipality, CLOSING, on)]


def test_a_day_has_the_rule_of_its_day(world: World) -> None:
    first, second = date(2024, 1, 1), date(2025, 6, 1)
    old = adopted(world, first)
    next_version(world, old, second, RULES.replace("3 maanden", "6 maanden"))
    assert months(world, first - timedelta(days=1)) == []
    assert months(world, second - timedelta(days=1)) == [None, 3]
    assert months(world, second) == [None, 6]
    assert rules_of(world.municipality, "penalty", second) == []
    found = matrix_of(world.municipality, CLOSING, second - timedelta(days=1))
    assert found is not None
    assert (found.version_number, found.valid_until) == (1, second)


def test_a_draft_is_no_rule(world: World) -> None:
    drafted(world, date(2024, 1, 1))
    assert rules_of(world.municipality, CLOSING, date(2026, 1, 1)) == []


def test_what_was_adopted_is_not_changed(world: World) -> None:
    it, adviser = adopted(world, date(2024, 1, 1)), world.actor("adviser")
    cells = list(MatrixRule.objects.filter(matrix=it).values_list("pk", flat=True))
    for act in (
        lambda: versions.change(
            actor=adviser, at=world.now, version=it, seen=it.version, values={"title": "x"}, cells=cells_read(RULES)
        ),
        lambda: versions.drop(actor=adviser, at=world.now, version=it, seen=it.version),
        lambda: versions.adopt(actor=world.actor("mayor"), at=world.now, version=it, seen=it.version),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert "adopted" in {reason.slug for reason in refused.value.reasons}
    next_version(world, it, date(2025, 1, 1), RULES.replace("woning", "lokaal"))
    assert list(MatrixRule.objects.filter(matrix=it).values_list("pk", flat=True)) == cells
    it.refresh_from_db()
    assert it.title == HEAD["title"]


def test_no_rule_begins_in_the_past_nor_before_the_one_it_follows(world: World) -> None:
    made, mayor = drafted(world, date(2024, 1, 1)), world.actor("mayor")
    with pytest.raises(Refused) as refused:
        versions.adopt(actor=mayor, at=at(date(2024, 1, 2)), version=made, seen=made.version)
    assert [reason.slug for reason in refused.value.reasons] == ["past"]
    versions.adopt(actor=mayor, at=at(date(2023, 12, 1)), version=made, seen=made.version)
    new = versions.follow(actor=world.actor("adviser"), at=at(date(2023, 12, 2)), version=made)
    with pytest.raises(Refused) as refused:
        versions.adopt(actor=mayor, at=at(date(2023, 12, 2)), version=new, seen=new.version)
    assert [reason.slug for reason in refused.value.reasons] == ["too_early"]
    with pytest.raises(Refused):
        versions.follow(actor=world.actor("adviser"), at=at(date(2023, 12, 2)), version=made)


@pytest.mark.parametrize("who", ["adviser", "executive", "coordinator", "policy"])
def test_the_body_whose_power_it_is_adopts(world: World, who: str) -> None:
    made = drafted(world, date(2024, 1, 1))
    with pytest.raises(Refused):
        versions.adopt(actor=world.actor(who), at=at(date(2024, 1, 1)), version=made, seen=made.version)


@pytest.mark.parametrize("who", ["mayor", "coordinator", "council"])
def test_who_prepares_measures_drafts(world: World, who: str) -> None:
    values = HEAD | {"valid_from": date(2024, 1, 1), "instrument": CLOSING}
    with pytest.raises(Denied):
        versions.begin(
            actor=world.actor(who), at=world.now, municipality=world.municipality, kind="matrix", slug="x",
            values=values, cells=cells_read(RULES),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("rules", "slug"),
    [
        ("woning | a | 2 | waarschuwing", "offences"),
        ("woning | a | 1 | waarschuwing\nwoning | a | 1 | sluiting 3 maanden", "offences"),
        ("lokaal | a | 1 | sluiting 61 maanden", "months"),
        ("lokaal | a | 1 | sluiting 0 maanden", "months"),
        ("", "empty"),
    ],
)
def test_a_matrix_that_cannot_be_is_refused(world: World, rules: str, slug: str) -> None:
    with pytest.raises(Refused) as refused:
        drafted(world, date(2024, 1, 1), rules=rules)
    assert slug in {reason.slug for reason in refused.value.reasons}


def test_templates_name_facts_and_reasons_that_exist(world: World) -> None:
    sections = [{"slug": "a", "heading": "Kop", "text": "{{adres}} {{address}}", "topics": ["waarom"]}]
    values = {
        "title": "x",
        "valid_from": date(2024, 1, 1),
        "instrument": CLOSING,
        "kind": "decision",
        "sections": sections,
    }
    with pytest.raises(Refused) as refused:
        versions.begin(
            actor=world.actor("adviser"), at=world.now, municipality=world.municipality, kind="template", slug="t",
            values=values,
        )  # fmt: skip
    assert [reason.slug for reason in refused.value.reasons] == ["unknown_fact", "unknown_topic"]


def test_who_may_sign_is_the_body_or_who_has_a_mandate_that_day(world: World) -> None:
    vault = world.vaults["measures-mayor"]

    class File:
        municipality, municipality_id, instrument = world.municipality, world.municipality.pk, CLOSING

    file: Any = File()
    file.vault = vault
    first = date(2024, 1, 1)
    values = {
        "title": "Mandaat", "valid_from": first, "role": "legal_adviser", "instruments": [CLOSING],
        "kinds": ["intention"], "signs_as": "Namens de burgemeester",
    }  # fmt: skip
    made: Mandate = versions.begin(
        actor=world.actor("adviser"), at=at(first), municipality=world.municipality, kind="mandate", slug="m",
        values=values,
    )  # fmt: skip
    adviser, mayor = world.actor("adviser"), world.actor("mayor")
    assert mandates.may_sign(adviser, file, "intention", first)
    versions.adopt(actor=mayor, at=at(first), version=made, seen=made.version)
    assert mandates.may_sign(adviser, file, "intention", first) == []
    assert mandates.may_sign(adviser, file, "intention", first - timedelta(days=1))
    assert mandates.may_sign(adviser, file, "decision", first)
    assert mandates.may_sign(mayor, file, "decision", first) == []
    assert mandates.may_sign(world.actor("executive"), file, "decision", first)
    assert mandates.signs_as(adviser, file, "intention", first) == "Namens de burgemeester"
    assert mandates.mandate_for(replace(mayor), file, "decision", first) is None


@pytest.mark.parametrize(
    ("instruments", "kinds", "doubted"),
    [
        (["area_ban"], ["decision"], True),
        (["opium_closing", "light_order"], ["withdrawal"], True),
        (["disturbance_closing"], ["intention", "reopening"], False),
        (["opium_closing", "warning", "penalty"], ["decision", "warning"], False),
    ],
)
def test_a_mandate_that_the_law_may_forbid_is_warned_of_and_not_refused(
    instruments: list[str], kinds: list[str], doubted: bool
) -> None:
    mandate = Mandate(title="Mandaat", role="legal_adviser", instruments=instruments, kinds=kinds, signs_as="Namens")
    told = checks.doubts_about(mandate)
    assert bool(told) is doubted
    assert all("177" in text and "Te controleren" in text for text in told)
    assert checks.against_mandate(mandate) == []


def test_the_examples_rules_load_once(world: World) -> None:
    told = measure_policy()
    assert load_policy(world.system, world.municipality, told) > 10
    assert load_policy(world.system, world.municipality, told) == 0
    cell = rule_for(rules_of(world.municipality, OPIUM, date(2026, 1, 1)), "home", "harddrugs-handelshoeveelheid", 9)
    assert cell is not None
    assert (cell.offence_number, cell.months) == (3, 12)
    old = rule_for(rules_of(world.municipality, OPIUM, date(2024, 1, 1)), "home", "harddrugs-handelshoeveelheid", 9)
    assert old is not None
    assert (old.offence_number, old.months) == (2, 6)


WORD = st.text("abc déïé’,", min_size=1, max_size=30).map(str.strip).filter(lambda text: any(map(str.isalnum, text)))
CELL = st.fixed_dictionaries(
    {
        "premises_kind": st.sampled_from(PremisesKind.values),
        "finding_label": WORD,
        "offence_number": st.integers(1, 20),
        "note": st.just("") | WORD,
    }
).flatmap(
    lambda cell: st.sampled_from(
        [cell | {"outcome": "warning", "months": None}, cell | {"outcome": "closing", "months": 6}]
    )
)


@given(st.lists(CELL, max_size=6))
def test_what_is_written_of_a_matrix_reads_back_the_same(cells: list[dict[str, Any]]) -> None:
    found = [{name: cell[name] for name in CELLS} for cell in cells_read(cells_written(cells))]
    assert found == [{name: cell[name] for name in CELLS} for cell in cells]


CELLS = ("premises_kind", "finding_label", "offence_number", "outcome", "months", "note")


@given(st.lists(st.tuples(WORD, WORD, st.lists(st.sampled_from(["found", "trade"]), max_size=2)), max_size=4))
def test_what_is_written_of_a_template_reads_back_the_same(parts: list[tuple[str, str, list[str]]]) -> None:
    sections = [{"heading": heading, "text": text, "topics": topics} for heading, text, topics in parts]
    found = [
        {name: one[name] for name in ("heading", "text", "topics")} for one in sections_read(sections_written(sections))
    ]
    assert found == sections


@pytest.mark.parametrize(
    "line", ["schuur | a | 1 | waarschuwing", "woning | a | nul | waarschuwing", "woning | a", "x"]
)
def test_a_line_that_is_no_rule_is_told_by_its_number(line: str) -> None:
    with pytest.raises(BadText, match="2"):
        cells_read(f"woning | a | 1 | waarschuwing\n{line}")
