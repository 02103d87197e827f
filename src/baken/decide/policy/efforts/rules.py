# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How one effort stands. Pure: its dates, its hours and the owner's last report in, a state with reasons out.

Nobody types a state in. The order of the rule is the order in which `effort_standing` looks; what is past its term is late,
whatever its owner says of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from baken.ui import format as fmt

SILENCE_DAYS = 120
"""So long after the last report an effort that runs is at risk: nobody knows how it stands. A judgement of ours."""


class EffortState(StrEnum):
    """How one effort stands against its own dates."""

    DONE = "done"
    ON_TIME = "on_time"
    OVERDUE = "overdue"
    NOT_ASSESSABLE = "not_assessable"
    AT_RISK = "at_risk"
    NOT_STARTED = "not_started"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class EffortFacts:
    """What the rule looks at. Fields are called as those of the model `Effort`; hours are whole hours."""

    term: date | None = None
    ongoing: bool = False
    done_on: date | None = None
    starts_on: date | None = None
    expected_on: date | None = None
    stopped_on: date | None = None
    hours_used: int | None = None
    hours_planned: int | None = None
    risk_reported: bool = False
    progress_on: date | None = None


FACTS = tuple(EffortFacts.__dataclass_fields__)
"""The fields to read for the rule, e.g. with `values_list`."""


@dataclass(frozen=True, slots=True)
class EffortStanding:
    """A state with every reason for it, as sentences."""

    state: EffortState
    reasons: tuple[str, ...]


def effort_state(facts: EffortFacts, on: date) -> EffortState:
    """Return how an effort stands on the day `on`. The term itself is still on time; done is done, also when late."""
    if facts.done_on is not None and facts.done_on <= on:
        return EffortState.DONE
    if facts.stopped_on is not None and facts.stopped_on <= on:
        return EffortState.STOPPED
    if facts.term is None and not facts.ongoing:
        return EffortState.NOT_ASSESSABLE
    if facts.term is not None and on > facts.term:
        return EffortState.OVERDUE
    if facts.starts_on is not None and facts.starts_on > on:
        return EffortState.NOT_STARTED
    return EffortState.AT_RISK if any(holds(facts, on) for holds in RISKS) else EffortState.ON_TIME


def effort_standing(facts: EffortFacts, on: date) -> EffortStanding:
    """Return how an effort stands on the day `on`, and why."""
    state = effort_state(facts, on)
    if state is EffortState.AT_RISK:
        return EffortStanding(state, tuple(_why_at_risk(facts, on)))
    said = {
        EffortState.DONE: _("Klaar op %(day)s.") % {"day": fmt.day(facts.done_on)},
        EffortState.STOPPED: _("Gestopt op %(day)s.") % {"day": fmt.day(facts.stopped_on)},
        EffortState.OVERDUE: _("De termijn was %(day)s.") % {"day": fmt.day(facts.term)},
        EffortState.NOT_STARTED: _("Begint op %(day)s.") % {"day": fmt.day(facts.starts_on)},
        EffortState.NOT_ASSESSABLE: _("Er is nog geen einddatum afgesproken."),
        EffortState.ON_TIME: _("De termijn is nog niet voorbij en niets wijst op vertraging."),
    }
    return EffortStanding(state, (said[state],))


def _later_expected(facts: EffortFacts, on: date) -> bool:
    return facts.term is not None and facts.expected_on is not None and facts.expected_on > facts.term


def _owner_says(facts: EffortFacts, on: date) -> bool:
    return facts.risk_reported


def _hours_gone(facts: EffortFacts, on: date) -> bool:
    return facts.hours_planned is not None and (facts.hours_used or 0) > facts.hours_planned


def _silent(facts: EffortFacts, on: date) -> bool:
    return facts.progress_on is not None and on - facts.progress_on > timedelta(days=SILENCE_DAYS)


RISKS: tuple[Callable[[EffortFacts, date], bool], ...] = (_later_expected, _owner_says, _hours_gone, _silent)


def _why_at_risk(facts: EffortFacts, on: date) -> list[str]:
    told: dict[Callable[[EffortFacts, date], bool], str] = {
        _later_expected: _("De eigenaar verwacht het pas op %(day)s.") % {"day": fmt.day(facts.expected_on)},
        _owner_says: _("De eigenaar meldt een risico."),
        _hours_gone: _("Er zijn meer uren gebruikt dan gepland."),
        _silent: _("Sinds %(day)s is er niets meer gemeld.") % {"day": fmt.day(facts.progress_on)},
    }
    return [told[holds] for holds in RISKS if holds(facts, on)]


def effort_explanation() -> tuple[tuple[str, str], ...]:
    """Return the rule as pairs of state slug and what it means, in the order in which it is applied."""
    return (
        (EffortState.DONE.value, _("Er staat een datum waarop het klaar was.")),
        (EffortState.STOPPED.value, _("Er is besloten te stoppen, met een reden. Telt niet mee voor de prioriteit.")),
        (EffortState.NOT_ASSESSABLE.value, _("Er is geen einddatum afgesproken.")),
        (EffortState.OVERDUE.value, _("De termijn is voorbij en het is niet klaar.")),
        (EffortState.NOT_STARTED.value, _("De begindatum moet nog komen.")),
        (
            EffortState.AT_RISK.value,
            _(
                "De eigenaar verwacht het later dan de termijn of meldt een risico, er zijn meer uren gebruikt dan "
                "gepland, of er is al %(days)d dagen niets gemeld (telt vanaf de eerste melding)."
            )
            % {"days": SILENCE_DAYS},
        ),
        (EffortState.ON_TIME.value, _("Al het andere: de termijn is nog niet voorbij.")),
    )
