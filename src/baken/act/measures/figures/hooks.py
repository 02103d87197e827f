# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures among own figures, at the efforts of the plan and in capacity."""

from baken.decide.capacity.facade import register_counted
from baken.decide.policy.facade import register_effort_block
from baken.observe.facade import register_local_source

from .counting import MeasuresSource
from .steering import counted, effort_block


def register() -> None:
    """Register what counts measures."""
    register_local_source(MeasuresSource())
    register_effort_block(effort_block)
    register_counted(counted)
