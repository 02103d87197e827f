# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers that hold for one page: what a page asks many times over, it asks the database once.

Only inside `remembering()`, which a request that changes nothing opens (`access.middleware`). An action, a command or the
worker asks anew each time, so that what somebody changes counts at once.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db.models import Model, QuerySet

from .sight import looking

Found = TypeVar("Found")
M = TypeVar("M", bound=Model)
_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("baken_remembered", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Keep, inside, what `remembered` finds; nothing of it outlives the block."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def remembered(key: Hashable, find: Callable[[], Found]) -> Found:
    """Return what `find` returned before under `key`, or ask it. `key` names the question and who asks."""
    kept = _kept.get()
    if kept is None:
        return find()
    if key not in kept:
        kept[key] = find()
    found: Found = kept[key]
    return found


def asked_once(rows: QuerySet[M]) -> list[M]:
    """Return the objects of `rows`, without asking again what the page asked before: the very same statement, by who looks
    for the same. Of a query without prefetches, which its statement doesn't tell. Nobody changes what comes of it.
    """
    if _kept.get() is None:
        return list(rows)
    try:
        statement = str(rows.query.sql_with_params())
    except EmptyResultSet:
        return []
    return list(remembered(("rows", rows.model, statement, looking()), lambda: tuple(rows)))
