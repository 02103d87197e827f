# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A publisher on this machine, and StatLine as a source that asks it without really waiting."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import baken
from tests.observe.conftest import adviser, facts, loaded, signed_in, velsen, world

if TYPE_CHECKING:
    from baken.observe.sources.base import Delivered
    from baken.observe.sources.statline import StatlineSource
    from tests.observe.wire import Wire

__all__ = ["adviser", "baken", "facts", "loaded", "signed_in", "velsen", "world"]


@pytest.fixture
def wire() -> Iterator[Wire]:
    """A publisher with a handful of areas, types and years."""
    from tests.observe.wire import Wire, serve
    from tests.observe.wire.made import few

    with serve(wire=Wire(tables=few())) as served:
        yield served


@pytest.fixture
def waits() -> list[float]:
    """How long was waited, in seconds: nobody really waits."""
    return []


@pytest.fixture
def statline(waits: list[float], monkeypatch: pytest.MonkeyPatch) -> StatlineSource:
    """StatLine, the only publisher there is, without chance or real waits."""
    from baken.observe.sources import base
    from baken.observe.sources.statline import StatlineSource
    from baken.observe.sources.statline.client import Client

    source = StatlineSource(lambda address: Client(address, sleep=waits.append, chance=lambda: 1.0))
    monkeypatch.setattr(base, "_remote", {source.slug: source})
    return source


@pytest.fixture
def pull(wire: Wire, statline: StatlineSource, tmp_path: Path) -> Callable[..., Delivered]:
    """Pull one table of Velsen into a folder that stays for the whole test."""
    told: list[Any] = []

    def ask(table: str, area: str | None = "GM0453", *, progress: Any = None) -> Delivered:
        return statline.pull(
            table,
            area=area,
            into=tmp_path / "pulls" / table,
            progress=progress or (lambda *heard: told.append(heard)),
            base_url=wire.url,
        )

    return ask


@pytest.fixture
def own_facts(loaded: Path, tmp_path: Path, settings: Any) -> Path:
    """The figures of the example, for this test alone to change."""
    root = tmp_path / "facts"
    shutil.copytree(loaded, root)
    settings.FACTS_ROOT, settings.VAR = root, tmp_path
    return root
