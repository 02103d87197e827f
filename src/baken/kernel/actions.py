# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Actions: the only way in which anything changes.

An action is a keyword-only function that takes `actor` and the moment `at`, runs in one transaction, authorizes,
changes records and writes at least one audit row. Records refuse to be saved outside an action (see
`kernel.models.base`).
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, Protocol, TypeVar
from uuid import UUID

from django.db import transaction

from .errors import OutsideAction

if TYPE_CHECKING:
    from .audit_log.writing import Gathered

P = ParamSpec("P")
R = TypeVar("R")


class Actor(Protocol):
    """Who acts. `baken.access.actors.Actor` is the real one."""

    @property
    def id(self) -> UUID | None: ...

    @property
    def municipality_id(self) -> UUID | None: ...


@dataclass
class Run:
    """One action under way."""

    name: str
    actor: Actor
    at: datetime
    audited: list[UUID] = field(default_factory=list)


@dataclass
class Unit:
    """One transaction of ours. The audit rows of its actions are gathered, and written at its end.

    So the head of the chain is locked last: writers wait for each other only as long as it takes to write the rows and
    commit, and never hold the head while they wait for something else.
    """

    before: int
    gathered: list["Gathered"] = field(default_factory=list)


_current: ContextVar[Run | None] = ContextVar("baken_action", default=None)
_unit: ContextVar[Unit | None] = ContextVar("baken_unit", default=None)


Surrounding = Callable[[Actor, Mapping[str, Any]], AbstractContextManager[None]]
_surroundings: list[Surrounding] = []


def surround(context: Surrounding) -> Surrounding:
    """Have every action run inside `context(actor, arguments)`: the place for a higher layer that must know who acts."""
    if context not in _surroundings:
        _surroundings.append(context)
    return context


def current_run() -> Run | None:
    """Return the action under way in this context, if any."""
    return _current.get()


def require_run(what: str) -> Run:
    """Return the action under way, or raise `OutsideAction` naming `what` was attempted."""
    run = _current.get()
    if run is None:
        raise OutsideAction(f"{what} outside an action; write an action in the feature's actions.py")
    return run


def require_unit() -> Unit:
    """Return the transaction under way, or raise `OutsideAction`."""
    unit = _unit.get()
    if unit is None:
        raise OutsideAction("no transaction is under way")
    return unit


@contextmanager
def together() -> Iterator[None]:
    """Do what is inside in one transaction, and write the audit rows of all its actions at the end.

    Each action does this for itself; whoever opens a transaction around several actions does it in this way. Within another
    one it is a savepoint: what is rolled back to there leaves no audit rows.
    """
    if _unit.get() is not None:
        with transaction.atomic():
            yield
        return
    from .audit_log.writing import write  # its models need this module

    with transaction.atomic():
        unit = Unit(before=len(transaction.get_connection().run_on_commit))
        token = _unit.set(unit)
        try:
            yield
            write(unit)
        finally:
            _unit.reset(token)


def _row_stands(run: Run) -> bool:
    """Return whether a row of this action is left: it may have rolled back to a savepoint that it made itself."""
    from .audit_log.writing import standing

    mine = set(run.audited)
    return any(row.entry.id in mine for row in standing(require_unit()))


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Make `function` an action.

    The function must be keyword-only with `actor` and `at` among its arguments. Nested actions share the outer
    transaction. An action that writes no audit row is rolled back: that is a mistake in the action.
    """
    signature = inspect.signature(function)
    parameters = signature.parameters
    if any(p.kind is not p.KEYWORD_ONLY for p in parameters.values()) or not {"actor", "at"} <= set(parameters):
        raise TypeError(f"{function.__qualname__} must be keyword-only and take actor and at")

    @wraps(function)
    def run_action(*args: P.args, **kwargs: P.kwargs) -> R:
        arguments: dict[str, Any] = signature.bind(*args, **kwargs).arguments
        run = Run(name=function.__qualname__, actor=arguments["actor"], at=arguments["at"])
        with ExitStack() as stack:
            # A surrounding that needs a transaction begins it: one inside the other would be a savepoint, which asks twice.
            alone = _unit.get() is None
            if not alone:
                stack.enter_context(together())
            for context in _surroundings:
                stack.enter_context(context(run.actor, arguments))
            if alone and _unit.get() is None:
                stack.enter_context(together())
            outer = _current.get()
            token = _current.set(run)
            try:
                result = function(*args, **kwargs)
                if not run.audited or (outer is None and not _row_stands(run)):
                    raise OutsideAction(f"{run.name} wrote no audit row")
            finally:
                _current.reset(token)
            if outer is not None:
                outer.audited.extend(run.audited)
        return result

    return run_action
