# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms on the page of a tested concern: link, merge, split, assign, another category, notes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baken.access.facade import opened
from baken.act.concerns.models import Concern, Link

from .builders import World

ClientOf = Callable[[str], Any]
TEXT = "In de garage staan vaten aceton. Op het plein wordt gedeald."


def page(concern: Concern) -> str:
    return f"/uitvoeren/signalen/{concern.reference}/"


def fresh(world: World, concern: Concern) -> Concern:
    with opened(world.system, system=True):
        return Concern.objects.get(pk=concern.pk)


def test_what_resembles_it_is_shown_with_why_and_linked_by_one_click(world: World, client_of: ClientOf) -> None:
    one, other = world.admitted("undermining", TEXT), world.admitted("undermining", "Vaten aceton gezien.")
    client = client_of("coordinator")
    html = client.get(page(one)).content.decode()
    assert "dezelfde woorden: aceton, vaten" in html.lower()
    sent = {"other": other.reference, "version": one.version, "doe": "link"}
    assert client.post(f"{page(one)}koppelen/", sent).status_code == 302
    for concern, beside in ((one, other), (other, one)):
        html = client.get(page(concern)).content.decode()
        assert "koppelen/" in html
        assert "Hoort bij" in html
        assert beside.reference in html
        assert "Niets lijkt hierop" in html
    with opened(world.system, system=True):
        row = Link.objects.get()
    assert client.post(f"{page(other)}koppeling/{row.pk}/weg/").status_code == 302
    third = world.admitted("undermining", "Anders.")
    assert client.post(f"{page(third)}koppeling/{row.pk}/weg/").status_code == 404


def test_merge_and_apart_again(world: World, client_of: ClientOf) -> None:
    one, other = world.admitted("undermining", TEXT), world.admitted("undermining", "Nog een keer.")
    client = client_of("coordinator")
    sent = {"other": other.reference.lower(), "version": one.version, "doe": "merge"}
    answer = client.post(f"{page(one)}koppelen/", sent)
    assert answer["Location"] == page(other)
    assert "Hierin samengevoegd" in client.get(page(other)).content.decode()
    html = client.get(page(one)).content.decode()
    assert "Het wordt verder behandeld in" in html
    assert "Haal weer uit elkaar" in html
    assert client.post(f"{page(one)}los/", {"reason": "", "version": fresh(world, one).version}).status_code == 422
    sent = {"reason": "Toch iets anders.", "version": fresh(world, one).version}
    assert client.post(f"{page(one)}los/", sent).status_code == 302
    assert fresh(world, one).status == "admitted"


@pytest.mark.parametrize("name", ["drugs-street", "trafficking-labour"])
def test_a_number_of_another_register_is_as_one_that_isnt_there(world: World, client_of: ClientOf, name: str) -> None:
    one, other = world.admitted("undermining"), world.admitted(name)
    client = client_of("coordinator")
    answers = [
        client.post(f"{page(one)}koppelen/", {"other": number, "version": one.version, "doe": "link"})
        for number in (other.reference, "2026-0000-0000")
    ]
    assert [answer.status_code for answer in answers] == [409, 409]
    texts = ["geen signaal met dit nummer" in answer.content.decode() for answer in answers]
    assert texts == [True, True]


def test_split_by_sentences(world: World, client_of: ClientOf) -> None:
    one = world.admitted("undermining", TEXT)
    client = client_of("coordinator")
    html = client.get(f"{page(one)}splitsen/").content.decode()
    assert html.count('type="checkbox"') == 2
    sent = {
        "pieces": ["1"],
        "category": str(one.category_id),
        "why": "Dit gaat over iets anders.",
        "version": one.version,
    }
    assert client.post(f"{page(one)}splitsen/", {**sent, "pieces": []}).status_code == 422
    answer = client.post(f"{page(one)}splitsen/", sent)
    assert answer.status_code == 302
    with opened(world.system, system=True):
        made = Concern.objects.get(status="received")
    assert made.description == "Op het plein wordt gedeald."
    assert answer["Location"] == page(made)
    assert "Nog niet getoetst" in client.get(page(made)).content.decode()


def test_assign_and_note_and_category(world: World, client_of: ClientOf) -> None:
    one = world.admitted("drugs-street")
    client = client_of("coordinator")
    who = f"u:{world.users['coordinator'].pk}"
    assert client.post(f"{page(one)}toewijzen/", {"who": who, "version": one.version}).status_code == 302
    assert client.post(f"{page(one)}toewijzen/", {"who": who, "version": one.version}).status_code == 409
    care = {"who": f"u:{world.users['care'].pk}", "version": one.version}
    assert client.post(f"{page(one)}toewijzen/", care).status_code == 422
    assert client.post(f"{page(one)}notitie/", {"text": "Morgen langsgaan."}).status_code == 302
    guarded = client.post(f"{page(one)}notitie/", {"text": "Bel Jan de Boer op 06-12345678."})
    assert guarded.status_code == 422
    html = client.get(page(one)).content.decode()
    assert "Morgen langsgaan." in html
    assert "Verander de soort" in html
    assert client.get(f"{page(one)}soort/").status_code == 200
    same = {"category": str(one.category_id), "reason": "Anders.", "version": fresh(world, one).version}
    assert client.post(f"{page(one)}soort/", same).status_code == 409


@pytest.mark.parametrize("name", ["port", "care", "officer", "privacy", "police"])
def test_whoever_doesnt_handle_it_changes_nothing(world: World, client_of: ClientOf, name: str) -> None:
    one, other = world.admitted("undermining"), world.admitted("undermining")
    client = client_of(name)
    for path, sent in (
        ("koppelen/", {"other": other.reference, "version": one.version}),
        ("los/", {"reason": "x", "version": one.version}),
        ("splitsen/", {"pieces": ["0"], "category": str(one.category_id), "why": "x", "version": one.version}),
        ("toewijzen/", {"who": "r:undermining_coordinator", "version": one.version}),
        ("soort/", {"category": str(one.category_id), "reason": "x", "version": one.version}),
        ("notitie/", {"text": "x"}),
    ):
        assert client.post(f"{page(one)}{path}", sent).status_code in (403, 404)
    assert fresh(world, one).version == one.version


def test_the_page_asks_a_fixed_number_of_statements(world: World, client_of: ClientOf) -> None:
    one = world.admitted("undermining", TEXT)
    client = client_of("coordinator")
    for _time in range(2):
        world.admitted("undermining", TEXT)
    client.get(page(one))
    with CaptureQueriesContext(connection) as few:
        client.get(page(one))
    for _time in range(4):
        world.admitted("undermining", TEXT)
    with CaptureQueriesContext(connection) as many:
        client.get(page(one))
    assert len(many) == len(few)
