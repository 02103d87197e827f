# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The long series of registered crime, in the definitions of its tables."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from baken.ui import format as fmt
from baken.ui.panels import Cell, Column, Kind, Panel, Row, Sentence

from ..facts import Fact
from ..queries import MAIN, Picture
from ..store import store
from .words import (
    shown_as_of,
    small,
    source_of,
)


def long_series_panel(picture: Picture) -> Panel | None:
    """Return registered crime since 2010 in its three definitions, never joined into one line; None where not known."""
    code = picture.municipality.code
    known = store().facts([MAIN], areas=[code], period_kind="year", as_of=picture.as_of)
    facts = [f for f in known if int(f.period) <= picture.year]
    if len({f.dataset for f in facts}) < 2:
        return None
    order = ("83648NED-year", "47013NED-year", "47022NED-year")
    names = {d.id: d.title for d in store().datasets()}
    years = sorted({f.period for f in facts})
    by_key = {(f.dataset, f.period): f for f in facts}
    columns = [slug for slug in order if any(f.dataset == slug for f in facts)]
    rows = tuple(Row(year, (Cell(year), *(_count_of(by_key.get((slug, year))) for slug in columns))) for year in years)
    return Panel(
        key="long-series",
        title=_("Sinds %(first)s telden %(count)s tabellen, elk op hun eigen manier")
        % {"first": years[0], "count": small(len(columns))},
        subtitle=_(
            "Geregistreerde misdrijven per jaar in %(name)s. De kolommen zijn niet op te tellen of aan elkaar te plakken."
        )
        % {"name": picture.municipality.name},
        unit=_("aantal"),
        period=f"{years[0]}-{years[-1]}",
        as_of=shown_as_of(picture.as_of),
        columns=(Column("year", _("Jaar")), *(Column(slug, names.get(slug, slug), Kind.COUNT) for slug in columns)),
        rows=rows,
        sentences=_long_sentences(by_key, years),
        sources=tuple(source_of(slug) for slug in columns),
    )


def _count_of(fact: Fact | None) -> Cell:
    return Cell(int(fact.value)) if fact is not None and fact.value is not None else Cell(note="–")


def _long_sentences(by_key: Mapping[tuple[str, str], Fact], years: list[str]) -> tuple[Sentence, ...]:
    facts = [(y, by_key.get(("83648NED-year", y))) for y in years]
    old = [(y, fact.value) for y, fact in facts if fact is not None and fact.value is not None]
    if len(old) < 2:
        return ()
    (y0, v0), (y1, v1) = old[0], old[-1]
    told = {"y0": y0, "v0": fmt.count(v0), "y1": y1, "v1": fmt.count(v1)}
    return (
        Sentence(
            _(
                "In de tabel van het CBS daalde het aantal van %(v0)s in %(y0)s naar %(v1)s in %(y1)s (afgerond op vijf)."
            )
            % told
            if v1 < v0
            else _(
                "In de tabel van het CBS ging het aantal van %(v0)s in %(y0)s naar %(v1)s in %(y1)s (afgerond op vijf)."
            )
            % told
        ),
        Sentence(_("Vanaf 2021 telt de politie anders. Een daling of stijging rond dat jaar zegt daarom niets.")),
    )
