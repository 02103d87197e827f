# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Velsen with its policy, and (where asked for) the council business of the example."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.decide.policy.conftest import NOW, TODAY, as_role, facts, logged_in, policy, velsen
from tests.plugins.remembered import remembered

__all__ = ["NOW", "TODAY", "as_role", "facts", "logged_in", "policy", "velsen"]

LATER = datetime(2026, 12, 11, 9, 0, tzinfo=UTC)
"""The day after the session of 2026."""


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages think that it is the day of the example, whatever the machine's clock says."""
    from baken.decide.policy import views
    from baken.kernel import moment

    monkeypatch.setattr(moment, "today", lambda: TODAY)
    monkeypatch.setattr(moment, "now", lambda: NOW)
    monkeypatch.setattr(views, "today", lambda: TODAY)


@pytest.fixture
def business(policy: Any) -> Any:
    """Velsen with the sessions, items, APV changes and proposals of the example."""
    from baken.access.facade import system_actor
    from baken.demo.decide.council import play_council

    remembered("decide.business", lambda: play_council(system_actor(policy), policy))
    return policy


@pytest.fixture
def other(db: None) -> Any:
    """Another municipality."""
    from baken.kernel.models import Municipality

    return Municipality.objects.create(code="GM0392", slug="haarlem", name="Haarlem")
