# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wijken or buurten from high to low, each held against the rest of the municipality; and the same for the map."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.ui import format as fmt
from baken.ui.panels import Cell, Column, Kind, Panel, Row

from ..picture.figures import Figure
from ..picture.together import leans
from ..queries import MAIN, Picture
from .words import (
    area_url,
    estimate_cell,
    listed,
    rate_cell,
    shown_as_of,
    small,
    sources_of,
    value_cell,
    verdict_cell,
)


def ranking_panel(picture: Picture, level: str = "wijk") -> Panel:
    """Return areas from high to low rate, each held against the rest of the municipality."""
    figures = picture.figures(MAIN, level)
    # What can't be held against the rest stands below: a place in the ranking would be a verdict after all.
    ordered = sorted(figures.values(), key=lambda f: (f.rate is None, _unjudged(f), -(f.rate or 0), f.area))
    whole = picture.figure(MAIN, picture.municipality.code)
    estimates = picture.estimates(MAIN, level)
    estimated = any(leans(one) for one in estimates.values())
    rows = tuple(
        Row(
            f.area,
            (
                Cell(picture.areas[f.area].name, href=area_url(f.area, picture.year, picture.as_of)),
                value_cell(f),
                rate_cell(f),
                verdict_cell(f.rest.verdict, f.rest.reason, compared=True) if f.rest else Cell(),
                *((estimate_cell(estimates.get(f.area)),) if estimated else ()),
            ),
        )
        for f in ordered
    )
    return Panel(
        key=f"ranking-{level}",
        title=_ranking_title(picture, list(figures.values())),
        subtitle=_("Geregistreerde misdrijven per 1.000 inwoners"),
        unit=_("per 1.000 inwoners"),
        period=str(picture.year),
        as_of=shown_as_of(picture.as_of),
        columns=(
            Column("name", _("Wijk") if level == "wijk" else _("Buurt")),
            Column("count", _("Aantal"), Kind.COUNT),
            Column("rate", _("Per 1.000"), Kind.RATE),
            Column("verdict", _("Met de rest van %(name)s") % {"name": picture.municipality.name}, Kind.VERDICT),
            *((Column("estimate", _("Geschat"), Kind.RATE),) if estimated else ()),
        ),
        rows=rows,
        sources=sources_of(list(figures.values())),
        notes=(
            *_small_notes(picture, ordered),
            *_population_note(whole),
            *((_estimate_note(level),) if estimated else ()),
        ),
        chart="interval",
        reference=round(whole.rate, 4) if whole and whole.rate is not None else None,
        reference_label=picture.municipality.name,
    )


def map_panel(picture: Picture) -> Panel:
    """Return the ranking as what the map shows: where, not how sure."""
    ranking = ranking_panel(picture)
    top = [picture.areas[row.key].name for row in ranking.rows if row.cells[3].value == "higher"][:2]
    rated = [picture.areas[row.key].name for row in ranking.rows if row.cells[2].value is not None]
    return replace(
        ranking,
        key="map",
        title=_("De meeste misdrijven per inwoner: %(names)s") % {"names": listed(top or rated[:1])},
        notes=(_("Wijkgrenzen: CBS / Kadaster, vereenvoudigd."),),
        sources=(),
    )


def _unjudged(figure: Figure) -> bool:
    return figure.rest is None or str(figure.rest.verdict) == "not_assessable"


def _ranking_title(picture: Picture, figures: list[Figure]) -> str:
    higher = sum(1 for f in figures if f.rest and f.rest.verdict == "higher")
    lower = sum(1 for f in figures if f.rest and f.rest.verdict == "lower")
    words = {"higher": small(higher), "lower": small(lower), "name": picture.municipality.name}
    if not higher and not lower:
        return _("Geen wijk ligt aantoonbaar hoger of lager dan de rest van %(name)s") % words
    above = (
        ngettext(
            "%(higher)s wijk ligt hoger dan de rest van %(name)s",
            "%(higher)s wijken liggen hoger dan de rest van %(name)s",
            higher,
        )
        % words
    )
    below = ngettext("%(lower)s lager", "%(lower)s lager", lower) % words
    text = f"{above}, {below}" if higher and lower else above
    if not higher:
        text = (
            ngettext(
                "%(lower)s wijk ligt lager dan de rest van %(name)s",
                "%(lower)s wijken liggen lager dan de rest van %(name)s",
                lower,
            )
            % words
        )
    return text[0].upper() + text[1:]


def _small_notes(picture: Picture, figures: list[Figure]) -> list[str]:
    told = []
    for f in figures:
        name = picture.areas[f.area].name
        if f.reason == "population_too_small":
            told.append(_("%(name)s heeft minder dan 50 inwoners. Daarom geen cijfer per inwoner.") % {"name": name})
        elif f.reason == "population_unknown":
            told.append(
                _("Van %(name)s is het aantal inwoners niet gepubliceerd. Daarom geen cijfer per inwoner.")
                % {"name": name}
            )
        elif f.rest and f.rest.reason == "population_too_small" and picture.areas[f.area].level == "wijk":
            told.append(
                _(
                    "%(name)s heeft %(count)s inwoners. Onder de 1.000 wegen bezoekers zo zwaar mee, dat Baken er "
                    "geen oordeel over geeft."
                )
                % {"name": name, "count": fmt.count(f.population or 0)}
            )
    return told


def _estimate_note(level: str) -> str:
    if level == "wijk":
        return _(
            "Geschat: met de andere wijken samen. Van een kleine wijk zegt één jaar weinig; daarom telt ook mee wat "
            "in de andere gewoon is."
        )
    return _(
        "Geschat: met de andere buurten samen. Van een kleine buurt zegt één jaar weinig; daarom telt ook mee wat in "
        "de andere gewoon is."
    )


def _population_note(figure: Figure | None) -> tuple[str, ...]:
    if figure is None or figure.population_year is None:
        return ()
    return (
        _("Alle jaren zijn gedeeld door het aantal inwoners op 1 januari %(year)s.") % {"year": figure.population_year},
    )
