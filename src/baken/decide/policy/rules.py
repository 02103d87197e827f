# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How an effort and a priority stand. Pure: dates and verdicts in, a standing with reasons out. Nobody types one in.

The thresholds (80% and 60%) are a judgement of ours, shown on every page that uses them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

ON_COURSE_PERCENT = 80
"""From this share of efforts on time, a priority is on course."""
ATTENTION_PERCENT = 60
"""From this share, up to the one above, it needs attention; below it, it is behind."""


class EffortState(StrEnum):
    """How one effort stands against its own dates."""

    DONE = "done"
    ON_TIME = "on_time"
    OVERDUE = "overdue"
    NOT_ASSESSABLE = "not_assessable"


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
    """How a priority stands, and every reason. `reasons[0]` is the one sentence for a list."""

    state: PriorityState
    on_time: int
    overdue: int
    undated: int
    reasons: tuple[str, ...]
    worse: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return self.on_time + self.overdue + self.undated

    @property
    def assessed(self) -> int:
        return self.on_time + self.overdue

    @property
    def reason(self) -> str:
        return self.reasons[0]


def effort_state(*, term: date | None, ongoing: bool, done_on: date | None, on: date) -> EffortState:
    """Return how an effort stands on the day `on`. The term itself is still on time; done is done, also when late."""
    if done_on is not None and done_on <= on:
        return EffortState.DONE
    if ongoing:
        return EffortState.ON_TIME
    if term is None:
        return EffortState.NOT_ASSESSABLE
    return EffortState.ON_TIME if on <= term else EffortState.OVERDUE


def priority_standing(states: Iterable[EffortState], readings: Sequence[IndicatorReading] = ()) -> Standing:
    """Return how a priority stands from its efforts' states and its indicators.

    Efforts without a date can't be judged: they are left out of the share and named. Example figures never count. The
    share is compared in whole numbers, so that exactly 80% is 80%.
    """
    counted = Counter(states)
    on_time = counted[EffortState.DONE] + counted[EffortState.ON_TIME]
    overdue, undated = counted[EffortState.OVERDUE], counted[EffortState.NOT_ASSESSABLE]
    worse = tuple(reading.label for reading in readings if reading.worse)
    state = _state(on_time, on_time + overdue, bool(worse))
    reasons = (
        _first_reason(state, on_time, overdue, undated, worse),
        *_more_reasons(on_time, overdue, undated, worse, readings),
    )
    return Standing(state, on_time, overdue, undated, reasons, worse)


def _state(on_time: int, assessed: int, worse: bool) -> PriorityState:
    if assessed == 0:
        return PriorityState.NOT_ASSESSABLE
    if on_time * 100 < ATTENTION_PERCENT * assessed:
        return PriorityState.BEHIND
    if on_time * 100 < ON_COURSE_PERCENT * assessed or worse:
        return PriorityState.ATTENTION
    return PriorityState.ON_COURSE


def _first_reason(state: PriorityState, on_time: int, overdue: int, undated: int, worse: tuple[str, ...]) -> str:
    assessed = on_time + overdue
    if state is PriorityState.NOT_ASSESSABLE:
        if not undated:
            return _("Er zijn nog geen inspanningen.")
        return ngettext(
            "De inspanning heeft nog geen einddatum.", "De %(count)d inspanningen hebben nog geen einddatum.", undated
        ) % {"count": undated}
    if overdue and state is not PriorityState.ON_COURSE and assessed * ON_COURSE_PERCENT > on_time * 100:
        return ngettext(
            "%(count)d van %(total)d inspanningen is over de datum.",
            "%(count)d van %(total)d inspanningen zijn over hun datum.",
            overdue,
        ) % {"count": overdue, "total": assessed}
    if worse:
        return _("Aantoonbaar slechter: %(labels)s.") % {"labels": ", ".join(worse)}
    if not overdue:
        return ngettext("De inspanning ligt op tijd.", "Alle %(count)d inspanningen liggen op tijd.", on_time) % {
            "count": on_time
        }
    return ngettext(
        "%(count)d van %(total)d inspanningen ligt op tijd.",
        "%(count)d van %(total)d inspanningen liggen op tijd.",
        on_time,
    ) % {"count": on_time, "total": assessed}


def _more_reasons(
    on_time: int, overdue: int, undated: int, worse: tuple[str, ...], readings: Sequence[IndicatorReading]
) -> tuple[str, ...]:
    """The rest of why: the share, the thresholds, what was left out, what the indicators say."""
    assessed, lines = on_time + overdue, []
    if assessed:
        lines.append(
            _("%(on_time)d van %(total)d inspanningen op tijd is %(percent)d%%.")
            % {"on_time": on_time, "total": assessed, "percent": on_time * 100 // assessed}
        )
        lines.append(
            _("De grens voor ‘op koers’ is %(high)d%%, die voor ‘aandacht nodig’ %(low)d%%.")
            % {"high": ON_COURSE_PERCENT, "low": ATTENTION_PERCENT}
        )
        if undated:
            lines.append(
                ngettext(
                    "%(count)d inspanning zonder einddatum telt niet mee.",
                    "%(count)d inspanningen zonder einddatum tellen niet mee.",
                    undated,
                )
                % {"count": undated}
            )
    if worse:
        lines.append(_("Aantoonbaar slechter: %(labels)s.") % {"labels": ", ".join(worse)})
    elif any(reading.real for reading in readings):
        lines.append(_("Geen echt cijfer van deze prioriteit is aantoonbaar slechter."))
    if any(not reading.real for reading in readings):
        lines.append(_("Voorbeeldcijfers tellen niet mee."))
    return tuple(lines)


def explanation() -> tuple[tuple[str, str], ...]:
    """Return the rule as pairs of standing slug and what it means, for every page that shows a standing."""
    numbers = {"high": ON_COURSE_PERCENT, "low": ATTENTION_PERCENT}
    return (
        (
            PriorityState.ON_COURSE.value,
            _("Minstens %(high)d%% van de inspanningen ligt op tijd en geen cijfer is aantoonbaar slechter.") % numbers,
        ),
        (
            PriorityState.ATTENTION.value,
            _("%(low)d tot %(high)d%% ligt op tijd, of een cijfer is aantoonbaar slechter.") % numbers,
        ),
        (PriorityState.BEHIND.value, _("Minder dan %(low)d%% ligt op tijd.") % numbers),
        (PriorityState.NOT_ASSESSABLE.value, _("De inspanningen hebben nog geen datum.")),
    )
