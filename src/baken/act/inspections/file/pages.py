# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page of an inspection shows around its content."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from baken.access.facade import purpose_label
from baken.access.facade import why as reasons
from baken.registry.facade import boundaries

from .. import queries
from ..queries import Seen


def frame(seen: Seen, at: datetime) -> dict[str, Any]:
    """Return what every page of an inspection shows around its content."""
    it, on = seen.file, timezone.localdate(at)
    return {
        "seen": seen,
        "inspection": it,
        "area_name": area_name(seen, at),
        "status": it.get_status_display(),
        "why": reasons.seen(seen.actor, seen.purpose, it.guarded),
        "purpose": purpose_label(seen.purpose),
        "may_plan": queries.may_plan(seen),
        "partner": seen.actor.partner_id is not None,
        "today": on,
        "at": at,
    }


def area_name(seen: Seen, at: datetime) -> str:
    """Return the name of the area of an inspection, "" for none."""
    it = seen.file
    if not it.area:
        return ""
    found = boundaries(it.municipality, timezone.localdate(it.starts_at or at)).located(it.area)
    return found.name if found else it.area
