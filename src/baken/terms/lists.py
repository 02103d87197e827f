# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of terms of one reader: what every source tells him or her, with how it stands and why it was missed.

A source tells all of its terms at once, or, where it may hold very many, the most urgent of each state (`kernel.terms`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from baken.access.facade import ROLES, Actor, visible_to
from baken.cores.terms import DutchCalendar
from baken.kernel.models import Municipality
from baken.kernel.terms import Place, TermLine, TermSource, TermState, Wanted, in_order, term_sources
from baken.ui import term_words as words
from baken.ui.counting import LIMIT, Count

from .deputies import stands
from .models import MissedReason
from .policies import VIEW
from .rules import BROKEN, LATE_DAYS, SHOWN, THEIRS, TO_DO, Standing, on_the_list, soon_until, stand

CALENDAR = DutchCalendar()
MARKS = {
    TermState.MISSED: "behind",
    TermState.OVERDUE: "attention",
    TermState.DONE_LATE: "behind",
    TermState.SOON: "attention",
    TermState.RUNNING: "on_course",
    TermState.AWAITED: "on_course",
    TermState.PASSING: "on_course",
    TermState.OPEN: "attention",
    TermState.PAUSED: "not_assessable",
    TermState.DONE: "done",
}
MOST = 200
"""Terms of one state and source where no page is asked: for a calendar, and for tests."""


@dataclass(frozen=True)
class Term:
    """One term as pages show it. `reason`: why it was missed, None where nobody wrote that. `deputy_of`: the colleague for whom
    the reader is to act."""

    line: TermLine
    standing: Standing
    label: str
    mine: bool
    reason: str | None = None
    deputy_of: str = ""

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
        return words.named(self.line.rule, self.line.about, self.line.about_on, self.line.number)

    @property
    def left(self) -> str:
        if self.state is TermState.OVERDUE:
            return words.passed(self.standing.left)
        return words.left(self.standing.left)

    @property
    def next_step(self) -> str:
        """What is to be done now that somebody else let the day pass; "" where nothing is."""
        return _(self.line.next_step) if self.state is TermState.OVERDUE and self.line.next_step else ""

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
        TermState.OVERDUE: _("dag van de ander voorbij"),
        TermState.DONE_LATE: _("te laat gedaan"),
        TermState.SOON: _("binnenkort"),
        TermState.RUNNING: _("loopt"),
        TermState.AWAITED: _("wacht op een ander"),
        TermState.PASSING: _("loopt vanzelf af"),
        TermState.OPEN: _("wacht, zonder datum"),
        TermState.PAUSED: _("staat stil"),
        TermState.DONE: _("op tijd gedaan"),
    }[state]


@dataclass(frozen=True)
class Choice:
    """What the list is narrowed to: a kind, a function by its slug, only what the reader is to do, only what somebody else must
    do, some states."""

    kind: str = ""
    owner: str = ""
    mine: bool = False
    theirs: bool = False
    states: tuple[TermState, ...] = SHOWN

    @property
    def asked(self) -> tuple[TermState, ...]:
        """The states that are asked for: what one must do oneself waits for nobody."""
        among = THEIRS if self.theirs else TO_DO if self.mine else SHOWN
        return tuple(state for state in self.states if state in among)


@dataclass
class Group:
    """The terms of one state: those of this page, and how many there are as far as anybody counts.

    `found`: what every source told, each with what it is sorted by; of a source of many the place alone.
    """

    state: TermState
    terms: list[Term] = field(default_factory=list)
    number: int = 0
    found: list[tuple[Any, TermSource, Term | Place]] = field(default_factory=list, repr=False)

    @property
    def count(self) -> Count:
        return Count(min(self.number, LIMIT), self.number > LIMIT)


def terms_of(actor: Actor, municipality: Municipality, on: date, *, named: bool, kind: str = "") -> list[Term]:
    """Return the terms of records that `actor` may see, the most urgent first; of one `kind` alone where it is named.

    Without reasons: `explained` adds those. Of a source that holds very many at most `MOST` of each state.

    `named`: they are shown by name (see `kernel.terms.Lines`). Nothing for who works elsewhere or may see no terms.
    """
    groups = grouped(actor, municipality, on, named=named, choice=Choice(kind), size=MOST)
    return sorted((term for group in groups for term in group.terms), key=_urgency)


def grouped(
    actor: Actor,
    municipality: Municipality,
    on: date,
    *,
    named: bool,
    choice: Choice = Choice(),
    size: int = MOST,
    page: int = 1,
    count: bool = False,
    fewer: Mapping[TermState, int] = MappingProxyType({}),
) -> list[Group]:
    """Return the terms by state, in the order of the page: `size` of each (of some `fewer`), those of page `page`; empty states
    are left out.

    With `count` each group tells how many there are, up to `ui.counting.LIMIT`; else as many as were found. Of a source that
    tells all at once every line counts. The number of queries doesn't follow from the number of terms.
    """
    if actor.municipality_id != municipality.id or not actor.may(VIEW):
        return []
    ours = _Ours.of(actor, on)
    wanted = Wanted(
        on=on,
        soon=soon_until(on, CALENDAR),
        late_since=on - timedelta(days=LATE_DAYS),
        states=choice.asked,
        most=size * page,
        count=LIMIT + 1 if count else 0,
        owners=_owners(choice, ours),
    )
    by = {state: Group(state) for state in choice.asked}
    for source in term_sources():
        if choice.kind not in ("", source.slug):
            continue
        if source.many is not None:
            _add_places(by, source, actor, municipality, wanted)
        elif source.lines is not None:
            _add_lines(by, source, source.lines(actor, municipality, on, named), wanted, choice, ours)
    for group in by.values():
        group.found.sort(key=lambda one: one[0])
        each = fewer.get(group.state, size)
        group.found = group.found[each * (page - 1) : each * page]
    _show(actor, municipality, by.values(), wanted, ours, named=named)
    return [group for group in by.values() if group.number]


def explained(actor: Actor, terms: list[Term]) -> list[Term]:
    """Return the same terms with the reasons that were written of those that were missed. One query."""
    broken = {(term.line.kind, term.line.record): term for term in terms if term.broken}
    if not broken:
        return terms
    rows = visible_to(MissedReason.objects.all(), actor, VIEW).filter(record__in=[record for _kind, record in broken])
    told: Mapping[tuple[str, UUID, date], str] = {(row.kind, row.record, row.due): row.reason for row in rows}
    return [replace(term, reason=_reason(told, term)) if term.broken else term for term in terms]


def term_of(
    actor: Actor, municipality: Municipality, on: date, kind: str, record: UUID, *, named: bool = False
) -> Term | None:
    """Return one term that `actor` may see, with its reason; `named` as in `terms_of`."""
    if actor.municipality_id != municipality.id or not actor.may(VIEW):
        return None
    for source in term_sources():
        if source.slug != kind:
            continue
        lines: Iterable[TermLine] = ()
        if source.many is not None:
            place = source.many.one(actor, municipality, record)
            lines = source.many.shown(actor, municipality, [place], named=named).values() if place is not None else ()
        elif source.lines is not None:
            lines = source.lines(actor, municipality, on, named)
        for line in lines:
            if line.record == record:
                return explained(actor, [_term(line, source, on, _Ours.of(actor, on))])[0]
    return None


def _reason(told: Mapping[tuple[str, UUID, date], str], term: Term) -> str | None:
    line = term.line
    return told.get((line.kind, line.record, line.due)) if line.due is not None else None


@dataclass(frozen=True)
class _Ours:
    """What is one person's own: the slugs of his or her functions, and what they are called in Dutch, as records name them.

    `away`: the same of each colleague for whom the reader stands in, by name.
    """

    user: UUID | None
    roles: frozenset[str]
    titles: frozenset[str]
    away: tuple[tuple[str, "_Ours"], ...] = ()

    @classmethod
    def of(cls, actor: Actor, on: date) -> "_Ours":
        away = tuple((one.name, cls(one.user, one.roles, _titles(one.roles))) for one in stands(actor, on))
        return cls(actor.id, frozenset(actor.roles), _titles(actor.roles), away)

    @property
    def owners(self) -> frozenset[str]:
        """The functions whose terms count as the reader's own."""
        return self.roles.union(*(one.roles for _name, one in self.away))

    def holds(self, line: TermLine) -> bool:
        """Whether a term is this person's to act on: named personally, or by a function where nobody is."""
        if line.holder is not None:
            return line.holder == self.user
        return line.owner_role in self.roles or line.owner.casefold() in self.titles


def _titles(roles: Iterable[str]) -> frozenset[str]:
    with override("nl"):
        return frozenset(str(ROLES[slug].label).casefold() for slug in roles if slug in ROLES)


def _owners(choice: Choice, ours: _Ours) -> frozenset[str]:
    """Return the functions that a source of many is asked for; one that nobody has where the two don't meet."""
    if choice.owner and choice.mine:
        return frozenset({choice.owner} & ours.owners) or frozenset({""})
    if choice.owner:
        return frozenset({choice.owner})
    return (ours.owners or frozenset({""})) if choice.mine else frozenset()


def _add_places(
    by: dict[TermState, Group], source: TermSource, actor: Actor, municipality: Municipality, wanted: Wanted
) -> None:
    """Add what a source of many tells: it was narrowed by the source itself."""
    if source.many is None:
        return
    for state, told in source.many.slices(actor, municipality, wanted).items():
        group = by[state]
        group.number += told.number
        for it in told.places:
            place = in_order(state, source.slug, it.record, it.due, it.started, it.done_on)
            group.found.append((place, source, it))


def _add_lines(
    by: dict[TermState, Group],
    source: TermSource,
    lines: Iterable[TermLine],
    wanted: Wanted,
    choice: Choice,
    ours: _Ours,
) -> None:
    """Add what a source tells of all of its terms, as far as it is asked for."""
    sought = _titles([choice.owner]) if choice.owner else frozenset()
    for line in lines:
        term = _term(line, source, wanted.on, ours)
        group = by.get(term.state)
        if group is None or not on_the_list(line, term.state, wanted.on) or (choice.mine and not term.mine):
            continue
        if choice.owner and line.owner_role != choice.owner and line.owner.casefold() not in sought:
            continue
        group.number += 1
        place = in_order(term.state, source.slug, line.record, line.due, line.started, line.done_on)
        group.found.append((place, source, term))


def _term(line: TermLine, source: TermSource, on: date, ours: _Ours) -> Term:
    mine = line.mine or ours.holds(line)
    deputy_of = "" if mine else next((name for name, one in ours.away if one.holds(line)), "")
    return Term(line, stand(line, on, CALENDAR), str(source.label), mine or bool(deputy_of), deputy_of=deputy_of)


def _show(
    actor: Actor, municipality: Municipality, groups: Iterable[Group], wanted: Wanted, ours: _Ours, *, named: bool
) -> None:
    """Fill the terms of each group, with the lines of places: one call for each source of many, for all states."""
    places: dict[str, list[Place]] = {}
    for group in groups:
        for _place, source, it in group.found:
            if isinstance(it, Place):
                places.setdefault(source.slug, []).append(it)
    lines: dict[str, dict[UUID, TermLine]] = {
        source.slug: source.many.shown(actor, municipality, places[source.slug], named=named)
        for source in term_sources()
        if source.many is not None and source.slug in places
    }
    for group in groups:
        for _place, source, it in group.found:
            if isinstance(it, Term):
                group.terms.append(it)
            elif it.record in lines[source.slug]:
                group.terms.append(_term(lines[source.slug][it.record], source, wanted.on, ours))
        group.found = []


def _urgency(term: Term) -> tuple[int, Any]:
    line = term.line
    place = in_order(term.state, line.kind, line.record, line.due, line.started, line.done_on)
    return SHOWN.index(term.state), place


def kinds(actor: Actor) -> list[tuple[str, str]]:
    """Return the kinds that may be on the reader's list, by what they are called: slug and label."""
    found = [(source.slug, str(source.label)) for source in term_sources() if source.scopes(actor)]
    return sorted(found, key=lambda it: it[1])
