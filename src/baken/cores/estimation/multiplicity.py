# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Judge many areas at once without being fooled by the luckiest."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from baken.cores.estimation import checks
from baken.cores.estimation.change import Change
from baken.cores.estimation.comparison import Comparison
from baken.cores.estimation.verdict import Verdict

Judged = TypeVar("Judged", Change, Comparison)


def judge_together(changes: Iterable[Judged], *, level: float = 0.95, method: str = "holm") -> tuple[Judged, ...]:
    """Give the verdicts of a family of changes or comparisons again, now that they are read side by side.

    With twenty areas and no real change at all, one in twenty gets a verdict by chance. Holm's step-down method (Holm
    1979, Scandinavian Journal of Statistics 6) keeps the chance of *any* false verdict in the family at most 1 - level,
    however the areas hang together. ``adjusted_p`` is stored beside ``p_value`` and the verdict follows it. Ratio
    intervals stay those of each area alone, so one may leave out 1 while the verdict is ``no_significant_change``; a
    page that shows both must say so. Members that are not assessable neither change nor count. Order is kept.
    """
    if method != "holm":
        raise ValueError(f"method must be 'holm', got {method!r}")
    alpha = 1 - checks.level(level)
    family = tuple(changes)
    assessable = [(place, member.p_value) for place, member in enumerate(family) if member.p_value is not None]
    adjusted = dict(zip((place for place, _ in assessable), holm([p for _, p in assessable]), strict=True))
    return tuple(
        _judged(member, adjusted[place], alpha) if place in adjusted else member for place, member in enumerate(family)
    )


def holm(p_values: Sequence[float]) -> list[float]:
    """Holm-adjusted p-values, in the order given."""
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    adjusted = [1.0] * len(p_values)
    highest = 0.0
    for step, place in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - step) * p_values[place]))
        adjusted[place] = highest
    return adjusted


def _judged(member: Judged, adjusted_p: float, alpha: float) -> Judged:
    verdict = Verdict.NO_SIGNIFICANT_CHANGE
    if adjusted_p < alpha and member.direction is not None:
        verdict = member.direction
    return replace(member, adjusted_p=adjusted_p, verdict=verdict)
