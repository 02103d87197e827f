# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .scenario import Scenario
from .sourced import Basis
from .stream import Stage, WorkStream
from .team import Team, TeamKind

__all__ = ["Basis", "Scenario", "Stage", "Team", "TeamKind", "WorkStream"]
