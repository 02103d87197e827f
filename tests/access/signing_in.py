# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts of tests: made quickly, logged in with or without proof of who one is."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

from django.test import Client

from baken.access.actors import Actor, actor_for
from baken.access.facade import User, system_actor
from baken.access.models import RoleAssignment
from tests.kernel.towns import NOW, do, town

PASSWORD = "four words make one"
SINCE = date(2020, 1, 1)


def account(username: str = "adviseur", role: str = "safety_adviser", municipality: Any = None, **more: Any) -> User:
    """A stored account with one role."""
    from baken.access.facade import make_account

    municipality = municipality or town()
    partner, fictitious = more.pop("partner", None), more.pop("fictitious", False)
    user = make_account(
        actor=system_actor(municipality), at=NOW, municipality=municipality, username=username, password=PASSWORD,
        display_name=username.title(), role=role, since=SINCE, partner=partner, fictitious=fictitious,
    )  # fmt: skip
    for name, value in more.items():
        setattr(user, name, value)
    if more:
        user.save()
    return user


def acting(user: User, at: Any = NOW) -> Actor:
    """The account as actor at that moment."""
    return actor_for(user, on=at.date(), at=at)


def role_of(user: User, role: str, **more: Any) -> RoleAssignment:
    """One role more, since long."""
    given = {"municipality": town(), "valid_from": SINCE, **more}
    row = RoleAssignment(user=user, role=role, **given)
    do(row.save)
    return row


def confirm(client: Client, user: User, *, ago: float = 0, methods: tuple[str, ...] = ("password",)) -> None:
    """Let the session of `client` be one in which `user` said who one is, so many seconds ago: `reauth.recent` is satisfied."""
    session = client.session
    at = time.time() - ago
    session["account_authentication_methods"] = [{"method": m, "at": at, "reauthenticated": True} for m in methods]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


def signed_in(user: User, *, confirmed: bool = True) -> Client:
    """A client in which `user` is logged in, and (unless told) just said who one is."""
    client = Client()
    client.force_login(user)
    if confirmed:
        confirm(client, user)
    return client


def log_in(client: Client, login: str, password: str = PASSWORD, **more: Any) -> Any:
    """Log in by the form; `more` are headers of the request, e.g. REMOTE_ADDR."""
    return client.post("/accounts/login/", {"login": login, "password": password}, **more)


def who(client: Client) -> str:
    """User name of whoever is logged in after the next request, "" for nobody."""
    found = client.get("/over-baken/").wsgi_request.user
    return found.username if found.is_authenticated else ""
