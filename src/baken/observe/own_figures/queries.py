# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading totals of own records: unprotected counts, so for who may see them and inside the house alone.

Nothing public is made from what these return, but by way of a publication (`account.figures`); tests hold the house to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from baken.access.facade import Actor, opened, require_in
from baken.kernel.models import Municipality

from ..models import ClosedMonth, OwnTotal
from ..sources.base import OwnIndicator, local_sources
from ..themes import is_sensitive
from .rules import complete_years

VIEW = "observe.own_figures.view"
UNPLACED = _("niet te plaatsen")


@dataclass(frozen=True, slots=True)
class OwnSeries:
    """One indicator of own records in one area, month by month without gaps between the first and the last.

    `area` is a CBS code (also of the municipality, which has the sum) or `UNKNOWN`; `counts` has one whole number for each
    of `months` (first days, oldest first). `example`: what was counted is invented.
    """

    indicator: str
    theme: str
    area: str
    level: str
    months: tuple[date, ...]
    counts: tuple[int, ...]
    example: bool


def own_indicators() -> dict[str, OwnIndicator]:
    """Return what is counted of own records, by slug."""
    return {one.slug: one for source in local_sources() for one in source.indicators}


def source_of_indicator() -> dict[str, str]:
    """Return the slug of the source of each indicator."""
    return {one.slug: source.slug for source in local_sources() for one in source.indicators}


def own_series(
    actor: Actor,
    municipality: Municipality,
    *,
    indicators: Iterable[str] | None = None,
    since: date | None = None,
) -> list[OwnSeries]:
    """Return every series of own records that `actor` may see, per indicator and area, the municipality first.

    Of sensitive themes (`themes`) the municipality's series alone: unprotected, a wijk with one report of trafficking says who.
    All closed months from `since` on. Two queries. Raises `Denied` without permission to see own figures.
    """
    require_in(actor, VIEW, municipality.id)
    known = own_indicators()
    wanted = [slug for slug in (known if indicators is None else indicators) if slug in known]
    with opened(actor):
        closed = ClosedMonth.objects.filter(municipality=municipality)
        rows = OwnTotal.objects.filter(municipality=municipality, indicator__in=wanted)
        if since is not None:
            closed, rows = closed.filter(month__gte=since), rows.filter(closed__month__gte=since)
        columns = ("indicator", "area", "level", "closed__source", "closed__month", "count")
        found = list(rows.order_by("indicator", "area", "closed__month").values_list(*columns))
        by_source: dict[str, dict[date, bool]] = {}
        for source, month, example in closed.order_by("month").values_list("source", "month", "example"):
            by_source.setdefault(source, {})[month] = example
    counts: dict[tuple[str, str], dict[date, int]] = {}
    levels: dict[tuple[str, str], str] = {}
    sources: dict[str, str] = {}
    for indicator, area, level, source, month, count in found:
        whole = counts.setdefault((indicator, municipality.code), {})
        whole[month] = whole.get(month, 0) + count
        if not is_sensitive(indicator, known[indicator].theme):
            counts.setdefault((indicator, area), {})[month] = count
            levels[indicator, area] = level
        sources[indicator] = source
    return [
        OwnSeries(
            indicator=indicator,
            theme=known[indicator].theme,
            area=area,
            level=levels.get((indicator, area), "municipality"),
            months=tuple(closed_in := by_source[sources[indicator]]),
            # an area that came by a new division has no row in the months before: nothing was counted there
            counts=tuple(by_month.get(month, 0) for month in closed_in),
            example=any(closed_in.values()),
        )
        for (indicator, area), by_month in counts.items()
    ]


def own_years(
    actor: Actor, municipality: Municipality, *, indicators: Iterable[str] | None = None
) -> dict[str, dict[int, dict[str, int]]]:
    """Return yearly totals by indicator, year and area (without the municipality's sum): of complete years only.

    For who protects counts before anybody reads them (`account.figures`): so also of sensitive themes, by wijk.
    An area that a year didn't have is left out of that year. Raises `Denied` without permission to see own figures.
    """
    require_in(actor, VIEW, municipality.id)
    known = own_indicators()
    wanted = [slug for slug in (known if indicators is None else indicators) if slug in known]
    years: dict[str, tuple[int, ...]] = closed_years(municipality)
    sources = source_of_indicator()
    found: dict[str, dict[int, dict[str, int]]] = {}
    with opened(actor):
        rows = OwnTotal.objects.filter(municipality=municipality, indicator__in=wanted)
        for slug, area, month, count in rows.values_list("indicator", "area", "closed__month", "count"):
            if month.year in years.get(sources[slug], ()):
                by_area = found.setdefault(slug, {}).setdefault(month.year, {})
                by_area[area] = by_area.get(area, 0) + count
    return found


def closed_years(municipality: Municipality) -> dict[str, tuple[int, ...]]:
    """Return by source of which years all months are closed. No counts: which months are closed is no secret."""
    found: dict[str, set[date]] = {}
    rows = ClosedMonth.objects.filter(municipality=municipality)
    for source, month in rows.values_list("source", "month"):
        found.setdefault(source, set()).add(month)
    return {source: complete_years(months) for source, months in found.items()}


def example_sources(municipality: Municipality) -> frozenset[str]:
    """Return the sources of which any closed month is of invented records."""
    rows = ClosedMonth.objects.filter(municipality=municipality, example=True)
    return frozenset(rows.values_list("source", flat=True))
