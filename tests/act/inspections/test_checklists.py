# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checklists: data with versions, and what no list may ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from importlib.resources import files
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from baken.act.inspections.checklists import actions, queries, rules
from baken.act.inspections.models import Branch, Checklist
from baken.act.inspections.parts import DISCIPLINES
from baken.kernel.errors import Denied, Refused, StaleVersion

from .builders import World

pytestmark = pytest.mark.django_db
ITEMS = [{"slug": "exits", "question": "Zijn de uitgangen vrij?", "basis": "Bbl", "help": ""}]
ALL = "/uitvoeren/controles/lijsten/"


def listed(world: World, who: str = "port", **more: Any) -> Checklist:
    told = {
        "slug": "fire", "discipline": "building", "title": "Brand", "branches": ["port"], "items": ITEMS,
        "valid_from": timezone.localdate(world.now), **more,
    }  # fmt: skip
    return actions.add_checklist(actor=world.actor(who), at=world.now, municipality=world.municipality, **told)


def changed(world: World, it: Checklist, **more: Any) -> Checklist:
    told = {
        "title": it.title, "branches": it.branches, "items": it.items, "reason": "nieuw artikel", "seen": it.version,
        "valid_from": timezone.localdate(world.now), **more,
    }  # fmt: skip
    return actions.change_checklist(actor=world.actor("port"), at=world.now, checklist=it, **told)


LINES = st.text(st.characters(codec="utf-8", exclude_characters="|"), min_size=1, max_size=30).filter(
    lambda text: text.strip() and len(text.splitlines()) == 1
)


@given(st.lists(LINES, max_size=8, unique_by=lambda text: text.strip().casefold()))
def test_what_is_typed_comes_back_with_its_slugs(questions: list[str]) -> None:
    items = rules.parsed("\n".join(questions))
    again = rules.parsed(rules.written(items), items)
    assert again == items
    assert len({item["slug"] for item in items}) == len(items) == len(questions)


def test_an_item_keeps_its_slug_when_others_change() -> None:
    before = [{"slug": "exits", "question": "Zijn de uitgangen vrij?", "basis": "", "help": ""}]
    found = rules.parsed("Is het droog?\nzijn de uitgangen VRIJ? | Bbl 6 | kijk goed", before)
    assert [item["slug"] for item in found] == ["is-het-droog", "exits"]
    assert found[1] == {"slug": "exits", "question": "zijn de uitgangen VRIJ?", "basis": "Bbl 6", "help": "kijk goed"}


@pytest.mark.parametrize("word", ["sekswerker", "slachtoffers", "paspoort", "Naam", "nationaliteit", "klanten"])
@pytest.mark.parametrize(
    ("discipline", "branches", "refused"),
    [("sex_work", ["sex_work"], True), ("labour", [], True), ("labour", ["horeca", "sex_work"], True),
     ("labour", ["horeca"], False)],
)  # fmt: skip
def test_no_list_that_comes_at_a_sex_business_asks_about_a_person(
    word: str, discipline: str, branches: list[str], refused: bool
) -> None:
    item = {"slug": "x", "question": f"Is de {word} bekend?", "basis": "", "help": ""}
    found = {reason.slug for reason in rules.against(discipline, branches, [item])}
    assert ("person" in found) is refused
    assert ("origin" in found) is (word == "nationaliteit")
    hidden = {**item, "question": "Is het in orde?", "help": f"Vraag naar {word}."}
    assert ("person" in {reason.slug for reason in rules.against(discipline, branches, [hidden])}) is refused


@pytest.mark.parametrize(
    ("items", "reason"),
    [([], "items"), (ITEMS * 2, "slugs"), ([{**ITEMS[0], "slug": "visit"}], "slugs"),
     ([{**ITEMS[0], "question": " "}], "question"), ([{**ITEMS[0], "question": "x" * 301}], "question")],
)  # fmt: skip
def test_what_is_no_list_is_refused(items: list[dict[str, str]], reason: str) -> None:
    assert reason in {found.slug for found in rules.against("building", ["port"], items)}


def test_the_lists_of_the_example_are_lists() -> None:
    told = YAML(typ="safe").load((files("baken.demo") / "velsen" / "checklists.yaml").read_text())
    for entry in told:
        assert rules.against(entry["discipline"], entry["branches"], entry["items"]) == [], entry["slug"]
    assert {entry["discipline"] for entry in told} == {"permits", "building", "environment", "labour", "sex_work"}


def test_a_change_is_a_new_version_and_the_old_one_stays_as_it_was_asked(world: World) -> None:
    first = listed(world)
    monday = timezone.localdate(world.now) + timedelta(days=7)
    second = changed(world, first, items=[{**ITEMS[0], "question": "Zijn beide uitgangen vrij?"}], valid_from=monday)
    assert (second.slug, second.version_number) == ("fire", 2)
    first.refresh_from_db()
    assert (first.items, first.valid_until) == (ITEMS, monday)
    for day, number in ((monday - timedelta(days=1), 1), (monday, 2)):
        found = queries.holding(world.municipality, ["building", "permits"], day)
        assert [one.version_number for one in found] == [number]
    with pytest.raises(StaleVersion):
        changed(world, first)


def test_a_version_does_not_work_back_and_is_given_a_reason(world: World) -> None:
    it = listed(world)
    yesterday = timezone.localdate(world.now) - timedelta(days=1)
    with pytest.raises(Refused) as refused:
        changed(world, it, valid_from=yesterday, reason=" ", items=[], title="")
    assert {reason.slug for reason in refused.value.reasons} == {"from", "no_reason", "items", "title"}


def test_an_ended_list_is_not_offered(world: World) -> None:
    it = listed(world)
    today = timezone.localdate(world.now)
    actions.end_checklist(actor=world.actor("port"), at=world.now, checklist=it, seen=it.version, reason="dubbel")
    assert not queries.holding(world.municipality, ["building"], today).exists()


@pytest.mark.parametrize("who", ["inspector", "environment", "bibob", "council"])
def test_only_who_plans_makes_lists(world: World, who: str) -> None:
    with pytest.raises(Denied):
        listed(world, who)


def test_a_list_is_offered_for_its_branches(world: World) -> None:
    listed(world)
    listed(world, slug="all", title="Alles", branches=[])
    found = list(queries.holding(world.municipality, ["building"], timezone.localdate(world.now)))
    assert [one.slug for one in queries.for_branch(found, "port")] == ["all", "fire"]
    assert [one.slug for one in queries.for_branch(found, "horeca")] == ["all"]


def test_the_pages_make_change_and_end_a_list(world: World, client_of: Callable[[str], Any]) -> None:
    client = client_of("coordinator")
    assert "Er zijn nog geen lijsten" in client.get(ALL).content.decode()
    told = {
        "slug": "horeca", "discipline": "permits", "title": "Horeca", "branches": ["horeca"],
        "points": "Hangt de vergunning er? | Alcoholwet 29\n\nIs het gebruik anders?",
        "valid_from": timezone.localdate(world.now).isoformat(),
    }  # fmt: skip
    bad = client.post(f"{ALL}nieuw/", told | {"branches": [], "points": "Wie is het slachtoffer?"})
    assert bad.status_code == 422
    assert "gaat over een persoon" in bad.content.decode()
    assert client.post(f"{ALL}nieuw/", told).status_code == 302
    it = Checklist.objects.get(slug="horeca")
    assert [item["question"] for item in it.items] == ["Hangt de vergunning er?", "Is het gebruik anders?"]
    page = client.get(f"{ALL}horeca/").content.decode()
    assert "Alcoholwet 29" in page
    told |= {"points": "Hangt de vergunning er?", "reason": "korter", "version": it.version, "of": 1}
    assert client.post(f"{ALL}horeca/wijzigen/", told).status_code == 302
    late = client.post(f"{ALL}horeca/wijzigen/", told)
    assert late.status_code == 409
    assert 'name="of" value="2"' in late.content.decode()
    assert "Is het gebruik anders?" in client.get(f"{ALL}horeca/?versie=1").content.decode()
    assert "Is het gebruik anders?" not in client.get(f"{ALL}horeca/?versie=x").content.decode()
    newest = Checklist.objects.get(slug="horeca", version_number=2)
    ended = client.post(f"{ALL}horeca/beeindigen/", {"reason": "dubbel", "version": newest.version})
    assert ended.status_code == 302
    assert "uit gebruik sinds" in client.get(ALL).content.decode()


def test_pages_are_for_who_plans_and_cost_the_same(
    world: World, client_of: Callable[[str], Any], django_assert_max_num_queries: Any
) -> None:
    for number, discipline in enumerate(DISCIPLINES):
        for branch in Branch.values[:2]:
            listed(world, slug=f"l{number}{branch}", discipline=discipline, branches=[branch])
    for who in ("inspector", "environment", "council"):
        assert client_of(who).get(ALL).status_code in (403, 404), who
    client = client_of("port")
    client.get(ALL)
    with django_assert_max_num_queries(26):
        assert client.get(ALL).status_code == 200


def test_a_list_of_another_municipality_is_not_there(world: World, client_of: Callable[[str], Any]) -> None:
    from baken.access.facade import system_actor
    from baken.registry.facade import found_municipality

    other = found_municipality(
        actor=system_actor(None), at=world.now, code="GM0375", slug="beverwijk", name="Beverwijk"
    )  # fmt: skip
    actions.add_checklist(
        actor=system_actor(other), at=world.now, municipality=other, slug="theirs", discipline="building",
        title="Van een ander", branches=["port"], items=ITEMS, valid_from=timezone.localdate(world.now),
    )  # fmt: skip
    client = client_of("port")
    assert "Van een ander" not in client.get(ALL).content.decode()
    for address in ("theirs/", "theirs/wijzigen/", "theirs/beeindigen/"):
        assert client.get(f"{ALL}{address}").status_code == 404
