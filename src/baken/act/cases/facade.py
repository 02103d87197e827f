# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of cases. Each function answers only for what the actor may see."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from baken.access.facade import Actor, opened, purposes_open_to
from baken.kernel.models import Municipality
from baken.ui.counting import Count, capped
from baken.ui.format import day as told_day

from . import queries
from .actions import change_case, open_case, step
from .data.exports import as_data
from .doors import confidential, for_purpose, in_register
from .lists import note_shown, openings, take_search
from .models import Case
from .onward import register_onward
from .origins import register_origin
from .parts import KIND, PARTS
from .places import area_names, priorities
from .policies import MANAGE, VIEW
from .queries import Seen, find, first_purpose
from .taking_part.actions import add_participant, end_participant, set_sight, share
from .taking_part.leading import hand_over
from .work.actions import add_action, add_document, add_entry, add_subject, finish_action, write_conclusion

__all__ = [
    "KIND",
    "MANAGE",
    "PARTS",
    "VIEW",
    "Case",
    "Seen",
    "add_action",
    "add_document",
    "add_entry",
    "add_participant",
    "add_subject",
    "area_names",
    "case_as_data",
    "case_rows",
    "change_case",
    "confidential",
    "end_participant",
    "find",
    "finish_action",
    "first_purpose",
    "for_purpose",
    "hand_over",
    "home_lines",
    "in_register",
    "note_shown",
    "open_case",
    "openings",
    "priorities",
    "register_onward",
    "register_origin",
    "search",
    "set_sight",
    "share",
    "step",
    "write_conclusion",
]

FOUND = 10


def case_rows(actor: Actor, purpose: str, *, stage: str = "", words: str = "") -> QuerySet[Case]:
    """Return the cases that `actor` may see for `purpose`, newest first. Evaluate it inside `opened(actor, purpose)`."""
    return queries.cases(actor, purpose, stage=stage, words=words)


def case_as_data(seen: Seen) -> dict[str, Any]:
    """Return a case (from `find`) as the export gives it. Call it inside `opened(seen.actor, seen.purpose)`."""
    return as_data(seen)


def search(actor: Actor, text: str) -> list[tuple[str, str, str]]:
    """Return (title, kind, url) of cases in which `actor` sees every word of `text`, each purpose by itself.

    Leaves a trace of what is shown. Raises `TooMany` for who searches too often.
    """
    if not text.strip() or not actor.may(VIEW):
        return []
    take_search(actor)
    found: dict[str, tuple[str, str, str]] = {}
    for purpose in purposes_open_to(actor, desk=False):
        with opened(actor, purpose):
            cases = list(queries.cases(actor, purpose, words=text)[:FOUND])
            note_shown(actor, purpose, cases, searched=True)
            for case in cases:
                found.setdefault(case.reference, (case.title, _("casus"), case.get_absolute_url()))
    return list(found.values())


def home_lines(actor: Actor, municipality: Municipality, on: date) -> list[dict[str, str]]:
    """Return what the home page says of cases: how many open ones, and the next open action. Two queries a purpose."""
    if actor.municipality_id != municipality.id or not actor.may(VIEW):
        return []
    found: list[Count] = []
    due: date | None = None
    for purpose in purposes_open_to(actor, desk=False):
        with opened(actor, purpose):
            mine = capped(queries.cases(actor, purpose, stage="open"))
            if not mine:
                continue
            found.append(mine)
            first = queries.open_actions(actor, purpose).values_list("due_on", flat=True).first()
            due = min(filter(None, (due, first)), default=None)
    if not found:
        return []
    number = Count(sum(one.value for one in found), any(one.capped for one in found))
    text = _("U neemt deel aan %(count)s casussen.") % {"count": number}
    if number == Count(1):
        text = _("U neemt deel aan 1 casus.")
    if due is not None:
        late, coming = (
            _("Een actie had klaar moeten zijn op %(day)s."),
            _("De eerste actie moet klaar zijn op %(day)s."),
        )
        words = late if due < on else coming
        text = f"{text} {words % {'day': told_day(due)}}"
    return [{"text": text, "url": reverse("cases:overview"), "label": _("Naar mijn casussen")}]
