# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading inspections, always as one actor: our own people by the desk, a partner what it takes part in.

Everything here is asked inside `opened(actor, purpose)`, but for `find`, which looks for the purpose.
"""

from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from baken.access.facade import Actor, SeenFile, authorize, desk_files
from baken.kernel.models import Record

from .models import Inspection
from .policies import PLAN, PURPOSE, RECORD, VIEW

R = TypeVar("R", bound=Record)
Seen = SeenFile[Inspection]


def find(actor: Actor, reference: str, asked: str = "") -> Seen:
    """Return the inspection with this reference as `actor` sees it. Raises `Http404`, the same for what isn't there."""
    return desk_files.find(Inspection, actor, reference, VIEW, asked, ("line",))


def may_open_list(actor: Actor) -> bool:
    """Whether the actor comes at a register with inspections at all."""
    return bool(desk_files.purposes(actor, VIEW, (PURPOSE,)))


def inspections(actor: Actor) -> QuerySet[Inspection]:
    """Return the inspections that `actor` may see, newest first."""
    return desk_files.files(Inspection, actor, VIEW, PURPOSE)


def rows(seen: Seen, model: type[R]) -> QuerySet[R]:
    """Return the rows of one kind that belong to the inspection, as far as the reader sees their parts."""
    return desk_files.rows(seen, model, VIEW, "inspection")


def row(seen: Seen, model: type[R], key: UUID, permission: str = VIEW) -> R:
    """Return one row of *this* inspection, or raise `Http404`."""
    return desk_files.row(seen, model, key, permission, "inspection")


def may_plan(seen: Seen) -> bool:
    """Whether the reader plans and leads the inspection."""
    return seen.actor.partner_id is None and bool(authorize(seen.actor, PLAN, seen.file, seen.purpose))


def may_record(seen: Seen) -> bool:
    """Whether the reader records findings at all; for which discipline follows from the parties."""
    return bool(authorize(seen.actor, RECORD, seen.file, seen.purpose))
