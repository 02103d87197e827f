# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Testing a claim: figures as plain values in, an outcome with every number behind it out. No database, no clock."""

from .combine import combine
from .judge import judge
from .types import Family, Material, Measure, Outcome, Part, Reading, Result

__all__ = ["Family", "Material", "Measure", "Outcome", "Part", "Reading", "Result", "combine", "judge"]
