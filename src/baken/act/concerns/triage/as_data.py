# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A concern as data: what its reader may see of it, for a file to take along and for the API. Never who reported it."""

import json
from typing import Any

from django.db.models import QuerySet

from baken.access.facade import Actor, note_listed
from baken.kernel import moment

from .. import queries
from ..models import Attachment, Concern, ConcernObject
from ..queries import Seen


def as_data(seen: Seen) -> dict[str, Any]:
    """Return the concern as plain lists and mappings. Call it inside `opened(seen.actor, seen.purpose)`."""
    it = seen.concern
    lon, lat = (float(part) for part in it.point.split(",")) if it.point else (None, None)
    return {
        **line(it),
        "description": it.description,
        "answers": json.loads(it.answers) if it.answers else [],
        "place": {
            "kind": it.place_kind,
            "address": it.address,
            "note": it.place_note,
            "location": {"lon": lon, "lat": lat} if it.point else None,
        },
        "things": [
            {"kind": row.kind, "name": row.name, "number": row.number} for row in queries.rows(seen, ConcernObject)
        ],
        "attachments": [
            {"key": str(row.pk), "name": row.name, "mediaType": row.media_type, "size": row.size}
            for row in queries.rows(seen, Attachment)
        ],
        "occurredOn": it.occurred_on.isoformat() if it.occurred_on else None,
        "sourceReliability": it.source_reliability,
        "contentReliability": it.content_reliability,
        "purpose": seen.purpose,
        "basis": it.vault.basis,
    }


def line(concern: Concern) -> dict[str, Any]:
    """Return what a list tells of a concern (with its category): nothing of what was told."""
    return {
        "reference": concern.reference,
        "category": concern.category.slug,
        "theme": concern.theme,
        "status": concern.status,
        "route": concern.route,
        "outcome": concern.outcome,
        "channel": concern.channel,
        "sourceKind": concern.source_kind,
        "area": concern.area,
        "areaYear": concern.area_year,
        "receivedAt": concern.received_at.isoformat(),
        "testDue": concern.test_due.isoformat() if concern.test_due else None,
        "answerDue": concern.answer_due.isoformat() if concern.answer_due else None,
        "closedOn": concern.closed_on.isoformat() if concern.closed_on else None,
        "fictitious": concern.fictitious,
    }


def page_of(actor: Actor, purpose: str, first: int, count: int) -> list[Concern]:
    """Return some of the concerns that the actor may see for a purpose, newest first, and leave a trace of those but the last.

    One more than `count` says that there are more. Call it inside `opened(actor, purpose)`.
    """
    rows: QuerySet[Concern] = queries.concerns(actor, purpose).select_related("category")
    found = list(rows.defer("description", "answers", "address", "place_note", "point")[first : first + count + 1])
    if keys := [concern.guarded_id for concern in found[:count]]:
        note_listed(actor=actor, at=moment.now(), purpose=purpose, keys=keys, door="api")
    return found
