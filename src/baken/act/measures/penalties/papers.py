# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a collection decision is about: a breach, what was forfeited so far, and by when it is to be paid."""

from datetime import date
from uuid import UUID

from ..documents.actions import About, told_of
from ..models import Forfeiture, Measure, MeasureDocument
from .actions import forfeited
from .terms import payment_of


def about_of(measure: Measure, forfeiture: Forfeiture) -> About:
    """Return what a collection decision about this breach says."""
    last: date | None = payment_of(forfeiture)[1].last_day
    assert last is not None
    return About(forfeiture, forfeited(measure, forfeiture), last)


def about_in(measure: Measure, document: MeasureDocument) -> About | None:
    """Return which breach a document is about; None where it is about none."""
    key = str(told_of(document).get("about", ""))
    if not key:
        return None
    found = Forfeiture.objects.filter(measure=measure, pk=UUID(key)).first()
    return about_of(measure, found) if found else None
