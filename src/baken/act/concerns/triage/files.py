# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of concerns as a file and on paper: what the list on the screen tells, and no more. Each leaves a trace."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, opened
from baken.ui.counting import LIMIT
from baken.ui.csv_export import plain_csv
from baken.ui.format import day

from ..queries import concerns
from .desk import Desk, desk, note_shown
from .lists import desk_label, line
from .queries import in_list, selected


def as_csv(it: Desk) -> str:
    """Return a selection for a spreadsheet: the newest thousand."""
    with opened(it.actor, it.purpose):
        found = list(in_list(selected(it.actor, it.purpose, it.selection, it.on))[:LIMIT])
        note_shown(it.actor, it.purpose, found, door="export")
    heads = [_("signaal"), _("soort"), _("gebied"), _("ontvangen"), _("status"), _("route"), _("uiterlijk"), _("wie")]
    rows = []
    for concern in found:
        told = line(it, concern)
        due = told.term.due.isoformat() if told.term else ""
        received = timezone.localdate(concern.received_at).isoformat()
        route = concern.get_route_display()
        rows.append((concern.reference, told.category, told.area, received, told.status, route, due, told.who))
    return plain_csv(heads, rows)


def chosen(actor: Actor, purpose: str, keys: Sequence[UUID], at: datetime) -> dict[str, Any]:
    """Return some concerns for a page to print, oldest first; what the reader doesn't see isn't there."""
    it = desk(actor, QueryDict(f"doel={purpose}"), timezone.localdate(at))
    with opened(actor, purpose):
        found = list(in_list(concerns(actor, purpose).filter(pk__in=list(keys)[:LIMIT])).order_by("id"))
        note_shown(actor, purpose, found, door="export")
    return {
        "lines": [line(it, concern) for concern in found],
        "desk": desk_label(purpose),
        "printed": day(timezone.localdate(at)),
        "purpose": purpose,
    }
