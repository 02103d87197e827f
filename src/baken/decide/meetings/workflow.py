# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a meeting goes from planned to settled, and an action from open to done."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from baken.kernel.errors import Reason
from baken.kernel.workflow import Status, Transition, Workflow

MAX_REASON = 400
MAX_NOTE = 4000


def has_agenda(meeting: Any, given: Mapping[str, Any]) -> Reason | None:
    """A meeting without agenda can't have been held."""
    if meeting.items.filter(state="taken").exists():
        return None
    return Reason("no_agenda", gettext("Er staat nog niets op de agenda."))


def is_past(meeting: Any, given: Mapping[str, Any]) -> Reason | None:
    """What is still to come can't have been held."""
    on: date | None = given.get("on")
    if on is not None and meeting.on <= on:
        return None
    return Reason("not_yet", gettext("De dag van dit overleg is nog niet gekomen."))


def has_minutes(meeting: Any, given: Mapping[str, Any]) -> Reason | None:
    """Each point of the agenda has a note or a decision; the points without are named, confidential ones counted."""
    rows = meeting.items.filter(state="taken", note="", decisions__isnull=True).values_list("title", "confidential")
    bare = [title for title, confidential in rows if not confidential]
    hidden = sum(confidential for _title, confidential in rows)
    if hidden:
        bare.append(
            ngettext("%(count)d vertrouwelijk punt", "%(count)d vertrouwelijke punten", hidden) % {"count": hidden}
        )
    if not bare:
        return None
    return Reason("no_minutes", gettext("Zonder verslag of besluit: %(titles)s.") % {"titles": "; ".join(bare)})


def has_reason(record: Any, given: Mapping[str, Any]) -> Reason | None:
    """The step needs a reason that others can read."""
    reason = str(given.get("reason", "")).strip()
    if not reason:
        return Reason("no_reason", gettext("Schrijf op waarom."))
    if len(reason) > MAX_REASON:
        return Reason(
            "long_reason", gettext("De reden is te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_REASON}
        )
    return None


def has_report(record: Any, given: Mapping[str, Any]) -> Reason | None:
    """A report on an action says something."""
    text = str(given.get("text", "")).strip()
    if not text:
        return Reason("no_report", gettext("Schrijf op wat er is gedaan."))
    if len(text) > MAX_NOTE:
        return Reason(
            "long_report", gettext("De melding is te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_NOTE}
        )
    return None


MEETING = Workflow(
    slug="meeting",
    initial="planned",
    statuses=(
        Status("planned", _("gepland"), "safety_adviser"),
        Status("held", _("gehouden"), "safety_adviser"),
        Status("settled", _("vastgesteld"), "safety_adviser"),
        Status("cancelled", _("vervallen"), "safety_adviser"),
    ),
    transitions=(
        Transition(
            name="hold",
            label=_("Is gehouden"),
            sources=frozenset({"planned"}),
            target="held",
            permission="decide.meeting.prepare",
            audit="meeting.held",
            guards=(is_past, has_agenda),
        ),
        Transition(
            name="settle",
            label=_("Verslag vaststellen"),
            sources=frozenset({"held"}),
            target="settled",
            permission="decide.meeting.prepare",
            audit="meeting.settled",
            guards=(has_minutes,),
        ),
        Transition(
            name="correct",
            label=_("Corrigeren"),
            sources=frozenset({"settled"}),
            target="settled",
            permission="decide.meeting.prepare",
            audit="meeting.corrected",
            guards=(has_reason,),
        ),
        Transition(
            name="cancel",
            label=_("Laten vervallen"),
            sources=frozenset({"planned"}),
            target="cancelled",
            permission="decide.meeting.prepare",
            audit="meeting.cancelled",
            guards=(has_reason,),
        ),
    ),
)

ACTION = Workflow(
    slug="meeting_action",
    initial="open",
    statuses=(
        Status("open", _("open"), "safety_adviser"),
        Status("done", _("klaar"), "safety_adviser"),
        Status("dropped", _("vervallen"), "safety_adviser"),
    ),
    transitions=(
        Transition(
            name="report",
            label=_("Voortgang melden"),
            sources=frozenset({"open"}),
            target="open",
            permission="decide.meeting.report",
            audit="meeting_action.reported",
            guards=(has_report,),
        ),
        Transition(
            name="finish",
            label=_("Klaar melden"),
            sources=frozenset({"open"}),
            target="done",
            permission="decide.meeting.report",
            audit="meeting_action.done",
            guards=(has_report,),
        ),
        Transition(
            name="drop",
            label=_("Laten vervallen"),
            sources=frozenset({"open"}),
            target="dropped",
            permission="decide.meeting.prepare",
            audit="meeting_action.dropped",
            guards=(has_report,),
        ),
        Transition(
            name="reopen",
            label=_("Weer openen"),
            sources=frozenset({"done", "dropped"}),
            target="open",
            permission="decide.meeting.prepare",
            audit="meeting_action.reopened",
            guards=(has_report,),
        ),
    ),
)
