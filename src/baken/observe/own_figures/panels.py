# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Own figures as the house reads them: unprotected counts, each panel marked as not for outside.

What the public reads is made elsewhere (`account.figures.panels`), from what was published.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from baken.ui import format as fmt
from baken.ui.panels import Cell, Column, Kind, Panel, Row, Source

from ..sources.base import UNKNOWN, OwnIndicator
from ..themes import is_sensitive
from .queries import OwnSeries

SHOWN_MONTHS = 24
"""How many months the line shows: two years, so that a season can be seen twice."""


def month_word(month: date) -> str:
    """Return a month as the pages say it: okt 2026."""
    return f"{fmt.MONTHS[fmt.language()][month.month - 1]} {month.year}"


def overview_panel(series: Sequence[OwnSeries], indicators: Mapping[str, OwnIndicator], whole: str, href: str) -> Panel:
    """Return every subject with the last twelve closed months beside the twelve before."""
    rows = []
    order = list(indicators)
    mine = sorted((one for one in series if one.area == whole), key=lambda one: order.index(one.indicator))
    for one in mine:
        last, before = one.counts[-12:], one.counts[-24:-12]
        enough = len(before) == 12
        rows.append(
            Row(
                one.indicator,
                (
                    Cell(str(indicators[one.indicator].title), href=f"{href}?onderwerp={one.indicator}"),
                    Cell(
                        sum(last) if len(last) == 12 else None, note=_("nog geen twaalf maanden"), example=one.example
                    ),
                    Cell(sum(before) if enough else None, note=_("nog geen twaalf maanden"), example=one.example),
                    Cell(month_word(one.months[-1])),
                ),
            )
        )
    return Panel(
        key="own-overview",
        title=_("Alle onderwerpen"),
        subtitle=_("Aantallen in de hele gemeente"),
        columns=(
            Column("name", _("Onderwerp")),
            Column("last", _("Laatste twaalf maanden"), Kind.COUNT),
            Column("before", _("Twaalf maanden daarvoor"), Kind.COUNT),
            Column("until", _("Afgesloten tot en met")),
        ),
        rows=tuple(rows),
        sources=(source(any(one.example for one in mine)),),
        example=bool(mine) and all(one.example for one in mine),
    )


def months_panel(one: OwnSeries, indicator: OwnIndicator, name: str) -> Panel:
    """Return one subject in the whole municipality, month by month: the last two years."""
    shown = list(zip(one.months, one.counts, strict=True))[-SHOWN_MONTHS:]
    last = sum(one.counts[-12:])
    title = _("%(title)s: %(count)s in de laatste twaalf maanden") % {
        "title": indicator.title,
        "count": fmt.count(last),
    }
    return Panel(
        key=f"own-months-{one.indicator}",
        title=title if len(one.counts) >= 12 else str(indicator.title),
        subtitle=_("Aantal %(unit)s per maand, %(name)s") % {"unit": indicator.unit, "name": name},
        unit=str(indicator.unit),
        columns=(Column("year", _("Maand")), Column("count", _("Aantal"), Kind.COUNT)),
        rows=tuple(
            Row(f"{month:%Y-%m}", (Cell(month_word(month)), Cell(count, example=one.example))) for month, count in shown
        ),
        sources=(source(one.example),),
        notes=(str(indicator.method),),
        example=one.example,
        chart="trend",
        reference_label=name,
    )


def areas_panel(
    series: Sequence[OwnSeries], indicator: OwnIndicator, names: Mapping[str, str], whole: str, year: int
) -> Panel:
    """Return one subject by wijk and month of one year, with the sums: of the months that are closed.

    Of a sensitive theme there is the municipality alone (`queries.own_series`).
    """
    whole_only = is_sensitive(indicator.slug, indicator.theme)
    ordered = sorted(series, key=lambda one: (one.area == whole, one.area == UNKNOWN, one.area))
    months = [month for month in ordered[0].months if month.year == year] if ordered else []
    rows = []
    for one in ordered:
        by_month = dict(zip(one.months, one.counts, strict=True))
        counts = [by_month[month] for month in months]
        label = _("Niet te plaatsen") if one.area == UNKNOWN else names.get(one.area, one.area)
        cells = (Cell(label), *(Cell(n, example=one.example) for n in counts), Cell(sum(counts), example=one.example))
        rows.append(Row(one.area, cells, total=one.area == whole))
    short = fmt.MONTHS[fmt.language()]
    return Panel(
        key=f"own-areas-{indicator.slug}",
        title=(_("Per maand in %(year)d") if whole_only else _("Per wijk en maand in %(year)d")) % {"year": year},
        subtitle=_("Aantal %(unit)s") % {"unit": indicator.unit},
        unit=str(indicator.unit),
        period=str(year),
        columns=(
            Column("name", _("Gebied") if whole_only else _("Wijk")),
            *(Column(f"{month:%m}", short[month.month - 1], Kind.COUNT) for month in months),
            Column("sum", _("Samen"), Kind.COUNT),
        ),
        rows=tuple(rows),
        notes=(_("Van dit onderwerp staan hier geen wijken: het zijn er zo weinig dat iemand te herkennen kan zijn."),)
        if whole_only
        else (),
        sources=(source(any(one.example for one in ordered)),),
        example=bool(ordered) and all(one.example for one in ordered),
    )


def source(example: bool) -> Source:
    """Return where these come from; it says that they are confidential, and goes along in each row of an export."""
    return Source(
        publisher=_("Eigen registraties"),
        table="",
        title=_("vertrouwelijk: niet voor buiten"),
        licence="",
        status="example" if example else "final",
    )
