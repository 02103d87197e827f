# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Categories as data: who may set them up, what is refused, and that nothing is opened to the public before its time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baken.access.facade import make_vault, system_actor
from baken.act.concerns.categories.actions import add_category, change_category
from baken.act.concerns.categories.forms import initial_of
from baken.act.concerns.models import Category
from baken.act.concerns.reporting import questions
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import AuditEntry, Municipality

from .builders import WHO, World

ALL = "/uitvoeren/signalen/inrichten/"
ONE = f"{ALL}categorie/drugs-street/"
EDIT = f"{ONE}wijzigen/"
SWITCH = f"{ONE}stand/"


def sent_of(category: Category, **more: Any) -> dict[str, Any]:
    """What the form would send of a category as it is."""
    told = {name: value for name, value in initial_of(category).items() if value not in (False, None)}
    return {**told, "reason": "Duidelijker zo", **more}


def fresh(world: World, slug: str = "drugs-street") -> Category:
    return Category.objects.select_related("vault").get(municipality=world.municipality, slug=slug)


@pytest.mark.parametrize("name", sorted(WHO))
def test_the_adviser_sets_up_and_nobody_else(world: World, client_of: Callable[..., Any], name: str) -> None:
    client, may = client_of(name), name == "adviser"
    for url in (ALL, ONE, EDIT, f"{ALL}nieuw/"):
        assert client.get(url).status_code == (200 if may else 404), url
    if not may:
        with pytest.raises(Denied):
            change_category(actor=world.actor(name), at=world.now, category=fresh(world), seen=1, values={}, reason="x")


def test_the_page_tells_what_is_asked_and_who_sees_it(world: World, client_of: Callable[..., Any]) -> None:
    page = client_of("adviser").get(ALL).content.decode()
    for words in ("Drugsoverlast op straat", "coördinator ondermijning", "signals-nuisance", "gevoelig"):
        assert words in page.lower() or words in page, words
    one = client_of("adviser").get(ONE).content.decode()
    assert "Hoe vaak gebeurt het?" in one
    assert "Alleen als u bij" in one


def test_texts_terms_and_questions_change_with_a_reason(world: World, client_of: Callable[..., Any]) -> None:
    client = client_of("adviser")
    told = "- slug: seen\n  kind: yesno\n  label: {nl: Zag u het zelf?}\n"
    sent = sent_of(fresh(world), questions=told, nl_name="Drugs op straat", test_days=2)
    assert client.post(EDIT, {**sent, "reason": ""}).status_code == 422
    assert client.post(EDIT, sent).status_code == 302
    it = fresh(world)
    assert it.questions == [{"slug": "seen", "kind": "yesno", "label": {"nl": "Zag u het zelf?"}}]
    assert (it.text("name", "nl"), it.test_days) == ("Drugs op straat", 2)
    page = client.get(ONE).content.decode()
    assert "Duidelijker zo" in page
    assert "termijn van de toets" in page
    row = AuditEntry.objects.filter(action="concern.category_changed").latest("sequence")
    assert row.detail["fields"] == ["questions", "test_days", "texts"]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("- slug: a\n  kind: [", "Regel 2"),
        ("- slug: a\n  kind: choice\n  label: {nl: A?}", "a: er zijn geen opties"),
        ("- kind: text", "Vraag 1"),
        ("- slug: a\n  kind: text\n  label: {nl: A?}\n  when: {question: b, is: [yes]}", "a: de voorwaarde noemt"),
    ],
)
def test_wrong_questions_are_told_and_stay_in_the_field(
    world: World, client_of: Callable[..., Any], told: str, words: str
) -> None:
    reply = client_of("adviser").post(EDIT, sent_of(fresh(world), questions=told))
    page = reply.content.decode()
    assert reply.status_code == 422
    assert words in page
    assert told.split("\n")[0] in page
    assert fresh(world).questions != []


def test_looking_at_the_form_keeps_nothing(world: World, client_of: Callable[..., Any]) -> None:
    before = fresh(world)
    told = "- slug: new_one\n  kind: text\n  label: {nl: Iets heel nieuws?}\n"
    reply = client_of("adviser").post(EDIT, sent_of(before, questions=told, reason="", bekijk="1"))
    assert reply.status_code == 200
    assert "Iets heel nieuws?" in reply.content.decode()
    assert fresh(world).version == before.version


def test_a_change_of_somebody_else_is_shown_and_nothing_is_overwritten(
    world: World, client_of: Callable[..., Any]
) -> None:
    it = fresh(world)
    sent = sent_of(it, test_days=9)
    change_category(
        actor=world.actor("adviser"),
        at=world.now,
        category=it,
        seen=it.version,
        values={"test_days": 4},
        reason="eerst",
    )
    reply = client_of("adviser").post(EDIT, sent)
    assert reply.status_code == 409
    assert "Iemand was u voor" in reply.content.decode()
    assert fresh(world).test_days == 4
    with pytest.raises(StaleVersion):
        change_category(actor=world.actor("adviser"), at=world.now, category=it, seen=1, values={}, reason="x")


def test_the_public_comes_last(world: World, client_of: Callable[..., Any]) -> None:
    client = client_of("adviser")
    url = f"{ALL}categorie/youth-group/stand/"

    def switch(**more: Any) -> int:
        sent = {"active": "on", "reason": "Ingericht", "version": fresh(world, "youth-group").version, **more}
        return client.post(url, sent).status_code

    assert switch(public="on") == 409
    assert switch(public="on", desk_ready="on") == 409
    assert not fresh(world, "youth-group").public
    assert switch(public="on", desk_ready="on", dpia_ready="on") == 302
    assert fresh(world, "youth-group").public
    assert switch(public="on", desk_ready="on") == 409, "what isn't ready any more closes first"
    assert switch() == 302
    assert not fresh(world, "youth-group").public


def test_a_new_category_begins_closed_to_the_public(world: World, client_of: Callable[..., Any]) -> None:
    client = client_of("adviser")
    sent = {"slug": "scams", "name": "Oplichting", "vault": "signals-nuisance", "group": "online", "theme": "cyber",
            "handler_role": "undermining_coordinator", "reason": "Komt vaak voor"}  # fmt: skip
    assert client.post(f"{ALL}nieuw/", {**sent, "vault": "sources"}).status_code == 422
    assert client.post(f"{ALL}nieuw/", {**sent, "slug": "drugs-street"}).status_code == 409
    assert client.post(f"{ALL}nieuw/", sent).status_code == 302
    made = fresh(world, "scams")
    assert (made.public, made.purpose, made.name) == (False, "signal_nuisance", "Oplichting")


def test_what_can_t_be_is_refused_with_every_reason(world: World) -> None:
    it = fresh(world)
    values = {
        "handler_role": "partner",
        "route": "nowhere",
        "test_days": 0,
        "closed_to": ["fax", "public"],
        "texts": {},
    }
    with pytest.raises(Refused) as refused:
        change_category(
            actor=world.actor("adviser"), at=world.now, category=it, seen=it.version, values=values, reason=""
        )
    found = {reason.slug for reason in refused.value.reasons}
    assert found == {"handler", "route", "terms", "closed_to", "closed_public", "name", "no_reason"}


def test_a_slug_names_ones_own_category_only(world: World, client_of: Callable[..., Any]) -> None:
    town = Municipality.objects.create(code="GM0375", slug="beverwijk", name="Beverwijk")
    told = {"name": "x", "basis": "x", "purposes": ["signal_nuisance"], "emergency": False, "desk": True}
    vault = make_vault(
        actor=system_actor(town), at=world.now, municipality=town, slug="signals", controller="mayor", regime="general",
        values=told,
    )  # fmt: skip
    values = {"slug": "theirs", "group": "drugs", "theme": "drugs", "handler_role": "mayor",
              "texts": {"nl": {"name": "Van hen"}}}  # fmt: skip
    add_category(actor=system_actor(town), at=world.now, municipality=town, vault=vault, values=values, reason="x")
    client = client_of("adviser")
    assert client.get(f"{ALL}categorie/theirs/").status_code == 404
    assert client.post(f"{ALL}categorie/theirs/stand/", {"reason": "x", "version": 1}).status_code == 404
    with pytest.raises(Denied):
        add_category(
            actor=world.actor("adviser"), at=world.now, municipality=town, vault=vault, values={**values, "slug": "x"},
            reason="x",
        )  # fmt: skip


def test_the_pages_ask_as_much_for_few_as_for_many(world: World, client_of: Callable[..., Any]) -> None:
    client = client_of("adviser")

    def asked(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).status_code == 200
        return len(caught)

    before = asked(ALL), asked(ONE)
    for number in range(5):
        values = {"slug": f"more-{number}", "group": "drugs", "theme": "drugs", "handler_role": "mayor",
                  "texts": {"nl": {"name": "Meer"}}}  # fmt: skip
        add_category(
            actor=world.actor("adviser"), at=world.now, municipality=world.municipality,
            vault=world.vaults["signals-nuisance"], values=values, reason="x",
        )  # fmt: skip
    assert (asked(ALL), asked(ONE)) == before


def test_the_example_s_own_set_is_sound_and_says_where_to_go() -> None:
    from importlib.resources import files

    from ruamel.yaml import YAML

    told = YAML(typ="safe").load(files("baken.demo").joinpath("velsen/concern_categories.yaml").read_text("utf-8"))
    for entry in told["categories"]:
        assert questions.problems(entry["questions"]) == [], entry["slug"]
        assert {"name", "intro", "hint"} <= set(entry["texts"]["nl"]) & set(entry["texts"]["en"]), entry["slug"]
        if entry.get("public"):
            assert {"name", "intro", "hint"} <= set(entry["texts"]["easy"]), entry["slug"]
        if entry["theme"] in ("trafficking", "care", "discrimination"):
            assert entry["sensitive"], entry["slug"]
            if entry.get("public"):
                assert "112" in entry["texts"]["nl"]["elsewhere"], entry["slug"]
