# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Teams, streams of cases, and the model that they make. A week is five working days, a year 52 weeks.

Time counts working time only: hours of a week are spread evenly over it. All classes refuse, with a ValueError that names
the argument, what can't be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np

from baken.cores.capacity import checks
from baken.cores.capacity.checks import Floats
from baken.cores.capacity.work import Work

WEEKS_A_YEAR = 52
DAYS_A_WEEK = 5
LONGEST = 1040

T = TypeVar("T", "Team", "Stream")


@dataclass(frozen=True, slots=True)
class Team:
    """People who share work: ``people`` handlers with ``hours_per_week`` together, each an equal part of it.

    ``absence``: share of the hours lost to leave, illness and training: one number, or one for each of the 52 weeks of
    the year. ``hours_kept_free`` per week aren't given out, but held for current events. What is left, the net hours, must
    be above 0 in each week. Absence slows all handlers alike; it takes no case out of somebody's hands.
    """

    name: str
    hours_per_week: float
    people: int
    skills: frozenset[str]
    absence: float | tuple[float, ...] = 0.0
    hours_kept_free: float = 0.0

    def __post_init__(self) -> None:
        checks.name("name", self.name)
        checks.positive("hours_per_week", self.hours_per_week)
        checks.whole("people", self.people, 1, 10_000)
        if isinstance(self.skills, str) or not self.skills:
            raise ValueError(f"skills of team {self.name!r} must be a set of names that isn't empty")
        object.__setattr__(self, "skills", frozenset(checks.name("skills", s) for s in self.skills))
        checks.not_negative("hours_kept_free", self.hours_kept_free)
        if not isinstance(self.absence, int | float):
            object.__setattr__(self, "absence", tuple(checks.list_of_numbers("absence", self.absence).tolist()))
        lost = self.absence if isinstance(self.absence, tuple) else (self.absence,)
        if len(lost) not in (1, WEEKS_A_YEAR):
            raise ValueError(f"absence must be one share or {WEEKS_A_YEAR}, got {len(lost)}")
        for share in lost:
            checks.chance("absence", share, zero=True)
        if self.hours_per_week * (1 - max(lost)) - self.hours_kept_free <= 0:
            raise ValueError(f"absence and hours_kept_free leave team {self.name!r} no hours in some week")

    def net_hours(self, weeks: int, first_week: int = 0) -> Floats:
        """Hours for the streams in each week, from week ``first_week`` (0-51) of the year on."""
        lost = np.broadcast_to(np.asarray(self.absence, dtype=np.float64), (WEEKS_A_YEAR,))
        at = (first_week + np.arange(weeks)) % WEEKS_A_YEAR
        net: Floats = self.hours_per_week * (1 - lost[at]) - self.hours_kept_free
        return net

    def with_hours(self, hours_per_week: float) -> Team:
        """The team with other hours, and as many people as keeps the hours of each nearest to what they were."""
        hours = checks.positive("hours_per_week", hours_per_week)
        people = max(1, round(hours * self.people / self.hours_per_week))
        return replace(self, hours_per_week=hours, people=people)


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of a stream: the skill that it asks and the work. ``share``: part of the cases that need it; the others pass.

    ``priority`` overrides that of the stream at this stage.
    """

    skill: str
    work: Work
    share: float = 1.0
    priority: int | None = None

    def __post_init__(self) -> None:
        checks.name("skill", self.skill)
        if not isinstance(self.work, Work):
            raise ValueError(f"work must be a Work, got {self.work!r}")
        checks.chance("share", self.share, one=True)
        if self.priority is not None:
            checks.whole("priority", self.priority, 0)


@dataclass(frozen=True, slots=True)
class Stream:
    """Cases of one kind, and the stages that they go through in order.

    ``per_week``: arrivals a week on average over the first year, before growth. ``season``: factors that divide the year
    into equal parts (4, 12, 13, 52, ...); only their proportions count. ``growth`` per year (0.1: 10% more after a year,
    continuous). ``dispersion``: variance over mean of the count of a week; 1 is Poisson. ``priority``: lower goes first,
    work under way isn't interrupted; equal priorities by order of arrival at the stage. ``target_days``: working days
    within which a case should be done. ``backlog``: cases that wait at the start, at the first stage or one number for
    each stage; they go before later ones of their priority and aren't counted in lead times and targets.
    """

    name: str
    per_week: float
    stages: tuple[Stage, ...]
    priority: int = 1
    target_days: float | None = None
    season: tuple[float, ...] = (1.0,)
    growth: float = 0.0
    dispersion: float = 1.0
    backlog: int | tuple[int, ...] = 0

    def __post_init__(self) -> None:
        checks.name("name", self.name)
        checks.not_negative("per_week", self.per_week)
        stages = tuple(self.stages)
        if not stages or not all(isinstance(stage, Stage) for stage in stages):
            raise ValueError(f"stages of stream {self.name!r} must be Stage objects, at least one")
        object.__setattr__(self, "stages", stages)
        checks.whole("priority", self.priority, 0)
        if self.target_days is not None:
            checks.positive("target_days", self.target_days)
        season = checks.list_of_numbers("season", self.season)
        if season.size > WEEKS_A_YEAR or (season < 0).any() or season.sum() == 0:
            raise ValueError(f"season must be 1 to {WEEKS_A_YEAR} factors of at least 0, not all 0")
        object.__setattr__(self, "season", tuple(season.tolist()))
        if checks.real("growth", self.growth) <= -1:
            raise ValueError(f"growth must be above -1, got {self.growth!r}")
        if checks.real("dispersion", self.dispersion) < 1:
            raise ValueError(f"dispersion must be at least 1, got {self.dispersion!r}")
        per_stage = self.backlog if isinstance(self.backlog, tuple) else (self.backlog, *[0] * (len(stages) - 1))
        if len(per_stage) != len(stages):
            raise ValueError(f"backlog of stream {self.name!r} must be one number, or one for each stage")
        object.__setattr__(self, "backlog", tuple(checks.whole("backlog", n, 0) for n in per_stage))

    @property
    def waiting(self) -> tuple[int, ...]:
        """Cases that wait at the start, per stage."""
        return self.backlog if isinstance(self.backlog, tuple) else (self.backlog,)

    def level(self, stage: int) -> int:
        """The priority at a stage."""
        own = self.stages[stage].priority
        return self.priority if own is None else own

    def expected(self, weeks: int, first_week: int = 0) -> Floats:
        """Expected arrivals in each week."""
        of_year = (np.arange(WEEKS_A_YEAR) * len(self.season)) // WEEKS_A_YEAR
        factors = np.asarray(self.season)[of_year]
        at = np.arange(weeks)
        growth = (1.0 + self.growth) ** ((at + 0.5) / WEEKS_A_YEAR)
        found: Floats = self.per_week * factors[(first_week + at) % WEEKS_A_YEAR] / factors.mean() * growth
        return found


@dataclass(frozen=True, slots=True)
class Model:
    """Teams and streams over a horizon of ``weeks``, from week ``first_week`` (0-51) of the year on.

    Cases that arrive in the first ``warmup`` weeks are worked on but not counted in waits, lead times and targets.
    """

    teams: tuple[Team, ...]
    streams: tuple[Stream, ...]
    weeks: int = 156
    first_week: int = 0
    warmup: int = 0
    _by_name: dict[str, Team | Stream] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "teams", _members("teams", self.teams, Team))
        object.__setattr__(self, "streams", _members("streams", self.streams, Stream))
        checks.whole("weeks", self.weeks, 1, LONGEST)
        checks.whole("first_week", self.first_week, 0, WEEKS_A_YEAR - 1)
        checks.whole("warmup", self.warmup, 0, self.weeks - 1)
        known = frozenset[str]().union(*(team.skills for team in self.teams))
        for stream in self.streams:
            for stage in stream.stages:
                if stage.skill not in known:
                    raise ValueError(f"streams: {stream.name!r} asks the skill {stage.skill!r}, which no team has")
        names: dict[str, Team | Stream] = {f"team {team.name}": team for team in self.teams}
        object.__setattr__(self, "_by_name", names | {f"stream {s.name}": s for s in self.streams})

    def team(self, name: str) -> Team:
        """The team of that name; ValueError where there is none."""
        found = self._by_name.get(f"team {name}")
        if not isinstance(found, Team):
            raise ValueError(f"team: there is none named {name!r}")
        return found

    def stream(self, name: str) -> Stream:
        """The stream of that name; ValueError where there is none."""
        found = self._by_name.get(f"stream {name}")
        if not isinstance(found, Stream):
            raise ValueError(f"stream: there is none named {name!r}")
        return found

    def with_team(self, team: Team) -> Model:
        """The model with that team in the place of the one of its name."""
        self.team(team.name)
        return replace(self, teams=tuple(team if t.name == team.name else t for t in self.teams))

    def with_stream(self, stream: Stream) -> Model:
        """The model with that stream in the place of the one of its name."""
        self.stream(stream.name)
        return replace(self, streams=tuple(stream if s.name == stream.name else s for s in self.streams))

    def skilled(self, skill: str) -> tuple[int, ...]:
        """Which teams have a skill: those with the fewest skills first, then in the order given."""
        having = [i for i, team in enumerate(self.teams) if skill in team.skills]
        return tuple(sorted(having, key=lambda i: (len(self.teams[i].skills), i)))


def _members(argument: str, value: Sequence[T], kind: type[T]) -> tuple[T, ...]:
    found = tuple(value)
    if not found or not all(isinstance(one, kind) for one in found):
        raise ValueError(f"{argument} must be {kind.__name__} objects, at least one")
    names = [one.name for one in found]
    if len(set(names)) < len(names):
        raise ValueError(f"{argument} must have names of their own, got {names}")
    return found
