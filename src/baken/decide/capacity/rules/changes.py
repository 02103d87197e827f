# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a scenario changes, checked against the teams and streams that there are."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from baken.cores import capacity as core

from .inputs import Inputs, StreamInput, TeamInput, check

MOST_MORE, MOST_LESS = 200, -90
"""Per cent more or fewer cases, or hours a case."""
WEEKS = (52, 104, 156)
"""How far one may look: one, two or three years."""
USUAL_WEEKS = 104
MOST_DAYS = 365


@dataclass(frozen=True, slots=True)
class Changes:
    """`arrivals`, `work`: per cent more (30) or fewer (-10) by stream. `hours`: hours a week more or fewer by team (a vacancy
    of 36 hours: -36). `kept_free`: other hours a week kept free by team. `targets`: other working days by stream.
    `add`: possible streams that come. Only what differs from the present is in it.
    """

    arrivals: Mapping[str, int] = field(default_factory=dict)
    work: Mapping[str, int] = field(default_factory=dict)
    hours: Mapping[str, float] = field(default_factory=dict)
    kept_free: Mapping[str, float] = field(default_factory=dict)
    targets: Mapping[str, int] = field(default_factory=dict)
    add: tuple[str, ...] = ()
    weeks: int = USUAL_WEEKS

    def __bool__(self) -> bool:
        return any((self.arrivals, self.work, self.hours, self.kept_free, self.targets, self.add))

    def data(self) -> dict[str, Any]:
        """As plain JSON, empty parts left out."""
        parts = {name: dict(sorted(getattr(self, name).items())) for name in PARTS}
        return {name: part for name, part in parts.items() if part} | {"add": sorted(self.add), "weeks": self.weeks}

    @classmethod
    def from_data(cls, data: Any, inputs: Inputs) -> "Changes":
        """Read JSON for these inputs. What names a team or stream that isn't there any more is left out; ValueError on
        what never could be: another type, a number out of range, a horizon that isn't offered.
        """
        if not isinstance(data, Mapping) or not set(data) <= {*PARTS, "add", "weeks"}:
            raise ValueError("changes: not a mapping of known parts")
        streams, teams = {s.slug for s in inputs.streams}, {t.slug for t in inputs.teams}
        possible = {s.slug for s in inputs.possible}
        weeks = data.get("weeks", USUAL_WEEKS)
        if weeks not in WEEKS:
            raise ValueError(f"weeks: one of {WEEKS}")
        found = {
            name: _numbers(name, data.get(name, {}), low, high, whole) for name, (low, high, whole) in PARTS.items()
        }
        kept = {
            name: {slug: n for slug, n in part.items() if slug in (teams if name in OF_TEAMS else streams)}
            for name, part in found.items()
        }
        add = data.get("add", [])
        if not isinstance(add, (list, tuple)) or not all(isinstance(one, str) for one in add):
            raise ValueError("add: a list of streams")
        return cls(**kept, add=tuple(sorted(possible & set(add))), weeks=weeks)

    def teams(self, inputs: Inputs) -> tuple[TeamInput, ...]:
        """The teams as they would be; people follow hours, as the core has it."""
        return tuple(self._team(team) for team in inputs.teams)

    def streams(self, inputs: Inputs) -> tuple[StreamInput, ...]:
        """The streams that would run, as they would be."""
        return tuple(self._stream(s) for s in inputs.streams if s.running or s.slug in self.add)

    def core(self, inputs: Inputs, name: str = "scenario") -> core.Scenario:
        """The scenario of the core. Raises `Refusal` where what is left can't be."""
        check(self.teams(inputs), self.streams(inputs), self.weeks)
        running = {s.slug for s in inputs.running}
        added = tuple(self._stream(inputs.stream(slug)).core() for slug in self.add)
        return core.Scenario(
            name,
            arrivals={slug: 1 + more / 100 for slug, more in self.arrivals.items() if slug in running},
            work={slug: 1 + more / 100 for slug, more in self.work.items() if slug in running},
            targets={slug: float(days) for slug, days in self.targets.items() if slug in running},
            hours=dict(self.hours),
            kept_free=dict(self.kept_free),
            add=added,
        )

    def _team(self, team: TeamInput) -> TeamInput:
        left = team.hours_per_week + self.hours.get(team.slug, 0.0)
        people = max(1, round(left * team.people / team.hours_per_week))
        free = self.kept_free.get(team.slug, team.kept_free)
        return replace(team, hours_per_week=left, people=people, kept_free=free)

    def _stream(self, stream: StreamInput) -> StreamInput:
        work = 1 + self.work.get(stream.slug, 0) / 100
        return replace(
            stream,
            per_week=stream.per_week * (1 + self.arrivals.get(stream.slug, 0) / 100),
            stages=tuple(replace(stage, hours=stage.hours * work) for stage in stream.stages),
            target_days=self.targets.get(stream.slug, stream.target_days),
        )


PARTS: Mapping[str, tuple[float, float, bool]] = {
    "arrivals": (MOST_LESS, MOST_MORE, True),
    "work": (MOST_LESS, MOST_MORE, True),
    "hours": (-5_000, 5_000, False),
    "kept_free": (0, 5_000, False),
    "targets": (1, MOST_DAYS, True),
}
"""Range of each part, and whether it is whole."""
OF_TEAMS = frozenset({"hours", "kept_free"})


def _numbers(name: str, part: Any, low: float, high: float, whole: bool) -> dict[str, Any]:
    if not isinstance(part, Mapping):
        raise ValueError(f"{name}: not a mapping")
    for slug, number in part.items():
        right = isinstance(number, int if whole else (int, float)) and not isinstance(number, bool)
        if not right or not low <= number <= high:
            raise ValueError(f"{name}: {slug} must be a number from {low} to {high}")
    return dict(part)
