# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From several outcomes to one: of a claim's tests, and of a test's areas."""

from collections.abc import Iterable

from .types import Outcome


def combine(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the one outcome of several.

    Contradicted as soon as one is: a claim that says three things is wrong if one of them is. Supported only where
    everything that can be tested supports it. Nothing testable: not testable. Else: no demonstrable difference.
    """
    testable = [outcome for outcome in outcomes if outcome != Outcome.NOT_TESTABLE]
    if not testable:
        return Outcome.NOT_TESTABLE
    if Outcome.CONTRADICTED in testable:
        return Outcome.CONTRADICTED
    if all(outcome == Outcome.SUPPORTED for outcome in testable):
        return Outcome.SUPPORTED
    return Outcome.NO_SIGNIFICANT_CHANGE
