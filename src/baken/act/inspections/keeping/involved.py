# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose task an inspection is or was: for the privacy officer, who asks after reads by others."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import F

from ..models import Finding, HomeEntry, InspectionReport

ACTED: tuple[tuple[Any, str, str], ...] = (
    (Finding, "guarded", "by"),
    (HomeEntry, "guarded", "by"),
    (InspectionReport, "guarded", "made_by"),
)
"""Model, the record it belongs to, and who acted."""


def involved(keys: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """Return (record, account) for everybody with a task in these inspections. A fixed number of queries."""
    records = list(keys)
    found: set[tuple[UUID, UUID]] = set()
    if not records:
        return found
    for model, record, person in ACTED:
        rows = model._default_manager.filter(**{f"{record}__in": records, f"{person}__isnull": False})
        found |= set(rows.order_by().values_list(f"{record}_id", F(f"{person}_id")).distinct())
    return found
