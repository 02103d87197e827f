# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading cases, always as one actor for one purpose: what is not visible is not counted, named or linked.

Everything here is asked inside `opened(actor, purpose)`, but for `find` and `first_purpose`, which look for the purpose.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from baken.access.facade import (
    Actor,
    CovenantPartner,
    GuardedPart,
    Participation,
    Partner,
    Sight,
    matching_words,
    opened,
    participations_of,
    purposes_open_to,
    reach,
    sees_many,
    sights_of,
    visible_or_404,
    visible_to,
)

from .models import Case, CaseAction, Sharing
from .policies import OVERSEE, VIEW

R = TypeVar("R", bound=GuardedPart)
MAX_ASKED = 100


@dataclass(frozen=True, slots=True)
class Seen:
    """One case as one actor may see it for one purpose.

    `sights` gives the level up to which each part is seen, `mine` the participations by which.
    """

    actor: Actor
    case: Case
    purpose: str
    sights: Mapping[str, int]
    mine: frozenset[UUID]


def find(actor: Actor, reference: str, asked: str = "") -> Seen:
    """Return the case with this reference as `actor` sees it, for the first purpose that opens it (or the one asked).

    Raises `Http404`, in the same way for what isn't there as for what isn't open.
    """
    for purpose in purposes_open_to(actor, desk=False):
        if asked and asked != purpose:
            continue
        with opened(actor, purpose):
            rows = Case.objects.select_related("guarded__vault", "owner").filter(reference=reference)
            case = visible_to(rows, actor, VIEW, purpose).first()
            if case is not None:
                at_hand = reach(actor, purpose)
                mine = participations_of(actor, at_hand).filter(guarded=case.guarded_id).values_list("pk", flat=True)
                sights = sights_of(actor, purpose, case.guarded_id, at_hand) or {}
                return Seen(actor, case, purpose, sights, frozenset(mine))
    raise Http404


def first_purpose(actor: Actor, asked: str = "") -> str:
    """Return the purpose for a list: the one asked, else the first with a case, else the first; "" where none is open."""
    mine = purposes_open_to(actor, desk=False)
    if asked in mine:
        return asked
    for purpose in mine:
        with opened(actor, purpose):
            if cases(actor, purpose).exists():
                return purpose
    return mine[0] if mine else ""


def cases(actor: Actor, purpose: str, *, stage: str = "", words: str = "") -> QuerySet[Case]:
    """Return the cases that `actor` may see for `purpose`, newest first; `words` are found in the parts that it sees."""
    found = matching_words(actor, purpose, words[:MAX_ASKED]) if words.strip() else None
    # a few that were found are looked up by key; else whoever sees many goes along the order
    in_order = isinstance(found, list) or sees_many(actor, purpose)
    rows = visible_to(Case.objects.select_related("owner"), actor, VIEW, purpose, in_order=in_order)
    if stage == "open":
        rows = rows.exclude(stage="closed")
    elif stage:
        rows = rows.filter(stage=stage)
    if found is not None:
        rows = rows.filter(guarded__in=found)
    return rows.order_by("-opened_on", "-id")


def rows(seen: Seen, model: type[R]) -> QuerySet[R]:
    """Return the rows of one kind in the parts of the case that are seen."""
    found: QuerySet[R] = QuerySet(model).filter(guarded=seen.case.guarded_id)
    return visible_to(found, seen.actor, VIEW, seen.purpose)


def row(seen: Seen, model: type[R], key: UUID, permission: str = VIEW) -> R:
    """Return one row of *this* case, or raise `Http404`."""
    found: QuerySet[R] = QuerySet(model).filter(guarded=seen.case.guarded_id)
    return visible_or_404(found, seen.actor, permission, seen.purpose, pk=key)


def participations(seen: Seen) -> list[Participation]:
    """Return who takes or took part in the case, with what each sees: oldest first. Whoever takes part may know."""
    mine = Participation.objects.filter(guarded=seen.case.guarded_id)
    found = visible_to(mine, seen.actor, VIEW, seen.purpose).select_related("partner", "covenant", "team", "user")
    return list(found.prefetch_related(Prefetch("sights", Sight.objects.all())).order_by("since", "id"))


def participation(seen: Seen, key: UUID) -> Participation:
    """Return one participation of this case, or raise `Http404`."""
    mine = Participation.objects.select_related("partner", "covenant").filter(guarded=seen.case.guarded_id)
    return visible_or_404(mine, seen.actor, VIEW, seen.purpose, pk=key)


def shared(actor: Actor) -> QuerySet[Sharing]:
    """Return what was shared from every register, newest first, as supervision may see it: never what it was.

    Asked inside `opened(actor)`.
    """
    rows = Sharing.objects.defer("what").select_related("guarded__vault", "partner", "covenant", "to_vault", "by")
    return visible_to(rows, actor, OVERSEE)


def partners_under_covenant(seen: Seen, purposes: Iterable[str], at: datetime) -> list[Partner]:
    """Return the organisations with a covenant that is now in force for one of these purposes, by name."""
    wanted = set(purposes)
    rows = CovenantPartner.objects.filter(
        Q(covenant__until__isnull=True) | Q(covenant__until__gt=at),
        covenant__since__lte=at,
        municipality_id=seen.case.municipality_id,
    )
    found = {
        row.partner for row in rows.select_related("covenant", "partner") if wanted & set(row.covenant.purposes)
    }  # fmt: skip
    return sorted(found, key=lambda partner: (partner.name, partner.slug))


def open_actions(actor: Actor, purpose: str) -> QuerySet[CaseAction]:
    """Return the open actions that `actor` sees, in every case for this purpose; soonest first."""
    found = CaseAction.objects.filter(done_at__isnull=True)
    return visible_to(found, actor, VIEW, purpose).order_by("due_on", "id")
