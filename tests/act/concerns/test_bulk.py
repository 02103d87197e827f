# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Map, file, paper, saved selections and several at once: the same as the list tells, to the same readers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baken.access.facade import opened
from baken.act.concerns.models import Concern, SavedFilter
from baken.act.concerns.reporting.reports import Place
from baken.act.concerns.urls import urlpatterns
from baken.kernel.models import AuditEntry

from .builders import World

LIST = "/uitvoeren/signalen/"
ClientOf = Callable[[str], Any]
HERE = Place("map", lon=4.6153, lat=52.4603)
DESK = {"doel": "signal_undermining"}


def fresh(world: World, concern: Concern) -> Concern:
    with opened(world.system, system=True):
        return Concern.objects.get(pk=concern.pk)


def number(html: str) -> str:
    found = re.search(r">([\d.+]+) signa", html)
    return found[1] if found else ""


def test_list_and_map_tell_the_same_number_and_what_wasnt_tested_is_no_point(world: World, client_of: ClientOf) -> None:
    client = client_of("coordinator")
    for _time in range(3):
        world.admitted("undermining", place=HERE)
    world.receive("undermining", place=HERE)
    world.admitted("undermining")
    for asked in (DESK, {**DESK, "keuze": "weigh"}, {**DESK, "keuze": "test"}):
        as_list = client.get(LIST, asked).content.decode()
        as_map = client.get(LIST, {**asked, "weergave": "kaart"}).content.decode()
        assert number(as_list) == number(as_map) != ""
    html = client.get(LIST, {**DESK, "weergave": "kaart"}).content.decode()
    assert "3 signalen staan als punt" in html
    assert "2 niet:" in html


def test_the_map_asks_a_fixed_number_of_statements(world: World, client_of: ClientOf) -> None:
    client, asked = client_of("coordinator"), {**DESK, "weergave": "kaart"}
    world.admitted("undermining", place=HERE)
    client.get(LIST, asked)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST, asked)
    for _time in range(4):
        world.admitted("undermining", place=HERE)
    with CaptureQueriesContext(connection) as many:
        client.get(LIST, asked)
    assert len(many) == len(few)


def test_the_file_tells_what_the_list_tells_and_leaves_a_line(world: World, client_of: ClientOf) -> None:
    concern = world.admitted("undermining", "Een geheimzinnige loods.", place=HERE)
    answer = client_of("coordinator").get(f"{LIST}signalen.csv", DESK)
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [row["signaal"] for row in rows] == [concern.reference]
    assert "loods" not in text
    assert AuditEntry.objects.filter(action="guarded.listed", detail__door="export").exists()
    one = client_of("coordinator").get(f"{LIST}{concern.reference}/signaal.json").json()
    assert one["description"] == "Een geheimzinnige loods."


def test_several_are_given_at_once_and_nothing_else_is_done_so(world: World, client_of: ClientOf) -> None:
    one, other = world.admitted("undermining"), world.receive("undermining")
    client = client_of("coordinator")
    sent = {
        **DESK, "who": f"u:{world.users['coordinator'].pk}", "query": "?keuze=team",
        "gekozen": [f"{c.pk}:{c.version}" for c in (one, other)],
    }  # fmt: skip
    answer = client.post(f"{LIST}toewijzen/", sent)
    assert answer["Location"] == f"{LIST}?keuze=team"
    assert {fresh(world, c).assignee_id for c in (one, other)} == {world.users["coordinator"].pk}
    client.post(f"{LIST}toewijzen/", {**sent, "who": "r:undermining_coordinator"})
    assert fresh(world, one).assignee_id is not None  # seen before the first change
    names = {pattern.name for pattern in urlpatterns if "<" not in str(pattern.pattern)}
    assert not {name for name in names if name in {"check", "weigh", "close", "merge"}}


def test_the_list_on_paper_holds_what_was_chosen(world: World, client_of: ClientOf) -> None:
    one, other = world.admitted("undermining", "Loods."), world.admitted("undermining")
    foreign = world.receive("trafficking-labour")
    chosen = [f"{c.pk}:{c.version}" for c in (one, foreign)]
    html = client_of("coordinator").post(f"{LIST}overleglijst/", {**DESK, "gekozen": chosen}).content.decode()
    assert one.reference in html
    assert other.reference not in html
    assert foreign.reference not in html
    assert "Loods" not in html


def test_a_selection_is_kept_for_oneself(world: World, client_of: ClientOf) -> None:
    client = client_of("coordinator")
    query = "?doel=signal_undermining&keuze=overdue"
    answer = client.post(f"{LIST}selectie/", {"name": "Te laat", "query": query})
    assert answer["Location"] == f"{LIST}{query}"
    assert "Te laat" in client.get(LIST).content.decode()
    assert "Te laat" not in client_of("care").get(LIST).content.decode()
    row = SavedFilter.objects.get()
    assert client_of("care").post(f"{LIST}selectie/{row.pk}/weg/").status_code == 404
    assert client.post(f"{LIST}selectie/{row.pk}/weg/").status_code == 302
    assert not SavedFilter.objects.exists()


def test_where_one_goes_back_to_is_the_list_and_nowhere_else(world: World, client_of: ClientOf) -> None:
    for query in ("//kwaad.example", "https://kwaad.example", "javascript:alert(1)", "?a=1\r\nSet-Cookie: x"):
        answer = client_of("coordinator").post(f"{LIST}selectie/", {"name": "x", "query": query})
        assert answer["Location"].startswith(LIST)
        assert "\n" not in answer["Location"]


@pytest.mark.parametrize("name", ["coordinator", "care", "port", "youth"])
def test_no_side_door_shows_a_sensitive_one_to_those_outside(world: World, client_of: ClientOf, name: str) -> None:
    """List, selections, count, map, words, number, file, paper, several at once, data of one, its papers."""
    secret = world.admitted("trafficking-labour", "Zeldzaamwoord achter de loods.", place=HERE)
    client = client_of(name)
    asked = [
        {}, {"doel": "signal_trafficking"}, {"woorden": "zeldzaamwoord"}, {"woorden": secret.reference},
        {"weergave": "kaart"}, {"keuze": "all"}, {"doel": "signal_trafficking", "weergave": "kaart"},
    ]  # fmt: skip
    for one in asked:
        for path in (LIST, f"{LIST}signalen.csv"):
            html = client.get(path, one).content.decode()
            assert "Uitbuiting" not in html
            if "woorden" not in one:
                assert secret.reference not in html
            assert number(html) in ("", "0")
    for path in ("", "signaal.json", "splitsen/", "soort/"):
        assert client.get(f"{LIST}{secret.reference}/{path}").status_code in (403, 404)
    chosen = {"gekozen": f"{secret.pk}:{secret.version}", "who": "r:trafficking_officer"}
    for path in ("toewijzen/", "overleglijst/"):
        assert client.post(f"{LIST}{path}", {"doel": "signal_trafficking", **chosen}).status_code in (403, 404)
    assert fresh(world, secret).version == secret.version
