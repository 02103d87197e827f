# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workflows as data: statuses, transitions between them, who owns each, what guards each, what the log says of it."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.module_loading import module_has_submodule

from baken.cores.terms import EventKind, Rule

from . import audit, clocks
from .actions import Actor, action
from .errors import BakenError, Reason, Refused
from .models import Record

Guard = Callable[[Any, Mapping[str, Any]], Reason | tuple[Reason, ...] | None]
"""Looks at the locked record and the action's input; returns why it may not go on (one reason or several), or None."""

Authorizer = Callable[[str, Record], tuple[Reason, ...]]
"""Returns why the actor lacks a permission on a record; empty when allowed."""


class WorkflowError(BakenError):
    """A workflow table is wrong: unreachable status, no owner, unknown name."""


@dataclass(frozen=True, slots=True)
class Status:
    """One status: `owner` is the role that must act next, or whose archive it is."""

    slug: str
    label: Any
    owner: str


@dataclass(frozen=True, slots=True)
class ClockMark:
    """What a transition writes on a statutory clock. `amount`: under which name the input of an extension says how long."""

    rule: Rule
    kind: EventKind
    basis: str
    amount: str = ""


@dataclass(frozen=True, slots=True)
class Transition:
    """One allowed step. `audit` is the log's slug for it; `guards` all run, and every failing reason is told."""

    name: str
    label: Any
    sources: frozenset[str]
    target: str
    permission: str
    audit: str
    guards: tuple[Guard, ...] = ()
    clock: tuple[ClockMark, ...] = ()

    def against(self, record: Any, given: Mapping[str, Any]) -> list[Reason]:
        """Return every reason that the guards have against this step."""
        reasons: list[Reason] = []
        for guard in self.guards:
            found = guard(record, given)
            reasons += found if isinstance(found, tuple) else filter(None, (found,))
        return reasons


@dataclass(frozen=True)
class Workflow:
    """A table of statuses and transitions, checked when it is made."""

    slug: str
    initial: str
    statuses: tuple[Status, ...]
    transitions: tuple[Transition, ...]
    field: str = "status"
    _by_name: dict[str, Transition] = dataclasses.field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        known = {status.slug for status in self.statuses}
        self._by_name.update({transition.name: transition for transition in self.transitions})
        problems = [f"no owner for {s.slug}" for s in self.statuses if not s.owner]
        problems += [f"no label for {s.slug}" for s in self.statuses if not s.label]
        if self.initial not in known:
            problems.append(f"it starts in unknown status {self.initial}")
        for t in self.transitions:
            if not t.sources:
                problems.append(f"{t.name}: starts in no status")
            problems += [f"{t.name}: unknown status {slug}" for slug in {*t.sources, t.target} - known]
            if not t.audit or not t.permission:
                problems.append(f"{t.name}: no audit type or permission")
        problems += [f"{slug} is unreachable" for slug in known - self._reachable()]
        if len(known) != len(self.statuses):
            problems.append("two statuses share a name")
        if len(self._by_name) != len(self.transitions):
            problems.append("two transitions share a name")
        if problems:
            raise WorkflowError(f"workflow {self.slug}: {'; '.join(sorted(problems))}")

    def _reachable(self) -> set[str]:
        reached, grown = {self.initial}, True
        while grown:
            new = {t.target for t in self.transitions if t.sources & reached} - reached
            grown = bool(new)
            reached |= new
        return reached

    def status(self, slug: str) -> Status:
        """Return the status called `slug`. A status that left the table still has a name: itself, without owner."""
        return next((s for s in self.statuses if s.slug == slug), Status(slug, slug, ""))

    def transition(self, name: str) -> Transition:
        """Return the transition called `name`; raises `WorkflowError` when there is none."""
        try:
            return self._by_name[name]
        except KeyError:
            raise WorkflowError(f"workflow {self.slug} has no transition {name!r}") from None

    def leaving(self, slug: str) -> tuple[Transition, ...]:
        """Return the transitions that start in status `slug`."""
        return tuple(t for t in self.transitions if slug in t.sources)

    def mermaid(self) -> str:
        """Return the diagram of this table; docs/workflows.md holds it and a test compares."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        for t in self.transitions:
            lines += [f"    {source} --> {t.target}: {t.name}" for source in sorted(t.sources)]
        return "\n".join(lines)


def workflows() -> tuple[Workflow, ...]:
    """Return every workflow of the installed features, by slug: each stands in its feature's `workflow.py`.

    Raises `WorkflowError` when two features use one slug.
    """
    found: dict[str, Workflow] = {}
    for app in apps.get_app_configs():
        if app.module is None or not app.name.startswith("baken.") or not module_has_submodule(app.module, "workflow"):
            continue
        for value in vars(import_module(f"{app.name}.workflow")).values():
            if not isinstance(value, Workflow):
                continue
            if found.setdefault(value.slug, value) is not value:
                raise WorkflowError(f"two workflows are called {value.slug}")
    return tuple(found[slug] for slug in sorted(found))


@action
def perform(
    *,
    actor: Actor,
    at: datetime,
    workflow: Workflow,
    record: Record,
    name: str,
    unauthorized: Authorizer,
    given: Mapping[str, Any] | None = None,
) -> Record:
    """Take one step of `workflow` with `record`, and return the record as it now is.

    Locks and re-reads the record, then gathers *every* reason against: permission, source status, guards. Raises
    `Refused` with all of them, or writes status, clock events and audit row in one transaction. Where `given` names a day
    (`on`), that is the day of the clock events: what is noted today may have happened yesterday.
    """
    transition = workflow.transition(name)
    given = given or {}
    fresh = type(record)._default_manager.select_for_update().get(pk=record.pk)
    before = getattr(fresh, workflow.field)
    reasons = list(unauthorized(transition.permission, fresh))
    if before not in transition.sources:
        reasons.append(Reason("wrong_status", f"{workflow.status(before).label}: {transition.label}?"))
    reasons += transition.against(fresh, given)
    if reasons:
        raise Refused(tuple(reasons))
    setattr(fresh, workflow.field, transition.target)
    fresh.save()
    for mark in transition.clock:
        amount = given[mark.amount] if mark.amount else None
        on = given.get("on") or timezone.localdate(at)
        clocks.tell(fresh, mark.rule, mark.kind, on=on, basis=mark.basis, amount=amount)
    audit.record(transition.audit, fresh, before=before, after=transition.target)
    return fresh
