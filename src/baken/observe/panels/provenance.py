# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where one figure comes from: the sum, the source, and every version that was ever known."""

from collections import Counter

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.ui import format as fmt
from baken.ui.panels import Cell, Column, Kind, Panel, Row

from ..picture.figures import Figure
from ..queries import Picture, versions
from .words import source_of, why_not


def figure_panel(picture: Picture, figure: Figure) -> Panel:
    """Return one figure as the sum it is: count, residents, rate, interval, change, verdict."""
    indicator = picture.indicators[figure.indicator]
    steps: list[tuple[str, str, str]] = []
    if figure.value is None:
        steps.append(
            (_("Cijfer"), _("niet gepubliceerd"), _("De bron geeft hier geen cijfer. Dat is iets anders dan nul."))
        )
    elif indicator.is_count:
        steps.append((_("Geteld"), fmt.count(figure.value), _("Zo staat het in de bron.")))
    else:
        steps.append(
            (
                _("Gemeten"),
                fmt.rate(figure.value),
                _("%(n)s mensen vulden de vragenlijst in.") % {"n": fmt.count(figure.n or 0)},
            )
        )
    if indicator.is_count:
        steps.append(
            (
                _("Inwoners"),
                fmt.count(figure.population),
                _("Op 1 januari %(year)s.") % {"year": figure.population_year},
            )
            if figure.population
            else (_("Inwoners"), _("niet gepubliceerd"), "")
        )
        steps.append(
            (_("Per 1.000 inwoners"), fmt.rate(figure.rate), _("Geteld : inwoners x 1.000."))
            if figure.rate is not None
            else (_("Per 1.000 inwoners"), _("geen cijfer"), why_not(figure.reason))
        )
    if figure.lower is not None and figure.upper is not None:
        steps.append(
            (
                _("95%-marge"),
                _("%(lower)s tot %(upper)s") % {"lower": fmt.rate(figure.lower), "upper": fmt.rate(figure.upper)},
                _("Exacte Poisson-marge (Garwood, 1936): zo ver kan toeval het cijfer verschuiven.")
                if indicator.is_count
                else _("Zoals de bron die geeft."),
            )
        )
    steps += _change_steps(picture, figure)
    return Panel(
        key=f"figure-{figure.indicator}-{figure.area}-{figure.year}",
        title=_("%(title)s, %(name)s, %(year)s")
        % {"title": indicator.title, "name": picture.areas[figure.area].name, "year": figure.year},
        subtitle=_("Stap voor stap van bron naar oordeel"),
        period=str(figure.year),
        columns=(Column("step", _("Stap")), Column("value", _("Uitkomst")), Column("how", _("Hoe"))),
        rows=tuple(
            Row(str(i), tuple(Cell(text, example=figure.example) for text in step)) for i, step in enumerate(steps)
        ),
        sources=(source_of(figure.dataset),),
        example=figure.example,
    )


def _change_steps(picture: Picture, figure: Figure) -> list[tuple[str, str, str]]:
    step = figure.change
    if step is None:
        return []
    told = []
    if step.difference is not None:
        label = _("Verschil met %(year)s") % {"year": step.versus}
        if step.ratio is not None:
            told.append(
                (
                    label,
                    f"{fmt.decimal(step.difference, signed=True)} ({fmt.change(100 * (step.ratio - 1))})",
                    _("Cijfer min het cijfer van dat jaar."),
                )
            )
            told.append(
                (
                    _("Marge van de verandering"),
                    _("%(lower)s tot %(upper)s")
                    % {
                        "lower": fmt.change(100 * ((step.ratio_lower or 0) - 1)),
                        "upper": fmt.change(100 * (step.ratio_upper - 1))
                        if step.ratio_upper is not None
                        else _("onbegrensd"),
                    },
                    _(
                        "Toets op twee tellingen (Przyborowski en Wilenski, 1940). Aantallen schommelen hier %(phi)s "
                        "keer zo sterk als bij zuiver toeval; daarmee is gerekend."
                    )
                    % {"phi": fmt.rate(step.dispersion or 1)},
                )
            )
        elif step.margin is not None:
            told.append(
                (
                    label,
                    fmt.decimal(step.difference, 1, signed=True),
                    _("Echt als het groter is dan de marges samen: %(margin)s.") % {"margin": fmt.rate(step.margin)},
                )
            )
    together = (
        _("Samen beoordeeld met de andere gebieden van dit niveau (Holm, 1979).") if step.adjusted_p is not None else ""
    )
    told.append((_("Oordeel"), fmt.verdict_word(str(step.verdict)), why_not(step.reason) or together))
    return told


def versions_panel(indicator: str, area: str, year: int) -> Panel:
    """Return every version of a figure that was ever known, oldest first."""
    facts = versions(indicator, area, year)
    rows = tuple(
        Row(
            f"{f.dataset}-{i}",
            (
                Cell(
                    f.value if f.value is None else round(f.value, 2),
                    note=_("niet gepubliceerd"),
                    example=f.status == "example",
                ),
                Cell(f.dataset),
                Cell(timezone.localtime(f.known_from).date().isoformat()),
                Cell(timezone.localtime(f.known_to).date().isoformat()) if f.known_to else Cell(note=_("nu nog")),
                Cell(f.status),
                Cell(f.load_id),
            ),
        )
        for i, f in enumerate(facts)
    )
    per_dataset = Counter(f.dataset for f in facts)
    count = max(per_dataset.values(), default=0)
    return Panel(
        key=f"versions-{indicator}-{area}-{year}",
        title=_("Dit cijfer is niet bijgewerkt")
        if count < 2
        else _("Dit cijfer kent %(count)s versies") % {"count": count},
        subtitle=_("Alle versies die Baken kent, de oudste eerst"),
        period=str(year),
        columns=(
            Column("value", _("Cijfer"), Kind.RATE),
            Column("dataset", _("Bron")),
            Column("from", _("Bekend vanaf"), Kind.DATE),
            Column("to", _("Tot"), Kind.DATE),
            Column("status", _("Soort cijfer"), Kind.STATUS),
            Column("load", _("Lading")),
        ),
        rows=rows,
        sources=tuple(source_of(slug) for slug in dict.fromkeys(f.dataset for f in facts)),
        example=bool(facts) and all(f.status == "example" for f in facts),
    )
