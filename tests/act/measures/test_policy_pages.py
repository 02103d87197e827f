# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the municipality's rules: drafted by the adviser, adopted by the body, read by whoever sees measures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from baken.access.facade import system_actor
from baken.act.measures.facade import load_policy
from baken.act.measures.models import DecisionTemplate, Mandate, PolicyMatrix
from baken.demo.act.measure_policy import measure_policy
from baken.kernel.models import Municipality
from tests.act.measures.builders import World
from tests.act.measures.test_documents import build
from tests.plugins.remembered import remembered_world

Client = Callable[[str], Any]
RULES = "woning | harddrugs | 1 | waarschuwing\nwoning | harddrugs | 2 | sluiting 3 maanden"


@pytest.fixture
def world(db: None) -> World:
    return remembered_world("measures.documents", build)


def url(name: str, path: str = "matrix", slug: str = "opiumwet", number: int = 1) -> str:
    return reverse(f"measures:policy_{name}", args=[path, slug, number])


def posted(world: World, **more: Any) -> dict[str, Any]:
    first = timezone.localdate(world.now) + timedelta(days=1)
    told = {"title": "Nieuw beleid", "source": "", "valid_from": first.isoformat(), "explanation": "", "rules": RULES}
    return told | more


def test_the_user_path_from_draft_to_adopted(world: World, client_of: Client) -> None:
    adviser, mayor = client_of("adviser"), client_of("mayor")
    start = posted(world, slug="overlast", instrument="disturbance_closing")
    assert adviser.post(reverse("measures:policy_new", args=["matrix"]), start).status_code == 302
    it = PolicyMatrix.objects.get(slug="overlast")
    page = url("version", slug="overlast")
    assert "Stel vast" not in adviser.get(page).content.decode()
    assert "Stel vast" in mayor.get(page).content.decode()
    assert mayor.post(url("adopt", slug="overlast"), {"version": it.version}).status_code == 302
    it.refresh_from_db()
    assert it.adopted_by == world.users["mayor"]
    assert adviser.get(url("edit", slug="overlast")).status_code == 409
    assert adviser.post(url("follow", slug="overlast"), {"version": it.version}).status_code == 302
    edit = url("edit", slug="overlast", number=2)
    assert adviser.post(edit, posted(world, rules=RULES + "\nwoning | x | 2 | waarschuwing")).status_code == 409
    assert adviser.post(edit, posted(world, rules="geen regel")).status_code == 422
    later = (timezone.localdate(world.now) + timedelta(days=9)).isoformat()
    assert adviser.post(edit, posted(world, valid_from=later)).status_code == 302
    new = PolicyMatrix.objects.get(slug="overlast", version_number=2)
    assert mayor.post(url("adopt", slug="overlast", number=2), {"version": new.version}).status_code == 302
    page2 = adviser.get(url("version", slug="overlast", number=2)).content.decode()
    assert "geldt vanaf" in page2


def test_the_page_of_a_mandate_warns_before_it_is_adopted(world: World, client_of: Client) -> None:
    told = {
        "slug": "bevelen", "title": "Mandaat bevelen", "source": "", "role": "legal_adviser", "kinds": ["decision"],
        "instruments": ["area_ban"], "signs_as": "Namens de burgemeester",
        "valid_from": (timezone.localdate(world.now) + timedelta(days=1)).isoformat(),
    }  # fmt: skip
    assert client_of("adviser").post(reverse("measures:policy_new", args=["mandaat"]), told).status_code == 302
    page = client_of("mayor").get(url("version", "mandaat", "bevelen")).content.decode()
    assert "Gemeentewet 177, lid 2" in page
    assert "Stel vast" in page
    there = client_of("mayor").get(url("version", "mandaat", "mandaat-waarschuwingen")).content.decode()
    assert "Gemeentewet 177, lid 2" not in there


def test_what_the_body_does_not_adopt_is_told(world: World, client_of: Client) -> None:
    start = posted(world, slug="overlast", instrument="disturbance_closing")
    client_of("adviser").post(reverse("measures:policy_new", args=["matrix"]), start)
    it = PolicyMatrix.objects.get(slug="overlast")
    answer = client_of("executive").post(url("adopt", slug="overlast"), {"version": it.version})
    assert answer.status_code == 409
    assert "bestuursorgaan met deze bevoegdheid" in answer.content.decode()
    assert client_of("adviser").post(url("drop", slug="overlast"), {"version": it.version}).status_code == 302
    assert not PolicyMatrix.objects.filter(slug="overlast").exists()


@pytest.mark.parametrize(("who", "reads"), [("adviser", 200), ("mayor", 200), ("executive", 200), ("coordinator", 404),
                                            ("council", 404), ("police", 404), ("bibob", 404)])  # fmt: skip
def test_who_sees_measures_reads_the_rules(world: World, client_of: Client, who: str, reads: int) -> None:
    client = client_of(who)
    assert client.get(reverse("measures:policy")).status_code == reads
    assert client.get(url("version")).status_code == reads
    writes = 200 if who == "adviser" else 404
    assert client.get(reverse("measures:policy_new", args=["mandaat"])).status_code == writes


@pytest.mark.parametrize("model", [PolicyMatrix, DecisionTemplate, Mandate])
def test_every_version_has_its_page(world: World, client_of: Client, model: Any) -> None:
    path = {PolicyMatrix: "matrix", DecisionTemplate: "sjabloon", Mandate: "mandaat"}[model]
    client = client_of("adviser")
    for one in model.objects.filter(municipality=world.municipality):
        page = client.get(url("version", path, one.slug, one.version_number))
        assert page.status_code == 200
        assert one.title in page.content.decode()


def test_another_municipality_has_rules_of_its_own(world: World, client_of: Client) -> None:
    other = Municipality.objects.create(code="GM0999", slug="elders", name="Elders")
    load_policy(system_actor(other), other, measure_policy())
    page = client_of("adviser").get(reverse("measures:policy")).content.decode()
    assert "Beleidsregel sluiting drugspanden" not in page
    assert client_of("adviser").get(url("version", slug="damocles")).status_code == 404


def test_the_list_asks_as_much_for_many_as_for_few(world: World, client_of: Client) -> None:
    client = client_of("adviser")

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(reverse("measures:policy")).status_code == 200
        return len(found)

    asked()
    few = asked()
    load_policy(world.system, world.municipality, measure_policy())
    assert asked() == few
