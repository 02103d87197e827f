# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking a step of a workflow with its stamps, in one transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar, cast

from baken.access.facade import Actor, require, unauthorized
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import Record, fresh
from baken.kernel.workflow import Workflow, perform

R = TypeVar("R", bound=Record)


def step(
    actor: Actor, at: datetime, workflow: Workflow, record: R, name: str, given: Mapping[str, Any], **stamps: Any
) -> R:
    """Take one step and stamp it; `seen` among `given` is the version that the actor saw. Raises `Refused` with all reasons.

    The stamps go first, since the database asks for them with the status; the transaction undoes them when it is refused.
    """
    require(actor, workflow.transition(name).permission, record)
    locked = fresh(record, given.get("seen"))
    if stamps and not _against(actor, workflow, locked, name, given):
        for field, value in stamps.items():
            setattr(locked, field, value)
        locked.save()
    done = perform(
        actor=actor, at=at, workflow=workflow, record=locked, name=name, unauthorized=unauthorized(actor), given=given
    )
    return cast(R, done)


def refuse(slug: str, text: str) -> Refused:
    """Return a refusal with one reason."""
    return Refused((Reason(slug, text),))


def _against(actor: Actor, workflow: Workflow, record: Record, name: str, given: Mapping[str, Any]) -> bool:
    transition = workflow.transition(name)
    if unauthorized(actor)(transition.permission, record) or getattr(record, workflow.field) not in transition.sources:
        return True
    return any(guard(record, given) is not None for guard in transition.guards)
