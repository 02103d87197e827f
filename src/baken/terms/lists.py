# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of terms of one reader: what every source tells him or her, with how it stands and why it was missed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from baken.access.facade import ROLES, Actor, visible_to
from baken.cores.terms import DutchCalendar
from baken.kernel.models import Municipality
from baken.kernel.terms import TermLine, term_sources
from baken.ui import term_words as words

from .models import MissedReason
from .policies import VIEW
from .rules import BROKEN, SHOWN, Standing, TermState, on_the_list, stand

CALENDAR = DutchCalendar()
MARKS = {
    TermState.MISSED: "behind",
    TermState.DONE_LATE: "behind",
    TermState.SOON: "attention",
    TermState.RUNNING: "on_course",
    TermState.OPEN: "attention",
    TermState.PAUSED: "not_assessable",
    TermState.DONE: "done",
}


@dataclass(frozen=True)
class Term:
    """One term as pages show it. `reason`: why it was missed, None where nobody wrote that."""

    line: TermLine
    standing: Standing
    label: str
    mine: bool
    reason: str | None = None

    @property
    def state(self) -> TermState:
        return self.standing.state

    @property
    def mark(self) -> str:
        return MARKS[self.state]

    @property
    def word(self) -> str:
        return state_word(self.state)

    @property
    def rule(self) -> str:
        return words.title(self.line.rule)

    @property
    def left(self) -> str:
        return words.left(self.standing.left)

    @cached_property
    def sum(self) -> list[str]:
        """The steps of the sum in words."""
        return words.told(self.line.steps, first_day_counts=self.line.first_day_counts)

    @property
    def broken(self) -> bool:
        return self.state in BROKEN


def state_word(state: TermState) -> str:
    """Return how a state is called."""
    return {
        TermState.MISSED: _("gemist"),
        TermState.DONE_LATE: _("te laat gedaan"),
        TermState.SOON: _("binnenkort"),
        TermState.RUNNING: _("loopt"),
        TermState.OPEN: _("wacht, zonder datum"),
        TermState.PAUSED: _("staat stil"),
        TermState.DONE: _("op tijd gedaan"),
    }[state]


def terms_of(actor: Actor, municipality: Municipality, on: date, *, named: bool, kind: str = "") -> list[Term]:
    """Return the terms of records that `actor` may see, the most urgent first; of one `kind` alone where it is named.

    Without reasons: `explained` adds those.

    `named`: they are shown by name (see `kernel.terms.Lines`). Nothing for who works elsewhere or may see no terms.
    """
    if actor.municipality_id != municipality.id or not actor.may(VIEW):
        return []
    titles = _functions(actor)
    found = []
    for source in term_sources():
        if kind not in ("", source.slug):
            continue
        for line in source.lines(actor, municipality, on, named):
            standing = stand(line, on, CALENDAR)
            if on_the_list(line, standing.state, on):
                mine = line.mine or line.owner.casefold() in titles
                found.append(Term(line, standing, str(source.label), mine))
    return sorted(found, key=_urgency)


def explained(actor: Actor, terms: list[Term]) -> list[Term]:
    """Return the same terms with the reasons that were written of those that were missed. One query."""
    broken = {(term.line.kind, term.line.record): term for term in terms if term.broken}
    if not broken:
        return terms
    rows = visible_to(MissedReason.objects.all(), actor, VIEW).filter(record__in=[record for _kind, record in broken])
    told: Mapping[tuple[str, UUID, date], str] = {(row.kind, row.record, row.due): row.reason for row in rows}
    return [
        Term(term.line, term.standing, term.label, term.mine, _reason(told, term)) if term.broken else term
        for term in terms
    ]


def term_of(
    actor: Actor, municipality: Municipality, on: date, kind: str, record: UUID, *, named: bool = False
) -> Term | None:
    """Return one term that `actor` may see, with its reason; `named` as in `terms_of`."""
    for term in terms_of(actor, municipality, on, named=named, kind=kind):
        if term.line.record == record:
            return explained(actor, [term])[0]
    return None


def _reason(told: Mapping[tuple[str, UUID, date], str], term: Term) -> str | None:
    line = term.line
    return told.get((line.kind, line.record, line.due)) if line.due is not None else None


def _functions(actor: Actor) -> set[str]:
    """Return what the actor's roles are called in Dutch: records name a function by that."""
    with override("nl"):
        return {str(ROLES[slug].label).casefold() for slug in actor.roles if slug in ROLES}


def _urgency(term: Term) -> tuple[int, date, str]:
    line = term.line
    return SHOWN.index(term.state), line.due or line.started or date.max, line.title


def groups(terms: list[Term]) -> list[tuple[TermState, list[Term]]]:
    """Return the terms by state, in the order of the page; states without terms are left out."""
    by: dict[TermState, list[Term]] = {}
    for term in terms:
        by.setdefault(term.state, []).append(term)
    return [(state, by[state]) for state in SHOWN if state in by]


def kinds() -> list[tuple[str, Any]]:
    """Return every kind of terms: slug and what it is called."""
    return [(source.slug, source.label) for source in term_sources()]
