# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Actions: the only way in which anything changes.

An action is a keyword-only function that takes `actor` and the moment `at`, runs in one transaction, authorizes,
changes records and writes at least one audit row. Records refuse to be saved outside an action (see
`kernel.models.base`).
"""

import inspect
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar
from uuid import UUID

from django.db import transaction

from .errors import OutsideAction

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


_current: ContextVar[Run | None] = ContextVar("baken_action", default=None)


def current_run() -> Run | None:
    """Return the action under way in this context, if any."""
    return _current.get()


def require_run(what: str) -> Run:
    """Return the action under way, or raise `OutsideAction` naming `what` was attempted."""
    run = _current.get()
    if run is None:
        raise OutsideAction(f"{what} outside an action; write an action in the feature's actions.py")
    return run


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
        with transaction.atomic():
            token = _current.set(run)
            try:
                result = function(*args, **kwargs)
                if not run.audited:
                    raise OutsideAction(f"{run.name} wrote no audit row")
            finally:
                _current.reset(token)
            outer = _current.get()
            if outer is not None:
                outer.audited.extend(run.audited)
        return result

    return run_action
