# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Panels of one area: trend, standing in the municipality, perception beside victimisation, types."""

from dataclasses import replace

from django.utils.translation import gettext as _

from baken.cores.estimation import Estimate, perception_beside_victimisation
from baken.ui import format as fmt
from baken.ui.panels import Cell, Column, Kind, Panel, Row, Sentence

from ..picture import judging as pure
from ..picture.figures import Figure
from ..queries import MAIN, Picture
from .indicator_table import indicators_panel
from .words import (
    listed,
    rate_cell,
    shown_as_of,
    sources_of,
    value_cell,
    why_not,
)

PERCEPTION, VICTIMISATION = "survey_perceived_crime", "survey_victim_traditional"


def trend_panel(picture: Picture, area: str, indicator: str = MAIN) -> Panel:
    """Return an indicator of an area over the years, beside the municipality's."""
    info, kind = picture.areas[area], picture.indicators[indicator]
    whole = picture.municipality.code
    figures = {
        y: pure.figure(picture.series, kind, area, y) for y in picture.series.facts_to(indicator, area, picture.year)
    }
    reference = {y: pure.figure(picture.series, kind, whole, y) for y in figures} if area != whole else {}
    columns = [Column("year", _("Jaar"))]
    if kind.is_count:
        columns.append(Column("count", _("Aantal"), Kind.COUNT))
    columns.append(Column("rate", _("Per 1.000") if kind.is_count else _("Cijfer"), Kind.RATE))
    if reference:
        columns.append(Column("reference", picture.municipality.name, Kind.RATE))
    rows = []
    for year, f in figures.items():
        cells = [Cell(str(year)), value_cell(f)]
        if kind.is_count:
            cells.append(rate_cell(f))
        if reference:
            other = reference[year]
            shown = other.shown if other else None
            cells.append(Cell(round(shown, 4)) if shown is not None else Cell(note=_("geen cijfer")))
        rows.append(Row(str(year), tuple(cells)))
    known = [f for f in figures.values() if f is not None]
    return Panel(
        key=f"trend-{indicator}-{area}",
        title=_trend_title(picture, indicator, area, known),
        subtitle=_("%(title)s, %(unit)s") % {"title": kind.title, "unit": kind.unit},
        unit=str(kind.unit),
        period=f"{min(figures)}-{max(figures)}" if figures else "",
        as_of=shown_as_of(picture.as_of),
        columns=tuple(columns),
        rows=tuple(rows),
        sources=sources_of(list(known)),
        notes=(
            _("Alle jaren zijn gedeeld door het aantal inwoners op 1 januari %(year)s.")
            % {"year": known[-1].population_year},
        )
        if known and known[-1].population_year
        else (),
        example=bool(known) and all(f.example for f in known),
        chart="trend",
        reference_label=picture.municipality.name if reference else info.name,
    )


def perception_panel(picture: Picture, areas: tuple[str, ...]) -> Panel | None:
    """Return perceived crime beside victimisation per area, with whether they diverge; None without survey figures."""
    whole = picture.municipality.code
    year = _survey_year(picture)
    if year is None:
        return None
    rows, used = [], []
    for area in areas:
        seen, befell = (_survey(picture, slug, area, year) for slug in (PERCEPTION, VICTIMISATION))
        if seen is None or befell is None:
            continue
        used += [seen, befell]
        told = perception_beside_victimisation(
            _estimate(seen),
            _estimate(befell),
            _estimate(_survey(picture, PERCEPTION, whole, year)) if area != whole else _estimate(seen),
            _estimate(_survey(picture, VICTIMISATION, whole, year)) if area != whole else _estimate(befell),
        )
        rows.append(
            Row(
                area,
                (
                    Cell(picture.areas[area].name),
                    value_cell(seen),
                    value_cell(befell),
                    Cell(_diverges(str(told.verdict)), example=seen.example),
                    Cell(seen.status),
                ),
            )
        )
    if not rows:
        return None
    example = any(f.example for f in used)
    return Panel(
        key="perception",
        title=_perception_title(rows, example),
        subtitle=_("% van de inwoners van 15 jaar en ouder"),
        unit="%",
        period=str(year),
        as_of=shown_as_of(picture.as_of),
        columns=(
            Column("name", _("Wijk")),
            Column("perception", _("Denkt: veel criminaliteit"), Kind.PERCENT),
            Column("victimisation", _("Was slachtoffer"), Kind.PERCENT),
            Column("verdict", _("Oordeel")),
            Column("status", _("Soort cijfer"), Kind.STATUS),
        ),
        rows=tuple(rows),
        sources=sources_of(list(used), population=False),
        notes=(
            _(
                "Oordeel: ligt de beleving verder boven die van de hele gemeente dan het slachtofferschap? "
                "Alleen als dat groter is dan de marges samen."
            ),
        ),
        example=example,
        chart="bars",
    )


def perception_bars(picture: Picture, area: str) -> Panel | None:
    """Return perceived crime and victimisation of one area as two bars; None without survey figures."""
    table = perception_panel(picture, (area,))
    if table is None:
        return None
    row = table.rows[0]
    told = _("%(name)s: %(verdict)s") % {"name": row.cells[0].value, "verdict": row.cells[3].value}
    return Panel(
        key=f"perception-{area}",
        title=_("Voorbeeld %(told)s") % {"told": told} if table.example else told,
        subtitle=table.subtitle,
        unit="%",
        period=table.period,
        as_of=table.as_of,
        columns=(Column("name", _("Vraag")), Column("rate", _("Aandeel"), Kind.PERCENT)),
        rows=tuple(Row(table.columns[i].key, (Cell(table.columns[i].label), row.cells[i])) for i in (1, 2)),
        sources=table.sources,
        example=table.example,
        chart="bars",
    )


def area_panels(picture: Picture, area: str) -> dict[str, Panel]:
    """Return the panels of an area's profile by name: trend, perception, nuisance, types, parts."""
    info = picture.areas[area]
    found = {"trend": trend_panel(picture, area)}
    if info.level in {"wijk", "municipality"}:
        perception = perception_panel(
            picture, (area, picture.municipality.code) if area != picture.municipality.code else (area,)
        )
        if perception and perception.rows[0].key == area:
            found["perception"] = perception
    for name, group in (("nuisance", "nuisance"), ("types", "crime")):
        panel = group_panel(picture, area, group)
        if panel:
            found[name] = panel
    return found


def group_panel(picture: Picture, area: str, group: str) -> Panel | None:
    """Return the indicators of one group (crime types, nuisance) of an area, real ones where there are any, or None."""
    titles = {"nuisance": _("Overlast in %(name)s"), "crime": _("Soorten misdrijven in %(name)s")}
    for example in (False, True):
        panel = indicators_panel(picture, area, example=example, prefix=f"{group}_")
        rows = tuple(row for row in panel.rows if row.key != MAIN)
        if rows:
            title = titles[group] % {"name": picture.areas[area].name}
            return replace(panel, key=f"{group}-{area}", title=title, rows=rows)
    return None


def compare_sentence(picture: Picture, one: str, other: str) -> str:
    """Return how two wijken compare on registered crime per resident, in one sentence.

    Judged by the same test and dispersion as all wijken; a wijk with too few residents isn't held against another.
    """
    one, other = sorted((one, other))
    a, b = picture.figure(MAIN, one), picture.figure(MAIN, other)
    names = {"one": picture.areas[one].name, "other": picture.areas[other].name}
    if a is None or b is None or a.rate is None or b.rate is None:
        missing = next((f for f in (a, b) if f is None or f.rate is None), None)
        why = why_not(missing.reason) if missing else _("geen cijfer")
        return _("Deze twee gebieden zijn niet per inwoner te vergelijken: %(why)s.") % {"why": why}
    high, low = a.rate, b.rate
    if high < low:
        a, b, high, low, names = b, a, low, high, {"one": names["other"], "other": names["one"]}
    told = pure.against(a, [b], picture.dispersion(MAIN, picture.areas[one].level))
    if told is None or told.verdict == "not_assessable":
        why = why_not(told.reason, compared=True) if told else _("geen cijfer")
        return _("Deze twee gebieden zijn niet per inwoner te vergelijken: %(why)s.") % {"why": why}
    if told.verdict == "no_significant_change":
        return _("Per inwoner is er tussen %(one)s en %(other)s geen aantoonbaar verschil.") % names
    if not low:
        return _("Per inwoner registreerde de politie in %(one)s aantoonbaar meer misdrijven dan in %(other)s.") % names
    return _("Per inwoner registreerde de politie in %(one)s %(times)s keer zoveel misdrijven als in %(other)s.") % {
        **names,
        "times": fmt.rate(high / low),
    }


def _trend_title(picture: Picture, indicator: str, area: str, known: list[Figure]) -> str:
    name = picture.areas[area].name
    shown = [f for f in known if f.value is not None]
    if not shown:
        return _("%(name)s: geen cijfers gepubliceerd") % {"name": name}
    first, last = shown[0], shown[-1]
    step = None
    if first.year != last.year and last.year == picture.year:
        judged = picture.figure(indicator, area, versus=first.year)
        step = judged.change if judged else None
    told = fmt.count if picture.indicators[indicator].is_count else fmt.rate
    words = {
        "name": name,
        "last": told(last.value),
        "year": last.year,
        "first": told(first.value),
        "from": first.year,
    }
    if step and step.verdict == "higher":
        return _("%(name)s: %(last)s in %(year)s, hoger dan de %(first)s in %(from)s") % words
    if step and step.verdict == "lower":
        return _("%(name)s: %(last)s in %(year)s, lager dan de %(first)s in %(from)s") % words
    if step and step.verdict == "no_significant_change":
        return _("%(name)s: geen aantoonbaar verschil tussen %(from)s en %(year)s") % words
    return _("%(name)s: %(last)s in %(year)s") % words


def _survey_year(picture: Picture) -> int | None:
    years = [y for y in picture.series.years(PERCEPTION) if y <= picture.year]
    return max(years, default=None)


def _survey(picture: Picture, slug: str, area: str, year: int) -> Figure | None:
    indicator = picture.indicators.get(slug)
    return pure.figure(picture.series, indicator, area, year) if indicator else None


def _estimate(figure: Figure | None) -> Estimate | None:
    if figure is None or figure.value is None or figure.lower is None or figure.upper is None:
        return None
    return Estimate(figure.value, figure.lower, figure.upper)


def _diverges(verdict: str) -> str:
    return {
        "perception_higher": _("beleving hoger"),
        "victimisation_higher": _("slachtofferschap hoger"),
        "no_significant_change": _("geen aantoonbaar verschil"),
    }.get(verdict, _("niet te beoordelen"))


def _perception_title(rows: list[Row], example: bool) -> str:
    higher = [str(row.cells[0].value) for row in rows if row.cells[3].value == _("beleving hoger")]
    if len(rows) == 1:
        told = _("%(name)s: %(verdict)s") % {"name": rows[0].cells[0].value, "verdict": rows[0].cells[3].value}
    elif higher:
        told = _("beleving hoger dan slachtofferschap in %(names)s") % {"names": listed(higher)}
    else:
        told = _("nergens wijken beleving en slachtofferschap aantoonbaar uiteen")
    return _("Voorbeeld: %(told)s") % {"told": told} if example else told[0].upper() + told[1:]


__all__ = ["Sentence", "area_panels", "compare_sentence", "group_panel", "perception_panel", "trend_panel"]
