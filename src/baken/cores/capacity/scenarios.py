# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What if: changes to a model, side by side with how it is now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from baken.cores.capacity.checks import Floats, chance, name, not_negative, positive, real
from baken.cores.capacity.figures import Figure, Outcome, Reason, figure
from baken.cores.capacity.model import DAYS_A_WEEK, Model, Stream
from baken.cores.capacity.needs import Need, needed_hours
from baken.cores.capacity.paths import Paths, paths
from baken.cores.capacity.simulation import read, within_target


@dataclass(frozen=True, slots=True)
class Scenario:
    """Changes to a model, by name of stream or team.

    ``arrivals``: factor on a stream's arrivals (1.3: 30% more). ``work``: factor on its hours of work at all stages.
    ``growth``: another growth per year. ``targets``: other target days, None for no target. ``hours``: hours a week more
    (or fewer) of a team; its people follow (``Team.with_hours``), so a vacancy of 36 hours is -36. ``kept_free``: other hours
    kept free. ``add``: streams that come new.
    """

    name: str
    arrivals: Mapping[str, float] = field(default_factory=dict)
    work: Mapping[str, float] = field(default_factory=dict)
    growth: Mapping[str, float] = field(default_factory=dict)
    targets: Mapping[str, float | None] = field(default_factory=dict)
    hours: Mapping[str, float] = field(default_factory=dict)
    kept_free: Mapping[str, float] = field(default_factory=dict)
    add: tuple[Stream, ...] = ()

    def __post_init__(self) -> None:
        name("name", self.name)

    def apply(self, model: Model) -> Model:
        """Return the model so changed. ValueError on names that it hasn't, or where what is left can't be."""
        for stream, factor in self.arrivals.items():
            now = model.stream(stream)
            model = model.with_stream(replace(now, per_week=now.per_week * not_negative("arrivals", factor)))
        for stream, factor in self.work.items():
            model = model.with_stream(_slower(model.stream(stream), positive("work", factor)))
        for stream, growth in self.growth.items():
            model = model.with_stream(replace(model.stream(stream), growth=growth))
        for stream, days in self.targets.items():
            model = model.with_stream(replace(model.stream(stream), target_days=days))
        for team, more in self.hours.items():
            crew = model.team(team)
            left = crew.hours_per_week + real("hours", more)
            if left <= 0:
                raise ValueError(f"hours: {more!r} leaves team {team!r} none")
            model = model.with_team(crew.with_hours(left))
        for team, free in self.kept_free.items():
            model = model.with_team(replace(model.team(team), hours_kept_free=free))
        return replace(model, streams=(*model.streams, *self.add)) if self.add else model


@dataclass(frozen=True, slots=True)
class Effect:
    """What a scenario changes for one stream: differences (scenario - base), replication by replication.

    ``within_target`` is None where either has no target.
    """

    within_target: Figure | None
    lead_days: Figure
    left: Figure


@dataclass(frozen=True, eq=False, slots=True)
class Compared:
    """One scenario beside the base. Where it can't be, ``outcome`` is None, ``reason`` ``invalid``, ``why`` the words."""

    scenario: Scenario
    outcome: Outcome | None
    effects: Mapping[str, Effect]
    needs: Mapping[str, Need]
    reason: Reason | None = None
    why: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Comparison:
    """The base, what each team of ``ask`` needs in it, and the scenarios in the order given."""

    base: Outcome
    needs: Mapping[str, Need]
    scenarios: tuple[Compared, ...]


def compare(
    model: Model,
    scenarios: Sequence[Scenario],
    *,
    ask: Sequence[str] = (),
    share: float = 0.9,
    replications: int = 20,
    seed: int = 0,
    level: float = 0.95,
) -> Comparison:
    """Simulate ``model`` and each scenario with common random numbers, and tell what differs.

    The same cases with the same work come in all, so differences are known far better than the outcomes themselves. For
    each team of ``ask`` also the hours that it needs for ``share`` of the cases within target (``needed_hours``). A scenario
    that can't be (an unknown name, a team without hours) is told as such; the others aren't held up. Raises ValueError on
    the arguments themselves.
    """
    chance("level", level)
    chance("share", share)
    for team in ask:
        model.team(team)

    def needs(of: Model) -> dict[str, Need]:
        return {t: needed_hours(of, t, share=share, replications=replications, seed=seed, level=level) for t in ask}

    base = paths(model, replications, seed)
    side = []
    for scenario in scenarios:
        try:
            changed = scenario.apply(model)
            found = paths(changed, replications, seed)
            effects = {s.name: _effect(base, found, s.name, level) for s in model.streams}
            side.append(Compared(scenario, read(found, level), effects, needs(changed)))
        except ValueError as refused:
            side.append(Compared(scenario, None, {}, {}, Reason.INVALID, str(refused)))
    return Comparison(read(base, level), needs(model), tuple(side))


def _slower(stream: Stream, factor: float) -> Stream:
    return replace(stream, stages=tuple(replace(stage, work=stage.work.scaled(factor)) for stage in stream.stages))


def _effect(base: Paths, found: Paths, called: str, level: float) -> Effect:
    before, after = (_three(one, called) for one in (base, found))
    target, lead, left = (figure(b - a, level) for a, b in zip(before, after, strict=True))
    return Effect(None if target.value is None else target, lead, left)


def _three(one: Paths, called: str) -> tuple[Floats, Floats, Floats]:
    """Per replication: share within target, mean lead days of those finished, cases left at the horizon."""
    number = [s.name for s in one.model.streams].index(called)
    stream, cases, model = one.model.streams[number], one.cases[number], one.model
    arrival, done = cases.arrival[:, cases.old :], cases.done[:, cases.old :]
    finished = (arrival >= model.warmup) & (done < np.inf)
    with np.errstate(invalid="ignore", divide="ignore"):
        lead = np.where(finished, done - arrival, 0.0).sum(axis=1) / finished.sum(axis=1)
    left = (np.isfinite(cases.arrival) & np.isinf(cases.done)).sum(axis=1).astype(np.float64)
    return within_target(model, stream, cases), DAYS_A_WEEK * lead, left
