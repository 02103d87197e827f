# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A municipality with a register, a record in it, and people who supervise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages think that it is the day of the example."""
    from baken.kernel import moment

    monkeypatch.setattr(moment, "today", lambda: TODAY)
    monkeypatch.setattr(moment, "now", lambda: NOW)


@pytest.fixture
def town(db: None) -> Any:
    """Velsen with what comes along with Baken, and every retention rule verified in its source."""
    from baken.access.facade import system_actor
    from baken.privacy.facade import load_defaults
    from baken.privacy.models import RetentionRule
    from tests.kernel.towns import town as make

    from .builders import acting

    municipality = make()
    load_defaults(actor=system_actor(municipality), at=NOW, municipality=municipality)
    acting(municipality, lambda: RetentionRule.objects.update(verified=True))
    return municipality


@pytest.fixture
def people(town: Any) -> Callable[..., Any]:
    """Return an account of Velsen with one role, made at first need."""
    from tests.privacy.builders import account

    made: dict[str, Any] = {}

    def one(role: str) -> Any:
        if role not in made:
            made[role] = account(town, role)
        return made[role]

    return one


@pytest.fixture
def actor(people: Callable[..., Any], town: Any) -> Callable[..., Any]:
    """Return the account with a role as actor."""
    from baken.access.facade import actor_for

    return lambda role: actor_for(people(role), on=TODAY, at=NOW, municipality_id=town.id)


@pytest.fixture
def colleague(town: Any) -> Any:
    """Return a second privacy officer as actor."""
    from baken.access.facade import actor_for
    from tests.privacy.builders import account

    user = account(town, "privacy_officer", name="collega")
    return actor_for(user, on=TODAY, at=NOW, municipality_id=town.id)


@pytest.fixture
def logged_in(people: Callable[..., Any], client: Any) -> Callable[..., Any]:
    """Return a client logged in with one role."""

    def log_in(role: str) -> Any:
        client.force_login(people(role), backend="baken.access.login.backends.AccountBackend")
        return client

    return log_in


@pytest.fixture
def paper_kind(tmp_path: Path) -> Iterator[Any]:
    """A kind of record whose content is one file; its folder comes back. The registry is as before afterwards."""
    from baken.privacy.retention import due as retention
    from tests.privacy.builders import paper_destroyer

    before = dict(retention._kinds)
    retention.register_kind(
        retention.RetentionKind(
            "case.premises", "casus", "gesloten", paper_destroyer(tmp_path), count_labels={"papers": "stukken"}
        )
    )
    yield tmp_path
    retention._kinds.clear()
    retention._kinds.update(before)
