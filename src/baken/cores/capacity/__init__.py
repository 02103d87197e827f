# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Do the hours suffice for the work? Waiting, lead times and backlog of teams, and the hours to ask for.

``erlang_c`` and ``erlang_a`` for one pool at a steady rate; a ``Model`` of teams and streams for a planning horizon:
``estimate`` at once, ``simulate`` exactly, ``needed_hours`` for a target, ``compare`` for scenarios. Pure functions of
numbers; every simulated figure carries its interval. Needs numpy and scipy only.
"""

from baken.cores.capacity.erlang import ErlangA, ErlangC, erlang_a, erlang_b, erlang_c, priority_waits
from baken.cores.capacity.figures import (
    Figure,
    Method,
    Note,
    Outcome,
    Path,
    Reason,
    StageFigures,
    StreamFigures,
    TeamFigures,
)
from baken.cores.capacity.model import Model, Stage, Stream, Team
from baken.cores.capacity.needs import Need, needed_hours
from baken.cores.capacity.quick import estimate
from baken.cores.capacity.scenarios import Compared, Comparison, Effect, Scenario, compare
from baken.cores.capacity.simulation import simulate
from baken.cores.capacity.work import Shape, Work

__all__ = [
    "Compared",
    "Comparison",
    "Effect",
    "ErlangA",
    "ErlangC",
    "Figure",
    "Method",
    "Model",
    "Need",
    "Note",
    "Outcome",
    "Path",
    "Reason",
    "Scenario",
    "Shape",
    "Stage",
    "StageFigures",
    "Stream",
    "StreamFigures",
    "Team",
    "TeamFigures",
    "Work",
    "compare",
    "erlang_a",
    "erlang_b",
    "erlang_c",
    "estimate",
    "needed_hours",
    "priority_waits",
    "simulate",
]
