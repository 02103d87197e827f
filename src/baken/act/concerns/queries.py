# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading concerns, always as one actor for one purpose: what is not visible is not counted, named or linked.

Everything here is asked inside `opened(actor, purpose)`, but for `find` and `first_purpose`, which look for the purpose.
"""

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from baken.access.facade import Actor, authorize, opened, purposes_open_to, visible_or_404, visible_to
from baken.kernel.models import Municipality, Record

from .models import Category, Concern
from .policies import HANDLE, VIEW

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Seen:
    """One concern as one actor may see it for one purpose. Concern with category and vault."""

    actor: Actor
    concern: Concern
    purpose: str


def may_handle(seen: Seen) -> bool:
    """Whether the reader may do something with the concern."""
    return bool(authorize(seen.actor, HANDLE, seen.concern, seen.purpose))


def find(actor: Actor, reference: str, asked: str = "") -> Seen:
    """Return the concern with this reference as `actor` sees it, for the first purpose that opens it (or the one asked).

    Raises `Http404`, in the same way for what isn't there as for what isn't open.
    """
    for purpose in purposes_open_to(actor, desk=True):
        if asked and asked != purpose:
            continue
        with opened(actor, purpose):
            rows = Concern.objects.select_related(
                "guarded", "vault", "category", "assignee", "reported_for", "merged_into"
            )
            concern = visible_to(rows.filter(reference=reference), actor, VIEW, purpose).first()
            if concern is not None:
                return Seen(actor, concern, purpose)
    raise Http404


def purposes_with_desk(actor: Actor) -> tuple[str, ...]:
    """Return the purposes for which the actor works at a desk with concerns: those of the categories, and investigation."""
    if actor.municipality_id is None or not actor.may(VIEW):
        return ()
    mine = set(purposes_open_to(actor, desk=True))
    if not mine:
        return ()
    rows = Category.objects.filter(municipality_id=actor.municipality_id).order_by().values_list("purpose", flat=True)
    return tuple(sorted(mine & {*rows.distinct(), "criminal_investigation"}))


def first_purpose(actor: Actor, asked: str = "") -> str:
    """Return the purpose for a list: the one asked, else the first with a concern, else the first; "" where none is open."""
    mine = purposes_with_desk(actor)
    if asked in mine:
        return asked
    for purpose in mine:
        with opened(actor, purpose):
            if concerns(actor, purpose).exists():
                return purpose
    return mine[0] if mine else ""


def concerns(actor: Actor, purpose: str) -> QuerySet[Concern]:
    """Return the concerns that `actor` may see for `purpose`, newest first."""
    return visible_to(Concern.objects.all(), actor, VIEW, purpose).order_by("-id")


def rows(seen: Seen, model: type[R]) -> QuerySet[R]:
    """Return the rows of one kind that belong to the concern."""
    found: QuerySet[R] = QuerySet(model).filter(concern=seen.concern.pk)
    return visible_to(found, seen.actor, VIEW, seen.purpose)


def row(seen: Seen, model: type[R], key: UUID, permission: str = VIEW) -> R:
    """Return one row of *this* concern, or raise `Http404`."""
    found: QuerySet[R] = QuerySet(model).filter(concern=seen.concern.pk)
    return visible_or_404(found, seen.actor, permission, seen.purpose, pk=key)


def categories(municipality: Municipality, *, active: bool = True) -> list[Category]:
    """Return the municipality's categories in their order, with their registers. What is asked is no secret."""
    found = Category.objects.filter(municipality=municipality).select_related("vault")
    return list(found.filter(active=True) if active else found)
