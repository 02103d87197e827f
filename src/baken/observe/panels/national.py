# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Panels beyond the own municipality: all municipalities on one indicator, the national series per type."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from baken.ui import format as fmt
from baken.ui.panels import Cell, Column, Kind, Panel, Row

from ..facts import Fact
from ..picture import judging as pure
from ..picture.indicators import catalogue
from ..queries import MAIN, NATION, Picture
from ..store import store
from .words import rate_cell, shown_as_of, source_of, sources_of, value_cell


def municipalities_panel(picture: Picture, *, peers_only: bool = False) -> Panel:
    """Return municipalities from high to low rate of registered crime: the comparable ones, or all of them."""
    names = {code: info.name for code, info in picture.everyone.items()}
    own = picture.municipality.code
    chosen = {own, *(peer.code for peer in picture.peers)} if peers_only else set(names)
    indicator = picture.indicators[MAIN]
    figures = [f for code in chosen if (f := pure.figure(picture.series, indicator, code, picture.year)) is not None]
    small = {f.area for f in figures if (f.population or 0) < pure.MINIMUM_COMPARED}
    ordered = sorted(figures, key=lambda f: (f.rate is None, f.area in small, -(f.rate or 0), f.area))
    ranked = [f.area for f in ordered if f.rate is not None and f.area not in small]
    position = ranked.index(own) + 1 if own in ranked else None
    rows = tuple(
        Row(f.area, (Cell(names.get(f.area, f.area)), value_cell(f), rate_cell(f)), total=f.area == own)
        for f in ordered
    )
    nation = pure.figure(picture.series, indicator, NATION, picture.year)
    words = {"name": picture.municipality.name, "position": position, "count": len(ranked)}
    return Panel(
        key="peers" if peers_only else "municipalities",
        title=(
            _("%(name)s staat op plaats %(position)s van %(count)s vergelijkbare gemeenten")
            if peers_only
            else _("%(name)s staat op plaats %(position)s van %(count)s gemeenten")
        )
        % words
        if position
        else _("Gemeenten op volgorde"),
        subtitle=_("Geregistreerde misdrijven per 1.000 inwoners; plaats 1 heeft de meeste"),
        unit=_("per 1.000 inwoners"),
        period=str(picture.year),
        as_of=shown_as_of(picture.as_of),
        columns=(
            Column("name", _("Gemeente")),
            Column("count", _("Aantal"), Kind.COUNT),
            Column("rate", _("Per 1.000"), Kind.RATE),
        ),
        rows=rows,
        sources=sources_of(list(ordered)),
        notes=(
            _("De marges overlappen vaak: een paar plaatsen verschil zegt niets."),
            *((peers_rule(picture),) if peers_only else ()),
            *((_("Gemeenten met minder dan 1.000 inwoners staan onderaan en krijgen geen plaats."),) if small else ()),
        ),
        chart="interval",
        reference=round(nation.rate, 4) if nation and nation.rate is not None else None,
        reference_label=_("Nederland"),
    )


def peers_rule(picture: Picture) -> str:
    """Return how the comparable municipalities were chosen."""
    return _(
        "Zo kiest Baken vergelijkbare gemeenten: dezelfde stedelijkheid volgens het CBS (klasse "
        "%(urbanity)s van 5), en daarvan de tien die in "
        "inwonertal het dichtst bij %(name)s liggen."
    ) % {"urbanity": picture.municipality.urbanity or "?", "name": picture.municipality.name}


def national_trend_panel(picture: Picture, slug: str) -> Panel | None:
    """Return the real national series of one type, by year; None for an indicator that has none."""
    datasets = [name for name in ("47025NED-national", "47021NED-national") if name in catalogue()[slug].datasets]
    if not datasets:
        return None
    facts = store().facts([slug], areas=[NATION], period_kind="year", as_of=picture.as_of, datasets=datasets)
    known = [f for f in facts if f.value is not None and int(f.period) <= picture.year]
    if len(known) < 2:
        return None
    first, last = known[0], known[-1]
    words = {
        "first": fmt.count(first.value),
        "from": first.period,
        "last": fmt.count(last.value),
        "year": last.period,
    }
    return Panel(
        key=f"national-{slug}",
        title=_("Heel Nederland: van %(first)s in %(from)s naar %(last)s in %(year)s") % words,
        subtitle=_("%(title)s, aantal") % {"title": catalogue()[slug].title},
        unit=_("aantal"),
        period=f"{first.period}-{last.period}",
        as_of=shown_as_of(picture.as_of),
        columns=(Column("year", _("Jaar")), Column("count", _("Aantal"), Kind.COUNT)),
        rows=tuple(Row(f.period, (Cell(f.period), Cell(int(f.value or 0)))) for f in known),
        sources=tuple(source_of(name) for name in dict.fromkeys(f.dataset for f in known)),
        notes=(_("Dit zijn landelijke cijfers. Ze zeggen niet hoe het in de gemeente ging."),),
        chart="trend",
    )


def national_types_panel(picture: Picture) -> Panel | None:
    """Return how registered crime and nuisance moved in the country per type: first and last year of the series."""
    slugs = [slug for slug in catalogue() if slug.startswith(("crime_", "nuisance_"))]
    facts = store().facts(
        slugs,
        areas=[NATION],
        period_kind="year",
        as_of=picture.as_of,
        datasets=["47025NED-national", "47021NED-national"],
    )
    by_key = {(f.indicator, f.period): f for f in facts}
    years = sorted({f.period for f in facts})
    if len(years) < 2:
        return None
    first, last = years[0], years[-1]
    rows = []
    for slug in slugs:
        before, after = by_key.get((slug, first)), by_key.get((slug, last))
        if before is None or after is None or not after.value or after.value < 1000:
            continue
        change = 100 * (after.value / before.value - 1) if before.value else None
        rows.append(
            (
                after.value,
                Row(
                    slug,
                    (
                        Cell(str(catalogue()[slug].title)),
                        Cell(int(before.value or 0)),
                        Cell(int(after.value)),
                        Cell(round(change, 1)) if change is not None else Cell(note=_("geen eerder cijfer")),
                    ),
                    total=slug.endswith("_total"),
                ),
            )
        )
    home, cyber = (_moved(by_key, slug, first, last) for slug in ("crime_burglary_home", "crime_cyber"))
    title = _("Nederland %(first)s-%(last)s, per soort") % {"first": first, "last": last}
    # The title says so only where the figures do.
    if home is not None and cyber is not None and home < 0 < cyber:
        title = _("In heel Nederland: minder woninginbraken (%(home)s), meer cybercrime (%(cyber)s)") % {
            "home": fmt.change(home),
            "cyber": fmt.change(cyber),
        }
    return Panel(
        key="national-types",
        title=title,
        subtitle=_("Geregistreerd in heel Nederland; soorten met minder dan 1.000 per jaar zijn weggelaten"),
        unit=_("aantal"),
        period=f"{first}-{last}",
        as_of=shown_as_of(picture.as_of),
        columns=(
            Column("name", _("Soort")),
            Column("before", first, Kind.COUNT),
            Column("count", last, Kind.COUNT),
            Column("change", _("Verandering"), Kind.CHANGE),
        ),
        rows=tuple(row for _value, row in sorted(rows, key=lambda pair: -pair[0])),
        sources=(source_of("47025NED-national"), source_of("47021NED-national")),
        notes=(
            _("E33 (onbegrepen gedrag) telt voorvallen, geen personen."),
            _("Dit zijn landelijke cijfers. Ze zeggen niet hoe het in de gemeente ging."),
        ),
    )


def _moved(facts: Mapping[tuple[str, str], Fact], slug: str, first: str, last: str) -> float | None:
    """Return the change of a type between two years in per cent; None where either isn't known."""
    before, after = facts.get((slug, first)), facts.get((slug, last))
    if before is None or after is None or not before.value or after.value is None:
        return None
    return 100 * (after.value / before.value - 1)
