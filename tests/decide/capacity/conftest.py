# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Velsen with its policy, the example's teams and streams, and small ones to try rules on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from baken.decide.capacity.rules import Inputs, StageInput, StreamInput, TeamInput
from tests.decide.policy.conftest import NOW, TODAY, as_role, facts, logged_in, policy, velsen
from tests.plugins.remembered import remembered

__all__ = [
    "LATER",
    "NOW",
    "TODAY",
    "as_role",
    "facts",
    "inputs",
    "logged_in",
    "policy",
    "small_stream",
    "small_team",
    "velsen",
]

LATER = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
BASE = "/besluiten/capaciteit/"


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages think that it is the day of the example, whatever the machine's clock says."""
    from baken.kernel import moment

    monkeypatch.setattr(moment, "today", lambda: TODAY)
    monkeypatch.setattr(moment, "now", lambda: NOW)


@pytest.fixture
def work(policy: Any) -> Any:
    """Velsen with the teams, streams and saved scenarios of the example, and its council business."""
    from baken.access.facade import system_actor
    from baken.demo.decide.capacity import play_capacity
    from baken.demo.decide.council import play_council

    def build() -> None:
        play_capacity(system_actor(policy), policy)
        play_council(system_actor(policy), policy)

    remembered("decide.capacity", build)
    return policy


def small_team(slug: str = "team", skills: tuple[str, ...] = ("werk",), **given: Any) -> TeamInput:
    """Return a team of three with 96 hours."""
    usual: dict[str, Any] = {
        "name": slug.capitalize(), "own": True, "people": 3, "hours_per_week": 96.0, "absence": 10, "kept_free": 6.0,
    }  # fmt: skip
    return TeamInput(slug=slug, skills=skills, **(usual | given))


def small_stream(slug: str = "zaken", skill: str = "werk", **given: Any) -> StreamInput:
    """Return a stream of five cases a week of ten hours."""
    usual: dict[str, Any] = {
        "name": slug.capitalize(), "per_week": 5.0, "season": "even", "swing": "steady", "growth": 0, "precedence": 2,
        "target_days": 15, "backlog": 0, "running": True, "stages": (StageInput("Doen", skill, 10.0, "some", 100),),
    }  # fmt: skip
    return StreamInput(slug=slug, **(usual | given))


@pytest.fixture
def inputs() -> Inputs:
    """One team and one stream that it can bear."""
    return Inputs((small_team(),), (small_stream(),), 0)
