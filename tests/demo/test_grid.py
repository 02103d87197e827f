# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Address by role: no address is without a line in the grid, and each line holds for every account."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.demo.asked_once import ask_once
from tests.demo.grid import ACCOUNTS, ELSEWHERE, EVERYBODY, GRID
from tests.demo.in_process import in_process
from tests.demo.served import accounts_of
from tests.demo.two_towns import Towns


@pytest.fixture(scope="module")
def towns(played, tmp_path_factory, django_db_setup, django_db_blocker) -> Iterator[Towns]:
    """The example, with everybody who has an account in it logged in."""
    var = tmp_path_factory.mktemp("grid")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), in_process(played, var, patch):
        found = Towns(var)
        for account in accounts_of(var):
            found.client(account["username"])
        ask_once(patch)
        yield found


def looked(towns: Towns, username: str, path: str) -> tuple[int, str]:
    """Return how an account that looks at an address is answered at last, and where that is."""
    from django.db import transaction

    with transaction.atomic():
        reply: Any = towns.client(username).get(path, follow=True)
        if reply.streaming:
            b"".join(reply.streaming_content)
        transaction.set_rollback(True)
    return reply.status_code, reply.redirect_chain[-1][0] if reply.redirect_chain else path


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
def test_address_by_role(towns: Towns, name: str) -> None:
    path, who = GRID[name]
    wrong = []
    for account in asking(accounts_of(towns.var), who):
        username, role = account["username"], account["role"]
        status, where = looked(towns, username, path)
        refused = status == 404 or "/accounts/login/" in where
        may = who == EVERYBODY or bool(username and (who == ACCOUNTS or role in who))  # type: ignore[operator]
        if may and (status != 200 or "/accounts/login/" in where):
            wrong.append(f"{username or 'visitor'} may, but got {status}")
        if not may and not refused:
            wrong.append(f"{username or 'visitor'} may not, but got {status}")
        if not may and username and status != 404:
            wrong.append(f"{username} was told that it exists: {status}")
    assert wrong == []
