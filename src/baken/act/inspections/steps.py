# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A step of an inspection through its workflow, by somebody, for a purpose. Part of an action."""

from datetime import datetime
from typing import Any

from baken.access.facade import Actor, unauthorized
from baken.kernel.workflow import perform

from .models import Inspection
from .workflow import INSPECTION


def step(actor: Actor, at: datetime, purpose: str, inspection: Inspection, name: str, **given: Any) -> Inspection:
    """Let an inspection take the transition `name` and return it. Raises `Refused` with every reason, `Denied`."""
    moved = perform(
        actor=actor, at=at, workflow=INSPECTION, record=inspection, name=name,
        unauthorized=unauthorized(actor, purpose), given=given,
    )  # fmt: skip
    assert isinstance(moved, Inspection)
    return moved
