# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counts that stop: over a million rows nobody waits for the exact number, and "1.000+" tells as much."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

from .format import count

LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are; `capped`: at least one more than `value`. Written as 1.000+ (en 1,000+)."""

    value: int
    capped: bool = False

    def __str__(self) -> str:
        return count(self.value) + ("+" if self.capped else "")

    def __bool__(self) -> bool:
        return self.value > 0


def capped(rows: QuerySet[Any], limit: int = LIMIT) -> Count:
    """Count `rows` (not sliced yet) up to `limit`, in one query that stops at the row after it."""
    found = rows.order_by()[: limit + 1].count()
    return Count(min(found, limit), found > limit)


class CappedPaginator(Paginator[Any]):
    """Pages of a list whose count stops at `LIMIT`: how many more there are is nobody's business, and costs time."""

    @cached_property
    def counted(self) -> Count:
        """How many rows, as far as anybody counts. One query."""
        rows: Any = self.object_list
        return capped(rows)

    @property
    def count(self) -> int:
        return self.counted.value
