# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Velsen with its policy, as the policy's own tests have it, and figures that a test may add to."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.decide.policy.conftest import NOW, TODAY, as_role, facts, logged_in, policy, velsen

__all__ = ["as_role", "facts", "logged_in", "policy", "velsen"]


@pytest.fixture
def own_facts(facts: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example's figures that this test may add to."""
    from django.conf import settings

    folder = tmp_path / "facts"
    shutil.copytree(settings.FACTS_ROOT, folder)
    monkeypatch.setattr(settings, "FACTS_ROOT", folder)
    return folder


@pytest.fixture
def load(own_facts: Path) -> Callable[..., Any]:
    """Return `load(dataset, rows)`: real figures of Velsen, made up for the test; rows are (indicator, area, year, value
    [, lower, upper])."""
    from baken.observe.facade import store
    from baken.observe.facts import Dataset

    moments = count()

    def do(dataset: str, rows: list[tuple[Any, ...]], status: str = "final") -> None:
        store().load(
            Dataset(dataset, dataset, "toets"), made(rows, status), retrieved_at=NOW + timedelta(seconds=next(moments))
        )

    return do


def made(rows: list[tuple[Any, ...]], status: str = "final") -> list[dict[str, Any]]:
    """Return rows as a source delivers them."""
    found = []
    for indicator, area, year, value, *bounds in rows:
        lower, upper = bounds or (None, None)
        level = {"GM": "municipality", "WK": "wijk", "BU": "buurt", "NL": "nation"}[area[:2]]
        found.append(
            {
                "indicator": indicator,
                "area": area,
                "level": level,
                "municipality": area if level == "nation" else f"GM{area[2:6]}",
                "period": str(year),
                "value": value,
                "lower": lower,
                "upper": upper,
                "n": None,
                "status": status,
            }
        )
    return found


@pytest.fixture
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages think that it is the day of the example, whatever the machine's clock says."""
    from baken.decide.claims import views
    from baken.decide.policy import views as policy_views

    for module in (views, policy_views):
        monkeypatch.setattr(module, "today", lambda: TODAY)
        monkeypatch.setattr(module, "now", lambda: NOW)
