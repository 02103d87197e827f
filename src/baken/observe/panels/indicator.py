# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""One indicator over the wijken, from high to low."""

from django.utils.translation import gettext as _

from baken.ui.panels import Cell, Column, Kind, Panel, Row

from ..picture import judging as pure
from ..picture.figures import Figure
from ..queries import Picture
from .words import area_url, rate_cell, shown_as_of, sources_of, value_cell, verdict_cell


def ranking_of(picture: Picture, slug: str) -> Panel | None:
    """Return the wijken from high to low on one indicator, with the change of each; None where there are no figures.

    A survey isn't held each year: the newest one up to the picture's year is shown.
    """
    indicator = picture.indicators[slug]
    year = picture.year
    figures = list(picture.figures(slug, "wijk").values())
    if not figures and not indicator.is_count:
        year = max((y for y in picture.series.years(slug) if y <= picture.year), default=picture.year)
        codes = [a.code for a in picture.wijken]
        figures = list(pure.family(picture.series, indicator, codes, year).values())
    if not figures:
        return None
    whole = pure.figure(picture.series, indicator, picture.municipality.code, year)
    # As in the ranking of the municipality: what is too small to be held against the rest gets no place.
    ordered = sorted(figures, key=lambda f: (f.shown is None, _too_small(f), -(f.shown or 0), f.area))
    title = _("%(title)s: %(name)s staat bovenaan") if ordered[0].shown is not None else "%(title)s"
    example = any(f.example for f in figures)
    columns = [Column("name", _("Wijk"))]
    if indicator.is_count:
        columns.append(Column("count", _("Aantal"), Kind.COUNT))
    columns += [
        Column("rate", _("Per 1.000") if indicator.is_count else _("Cijfer"), Kind.RATE),
        Column("verdict", _("Met %(year)s") % {"year": _versus(figures)}, Kind.VERDICT),
    ]
    return Panel(
        key=f"ranking-{slug}",
        title=title % {"title": indicator.title, "name": picture.areas[ordered[0].area].name},
        subtitle=str(indicator.unit),
        unit=str(indicator.unit),
        period=str(year),
        as_of=shown_as_of(picture.as_of),
        columns=tuple(columns),
        rows=tuple(_row(picture, f, counted=indicator.is_count) for f in ordered),
        sources=sources_of(list(figures)),
        notes=tuple(str(caveat) for caveat in indicator.caveats),
        example=example,
        chart="interval",
        reference=round(whole.shown, 4) if whole and whole.shown is not None else None,
        reference_label=picture.municipality.name,
    )


def _too_small(f: Figure) -> bool:
    return f.rest is not None and f.rest.reason == "population_too_small"


def _row(picture: Picture, f: Figure, *, counted: bool) -> Row:
    cells = [Cell(picture.areas[f.area].name, href=area_url(f.area, picture.year, picture.as_of))]
    if counted:
        cells.append(value_cell(f))
    cells.append(rate_cell(f) if counted else value_cell(f))
    step = f.change
    cells.append(
        verdict_cell(step.verdict, step.reason, example=f.example)
        if step
        else Cell("not_assessable", note=_("geen eerder cijfer"), example=f.example)
    )
    return Row(f.area, tuple(cells))


def _versus(figures: list[Figure]) -> str:
    return str(next((f.change.versus for f in figures if f.change), "-"))
