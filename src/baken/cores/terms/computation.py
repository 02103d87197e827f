# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""When does the term end? The sum, and every step of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from baken.cores.terms.calendars import Calendar
from baken.cores.terms.errors import TermError
from baken.cores.terms.events import Event, EventKind
from baken.cores.terms.pauses import Pause, pauses
from baken.cores.terms.rule import Rule
from baken.cores.terms.running import Running
from baken.cores.terms.units import Span, Unit, add


class State(StrEnum):
    """How a clock stands after all that was recorded (not: on a given day; whether it was missed is for the caller)."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    SUSPENDED = "suspended"
    ENDED = "ended"
    LAPSED = "lapsed"


class StepKind(StrEnum):
    """What a step of the sum did; the interface has a sentence for each."""

    STARTED = "started"
    PAUSED = "paused"
    PAUSE_OPEN = "pause_open"
    PAUSE_WITHOUT_EFFECT = "pause_without_effect"
    EXTENDED = "extended"
    INTERRUPTED = "interrupted"
    TO_WORKING_DAY = "to_working_day"
    ENDED = "ended"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its kind, the day it is about, the last day of the term after it, and what it added on which basis."""

    slug: StepKind
    at: date
    last_day: date | None
    amount: int | None = None
    unit: Unit | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Computation:
    """``due``: last day on which the act is still in time, None while suspended and once nothing is due.

    ``last_day`` is the same date but stays after *ended* and *lapsed*, so that one can see whether it was kept.
    """

    due: date | None
    last_day: date | None
    state: State
    steps: tuple[Step, ...]


def due(rule: Rule, events: Iterable[Event], calendar: Calendar) -> date | None:
    """Return the last day of the term, or None if it is not running (not started, suspended, ended, lapsed)."""
    return explain(rule, events, calendar).due


def explain(rule: Rule, events: Iterable[Event], calendar: Calendar) -> Computation:
    """Compute the term step by step from its ledger, in whatever order that was recorded.

    1. The day of the start isn't counted (unless the rule says so); the length of the rule and of every extension
       is added to it as the law counts (``units.add``).
    2. The days that the clock stood still are added: calendar days, or working days for a rule in working days. A pause
       that begins after the term had ended has no effect.
    3. An interruption makes the whole term start again.
    4. If Atw 1 applies, an end on a day off moves to the next working day; by Atw 2 a term of three days or more has at
       least two working days in it.

    TermError (a ValueError) names rule and article when: a term starts twice or outside the validity of the rule; an
    event precedes the start or follows the end; an extension exceeds the maximum in length or number, or comes after
    the term had ended; an interruption comes after it had ended; a resumption has nothing to resume.
    """
    ledger = _checked(rule, events, calendar)
    start = _start(rule, ledger)
    if start is None:
        return Computation(None, None, State.NOT_STARTED, ())
    _check_order(rule, ledger, start)
    _check_extensions(rule, ledger, start.at, calendar)
    close = next((event for event in ledger if event.kind in (EventKind.ENDED, EventKind.LAPSED)), None)
    running = Running.begin(rule, start.at, calendar)
    steps = [Step(StepKind.STARTED, start.at, running.nominal, rule.amount, rule.unit, start.basis)]
    standing_still = False  # pauses are disjoint and cut at interruptions, so only the last one can be open
    for item in _in_order(rule, ledger, calendar):
        if isinstance(item, Pause):
            step = _pause(running, item)
            standing_still = step.slug == StepKind.PAUSE_OPEN
        elif item.kind == EventKind.EXTENDED:
            step = _extend(running, item, standing_still)
        else:
            step = _interrupt(running, item)
        steps.append(step)
    return _result(running, steps, close, standing_still)


def _checked(rule: Rule, events: Iterable[Event], calendar: Calendar) -> list[Event]:
    """Return the ledger; TermError naming the argument that isn't what it should be."""
    if not isinstance(rule, Rule):
        raise TermError(f"rule must be a Rule, got {rule!r}")
    if not callable(getattr(calendar, "is_working_day", None)):
        raise TermError(f"calendar must know is_working_day, got {calendar!r}")
    ledger = list(events)
    for event in ledger:
        if not isinstance(event, Event):
            raise TermError(f"{rule}: events must be Events, got {event!r}")
    return ledger


def _result(running: Running, steps: list[Step], close: Event | None, standing_still: bool) -> Computation:
    last_day = None if standing_still else running.last_day
    if last_day is not None and last_day != running.nominal:
        steps.append(Step(StepKind.TO_WORKING_DAY, running.nominal, last_day, basis="Algemene termijnenwet 1-3"))
    if close is not None:
        steps.append(Step(StepKind(close.kind.value), close.at, last_day, basis=close.basis))
        return Computation(None, last_day, State(close.kind.value), tuple(steps))
    return Computation(last_day, last_day, State.SUSPENDED if standing_still else State.RUNNING, tuple(steps))


def _start(rule: Rule, ledger: list[Event]) -> Event | None:
    starts = [event for event in ledger if event.kind == EventKind.STARTED]
    if len(starts) > 1:
        days = ", ".join(str(event.at) for event in sorted(starts, key=lambda e: e.at))
        raise TermError(f"{rule}: started more than once: {days}")
    if not starts:
        if ledger:
            raise TermError(f"{rule}: {ledger[0].kind} at {ledger[0].at}, but the term was never started")
        return None
    if not rule.in_force(starts[0].at):
        bounds = f"{rule.valid_from or '...'} to {rule.valid_to or '...'}"
        raise TermError(f"{rule}: started at {starts[0].at}, but this text holds for {bounds}")
    return starts[0]


def _check_order(rule: Rule, ledger: list[Event], start: Event) -> None:
    closes = [event for event in ledger if event.kind in (EventKind.ENDED, EventKind.LAPSED)]
    if len(closes) > 1:
        raise TermError(f"{rule}: ended or lapsed more than once")
    for event in ledger:
        if event.at < start.at:
            raise TermError(f"{rule}: {event.kind} at {event.at} precedes the start at {start.at}")
        if closes and event.at > closes[0].at:
            raise TermError(f"{rule}: {event.kind} at {event.at} follows the end at {closes[0].at}")


def _check_extensions(rule: Rule, ledger: list[Event], start: date, calendar: Calendar) -> None:
    extensions = [event for event in ledger if event.kind == EventKind.EXTENDED]
    if extensions and rule.max_extension is None:
        raise TermError(f"{rule}: extended at {extensions[0].at}, but this term has no extension")
    if rule.max_extensions is not None and len(extensions) > rule.max_extensions:
        raise TermError(f"{rule}: extended {len(extensions)} times, at most {rule.max_extensions} allowed")
    for event in extensions:
        # Weeks against months are compared by their effect from the start: the law gives no other exchange rate.
        most = add(start, rule.max_extension, calendar) if rule.max_extension else start
        if add(start, _span(event), calendar) > most:
            raise TermError(
                f"{rule}: extended by {event.amount} {event.unit} at {event.at}, "
                f"at most {' '.join(map(str, rule.max_extension or ()))} allowed"
            )


def _in_order(rule: Rule, ledger: list[Event], calendar: Calendar) -> list[Pause | Event]:
    """Pauses, extensions and interruptions by date; on one day first extensions, then interruptions, then pauses."""
    interruptions = sorted({event.at for event in ledger if event.kind == EventKind.INTERRUPTED})
    items: list[tuple[date, int, str, Pause | Event]] = []
    for event in ledger:
        if event.kind == EventKind.EXTENDED:
            # Days and months don't commute, so extensions of one day need a fixed order among themselves.
            items.append((event.at, 0, f"{event.unit}{event.amount}{event.basis}", event))
        elif event.kind == EventKind.INTERRUPTED:
            items.append((event.at, 1, event.basis, event))
    for pause in pauses(rule, ledger, calendar):
        items.extend((part.first, 2, "", part) for part in _cut(pause, interruptions))
    return [item for *_, item in sorted(items, key=lambda entry: entry[:3])]


def _cut(pause: Pause, interruptions: list[date]) -> list[Pause]:
    """Cut a pause at interruptions: what lies after one delays the new term, what lies before it no longer matters."""
    parts = []
    for day in interruptions:
        if pause.first < day and (pause.resumed is None or day < pause.resumed):
            parts.append(Pause(pause.first, day, pause.basis))
            pause = Pause(day, pause.resumed, pause.basis)
    return [*parts, pause]


def _pause(running: Running, pause: Pause) -> Step:
    if pause.first > running.last_day:
        return Step(StepKind.PAUSE_WITHOUT_EFFECT, pause.first, running.nominal, basis=pause.basis)
    if pause.resumed is None:
        return Step(StepKind.PAUSE_OPEN, pause.first, None, basis=pause.basis)
    days = running.pause(pause.first, pause.resumed)
    return Step(StepKind.PAUSED, pause.first, running.nominal, days, running.pause_unit, pause.basis)


def _extend(running: Running, event: Event, standing_still: bool) -> Step:
    if not standing_still and event.at > running.last_day:
        raise TermError(f"{running.rule}: extended at {event.at}, after the term had ended at {running.last_day}")
    running.extend(_span(event))
    last_day = None if standing_still else running.nominal
    return Step(StepKind.EXTENDED, event.at, last_day, event.amount, event.unit, event.basis)


def _interrupt(running: Running, event: Event) -> Step:
    if event.at > running.last_day:
        raise TermError(f"{running.rule}: interrupted at {event.at}, after the term had ended at {running.last_day}")
    running.restart(event.at)
    rule = running.rule
    return Step(StepKind.INTERRUPTED, event.at, running.nominal, rule.amount, rule.unit, event.basis)


def _span(event: Event) -> Span:
    if event.amount is None or event.unit is None:  # Event itself refuses this
        raise TermError(f"extended at {event.at} without an amount")
    return Span(event.amount, event.unit)
