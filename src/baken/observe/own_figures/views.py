# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Own figures inside the house: for who may see them, with small counts and all, and never for outside."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from baken.access.facade import Request, municipality_of, require
from baken.kernel.models import Municipality
from baken.registry.facade import areas as areas_of
from baken.ui.csv_export import panel_file
from baken.ui.panels import Panel

from . import panels, queries
from .queries import OwnSeries

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address asks for: all series, those of one subject, and a year of it."""

    municipality: Municipality
    series: list[OwnSeries]
    mine: list[OwnSeries]
    slug: str
    year: int
    years: list[int]


def _chosen(request: Request) -> Chosen | None:
    """Return what is asked, or None where no month was closed yet. `Http404` for a subject or year that isn't there."""
    require(request.actor, queries.VIEW)
    municipality = municipality_of(request.actor)
    series = queries.own_series(request.actor, municipality)
    if not series:
        return None
    there = {one.indicator for one in series}
    first = next(slug for slug in queries.own_indicators() if slug in there)
    slug = request.GET.get("onderwerp") or first
    if slug not in there:
        raise Http404
    mine = [one for one in series if one.indicator == slug]
    years = sorted({month.year for month in mine[0].months}, reverse=True)
    asked = request.GET.get("jaar") or str(years[0])
    if not (asked.isascii() and asked.isdigit() and len(asked) == 4) or int(asked) not in years:
        raise Http404
    return Chosen(municipality, series, mine, slug, int(asked), years)


def _areas(chosen: Chosen) -> Panel:
    names = {
        code: info.name for code, info in areas_of(municipality=chosen.municipality.code, year=chosen.year).items()
    }
    indicator = queries.own_indicators()[chosen.slug]
    return panels.areas_panel(chosen.mine, indicator, names, chosen.municipality.code, chosen.year)


@require_GET
@never_cache
def own_figures(request: Request) -> HttpResponse:
    """Every subject, and one of them by month and by wijk."""
    chosen = _chosen(request)
    if chosen is None:
        return render(
            request, "observe/own_figures.html", {"chosen": None, "municipality": municipality_of(request.actor)}
        )
    known, whole = queries.own_indicators(), chosen.municipality.code
    indicator = known[chosen.slug]
    all_of_it = next(one for one in chosen.mine if one.area == whole)
    context = {
        "chosen": chosen,
        "municipality": chosen.municipality,
        "indicator": indicator,
        "subjects": [
            (slug, known[slug].title) for slug in known if any(one.indicator == slug for one in chosen.series)
        ],
        "overview": panels.overview_panel(chosen.series, known, whole, reverse("observe:own_figures")),
        "months": panels.months_panel(all_of_it, indicator, chosen.municipality.name),
        "areas": _areas(chosen),
        "until": panels.month_word(all_of_it.months[-1]),
        "example": all_of_it.example,
    }
    return render(request, "observe/own_figures.html", context)


@require_GET
@never_cache
def own_figures_csv(request: Request) -> HttpResponse:
    """One subject by wijk and month as CSV; the file's name and each of its rows say that it is confidential."""
    chosen = _chosen(request)
    if chosen is None:
        raise Http404
    return panel_file(_areas(chosen), f"vertrouwelijk-{chosen.slug.replace('_', '-')}-{chosen.year}.csv")
