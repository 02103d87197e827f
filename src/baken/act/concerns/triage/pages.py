# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""View models of the page of one concern: what was told, the toets vooraf, and what other rooms show below it."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from baken.access.facade import purpose_label, role_label
from baken.access.facade import why as reasons
from baken.kernel.text.personal_data import find
from baken.registry.facade import boundaries
from baken.ui.free_text import KIND_LABELS

from .. import queries
from ..blocks import blocks, blocks_before, heads
from ..gatekeeper.forms import AgainForm, CheckForm
from ..gatekeeper.indexing import point_of
from ..models import Attachment, Concern, ConcernObject, Status
from ..queries import Seen
from ..reporting.questions import unanswered
from ..terms import term_of
from .assigning import AT_WORK, choices
from .map_panel import small_map
from .places import area_name
from .work_forms import AssignForm, LinkForm, NoteForm, UnmergeForm


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of what was told; `kind` says what the guard on free text takes it for, "" for plain text."""

    text: str
    kind: str = ""


def concern(
    seen: Seen, at: datetime, *, check_form: CheckForm | None = None, again_form: AgainForm | None = None, **more: Any
) -> dict[str, Any]:
    """Return everything for the page of one concern. Until it was tested there is nothing but what was told, at first or later,
    and the test."""
    it, on = seen.concern, timezone.localdate(at)
    waiting = it.status == Status.RECEIVED
    handles = queries.may_handle(seen)
    told = json.loads(it.answers) if it.answers else []
    version = {"version": it.version}
    text = pieces(it.description)
    answers = [(one["question"], pieces(one["answer"])) for one in told]
    return {
        **frame(seen, at),
        "pieces": text,
        "told": answers,
        "marked": any(piece.kind for part in (text, *(found for _question, found in answers)) for piece in part),
        "unanswered": unanswered(it.category.questions, {one["slug"] for one in told}) if waiting else [],
        "things": list(queries.rows(seen, ConcernObject)),
        "papers": [(row, row.media_type.startswith("image/")) for row in queries.rows(seen, Attachment)],
        "small_map": small_map(boundaries(it.municipality, on), point_of(it)),
        "waiting": waiting,
        "may_handle": handles,
        "check_form": (check_form or CheckForm(vault=it.vault, initial=version)) if waiting and handles else None,
        "again_form": (again_form or AgainForm(initial=version)) if it.status == Status.REFUSED and handles else None,
        "heads": [] if waiting else heads(seen, at),
        "blocks": blocks_before(seen, at) if waiting else blocks(seen, at),
        **(_working(seen, on, version) if handles and not waiting else {}),
        **more,
    }


def people(seen: Seen, on: date) -> list[tuple[str, str]]:
    """Return to whom the concern can be given, the reader first."""
    found = choices(seen.concern.vault_id, seen.concern.municipality_id, seen.purpose, on)
    own = f"u:{seen.actor.id}"
    return sorted(found, key=lambda pair: pair[0] != own)


def _working(seen: Seen, on: date, version: dict[str, int]) -> dict[str, Any]:
    """Return the small forms that stand on the page of a concern that was tested."""
    it = seen.concern
    given = {"who": f"u:{it.assignee_id}" if it.assignee_id else f"r:{it.assigned_role}"}
    may_assign = it.status in AT_WORK
    return {
        "assign_form": AssignForm(people=people(seen, on), initial={**version, **given}) if may_assign else None,
        "may_change": may_assign,
        "link_form": LinkForm(initial=version),
        "note_form": NoteForm(),
        "unmerge_form": UnmergeForm(initial=version) if it.status == Status.MERGED else None,
    }


def frame(seen: Seen, at: datetime) -> dict[str, Any]:
    """Return what every page of a concern shows around its content."""
    it, on = seen.concern, timezone.localdate(at)
    return {
        "seen": seen,
        "concern": it,
        "category": it.category,
        "purpose": purpose_label(seen.purpose),
        "area_name": area_name(it.municipality, it, on),
        "status": it.get_status_display(),
        "term": term_of(it, on),
        "who": who(it),
        "why": why(seen),
        "today": on,
        "at": at,
    }


def who(it: Concern) -> str:
    """Return who handles a concern: a colleague, or the function whose turn it is."""
    return it.assignee.display_name if it.assignee else role_label(it.assigned_role)


def why(seen: Seen) -> reasons.Why:
    """Return why the reader sees the concern."""
    return reasons.seen_at_desk(seen.actor, seen.concern.vault, seen.purpose)


def pieces(text: str) -> list[Piece]:
    """Return a text in stretches, with what looks like personal data apart."""
    found, last = [], 0
    for it in find(text):
        found += [Piece(text[last : it.start]), Piece(it.text, str(KIND_LABELS[it.kind]))]
        last = it.end
    return [piece for piece in (*found, Piece(text[last:])) if piece.text]
