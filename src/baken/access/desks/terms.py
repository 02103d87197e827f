# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Terms of files in registers with a desk on the list of terms: one index range per register, whoever many files run.

A feature says once, when its app starts, what kind of terms it keeps by `desk_files.keep_term`:

    register_desk_kind(
        "measure", gettext_lazy("termijn van een maatregel"), gettext_lazy("Maatregel %(reference)s"),
        purposes=PURPOSES, view=VIEW, handle=HANDLE, file_url="measures:measure",
    )
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from baken.cores.terms import DutchCalendar, Rule, TermError, explain, find
from baken.kernel import clocks, moment
from baken.kernel.models import Municipality
from baken.kernel.terms import Place, Slice, TermLine, TermState, Wanted, Whose, in_order, register_many_terms

from ..actors import Actor
from ..authorization.policy import visible_to
from ..authorization.reading import note_listed
from ..authorization.sight import opened
from ..models import DeskTerm
from ..roles import role_label
from .files import purposes

CALENDAR = DutchCalendar()


@dataclass(frozen=True, slots=True)
class DeskLine(TermLine):
    """A line of the list, with what finds its sum and leaves its trace."""

    purpose: str = ""
    guarded: UUID | None = None
    subject_type: str = ""
    subject: UUID | None = None
    rule_slug: str = ""


@dataclass(frozen=True, slots=True)
class DeskKind:
    """A kind of terms of files at a desk.

    slug: the `kind` that `keep_term` was given. title: of a file, with `%(reference)s`. view, handle: permissions; who may
    handle may write why a term was missed. file_url: name of the file's address, which takes its reference. also: whose terms
    it keeps beside our own; of others nothing is asked.
    """

    slug: str
    label: Any
    title: Any
    purposes: tuple[str, ...]
    view: str
    handle: str
    file_url: str
    also: frozenset[Whose] = frozenset()

    def scopes(self, actor: Actor) -> frozenset[str]:
        """Return the purposes for which the actor comes at such files."""
        return frozenset(purposes(actor, self.view, self.purposes))

    def slices(self, actor: Actor, municipality: Municipality, wanted: Wanted) -> dict[TermState, Slice]:
        """Return the most urgent of each state; at most two queries a state and register, however many there are."""
        if actor.municipality_id != municipality.id:
            return {}
        found: dict[TermState, list[Place]] = defaultdict(list)
        number: dict[TermState, int] = defaultdict(int)
        for purpose in purposes(actor, self.view, self.purposes):
            with opened(actor, purpose):
                rows = self._rows(actor, purpose)
                if wanted.owners:
                    rows = rows.filter(owner_role__in=sorted(wanted.owners))
                for state in wanted.states:
                    if OF_STATE.get(state, Whose.OURS) not in {Whose.OURS, *self.also}:
                        continue
                    its = _of(rows, state, wanted)
                    first = its.values_list("pk", "due", "started", "done_on")[: wanted.most]
                    places = [Place(*told, scope=purpose) for told in first]
                    found[state] += places
                    more = len(places) == wanted.most and wanted.count > wanted.most
                    number[state] += its.values("pk")[: wanted.count].count() if more else len(places)
        return {
            state: Slice(tuple(_first(self.slug, state, places, wanted.most)), number[state])
            for state, places in found.items()
        }

    def one(self, actor: Actor, municipality: Municipality, record: UUID) -> Place | None:
        """Return the place of one term that the actor may see."""
        if actor.municipality_id != municipality.id:
            return None
        for purpose in purposes(actor, self.view, self.purposes):
            with opened(actor, purpose):
                if self._rows(actor, purpose).filter(pk=record).exists():
                    return Place(record, scope=purpose)
        return None

    def shown(
        self, actor: Actor, municipality: Municipality, places: Iterable[Place], *, named: bool
    ) -> dict[UUID, TermLine]:
        """Return the lines with their sums, and write that they were listed; without names they say kind and day only."""
        by: dict[str, list[UUID]] = defaultdict(list)
        for place in places:
            by[place.scope].append(place.record)
        told: dict[UUID, TermLine] = {}
        if actor.municipality_id != municipality.id:
            return told
        for purpose, records in by.items():
            with opened(actor, purpose):
                lines = [self._line(actor, row, purpose) for row in self._rows(actor, purpose).filter(pk__in=records)]
                if named:
                    keys = sorted({line.guarded for line in lines if line.guarded is not None})
                    note_listed(actor=actor, at=moment.now(), purpose=purpose, keys=keys)
                    told |= {line.record: line for line in _with_sums(lines)}
                else:
                    told |= {line.record: replace(line, title="") for line in lines}
        return told

    def _rows(self, actor: Actor, purpose: str) -> QuerySet[DeskTerm]:
        return visible_to(DeskTerm.objects.filter(kind=self.slug), actor, self.view, purpose)

    def _line(self, actor: Actor, row: DeskTerm, purpose: str) -> DeskLine:
        rule = _rule(row.rule, row.started)
        return DeskLine(
            kind=self.slug,
            record=row.pk,
            title=str(self.title) % {"reference": row.reference},
            href=reverse(self.file_url, args=[row.reference]),
            rule=rule.title if rule else row.label or row.rule,
            article=rule.article if rule else "",
            verified=rule.verified if rule else True,
            due=row.due,
            started=row.started,
            done_on=row.done_on,
            paused=row.paused,
            first_day_counts=rule.counts_first_day if rule else False,
            owner=role_label(row.owner_role),
            owner_role=row.owner_role,
            mine=row.owner_role in actor.roles,
            explainable=actor.may(self.handle),
            fictitious=row.fictitious,
            outside=reverse("terms:overview"),
            purpose=purpose,
            guarded=row.guarded_id,
            subject_type=row.subject_type,
            subject=row.subject,
            rule_slug="" if row.label else row.rule,  # a row with both runs on no ledger
            whose=Whose(row.whose),
            next_step=row.next_step,
            about=row.about,
            about_on=row.about_on,
            number=row.number,
        )


def register_desk_kind(
    slug: str,
    label: Any,
    title: Any,
    *,
    purposes: Iterable[str],
    view: str,
    handle: str,
    file_url: str,
    also: Iterable[Whose] = (),
) -> None:
    """Make a kind of terms of files at a desk known to the list of terms; called once, when its app starts."""
    kind = DeskKind(slug, label, title, tuple(purposes), view, handle, file_url, frozenset(also))
    register_many_terms(slug, label, kind, kind.scopes)


OF_STATE = {
    TermState.OVERDUE: Whose.OTHERS,
    TermState.AWAITED: Whose.OTHERS,
    TermState.PASSING: Whose.NOBODYS,
}
"""Whose the terms of a state are, where not ours."""


def _of(rows: QuerySet[DeskTerm], state: TermState, wanted: Wanted) -> QuerySet[DeskTerm]:
    """Return the rows of one state, the most urgent first: each is a range of an index. What stands still has no last day,
    whoever's it is."""
    if state is TermState.DONE_LATE:
        late = rows.filter(
            whose=Whose.OURS, done_on__gt=F("due"), done_on__gte=wanted.late_since, done_on__lte=wanted.on
        )
        return late.order_by("-done_on", "id")
    conditions = {
        TermState.MISSED: Q(due__lt=wanted.on, paused=False),
        TermState.OVERDUE: Q(due__lt=wanted.on, paused=False),
        TermState.SOON: Q(due__gte=wanted.on, due__lte=wanted.soon, paused=False),
        TermState.RUNNING: Q(due__gt=wanted.soon, paused=False),
        TermState.AWAITED: Q(due__gte=wanted.on, paused=False),
        TermState.PASSING: Q(due__gte=wanted.on, paused=False),
        TermState.OPEN: Q(due__isnull=True, paused=False),
        TermState.PAUSED: Q(due__isnull=True, paused=True),
    }
    running = rows.filter(conditions[state], done_on__isnull=True)
    if state in (TermState.OPEN, TermState.PAUSED):
        return running.filter(whose__in=[*Whose]).order_by(F("started").asc(nulls_last=True), "id")
    return running.filter(whose=OF_STATE.get(state, Whose.OURS)).order_by("due", "id")


def _first(kind: str, state: TermState, places: list[Place], most: int) -> list[Place]:
    """Return the first of the places of several registers, each in order already."""
    found = sorted(places, key=lambda it: in_order(state, kind, it.record, it.due, it.started, it.done_on))
    return found[:most]


@lru_cache(maxsize=4096)
def _rule(slug: str, started: date | None) -> Rule | None:
    """Return the rule as it was in force when the term began; None for an agreed day."""
    if not slug or started is None:
        return None
    try:
        return find(slug, started)
    except TermError:
        return None


def _with_sums(lines: Iterable[DeskLine]) -> list[TermLine]:
    """Return the lines with their sums: one query for each kind of row on whose clocks they run."""
    every = list(lines)
    keys: dict[str, set[UUID]] = defaultdict(set)
    for line in every:
        if line.rule_slug and line.subject is not None:
            keys[line.subject_type].add(line.subject)
    ledgers: dict[UUID, Any] = {}
    for label, subjects in keys.items():
        ledgers |= clocks.ledgers(apps.get_model(label), subjects)
    found: list[TermLine] = []
    for line in every:
        rule = _rule(line.rule_slug, line.started)
        events = ledgers.get(line.subject, {}).get(line.rule_slug, ()) if line.subject is not None else ()
        found.append(replace(line, steps=explain(rule, events, CALENDAR).steps) if rule and events else line)
    return found
