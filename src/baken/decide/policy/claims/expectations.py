# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a test of a claim may expect of the figures: the vocabulary that file, store and judge share. Pure."""

from enum import StrEnum


class Expect(StrEnum):
    """What would have to be so if the claim holds."""

    LOWER = "lower"
    """The figure went down between two years."""
    HIGHER = "higher"
    UNCHANGED = "unchanged"
    """It didn't change by more than a stated margin: more than not being able to show a change."""
    BELOW_AVERAGE = "below_average"
    """The areas lie below the rest of the municipality."""
    ABOVE_AVERAGE = "above_average"
    DIFFERS = "differs"
    """The wijken differ more than chance explains."""
    SHRINKING = "shrinking"
    """The wijken lie closer together than before."""
    MISMATCH = "mismatch"
    """Perception stands further above the municipality's than victimisation (`beside`) does."""
    EFFECT = "effect"
    """Where something was done the figure moved the right way by more than elsewhere. Shows no cause."""


TWO_YEARS = frozenset({Expect.LOWER, Expect.HIGHER, Expect.UNCHANGED, Expect.SHRINKING, Expect.EFFECT})
"""Compare two years: `from` is needed, `to` is the newest year with a figure unless given."""
OF_AREAS = frozenset({Expect.BELOW_AVERAGE, Expect.ABOVE_AVERAGE, Expect.MISMATCH, Expect.EFFECT})
"""Ask something of some areas: of the test, else of its claim."""
OF_ALL_WIJKEN = frozenset({Expect.DIFFERS, Expect.SHRINKING})
"""Always look at every wijk."""
