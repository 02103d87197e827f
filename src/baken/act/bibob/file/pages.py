# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""View models of the page of one screening: its head, terms and timeline, and the blocks that other rooms show."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import purpose_label, role_label
from baken.access.facade import why as reasons

from .. import queries
from ..blocks import blocks
from ..models import ScreeningEvent
from ..queries import Seen

SHOWN = 50
"""Events of the timeline on a page, newest first."""


def frame(seen: Seen, at: datetime) -> dict[str, Any]:
    """Return what every page of a screening shows around its content."""
    it = seen.file
    return {
        "seen": seen,
        "screening": it,
        "standing": it.standing,
        "status": it.get_status_display(),
        "may_handle": queries.may_handle(seen),
        "why": why(seen),
        "today": timezone.localdate(at),
        "at": at,
    }


def screening(seen: Seen, asked: Any, at: datetime) -> dict[str, Any]:
    """Return everything for the page of one file. A fixed number of queries, however much happened in it."""
    return {**frame(seen, at), "blocks": blocks(seen, at), **timeline(seen, asked)}


def timeline(seen: Seen, asked: Any) -> dict[str, Any]:
    """Return the newest events, or all that are asked; `older` tells that there are more."""
    rows = queries.rows(seen, ScreeningEvent).select_related("by").order_by("-on", "-at", "-id")
    found = list(rows if asked.get("verloop") == "alles" else rows[: SHOWN + 1])
    older = asked.get("verloop") != "alles" and len(found) > SHOWN
    return {"events": found[:SHOWN] if older else found, "older": older}


def why(seen: Seen) -> reasons.Why:
    """Return why the reader sees the file."""
    vault = seen.file.vault
    facts = (
        (_("Uw rol"), ", ".join(role_label(role) for role in sorted(seen.actor.roles))),
        (
            _("Register"),
            _("%(register)s. Wie daar is toegelaten, ziet alles in dit register.") % {"register": vault.name},
        ),
        (_("Doel"), purpose_label(seen.purpose)),
        (_("Grondslag"), vault.basis),
    )
    return reasons.Why("", tuple(reasons.Fact(label, text) for label, text in facts))
