# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who has a task in a measure, for the review of reads.

Everybody at the desk sees all that lies in its register, so being there makes no task by itself: whoever took a step, wrote a
reason, made or signed a paper has one; and who signs for the body, of what lies ready for it.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import F

from baken.access.facade import RoleAssignment

from ..models import Measure, MeasureDocument, MeasureEvent, MeasureReason, Status

WORKED: tuple[tuple[Any, str, str], ...] = (
    (Measure, "id", "signed_by"),
    (MeasureEvent, "measure_id", "by"),
    (MeasureReason, "measure_id", "written_by"),
    (MeasureDocument, "measure_id", "made_by"),
    (MeasureDocument, "measure_id", "signed_by"),
)


def involved(keys: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """Return (record, account) for everybody with a task in these measures. A fixed number of queries."""
    records = list(keys)
    if not records:
        return set()
    found: set[tuple[UUID, UUID]] = set()
    for model, record, person in WORKED:
        field = record.removesuffix("_id")
        rows = model._default_manager.filter(**{f"{field}__in": records, f"{person}__isnull": False})
        found |= set(rows.order_by().values_list(record, F(f"{person}_id")).distinct())
    return found | _to_sign(records)


def _to_sign(records: list[UUID]) -> set[tuple[UUID, UUID]]:
    waiting = list(Measure.objects.filter(pk__in=records, status=Status.DRAFTED).only("owner_role", "municipality_id"))
    held = RoleAssignment.objects.filter(
        municipality__in={one.municipality_id for one in waiting}, role__in={one.owner_role for one in waiting}
    )
    people = list(held.values_list("role", "user")) if waiting else []
    return {(one.pk, user) for one in waiting for role, user in people if role == one.owner_role}
