# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the safety picture. Each parses the address, asks one query, and renders panels."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from baken.access.facade import Request, municipality_of, require
from baken.ui.csv_export import panel_file
from baken.ui.panels import Panel

from . import panels
from .area_blocks import area_blocks
from .as_of import BadMoment, chosen
from .charts import map_shapes
from .panels import lede
from .panels.national import peers_rule
from .panels.words import area_url, moment_query, source_of
from .picture.figures import Figure
from .picture.indicators import HEADLINE, catalogue
from .queries import MAIN, NoFigures, Picture, UnknownArea, dataset, datasets_of, known_years, loads, picture_of
from .store import store

PERMISSION = "observe.picture.view"


def _picture(request: Request, **options: Any) -> Picture:
    """Return the picture that the address asks for, of the reader's own municipality."""
    require(request.actor, PERMISSION)
    municipality = municipality_of(request.actor)
    try:
        year, as_of = chosen(request)
        return picture_of(municipality.code, year=year, as_of=as_of, **options)
    except (BadMoment, UnknownArea) as error:
        raise Http404(str(error)) from error


def _context(picture: Picture) -> dict[str, Any]:
    return {
        "picture": picture,
        "year": picture.year,
        "query": moment_query(picture.year, picture.as_of),
        "as_of": picture.as_of,
        "known_from": store().known_moments(),
    }


def _no_figures(request: Request, error: NoFigures) -> HttpResponse:
    """Answer a year or moment without figures: say so, and offer the years there are."""
    context = {"asked": error.year, "years": error.years, "all_years": known_years()}
    return render(request, "observe/no_figures.html", context, status=404)


def overview(request: Request) -> HttpResponse:
    """The picture of the municipality: map, ranking, plain words, trend."""
    try:
        picture = _picture(request, outlines=True)
    except NoFigures as error:
        return _no_figures(request, error)
    ranking = panels.ranking_panel(picture)
    context = _context(picture) | {
        "lede": lede(picture),
        "ranking": ranking,
        "shapes": map_shapes(picture, ranking),
        "summary": panels.summary(picture),
        "change": panels.change_panel(picture),
        "disparity": panels.disparity_panel(picture),
        "trend": panels.trend_panel(picture, picture.municipality.code),
        "long_series": panels.long_series_panel(picture),
        "map": panels.map_panel(picture),
        "indicators": panels.indicators_panel(picture),
        "examples": panels.indicators_panel(picture, example=True),
        "status": _status(picture),
    }
    return render(request, "observe/overview.html", context)


def area(request: Request, code: str) -> HttpResponse:
    """One wijk or buurt in depth."""
    try:
        picture = _picture(request, compared=False)
    except NoFigures as error:
        return _no_figures(request, error)
    info = picture.areas.get(code)
    if info is None:
        raise Http404
    if info.level == "municipality":
        return redirect(reverse("observe:overview") + moment_query(picture.year, picture.as_of))
    parts = [a for a in picture.buurten if a.parent == code]
    context = _context(picture) | {
        "area": info,
        "figure": picture.figure(MAIN, code),
        "estimate": picture.estimates(MAIN, info.level).get(code),
        "since_first": _since_first(picture, code),
        "first_year": picture.years[0],
        "panels": panels.area_panels(picture, code),
        "bars": panels.perception_bars(picture, code),
        "parts": _parts(picture, [a.code for a in parts]) if parts else None,
        "parent": picture.areas.get(info.parent or ""),
        "blocks": area_blocks(request.actor, code),
        "others": [a for a in picture.wijken if a.code != code],
    }
    return render(request, "observe/area.html", context)


def compare(request: Request) -> HttpResponse:
    """Two wijken side by side."""
    try:
        picture = _picture(request, compared=False)
    except NoFigures as error:
        return _no_figures(request, error)
    choices = picture.wijken
    codes = [a.code for a in choices]
    pair = [
        request.GET.get(key, default) for key, default in zip(("een", "ander"), _default_pair(picture), strict=True)
    ]
    if not set(pair) <= set(codes):
        raise Http404
    trends = {code: panels.trend_panel(picture, code) for code in pair}
    sides = [
        {
            "area": picture.areas[code],
            "figure": picture.figure(MAIN, code),
            "since_first": _since_first(picture, code),
            "trend": trends[code],
            "bars": panels.perception_bars(picture, code),
            "blocks": area_blocks(request.actor, code),
            "url": area_url(code, picture.year, picture.as_of),
        }
        for code in pair
    ]
    context = _context(picture) | {
        "choices": choices,
        "pair": pair,
        "sides": sides,
        "first_year": picture.years[0],
        "sentence": panels.compare_sentence(picture, *pair),
        "perception": panels.perception_panel(picture, tuple(dict.fromkeys(pair))),
        "top": max((cell.upper or 0 for trend in trends.values() for cell in trend.values("rate")), default=None),
    }
    return render(request, "observe/compare.html", context)


def indicator(request: Request, slug: str) -> HttpResponse:
    """One indicator: method, source, caveats, wijken from high to low, trend."""
    known = catalogue().get(slug)
    if known is None:
        raise Http404
    try:
        picture = _picture(request, indicators=dict.fromkeys((*HEADLINE, slug)), compared=False)
    except NoFigures as error:
        return _no_figures(request, error)
    whole = picture.municipality.code
    trend = panels.trend_panel(picture, whole, slug)
    context = _context(picture) | {
        "indicator": known,
        "ranking": panels.ranking_of(picture, slug),
        "trend": trend if trend.rows else None,
        "national": panels.national_trend_panel(picture, slug),
        "sources": [source_of(name) for name in _datasets(picture, slug)],
        "figure": picture.figure(slug, whole),
    }
    return render(request, "observe/indicator.html", context)


def indicators(request: Request) -> HttpResponse:
    """All indicators, by theme, with the latest figure."""
    try:
        picture = _picture(request, indicators=tuple(catalogue()), compared=False)
    except NoFigures as error:
        return _no_figures(request, error)
    context = _context(picture) | {
        "indicators": panels.indicators_panel(picture),
        "examples": panels.indicators_panel(picture, example=True),
    }
    return render(request, "observe/indicators.html", context)


def municipalities(request: Request) -> HttpResponse:
    """All municipalities and the comparable ones; the national series per type."""
    try:
        picture = _picture(request)
    except NoFigures as error:
        return _no_figures(request, error)
    context = _context(picture) | {
        "peers": panels.municipalities_panel(picture, peers_only=True),
        "everyone": panels.municipalities_panel(picture),
        "national": panels.national_types_panel(picture),
        "rule": peers_rule(picture),
    }
    return render(request, "observe/municipalities.html", context)


def figure(request: Request, slug: str, code: str, year: int) -> HttpResponse:
    """Where one figure comes from: of the own municipality, or of another that it is held against."""
    require(request.actor, PERMISSION)
    if slug not in catalogue():
        raise Http404
    municipality = municipality_of(request.actor)
    own = not code.startswith("GM") or code == municipality.code
    try:
        _year, as_of = chosen(request)
        picture = picture_of(
            municipality.code if own else code,
            year=year,
            as_of=as_of,
            indicators={slug, MAIN},
            compared=False,
            any_year=True,
        )
    except (BadMoment, UnknownArea, NoFigures) as error:
        raise Http404(str(error)) from error
    found = picture.figure(slug, code)
    if found is None:
        raise Http404
    context = _context(picture) | {
        "figure": found,
        "own": own,
        "indicator": catalogue()[slug],
        "area": picture.areas[code],
        "steps": panels.figure_panel(picture, found),
        "versions": panels.versions_panel(slug, code, year),
        "dataset": dataset(found.dataset),
        "loads": loads(found.dataset),
    }
    return render(request, "observe/figure.html", context)


def one_dataset(request: Request, slug: str) -> HttpResponse:
    """One dataset: publisher, licence, how derived, caveats, loads."""
    require(request.actor, PERMISSION)
    found = dataset(slug)
    if found is None:
        raise Http404
    return render(request, "observe/dataset.html", {"dataset": found, "loads": loads(slug)})


def download(request: Request, name: str) -> HttpResponse:
    """One panel of the picture as CSV."""
    makers: dict[str, Any] = {
        "wijken": lambda p: panels.ranking_panel(p),
        "buurten": lambda p: panels.ranking_panel(p, "buurt"),
        "verandering": lambda p: panels.change_panel(p),
        "verschil-wijken": lambda p: panels.disparity_panel(p),
        "trend": lambda p: panels.trend_panel(p, p.municipality.code),
        "indicatoren": lambda p: panels.indicators_panel(p),
        "lange-reeks": lambda p: panels.long_series_panel(p),
        "gemeenten": lambda p: panels.municipalities_panel(p),
        "landelijk": lambda p: panels.national_types_panel(p),
    }
    if name not in makers:
        raise Http404
    try:
        picture = _picture(request)
    except NoFigures as error:
        raise Http404(str(error)) from error
    panel: Panel | None = makers[name](picture)
    if panel is None:
        raise Http404
    return panel_file(panel, f"{picture.municipality.name.lower()}-{name}-{picture.year}.csv")


def _datasets(picture: Picture, slug: str) -> list[str]:
    """Return the datasets of an indicator; those of made-up figures only where the page shows such figures."""
    used = {
        f.dataset for (name, _area), found in picture.series.by_area.items() if name == slug for f in found.values()
    }
    return [
        name
        for name in datasets_of(picture.indicators[slug])
        if name in used or not ((found := dataset(name)) and found.example)
    ]


def _since_first(picture: Picture, code: str) -> Figure | None:
    """Return the figure judged against the first year; None where that is the year itself or the one before."""
    first = picture.years[0]
    return picture.figure(MAIN, code, versus=first) if first < picture.year - 1 else None


def _parts(picture: Picture, codes: list[str]) -> Panel:
    from dataclasses import replace

    whole = panels.ranking_panel(picture, "buurt")
    rows = tuple(row for row in whole.rows if row.key in codes)
    names = [picture.areas[code].name for code in codes]
    notes = tuple(
        note
        for note in whole.notes
        if any(note.startswith(n) or f" {n} " in note for n in names) or "1 januari" in note or note == whole.notes[-1]
    )
    return replace(whole, title=_("De buurten, van hoog naar laag"), rows=rows, notes=notes)


def _default_pair(picture: Picture) -> tuple[str, str]:
    """Velserbroek beside Velsen-Noord is the pair the framework itself speaks of; elsewhere the lowest and highest rate."""
    codes = {a.code for a in picture.wijken}
    if {"WK045308", "WK045305"} <= codes:
        return "WK045308", "WK045305"
    ranked = [row.key for row in panels.ranking_panel(picture).rows]
    return (ranked[-1], ranked[0]) if len(ranked) > 1 else (ranked[0], ranked[0])


def _status(picture: Picture) -> str:
    found = picture.figure(MAIN, picture.municipality.code)
    return found.status if found else "withheld"
