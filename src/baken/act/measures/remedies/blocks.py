# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Remedies on the page of a measure: what was lodged, until when is decided, and whether the measure is suspended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from baken.cores.terms import Event, explain, find
from baken.kernel import clocks

from .. import queries
from ..blocks import Block
from ..models import Remedy
from ..queries import Seen
from .standing import APPEAL, CALENDAR, ONE, stretch_on
from .terms import decision_rule, waits_for_service


@dataclass(frozen=True, slots=True)
class Line:
    """One remedy: its row, until when it is to be decided, and until when one can go on to the next."""

    row: Remedy
    due: date | None
    next_until: date | None


def block(seen: Seen, at: datetime) -> Block | None:
    """Return the remedies of a measure that was decided. Two queries, however many there are."""
    if seen.file.signed_at is None:
        return None
    rows = list(queries.rows(seen, Remedy).order_by("lodged_on", "id"))
    stretch = stretch_on(rows, timezone.localdate(at))
    ledgers = clocks.ledgers(Remedy, [row.pk for row in rows]) if rows else {}
    context = {
        "lines": [_line(row, ledgers.get(row.pk, {})) for row in rows],
        "suspended": stretch[0] if stretch else None,
        "suspended_until": stretch[1] - ONE if stretch and stretch[1] else None,
        "waits": waits_for_service(seen.file),
        "may_handle": queries.may_handle(seen),
    }
    return Block("measures/remedies/_block.html", context)


def _line(row: Remedy, ledgers: Mapping[str, Sequence[Event]]) -> Line:
    due = after = None
    if row.kind == Remedy.Kind.OBJECTION:
        rule = decision_rule(row)
        due = explain(rule, ledgers.get(rule.slug, ()), CALENDAR).due
    if row.decided_on is not None:
        rule = find(APPEAL, row.decided_on)
        after = explain(rule, ledgers.get(rule.slug, ()), CALENDAR).due
    return Line(row, due, after)
