# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of topic signals shows: counts by topic and month, and the signals themselves."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.kernel.models import Municipality
from baken.ui.format import MONTHS, language
from baken.ui.panels import Cell, Column, Kind, Panel, Row

from ..models import TopicSignal
from . import actions as topics

MONTHS_SHOWN = 12
COLUMNS = 6
"""Months that stand beside one another in the table; the chart counts all twelve."""
PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One signal on the list."""

    row: TopicSignal
    topic: str
    area: str
    trend: str


def overview(actor: Actor, municipality: Municipality, at: datetime, topic: str = "") -> dict[str, Any]:
    """Return everything for the page: two queries, and one for the wijken."""
    names = topics.wijken(municipality, at)
    rows = topics.signals(actor)
    chosen = topic if topic in topics.TOPICS else ""
    listed = rows.filter(topic=chosen) if chosen else rows
    counts = _counted(rows, timezone.localdate(at))
    panel = by_topic(counts, bool(counts) and not rows.filter(fictitious=False).exists())
    return {
        "rows": listed,
        "names": names,
        "chosen": chosen,
        "choices": [(slug, str(label)) for slug, label in topics.TOPICS.items()],
        "panel": panel,
        "months": _heads(timezone.localdate(at)),
        "table": _table(counts, timezone.localdate(at)),
    }


def lines(rows: Iterable[TopicSignal], names: dict[str, str]) -> list[Line]:
    """Return signals as lines of the list."""
    return [
        Line(
            row, str(topics.TOPICS.get(row.topic, row.topic)), names.get(row.area, "") or _("hele gemeente"),
            row.get_trend_display(),
        )
        for row in rows
    ]  # fmt: skip


def by_topic(counts: Counter[tuple[str, date]], example: bool) -> Panel:
    """Return how often each topic was told of in the last twelve months, most first."""
    totals: Counter[str] = Counter()
    for (topic, _month), number in counts.items():
        totals[topic] += number
    most = totals.most_common()
    title = _("Nog geen onderwerpsignalen in de laatste twaalf maanden")
    if most:
        title = _("Het vaakst gehoord: %(topic)s") % {"topic": topics.TOPICS.get(most[0][0], most[0][0])}
    return Panel(
        key="topic_signals",
        title=title,
        unit=_("signalen in de laatste twaalf maanden"),
        columns=(Column("name", _("Onderwerp")), Column("count", _("Aantal"), Kind.COUNT)),
        rows=tuple(
            Row(topic, (Cell(str(topics.TOPICS.get(topic, topic)).capitalize()), Cell(number, example=example)))
            for topic, number in most
        ),
        notes=(
            _("Hoe vaak iets wordt verteld, zegt ook hoe actief het netwerk is. Het meet geen mening van inwoners."),
        ),
        example=example,
        chart="bars",
    )


def _counted(rows: Any, on: date) -> Counter[tuple[str, date]]:
    first = _months(on)[0]
    since = timezone.make_aware(datetime.combine(first, time.min))
    grouped = rows.filter(at__gte=since).order_by().annotate(month=TruncMonth("at")).values_list("topic", "month")
    return Counter(
        {(topic, timezone.localdate(month)): n for topic, month, n in grouped.annotate(n=Count("pk"))}
    )  # fmt: skip


def _months(on: date) -> list[date]:
    last = on.year * 12 + on.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(last - MONTHS_SHOWN + 1, last + 1)]


def _heads(on: date) -> list[str]:
    return [f"{MONTHS[language()][month.month - 1]} {month.year}" for month in _months(on)[-COLUMNS:]]


def _table(counts: Counter[tuple[str, date]], on: date) -> list[tuple[str, list[int]]]:
    months = _months(on)[-COLUMNS:]
    told = {topic for topic, _month in counts}
    return [
        (str(label).capitalize(), [counts[(topic, month)] for month in months])
        for topic, label in topics.TOPICS.items()
        if topic in told
    ]
