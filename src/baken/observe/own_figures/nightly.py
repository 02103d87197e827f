# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the worker does in its rounds: close the months that ended."""

import logging
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from baken.access.facade import opened, system_actor
from baken.kernel.models import Municipality

from ..models import ClosedMonth
from ..sources.base import LocalSource, local_sources
from .actions import close_month
from .rules import month_of, months, next_month

logger = logging.getLogger(__name__)
_done: dict[tuple[UUID, str], date] = {}
"""In which month this process found nothing left to close, or failed today: it isn't asked again each round."""


def close_what_ended(at: datetime) -> int:
    """Close each month that ended and isn't closed, of every municipality and source; return how many.

    Begins after the last closed month, else with the month of the oldest record: months without records in between get
    their zeros. What fails is told in the server's log and tried again the next day, or by another process.
    """
    today, closed = timezone.localdate(at), 0
    sources = local_sources()
    if not sources:
        return 0
    for municipality in Municipality.objects.all():
        for source in sources:
            key = (municipality.pk, source.slug)
            if _done.get(key) == today:
                continue
            try:
                closed += _close_all(municipality, source, at, today)
            except Exception:
                logger.exception("closing the month of %s failed for %s", source.slug, municipality.slug)
            _done[key] = today
    return closed


def _close_all(municipality: Municipality, source: LocalSource, at: datetime, today: date) -> int:
    actor = system_actor(municipality)
    rows = ClosedMonth.objects.filter(municipality=municipality, source=source.slug)
    last = rows.aggregate(last=Max("month"))["last"]
    if last is not None and next_month(last) >= month_of(today):
        return 0
    with opened(actor, system=True):
        first = next_month(last) if last is not None else source.first_month(municipality)
    if first is None:
        return 0
    wanted = list(months(first, today))
    for month in wanted:
        close_month(actor=actor, at=at, municipality=municipality, source=source, month=month)
    return len(wanted)
