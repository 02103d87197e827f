# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How an item of the council stands, and when it is due. Pure: no database, no clock."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SOON = 14
"""Days before the term from which an open item asks for attention."""


class ItemState(StrEnum):
    """How an item stands. Derived, never typed in."""

    LATE = "late"
    SOON = "soon"
    OPEN = "open"
    MOVED = "moved"
    """A motion on which the council hasn't decided."""
    ANSWERED = "answered"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


ORDER = tuple(ItemState)
"""What needs somebody first."""
RUNNING = frozenset({ItemState.LATE, ItemState.SOON, ItemState.OPEN, ItemState.MOVED})


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What the rule looks at; the fields of `CouncilItem`."""

    kind: str
    made_on: date
    due: date | None
    answered_on: date | None
    outcome: str = ""
    decided_on: date | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """How an item stands on a day, and why in a few words."""

    state: ItemState
    reason: str


def item_stand(facts: ItemFacts, on: date) -> Stand:
    """Return how an item stood at the end of the day `on`: what happened later doesn't count.

    Withdrawn and rejected come first, then answered, then the term. A motion runs from the day on which it is adopted.
    """
    if _by(facts.withdrawn_on, on):
        return Stand(ItemState.WITHDRAWN, "")
    if facts.kind == "motion":
        decided = facts.outcome if _by(facts.decided_on, on) else "moved"
        if decided == "withdrawn":
            return Stand(ItemState.WITHDRAWN, _("De indiener heeft de motie ingetrokken."))
        if decided == "rejected":
            return Stand(ItemState.REJECTED, _("De raad heeft de motie verworpen."))
        if decided == "moved":
            return Stand(ItemState.MOVED, _("De raad heeft nog niet over de motie besloten."))
    if _by(facts.answered_on, on):
        late = facts.due is not None and facts.answered_on is not None and facts.answered_on > facts.due
        return Stand(ItemState.ANSWERED, _("Na de termijn.") if late else "")
    return _running(facts.due, on)


def _running(due: date | None, on: date) -> Stand:
    if due is None:
        return Stand(ItemState.OPEN, _("Er is geen datum afgesproken."))
    left = (due - on).days
    if left < 0:
        late = ngettext("%(days)d dag over de termijn.", "%(days)d dagen over de termijn.", -left)
        return Stand(ItemState.LATE, late % {"days": -left})
    told = ngettext("Nog %(days)d dag.", "Nog %(days)d dagen.", left) % {"days": left}
    return Stand(ItemState.SOON if left <= SOON else ItemState.OPEN, told)


def _by(day: date | None, on: date) -> bool:
    return day is not None and day <= on


def answer_due(made_on: date, terms: list[tuple[date, int]]) -> date | None:
    """Return the last day to answer a question asked on `made_on`, under the rule of that day.

    `terms` are (first day, number of days) pairs. Calendar days: it is the council's own rule, to which the Algemene
    termijnenwet doesn't apply by itself. None where no rule held yet.
    """
    valid = [term for term in terms if term[0] <= made_on]
    return made_on + timedelta(days=max(valid)[1]) if valid else None
