# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words that follow from numbers: why there is no figure, what a verdict is called within a sentence."""

from collections.abc import Sequence, Set
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.cores.estimation import Shrunken
from baken.ui.panels import Cell, Source

from ..facts import Dataset
from ..picture.figures import Figure
from ..picture.series import POPULATION
from ..picture.together import leans
from ..store import store

WHY_NOT: dict[str, Any] = {
    "count_unknown": gettext_lazy("niet gepubliceerd"),
    "population_unknown": gettext_lazy("inwoners onbekend"),
    "population_too_small": gettext_lazy("te weinig inwoners"),
    "too_few": gettext_lazy("te weinig voorvallen om te vergelijken"),
    "too_few_areas": gettext_lazy("te weinig gebieden om van te leren"),
    "unlike_others": gettext_lazy("lijkt niet op de andere gebieden"),
    "dispersion_unknown": gettext_lazy("niet bekend hoe sterk dit cijfer door toeval schommelt"),
    "value_unknown": gettext_lazy("niet gepubliceerd"),
    "margin_unknown": gettext_lazy("marge niet bekend"),
    "method_break": gettext_lazy("de manier van vragen veranderde"),
}
COMPARED_TOO_SMALL = gettext_lazy("minder dan 1.000 inwoners: bezoekers wegen hier te zwaar mee")


def why_not(reason: str, *, compared: bool = False) -> str:
    """Return why there is no figure or verdict, in words; empty when there is one."""
    if compared and reason == "population_too_small":
        return str(COMPARED_TOO_SMALL)
    return str(WHY_NOT.get(reason, ""))


def figure_url(indicator: str, area: str, year: int) -> str:
    """Return the page that tells where a figure comes from."""
    return reverse("observe:figure", args=[indicator, area, year])


def area_url(area: str, year: int | None = None, as_of: datetime | None = None) -> str:
    """Return the profile of an area, for the same year and moment."""
    return reverse("observe:area", args=[area]) + moment_query(year, as_of)


def moment_query(year: int | None, as_of: datetime | None) -> str:
    """Return the query string that keeps the chosen year and moment."""
    chosen = {}
    if year:
        chosen["jaar"] = str(year)
    if as_of:
        chosen["bekend-op"] = timezone.localtime(as_of).date().isoformat()
    return f"?{urlencode(chosen)}" if chosen else ""


def shown_as_of(as_of: datetime | None) -> str:
    """Return the moment as a date for on the page, empty for now."""
    return timezone.localtime(as_of).date().isoformat() if as_of else ""


def value_cell(figure: Figure | None, *, linked: bool = True) -> Cell:
    """Return a figure's own value (a count, or a survey figure with its bounds) as a cell."""
    if figure is None:
        return Cell(note=_("geen cijfer"))
    href = figure_url(figure.indicator, figure.area, figure.year) if linked else ""
    if figure.value is None:
        return Cell(note=_("niet gepubliceerd"), href=href)
    counted = bool(figure.reason or figure.population)
    if counted:
        value = int(figure.value) if figure.value == int(figure.value) else figure.value
        return Cell(value, example=figure.example, href=href)
    return Cell(figure.value, figure.lower, figure.upper, example=figure.example, href=href)


def rate_cell(figure: Figure | None) -> Cell:
    """Return a figure's rate per 1,000 with its interval as a cell."""
    if figure is None:
        return Cell(note=_("geen cijfer"))
    if figure.rate is None:
        return Cell(note=why_not(figure.reason), example=figure.example)
    return Cell(round(figure.rate, 4), round(figure.lower or 0, 4), round(figure.upper or 0, 4), example=figure.example)


def estimate_cell(one: Shrunken | None) -> Cell:
    """Return a rate estimated with the other areas as a cell; where an area's own rate says enough, a note."""
    if one is None or one.value is None or one.lower is None or one.upper is None:
        return Cell(note=why_not(str(one.reason)) if one and one.reason else _("geen cijfer"))
    if not leans(one):
        return Cell(note=_("niet nodig"))
    return Cell(round(one.value, 4), round(one.lower, 4), round(one.upper, 4))


def change_cell(figure: Figure | None) -> Cell:
    """Return a count's relative change in per cent, or a survey figure's in points, as a cell with bounds."""
    step = figure.change if figure else None
    if step is None or step.difference is None:
        return Cell(note=why_not(step.reason) if step else _("geen eerder cijfer"))
    example = bool(figure and figure.example)
    if step.ratio is None:
        margin = step.margin or 0
        return Cell(
            round(step.difference, 2),
            round(step.difference - margin, 2),
            round(step.difference + margin, 2),
            example=example,
        )
    upper = None if step.ratio_upper is None else round(100 * (step.ratio_upper - 1), 2)
    return Cell(round(100 * (step.ratio - 1), 2), round(100 * ((step.ratio_lower or 0) - 1), 2), upper, example=example)


def verdict_cell(verdict: str, reason: str = "", *, compared: bool = False, example: bool = False) -> Cell:
    """Return a verdict as a cell; the note says why it can't be judged."""
    return Cell(str(verdict), note=why_not(reason, compared=compared), example=example)


def source_of(slug: str, retrieved: str = "") -> Source:
    """Return the dataset as the source line under a panel."""
    dataset = next((d for d in store().datasets() if d.id == slug), Dataset(slug, slug, ""))
    latest = store().loads(slug)
    when = retrieved or (latest[-1].retrieved_at.date().isoformat() if latest else "")
    if dataset.example:
        return Source(
            publisher=_("Geen bron"),
            table="",
            title=_("verzonnen voor deze voorbeeldomgeving"),
            licence="",
            status="example",
            note=dataset.note,
        )
    return Source(
        publisher=dataset.publisher,
        table=_("tabel %(table)s") % {"table": dataset.table} if dataset.table else "",
        title=dataset.title,
        licence=dataset.licence,
        url=reverse("observe:dataset", args=[slug]),
        retrieved=when,
        note=dataset.note,
    )


def sources_of(figures: Sequence[Figure | None], *, population: bool = True) -> tuple[Source, ...]:
    """Return the sources of figures, each once; with that of the residents where rates are shown."""
    slugs = dict.fromkeys(f.dataset for f in figures if f is not None)
    if population:
        editions = {str(f.population_year) for f in figures if f is not None and f.population}
        slugs |= dict.fromkeys(_residents_of(editions))
    return tuple(source_of(slug) for slug in slugs)


def _residents_of(editions: Set[str]) -> list[str]:
    """Return the datasets that hold the residents of these years: their names end in the year."""
    named = [found.id for found in store().datasets() if found.id.rpartition("-")[2] in editions]
    return [slug for slug in named if POPULATION in store().indicators(slug)]


def listed(names: list[str]) -> str:
    """Return names as people say them: a, b en c."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s en %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def small(number: int) -> str:
    """Return a small number as a word, as running text wants it; larger ones in figures."""
    words = (
        _("geen"),
        _("één"),
        _("twee"),
        _("drie"),
        _("vier"),
        _("vijf"),
        _("zes"),
        _("zeven"),
        _("acht"),
        _("negen"),
        _("tien"),
    )
    return words[number] if 0 <= number < len(words) else str(number)
