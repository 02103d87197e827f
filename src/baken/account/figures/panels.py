# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the public reads of own figures: one table for each subject, withheld cells named as such."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from baken.observe.facade import UNKNOWN, OwnIndicator
from baken.ui import format as fmt
from baken.ui.panels import Cell, Column, Kind, Panel, Row, Source

from .rules import Protection, Wanted

Key = tuple[str, str, str]
LICENCE = "CC BY 4.0"


@override("nl")
def public_panels(
    wanted: Wanted,
    told: Mapping[Key, int | None],
    *,
    municipality: tuple[str, str],
    names: Mapping[str, str],
    codes: Sequence[str],
    absent: frozenset[Key],
    indicators: Mapping[str, OwnIndicator],
    protection: Protection,
    example: bool,
    known_on: date,
) -> tuple[Panel, ...]:
    """Return a panel for each subject: wijken by year, with the municipality's sum. In Dutch, whoever prepares it.

    `told` has None for a cell that is withheld; `municipality` is its code and name.
    """
    whole, name = municipality
    return tuple(
        _panel(wanted, told, whole, name, names, codes, absent, indicators[slug], protection, example, known_on)
        for slug in wanted.indicators
    )


def _panel(
    wanted: Wanted,
    told: Mapping[Key, int | None],
    whole: str,
    name: str,
    names: Mapping[str, str],
    codes: Sequence[str],
    absent: frozenset[Key],
    indicator: OwnIndicator,
    protection: Protection,
    example: bool,
    known_on: date,
) -> Panel:
    def row(code: str, label: str, total: bool = False) -> Row:
        keys = [(code, indicator.slug, str(year)) for year in wanted.years]
        cells = tuple(_cell(told.get(key), key in absent, example) for key in keys)
        return Row(code, (Cell(label), *cells), total)

    rows = [row(code, _("Niet te plaatsen") if code == UNKNOWN else names.get(code, code)) for code in codes]
    rows.append(row(whole, name, total=True))
    method = str(indicator.method)
    return Panel(
        key=f"own-{indicator.slug}",
        title=_title(wanted, told, whole, indicator),
        subtitle=_("Aantal %(unit)s per jaar") % {"unit": indicator.unit},
        unit=str(indicator.unit),
        period=_period(wanted.years),
        as_of=known_on.isoformat(),
        columns=(
            Column("area", _("Wijk") if codes else _("Gebied")),
            *(Column(str(year), str(year), Kind.COUNT) for year in wanted.years),
        ),
        rows=tuple(rows),
        sources=(
            Source(
                publisher=_("Gemeente %(name)s") % {"name": name},
                table="",
                title=_("Eigen registraties"),
                licence=LICENCE,
                status="example" if example else "final",
            ),
        ),
        notes=(method, *notes_of(protection)),
        example=example,
    )


def notes_of(protection: Protection) -> tuple[str, ...]:
    """Return how withheld counts are explained to a reader."""
    small = _(
        "Aantallen van 1 tot en met %(threshold)d publiceren wij niet. Zo kan niemand herkennen om wie het gaat."
    ) % {"threshold": protection.threshold}
    if protection.zeros == "unsafe":
        small = _(
            "Aantallen van 0 tot en met %(threshold)d publiceren wij niet. Zo kan niemand herkennen om wie het gaat."
        ) % {"threshold": protection.threshold}
    other = _(
        "Soms laten wij ook een groter aantal weg. Anders kunt u het kleine aantal uitrekenen uit het totaal of uit een "
        "eerdere publicatie."
    )
    return small, other


def _title(wanted: Wanted, told: Mapping[Key, int | None], whole: str, indicator: OwnIndicator) -> str:
    """The finding, from published sums only."""
    last = wanted.years[-1]
    now = told.get((whole, indicator.slug, str(last)))
    if now is None:
        return str(indicator.title)
    before = told.get((whole, indicator.slug, str(last - 1)))
    words: dict[str, Any] = {"title": indicator.title, "now": fmt.count(now), "year": last, "last": last - 1}
    if before is None or now == before:
        return _("%(title)s: %(now)s in %(year)d") % words
    more = now - before
    text = (
        _("%(title)s: %(now)s in %(year)d, %(more)s meer dan in %(last)d")
        if more > 0
        else _("%(title)s: %(now)s in %(year)d, %(more)s minder dan in %(last)d")
    )
    return text % (words | {"more": fmt.count(abs(more))})


def _period(years: Sequence[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"


def _cell(value: int | None, gone: bool, example: bool) -> Cell:
    if gone:
        return Cell(note=_("bestond toen niet"))
    return Cell(value, note="" if value is not None else _("niet gepubliceerd"), example=example)


@override("nl")
def long_panel(title: str, panels: Sequence[Panel], labels: Mapping[str, str]) -> Panel:
    """Return the same figures one to a row, as programs like them: subject, area, code, year, count."""
    rows = []
    for panel in panels:
        for row in panel.rows:
            for column, cell in zip(panel.columns[1:], row.cells[1:], strict=True):
                subject = labels.get(panel.key, panel.title)
                cells = (Cell(subject), row.cells[0], Cell(row.key), Cell(column.label), cell)
                rows.append(Row(f"{panel.key} {row.key} {column.key}", cells, row.total))
    first = panels[0]
    columns = (
        Column("subject", _("Onderwerp")),
        Column("area", _("Gebied")),
        Column("code", _("Code")),
        Column("year", _("Jaar")),
        Column("count", _("Aantal"), Kind.COUNT),
    )
    return Panel(
        key="own-figures", title=title, columns=columns, rows=tuple(rows), sources=first.sources, period=first.period,
        as_of=first.as_of, example=all(panel.example for panel in panels),
    )  # fmt: skip
