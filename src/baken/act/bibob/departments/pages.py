# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a department's pages show: how far it is, until when to decide, why that stands still, what the conclusion allows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from baken.access.facade import Actor, authorize
from baken.cores.terms import Computation, State, StepKind, explain, working_days_between
from baken.kernel import clocks as ledger
from baken.ui import term_words

from .. import clocks
from ..models import Conclusion, Scope, Stage, Standing
from ..policies import ASK
from . import queries, rules
from .forms import DecideForm

PAGE = 50
SHOWN_DRAWS = 10
ROAD = (Stage.ASKED, Stage.UNDER_WAY, Stage.CONCLUDED, Stage.DECIDED)
"""The stages of a screening that goes as most do; advice and a view are on the way in the second."""
ON_THE_WAY = frozenset({Stage.AT_LBB, Stage.VIEW})


@dataclass(frozen=True, slots=True)
class Until:
    """The last day to decide, as a page shows it: while it stands still the last day that it can become, where that is known.

    `why`: why it stands still; `left`: how many working days there are.
    """

    due: date | None
    late: bool
    paused: bool
    left: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One standing on the list."""

    row: Standing
    until: Until


def lines(rows: Iterable[Standing], on: date) -> list[Line]:
    """Return standings as lines of the list. One query for all their clocks."""
    shown = list(rows)
    told = ledger.ledgers(Standing, [row.pk for row in shown])
    found = []
    for row in shown:
        rule = clocks.decision_rule(row.asked_on)
        events = told.get(row.pk, {}).get(rule.slug, ())
        found.append(Line(row, until(row, explain(rule, events, clocks.CALENDAR), on)))
    return found


def until(row: Standing, found: Computation, on: date) -> Until:
    """Return until when the department must have decided."""
    if row.decided_on is not None or found.state in (State.ENDED, State.LAPSED):
        return Until(found.last_day, late=False, paused=False, left="")
    if basis := _pausing(found, on):
        return Until(found.last_day, late=False, paused=True, left="", why=_why(basis))
    due = found.last_day
    if due is None:
        return Until(None, late=False, paused=False, left="")
    late = due < on
    first, last = (due, on) if late else (on, due)
    days = working_days_between(first, last, clocks.CALENDAR)
    return Until(due, late=late, paused=False, left=term_words.left(-days if late else days))


def _pausing(found: Computation, on: date) -> str:
    """Return on what basis the term stands still on a day; "" where it runs. A capped pause has an end from the start."""
    for step in found.steps:
        if step.slug is StepKind.PAUSE_OPEN:
            return step.basis
        if step.slug is StepKind.PAUSED and step.at <= on < step.at + timedelta(days=step.amount or 0):
            return step.basis
    return ""


def _why(basis: str) -> str:
    if clocks.LBB in basis:
        return _("Het Landelijk Bureau Bibob adviseert (Wet Bibob 31).")
    return _("De aanvrager moet de vragenlijst nog aanvullen (Awb 4:5 en 4:15).")


def overview(actor: Actor) -> dict[str, Any]:
    """Return what the list shows beside its lines: what chance said, and whether something can be handed in."""
    return {
        "may_ask": bool(authorize(actor, ASK)),
        "draws": list(queries.draws(actor)[:SHOWN_DRAWS]),
        "to_decide": queries.to_decide(actor).count(),
    }


def standing(actor: Actor, row: Standing, on: date, form: DecideForm | None = None) -> dict[str, Any]:
    """Return everything for the page of one standing."""
    found = clocks.decision(row)
    may = bool(authorize(actor, ASK, row)) and row.decided_on is None
    rule = clocks.decision_rule(row.asked_on)
    return {
        "standing": row,
        "scope": Scope(row.scope).label,
        "until": until(row, found, on),
        "steps": term_words.told(found.steps),
        "article": rule.article,
        "road": _road(row),
        "own_investigation": row.stage in (Stage.ASKED, Stage.UNDER_WAY, Stage.VIEW),
        "allowed": _allowed(row.conclusion),
        "form": form or (DecideForm(standing=row, today=on) if may else None),
        "open": row.stage in rules.ENDED,
    }


def _road(row: Standing) -> list[tuple[str, bool, bool]]:
    """Return the stages with their words, whether each is over, and which one it is now."""
    if row.stage == Stage.STOPPED:
        return [(str(Stage.ASKED.label), True, False), (str(Stage.STOPPED.label), False, True)]
    here = Stage.UNDER_WAY if row.stage in ON_THE_WAY else Stage(row.stage)
    place = ROAD.index(here)
    return [
        (str(Stage(row.stage).label if one == here else one.label), number < place, number == place)
        for number, one in enumerate(ROAD)
    ]


def _allowed(conclusion: str) -> str:
    """Return what the law lets a department do with a conclusion."""
    return {
        Conclusion.NONE: _("Bibob staat niets in de weg. U beslist verder zoals altijd."),
        Conclusion.LESSER: _(
            "U mag voorschriften aan het besluit verbinden die het gevaar wegnemen of beperken (Wet Bibob 3(7)). "
            "Weigeren of intrekken om Bibob mag niet."
        ),
        Conclusion.SERIOUS: _(
            "U mag weigeren of intrekken, als dat in verhouding is tot het gevaar (Wet Bibob 3(1) en 3(5)). "
            "Is dat te zwaar, dan mag u voorschriften verbinden (3(7))."
        ),
    }.get(Conclusion(conclusion), "")
