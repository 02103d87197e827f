# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Velsen after a look at the example's months, and people who deal with what was found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.plugins.remembered import remembered

if TYPE_CHECKING:
    from baken.access.facade import Actor
    from baken.kernel.models import Municipality

AT = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)
PERIOD = "2026-09"


@pytest.fixture
def looked(world: Municipality) -> Municipality:
    """Velsen, looked at once."""
    from baken.access.facade import system_actor
    from baken.observe.alerts.actions import look

    remembered("observe.alerts", lambda: look(actor=system_actor(world), at=AT, municipality=world))
    return world


@pytest.fixture
def role_of(velsen: Municipality) -> Callable[..., Actor]:
    """Return somebody with one role."""
    from baken.access.facade import Actor

    def make(role: str, municipality: Any = None) -> Actor:
        return Actor(id=None, municipality_id=(municipality or velsen).id, roles=frozenset({role}))

    return make


@pytest.fixture
def tiny_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let Baken read an empty store, to be filled by the test."""
    from django.conf import settings

    from baken.observe.store import store

    monkeypatch.setattr(settings, "FACTS_ROOT", tmp_path / "facts")
    return store()
