# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A step of a measure through its workflow, and what stands on its timeline. Part of an action."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require, unauthorized
from baken.kernel import audit
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import fresh
from baken.kernel.workflow import perform

from ..models import Measure, MeasureEvent, Status
from ..workflow import ADVISER, FAMILY, SAME_AS
from .days import against_day

After = Callable[[Measure, Actor, datetime, str], None]
Against = Callable[[Measure, date], list[Reason]]
_after: dict[str, list[After]] = {}
_against: dict[str, list[Against]] = {}


def register_after(name: str, function: After) -> None:
    """Have `function(measure, actor, at, purpose)` called after a step, within its action."""
    if function not in _after.setdefault(name, []):
        _after[name].append(function)


def register_against(name: str, function: Against) -> None:
    """Have `function(measure, on)` asked what stands in the way of a step: its reasons are told with the others."""
    if function not in _against.setdefault(name, []):
        _against[name].append(function)


def locked(actor: Actor, permission: str, measure: Measure, purpose: str, seen: int | None) -> Measure:
    """Lock a measure and return it as it is now. Raises `Denied`, `StaleVersion`."""
    require(actor, permission, measure, purpose)
    found: Measure = fresh(measure, seen)
    return found


def step(
    actor: Actor,
    at: datetime,
    purpose: str,
    measure: Measure,
    name: str,
    *,
    on: date | None,
    against: Sequence[Reason] = (),
    reason: str = "",
    text: str = "",
    **given: Any,
) -> Measure:
    """Let a measure take the transition `name` on a day, write it on the timeline, and return the measure.

    `measure` is locked, with what the step changes already on it (not saved). Raises `Refused` with every reason: those
    `against`, those of the day, of the table, and of who registered. `text` stands on the timeline, else the reason.
    """
    table = FAMILY[measure.instrument]
    if all(name != one.name for one in table.transitions):
        raise Refused((Reason("not_here", _("Deze stap hoort niet bij deze maatregel.")),))
    hooked = SAME_AS.get(name, name)
    found = [*against_day(measure, on, timezone.localdate(at)), *against]
    if on is not None:
        found += [one for function in _against.get(hooked, ()) for one in function(measure, on)]
    if not found:
        measure.save()
    moved = perform(
        actor=actor, at=at, workflow=table, record=measure, name=name,
        unauthorized=unauthorized(actor, purpose), given={"on": on, "reason": reason, "against": tuple(found), **given},
    )  # fmt: skip
    assert isinstance(moved, Measure)
    assert on is not None
    moved.owner_role = owner_of(moved)
    moved.save()
    write(moved, actor, at, name, on, text or reason)
    for function in _after.get(hooked, ()):
        function(moved, actor, at, purpose)
    return moved


def owner_of(measure: Measure) -> str:
    """Return the function that is to act next: who signs, while a decision lies ready; else who prepares."""
    if measure.status == Status.DRAFTED:
        return "executive" if measure.vault.controller == "executive" else "mayor"
    return ADVISER


def write(measure: Measure, actor: Actor, at: datetime, kind: str, on: date, text: str = "") -> MeasureEvent:
    """Write one thing on the timeline. Part of an action."""
    row = MeasureEvent(
        municipality_id=measure.municipality_id, measure=measure, kind=kind, on=on, at=at, text=text.strip(),
        by_id=actor.id, by_role=",".join(sorted(actor.roles))[:40],
    )  # fmt: skip
    row.save()
    return row


def note(measure: Measure, kind: str, purpose: str, **more: Any) -> None:
    """Write in the log what happened beside the workflow. Part of an action."""
    audit.record(f"measure.{kind}", measure, purpose=purpose, **more)
