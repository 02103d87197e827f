# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Teams and streams as plain numbers: what goes into a calculation, is kept with its outcome, and can be read back."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from baken.cores import capacity as core

from .refusals import Refusal

SEASONS: Mapping[str, tuple[float, ...]] = {
    "even": (1.0,),
    "summer": (0.7, 0.7, 0.8, 1.0, 1.2, 1.3, 1.4, 1.4, 1.2, 0.9, 0.7, 0.7),
    "school": (1.1, 1.0, 1.1, 1.0, 1.0, 1.1, 0.7, 0.5, 1.2, 1.1, 1.1, 1.1),
    "winter": (1.3, 1.2, 1.1, 1.0, 0.9, 0.8, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2),
}
"""Factors by month; only their proportions count."""
SWINGS: Mapping[str, float] = {"steady": 1.0, "restless": 2.0, "erratic": 4.0}
"""Variance over mean of the count of a week. 1 is chance alone."""
SPREADS: Mapping[str, float] = {"same": 0.25, "some": 0.6, "much": 1.2}
"""Standard deviation over mean of the hours of one case."""
MOST_CASES = 30_000
"""Cases in one calculation (over the whole horizon): more than a municipality has, and what stays quick."""


@dataclass(frozen=True, slots=True)
class Said:
    """Where a figure comes from: the slug of `models.Basis`, who said so, and when (ISO day or empty)."""

    basis: str = "assumed"
    note: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class TeamInput:
    """One team. `absence` in per cent, hours a week."""

    slug: str
    name: str
    own: bool
    people: int
    hours_per_week: float
    absence: int
    kept_free: float
    skills: tuple[str, ...]
    said: Said = Said()

    @property
    def net(self) -> float:
        """Hours a week that are left for the streams; 0 or less: none."""
        return self.hours_per_week * (1 - self.absence / 100) - self.kept_free


@dataclass(frozen=True, slots=True)
class StageInput:
    """One step: hours for one case, and the part of the cases (per cent) that needs it."""

    name: str
    skill: str
    hours: float
    spread: str
    share: int
    said: Said = Said()


@dataclass(frozen=True, slots=True)
class StreamInput:
    """One stream. `growth` in per cent a year, `target_days` in working days."""

    slug: str
    name: str
    per_week: float
    season: str
    swing: str
    growth: int
    precedence: int
    target_days: int | None
    backlog: int
    running: bool
    stages: tuple[StageInput, ...]
    said: Said = Said()

    @property
    def skills(self) -> frozenset[str]:
        return frozenset(stage.skill for stage in self.stages)

    @property
    def hours(self) -> float:
        """Hours a week on average in the first year, before growth."""
        return self.per_week * sum(stage.hours * stage.share / 100 for stage in self.stages)

    def asked(self, skills: frozenset[str]) -> float:
        """The same, of the steps that ask one of these skills."""
        mine = (stage for stage in self.stages if stage.skill in skills)
        return self.per_week * sum(stage.hours * stage.share / 100 for stage in mine)

    def core(self) -> core.Stream:
        """The stream of the core."""
        return core.Stream(
            self.slug,
            self.per_week,
            tuple(core.Stage(s.skill, _work(s), share=s.share / 100) for s in self.stages),
            priority=self.precedence,
            target_days=None if self.target_days is None else float(self.target_days),
            season=SEASONS[self.season],
            growth=self.growth / 100,
            dispersion=SWINGS[self.swing],
            backlog=self.backlog,
        )


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that goes in: teams, streams (also those that may come), and the week of the year (0-51) it starts in."""

    teams: tuple[TeamInput, ...]
    streams: tuple[StreamInput, ...]
    first_week: int

    @property
    def running(self) -> tuple[StreamInput, ...]:
        return tuple(stream for stream in self.streams if stream.running)

    @property
    def possible(self) -> tuple[StreamInput, ...]:
        return tuple(stream for stream in self.streams if not stream.running)

    def team(self, slug: str) -> TeamInput:
        return next(team for team in self.teams if team.slug == slug)

    def stream(self, slug: str) -> StreamInput:
        return next(stream for stream in self.streams if stream.slug == slug)

    def model(self, weeks: int) -> core.Model:
        """The model of the present: what runs now. Raises `Refusal` where it can't be."""
        check(self.teams, self.running, weeks)
        teams = tuple(
            core.Team(t.slug, t.hours_per_week, t.people, frozenset(t.skills), t.absence / 100, t.kept_free)
            for t in self.teams
        )
        return core.Model(teams, tuple(s.core() for s in self.running), weeks=weeks, first_week=self.first_week)

    def data(self) -> dict[str, Any]:
        """As plain JSON."""
        return json.loads(json.dumps(asdict(self)))

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Inputs":
        """Read `data()` back."""
        teams = tuple(
            TeamInput(**{**t, "skills": tuple(t["skills"]), "said": Said(**t["said"])}) for t in data["teams"]
        )
        return cls(teams, tuple(_stream(s) for s in data["streams"]), data["first_week"])

    @property
    def digest(self) -> str:
        """SHA-256 over everything but the week it starts in: tells whether teams or streams changed."""
        text = json.dumps(replace(self, first_week=0).data(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def check(teams: tuple[TeamInput, ...], streams: tuple[StreamInput, ...], weeks: int) -> None:
    """Raise `Refusal` where there is nothing to calculate, or no calculation to finish."""
    if not teams:
        raise Refusal("no_teams")
    if not streams:
        raise Refusal("no_streams")
    known = frozenset(skill for team in teams for skill in team.skills)
    for stream in streams:
        missing = sorted(stream.skills - known)
        if missing:
            raise Refusal("no_skill", (stream.name, missing[0]))
    for team in teams:
        if team.net <= 0:
            raise Refusal("no_hours", (team.name,))
    if cases_of(streams, weeks) > MOST_CASES:
        raise Refusal("too_much", (str(MOST_CASES),))


def cases_of(streams: Iterable[StreamInput], weeks: int) -> float:
    """Return about how many cases there are in so many weeks, with what waits at the start."""
    return sum(stream.per_week * weeks * (1 + max(stream.growth, 0) / 100) + stream.backlog for stream in streams)


def _stream(data: Mapping[str, Any]) -> StreamInput:
    stages = tuple(StageInput(**{**stage, "said": Said(**stage["said"])}) for stage in data["stages"])
    return StreamInput(**{**data, "stages": stages, "said": Said(**data["said"])})


def _work(stage: StageInput) -> core.Work:
    variation = SPREADS[stage.spread]
    return core.Work.lognormal(stage.hours, variation) if variation > 1 else core.Work.gamma(stage.hours, variation)
