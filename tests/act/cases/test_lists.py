# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list that shows titles and addresses leaves a trace, one row a request; and words can't be tried without end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baken.act.cases import lists
from baken.kernel.models import AuditEntry
from baken.kernel.rate_limits import Limit
from baken.privacy.models import ReadReview
from baken.privacy.reads import actions as reads

from .builders import PURPOSE, World, add, open_case
from .test_pages import BASE, text

SEARCH, API = "/zoeken/", "/api/v1/cases"


def listed() -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(action="guarded.listed").order_by("sequence"))


@pytest.mark.parametrize(
    ("path", "asked", "door"),
    [
        (BASE, {}, "list"),
        (BASE, {"woorden": "Voorbeeldkade"}, "search"),
        (SEARCH, {"q": "Voorbeeldkade"}, "search"),
        (API, {}, "api"),
    ],
)
def test_what_a_list_shows_is_written_down_once(
    world: World, client_of: Callable[..., Any], path: str, asked: dict[str, str], door: str
) -> None:
    assert client_of("police").get(path, asked).status_code == 200
    (row,) = listed()
    assert (row.kind, row.purpose, row.basis, row.vault_id) == (
        "read", PURPOSE, "Gemeentewet", world.vaults["premises"].pk
    )  # fmt: skip
    assert row.actor_id == world.users["police"].pk
    assert row.detail == {
        "door": door, "records": [str(world.case.guarded_id)], "number": 1, "emergency": False
    }  # fmt: skip


def test_what_shows_nothing_leaves_nothing(world: World, client_of: Callable[..., Any]) -> None:
    for name, path in (("police", f"{BASE}?woorden=nergens"), ("mayor", BASE), ("police", f"{SEARCH}?q=nergens")):
        assert client_of(name).get(path).status_code == 200
    assert listed() == []


def test_a_list_is_no_record_that_was_opened(world: World, client_of: Callable[..., Any]) -> None:
    """Whoever looks at a list of many isn't asked why; whoever opens many is (tests/privacy/test_reads)."""
    for number in range(25):
        case = open_case(world, "lead", title=f"Pand {number}")
        add(world, case, role="inspector", premises=1)
    assert client_of("inspector").get(BASE).status_code == 200
    assert listed()[0].detail["number"] == 25
    reads.look(actor=world.actor("privacy"), at=world.now, municipality=world.municipality)
    assert not ReadReview.objects.exists()


def test_it_costs_the_same_for_one_case_and_for_many(world: World, client_of: Callable[..., Any]) -> None:
    def asked(path: str) -> int:
        lead = client_of("lead")
        lead.get(path)
        with CaptureQueriesContext(connection) as found:
            assert lead.get(path).status_code == 200
        return len(found)

    paths = (API, f"{SEARCH}?q=Woning", f"{BASE}?woorden=Woning")
    before = [asked(path) for path in paths]
    for number in range(5):
        open_case(world, "lead", title=f"Woning {number}")
    assert [asked(path) for path in paths] == before


def test_words_are_tried_so_often_and_no_oftener(
    world: World, client_of: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [(limit.times, limit.seconds) for limit in lists.SEARCHES] == [(60, 60), (600, 3_600)]
    monkeypatch.setattr(lists, "SEARCHES", (Limit("case words", 3, 60),))
    police = client_of("police")
    for path in (f"{BASE}?woorden=een", f"{SEARCH}?q=twee", f"{BASE}?woorden=drie"):
        assert police.get(path).status_code == 200, path
    for path in (f"{BASE}?woorden=vier", f"{SEARCH}?q=vijf"):
        reply = police.get(path)
        assert reply.status_code == 429, path
        assert "Dit ging te vaak" in text(reply)
        assert reply["Retry-After"] == "60"
    assert police.get(BASE).status_code == 200, "the list itself stays"
    assert client_of("housing").get(f"{BASE}?woorden=een").status_code == 200, "each account has its own"
