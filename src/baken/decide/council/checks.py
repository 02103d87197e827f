# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every action here asks first: may this be, is it still as it was seen, does what it refers to exist for the actor."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar, cast

from django.db.models import Model
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require, require_in, unauthorized
from baken.kernel.errors import Denied, Reason, Refused
from baken.kernel.models import Municipality, Record, fresh
from baken.kernel.workflow import Workflow, perform

from .policies import MANAGE

R = TypeVar("R", bound=Record)
MAX_TEXT = 10_000
FIRST_YEAR, LAST_YEAR = 2000, 2100


def require_here(actor: Actor, municipality: Municipality, permission: str = MANAGE) -> None:
    """Raise `Denied` unless the actor holds the permission in this municipality."""
    require_in(actor, permission, municipality.id)


def refuse_any(reasons: list[Reason]) -> None:
    """Raise `Refused` with all reasons, if there are any."""
    if reasons:
        raise Refused(tuple(reasons))


def refused(slug: str, text: str) -> Refused:
    """Return a refusal with one reason."""
    return Refused((Reason(slug, text),))


def put(record: Record, values: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
    """Set fields of a record from `values`; a name that isn't `allowed` is a mistake in the code."""
    unknown = set(values) - set(allowed)
    if unknown:
        raise TypeError(f"{type(record).__name__} takes no {', '.join(sorted(unknown))}")
    for name, value in values.items():
        if isinstance(value, Model) and getattr(value, "municipality_id", None) != record.municipality_id:
            raise Denied((Reason("other_municipality", _("Dit hoort bij een andere gemeente.")),))
        setattr(record, name, value)


def reasons_against(
    actor: Actor, workflow: Workflow, record: Record, name: str, given: Mapping[str, Any]
) -> list[Reason]:
    """Return every reason why a step can't be taken, as `perform` would find them."""
    transition = workflow.transition(name)
    found = list(unauthorized(actor)(transition.permission, record))
    status = getattr(record, workflow.field)
    if status not in transition.sources:
        found.append(Reason("wrong_status", f"{workflow.status(status).label}: {transition.label}?"))
    return found + transition.against(record, given)


def step(
    actor: Actor, at: datetime, workflow: Workflow, record: R, name: str, given: Mapping[str, Any], **stamps: Any
) -> R:
    """Take one step and stamp it in the same transaction, which is undone as a whole when the step is refused.

    The stamps go first: the database asks for them with the status. They are written only where nothing is against the
    step, so that a refused one fails by its reasons and not by a constraint.
    """
    require(actor, workflow.transition(name).permission, record)
    locked = fresh(record)
    if stamps and not reasons_against(actor, workflow, locked, name, given):
        for field, value in stamps.items():
            setattr(locked, field, value)
        locked.save()
    done = perform(
        actor=actor, at=at, workflow=workflow, record=locked, name=name, unauthorized=unauthorized(actor), given=given
    )
    return cast(R, done)
