# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the home page, the list of terms, the calendar and the search of Baken tell of concerns, and to whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baken.access.facade import opened
from baken.act.concerns import facade, term_lines
from baken.act.concerns.models import Concern
from baken.kernel.models import AuditEntry
from tests.kernel.towns import do

from .builders import World

ClientOf = Callable[[str], Any]


def lines(world: World, name: str) -> list[dict[str, str]]:
    return facade.home_lines(world.actor(name), world.municipality, world.now.date())


def late(world: World, concern: Concern) -> None:
    with opened(world.system, system=True):
        concern.test_due = world.now.date() - timedelta(days=3)
        do(concern.save)


def test_who_handles_is_told_what_waits_and_what_is_late_at_each_desk(world: World) -> None:
    assert lines(world, "coordinator") == []
    world.receive("undermining")
    late(world, world.receive("drugs-street"))
    world.admitted("undermining")
    found = lines(world, "coordinator")
    texts = [line["text"] for line in found]
    assert len(texts) == 2
    assert any("1 te toetsen, 1 over de termijn" in text for text in texts)
    assert any(text.endswith(": 1 te toetsen.") for text in texts)
    assert all("doel=signal_" in line["url"] for line in found)


def test_one_query_a_desk_however_many_there_are(world: World) -> None:
    def number() -> int:
        with CaptureQueriesContext(connection) as made:
            lines(world, "coordinator")
        return len([one for one in made.captured_queries if "concerns_concern" in one["sql"]])

    for _time in range(4):
        world.receive("undermining")
    assert number() == 2  # two desks


@pytest.mark.parametrize("name", ["coordinator", "care", "youth", "port", "adviser", "council", "police", "keeper"])
def test_a_sensitive_one_isnt_told_to_those_outside(world: World, client_of: ClientOf, name: str) -> None:
    concern = world.admitted("trafficking-labour", "Zeldzaamwoord.")
    late(world, world.receive("trafficking-labour"))
    told = [*lines(world, name), *facade.search(world.actor(name), "zeldzaamwoord")]
    told += facade.search(world.actor(name), concern.reference)
    told += term_lines.concern_lines(world.actor(name), world.municipality, world.now.date(), True)
    assert told == []
    client = client_of(name)
    for path in ("/", "/zoeken/?q=zeldzaamwoord", "/termijnen/"):
        html = client.get(path).content.decode()
        assert concern.reference not in html
        assert "Mensenhandel:" not in html


def test_the_officer_is_told(world: World) -> None:
    late(world, world.receive("trafficking-labour"))
    assert "over de termijn" in lines(world, "officer")[0]["text"]


def test_search_finds_what_was_tested_and_leaves_a_line(world: World) -> None:
    concern = world.admitted("undermining", "Zeldzaamwoord.")
    world.receive("undermining", "Zeldzaamwoord.")
    before = AuditEntry.objects.filter(action="guarded.listed").count()
    found = facade.search(world.actor("coordinator"), "zeldzaamwoord")
    assert [url for _title, _kind, url in found] == [concern.get_absolute_url()]
    assert AuditEntry.objects.filter(action="guarded.listed").count() == before + 1
    assert facade.search(world.actor("coordinator"), "zeldzaamwoord onvindbaar") == []
