# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page of supervision shows the pages beside it, whichever feature it is of; elsewhere nothing of that is shown."""

from __future__ import annotations

import re
from typing import Any

import pytest

from baken.privacy.overview import rooms
from baken.web import navigation


def beside(reply: Any) -> list[tuple[str, bool]]:
    """The addresses in the line of pages, and whether each is the present one."""
    found = re.search(r'<nav class="actions subnav oversight-nav small".*?</nav>', reply.content.decode(), re.DOTALL)
    return [(url, bool(rest)) for url, rest in re.findall(r'<a href="([^"]*)"([^>]*)>', found[0])] if found else []


@pytest.mark.parametrize("username", ["privacy", "fg"])
def test_every_page_of_a_room_shows_the_room_with_itself_marked(as_: Any, username: str) -> None:
    someone = as_(username)
    actor = someone.get("/").wsgi_request.actor
    assert len(rooms(actor)) >= 4
    for room in rooms(actor):
        urls = [url for url, _label, _what in room.pages]
        for url in urls:
            reply = someone.get(url)
            assert reply.status_code == 200, url
            assert beside(reply) == [(one, one == url) for one in urls], url


def test_a_page_within_a_page_shows_the_same_room(as_: Any) -> None:
    reply = as_("privacy").get("/toezicht/rollen/mayor/access.log.view/")
    assert ("/toezicht/rollen/", True) in beside(reply)
    assert 'aria-current="true">Rollen' in reply.content.decode()


@pytest.mark.parametrize(
    ("username", "path"), [("privacy", "/toezicht/"), ("privacy", "/"), ("beheer", "/toezicht/accounts/")]
)
def test_there_is_no_such_line_on_the_overview_elsewhere_or_with_one_page(as_: Any, username: str, path: str) -> None:
    assert beside(as_(username).get(path)) == []


def test_the_longest_address_counts(as_: Any) -> None:
    actor = as_("privacy").get("/").wsgi_request.actor
    found = navigation.oversight(actor, "/toezicht/bewaren/termijnen/")
    assert found
    assert [page["url"] for page in found["pages"] if page["current"]] == ["/toezicht/bewaren/termijnen/"]
