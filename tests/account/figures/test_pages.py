# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages: who may open them, the whole path from choosing to the public, and what the public can't read."""

import csv
import io
import json
import re

import pytest
from django.test import Client

from baken.account.figures import actions
from baken.account.models import FigureDraft, FigureRelease

from .conftest import NOW

REGISTER, NEW = "/verantwoorden/publicaties/", "/verantwoorden/publicaties/nieuw/"
PUBLIC = "/openbaar/madeby/cijfers/"


def page(response, status=200):
    assert response.status_code == status, response.content[:300]
    text = response.content.decode()
    assert len(re.findall(r"<h1[ >]", text)) == 1
    assert " style=" not in text
    return text


def cells(text):
    """The texts of all cells of tables."""
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", text, re.DOTALL)]


def test_from_choosing_to_the_public_page(browser_of, world):
    adviser, privacy = browser_of("safety_adviser"), browser_of("privacy_officer")
    text = page(adviser.get(NEW))
    assert "Zorg (strengere regel)" in text
    assert "2026" not in re.findall(r'name="years" value="(\d+)"', text), "2026 isn't over"
    told = {"title": "Eigen cijfers", "indicators": ["made_a"], "years": ["2024", "2025"], "level": "wijk"}
    answer = adviser.post(NEW, told)
    made = FigureDraft.objects.get()
    draft = f"{REGISTER}concept/{made.pk}/"
    assert answer["Location"] == draft
    seen = page(adviser.get(draft))
    assert "4 van de 12 aantallen (33%)" in seen
    assert "Vraag een collega" in seen
    assert "/publiceren/" not in seen
    assert "Bekijken en publiceren" in page(privacy.get(REGISTER))
    waits = "1 publicatie van eigen cijfers wacht op een tweede paar ogen."
    assert waits in page(privacy.get("/"))
    assert waits not in page(adviser.get("/"))
    shown = page(privacy.get(draft))
    assert "/publiceren/" in shown
    answer = privacy.post(draft + "publiceren/", {"content_digest": made.content_digest})
    assert answer["Location"] == f"{REGISTER}1/"
    page(privacy.get(f"{REGISTER}1/"))
    for text in (page(Client().get(PUBLIC)), page(Client().get(f"{PUBLIC}1/"))):
        assert "niet gepubliceerd" in cells(text)
        assert "555" in cells(text)
        assert "3" not in cells(text)
    assert PUBLIC in page(Client().get("/openbaar/madeby/"))
    assert Client().get("/openbaar/cijfers/")["Location"] == PUBLIC


def test_the_files_say_the_same_as_the_page_and_name_what_is_withheld(world):
    world.publish("made_a")
    rows = list(
        csv.DictReader(
            io.StringIO(Client().get(f"{PUBLIC}1/eigen-cijfers.csv").content.decode("utf-8-sig")), delimiter=";"
        )
    )
    assert len(rows) == 12
    by = {(row["Code"], row["Jaar"]): row for row in rows}
    assert (by["WK999901", "2024"]["Aantal"], by["WK999901", "2024"]["Onderwerp"]) == ("555", "Overlast")
    assert by["WK999902", "2024"]["status"] == "niet gepubliceerd"
    assert "3" not in {row["Aantal"] for row in rows}
    told = json.loads(Client().get(f"{PUBLIC}1/eigen-cijfers.json").content)
    assert [panel["key"] for panel in told["panels"]] == ["own-made_a"]


@pytest.mark.parametrize("role", ["mayor", "council_clerk", "data_protection_officer"])
def test_who_looks_along_reads_the_register_and_no_draft(browser_of, world, role):
    world.publish("made_b")
    made = world.prepare("made_a")
    client = browser_of(role)
    text = page(client.get(REGISTER))
    assert "Concepten" not in text
    assert "1. Eigen cijfers" in text
    assert client.get(f"{REGISTER}1/").status_code == 200
    assert client.get(f"{REGISTER}concept/{made.pk}/").status_code == 404
    assert client.get(NEW).status_code == 404


@pytest.mark.parametrize("role", ["council_member", "partner_free_inspector", "executive"])
def test_others_find_nothing(browser_of, world, role):
    client = browser_of({"partner_free_inspector": "inspector"}.get(role, role))
    world.publish("made_b")
    for path in (REGISTER, NEW, f"{REGISTER}1/"):
        assert client.get(path).status_code == 404


def test_what_is_refused_stands_on_the_page(browser_of, world):
    adviser, privacy = browser_of("safety_adviser"), browser_of("privacy_officer")
    told = {"title": "Gemengd", "indicators": ["made_a", "made_care"], "years": ["2025"], "level": "wijk"}
    assert "strengere regel. Maak daarvan een eigen publicatie" in page(adviser.post(NEW, told), 422)
    made = world.prepare("made_a", years=(2024,))
    draft = f"{REGISTER}concept/{made.pk}/"
    assert "Laat een collega" in page(adviser.post(draft + "publiceren/", {"content_digest": made.content_digest}), 422)
    world.publish("made_b")
    assert "Na dit concept is iets anders gepubliceerd" in page(privacy.get(draft))
    text = page(privacy.post(draft + "publiceren/", {"content_digest": made.content_digest}), 422)
    assert "Maak het concept opnieuw" in text
    assert adviser.post(draft + "opnieuw/")["Location"] == draft
    made.refresh_from_db()
    assert privacy.post(draft + "publiceren/", {"content_digest": made.content_digest}).status_code == 302


def test_taking_back_tells_the_public_why(browser_of, world):
    world.publish("made_a")
    privacy = browser_of("privacy_officer")
    path = f"{REGISTER}1/terugtrekken/"
    page(privacy.post(path, {"reason": ""}), 422)
    assert privacy.post(path, {"reason": "De titel klopte niet."}).status_code == 302
    text = page(Client().get(PUBLIC))
    assert "De titel klopte niet." in text
    assert "555" not in text
    assert Client().get(f"{PUBLIC}1/").status_code == 404
    assert Client().get(f"{PUBLIC}1/eigen-cijfers.csv").status_code == 404
    assert "telt het nog mee" in page(privacy.get(f"{REGISTER}1/"))


def test_a_draft_of_another_municipality_is_not_there(browser_of, world):
    from baken.access.facade import actor_for, make_account, system_actor
    from baken.kernel.models import Municipality

    made = world.prepare("made_a")
    other = Municipality.objects.create(code="GM9998", slug="elders", name="Elders")
    make_account(
        actor=system_actor(other), at=NOW, municipality=other, username="other", password="een-lange-zin-voor-tests",
        display_name="other", role="safety_adviser", since=NOW.date(), partner=None, fictitious=True,
    )  # fmt: skip
    from baken.access.facade import User

    client = Client()
    client.force_login(User.objects.get(username="other"), backend="baken.access.login.backends.AccountBackend")
    assert client.get(f"{REGISTER}concept/{made.pk}/").status_code == 404
    assert client.post(f"{REGISTER}concept/{made.pk}/wegleggen/").status_code == 404
    assert actor_for(User.objects.get(username="other"), on=NOW.date()).may("account.release.draft")


def test_pages_ask_as_much_however_many_publications_there_are(browser_of, world, django_assert_max_num_queries):
    for year in (2024, 2025):
        world.publish("made_a", years=(year,))
        world.publish("made_b", years=(year,))
    client = browser_of("safety_adviser")
    client.get(REGISTER)
    with django_assert_max_num_queries(14):
        page(client.get(REGISTER))
    with django_assert_max_num_queries(6):
        page(Client().get(PUBLIC))


def test_a_publication_that_stands_can_be_taken_back_by_who_publishes_alone(browser_of, world):
    world.publish("made_a")
    assert browser_of("council_clerk").post(f"{REGISTER}1/terugtrekken/", {"reason": "x"}).status_code in (403, 404)
    assert not FigureRelease.objects.filter(kind="withdrawn").exists()
    assert actions.FIGURES.transition("publish").permission == "account.release.publish"
