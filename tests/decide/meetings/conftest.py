# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Velsen with partners that have accounts, and two kinds of meeting: the driehoek and a team for youth."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.decide.policy.conftest import NOW, TODAY, as_role, facts, logged_in, policy, velsen

from .builders import World, build

__all__ = ["NOW", "TODAY", "as_role", "facts", "logged_in", "policy", "velsen"]


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages think that it is the day of the example, whatever the machine's clock says."""
    from baken.kernel import moment

    monkeypatch.setattr(moment, "today", lambda: TODAY)
    monkeypatch.setattr(moment, "now", lambda: NOW)


@pytest.fixture
def world(velsen: Any) -> World:
    """Two kinds of meeting, each with a planned meeting and some points. No kadernota, no plan."""
    return build(velsen)


@pytest.fixture
def people(world: World, as_role: Callable[..., Any]) -> Callable[[str], Any]:
    """`people("mayor")`: an actor with that role; `people("politie")`: one of that partner."""

    def find(name: str) -> Any:
        partner = world.partners.get(name)
        return as_role("partner", partner) if partner else as_role(name)

    return find


DAY = date(2026, 12, 10)
