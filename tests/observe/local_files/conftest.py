# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Velsen with the kadernota's names, and facts that a test may change."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.observe.conftest import NOW

if TYPE_CHECKING:
    from baken.access.facade import Actor
    from baken.kernel.models import Municipality


@pytest.fixture
def own_facts(loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example's facts, for this test only."""
    from django.conf import settings

    root = tmp_path / "own-facts"
    shutil.copytree(loaded, root)
    monkeypatch.setattr(settings, "FACTS_ROOT", root)
    return root


@pytest.fixture
def uploads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which uploads wait, for this test only."""
    from django.conf import settings

    monkeypatch.setattr(settings, "VAR", tmp_path / "var")
    return tmp_path / "var" / "uploads"


@pytest.fixture
def town(velsen: Municipality, own_facts: Path, uploads: Path) -> Municipality:
    """Velsen with areas, the kadernota's names for them, facts and a place for uploads."""
    from baken.access.facade import system_actor
    from baken.observe import reference
    from baken.registry.facade import NameRow, load_area_names

    names = [NameRow(n.name, n.code, n.valid_from, n.valid_to, n.note) for n in reference.names()]
    load_area_names(actor=system_actor(velsen), at=NOW, municipality=velsen, rows=names)
    return velsen


@pytest.fixture
def actor(town: Municipality) -> Actor:
    from baken.access.facade import system_actor

    return system_actor(town)


@pytest.fixture
def save(town: Municipality, actor: Actor) -> Callable[..., Any]:
    """Save a mapping under a title."""
    from baken.observe.local_files.actions import save_mapping

    def saved(title: str, mapping: Any, method: str = "") -> Any:
        return save_mapping(actor=actor, at=NOW, municipality=town, title=title, method=method, mapping=mapping)

    return saved
