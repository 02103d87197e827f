# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A world of concerns, and clients logged in as one of its accounts."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.plugins.remembered import remembered

from .builders import World, build

STALE = timedelta(minutes=20)
"""A world this much away from now isn't one that a test would have built."""
_kept: dict[str, tuple[str, World, dict[Path, bytes]]] = {}
"""By database and folder: the name of what is remembered, the world, and the papers that lay sealed on disk."""


@pytest.fixture
def world(db: None) -> World:
    """Velsen with registers, categories and accounts: built now and then, else put back (`remembered`)."""
    from django.conf import settings
    from django.db import connection

    from baken.kernel.models import Municipality
    from baken.kernel.moment import now

    about = f"{connection.settings_dict['NAME']} {settings.DOCUMENTS_ROOT}"
    kept = _kept.get(about)
    if kept is not None and abs(now() - kept[1].now) > STALE:
        kept = None
    name = kept[0] if kept else f"concerns.world {uuid4()}"
    fresh: list[World] = []

    def begin() -> None:
        fresh.append(build(Municipality.objects.create(code="GM0453", slug="velsen", name="Velsen")))

    remembered(name, begin, _everything)
    if fresh:
        if kept is None:
            sealed = (Path(settings.DOCUMENTS_ROOT) / "sealed").rglob("*")
            _kept[about] = name, deepcopy(fresh[0]), {path: path.read_bytes() for path in sealed if path.is_file()}
        return fresh[0]
    assert kept is not None
    for path, content in kept[2].items():
        if not path.exists():  # a test destroyed it
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return deepcopy(kept[1])


def _everything() -> AbstractContextManager[None]:
    from baken.access.facade import opened, system_actor

    return opened(system_actor(None), system=True)


@pytest.fixture
def client_of(world: World) -> Callable[[str], Any]:
    """`client_of("police")`: a browser of that account."""
    from django.test import Client

    def log_in(name: str) -> Any:
        client = Client()
        client.force_login(world.users[name], backend="baken.access.backends.AccountBackend")
        return client

    return log_in
