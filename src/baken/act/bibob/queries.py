# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading screenings, always as one actor for one purpose: what is not visible is not counted, named or linked.

Everything here is asked inside `opened(actor, purpose)`, but for `find` and `purpose_of`, which look for the purpose.
"""

from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from baken.access.facade import Actor, authorize, desk_files, visible_to
from baken.kernel.models import Record

from .models import Screening, ScreeningEvent, ScreeningPaper, Standing
from .policies import HANDLE, PURPOSE, VIEW

R = TypeVar("R", bound=Record)
Seen = desk_files.SeenFile[Screening]
"""One screening as one actor may see it: `seen.file`, with its standing, trigger and register."""


def find(actor: Actor, reference: str, asked: str = "") -> Seen:
    """Return the screening with this reference as `actor` sees it, or raise `Http404`."""
    return desk_files.find(Screening, actor, reference, VIEW, asked, ("standing", "trigger", "concluded_by"))


def purpose_of(actor: Actor) -> str:
    """Return the purpose for which the actor works at a desk with screenings; "" where there is none."""
    found = desk_files.purposes(actor, VIEW, (PURPOSE,))
    return found[0] if found else ""


def screenings(actor: Actor, purpose: str) -> QuerySet[Screening]:
    """Return the screenings that `actor` may see, newest first."""
    return desk_files.files(Screening, actor, VIEW, purpose)


def rows(seen: Seen, model: type[R]) -> QuerySet[R]:
    """Return the rows of one kind that belong to the screening."""
    return desk_files.rows(seen, model, VIEW, "screening")


def row(seen: Seen, model: type[R], key: UUID, permission: str = VIEW) -> R:
    """Return one row of *this* screening, or raise `Http404`."""
    return desk_files.row(seen, model, key, permission, "screening")


def papers(seen: Seen) -> QuerySet[ScreeningPaper]:
    """Return the papers of the screening. What the subject added to a form is its own until the form was sent in."""
    sent_in = rows(seen, ScreeningEvent).filter(kind="questions_returned").order_by("-at").values_list("at", flat=True)
    last = sent_in.first()
    theirs = Q(from_subject=False) | Q(added_at__lte=last) if last is not None else Q(from_subject=False)
    return rows(seen, ScreeningPaper).filter(theirs)


def may_handle(seen: Seen) -> bool:
    """Whether the reader may do something with the screening."""
    return bool(authorize(seen.actor, HANDLE, seen.file, seen.purpose))


def handed_in(actor: Actor, purpose: str) -> QuerySet[Standing]:
    """Return the applications that a department handed in and for which no file is there yet, oldest first."""
    with_file = screenings(actor, purpose).order_by().values("standing_id")
    rows = visible_to(Standing.objects.all(), actor, VIEW, purpose)
    return rows.filter(decided_on=None).exclude(pk__in=with_file).exclude(stage="stopped").order_by("asked_on", "id")
