# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tells PostgreSQL who looks and for what, so that row-level security can repeat the rule (`access.authorization.row_security`).

The context is local to a transaction: a pooled connection carries nothing over to whoever uses it next. On SQLite there is
no second lock, and nothing is done.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any

from django.db import connection

from baken.kernel.actions import together

from ..actors import Actor

Setting = tuple[str, ...]
NAMES = ("municipality", "actor", "partner", "roles", "teams", "purpose", "at", "permissions", "system")
NOBODY: Setting = ("",) * len(NAMES)
_current: ContextVar[Setting] = ContextVar("baken_sight", default=NOBODY)
_SET = "SELECT " + ", ".join(
    (*(f"set_config('baken.{name}', %s, true)" for name in NAMES), "set_config('jit', 'off', true)")
)
"""Compiling takes the database longer than any of these queries: it overrates what a policy costs."""


@contextmanager
def opened(actor: Actor, purpose: str = "", *, system: bool = False) -> Iterator[None]:
    """Let `actor` see, inside, the guarded rows that are open to it for `purpose`.

    `system` is for Baken's own work on what nobody looks at (destruction, a new index): all rows of the actor's
    municipality. What is asked of the database must be asked inside: a query set evaluated later finds nothing.
    """
    if connection.vendor != "postgresql":
        yield
        return
    wanted = _setting(actor, purpose, system)
    before = _current.get()
    if connection.in_atomic_block and before == wanted:
        yield
        return
    begins = not connection.in_atomic_block
    with together():
        token = _current.set(wanted)
        try:
            _tell(wanted)
            yield
        finally:
            _current.reset(token)
        if not begins:  # the context ends with the transaction, and after an error the rollback ends it
            _tell(before)


def looking() -> Setting:
    """Return who looks now and for what, as the database was told."""
    return _current.get()


def surrounding(actor: Any, arguments: Mapping[str, Any]) -> AbstractContextManager[None]:
    """Return the context of an action: that of its `purpose`, or of Baken's own work. Others keep what they were called in."""
    if isinstance(actor, Actor) and ("purpose" in arguments or "system" in actor.roles):
        return opened(actor, str(arguments.get("purpose") or ""))
    return nullcontext()


def _setting(actor: Actor, purpose: str, system: bool) -> Setting:
    at = actor.moment
    return (
        str(actor.municipality_id or ""),
        str(actor.id or ""),
        str(actor.partner_id or ""),
        ",".join(sorted(actor.roles)),
        ",".join(sorted(str(team) for team in actor.teams)),
        purpose,
        at.isoformat() if at else "",
        ",".join(sorted(actor.permissions)),
        "1" if system or "system" in actor.roles else "",
    )


def _tell(setting: Setting) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SET, setting)
