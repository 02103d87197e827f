# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Address by role: no address is without a line in the grid, and each line holds for every account."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.demo.grid import ACCOUNTS, ELSEWHERE, EVERYBODY, GRID
from tests.demo.served import Served


def names(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    """Yield the name of every address there is."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else prefix)
        else:
            yield f"{prefix}{pattern.name}"


def test_every_address_has_its_line() -> None:
    assert set(names(get_resolver().url_patterns)) == set(GRID) | set(ELSEWHERE)


def asking(accounts: list[dict[str, str]], who: object) -> list[dict[str, str]]:
    """Return a visitor and whom to try: one account of a role; of partners each one, save where every account may look."""
    of_role = {account["role"]: account for account in reversed(accounts)}
    chosen = list(of_role.values())
    if who not in (EVERYBODY, ACCOUNTS):
        partners = (account for account in accounts if account["role"] == "partner")
        chosen += (account for account in partners if account not in chosen)
    return [{"username": "", "role": ""}, *chosen]


@pytest.mark.parametrize("name", GRID)
def test_address_by_role(demo: Served, name: str) -> None:
    path, who = GRID[name]
    wrong = []
    for account in asking(demo.accounts, who):
        username, role = account["username"], account["role"]
        reply = (demo.person(username) if username else demo.visitor()).get(path)
        refused = reply.status == 404 or "/accounts/login/" in reply.url
        may = who == EVERYBODY or bool(username and (who == ACCOUNTS or role in who))  # type: ignore[operator]
        if may and (reply.status != 200 or "/accounts/login/" in reply.url):
            wrong.append(f"{username or 'visitor'} may, but got {reply.status}")
        if not may and not refused:
            wrong.append(f"{username or 'visitor'} may not, but got {reply.status}")
        if not may and username and reply.status != 404:
            wrong.append(f"{username} was told that it exists: {reply.status}")
    assert wrong == []
