# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many screenings a month began and concluded, for `observe`: of the municipality as a whole, never of an area in it.

A screening is about somebody who can be known by place and kind: no count of them has an area, whoever asks.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, Max, Min, QuerySet, Sum
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from baken.kernel.models import Municipality
from baken.observe.facade import OwnCount, OwnIndicator

from ..models import Conclusion, Scope, Screening

THEME = "bibob"
OPENED, CONCLUDED, HOURS = "bibob_opened", "bibob_concluded", "bibob_hours"
NOWHERE = ""
CONCLUSIONS = [one for one in Conclusion if one]
TOLD = _(
    "Aantal in de maand, voor de hele gemeente. Meer onderzoek volgt uit het beleid: het zegt niet dat er meer gevaar is."
)


def scope_slug(scope: str) -> str:
    """Return the indicator of screenings of one kind."""
    return f"{OPENED}_{scope}"


def conclusion_slug(conclusion: str) -> str:
    """Return the indicator of screenings by conclusion."""
    return f"{CONCLUDED}_{conclusion}"


def _indicators() -> tuple[OwnIndicator, ...]:
    unit, whole, ended = (
        _("onderzoeken"),
        _("Bibob-onderzoeken begonnen"),
        _("Bibob-onderzoeken afgerond met een conclusie"),
    )
    return (
        OwnIndicator(OPENED, whole, THEME, unit, TOLD),
        *(OwnIndicator(scope_slug(one), f"{whole}: {one.label}", THEME, unit, TOLD) for one in Scope),
        OwnIndicator(CONCLUDED, ended, THEME, unit, TOLD),
        *(OwnIndicator(conclusion_slug(one), f"{ended}: {one.label}", THEME, unit, TOLD) for one in CONCLUSIONS),
        OwnIndicator(HOURS, _("Uren aan Bibob-onderzoeken met een conclusie"), THEME, _("uren"), TOLD),
    )


class BibobSource:
    """The local source of screenings. Asked while Baken itself looks, so all rows are in sight."""

    slug = "bibob"

    def __init__(self) -> None:
        self.indicators = _indicators()

    def first_month(self, municipality: Municipality) -> date | None:
        """Return the first day of the month in which the oldest screening was opened; None without any."""
        first = Screening.objects.filter(municipality=municipality).aggregate(first=Min("opened_on"))["first"]
        return first.replace(day=1) if first else None

    def counts(self, municipality: Municipality, month: date) -> Iterable[OwnCount]:
        """Yield what the month began and concluded. Three queries."""
        rows = Screening.objects.filter(municipality=municipality)
        for scope, number, invented in _grouped(_in(rows, "opened_on", month), "standing__scope"):
            yield OwnCount(OPENED, NOWHERE, number, invented)
            yield OwnCount(scope_slug(scope), NOWHERE, number, invented)
        concluded = _in(rows.exclude(conclusion=""), "concluded_on", month)
        for conclusion, number, invented in _grouped(concluded, "conclusion"):
            yield OwnCount(CONCLUDED, NOWHERE, number, invented)
            yield OwnCount(conclusion_slug(conclusion), NOWHERE, number, invented)
        told = concluded.aggregate(spent=Sum("hours"), invented=Max(Cast("fictitious", IntegerField())))
        if told["spent"]:
            yield OwnCount(HOURS, NOWHERE, round(told["spent"]), bool(told["invented"]))


def _in(rows: QuerySet[Screening], field: str, month: date) -> QuerySet[Screening]:
    return rows.filter(**{f"{field}__year": month.year, f"{field}__month": month.month})


def _grouped(rows: QuerySet[Screening], field: str) -> Iterable[tuple[Any, int, bool]]:
    """Yield the values of a field, their number, and whether some are invented."""
    grouped = (
        rows.order_by().values(field).annotate(number=Count("pk"), invented=Max(Cast("fictitious", IntegerField())))
    )
    for value, number, some in grouped.values_list(field, "number", "invented"):
        yield value, number, bool(some)
