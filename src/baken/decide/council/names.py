# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What fields, organisations and priorities are called, to tell a proposed change in words."""

from datetime import date

from baken.decide.policy.facade import Plan
from baken.decide.programme import facade as programme


def names_of(plan: Plan | None, today: date) -> dict[str, str]:
    """Return labels by `field:<name>` and by the slug that a field's value may be; none without a plan."""
    if plan is None:
        return {}
    fields = programme.fields_that_may_change(plan, today)
    found = {str(value): label for one in fields for value, label in one.choices}
    return found | {f"field:{one.name}": one.label for one in fields}
