# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making stored rows equal to wanted ones: what is new is added, what differs changed, what is gone removed."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet

from baken.kernel.models import Record

R = TypeVar("R", bound=Record)


@dataclass
class Changes:
    """How many rows an import added, changed and removed."""

    added: int = 0
    changed: int = 0
    removed: int = 0

    @property
    def any(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def sync(
    rows: QuerySet[R],
    wanted: Mapping[Any, Mapping[str, Any]],
    key: Callable[[R], Hashable],
    fixed: Mapping[str, Any],
    changes: Changes,
    *,
    prune: bool = True,
) -> dict[Any, R]:
    """Make `rows` equal to `wanted` (key to fields) and return the rows by key. `fixed` are fields of new rows only.

    With `prune=False` rows no longer wanted stay, for the caller to remove once nothing points at them.
    """
    there = {key(row): row for row in rows}
    result: dict[Any, R] = {}
    for name, fields in wanted.items():
        row = there.pop(name, None)
        if row is None:
            row = rows.model(**fixed, **fields)
            row.save()
            changes.added += 1
        else:
            write(row, fields, changes)
        result[name] = row
    if prune:
        for row in there.values():
            row.delete()
            changes.removed += 1
    return result


def write(row: Record, fields: Mapping[str, Any], changes: Changes) -> None:
    """Set `fields` on `row` and save it where one differs."""
    differing = {name: value for name, value in fields.items() if getattr(row, name) != value}
    if differing:
        for name, value in differing.items():
            setattr(row, name, value)
        row.save()
        changes.changed += 1
