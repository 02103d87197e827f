# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A world of Bibob, and clients logged in as one of its accounts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.plugins.remembered import logged_in, remembered_world

from .builders import World, build


@pytest.fixture
def world(db: None) -> World:
    """Velsen with the registers with a desk and their accounts: built now and then, else put back."""
    return remembered_world("bibob.world", build)


@pytest.fixture
def client_of(world: World) -> Callable[[str], Any]:
    """`client_of("permits")`: a browser of that account."""
    return lambda name: logged_in(world.users[name])
