# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every step of a screening: who, when, and why not."""

from __future__ import annotations

import pytest

from .builders import World

pytestmark = pytest.mark.django_db
STATUSES = (
    "asked", "questions", "incomplete", "investigating", "at_lbb", "weighing", "view", "concluded", "stopped", "settled",
)  # fmt: skip


@pytest.mark.parametrize("status", STATUSES)
def test_walks_to_every_status(world: World, status: str) -> None:
    assert world.screening(status).status == status
