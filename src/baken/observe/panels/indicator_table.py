# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""All indicators of one area in a table: the real ones, or the examples."""

from django.urls import reverse
from django.utils.translation import gettext as _

from baken.ui.panels import Cell, Column, Kind, Panel, Row

from ..picture.figures import Figure
from ..picture.indicators import Indicator
from ..queries import Picture
from .words import (
    rate_cell,
    shown_as_of,
    sources_of,
    value_cell,
    verdict_cell,
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
