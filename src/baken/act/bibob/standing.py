# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the department may know: the one function that writes it, from the file to the standing and never more.

Whoever must hear of a change (the municipality's case system) registers by `on_told`.
"""

from collections.abc import Callable
from datetime import date

from baken.kernel import audit
from baken.kernel.actions import require_run
from baken.kernel.models import fresh

from . import clocks
from .models import Conclusion, Screening, ScreeningStatus, Stage, Standing

STAGES: dict[str, Stage] = {
    ScreeningStatus.ASKED: Stage.ASKED,
    ScreeningStatus.QUESTIONS: Stage.UNDER_WAY,
    ScreeningStatus.INCOMPLETE: Stage.UNDER_WAY,
    ScreeningStatus.INVESTIGATING: Stage.UNDER_WAY,
    ScreeningStatus.AT_LBB: Stage.AT_LBB,
    ScreeningStatus.WEIGHING: Stage.UNDER_WAY,
    ScreeningStatus.VIEW: Stage.VIEW,
    ScreeningStatus.CONCLUDED: Stage.CONCLUDED,
    ScreeningStatus.STOPPED: Stage.STOPPED,
}
"""What a department reads, by the status of the file. A settled file keeps what it ended with."""
ENDED = frozenset({Stage.CONCLUDED, Stage.STOPPED})

Told = Callable[[Standing], None]
_listeners: list[Told] = []


def on_told(listener: Told) -> None:
    """Have `listener(standing)` called within the action, after a standing was written."""
    if listener not in _listeners:
        _listeners.append(listener)


def heard(standing: Standing) -> None:
    """Tell everybody who must hear that a standing changed, by whoever changed it. Part of an action."""
    require_run("standing")
    for listener in _listeners:
        listener(standing)


def stage_of(screening: Screening, standing: Standing) -> Stage:
    """Return how far a screening is, in the words of the department."""
    if screening.status == ScreeningStatus.SETTLED:
        found = Stage.CONCLUDED if screening.conclusion else Stage.STOPPED
    else:
        found = STAGES[screening.status]
    return Stage.DECIDED if standing.ended or (found in ENDED and standing.decided_on) else found


def tell(screening: Screening, on: date, *, advice: str | None = None) -> Standing:
    """Write on the standing where the file stands, its conclusion and, with `advice`, what the department may do.

    Part of an action, inside `opened(actor, purpose)`. A conclusion that is reconsidered is taken back until there is a new
    one. Nothing else of the file ever gets there.
    """
    require_run("standing")
    standing = fresh(Standing.objects.get(pk=screening.standing_id))
    stage = stage_of(screening, standing)
    if stage != standing.stage:
        standing.stage, standing.stage_on = stage, on
    concluded = stage in (Stage.CONCLUDED, Stage.DECIDED) and bool(screening.conclusion)
    standing.conclusion = screening.conclusion if concluded else Conclusion.UNKNOWN
    standing.concluded_on = screening.concluded_on if concluded else None
    if not concluded:
        standing.advice = ""
    elif advice is not None:
        standing.advice = advice
    clocks.show_decision(screening, standing)
    standing.save()
    audit.record("bibob.standing_told", standing, stage=standing.stage, conclusion=standing.conclusion)
    heard(standing)
    return standing
