# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What thousands of requests to one unchanging database would find anew each time, found once.

Of use only where each request is undone: who logs in by a session, with which roles, and how the page of what isn't there
looks to that person at one address. What is asked of a view stays as it is; nothing of what decides on an object is kept.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest


def ask_once(patch: pytest.MonkeyPatch) -> None:
    """Keep, as long as `patch` holds, who belongs to a session, what that person is, and the page of what isn't there."""
    _people(patch)
    _page_of_nothing(patch)


def _people(patch: pytest.MonkeyPatch) -> None:
    """Sessions, accounts and roles; a session holds as long as these tests take."""
    from baken.access import middleware
    from baken.access.facade import Actor, User
    from baken.access.login import session_store, sessions
    from baken.access.login.backends import AccountBackend

    loaded: dict[str, dict[str, Any]] = {}
    load = session_store.SessionStore.load

    def load_once(self: Any) -> dict[str, Any]:
        key = self.session_key
        if key not in loaded:
            found = load(self)
            if not found:
                return found
            loaded[key] = found
        return copy.deepcopy(loaded[key])

    accounts: dict[Any, User | None] = {}
    get_user = AccountBackend.get_user

    def get_once(self: Any, user_id: Any) -> User | None:
        if user_id not in accounts:
            accounts[user_id] = get_user(self, user_id)
        return copy.copy(accounts[user_id])  # a form may write on the account of who asks

    actors: dict[Any, Actor] = {}
    actor_for = middleware.actor_for

    def actor_once(user: User, *, on: Any, at: Any) -> Actor:
        if user.pk not in actors:
            actors[user.pk] = actor_for(user, on=on, at=at)
        return replace(actors[user.pk], on=on, at=at)

    patch.setattr(session_store.SessionStore, "load", load_once)
    patch.setattr(AccountBackend, "get_user", get_once)
    patch.setattr(middleware, "actor_for", actor_once)
    patch.setattr(sessions, "ended", lambda request, at: None)


def _page_of_nothing(patch: pytest.MonkeyPatch) -> None:
    """The page 404 is told of the request alone: who asks, where in Baken that is, and the address itself."""
    from django.contrib.messages import get_messages
    from django.http import HttpRequest, HttpResponse
    from django.middleware.csrf import get_token

    from baken.web import errors, middleware

    made: dict[tuple[Any, ...], bytes] = {}
    render = errors.render

    def render_once(request: HttpRequest, template: str, context: Any = None, **more: Any) -> HttpResponse:
        if template != "404.html" or context is not None or request.GET or len(get_messages(request)):
            return render(request, template, context, **more)
        get_token(request)  # its forms have one: the answer says so in its headers
        place = (request.user.pk, request.LANGUAGE_CODE, *_whereabouts(request))
        if place not in made:
            made[place] = without(render(request, template, **more).content, ways_to_write(request.get_full_path()))
        return HttpResponse(made[place], **more)

    patch.setattr(errors, "render", render_once)
    patch.setattr(middleware, "render", render_once)


def _whereabouts(request: Any) -> tuple[Any, ...]:
    """Return what the frame round a page (`web.context`, `ui/base.html`) makes of the address."""
    from baken.web.navigation import beside, oversight, sections

    steps = sections(request.actor, request.path)
    marked = [page["current"] for page in (*steps, *beside(request.actor, request.path))]
    exactly = [str(step["url"]) == request.path for step in steps]
    return (*marked, *exactly, request.path == "/", str(oversight(request.actor, request.path)))


def ways_to_write(path: str) -> list[bytes]:
    """Return how an address may stand in an answer: as it is, and quoted once or twice for within another."""
    once = quote(path)
    ways = (quote(quote(path, safe=""), safe=""), quote(once, safe=""), quote(path, safe=""), once, path)
    return [way.encode() for way in dict.fromkeys(ways)]


def without(text: bytes, ways: list[bytes]) -> bytes:
    """Return `text` with one word for an address, whichever way it is written."""
    for way in ways:
        text = text.replace(way, b"ADDRESS")
    return text
