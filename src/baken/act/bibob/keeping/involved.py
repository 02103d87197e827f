# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who has a task in a screening, for the review of reads: whoever handed in, looked, weighed, concluded, told or gave."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import F

from ..models import Disclosure, Duty, Indicator, Screening, ScreeningEvent, SourceLook

TASKS: tuple[tuple[Any, str, str], ...] = (
    (Screening, "id", "concluded_by"),
    (SourceLook, "screening_id", "by"),
    (Indicator, "screening_id", "by"),
    (Duty, "screening_id", "by"),
    (Disclosure, "screening_id", "by"),
    (ScreeningEvent, "screening_id", "by"),
)


def involved(keys: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """Return (record, account) for everybody with a task in these screenings. A fixed number of queries."""
    records, found = list(keys), set[tuple[UUID, UUID]]()
    for model, key, person in TASKS if records else ():
        rows = model._default_manager.filter(**{f"{key.removesuffix('_id')}__in": records, f"{person}__isnull": False})
        found |= set(rows.order_by().values_list(key, F(f"{person}_id")).distinct())
    return found
