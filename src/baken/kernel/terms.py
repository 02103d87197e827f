# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""One list of terms: each feature tells which of its records run on a term, and `baken.terms` shows them together.

A feature registers a source when its app starts. What a source returns goes through `visible_to` first: nobody learns from
the list that a record is there which he or she may not see.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from baken.cores.terms import Computation, Rule, State, Step

from .models import Municipality


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term of one record, as far as its reader may know of it.

    title: which record, without anything confidential in it. href: where it is dealt with. rule, article: what sets the term,
    in words of the interface; `verified` is False where a law's length wasn't read in its source. due: last day, None while it
    stands still or where no day was set. done_on: the day on which it was done. steps: the sum, for `cores.terms` rules.
    why_in: where the record's own feature keeps the reason, in words, where nobody may write it here.
    owner: a function. mine: the reader is to act, whatever the owner. explainable: the reader may write why it was missed.
    outside: where a calendar leads instead of `href`, for records whose address alone tells too much.
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


Lines = Callable[[Any, Municipality, date, bool], list[TermLine]]
"""`lines(actor, municipality, on, named)`: terms of records that `actor` may see in `municipality`, on the day `on`. Those
that are over and were met on time may be left out. `named` says that they are shown by name: where a list of names leaves a trace
elsewhere, it does so here; else (numbers, a calendar without content) titles aren't shown."""


@dataclass(frozen=True, slots=True)
class TermSource:
    """A kind of terms: its slug, what the interface calls one, and the function that tells them."""

    slug: str
    label: Any
    lines: Lines = field(repr=False)


_sources: dict[str, TermSource] = {}


def register_term_source(slug: str, label: Any, lines: Lines) -> None:
    """Make a source known; called once, when its app starts. A second one of that name takes its place."""
    _sources[slug] = TermSource(slug, label, lines)


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
