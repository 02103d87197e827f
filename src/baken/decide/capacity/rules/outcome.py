# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes come to: at once, for sliders, or with the hours to ask for. Simulated, unless there are too many cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from baken.cores import capacity as core

from .changes import Changes
from .inputs import Inputs, StreamInput, TeamInput, cases_of
from .refusals import Refusal

SHARE = 0.9
"""The part of the cases that should be done within target: what hours are asked for. A rule of ours, shown with it."""
REPLICATIONS = 20
NEED_REPLICATIONS = 10
QUICK_WORK = 100_000
"""Cases times replications that a slider may take: some 0.3 s."""
QUICK_REPLICATIONS = (REPLICATIONS, 10, 5)
"""How often a slider simulates: the first that the time allows. With fewer an interval says little."""
TOLERANCE = 4.0
"""Hours a week within which the hours to ask for are found; shown rounded upwards."""
PEOPLE_FOR_USE = 3
"""Teams of fewer people show hours asked and there, but no share used: that would be about one person."""
FULL = 0.9
"""From here on waiting grows fast with each bit of work more."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Hours a week that the work asks of a team and that it has, on average over the first year. By arithmetic alone.

    Where teams share skills, the work is divided by their net hours.
    """

    team: TeamInput
    hours: float
    net: float

    @property
    def load(self) -> float:
        return self.hours / self.net

    @property
    def short(self) -> bool:
        return self.hours > self.net

    @property
    def tight(self) -> bool:
        return self.load > FULL


@dataclass(frozen=True, eq=False, slots=True)
class Quick:
    """Now and then, simulated as often as time allows; `replications` is 0 where both were estimated, without intervals."""

    inputs: Inputs
    changes: Changes
    now: core.Outcome
    then: core.Outcome
    asked_now: tuple[Asked, ...]
    asked_then: tuple[Asked, ...]
    replications: int

    @property
    def rough(self) -> bool:
        return core.Note.SHARED_SKILLS in self.then.notes


@dataclass(frozen=True, eq=False, slots=True)
class Full:
    """Simulated: now, the scenarios in the order given, each with what differs; and hours to ask for by team, with what of
    them is needed in the present already.
    """

    inputs: Inputs
    changes: tuple[Changes, ...]
    comparison: core.Comparison
    needs: Mapping[str, core.Need]
    needs_now: Mapping[str, core.Need]
    asked_now: tuple[Asked, ...]
    asked_then: tuple[tuple[Asked, ...], ...]
    seed: int
    replications: int


def asked_of(teams: Sequence[TeamInput], streams: Sequence[StreamInput]) -> tuple[Asked, ...]:
    """Return what the streams ask of each team."""
    asked = {team.slug: 0.0 for team in teams}
    for stream in streams:
        for stage in stream.stages:
            able = [team for team in teams if stage.skill in team.skills]
            total = sum(team.net for team in able)
            hours = stream.per_week * stage.hours * stage.share / 100
            for team in able:
                asked[team.slug] += hours * team.net / total
    return tuple(Asked(team, asked[team.slug], team.net) for team in teams)


def quick(inputs: Inputs, changes: Changes, *, seed: int) -> Quick:
    """Work out now and then within the time of a slider, with the cases and figures of `full` as far as that time reaches.

    Raises `Refusal`: of an estimate also where teams that share skills would hide that one is short.
    """
    teams, streams = changes.teams(inputs), changes.streams(inputs)
    present = inputs.model(changes.weeks)
    most = max(cases_of(inputs.running, changes.weeks), cases_of(streams, changes.weeks))
    replications = next((times for times in QUICK_REPLICATIONS if most * times <= QUICK_WORK), 0)
    now = _by_part(present, replications, seed)
    then = now if not changes else _by_part(changes.core(inputs).apply(present), replications, seed)
    asked_now, asked_then = asked_of(inputs.teams, inputs.running), asked_of(teams, streams)
    return Quick(inputs, changes, now, then, asked_now, asked_then, replications)


def full(
    inputs: Inputs,
    scenarios: Sequence[tuple[str, Changes]],
    *,
    seed: int,
    replications: int = REPLICATIONS,
    needs: bool = False,
    weeks: int | None = None,
) -> Full:
    """Simulate now and each scenario with common random numbers.

    With `needs` also the hours that each own team of the last scenario needs to have `SHARE` of its cases within target,
    as far as that isn't so by itself. Raises `Refusal`.
    """
    horizon = weeks or max((changes.weeks for _name, changes in scenarios), default=0) or Changes().weeks
    model = inputs.model(horizon)
    cores = [changes.core(inputs, name) for name, changes in scenarios]
    comparison = core.compare(model, cores, replications=replications, seed=seed)
    last = scenarios[-1][1] if scenarios else Changes(weeks=horizon)
    needed: dict[str, core.Need] = {}
    before: dict[str, core.Need] = {}
    if needs:
        changed = cores[-1].apply(model) if cores else model
        outcome = comparison.scenarios[-1].outcome if cores else comparison.base
        needed = _needs(last.teams(inputs), changed, outcome, seed)
        before = _needs(inputs.teams, model, comparison.base, seed) if cores else needed
    return Full(
        inputs,
        tuple(changes for _name, changes in scenarios),
        comparison,
        needed,
        before,
        asked_of(inputs.teams, inputs.running),
        tuple(asked_of(c.teams(inputs), c.streams(inputs)) for _name, c in scenarios),
        seed,
        replications,
    )


def _needs(
    teams: Sequence[TeamInput], model: core.Model, outcome: core.Outcome | None, seed: int
) -> dict[str, core.Need]:
    """Return the hours of each team at which streams are held up. A stream belongs to the team where it waits longest:
    hours elsewhere wouldn't help it.
    """
    held: dict[str, list[str]] = {}
    for name, figures in {} if outcome is None else outcome.streams.items():
        if model.stream(name).target_days is None or _enough(figures):
            continue
        for slug in _holding(teams, model, figures):
            held.setdefault(slug, []).append(name)
    return {
        slug: core.needed_hours(
            _part(model, slug),
            slug,
            share=SHARE,
            streams=names,
            tolerance=TOLERANCE,
            replications=NEED_REPLICATIONS,
            seed=seed,
        )
        for slug, names in held.items()
    }


def _part(model: core.Model, team: str) -> core.Model:
    """The part of a model that a team has to do with, by skills and by cases that go on to others: the rest costs time."""
    skills, streams = set(model.team(team).skills), set[str]()
    while True:
        teams = [one for one in model.teams if one.skills & skills]
        reached = {s.name for s in model.streams if any(stage.skill in skills for stage in s.stages)}
        asked = {stage.skill for s in model.streams if s.name in reached for stage in s.stages}
        wider = skills | asked | {skill for one in teams for skill in one.skills}
        if wider == skills and reached == streams:
            return replace(model, teams=tuple(teams), streams=tuple(s for s in model.streams if s.name in reached))
        skills, streams = wider, reached


def _holding(teams: Sequence[TeamInput], model: core.Model, figures: core.StreamFigures) -> list[str]:
    """The team (the first, where several share the skill) at which a stream waits longest."""
    shares = [stage.share for stage in model.stream(figures.name).stages]
    waits = [(stage.wait_days.value or 0.0) * share for stage, share in zip(figures.stages, shares, strict=True)]
    skill = figures.stages[waits.index(max(waits))].skill
    return [team.slug for team in teams if skill in team.skills][:1]


def _enough(figures: core.StreamFigures) -> bool:
    share = figures.within_target
    return share is None or share.value is None or share.value >= SHARE


def _by_part(model: core.Model, replications: int, seed: int = 0) -> core.Outcome:
    """Work out the parts of a model that have nothing to do with one another: a slider moves one, the others are known."""
    asked = {stage.skill for stream in model.streams for stage in stream.stages}
    idle = tuple(team for team in model.teams if not team.skills & asked)
    streams: dict[str, core.StreamFigures] = {}
    teams: dict[str, core.TeamFigures] = {}
    notes: dict[core.Note, None] = {}
    for team in model.teams:
        if team in idle or team.name in teams:
            continue
        part = _part(model, team.name)
        # teams that nothing is asked of are no part of anything: they go along with the first
        more = () if teams else tuple(one for one in idle if one not in part.teams)
        found = _part_outcome(replace(part, teams=(*part.teams, *more)), replications, seed)
        streams |= found.streams
        teams |= found.teams
        notes |= dict.fromkeys(found.notes)
    in_order = {stream.name: streams[stream.name] for stream in model.streams}
    method = core.Method.SIMULATION if replications else core.Method.ESTIMATE
    return core.Outcome(method, in_order, teams, replications, notes=tuple(notes))


@lru_cache(maxsize=256)
def _part_outcome(model: core.Model, replications: int, seed: int) -> core.Outcome:
    if replications:
        return core.simulate(model, replications=replications, seed=seed)
    try:
        return core.estimate(model)
    except ValueError as refused:
        if "not assessable by estimate" in str(refused):
            raise Refusal("pooled") from refused
        raise
