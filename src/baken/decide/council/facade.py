# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of council."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.access.facade import Actor
from baken.kernel.models import Municipality
from baken.ui.format import day as told_day

from . import queries
from .actions import add_item, add_paper, answer_item, decide_motion, set_answer_term, withdraw_item
from .dossiers.actions import (
    add_apv_change,
    add_hearing,
    add_proposal,
    change_apv_change,
    step_apv_change,
    step_proposal,
)
from .dossiers.scenarios import appendices, attach_scenario
from .item_views import ItemView, item_views
from .models import ApvChange, CouncilItem, Hearing, Proposal, Session, SessionStatus
from .panels import proposal_sections
from .policies import MANAGE, SETTLE, VIEW
from .sections import session_sections
from .sessions.actions import decide_change, plan_session, propose_change, settle_session, step_session

__all__ = [
    "MANAGE",
    "SETTLE",
    "VIEW",
    "ApvChange",
    "CouncilItem",
    "Hearing",
    "LateItem",
    "Proposal",
    "Session",
    "add_apv_change",
    "add_hearing",
    "add_item",
    "add_paper",
    "add_proposal",
    "answer_item",
    "appendices",
    "attach_scenario",
    "change_apv_change",
    "decide_change",
    "decide_motion",
    "home_lines",
    "late_items",
    "plan_session",
    "proposal_by_id",
    "proposal_sections",
    "propose_change",
    "search",
    "session_sections",
    "set_answer_term",
    "settle_session",
    "step_apv_change",
    "step_proposal",
    "step_session",
    "withdraw_item",
]


@dataclass(frozen=True, slots=True)
class LateItem:
    """One commitment, motion or question whose term has passed; `kind` in words."""

    title: str
    href: str
    on: date
    kind: str
    owner: str
    fictitious: bool = False


def late_items(actor: Actor, municipality: Municipality, day: date) -> list[LateItem]:
    """Return what is late on a day and `actor` may see, longest late first. One query."""
    return [
        LateItem(
            title=view.item.title,
            href=view.item.get_absolute_url(),
            on=view.item.due,
            kind=view.kind,
            owner=view.item.owner,
            fictitious=view.item.fictitious,
        )
        for view in _running(actor, municipality, day)
        if view.late and view.item.due is not None
    ]


def home_lines(actor: Actor, municipality: Municipality, day: date) -> list[dict[str, str]]:
    """Return what the home page says of the council: how much is late, and the coming session. Two queries."""
    if not _may(actor, municipality):
        return []
    told = []
    late = [view for view in _running(actor, municipality, day) if view.late]
    if late:
        text = ngettext(
            "%(n)d toezegging, motie of raadsvraag is te laat.", "%(n)d toezeggingen, moties of raadsvragen zijn te laat.",
            len(late),
        ) % {"n": len(late)}  # fmt: skip
        told.append(
            {"text": text, "url": reverse("council:overview") + "?stand=late", "label": _("Bekijk wat te laat is")}
        )
    session = queries.sessions(actor).exclude(status=SessionStatus.SETTLED).order_by("on").first()
    if session is not None:
        text = _("Raadssessie veiligheid op %(day)s: %(status)s.") % {
            "day": told_day(session.on),
            "status": session.get_status_display(),
        }
        told.append({"text": text, "url": session.get_absolute_url(), "label": _("Open de sessie")})
    return told


def proposal_by_id(actor: Actor, pk: Any) -> Proposal:
    """Return a proposal that `actor` may see, or raise `Http404`: for who makes its document."""
    return queries.proposal_or_404(actor, pk)


def search(actor: Actor, text: str) -> list[tuple[str, str, str]]:
    """Return (title, kind, url) of visible items, APV changes and proposals that speak of `text`."""
    asked = text.strip()
    if not asked or not actor.may(VIEW):
        return []
    found = [
        (row.title, str(row.get_kind_display()), row.get_absolute_url())
        for row in queries.items(actor).filter(title__icontains=asked)[:10]
    ]
    found += [
        (str(row), _("APV-wijziging"), row.get_absolute_url())
        for row in queries.apv_changes(actor).filter(title__icontains=asked)[:10]
    ]
    return found + [
        (row.title, _("raadsvoorstel"), row.get_absolute_url())
        for row in queries.proposals(actor).filter(title__icontains=asked)[:10]
    ]


def _may(actor: Actor, municipality: Municipality) -> bool:
    return actor.municipality_id == municipality.id and actor.may(VIEW)


def _running(actor: Actor, municipality: Municipality, day: date) -> list[ItemView]:
    if not _may(actor, municipality):
        return []
    rows = queries.items(actor).filter(due__lt=day, answered_on__isnull=True, withdrawn_on__isnull=True)
    return item_views(rows.defer("text", "answer"), actor, day)
