# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading findings, as far as the reader sees the part of their discipline. Asked inside `opened(actor, purpose)`."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from baken.access.facade import desk_files

from ..models import Answer, Finding, FindingPhoto, InspectionParty, Target
from ..policies import VIEW
from ..queries import Seen, rows
from .rules import beside


def findings(seen: Seen) -> QuerySet[Finding]:
    """Return the findings of an inspection that the reader sees, as they were seen in time."""
    return rows(seen, Finding).select_related("target", "checklist", "by_partner").order_by("seen_at", "pk")


def photos(seen: Seen) -> dict[UUID, list[FindingPhoto]]:
    """Return the photos by their finding. One query."""
    found: dict[UUID, list[FindingPhoto]] = {}
    for photo in desk_files.rows(seen, FindingPhoto, VIEW, "finding__inspection").order_by("added_at", "pk"):
        found.setdefault(photo.finding_id, []).append(photo)
    return found


def targets(seen: Seen) -> list[Target]:
    """Return the addresses in their order."""
    return list(rows(seen, Target).order_by("order", "pk"))


def parties(seen: Seen) -> list[InspectionParty]:
    """Return who takes part."""
    return list(rows(seen, InspectionParty).select_related("partner").order_by("pk"))


def standing(found: Iterable[Finding]) -> list[Finding]:
    """Return those that count: without what was corrected, or said anew by the same inspector."""
    groups: dict[tuple[UUID, str, str], list[Finding]] = {}
    for one in found:
        groups.setdefault((one.target_id, one.discipline, one.item), []).append(one)
    return [side.row for rows_ in groups.values() for side in beside(rows_) if side.counts]


def not_in_order(seen: Seen) -> list[Finding]:
    """Return the findings that count and are not in order: what asks for follow-up. One query."""
    return [one for one in standing(findings(seen)) if one.answer == Answer.NOT_IN_ORDER]
