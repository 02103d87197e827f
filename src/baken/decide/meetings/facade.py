# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of meetings."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, visible_to
from baken.kernel.models import Municipality
from baken.ui.format import day as told_day
from baken.ui.panels import Panel

from . import queries
from .actions import (
    add_item,
    add_member,
    answer_proposal,
    bring_in,
    cancel_meeting,
    change_item,
    change_meeting,
    hold_meeting,
    make_kind,
    plan_meeting,
    settle_meeting,
    withdraw_points,
)
from .agenda import AgendaProposal, AgendaSource, proposals, register_agenda_source
from .forgetting import forget_points
from .guests import invite_guest, withdraw_guest
from .minutes import add_action, add_paper, correct, decide, report
from .models import ActionStatus, AgendaItem, Meeting, MeetingKind, MeetingStatus
from .panels import input_panel
from .policies import BRING, VIEW
from .queries import InputLine

__all__ = [
    "AgendaProposal",
    "AgendaSource",
    "Discussed",
    "DueAction",
    "InputLine",
    "Meeting",
    "MeetingKind",
    "Upcoming",
    "add_action",
    "add_item",
    "add_member",
    "add_paper",
    "answer_proposal",
    "bring_in",
    "cancel_meeting",
    "change_item",
    "change_meeting",
    "correct",
    "decide",
    "due_actions",
    "forget_points",
    "hold_meeting",
    "home_lines",
    "input_for",
    "input_panel_for",
    "invite_guest",
    "make_kind",
    "plan_meeting",
    "points_about",
    "proposals",
    "register_agenda_source",
    "report",
    "search",
    "settle_meeting",
    "tables",
    "upcoming_meetings",
    "withdraw_guest",
    "withdraw_points",
]

SOON = timedelta(weeks=2)


@dataclass(frozen=True, slots=True)
class DueAction:
    """An open action with its last day: `late` when that has passed, `mine` when it is for the reader's own function."""

    title: str
    href: str
    on: date
    late: bool
    mine: bool
    owner: str
    meeting: str
    fictitious: bool = False


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A planned meeting."""

    title: str
    href: str
    on: date
    fictitious: bool = False


@dataclass(frozen=True, slots=True)
class Discussed:
    """A point about a record of another feature, and what was decided on it; `held` once the meeting took place."""

    key: UUID
    meeting: str
    on: date
    href: str
    held: bool
    decisions: tuple[str, ...]


def points_about(actor: Actor, source: str, key: str) -> list[Discussed]:
    """Return where a source's record stands on an agenda or was spoken of, as `actor` may see it; newest first.

    Nothing for who has no seat at that table.
    """
    if not actor.may(VIEW):
        return []
    return [
        Discussed(
            key=item.pk,
            meeting=item.meeting.kind.name,
            on=item.meeting.on,
            href=item.get_absolute_url(),
            held=item.meeting.held_at is not None,
            decisions=tuple(decision.text for decision in item.decisions.all()),
        )
        for item in queries.points_about(actor, source, key)
    ]


def tables(actor: Actor, source: str, on: date) -> list[Meeting]:
    """Return the planned meetings from the day `on` to which `actor` may bring a record of this source; soonest first."""
    if not actor.may(BRING):
        return []
    rows = visible_to(Meeting.objects.select_related("kind"), actor, BRING)
    found = rows.filter(status=MeetingStatus.PLANNED, on__gte=on).order_by("on", "kind__name")
    return [meeting for meeting in found if source in meeting.kind.sources]


def due_actions(actor: Actor, municipality: Municipality, until: date, on: date | None = None) -> list[DueAction]:
    """Return the open actions that `actor` may see with a last day up to `until`, soonest first; late ones included."""
    if actor.municipality_id != municipality.id or not actor.may(VIEW):
        return []
    rows = queries.actions(actor).filter(status=ActionStatus.OPEN, due__lte=until)
    return [
        DueAction(
            title=view.action.text,
            href=view.href,
            on=view.action.due,
            late=view.late,
            mine=view.mine,
            owner=view.owner,
            meeting=view.meeting.kind.name if view.meeting else "",
            fictitious=view.fictitious,
        )
        for view in queries.action_views(actor, rows, on or timezone.localdate())
    ]


def upcoming_meetings(actor: Actor, municipality: Municipality, until: date, on: date | None = None) -> list[Upcoming]:
    """Return the planned meetings that `actor` may see, from today (or `on`) up to `until`, soonest first."""
    if actor.municipality_id != municipality.id or not actor.may(VIEW):
        return []
    rows = queries.upcoming(actor, on or timezone.localdate(), until)
    return [Upcoming(row.kind.name, row.get_absolute_url(), row.on, row.kind.fictitious) for row in rows]


def home_lines(actor: Actor, municipality: Municipality, day: date) -> list[dict[str, str]]:
    """Return what the home page says of meetings: own actions that are late, and the next meeting. Three queries."""
    told = []
    mine = [one for one in due_actions(actor, municipality, day + SOON, day) if one.mine]
    late = sum(one.late for one in mine)
    address = reverse("meetings:actions") + "?wie=mij"
    if late:
        text = _("Uw actie is te laat.") if late == 1 else _("%(count)s van uw acties zijn te laat.") % {"count": late}
        told.append({"text": text, "url": address, "label": _("Bekijk uw acties")})
    elif mine:
        text = _("Uw eerstvolgende actie moet klaar zijn op %(day)s.") % {"day": told_day(mine[0].on)}
        told.append({"text": text, "url": mine[0].href, "label": mine[0].title})
    for meeting in upcoming_meetings(actor, municipality, day + SOON, day)[:1]:
        text = _("Volgend overleg: %(meeting)s op %(day)s.") % {"meeting": meeting.title, "day": told_day(meeting.on)}
        told.append({"text": text, "url": meeting.href, "label": _("Open de agenda")})
    return told


def input_for(actor: Actor, kind_slug: str, on: date) -> list[InputLine]:
    """Return the priorities in force on the day `on` with what the meetings of that kind did with each.

    Empty for who may not see that kind, and where there is no such kind.
    """
    kind = queries.kinds(actor).filter(slug=kind_slug).first()
    return queries.regional_input(actor, kind, on) if kind else []


def input_panel_for(actor: Actor, kind_slug: str, on: date) -> Panel | None:
    """Return `input_for` as a panel, or None where there is nothing to show."""
    kind = queries.kinds(actor).filter(slug=kind_slug).first()
    lines = queries.regional_input(actor, kind, on) if kind else []
    return input_panel(lines, kind.fictitious) if kind and lines else None


def search(actor: Actor, text: str) -> list[tuple[str, str, str]]:
    """Return (title, kind, url) of visible meetings, points and actions that speak of `text`."""
    if not text.strip() or not actor.may(VIEW):
        return []
    return [_result(row) for row in queries.matching(actor, text.strip())]


def _result(row: Any) -> tuple[str, str, str]:
    if isinstance(row, MeetingKind):
        return row.name, _("soort overleg"), row.get_absolute_url()
    if isinstance(row, AgendaItem):
        return row.title, _("agendapunt"), row.get_absolute_url()
    return row.text, _("actie uit overleg"), row.get_absolute_url()
