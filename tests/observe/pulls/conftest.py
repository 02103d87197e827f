# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A municipality, people with roles, a made-up publisher, an empty fact store, and a way to do what is queued."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from baken.access.facade import Actor
    from baken.kernel.models import Municipality

    from .tiny import TinySource

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, settings: Any) -> Iterator[None]:
    """Facts and received pages of this test alone."""
    from baken.kernel import stopping

    settings.FACTS_ROOT = tmp_path / "facts"
    settings.VAR = tmp_path
    yield
    stopping.asked.clear()
    shutil.rmtree(tmp_path, ignore_errors=True)


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> TinySource:
    """The only publisher there is."""
    from baken.observe.sources import base

    from .tiny import TinySource

    source = TinySource()
    monkeypatch.setattr(base, "_remote", {source.slug: source})
    return source


@pytest.fixture
def town(db: None) -> Municipality:
    from baken.access.facade import system_actor
    from baken.registry.facade import found_municipality

    return found_municipality(actor=system_actor(None), at=NOW, code="GM0453", slug="velsen", name="Velsen")


@pytest.fixture
def somebody(settings: Any) -> Callable[..., Any]:
    """Return a user of a municipality with one role."""
    from baken.access.facade import make_account, system_actor

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody logs in by it

    def make(municipality: Municipality, role: str = "safety_adviser") -> Any:
        return make_account(
            actor=system_actor(municipality), at=NOW, municipality=municipality, username=f"{role}-{municipality.slug}",
            password="een-lange-zin-voor-tests", display_name="Adviseur (voorbeeld)", role=role, since=date(2022, 1, 1),
            fictitious=True,
        )  # fmt: skip

    return make


@pytest.fixture
def adviser(town: Municipality, somebody: Callable[..., Any]) -> Actor:
    """The safety adviser as actor."""
    from baken.access.facade import actor_for

    return actor_for(somebody(town), on=NOW.date())


@pytest.fixture
def client_of(somebody: Callable[..., Any]) -> Callable[..., Client]:
    """Return a browser logged in as somebody with a role."""
    from django.test import Client

    from baken.access.facade import User

    def log_in(municipality: Municipality, role: str = "safety_adviser") -> Client:
        found = User.objects.filter(username=f"{role}-{municipality.slug}").first() or somebody(municipality, role)
        client = Client()
        client.force_login(found, backend="baken.access.login.backends.AccountBackend")
        return client

    return log_in


@pytest.fixture
def do_queued() -> Callable[[], None]:
    """Do all that is queued, by the real worker, in this process."""
    from .worker import do_queued as do

    return do
