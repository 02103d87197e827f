# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What closes a month of own records. Nothing opens it again."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require_in
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import Municipality
from baken.registry.facade import areas as areas_of

from ..models import ClosedMonth, OwnTotal
from ..sources.base import LocalSource, OwnCount
from .rules import has_ended, month_of, totals

CLOSE = "observe.own_figures.close"
BATCH = 500


@action
def close_month(
    *, actor: Actor, at: datetime, municipality: Municipality, source: LocalSource, month: date
) -> ClosedMonth:
    """Draw up the totals of one month of `source` and close it; return it. A month that is closed stays as it is.

    `month` is its first day. Refused for a month that isn't over yet.
    """
    require_in(actor, CLOSE, municipality.id)
    month = month_of(month)
    there = ClosedMonth.objects.filter(municipality=municipality, source=source.slug, month=month).first()
    if there is not None:
        audit.record("own_figures.asked", there, month=f"{month:%Y-%m}")
        return there
    if not has_ended(month, timezone.localdate(at)):
        raise Refused((Reason("month", _("Deze maand is nog niet voorbij.")),))
    rows = list(source.counts(municipality, month))
    before = ClosedMonth.objects.filter(municipality=municipality, source=source.slug, example=True).exists()
    return _close(municipality, source, month, at, rows, example=before or any(row.fictitious for row in rows))


def _close(
    municipality: Municipality,
    source: LocalSource,
    month: date,
    at: datetime,
    rows: Iterable[OwnCount],
    *,
    example: bool,
) -> ClosedMonth:
    """Write one month. A series that began as an example stays one: real and invented figures never add up."""
    found = areas_of(municipality=municipality.code, year=month.year)
    levels = {code: info.level for code, info in found.items()}
    parents = {code: info.parent for code, info in found.items() if info.parent}
    counted = totals(source.indicators, rows, levels, parents)
    level = {one.slug: one.level for one in source.indicators}
    closed = ClosedMonth(municipality=municipality, source=source.slug, month=month, closed_at=at, example=example)
    closed.save()
    OwnTotal.objects.bulk_create(
        (
            OwnTotal(
                municipality_id=municipality.id,
                closed=closed,
                indicator=indicator,
                area=area,
                level=level[indicator],
                count=count,
            )
            for (indicator, area), count in counted.items()
        ),
        batch_size=BATCH,
    )
    audit.record("own_figures.closed", closed, source=source.slug, month=f"{month:%Y-%m}", rows=len(counted))
    return closed
