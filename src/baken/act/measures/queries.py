# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading measures, always as one actor for one purpose: what is not visible is not counted, named or linked.

Everything here is asked inside `opened(actor, purpose)`, but for `find` and `first_purpose`, which look for the purpose.
"""

from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from baken.access.facade import Actor, SeenFile, authorize, desk_files
from baken.kernel.models import Record

from .models import Measure
from .policies import HANDLE, PURPOSES, SIGN, VIEW

R = TypeVar("R", bound=Record)
Seen = SeenFile[Measure]
ALONG = ("rule__matrix", "mandate", "signed_by")


def find(actor: Actor, reference: str, asked: str = "") -> Seen:
    """Return the measure with this reference as `actor` sees it, for the first purpose that opens it (or the one asked).

    Raises `Http404`, in the same way for what isn't there as for what isn't open.
    """
    return desk_files.find(Measure, actor, reference, VIEW, asked, with_=ALONG)


def purposes(actor: Actor) -> tuple[str, ...]:
    """Return the purposes for which the actor comes at a register of measures."""
    return desk_files.purposes(actor, VIEW, PURPOSES)


def first_purpose(actor: Actor, asked: str = "") -> str:
    """Return the purpose for a list: the one asked, else the first with a measure, else the first; "" where none is open."""
    return desk_files.first_purpose(Measure, actor, VIEW, PURPOSES, asked)


def measures(actor: Actor, purpose: str) -> QuerySet[Measure]:
    """Return the measures that `actor` may see for `purpose`, newest first."""
    return desk_files.files(Measure, actor, VIEW, purpose)


def rows(seen: Seen, model: type[R]) -> QuerySet[R]:
    """Return the rows of one kind that belong to the measure."""
    return desk_files.rows(seen, model, VIEW, "measure")


def row(seen: Seen, model: type[R], key: UUID, permission: str = VIEW) -> R:
    """Return one row of *this* measure, or raise `Http404`."""
    return desk_files.row(seen, model, key, permission, "measure")


def may_handle(seen: Seen) -> bool:
    """Whether the reader prepares and carries out this measure."""
    return bool(authorize(seen.actor, HANDLE, seen.file, seen.purpose))


def may_sign(seen: Seen) -> bool:
    """Whether the reader's function signs decisions at all; which ones follows from the mandate."""
    return bool(authorize(seen.actor, SIGN, seen.file, seen.purpose))
