# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""View models of one measure: where it stands, who must act, what is next, its terms with the sum, and its timeline."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from baken.access.facade import DeskTerm, note_listed, purpose_label, role_label, visible_to
from baken.access.facade import why as reasons
from baken.cores.terms import Event, Rule, State, TermError, explain, find, working_days_between
from baken.kernel import clocks
from baken.kernel.terms import Whose
from baken.registry.facade import boundaries
from baken.ui import term_words

from .. import queries
from ..blocks import Block, blocks
from ..documents.checks import long_enough, written
from ..documents.facts import money
from ..documents.reasons import topics_for
from ..documents.topics import TOPICS
from ..models import DocumentKind, Forfeiture, Instrument, Measure, MeasureEvent, MeasureParty, Remedy, Status, View
from ..policies import VIEW
from ..queries import Seen
from ..rules import EVENTS, POWERS, SERVED, decision_kind
from ..workflow import BEFORE_DECISION, FAMILY, OVER
from .assessing import earlier
from .carrying import against_settling
from .days import CALENDAR, ONE, longest
from .step_specs import extras, steps
from .telling import first_running, happened, rests, road, what_next

NEWEST = 50
PAPERS, TERMS = "measures/documents/_block.html", "measures/files/_terms.html"
SOON = 10
"""Working days left from which a term asks attention, as on the list of terms."""
MOST_EARLIER = 10


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the file: what it is, its last day, how it stands, and how it was reckoned."""

    label: str
    article: str
    verified: bool
    due: date | None
    done_on: date | None
    mark: str
    word: str
    sum: tuple[str, ...]
    ours: bool = True
    """Whether we are to act by that day, and not somebody else."""
    next_step: str = ""
    """What we do now that somebody else let the day pass."""

    @property
    def over(self) -> bool:
        return self.done_on is not None or self.mark == "done"


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the timeline."""

    on: date
    what: str
    text: str
    who: str


def measure(seen: Seen, at: datetime, page: str = "") -> dict[str, Any]:
    """Return everything for the page of one measure; `page` is that of the timeline."""
    told = blocks(seen, at)
    terms = next((one.context["terms"] for one in told if one.template == TERMS), ())
    return {
        **frame(seen, at), "blocks": told, "timeline": timeline(seen, page), "extras": extras(seen),
        "road": road(seen.file), "first": first_running(terms), "to_read": to_read(seen.file, told), "to_sign": to_sign(told),
        "still_open": against_settling(seen.file, timezone.localdate(at)) if seen.file.status in OVER else [],
    }  # fmt: skip


def to_sign(told: Iterable[Block]) -> list[Any]:
    """Return the letters that wait for the reader's signature, beside the decision that a step signs."""
    return [paper for one in told if one.template == PAPERS for paper in one.context["papers"] if paper.may_sign]


def to_read(it: Measure, told: Iterable[Block]) -> Any:
    """Return the decision that lies ready to be signed, None where none was made."""
    if it.status != Status.DRAFTED:
        return None
    papers = (paper.row for one in told if one.template == PAPERS for paper in one.context["papers"])
    return next((row for row in papers if row.signed_at is None and row.kind == decision_kind(it.instrument)), None)


def frame(seen: Seen, at: datetime) -> dict[str, Any]:
    """Return what every page of a measure shows around its content."""
    it, on = seen.file, timezone.localdate(at)
    power = POWERS[it.instrument]
    return {
        "seen": seen,
        "measure": it,
        "purpose": purpose_label(seen.purpose),
        "power": power,
        "status": FAMILY[it.instrument].status(it.status).label,
        "owner": role_label(it.owner_role),
        "next": what_next(it, on),
        "rests": rests(it, on),
        "amount": money(it.amount_per_breach),
        "most": money(it.amount_maximum),
        "steps": steps(seen),
        "may_handle": queries.may_handle(seen),
        "area": area_name(it, on),
        "until": it.in_force_until - ONE if it.in_force_until else None,
        "longest": longest(it) if it.status == Status.IN_FORCE and it.instrument == "area_ban" else None,
        "served": SERVED.get(it.served_how, ""),
        "why": why(seen),
        "today": on,
    }


def area_name(it: Measure, on: date) -> str:
    """Return what the wijk of a measure is called, "" for none."""
    if not it.area:
        return ""
    found = boundaries(it.municipality, on).located(it.area)
    return found.name if found else it.area


def why(seen: Seen) -> reasons.Why:
    """Return why the reader sees the measure."""
    return reasons.seen_at_desk(seen.actor, seen.file.vault, seen.purpose)


def timeline(seen: Seen, page: str) -> dict[str, Any]:
    """Return the newest things that happened, and a page of older ones. Two queries."""
    rows = queries.rows(seen, MeasureEvent).select_related("by")
    found = Paginator(rows, NEWEST).get_page(page)
    labels = {one.name: str(one.label) for one in FAMILY[seen.file.instrument].transitions}
    lines = [
        Happened(
            row.on,
            happened(seen.file, row.kind, labels, EVENTS),
            row.text,
            row.by.display_name if row.by else ", ".join(role_label(role) for role in row.by_role.split(",") if role),
        )
        for row in found.object_list
    ]
    return {"page": found, "lines": lines}


def terms_block(seen: Seen, at: datetime) -> Block | None:
    """Return what we must do by when, and the clocks of the law that run for others, each with its sum in words. Two queries."""
    it, on = seen.file, timezone.localdate(at)
    rows = list(visible_to(DeskTerm.objects.filter(guarded=it.guarded_id), seen.actor, VIEW, seen.purpose))
    ledgers = clocks.ledgers(type(it), [it.pk]).get(it.pk, {})
    kept = {row.rule for row in rows if row.subject == it.pk}
    found = [*terms(rows, on, {**_of_rows(rows), it.pk: ledgers}), *_clocks(ledgers, kept, on)]
    context = {
        "terms": found,
        "running": [one for one in found if not one.over],
        "over": [one for one in found if one.over],
    }
    return Block(TERMS, context) if found else None


def _of_rows(rows: Iterable[DeskTerm]) -> dict[UUID, Mapping[str, tuple[Event, ...]]]:
    """Return the ledgers of remedies and forfeitures whose terms are shown: at most one query for each of the two."""
    found: dict[UUID, Mapping[str, tuple[Event, ...]]] = {}
    for model in (Remedy, Forfeiture):
        keys = [row.subject for row in rows if row.subject_type == model._meta.label_lower]
        found |= clocks.ledgers(model, keys) if keys else {}
    return found


def _clocks(ledgers: Mapping[str, tuple[Event, ...]], kept: Collection[str], on: date) -> list[Term]:
    """Return the clocks of the file that ask nothing of us: until when one can object, how long an order lasts at most."""
    found = []
    for slug, events in ledgers.items():
        if slug in kept:
            continue
        try:
            rule = find(slug, events[0].at)
            it = explain(rule, events, CALENDAR)
        except TermError:
            continue
        over = it.last_day is not None and it.last_day < on
        told = tuple(term_words.told(it.steps, first_day_counts=rule.counts_first_day))
        word = _("voorbij") if over or it.state in (State.ENDED, State.LAPSED) else _("loopt")
        mark = "done" if word == _("voorbij") else "on_course"
        title = term_words.title(rule.title)
        found.append(Term(title, rule.article, rule.verified, it.last_day, None, mark, word, told, False))
    return found


def terms(
    rows: Iterable[DeskTerm], on: date, ledgers: Mapping[UUID, Mapping[str, tuple[Event, ...]]] = MappingProxyType({})
) -> list[Term]:
    """Return terms in the order of their last day, those that still run first. `ledgers` by what they run on, for the sums."""
    found = [_term(row, ledgers.get(row.subject, {}), on) for row in rows]
    return sorted(found, key=lambda one: (one.done_on is not None, one.due or date.max))


def _term(row: DeskTerm, ledgers: Mapping[str, tuple[Event, ...]], on: date) -> Term:
    rule: Rule | None = None
    told: tuple[str, ...] = ()
    if row.rule:
        try:
            rule = find(row.rule, row.started or on)
            events = () if row.label else ledgers.get(row.rule, ())  # a row with a label too runs on no ledger
            steps = explain(rule, events, CALENDAR).steps
            told = tuple(term_words.told(steps, first_day_counts=rule.counts_first_day))
        except TermError:
            told = ()
    mark, word = _standing(row, on)
    late = row.whose == Whose.OTHERS and mark == "attention"
    return Term(
        label=term_words.named(rule.title if rule else row.label, row.about, row.about_on, row.number),
        article=rule.article if rule else "",
        verified=rule.verified if rule else True,
        due=row.due,
        done_on=row.done_on,
        mark=mark,
        word=word,
        sum=told,
        ours=row.whose == Whose.OURS,
        next_step=_(row.next_step) if late and row.next_step else "",
    )


def _standing(row: DeskTerm, on: date) -> tuple[str, str]:
    """Return the mark and the word of how a term stands on a day: somebody else's is never late of us."""
    if row.done_on is not None:
        late = row.whose == Whose.OURS and row.due is not None and row.done_on > row.due
        return ("behind", _("te laat")) if late else ("done", _("klaar"))
    if row.paused:
        return "not_assessable", _("staat stil")
    if row.due is None:
        return "not_assessable", _("geen dag")
    if row.whose == Whose.NOBODYS:
        return ("done", _("voorbij")) if row.due < on else ("on_course", _("loopt"))
    if row.whose == Whose.OTHERS:
        return ("attention", _("dag van de ander voorbij")) if row.due < on else ("on_course", _("wacht op een ander"))
    if row.due < on:
        return "behind", _("te laat")
    left = working_days_between(on + ONE, row.due + ONE, CALENDAR)
    return ("attention" if left <= SOON else "on_course"), term_words.left(left) or _("loopt")


def policy_block(seen: Seen, at: datetime) -> Block | None:
    """Return by which cell of which version of the matrix the measure was judged, and why it goes another way."""
    it = seen.file
    if it.rule is None:
        return None
    return Block("measures/files/_policy.html", {"rule": it.rule, "matrix": it.rule.matrix})


def parties_block(seen: Seen, at: datetime) -> Block | None:
    """Return to whom the measure is addressed, and whom else it touches. One query."""
    open_ = seen.file.status in BEFORE_DECISION and queries.may_handle(seen)
    return Block(
        "measures/files/_parties.html", {"parties": list(queries.rows(seen, MeasureParty)), "may_remove": open_}
    )


def view_block(seen: Seen, at: datetime) -> Block | None:
    """Return the view that was given, or by when it can be."""
    it = seen.file
    if it.intended_on is None and it.view == View.WAITING:
        return None
    return Block("measures/files/_view.html", {"word": capfirst(str(View(it.view).label))})


def reasons_block(seen: Seen, at: datetime) -> Block | None:
    """Return the reasons that were written, and what the next letter still asks. Two queries."""
    it, there = seen.file, written(seen.file)
    kind = next_kind(it)
    asked = topics_for(it, kind, timezone.localdate(at)) if kind else []
    told = [(topic, there[slug]) for slug, topic in TOPICS.items() if slug in there]
    if not told and not asked:
        return None
    missing = [one for one in asked if not long_enough(there.get(one.slug, ""))]
    may = bool(asked) and queries.may_handle(seen)
    return Block("measures/files/_reasons.html", {"told": told, "missing": missing, "kind": kind, "may": may})


def next_kind(it: Measure) -> str:
    """Return the kind of letter for which reasons are written now, "" for none."""
    if it.status in (Status.RECEIVED, Status.ASSESSED) and it.instrument != Instrument.WARNING:
        return DocumentKind.INTENTION
    if it.status in BEFORE_DECISION:
        return decision_kind(it.instrument)
    if it.status == Status.IN_FORCE and it.instrument == Instrument.AREA_BAN:
        return DocumentKind.EXTENSION
    return ""


def earlier_block(seen: Seen, at: datetime) -> Block | None:
    """Return other measures at the same address in this register; named, so it leaves a trace. One query, and the trace."""
    found = list(earlier(seen)[:MOST_EARLIER])
    if not found:
        return None
    note_listed(actor=seen.actor, at=at, purpose=seen.purpose, keys=[one.guarded_id for one in found])
    lines = [(one, FAMILY[one.instrument].status(one.status).label) for one in found]
    return Block("measures/files/_earlier.html", {"lines": lines})
