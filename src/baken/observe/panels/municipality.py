# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Panels of the municipality as a whole: ranking of wijken, changes, all indicators, the long series."""

from collections.abc import Mapping
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.ui import format as fmt
from baken.ui.panels import Cell, Column, Kind, Panel, Row, Sentence

from ..facts import Fact
from ..figures import Figure
from ..indicators import Indicator
from ..queries import MAIN, Picture
from ..store import store
from .words import (
    VERDICT_WORDS,
    area_url,
    change_cell,
    listed,
    rate_cell,
    shown_as_of,
    small,
    source_of,
    sources_of,
    value_cell,
    verdict_cell,
    why_not,
)


def summary(picture: Picture) -> Panel:
    """Return what the picture says in plain sentences; no table."""
    return Panel(
        key="summary",
        title=_("In gewone woorden"),
        period=str(picture.year),
        as_of=shown_as_of(picture.as_of),
        sentences=tuple(_sentences(picture)),
        sources=sources_of([picture.figure(MAIN, picture.municipality.code)]),
    )


def lede(picture: Picture) -> str:
    """Return the finding of the year in two or three sentences."""
    figure = picture.figure(MAIN, picture.municipality.code)
    if figure is None or figure.value is None:
        return _("Voor dit jaar zijn geen cijfers over de hele gemeente gepubliceerd.")
    text = _("De politie registreerde %(count)s misdrijven.") % {"count": fmt.count(figure.value)}
    step = figure.change
    if step is None or step.difference is None:
        return text
    told = {"difference": fmt.count(abs(step.difference)), "year": step.versus}
    if step.difference == 0:
        return text + " " + _("Dat zijn er evenveel als in %(year)s.") % told
    text += (
        " "
        + (
            _("Dat zijn er %(difference)s minder dan in %(year)s")
            if step.difference < 0
            else _("Dat zijn er %(difference)s meer dan in %(year)s")
        )
        % told
    )
    text += ". " if step.verdict in {"higher", "lower"} else _(", maar dat verschil kan toeval zijn. ")
    return text + _("De verschillen tussen wijken zijn groot.") if _differ(picture) else text


def ranking_panel(picture: Picture, level: str = "wijk") -> Panel:
    """Return areas from high to low rate, each held against the rest of the municipality."""
    figures = picture.figures(MAIN, level)
    # What can't be held against the rest stands below: a place in the ranking would be a verdict after all.
    ordered = sorted(figures.values(), key=lambda f: (f.rate is None, _unjudged(f), -(f.rate or 0), f.area))
    whole = picture.figure(MAIN, picture.municipality.code)
    rows = tuple(
        Row(
            f.area,
            (
                Cell(picture.areas[f.area].name, href=area_url(f.area, picture.year, picture.as_of)),
                value_cell(f),
                rate_cell(f),
                verdict_cell(f.rest.verdict, f.rest.reason, compared=True) if f.rest else Cell(),
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
        ),
        rows=rows,
        sources=sources_of(list(figures.values())),
        notes=tuple(_small_notes(picture, ordered)) + _population_note(whole),
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


def change_panel(picture: Picture, *, limit: int | None = None) -> Panel:
    """Return the change since the year before: the municipality, then wijken from most to least certain."""
    figures = list(picture.figures(MAIN, "wijk").values())
    judged = [f for f in figures if f.change]
    ordered = sorted(judged, key=lambda f: f.change.p_value if f.change and f.change.p_value is not None else 2)
    whole = picture.figure(MAIN, picture.municipality.code)
    chosen = ([whole] if whole else []) + ordered[:limit]
    versus = chosen[0].change.versus if chosen and chosen[0].change else picture.year - 1
    earlier = {f.area: picture.series.facts(MAIN, f.area).get(versus) for f in chosen}
    rows = tuple(
        Row(
            f.area,
            (
                Cell(picture.areas[f.area].name, href=area_url(f.area, picture.year, picture.as_of)),
                Cell(int(e.value))
                if (e := earlier[f.area]) and e.value is not None
                else Cell(note=_("niet gepubliceerd")),
                value_cell(f),
                change_cell(f),
                verdict_cell(f.change.verdict, f.change.reason) if f.change else Cell(),
            ),
            total=f is whole,
        )
        for f in chosen
    )
    return Panel(
        key="change",
        title=_change_title(ordered),
        subtitle=_("Geregistreerde misdrijven"),
        unit=_("verandering in %"),
        period=f"{versus}-{picture.year}",
        as_of=shown_as_of(picture.as_of),
        columns=(
            Column("name", _("Gebied")),
            Column("before", str(versus), Kind.COUNT),
            Column("count", str(picture.year), Kind.COUNT),
            Column("change", _("Verandering"), Kind.CHANGE),
            Column("verdict", _("Oordeel"), Kind.VERDICT),
        ),
        rows=rows,
        sources=sources_of(chosen, population=False),
        notes=(_("De wijken zijn samen beoordeeld, zodat toeval bij tien wijken niet tien kansen krijgt."),),
        chart="change",
        reference=0.0,
        reference_label="0",
    )


def indicators_panel(picture: Picture, area: str | None = None, *, example: bool = False, prefix: str = "") -> Panel:
    """Return the indicators of one area (the municipality by default) with their change: the real ones, or the examples.

    The two never stand in one table. `prefix` limits them to a group of ids, such as ``nuisance_``.
    """
    code = area or picture.municipality.code
    told = [(indicator, picture.figure(indicator.id, code)) for indicator in picture.indicators.values()]
    shown = [(i, f) for i, f in told if f is not None and f.example == example and i.id.startswith(prefix)]
    name = picture.areas[code].name
    title = _("Voorbeeldcijfers van %(name)s") if example else _("Wat er echt is gemeten in %(name)s")
    return Panel(
        key="indicators-example" if example else "indicators",
        title=title % {"name": name},
        subtitle=_("Per 1.000 inwoners, of de uitkomst van de vragenlijst"),
        period=str(picture.year),
        as_of=shown_as_of(picture.as_of),
        columns=(
            Column("name", _("Indicator")),
            Column("unit", _("Eenheid")),
            Column("count", _("Aantal"), Kind.COUNT),
            Column("rate", _("Cijfer"), Kind.RATE),
            Column("versus", _("Vergeleken met")),
            Column("verdict", _("Oordeel"), Kind.VERDICT),
            *(() if example else (Column("status", _("Soort cijfer"), Kind.STATUS),)),
        ),
        rows=tuple(_indicator_row(indicator, f) for indicator, f in shown),
        sources=sources_of([f for _, f in shown]),
        example=example,
    )


def _indicator_row(indicator: Indicator, f: Figure) -> Row:
    step = f.change
    judged = verdict_cell(step.verdict, step.reason, example=f.example) if step else None
    cells = (
        Cell(str(indicator.title), href=reverse("observe:indicator", args=[indicator.id])),
        Cell(str(indicator.unit)),
        value_cell(f) if indicator.is_count else Cell(note="–", example=f.example),
        rate_cell(f) if indicator.is_count else value_cell(f),
        Cell(str(step.versus) if step else "–"),
        judged or Cell("not_assessable", note=_("geen eerder cijfer"), example=f.example),
        Cell(f.status),
    )
    return Row(indicator.id, cells[:-1] if f.example else cells)


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


def _sentences(picture: Picture) -> list[Sentence]:
    whole = picture.figure(MAIN, picture.municipality.code)
    told: list[Sentence] = []
    if whole is not None and whole.value is not None and whole.change and whole.change.difference is not None:
        told.append(_change_sentence(picture, whole))
    if whole is not None and whole.rate is not None and picture.nation and picture.nation.value is not None:
        told.append(
            Sentence(
                _(
                    "%(rate)s misdrijven per 1.000 inwoners. In de rest van Nederland zijn het er %(nation)s: %(verdict)s."
                )
                % {
                    "rate": fmt.rate(whole.rate),
                    "nation": fmt.rate(picture.nation.value),
                    "verdict": _here(picture.nation.verdict),
                },
                subject=_("%(name)s en Nederland") % {"name": picture.municipality.name},
                tone=str(picture.nation.verdict),
            )
        )
    if whole is not None and whole.rate is not None and picture.alike and picture.alike.value is not None:
        told.append(
            Sentence(
                _("In %(count)s vergelijkbare gemeenten samen zijn het er %(rate)s per 1.000: %(verdict)s.")
                % {
                    "count": len(picture.peers),
                    "rate": fmt.rate(picture.alike.value),
                    "verdict": _here(picture.alike.verdict),
                },
                subject=_("Vergelijkbare gemeenten"),
                tone=str(picture.alike.verdict),
            )
        )
    wijken = list(picture.figures(MAIN, "wijk").values())
    changed = [f for f in wijken if f.change and f.change.verdict in {"higher", "lower"}]
    told += [_change_sentence(picture, f) for f in changed]
    told += _place_sentences(picture, wijken)
    unchanged = sum(1 for f in wijken if f.change and f.change.verdict == "no_significant_change")
    if unchanged:
        text = ngettext(
            "In %(count)s wijk is er tussen %(before)s en %(year)s geen aantoonbaar verschil. Dat is niet "
            "hetzelfde als: gelijk gebleven.",
            "In %(count)s wijken is er tussen %(before)s en %(year)s geen aantoonbaar verschil. Dat is niet "
            "hetzelfde als: gelijk gebleven.",
            unchanged,
        )
        told.append(
            Sentence(
                text % {"count": unchanged, "before": picture.year - 1, "year": picture.year},
                tone="no_significant_change",
            )
        )
    return told


def _change_sentence(picture: Picture, figure: Figure) -> Sentence:
    step = figure.change
    assert step is not None
    words: dict[str, str | int] = {
        "count": fmt.count(figure.value or 0),
        "year": figure.year,
        "difference": fmt.count(abs(step.difference or 0)),
        "versus": step.versus,
    }
    if step.ratio is not None and step.ratio_lower is not None and step.ratio_upper is not None:
        bounds = {"change": step.ratio, "lower": step.ratio_lower, "upper": step.ratio_upper}
        words |= {name: fmt.change(100 * (value - 1)) for name, value in bounds.items()}
    if step.verdict == "higher":
        text = _("%(count)s misdrijven in %(year)s, %(difference)s meer dan in %(versus)s. Dat is aantoonbaar hoger.")
    elif step.verdict == "lower":
        text = _("%(count)s misdrijven in %(year)s, %(difference)s minder dan in %(versus)s. Dat is aantoonbaar lager.")
    elif step.verdict == "not_assessable":
        text = _(
            "%(count)s misdrijven in %(year)s. Of dat anders is dan in %(versus)s, is niet te beoordelen: %(why)s."
        )
        words["why"] = why_not(step.reason)
    elif "change" not in words:
        text = _("%(count)s misdrijven in %(year)s. Er is geen aantoonbaar verschil met %(versus)s.")
    else:
        text = _(
            "%(count)s misdrijven in %(year)s. Er is geen aantoonbaar verschil met %(versus)s (%(change)s; "
            "marge %(lower)s tot %(upper)s)."
        )
    return Sentence(text % words, subject=picture.areas[figure.area].name, tone=str(step.verdict))


def _place_sentences(picture: Picture, wijken: list[Figure]) -> list[Sentence]:
    told = []
    for verdict, text in (
        ("higher", _("Per inwoner registreert de politie hier aantoonbaar meer dan in de rest van %(name)s.")),
        ("lower", _("Per inwoner registreert de politie hier aantoonbaar minder dan in de rest van %(name)s.")),
    ):
        names = [
            picture.areas[f.area].name
            for f in sorted(wijken, key=lambda f: -(f.rate or 0))
            if f.rest and f.rest.verdict == verdict
        ]
        if names:
            told.append(Sentence(text % {"name": picture.municipality.name}, subject=listed(names), tone=verdict))
    return told


def _here(verdict: str) -> str:
    if verdict == "higher":
        return _("hier is het aantoonbaar hoger")
    if verdict == "lower":
        return _("hier is het aantoonbaar lager")
    return str(VERDICT_WORDS.get(str(verdict), verdict))


def _differ(picture: Picture) -> bool:
    return any(f.rest and f.rest.verdict in {"higher", "lower"} for f in picture.figures(MAIN, "wijk").values())


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


def _change_title(figures: list[Figure]) -> str:
    higher = sum(1 for f in figures if f.change and f.change.verdict == "higher")
    lower = sum(1 for f in figures if f.change and f.change.verdict == "lower")
    if not figures:
        return _("Er is geen eerder jaar om mee te vergelijken")
    if not higher and not lower:
        return _("In geen enkele wijk is er een aantoonbaar verschil; wat u ziet, kan toeval zijn")
    words = {"higher": small(higher), "lower": small(lower)}
    parts = []
    if higher:
        parts.append(ngettext("%(higher)s wijk hoger", "%(higher)s wijken hoger", higher) % words)
    if lower:
        parts.append(ngettext("%(lower)s wijk lager", "%(lower)s wijken lager", lower) % words)
    text = _("%(parts)s; de rest kan toeval zijn") % {"parts": ", ".join(parts)}
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


def _population_note(figure: Figure | None) -> tuple[str, ...]:
    if figure is None or figure.population_year is None:
        return ()
    return (
        _("Alle jaren zijn gedeeld door het aantal inwoners op 1 januari %(year)s.") % {"year": figure.population_year},
    )


__all__ = ["change_panel", "indicators_panel", "lede", "long_series_panel", "ranking_panel", "summary"]
