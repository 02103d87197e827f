# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Models for the tests of the capacity core."""

from __future__ import annotations

from baken.cores.capacity import Model, Stage, Stream, Team, Work

RATES = {"a": 3.0, "b": 6.0, "c": 10.0, "d": 6.0}
"""Arrivals a week, in order of priority."""


def pool(
    servers: int, load: float, *, weeks: int = 400, warmup: int = 40, work: Work | None = None, backlog: int = 0
) -> Model:
    """One team, one stream, one stage; a piece of work is a day of one handler, ``load`` in erlang."""
    hours = work or Work.exponential(8)
    stream = Stream("s", load * 5 * 8 / hours.mean, (Stage("x", hours),), target_days=3, backlog=backlog)
    return Model((Team("t", 40.0 * servers, servers, frozenset({"x"})),), (stream,), weeks=weeks, warmup=warmup)


def three_stages(scale: float = 1.0, weeks: int = 156, **more: int) -> Model:
    """Four priorities, three stages, each with a team of its own."""
    teams = (
        Team("x", 3 * 36, 3, frozenset({"s1"})),
        Team("y", 4 * 36, 4, frozenset({"s2"})),
        Team("z", 3 * 36, 3, frozenset({"s3"})),
    )
    stages = tuple(Stage(skill, Work.exponential(mean)) for skill, mean in (("s1", 4), ("s2", 36 / 7), ("s3", 3.6)))
    streams = tuple(
        Stream(name, rate * scale, stages, priority=number, target_days=10)
        for number, (name, rate) in enumerate(RATES.items())
    )
    return Model(teams, streams, weeks=weeks, **more)
