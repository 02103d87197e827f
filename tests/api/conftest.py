# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The world of cases, and keys of service accounts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.act.cases.conftest import client_of, world

__all__ = ["client_of", "key_of", "world"]


@pytest.fixture
def key_of(world: Any) -> Callable[..., Any]:
    """`key_of("act.case.view")`: a service account that holds the role inspector, and a key with that scope."""
    from baken.access.accounts.service_tokens import make_token
    from baken.access.facade import Actor, RoleAssignment, User
    from tests.kernel.towns import do

    def make(*scope: str, role: str = "undermining_coordinator", days: int = 30) -> tuple[Any, str]:
        user = User.objects.create_user("koppeling", None, display_name="Koppeling", kind="service")
        do(RoleAssignment(municipality=world.municipality, user=user, role=role, valid_from=world.past.date()).save)
        desk = Actor(
            id=None,
            municipality_id=world.municipality.id,
            roles=frozenset({"administrator"}),
            on=world.now.date(),
            at=world.now,
        )
        return make_token(
            actor=desk,
            at=world.now,
            user=user,
            name="zaaksysteem",
            scope=scope,
            expires_at=world.now + timedelta(days=days),
        )

    return make
