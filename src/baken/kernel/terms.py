# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""One list of terms: each feature tells which of its records run on a term, and `baken.terms` shows them together.

A feature registers a source when its app starts. What a source returns goes through `visible_to` first: nobody learns from
the list that a record is there which he or she may not see.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from baken.cores.terms import Computation, Rule, State, Step

from .models import Municipality


class Whose(StrEnum):
    """Who must act by the last day of a term."""

    OURS = "ours"
    OTHERS = "others"
    """Somebody else: we wait, and go on once their day is over. Never missed by us."""
    NOBODYS = "nobodys"
    """It runs out by itself (until when one can object): told for information, and after its day no more."""


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term of one record, as far as its reader may know of it.

    title: which record, without anything confidential in it. href: where it is dealt with. rule, article: what sets the term,
    in words of the interface; `verified` is False where a law's length wasn't read in its source. due: last day, None while it
    stands still or where no day was set. done_on: the day on which it was done. steps: the sum, for `cores.terms` rules.
    why_in: where the record's own feature keeps the reason, in words, where nobody may write it here.
    owner: a function, in words; owner_role: its slug, where known. holder: the account that is to act, where it is one person's.
    mine: the reader is to act, whatever the owner. explainable: the reader may write why it was missed.
    outside: where a calendar leads instead of `href`, for records whose address alone tells too much.
    whose: who must act by that day; next_step: what we do once somebody else's day is over, in Dutch as it is stored.
    about, about_on, number: which of several of one name in a file it is, as `%(day)s` in a text, its day, and which of that day.
    """

    kind: str
    record: UUID
    title: str
    href: str
    rule: str
    article: str = ""
    verified: bool = True
    due: date | None = None
    started: date | None = None
    done_on: date | None = None
    paused: bool = False
    steps: tuple[Step, ...] = ()
    first_day_counts: bool = False
    owner: str = ""
    mine: bool = False
    explainable: bool = False
    why_in: str = ""
    fictitious: bool = False
    outside: str = ""
    owner_role: str = ""
    holder: UUID | None = None
    whose: Whose = Whose.OURS
    next_step: str = ""
    about: str = ""
    about_on: date | None = None
    number: int | None = None


class TermState(StrEnum):
    """How a term stands."""

    MISSED = "missed"
    OVERDUE = "overdue"
    """Somebody else's day is over: what now?"""
    DONE_LATE = "done_late"
    SOON = "soon"
    RUNNING = "running"
    AWAITED = "awaited"
    """Somebody else must act, and has time still."""
    PASSING = "passing"
    """Runs out by itself: for information."""
    PAUSED = "paused"
    OPEN = "open"
    """Something waits, and no day was set."""
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list asks of a source that holds many terms.

    on: the day. soon: the last day that counts as soon. late_since: what was met too late before it is no longer told.
    states: of which states. most: so many lines of each state, the most urgent first. count: how far to count beyond those.
    owners: slugs of functions; empty for everybody's.
    """

    on: date
    soon: date
    late_since: date
    states: tuple[TermState, ...]
    most: int
    count: int = 0
    owners: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """One term of a source of many, as far as its place on the list goes. `scope`: by what its source finds it again."""

    record: UUID
    due: date | None = None
    started: date | None = None
    done_on: date | None = None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Slice:
    """The most urgent terms of one state; `number` of them there are, as far as was counted."""

    places: tuple[Place, ...]
    number: int


class ManyTerms(Protocol):
    """A source that may hold a hundred thousand terms: asked by state, never for all, and for lines of those that are shown
    alone: whoever leafs to the twentieth page passes by the terms of nineteen."""

    def slices(self, actor: Any, municipality: Municipality, wanted: Wanted) -> dict[TermState, Slice]:
        """Return the terms that the actor may see, by state, in the order of the list (`in_order`); states without any may be
        left out."""

    def shown(
        self, actor: Any, municipality: Municipality, places: Iterable[Place], *, named: bool
    ) -> dict[UUID, TermLine]:
        """Return the lines of places of `slices` or `one`, by record: with their sums where `named`, which leaves a trace.

        A term that is gone meanwhile is left out.
        """

    def one(self, actor: Any, municipality: Municipality, record: UUID) -> Place | None:
        """Return the place of one term that the actor may see."""


def in_order(
    state: TermState, kind: str, record: UUID, due: date | None, started: date | None, done_on: date | None
) -> tuple[int, int, str, UUID]:
    """Return by what terms of one state are sorted: the urgent first, of what was done too late the newest.

    Of the same day by kind and key, so that each term has one place, whatever part of the list was asked for.
    """
    if state is TermState.DONE_LATE:
        return -(done_on or date.min).toordinal(), 0, kind, record
    return (due or date.max).toordinal(), 0 if due else (started or date.max).toordinal(), kind, record


Lines = Callable[[Any, Municipality, date, bool], list[TermLine]]
"""`lines(actor, municipality, on, named)`: terms of records that `actor` may see in `municipality`, on the day `on`. Those
that are over and were met on time may be left out. `named` says that they are shown by name: where a list of names leaves a trace
elsewhere, it does so here; else (numbers, a calendar without content) titles aren't shown."""

Scopes = Callable[[Any], frozenset[str]]
"""`scopes(actor)`: permissions or purposes by which the actor comes at terms of a kind; none: never any."""


@dataclass(frozen=True, slots=True)
class TermSource:
    """A kind of terms: its slug, what the interface calls one, who may come at such, and what tells them: all at once by
    `lines`, or by state (`many`).
    """

    slug: str
    label: Any
    scopes: Scopes = field(repr=False)
    lines: Lines | None = field(repr=False, default=None)
    many: ManyTerms | None = field(repr=False, default=None)


_sources: dict[str, TermSource] = {}


def register_term_source(slug: str, label: Any, lines: Lines, scopes: Scopes) -> None:
    """Make a source known; called once, when its app starts. A second one of that name takes its place."""
    _sources[slug] = TermSource(slug, label, scopes, lines=lines)


def register_many_terms(slug: str, label: Any, many: ManyTerms, scopes: Scopes) -> None:
    """Make a source known that is asked by state; called once, when its app starts."""
    _sources[slug] = TermSource(slug, label, scopes, many=many)


def by_permission(permission: str) -> Callable[[Any], frozenset[str]]:
    """Return the scopes of a kind whose terms are seen by everybody who holds a permission."""
    return lambda actor: frozenset({permission}) if actor.may(permission) else frozenset()


def term_sources() -> tuple[TermSource, ...]:
    """Return every source, by slug."""
    return tuple(_sources[slug] for slug in sorted(_sources))


def line_of(rule: Rule, found: Computation, *, done_on: date | None = None, **told: Any) -> TermLine:
    """Return the line of a term that `cores.terms` computed; `told` holds the fields that it doesn't know."""
    return TermLine(
        rule=rule.title,
        article=rule.article,
        verified=rule.verified,
        due=found.last_day,
        started=found.steps[0].at if found.steps else None,
        done_on=done_on,
        paused=found.state is State.SUSPENDED,
        steps=found.steps,
        first_day_counts=rule.counts_first_day,
        **told,
    )
