# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The clock of a question: a ledger of events, from which `cores.terms` computes by when it must be answered.

How long that takes is the council's own rule (`AnswerTerm`), not the law's, so each number of days is a rule of its own. A
question keeps the term that was told when it was asked, also when the council changes its rule later.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_noop

from baken.cores.terms import Computation, DutchCalendar, EventKind, Rule, Unit, explain
from baken.kernel import clocks

from .models import AnswerTerm, CouncilItem, ItemKind

SLUG = "council_question_"
ARTICLE = gettext_noop("eigen regel van de raad")
TITLE = gettext_noop("Raadsvraag beantwoorden")
AGREED = "afgesproken datum"
ANSWERED = "beantwoord"
WITHDRAWN = "ingetrokken"
CALENDAR = DutchCalendar()


def question_rule(days: int) -> Rule:
    """Return the rule of a question that may take so many calendar days.

    The Algemene termijnenwet is about terms of a law, so a weekend moves nothing here.
    """
    return Rule(
        slug=f"{SLUG}{days}",
        title=TITLE,
        article=ARTICLE,
        amount=days,
        unit=Unit.DAYS,
        source="the council's rules of procedure",
        extends_to_working_day=False,
    )


def write(item: CouncilItem, terms: Iterable[AnswerTerm]) -> None:
    """Write the ledger of a question as it now is; part of an action.

    A correction of the day, the term or the answer writes the ledger anew: what was there before stands in the log of
    the item. A question without term, or whose term is the day itself, has no clock.
    """
    if item.kind != ItemKind.QUESTION:
        return
    clocks.forget(item)
    if item.due is None or item.due <= item.made_on:
        return
    days = (item.due - item.made_on).days
    rule = question_rule(days)
    told = max(
        (term for term in terms if term.valid_from <= item.made_on), key=lambda one: one.valid_from, default=None
    )
    basis = told.source if told is not None and told.days == days else AGREED
    clocks.tell(item, rule, EventKind.STARTED, on=item.made_on, basis=basis)
    if item.withdrawn_on is not None:
        clocks.tell(item, rule, EventKind.ENDED, on=item.withdrawn_on, basis=WITHDRAWN)
    elif item.answered_on is not None:
        clocks.tell(item, rule, EventKind.ENDED, on=item.answered_on, basis=ANSWERED)


def computations(items: Iterable[CouncilItem]) -> dict[UUID, tuple[Rule, Computation]]:
    """Return the rule and the sum of each question that has a clock. One query."""
    found = {}
    for pk, ledgers in clocks.ledgers(CouncilItem, [item.pk for item in items]).items():
        for slug, events in ledgers.items():
            rule = question_rule(int(slug.removeprefix(SLUG)))
            found[pk] = (rule, explain(rule, events, CALENDAR))
    return found


def due_of(item: CouncilItem) -> date | None:
    """Return the last day to answer by the ledger; None without a clock."""
    found = computations([item]).get(item.pk)
    return found[1].last_day if found else None
