# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Own figures for everybody, without login. Everything here comes from what was published, and from nothing else."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from baken.kernel.models import Municipality
from baken.observe.facade import own_indicators
from baken.ui.csv_export import render_csv

from ..models import FigureRelease
from . import queries
from .panels import long_panel


@require_GET
def municipalities(request: HttpRequest) -> HttpResponse:
    """The municipalities that published own figures; where that is one, its page."""
    found = list(queries.municipalities_with_figures())
    if len(found) == 1:
        return redirect("public:figures", found[0].slug)
    return render(request, "accounting/figures/public_list.html", {"municipalities": found})


@require_GET
def figures(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """The newest publication of own figures, or the one asked for; with what came before it.

    What is withheld and why stands on top, so it isn't said again under each table.
    """
    municipality = get_object_or_404(Municipality, slug=slug)
    every = list(queries.public_figures(municipality).defer("content", "secret", "share_of_total"))
    shown: FigureRelease | None = None
    if number is not None or every:
        shown = _published(municipality, every[0].number if number is None else number)
    context: dict[str, Any] = {
        "municipality": municipality,
        "shown": shown,
        "panels": [replace(panel, notes=panel.notes[:1]) for panel in queries.panels_of(shown)] if shown else [],
        "others": [one for one in every if shown is None or one.number != shown.number],
        "taken_back": list(queries.taken_back(municipality)),
    }
    return render(request, "accounting/figures/public.html", context)


@require_GET
def csv(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A publication as CSV, one figure to a row."""
    found = _published(get_object_or_404(Municipality, slug=slug), number)
    labels = {f"own-{name}": str(one.title) for name, one in own_indicators().items()}
    text = render_csv(long_panel(found.title, queries.panels_of(found), labels))
    return _file(text, "text/csv; charset=utf-8", f"eigen-cijfers-{slug}-{number}.csv")


@require_GET
def as_json(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A publication as it is kept: canonical JSON of its tables."""
    found = _published(get_object_or_404(Municipality, slug=slug), number)
    return _file(found.content, "application/json", f"eigen-cijfers-{slug}-{number}.json")


def _published(municipality: Municipality, number: int) -> FigureRelease:
    found = queries.public_figures(municipality).filter(number=number).first()
    if found is None:
        raise Http404(_("Deze publicatie is er niet."))
    return found


def _file(text: str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
