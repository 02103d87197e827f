# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What follow-up, reports and debrief show on the page of an inspection."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from .. import queries
from ..blocks import Block
from ..models import Finding, FollowUp, InspectionParty, InspectionReport
from ..parts import DISCIPLINES
from ..planning import blocks as planning_blocks
from ..queries import Seen
from . import follow_up, reports
from .lines import standing_of, who


@dataclass(frozen=True, slots=True)
class Line:
    """One follow-up in words; `settles`: the reader may write what came of it, `moves`: set another day."""

    row: FollowUp
    who: str
    discipline: str
    standing: str
    word: str
    settles: bool
    moves: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """One report that was made."""

    row: InspectionReport
    name: str


def follow_up_block(seen: Seen, at: datetime) -> Block | None:
    """Each finding that isn't in order with its owner and its day, and what came of it."""
    it, on = seen.file, timezone.localdate(at)
    rows = list(queries.rows(seen, FollowUp).select_related("target", "partner").order_by("due_on", "id"))
    desk = seen.actor.partner_id is None
    waits: list[Finding] = follow_up.unowned(it) if desk and it.status in follow_up.WORKING else []
    if not rows and it.status not in (*follow_up.WORKING, "closed"):
        return None
    plans = queries.may_plan(seen)
    lines = [
        Line(row, who(row), str(DISCIPLINES.get(row.discipline, row.discipline)), *standing_of(row, on),
             it.status in follow_up.WORKING and follow_up.may_settle(seen.actor, row), plans and may_move(seen, row))
        for row in rows
    ]  # fmt: skip
    force: dict[str, list[str]] = {}
    for line in lines:
        if line.row.outcome in follow_up.REPRESSIVE:
            force.setdefault(line.who, []).append(str(line.row.get_outcome_display()))
    context = {
        "lines": lines,
        "open": sum(not line.row.outcome for line in lines),
        "unowned": [(row, str(DISCIPLINES.get(row.discipline, row.discipline))) for row in waits],
        "may_set_out": plans and it.status in follow_up.WORKING,
        "force": [f"{name}: {', '.join(sorted(set(told)))}" for name, told in sorted(force.items())],
    }
    return Block("inspections/outcome/_follow_up.html", context)


def reports_block(seen: Seen, at: datetime) -> Block | None:
    """The reports that the reader sees, and making a new one."""
    it = seen.file
    rows = list(queries.rows(seen, InspectionReport).order_by("-made_at", "-id"))
    makes: list[tuple[str, str]] = []
    if it.status in reports.AFTER:
        plans = queries.may_plan(seen)
        parties = queries.rows(seen, InspectionParty).order_by("id").values_list("discipline", flat=True)
        mine = list(parties) if plans else sorted(planning_blocks.own_disciplines(seen))
        makes = [("joint", _("gezamenlijk rapport"))] if plans else []
        makes += [(slug, str(DISCIPLINES.get(slug, slug))) for slug in mine]
    if not rows and not makes:
        return None
    found = [Report(row, str(DISCIPLINES.get(row.discipline, "")) or _("gezamenlijk rapport")) for row in rows]
    return Block("inspections/outcome/_reports.html", {"reports": found, "makes": makes})


def debrief_block(seen: Seen, at: datetime) -> Block | None:
    """What was learnt."""
    return Block("inspections/outcome/_debrief.html") if seen.file.debrief else None


def may_move(seen: Seen, row: FollowUp) -> bool:
    """Whether the day of a follow-up may still be set anew."""
    return not row.outcome and seen.file.status in follow_up.WORKING


def settle_context(row: FollowUp) -> dict[str, Any]:
    """Return what stands beside the form of settling."""
    return {"row": row, "who": who(row), "discipline": str(DISCIPLINES.get(row.discipline, row.discipline))}
