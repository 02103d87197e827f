# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questions of the council on the list of terms."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Actor, authorize
from baken.kernel.models import Municipality
from baken.kernel.terms import TermLine, line_of

from . import clocks, queries
from .models import ItemKind
from .policies import MANAGE, VIEW

SLUG = "council-question"
LABEL = gettext_lazy("raadsvraag")
YEAR = timedelta(days=366)


def question_lines(actor: Actor, municipality: Municipality, on: date, named: bool) -> list[TermLine]:
    """Return the questions that run, and those answered in the last year. Two queries."""
    if actor.municipality_id != municipality.id or not actor.may(VIEW):
        return []
    rows = queries.items(actor).filter(kind=ItemKind.QUESTION, due__isnull=False, withdrawn_on__isnull=True)
    items = list(rows.filter(Q(answered_on__isnull=True) | Q(answered_on__gte=on - YEAR)).defer("text", "answer"))
    sums = clocks.computations(items)
    found = []
    for item in items:
        told: dict[str, Any] = {
            "kind": SLUG,
            "record": item.pk,
            "title": item.title,
            "href": item.get_absolute_url(),
            "done_on": item.answered_on,
            "owner": item.owner,
            "explainable": bool(authorize(actor, MANAGE, item)),
            "fictitious": item.fictitious,
        }
        if item.pk in sums:
            rule, sum_ = sums[item.pk]
            line = line_of(rule, sum_, **told)
        else:  # due on the day itself: no clock can tell that
            line = TermLine(rule=clocks.TITLE, article=clocks.ARTICLE, due=item.due, **told)
        found.append(line)
    return [_in_words(line) for line in found]


def _in_words(line: TermLine) -> TermLine:
    return replace(line, rule=_(line.rule), article=_(line.article))
