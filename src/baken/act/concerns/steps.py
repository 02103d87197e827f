# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A step of a concern through its workflow, by somebody, for a purpose. Part of an action."""

from datetime import datetime
from typing import Any

from baken.access.facade import Actor, unauthorized
from baken.kernel.workflow import perform

from .models import Concern
from .workflow import CONCERN


def step(actor: Actor, at: datetime, purpose: str, concern: Concern, name: str, **given: Any) -> Concern:
    """Let a concern take the transition `name` and return it. Raises `Refused` with every reason, `Denied`."""
    moved = perform(
        actor=actor, at=at, workflow=CONCERN, record=concern, name=name, unauthorized=unauthorized(actor, purpose),
        given=given,
    )  # fmt: skip
    assert isinstance(moved, Concern)
    return moved
