# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""View models of one test of a claim: its figures with intervals, as table or chart."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from baken.cores.estimation import rate
from baken.decide.policy.facade import Expect
from baken.observe.facade import INDICATORS, figure_url
from baken.ui import format as fmt
from baken.ui.panels import Cell, Column, Kind, Panel, Row, Source

from .panels import day, sources
from .rules import Measure, Part, Reading
from .trying import Tried
from .words import counted, indicator_title, question, reason_text


@dataclass(frozen=True, slots=True)
class Figure:
    """A panel with how it is drawn: rank, change or table."""

    drawn: str
    panel: Panel


def figures_of_test(tried: Tried, as_of: datetime | None) -> tuple[Figure, ...]:
    """Return the figures of one test; none where nothing could be tested."""
    if not tried.result.used:
        return ()
    return tuple(
        Figure(
            one.drawn,
            replace(one.panel, as_of=day(as_of), sources=_sources_of(tried), period=one.panel.period or _years(tried)),
        )
        for one in _MAKERS[Expect(tried.test["expect"])](tried)
    )


def _sources_of(tried: Tried) -> tuple[Source, ...]:
    used: dict[str, str] = {}
    for reading in tried.result.used:
        if used.get(reading.dataset) != "provisional":
            used[reading.dataset] = reading.status
    return sources(used)


def _years(tried: Tried) -> str:
    return f"{tried.start}-{tried.end}" if tried.start else str(tried.end)


def _unit(tried: Tried) -> str:
    indicator = INDICATORS.get(tried.test["indicator"])
    return str(indicator.unit) if indicator else ""


def _name(tried: Tried, code: str) -> Cell:
    return Cell(tried.names.get(code, code))


def _found(tried: Tried, area: str, year: int | None, indicator: str = "") -> Reading | None:
    slug = indicator or tried.test["indicator"]
    return next((r for r in tried.result.used if (r.indicator, r.area, r.year) == (slug, area, year)), None)


def _value(reading: Reading | None) -> Cell:
    """Return a figure as the source has it: a count, or a survey figure with its bounds."""
    if reading is None or reading.value is None:
        return Cell(note=_("geen cijfer"))
    href = figure_url(reading.indicator, reading.area, reading.year) if reading.indicator in INDICATORS else ""
    if reading.lower is None:
        return Cell(int(reading.value) if reading.value.is_integer() else reading.value, href=href)
    return Cell(reading.value, reading.lower, reading.upper, href=href)


def _shown(reading: Reading | None) -> Cell:
    """Return what is compared: a count's rate per 1,000 with its interval, or the survey figure."""
    if reading is None or reading.lower is not None or reading.residents is None or reading.value is None:
        return _value(reading)
    told = rate(int(reading.value), reading.residents)
    if told.value is None:
        return Cell(note=reason_text(str(told.reason)))
    return Cell(round(told.value, 4), round(told.lower or 0, 4), round(told.upper or 0, 4), href=_value(reading).href)


def _difference(one: Part | Measure) -> Cell:
    if one.value is None:
        return Cell(note=_("niet te berekenen"))
    lower, upper = (None if bound is None else round(bound, 2) for bound in (one.lower, one.upper))
    return Cell(round(one.value, 2), lower, upper)


def _verdict(part: Part) -> Cell:
    return Cell(part.verdict or "not_assessable", note=reason_text(part.reason) if part.reason else "")


def _change_column(tried: Tried) -> Column:
    if counted(tried):
        return Column("change", _("Verandering"), Kind.CHANGE)
    return Column("change", _("Verschil in punten"), Kind.RATE)


def _change(tried: Tried) -> tuple[Figure, ...]:
    kind = Kind.COUNT if counted(tried) else Kind.RATE
    rows = tuple(
        Row(
            part.area,
            (
                _name(tried, part.area),
                _value(_found(tried, part.area, tried.start)),
                _value(_found(tried, part.area, tried.end)),
                _difference(part) if part.verdict else Cell(note=reason_text(part.reason)),
                _verdict(part),
            ),
        )
        for part in tried.result.parts
    )
    panel = Panel(
        key=f"change-{tried.test['indicator']}",
        title=question(tried),
        subtitle=indicator_title(tried.test["indicator"]),
        columns=(
            Column("name", _("Gebied")),
            Column("before", str(tried.start), kind),
            Column("after", str(tried.end), kind),
            _change_column(tried),
            Column("verdict", _("Oordeel"), Kind.VERDICT),
        ),
        rows=rows,
        notes=_dispersion_note(tried),
        chart="change" if counted(tried) else "",
    )
    return (Figure("change" if counted(tried) else "table", panel),)


def _dispersion_note(tried: Tried) -> tuple[str, ...]:
    if tried.result.dispersion is None:
        return ()
    told = _("Aantallen schommelen hier %(phi)s keer zo sterk als bij zuiver toeval; daarmee is gerekend.")
    return (told % {"phi": fmt.rate(tried.result.dispersion)},)


def _level(tried: Tried) -> tuple[Figure, ...]:
    whole = _shown(_found(tried, tried.whole, tried.end))
    rows = tuple(
        Row(p.area, (_name(tried, p.area), _shown(_found(tried, p.area, tried.end)), _verdict(p)))
        for p in tried.result.parts
    )
    return (
        Figure(
            "rank",
            Panel(
                key=f"level-{tried.test['indicator']}",
                title=question(tried),
                subtitle=f"{indicator_title(tried.test['indicator'])}, {_unit(tried)}",
                columns=(
                    Column("name", _("Gebied")),
                    Column("rate", _("Per 1.000") if counted(tried) else _("Cijfer"), Kind.RATE),
                    Column(
                        "verdict",
                        _("Met de rest van %(whole)s") % {"whole": _name(tried, tried.whole).value},
                        Kind.VERDICT,
                    ),
                ),
                rows=rows,
                notes=_dispersion_note(tried),
                chart="interval",
                reference=float(whole.value) if isinstance(whole.value, int | float) else None,
                reference_label=str(_name(tried, tried.whole).value),
            ),
        ),
    )


def _mismatch(tried: Tried) -> tuple[Figure, ...]:
    seen, befell = tried.test["indicator"], tried.test["beside"]
    rows = [
        Row(
            part.area,
            (
                _name(tried, part.area),
                _value(_found(tried, part.area, tried.end, seen)),
                _value(_found(tried, part.area, tried.end, befell)),
                _difference(part) if part.verdict else Cell(note=reason_text(part.reason)),
            ),
        )
        for part in tried.result.parts
    ]
    whole = (
        _name(tried, tried.whole),
        _value(_found(tried, tried.whole, tried.end, seen)),
        _value(_found(tried, tried.whole, tried.end, befell)),
        Cell(note=_("maatstaf")),
    )
    panel = Panel(
        key="mismatch",
        title=question(tried),
        subtitle=_("% van de inwoners van 15 jaar en ouder"),
        columns=(
            Column("name", _("Gebied")),
            Column("seen", indicator_title(seen), Kind.RATE),
            Column("befell", indicator_title(befell), Kind.RATE),
            Column("difference", _("Beleving hoger, in punten"), Kind.RATE),
        ),
        rows=(*rows, Row(tried.whole, whole, total=True)),
        notes=(
            _(
                "Hoeveel verder de beleving boven die van heel de gemeente ligt dan het slachtofferschap. Pas als dat "
                "groter is dan de vier marges samen, lopen zij aantoonbaar uiteen."
            ),
        ),
    )
    return (Figure("table", panel),)


def _gap(tried: Tried) -> tuple[Figure, ...]:
    years = {"then": tried.start, "now": tried.end}
    percent = counted(tried)
    distances = Panel(
        key=f"gap-{tried.test['indicator']}",
        title=question(tried),
        subtitle=_("Hoe ver wijken doorgaans boven of onder het gemiddelde liggen, %(unit)s")
        % {"unit": _("in % daarvan") if percent else _("in punten")},
        columns=(
            Column("name", _("Jaar")),
            Column("rate", _("Afstand"), Kind.PERCENT if percent else Kind.RATE),
        ),
        rows=tuple(Row(m.key, (Cell(str(years[m.key])), _difference(m))) for m in tried.result.measures),
        notes=(*_dispersion_note(tried), _("Wat toeval alleen al aan afstand geeft, is eraf getrokken.")),
        chart="interval",
    )
    codes = list(dict.fromkeys(r.area for r in tried.result.used))
    shown = [year for year in (tried.start, tried.end) if year]
    rows = [Row(c, (_name(tried, c), *(_shown(_found(tried, c, year)) for year in shown))) for c in codes]
    rows += [
        Row(c, (_name(tried, c), *(Cell(note=reason_text(why)) for _year in shown))) for c, why in tried.result.left_out
    ]
    wijken = Panel(
        key=f"wijken-{tried.test['indicator']}",
        title=_("De wijken die vergeleken zijn"),
        subtitle=f"{indicator_title(tried.test['indicator'])}, {_unit(tried)}",
        columns=(Column("name", _("Wijk")), *(Column(f"y{year}", str(year), Kind.RATE) for year in shown)),
        rows=tuple(rows),
    )
    return Figure("rank", distances), Figure("table", wijken)


def _effect(tried: Tried) -> tuple[Figure, ...]:
    treated = ", ".join(tried.names.get(code, code) for code in tried.about)
    labels = {
        "treated": _("Waar iets is gedaan: %(areas)s") % {"areas": treated},
        "others": _("De andere gebieden"),
        "effect": _("Verschil tussen beide"),
    }
    rows = tuple(
        Row(m.key, (Cell(labels[m.key]), _difference(m)), total=m.key == "effect") for m in tried.result.measures
    )
    panel = Panel(
        key=f"effect-{tried.test['indicator']}",
        title=question(tried),
        subtitle=_("%(title)s, verandering van %(start)s naar %(end)s")
        % {"title": indicator_title(tried.test["indicator"]), "start": tried.start, "end": tried.end},
        columns=(Column("name", _("Gebieden")), _change_column(tried)),
        rows=rows,
        notes=(
            *_dispersion_note(tried),
            _("Zo’n vergelijking laat zien wat volgde op wat. Dat het een door het ander kwam, laat zij niet zien."),
        ),
        chart="change" if counted(tried) else "",
    )
    return (Figure("change" if counted(tried) else "table", panel),)


_MAKERS: Mapping[Expect, Callable[[Tried], tuple[Figure, ...]]] = {
    Expect.LOWER: _change,
    Expect.HIGHER: _change,
    Expect.UNCHANGED: _change,
    Expect.BELOW_AVERAGE: _level,
    Expect.ABOVE_AVERAGE: _level,
    Expect.MISMATCH: _mismatch,
    Expect.DIFFERS: _gap,
    Expect.SHRINKING: _gap,
    Expect.EFFECT: _effect,
}
