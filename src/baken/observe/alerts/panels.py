# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Alerts as view models: the chart of one, and what came of them month by month."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from baken.registry.facade import AreaInfo
from baken.ui.panels import Cell, Column, Kind, Panel, Row, Source

from ..models import Alert, AlertRun
from ..own_figures.queries import own_indicators
from ..panels.words import area_url, source_of
from ..picture.indicators import catalogue
from . import words
from .reading import OWN


@dataclass(frozen=True, slots=True)
class AlertView:
    """One alert as the pages show it. `own`: of the municipality's own records."""

    alert: Alert
    theme: str
    area: str
    title: str
    rarity: str
    month: str
    mark: str
    word: str
    owner: str
    area_href: str
    own: bool
    panel: Panel


def view_of(alert: Alert, areas: Mapping[str, AreaInfo], today: date) -> AlertView:
    """Return an alert as the pages show it; `areas` by code."""
    theme = theme_title(alert.indicator)
    area = areas[alert.area].name if alert.area in areas else alert.area
    mark, word = words.status_words(alert, today)
    title = words.headline(alert, theme, area)
    return AlertView(
        alert=alert,
        theme=theme,
        area=area,
        title=title,
        rarity=words.rarity(alert),
        month=words.month_words(alert.period),
        mark=mark,
        word=word,
        owner=words.role_words(alert.owner) if alert.owner else "",
        area_href=area_url(alert.area),
        own=alert.source == OWN,
        panel=chart(alert, title),
    )


def theme_title(indicator: str) -> str:
    """Return what is counted, in words."""
    known = catalogue().get(indicator) or own_indicators().get(indicator)
    return str(known.title) if known else indicator


def chart(alert: Alert, title: str) -> Panel:
    """Return counts by month beside what was expected and the bound of chance."""
    rows = []
    for month, count, expected, upper in alert.months:
        cells = (
            Cell(words.short_month(month)),
            _cell(count, _("niet gepubliceerd"), alert.example),
            _cell(expected, _("te weinig jaren"), alert.example),
            _cell(upper, _("te weinig jaren"), alert.example),
        )
        rows.append(Row(month, cells))
    first, last = (alert.months[0][0], alert.months[-1][0]) if alert.months else ("", "")
    return Panel(
        key=f"alert-{alert.pk}",
        title=title,
        subtitle=_("Aantal per maand"),
        period=f"{words.month_words(first)} – {words.month_words(last)}" if first else "",
        columns=(
            Column("year", _("Maand")),
            Column("count", _("Geteld"), Kind.COUNT),
            Column("expected", _("Verwacht"), Kind.RATE),
            Column("upper", _("Bovengrens"), Kind.COUNT),
        ),
        rows=tuple(rows),
        sources=() if alert.example else (_source(alert),),
        notes=_notes(alert),
        example=alert.example,
        chart="expected",
    )


def _notes(alert: Alert) -> tuple[str, ...]:
    bound = _("Boven de bovengrens komt een rustige reeks bij toeval in hooguit 1 van de 100 maanden.")
    if all(count is not None for _month, count, _expected, _upper in alert.months):
        return (bound,)
    return bound, _("Waar een punt ontbreekt, is het aantal niet gepubliceerd.")


def _source(alert: Alert) -> Source:
    if alert.source != OWN:
        return source_of(alert.source)
    return Source(_("De gemeente zelf"), "", _("eigen registratie, totalen per afgesloten maand"), "")


def _cell(value: Any, note: str, example: bool) -> Cell:
    if value is None:
        return Cell(note=note)
    return Cell(int(value) if value == int(value) else value, example=example)


def track_record(runs: Sequence[AlertRun], alerts: Iterable[Alert]) -> Panel:
    """Return month by month how many alerts there were and what people said of them, newest first, with the sum."""
    by_month: dict[str, list[Alert]] = {run.period: [] for run in runs}
    for alert in alerts:
        if alert.gone_at is None and alert.period in by_month:
            by_month[alert.period].append(alert)
    rows = [_month_row(month, found) for month, found in sorted(by_month.items(), reverse=True)]
    every = [alert for found in by_month.values() for alert in found]
    if rows:
        rows.append(Row("total", (Cell(_("Samen")), *_said(every)), total=True))
    quiet = sum(not found for found in by_month.values())
    told = {
        "alerts": len(every),
        "months": len(by_month),
        "quiet": quiet,
        "useful": sum(a.useful is True for a in every),
        "said": sum(a.useful is not None for a in every),
    }
    return Panel(
        key="alerts-record",
        title=_("Tot nu toe %(alerts)s keer geattendeerd; nuttig: %(useful)s van de %(said)s waarvan dat is gezegd")
        % told,
        subtitle=_("Per beoordeelde maand. Maanden zonder attendering: %(quiet)s van de %(months)s.") % told,
        columns=(
            Column("month", _("Maand")),
            Column("alerts", _("Attenderingen"), Kind.COUNT),
            Column("useful", _("Nuttig"), Kind.COUNT),
            Column("not_useful", _("Niet nuttig"), Kind.COUNT),
            Column("open", _("Nog niet gezegd"), Kind.COUNT),
        ),
        rows=tuple(rows),
        example=any(run.example for run in runs),
    )


def _month_row(month: str, found: list[Alert]) -> Row:
    return Row(month, (Cell(words.month_words(month)), *_said(found)))


def _said(found: list[Alert]) -> tuple[Cell, ...]:
    numbers = (len(found), *(sum(alert.useful is said for alert in found) for said in (True, False, None)))
    return tuple(Cell(number) for number in numbers)
