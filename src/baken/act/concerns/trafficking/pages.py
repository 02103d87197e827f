# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of trafficking show: what waits and the model, and with one concern what was handed over and put up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, authorize, note_listed, visible_to
from baken.kernel import moment

from .. import queries
from ..blocks import Block
from ..models import ChosenBarrier, Concern, HandOver, Route, Weighing
from ..policies import TRAFFICKING, VIEW
from ..queries import Seen
from ..reporting.no_register import THEME
from . import rules
from .actions import WORKED_ON
from .barriers import Barrier, Phase, by_slug, phases
from .terms import PURPOSE

MOST = 100
MONTHS = 12


@dataclass(frozen=True, slots=True)
class HandOverRow:
    """One hand-over in words. `late`: the answer should have come."""

    row: HandOver
    recipient: str
    basis: str
    told: str
    consent: str
    answer: str
    late: bool


@dataclass(frozen=True, slots=True)
class BarrierRow:
    """One chosen barrier in words. `late`: it should have stood."""

    row: ChosenBarrier
    title: str
    owner: str
    outcome: str
    late: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One step of "victim first": what to do, what was handed over for it, and weighings with the routes that belong to it."""

    title: str
    what: str
    handed: tuple[HandOverRow, ...] = ()
    done: tuple[Weighing, ...] = ()
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """One phase of the model, each barrier with the service that can put it up, in words."""

    phase: Phase
    barriers: tuple[tuple[Barrier, str], ...]


@dataclass(frozen=True, slots=True)
class MonthRow:
    """What one month had, of concerns that still are there; `handed` is to whom, and how often."""

    first: date
    handed: tuple[tuple[Any, int], ...]
    barriers: int


def victim_block(seen: Seen, at: datetime) -> Block | None:
    """Return the steps for a concern on trafficking, the victim first; None for any other. Two queries."""
    if seen.concern.theme != THEME:
        return None
    weighed = list(queries.rows(seen, Weighing).filter(withdrawn_at__isnull=True))
    handed = [hand_over_row(row, timezone.localdate(at)) for row in queries.rows(seen, HandOver)]
    may = _may(seen)
    return Block(
        "concerns/trafficking/_victim_first.html",
        {"steps": _steps(weighed, handed), "rows": handed, "may": may, "may_answer": _may(seen, any_status=True)},
    )


def barrier_block(seen: Seen, at: datetime) -> Block | None:
    """Return the barriers of a concern on trafficking; None for any other. One query."""
    if seen.concern.theme != THEME:
        return None
    rows = [barrier_row(row, timezone.localdate(at)) for row in queries.rows(seen, ChosenBarrier)]
    may = _may(seen)
    return Block(
        "concerns/trafficking/_barriers.html", {"rows": rows, "may": may, "may_settle": _may(seen, any_status=True)}
    )


def hand_over_row(row: HandOver, today: date) -> HandOverRow:
    """Return a hand-over in words."""
    return HandOverRow(
        row,
        str(rules.RECIPIENTS.get(row.recipient, row.recipient)),
        str(rules.BASES.get(row.basis, row.basis)),
        "; ".join(str(words) for slug, words in rules.TOLD.items() if slug in row.told),
        str(rules.CONSENT.get(row.consent, "")),
        str(rules.ANSWERS.get(row.answer, "")),
        row.answered_on is None and row.answer_due < today,
    )


def barrier_row(row: ChosenBarrier, today: date) -> BarrierRow:
    """Return a chosen barrier in words."""
    known = by_slug().get(row.barrier)
    return BarrierRow(
        row,
        known.title if known else row.barrier,
        str(rules.OWNERS.get(row.owner, row.owner)),
        str(rules.OUTCOMES.get(row.outcome, "")),
        row.done_on is None and row.due < today,
    )


def overview(actor: Actor, today: date) -> dict[str, Any]:
    """Return the page of the designated officer, within `opened(actor, PURPOSE)`: what waits, the year, the model.

    What it names leaves a trace, as a list does. Five queries, however many there are.
    """
    handed = _mine(actor, HandOver).filter(answered_on__isnull=True).order_by("answer_due", "id")
    barred = _mine(actor, ChosenBarrier).filter(done_on__isnull=True).order_by("due", "id")
    waiting = [hand_over_row(row, today) for row in handed.select_related("concern__category")[:MOST]]
    going = [barrier_row(row, today) for row in barred.select_related("concern__category")[:MOST]]
    named: list[Concern] = [one.row.concern for one in waiting] + [one.row.concern for one in going]
    if named:
        keys = sorted({one.guarded_id for one in named})
        note_listed(actor=actor, at=moment.now(), purpose=PURPOSE, keys=keys)
    return {
        "waiting": waiting,
        "going": going,
        "late": sum(one.late for one in waiting) + sum(one.late for one in going),
        "months": _months(actor, today),
        "recipients": list(rules.RECIPIENTS.values()),
        "phases": model(),
        "fictitious": any(one.fictitious for one in named),
    }


def model() -> list[PhaseRow]:
    """Return the barrier model in words."""
    return [
        PhaseRow(phase, tuple((one, str(rules.OWNERS[one.service])) for one in phase.barriers)) for phase in phases()
    ]


def _mine(actor: Actor, model: type[Any]) -> Any:
    return visible_to(model.objects.all(), actor, VIEW, PURPOSE)


def _months(actor: Actor, today: date) -> list[MonthRow]:
    """Return the months with anything in them of the last year, newest first. Two queries."""
    since = date(today.year - 1, today.month, 1)
    handed: dict[date, dict[str, int]] = {}
    rows = _mine(actor, HandOver).filter(on__gte=since).order_by().annotate(month=TruncMonth("on"))
    for month, recipient, number in rows.values_list("month", "recipient").annotate(n=Count("pk")):
        handed.setdefault(month, {})[recipient] = number
    chosen = _mine(actor, ChosenBarrier).filter(chosen_on__gte=since).order_by().annotate(month=TruncMonth("chosen_on"))
    barred = dict(chosen.values_list("month").annotate(n=Count("pk")))
    return [
        MonthRow(
            month,
            tuple((label, handed.get(month, {}).get(slug, 0)) for slug, label in rules.RECIPIENTS.items()),
            barred.get(month, 0),
        )
        for month in sorted({*handed, *barred}, reverse=True)
    ]


def _may(seen: Seen, *, any_status: bool = False) -> bool:
    if not any_status and seen.concern.status not in WORKED_ON:
        return False
    return bool(authorize(seen.actor, TRAFFICKING, seen.concern, seen.purpose))


def _steps(weighed: Sequence[Weighing], handed: Iterable[HandOverRow]) -> list[Step]:
    rows = list(handed)

    def to(*recipients: str) -> tuple[HandOverRow, ...]:
        return tuple(one for one in rows if one.row.recipient in recipients)

    def routed(*routes: str) -> tuple[Weighing, ...]:
        return tuple(one for one in weighed if one.route in routes)

    return [
        Step(
            _("Is iemand nu in gevaar?"),
            _("Bel 112 of de politie (AVIM) direct. Wacht niet op de weging. Doe niets wat een slachtoffer in gevaar brengt."),
        ),
        Step(
            _("Regel zorg en opvang"),
            _("Bel de zorgcoördinator of CoMensha, ook als niet zeker is dat het mensenhandel is. Bied rust en bedenktijd aan. "
              "Een slachtoffer beslist zelf over aangifte."),
            to(rules.CARE, rules.COMENSHA),
            routed(Route.CARE),
            rules.CARE,
        ),
        Step(
            _("Draag over aan wie het mag onderzoeken"),
            _("Seksuele of criminele uitbuiting: politie (AVIM). Uitbuiting op het werk: Nederlandse Arbeidsinspectie."),
            to(rules.POLICE, rules.LABOUR),
            routed(Route.POLICE, Route.RIEC, Route.SERVICE),
            rules.POLICE,
        ),
        Step(
            _("Maak het de uitbuiter moeilijk"),
            _("Kies welke barrières de gemeente opwerpt. Pas als het slachtoffer veilig is, en in overleg met wie onderzoekt."),
        ),
    ]  # fmt: skip
