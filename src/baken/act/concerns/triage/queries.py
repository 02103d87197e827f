# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a selection to its concerns: filters on indexed columns, words by their tokens, newest first.

Asked inside `opened(actor, purpose)`. How many rows there are changes nothing about how many statements it takes.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page
from django.db.models import Q, QuerySet
from django.utils import timezone

from baken.access.facade import Actor, Newest, newest_in_desks
from baken.ui.counting import LIMIT, CappedPaginator, Count

from ..models import Concern, Status
from ..queries import concerns
from ..workflow import OPEN, WEIGHABLE

OVER = frozenset({Status.CLOSED, Status.REFUSED, Status.MERGED})
DECIDED = frozenset({Status.ROUTED, Status.SET_ASIDE})
REFERENCE = re.compile(r"\s*([0-9]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})\s*", re.IGNORECASE)
LIST_FIELDS = (
    "reference", "municipality_id", "guarded_id", "vault_id", "category_id", "status", "route", "area", "area_year",
    "received_at", "test_due", "answer_due", "assigned_role", "assignee_id", "news", "fictitious", "version",
)  # fmt: skip
"""What a list tells of a concern: nothing of what was told, nothing of who told it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a list is narrowed to. `which`: mine, team, test, weigh, overdue, news, decided, closed, all; "" is all open ones."""

    which: str = ""
    category: UUID | None = None
    areas: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    channel: str = ""
    route: str = ""
    words: str = ""


def selected(actor: Actor, purpose: str, chosen: Selection, on: date, most: int = LIMIT + 1) -> QuerySet[Concern]:
    """Return the concerns of a selection that `actor` may see for `purpose`, newest first; with words, the newest `most`."""
    rows = _narrowed(actor, purpose, chosen, on)
    if told := REFERENCE.fullmatch(chosen.words):
        return rows.filter(reference=told[1].upper())
    if not chosen.words.strip():
        return rows
    return rows.filter(pk__in=_found(actor, purpose, chosen, rows, listed=most, enough=most).keys)


def pages_of(actor: Actor, purpose: str, chosen: Selection, on: date, size: int) -> CappedPaginator:
    """Return the same for a list, page by page. Of words that are everywhere it goes back as far as a list needs."""
    if not chosen.words.strip() or REFERENCE.fullmatch(chosen.words):
        return CappedPaginator(in_list(selected(actor, purpose, chosen, on)), size)
    rows = _narrowed(actor, purpose, chosen, on)
    return FoundPages(in_list(rows), _found(actor, purpose, chosen, rows), size)


def _found(actor: Actor, purpose: str, chosen: Selection, rows: QuerySet[Concern], **limits: int) -> Newest:
    """Return the newest of a selection in which its words stand."""
    return newest_in_desks(
        actor,
        purpose,
        chosen.words,
        rows,
        narrowed=bool(chosen.category or chosen.areas or chosen.channel or chosen.route or chosen.which != "all"),
        first_key=first_key(_midnight(chosen.since)) if chosen.since else None,
        before_key=first_key(_midnight(chosen.until + timedelta(days=1))) if chosen.until else None,
        **limits,
    )


class FoundPages(CappedPaginator):
    """Pages of what a search by words found: each page asks for its own rows alone."""

    def __init__(self, rows: QuerySet[Concern], found: Newest, size: int):
        super().__init__(found.keys, size)
        self.rows = rows
        self.counted = Count(len(found.keys), found.more)

    def page(self, number: int | str) -> Page[Any]:
        """Return one page with its rows."""
        page = super().page(number)
        page.object_list = list(self.rows.filter(pk__in=list(page.object_list)))
        return page


def _narrowed(actor: Actor, purpose: str, chosen: Selection, on: date) -> QuerySet[Concern]:
    """Return what a selection is narrowed to apart from its words."""
    rows = concerns(actor, purpose).filter(_which(actor, chosen.which, on))
    if chosen.category:
        rows = rows.filter(category=chosen.category)
    if chosen.areas:
        rows = rows.filter(area__in=sorted(chosen.areas))
    if chosen.since:
        rows = rows.filter(id__gte=first_key(_midnight(chosen.since)))
    if chosen.until:
        rows = rows.filter(id__lt=first_key(_midnight(chosen.until + timedelta(days=1))))
    if chosen.channel:
        rows = rows.filter(channel=chosen.channel)
    if chosen.route:
        rows = rows.filter(route=chosen.route)
    return rows


def in_list(rows: QuerySet[Concern]) -> QuerySet[Concern]:
    """Return the same with only what a list shows: nothing is decrypted for it."""
    return rows.select_related("assignee").only(*LIST_FIELDS, "assignee__display_name")


def overdue(on: date) -> Q:
    """Return which concerns are over their term."""
    return Q(status=Status.RECEIVED, test_due__lt=on) | Q(status__in=sorted(WEIGHABLE), answer_due__lt=on)


def first_key(at: datetime) -> UUID:
    """Return the lowest key that a concern received at this moment can have: keys are UUIDv7 of that moment."""
    return UUID(int=(int(at.timestamp() * 1_000) << 80) | (7 << 76) | (1 << 63))


def areas_of(code: str, parents: Collection[tuple[str, str]]) -> frozenset[str]:
    """Return an area with those that lie in it; `parents` holds (code, code of the wijk)."""
    return frozenset({code, *(buurt for buurt, wijk in parents if wijk == code)}) if code else frozenset()


def _which(actor: Actor, which: str, on: date) -> Q:
    live = Q(status__in=sorted(OPEN))
    return {
        "mine": Q(assignee=actor.id) & ~Q(status__in=sorted(OVER)),
        "team": Q(assigned_role__in=sorted(actor.roles)) & live,
        "test": Q(status=Status.RECEIVED),
        "weigh": Q(status__in=sorted(WEIGHABLE)),
        "overdue": overdue(on),
        "news": Q(news=True),
        "decided": Q(status__in=sorted(DECIDED)),
        "closed": Q(status__in=sorted(OVER)),
        "all": Q(),
    }.get(which, live)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
