# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""View models of the page of one screening: its head, what is next, terms and timeline. Its blocks are made by the rooms."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import role_label
from baken.access.facade import why as reasons
from baken.cores.terms import Computation, Event, EventKind, Rule, State, explain, working_days_between
from baken.kernel import clocks as ledgers
from baken.ui import term_words
from baken.ui.format import day

from .. import clocks, queries
from ..blocks import Block, blocks
from ..concluding import DANGER
from ..models import Advice, Duty, Indicator, Questionnaire, Screening, ScreeningEvent, Stage
from ..queries import Seen
from ..rules import DUTIES, counts_not
from ..workflow import OPEN, SCREENING
from .stepping import NEXT, because_ended, steps_from

Ledger = dict[str, tuple[Event, ...]]
"""Events of the clocks of one record, by rule."""
HAPPENED: dict[str, Any] = {
    "questions_sent": gettext_lazy("Vragenlijst verstuurd"),
    "found_incomplete": gettext_lazy("Vragenlijst was niet volledig"),
    "found_complete": gettext_lazy("Vragenlijst was volledig"),
    "started": gettext_lazy("Onderzoek begonnen zonder vragenlijst"),
    "weighed": gettext_lazy("Eigen onderzoek afgerond"),
    "back_to_investigate": gettext_lazy("Onderzoek weer geopend"),
    "advice_asked": gettext_lazy("Advies gevraagd bij het LBB"),
    "view_asked": gettext_lazy("Zienswijze gevraagd"),
    "concluded": gettext_lazy("Conclusie gegeven"),
    "reconsidered": gettext_lazy("Conclusie ingetrokken"),
    "stopped": gettext_lazy("Onderzoek gestopt"),
    "settled": gettext_lazy("Dossier afgerond"),
    "reopened": gettext_lazy("Dossier weer geopend"),
}
"""What a step is called once it was taken."""
SHOWN = 50
"""Events of the timeline on a page, newest first."""


@dataclass(frozen=True, slots=True)
class TermPanel:
    """One term of a file: which, its last day (None while it stands still), its sum in words, how it stands, and what is left."""

    title: str
    article: str
    verified: bool
    due: date | None
    sum: list[str]
    state: str
    late: bool
    left: str = ""
    runs: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as the page shows it: whether it counts today, and why not."""

    row: Indicator
    counts: bool
    why_not: str


def frame(seen: Seen, at: datetime) -> dict[str, Any]:
    """Return what every page of a screening shows around its content."""
    it = seen.file
    return {
        "seen": seen,
        "screening": it,
        "standing": it.standing,
        "status": it.get_status_display(),
        "may_handle": queries.may_handle(seen),
        "why": why(seen),
        "today": timezone.localdate(at),
        "at": at,
    }


def beside(seen: Seen, at: datetime) -> dict[str, Any]:
    """Return what stands beside a form over a file: how far it is, and the last days that run. Four queries at most."""
    it, on = seen.file, timezone.localdate(at)
    theirs = term_words.title(clocks.decision_rule(it.standing.asked_on).title)  # told by itself, with how it stands
    advices = list(queries.rows(seen, Advice))
    told = terms(seen, advices, ledgers.ledgers(Advice, [row.pk for row in advices]), on)
    running = [one for one in told if one.runs and one.title != theirs]
    return {
        "owner": role_label(SCREENING.status(it.status).owner), "department": department_term(it, on), "running": running,
    }  # fmt: skip


def screening(seen: Seen, asked: Any, at: datetime) -> dict[str, Any]:
    """Return everything for the page of one file. A fixed number of queries, however much happened in it."""
    it, base = seen.file, frame(seen, at)
    advices = list(queries.rows(seen, Advice))
    known = ledgers.ledgers(Advice, [row.pk for row in advices])
    by_form = queries.rows(seen, Questionnaire).exists()
    owing = queries.rows(seen, Duty).filter(done_on=None).exists()
    shown = blocks(seen, at)
    steps = steps_from(
        it.status,
        paused=any(row.paused_since for row in advices),
        extended=any(_extended(known.get(row.pk, {})) for row in advices if not row.received_on),
        by_form=by_form,
        owing=owing,
        ended=it.standing.ended,
        unheard=unheard(it, advices, base["today"]),
    )
    return {
        **base,
        "next": next_told(it, unheard(it, advices, base["today"])),
        "returned": returned(shown),
        "stops": because_ended(it) if it.standing.ended and it.status in OPEN else "",
        "owing": owing,
        "owner": role_label(SCREENING.status(it.status).owner),
        "steps": steps if base["may_handle"] else [],
        "terms": terms(seen, advices, known, base["today"]),
        "own_runs": it.status == "investigating",
        "blocks": shown,
        "unweighed": unweighed(shown),
        "register_first": register_first(shown),
        "department": department_term(it, base["today"]),
        **timeline(seen, asked),
    }


def unheard(it: Screening, advices: list[Advice], on: date) -> bool:
    """Return whether somebody must be heard before there can be a conclusion: danger was advised and nobody was asked about it
    since, or the time to answer runs and no answer was written down."""
    if it.status == "view":
        return it.view_on is None and it.view_until is not None and on <= it.view_until
    told = [row for row in advices if row.received_on and row.conclusion in DANGER]
    since = max((row.received_on for row in told if row.received_on), default=None)
    asked = it.view_on or it.view_until
    return it.status == "weighing" and since is not None and (asked is None or asked < since)


def next_told(it: Screening, must_hear: bool) -> Any:
    """Return what is to be done now."""
    if must_hear and it.status == "weighing":
        return _("Het advies noemt gevaar. Vraag betrokkene om een zienswijze, en geef daarna de conclusie.")
    return NEXT[it.status]


def returned(shown: list[Block]) -> Any:
    """Return the questionnaire that came back and wasn't judged yet, None where there is none."""
    told = next((one.context for one in shown if one.template == "bibob/questionnaire/_block.html"), {})
    if not told.get("waiting"):
        return None
    return next((row for row, _state, _open in told["lines"] if row.returned_at), None)


def register_first(shown: list[Block]) -> bool:
    """Return whether the register of the LBB wasn't asked yet, and the reader can: nothing can be concluded before."""
    sources = next((one.context for one in shown if one.template == "bibob/file/_sources.html"), {})
    return bool(sources.get("may")) and not sources.get("register")


def unweighed(shown: list[Block]) -> int:
    """Return how many facts count and weren't weighed yet, told from the block that was made of them."""
    rows = next((one.context["rows"] for one in shown if one.template == "bibob/file/_facts.html"), ())
    return sum(one.counts and not one.row.weighed for one in rows)


def department_term(row: Screening, on: date) -> tuple[str, date | None]:
    """Return how the department's term stands: a slug of standing ("" where none is told) and its last day."""
    due = row.standing.decision_due
    if row.standing.decided_on or row.standing.stage == Stage.STOPPED:
        return "", None
    if due is None:
        return "paused", None
    return ("behind" if due < on else "attention" if (due - on).days <= 14 else "on_course"), due


def _extended(ledger: Ledger) -> bool:
    return any(event.kind is EventKind.EXTENDED for events in ledger.values() for event in events)


def terms(seen: Seen, advices: list[Advice], known: dict[UUID, Ledger], on: date) -> list[TermPanel]:
    """Return the terms of a file with their sums: the department's, and that of each advice by its ledger. One query."""
    standing = seen.file.standing
    rule = clocks.decision_rule(standing.asked_on)
    told = [(rule, ledgers.standing(standing, rule, clocks.CALENDAR))]
    for row in advices:
        rule = clocks.advice_rule(row)
        told.append((rule, explain(rule, known.get(row.pk, {}).get(rule.slug, ()), clocks.CALENDAR)))
    return [_panel(rule, found, on) for rule, found in told if found.steps]


def _panel(rule: Rule, found: Computation, on: date) -> TermPanel:
    state = {
        State.RUNNING: _("loopt"),
        State.SUSPENDED: _("staat stil"),
        State.ENDED: _("klaar"),
        State.LAPSED: _("vervallen"),
    }.get(found.state, "")
    return TermPanel(
        term_words.title(rule.title),
        rule.article,
        rule.verified,
        found.last_day,
        term_words.told(found.steps),
        state,
        found.due is not None and found.due < on,
        term_words.left(days_left(found.last_day, on)) if found.state == State.RUNNING and found.last_day else "",
        found.state in (State.RUNNING, State.SUSPENDED),
    )


def days_left(due: date, on: date) -> int:
    """Return the working days from tomorrow up to and including `due`; below 0 how many passed since."""
    if on <= due:
        return working_days_between(on + timedelta(days=1), due + timedelta(days=1), clocks.CALENDAR)
    return -max(working_days_between(due + timedelta(days=1), on + timedelta(days=1), clocks.CALENDAR), 1)


def facts(seen: Seen) -> list[Fact]:
    """Return the facts of a file in the order in which they were written: there is no other."""
    on = timezone.localdate()
    rows = queries.rows(seen, Indicator).select_related("relation", "look", "by").order_by("id")
    found = []
    for row in rows:
        why_not = counts_not(row.outcome, row.on, on, row.look.usable_until if row.look else None)
        found.append(Fact(row, not why_not, why_not))
    return found


def timeline(seen: Seen, asked: Any) -> dict[str, Any]:
    """Return the newest events, or all that are asked; `older` tells that there are more."""
    rows = queries.rows(seen, ScreeningEvent).select_related("by").order_by("-on", "-at", "-id")
    whole = asked.get("verloop") == "alles"
    found = list(rows if whole else rows[: SHOWN + 1])
    older = not whole and len(found) > SHOWN
    words = event_words()
    return {
        "events": [(row, words.get(row.kind, row.kind)) for row in (found[:SHOWN] if older else found)],
        "older": older,
    }


def event_words() -> dict[str, Any]:
    """Return what each kind of event is called."""
    steps = {one.name: one.label for one in SCREENING.transitions} | HAPPENED
    duties = {f"duty_{slug}": kind.label for slug, kind in DUTIES.items()}
    return {
        **steps,
        **duties,
        "opened": _("Dossier geopend"),
        "looked": _("Bron vastgelegd"),
        "related": _("Relatie vastgelegd"),
        "indicated": _("Feit vastgelegd"),
        "indicator_weighed": _("Feit gewogen"),
        "reused": _("Overgenomen uit een eerder dossier"),
        "view_noted": _("Zienswijze vastgelegd"),
        "advice_paused": _("LBB vraagt gegevens"),
        "advice_resumed": _("Gegevens zijn bij het LBB"),
        "advice_extended": _("LBB verlengt (weken)"),
        "disclosed": _("Iets verstrekt"),
        "papers_added": _("Stukken toegevoegd"),
        "department_decided": _("De afdeling heeft besloten"),
        "hours_added": _("Uren bijgeschreven"),
        "questions_returned": _("Vragenlijst teruggekregen"),
        "questions_sent_again": _("Nieuwe link naar de vragenlijst"),
        "questions_revoked": _("Link naar de vragenlijst ingetrokken"),
    }


def told_day(on: date) -> str:
    """Return a day in words."""
    return day(on)


def why(seen: Seen) -> reasons.Why:
    """Return why the reader sees the file."""
    return reasons.seen_at_desk(seen.actor, seen.file.vault, seen.purpose)
