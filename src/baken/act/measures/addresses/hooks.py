# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which steps of a measure change what holds at its address."""

from ..files.steps import register_after
from .notes import after_step

STEPS = ("in_force", "extended", "ended", "withdrawn", "settled", "reopened")


def register() -> None:
    """Have the register kept after each step that changes it."""
    for step in STEPS:
        register_after(step, after_step)
