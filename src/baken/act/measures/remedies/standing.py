# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a judge holds a measure up on a day.

A suspension lasts until a later objection or appeal is decided. That follows general knowledge of Awb 8:85, not the text:
to be checked by a lawyer.
"""

from collections.abc import Iterable
from datetime import date

from ..models import Measure, Remedy

MAIN = (Remedy.Kind.OBJECTION, Remedy.Kind.APPEAL, Remedy.Kind.HIGHER_APPEAL)


def stretches(remedies: Iterable[Remedy]) -> list[tuple[date, date | None]]:
    """Return from which day until which (not included) a measure was suspended; None where it still is. Pure."""
    rows = list(remedies)
    found = []
    for one in rows:
        if one.outcome != Remedy.Outcome.SUSPENDED or one.decided_on is None:
            continue
        since = one.decided_on
        later = [row.decided_on for row in rows if row.kind in MAIN and row.decided_on and row.decided_on >= since]
        found.append((since, min(later, default=None)))
    return sorted(found, key=lambda stretch: stretch[0])


def suspended_on(measure: Measure, on: date) -> bool:
    """Return whether the measure was suspended on a day. One query."""
    return suspended_since(Remedy.objects.filter(measure=measure), on) is not None


def suspended_since(remedies: Iterable[Remedy], on: date) -> date | None:
    """Return since when the measure has been suspended on a day; None where it isn't."""
    for since, until in stretches(remedies):
        if since <= on and (until is None or on < until):
            return since
    return None
