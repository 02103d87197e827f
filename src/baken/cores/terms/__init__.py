# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Statutory clocks: a ledger of events, a dated rule that cites its article, and when the term ends.

Pure functions of dates; nothing here knows what day it is today. Needs the standard library only; ``DutchCalendar``
loads the ``holidays`` package the first time it is asked for a day.
"""

from baken.cores.terms.bibob import decision_suspension
from baken.cores.terms.calendars import EQUATED_DAYS, Calendar, DutchCalendar, WeekendCalendar, working_days_between
from baken.cores.terms.computation import Computation, State, Step, StepKind, due, explain
from baken.cores.terms.errors import TermError
from baken.cores.terms.events import Event, EventKind
from baken.cores.terms.hours import HOUR_RULES, HourRule, moment_due
from baken.cores.terms.rule import Rule
from baken.cores.terms.rules import RULES, find
from baken.cores.terms.spread import SPREAD_RULES, Spread, SpreadRule, fullest, spread
from baken.cores.terms.units import Span, Unit, add

__all__ = [
    "EQUATED_DAYS",
    "HOUR_RULES",
    "RULES",
    "SPREAD_RULES",
    "Calendar",
    "Computation",
    "DutchCalendar",
    "Event",
    "EventKind",
    "HourRule",
    "Rule",
    "Span",
    "Spread",
    "SpreadRule",
    "State",
    "Step",
    "StepKind",
    "TermError",
    "Unit",
    "WeekendCalendar",
    "add",
    "decision_suspension",
    "due",
    "explain",
    "find",
    "fullest",
    "moment_due",
    "spread",
    "working_days_between",
]
