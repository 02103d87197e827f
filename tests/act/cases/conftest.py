# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A world of cases, and clients logged in as one of its accounts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .builders import World, build


@pytest.fixture
def world(db: None) -> World:
    """Velsen with registers, partners, accounts and three cases."""
    from baken.kernel.models import Municipality

    return build(Municipality.objects.create(code="GM0453", slug="velsen", name="Velsen"))


@pytest.fixture
def client_of(world: World) -> Callable[[str], Any]:
    """`client_of("police")`: a browser of that account."""
    from django.test import Client

    def log_in(name: str) -> Any:
        client = Client()
        client.force_login(world.users[name], backend="baken.access.backends.AccountBackend")
        return client

    return log_in
