# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a priority stands. Pure: states and verdicts in, a standing with reasons out. Nobody types one in.

How one effort stands is in `effort_rules`. The thresholds (80% and 60%) are a judgement of ours, shown on every page that
uses them. What is at risk isn't late yet: it never makes a priority "behind", but it doesn't count towards "on course".
So an owner who tells of a risk in time does the priority less harm than one who keeps silent until the term has passed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .efforts.rules import EffortState

__all__ = [
    "ATTENTION_PERCENT",
    "ON_COURSE_PERCENT",
    "EffortState",
    "IndicatorReading",
    "PriorityState",
    "Standing",
    "explanation",
    "priority_standing",
]

ON_COURSE_PERCENT = 80
"""From this share of efforts on time, a priority is on course."""
ATTENTION_PERCENT = 60
"""From this share, up to the one above, it needs attention; below it, it is behind."""


class PriorityState(StrEnum):
    """How a priority stands."""

    ON_COURSE = "on_course"
    ATTENTION = "attention"
    BEHIND = "behind"
    NOT_ASSESSABLE = "not_assessable"


@dataclass(frozen=True, slots=True)
class IndicatorReading:
    """What a bound indicator says: `verdict` of its change, which way is `better`, and whether the figure is `real`."""

    label: str
    verdict: str
    better: str
    real: bool

    @property
    def worse(self) -> bool:
        """Demonstrably worse: a real figure whose change goes the wrong way beyond its uncertainty."""
        return self.real and {self.verdict, self.better} == {"higher", "lower"}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a priority stands, and every reason. `reasons[0]` is the one sentence for a list.

    `at_risk` is part of `on_time`: its term hasn't passed.
    """

    state: PriorityState
    on_time: int
    overdue: int
    undated: int
    reasons: tuple[str, ...]
    worse: tuple[str, ...] = ()
    at_risk: int = 0
    stopped: int = 0

    @property
    def total(self) -> int:
        return self.on_time + self.overdue + self.undated + self.stopped

    @property
    def assessed(self) -> int:
        return self.on_time + self.overdue

    @property
    def reason(self) -> str:
        return self.reasons[0]


@dataclass(frozen=True, slots=True)
class _Counts:
    on_time: int
    overdue: int
    undated: int
    at_risk: int
    stopped: int

    @property
    def assessed(self) -> int:
        return self.on_time + self.overdue

    def reaches(self, number: int, percent: int) -> bool:
        """Whether `number` is at least that share; in whole numbers, so that exactly 80% is 80%."""
        return number * 100 >= percent * self.assessed

    @property
    def late(self) -> bool:
        """Whether dates alone keep it from being on course."""
        return not self.reaches(self.on_time, ON_COURSE_PERCENT)

    @property
    def risky(self) -> bool:
        """Whether risks keep it from being on course."""
        return not self.reaches(self.on_time - self.at_risk, ON_COURSE_PERCENT)


ON_TIME_STATES = (EffortState.DONE, EffortState.ON_TIME, EffortState.NOT_STARTED, EffortState.AT_RISK)


def priority_standing(states: Iterable[EffortState], readings: Sequence[IndicatorReading] = ()) -> Standing:
    """Return how a priority stands from its efforts' states and its indicators.

    Efforts without a date can't be judged and stopped ones needn't be: they are left out of the share and named. Example
    figures never count.
    """
    counted = Counter(states)
    counts = _Counts(
        on_time=sum(counted[state] for state in ON_TIME_STATES),
        overdue=counted[EffortState.OVERDUE],
        undated=counted[EffortState.NOT_ASSESSABLE],
        at_risk=counted[EffortState.AT_RISK],
        stopped=counted[EffortState.STOPPED],
    )
    worse = tuple(reading.label for reading in readings if reading.worse)
    state = _state(counts, bool(worse))
    reasons = (_first_reason(state, counts, worse), *_more_reasons(counts, worse, readings))
    return Standing(
        state, counts.on_time, counts.overdue, counts.undated, reasons, worse, counts.at_risk, counts.stopped
    )


def _state(counts: _Counts, worse: bool) -> PriorityState:
    if counts.assessed == 0:
        return PriorityState.NOT_ASSESSABLE
    if not counts.reaches(counts.on_time, ATTENTION_PERCENT):
        return PriorityState.BEHIND
    if counts.risky or worse:
        return PriorityState.ATTENTION
    return PriorityState.ON_COURSE


def _first_reason(state: PriorityState, counts: _Counts, worse: tuple[str, ...]) -> str:
    if state is PriorityState.NOT_ASSESSABLE:
        return _nothing_to_assess(counts)
    if counts.late:
        return ngettext(
            "%(count)d van %(total)d inspanningen is over de datum.",
            "%(count)d van %(total)d inspanningen zijn over hun datum.",
            counts.overdue,
        ) % {"count": counts.overdue, "total": counts.assessed}
    if worse:
        return _("Aantoonbaar slechter: %(labels)s.") % {"labels": ", ".join(worse)}
    if counts.risky:
        return ngettext(
            "%(count)d van %(total)d inspanningen loopt risico.",
            "%(count)d van %(total)d inspanningen lopen risico.",
            counts.at_risk,
        ) % {"count": counts.at_risk, "total": counts.assessed}
    if not counts.overdue:
        return ngettext(
            "De inspanning ligt op tijd.", "Alle %(count)d inspanningen liggen op tijd.", counts.on_time
        ) % {"count": counts.on_time}
    return ngettext(
        "%(count)d van %(total)d inspanningen ligt op tijd.",
        "%(count)d van %(total)d inspanningen liggen op tijd.",
        counts.on_time,
    ) % {"count": counts.on_time, "total": counts.assessed}


def _nothing_to_assess(counts: _Counts) -> str:
    if counts.undated:
        return ngettext(
            "De inspanning heeft nog geen einddatum.",
            "De %(count)d inspanningen hebben nog geen einddatum.",
            counts.undated,
        ) % {"count": counts.undated}
    if counts.stopped:
        return _("Alle inspanningen zijn gestopt.")
    return _("Er zijn nog geen inspanningen.")


def _more_reasons(counts: _Counts, worse: tuple[str, ...], readings: Sequence[IndicatorReading]) -> tuple[str, ...]:
    """The rest of why: the share, the thresholds, what was left out, what the indicators say."""
    lines = _share_in_words(counts) if counts.assessed else []
    if counts.stopped and counts.assessed:
        lines.append(
            ngettext(
                "%(count)d gestopte inspanning telt niet mee.",
                "%(count)d gestopte inspanningen tellen niet mee.",
                counts.stopped,
            )
            % {"count": counts.stopped}
        )
    if worse:
        lines.append(_("Aantoonbaar slechter: %(labels)s.") % {"labels": ", ".join(worse)})
    elif any(reading.real for reading in readings):
        lines.append(_("Geen echt cijfer van deze prioriteit is aantoonbaar slechter."))
    if any(not reading.real for reading in readings):
        lines.append(_("Voorbeeldcijfers tellen niet mee."))
    return tuple(lines)


def _share_in_words(counts: _Counts) -> list[str]:
    lines = [
        _("%(on_time)d van %(total)d inspanningen op tijd is %(percent)d%%.")
        % {
            "on_time": counts.on_time,
            "total": counts.assessed,
            "percent": counts.on_time * 100 // counts.assessed,
        },
        _("De grens voor ‘op koers’ is %(high)d%%, die voor ‘aandacht nodig’ %(low)d%%.")
        % {"high": ON_COURSE_PERCENT, "low": ATTENTION_PERCENT},
    ]
    if counts.at_risk:
        lines.append(
            ngettext(
                "%(count)d inspanning is nog niet te laat, maar loopt risico; die telt niet mee voor ‘op koers’.",
                "%(count)d inspanningen zijn nog niet te laat, maar lopen risico; die tellen niet mee voor ‘op koers’.",
                counts.at_risk,
            )
            % {"count": counts.at_risk}
        )
    if counts.undated:
        lines.append(
            ngettext(
                "%(count)d inspanning zonder einddatum telt niet mee.",
                "%(count)d inspanningen zonder einddatum tellen niet mee.",
                counts.undated,
            )
            % {"count": counts.undated}
        )
    return lines


def explanation() -> tuple[tuple[str, str], ...]:
    """Return the rule as pairs of standing slug and what it means, for every page that shows a standing."""
    numbers = {"high": ON_COURSE_PERCENT, "low": ATTENTION_PERCENT}
    return (
        (
            PriorityState.ON_COURSE.value,
            _(
                "Minstens %(high)d%% van de inspanningen ligt op tijd en loopt geen risico, en geen cijfer is aantoonbaar "
                "slechter."
            )
            % numbers,
        ),
        (
            PriorityState.ATTENTION.value,
            _(
                "Minstens %(low)d%% ligt op tijd, maar minder dan %(high)d%% is op tijd zonder risico; of een cijfer is "
                "aantoonbaar slechter."
            )
            % numbers,
        ),
        (
            PriorityState.BEHIND.value,
            _("Minder dan %(low)d%% ligt op tijd. Een risico is nog geen achterstand.") % numbers,
        ),
        (PriorityState.NOT_ASSESSABLE.value, _("De inspanningen hebben nog geen datum.")),
    )
