# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The world of concerns, with a register for cases."""

from __future__ import annotations

from typing import Any

import pytest

from tests.act.concerns.builders import World
from tests.act.concerns.conftest import client_of, world

__all__ = ["client_of", "premises", "world"]


@pytest.fixture
def premises(world: World) -> Any:
    """A register for cases about premises: the coordinator and the inspectors."""
    from baken.access.facade import admit, make_vault

    actor, at = world.system, world.now
    vault = make_vault(
        actor=actor, at=at, municipality=world.municipality, slug="premises", controller="mayor", regime="general",
        values={"name": "Aanpak panden", "basis": "Gemeentewet 172", "purposes": ["premises_approach"], "emergency": False},
    )  # fmt: skip
    admit(
        actor=actor,
        at=at,
        vault=vault,
        role="undermining_coordinator",
        purposes=["premises_approach"],
        reason="for the test",
    )
    return vault
