# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every door of the example's confidential objects, tried as every account, against what was written by hand."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.demo.served import Served


@pytest.fixture(scope="module")
def doors(played: Path) -> list[dict]:
    return json.loads((played / "demo-access.json").read_text(encoding="utf-8"))


def test_the_list_has_every_kind_of_door(doors: list[dict]) -> None:
    assert len(doors) >= 20
    assert {door["kind"] for door in doors} >= {"page", "section", "download", "chart", "fragment", "export", "api"}
    assert all(door["may_open"] and set(door) == {"url", "kind", "may_open"} for door in doors)
    assert len({door["url"] for door in doors}) == len(doors)


def test_each_account_opens_what_the_list_says_and_nothing_else(demo: Served, doors: list[dict]) -> None:
    wrong = []
    for account in demo.accounts:
        browser = demo.person(account["username"])
        for door in doors:
            wanted = 200 if account["username"] in door["may_open"] else 404
            got = browser.get(door["url"]).status
            if got != wanted:
                wrong.append((account["username"], door["url"], got, wanted))
    assert not wrong, wrong


def test_without_an_account_no_door_opens(demo: Served, doors: list[dict]) -> None:
    for door in doors:
        reply = demo.visitor().get(door["url"])
        assert reply.status in (401, 404) or "/accounts/login/" in reply.url, door["url"]


MOMENTS = {
    "cases_entry": ("at", "written_at"),
    "cases_casedocument": ("added_at",),
    "cases_section": ("concluded_at",),
    "access_participation": ("since",),
    "kernel_auditentry": ("at",),
}
"""What says when something happened, by table."""


def test_nothing_in_the_example_happened_after_now(played: Path) -> None:
    """Its dates are fixed, and the day on which somebody makes it is not: what was to come then, is now."""
    database = next(played.glob("*.sqlite3"))
    soon = datetime.now(UTC) + timedelta(
        minutes=5
    )  # other tests are served from it meanwhile, which writes on in its log
    now = soon.strftime("%Y-%m-%d %H:%M:%S")
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        for table, columns in MOMENTS.items():
            for column in columns:
                later = connection.execute(f"SELECT COUNT(*) FROM {table} WHERE {column} > ?", [now]).fetchone()
                assert later == (0,), (table, column)
