# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many measures a month had and what became of them, for `observe`: numbers by wijk, and nothing of the files themselves.

A wijk has few of them: a count of one may tell of one household. What is shown to whom is for `observe` and `account.figures`.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, Max, Min, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from baken.kernel.models import Municipality
from baken.observe.facade import OwnCount, OwnIndicator

from ..models import Forfeiture, Instrument, Measure, Remedy
from ..workflow import WITHDRAWN_BY

THEME = "measures"
DECIDED, OBJECTIONS, UPHELD, FORFEITED = (
    "measures_decided", "measures_objections", "measures_upheld", "measures_forfeited",
)  # fmt: skip
ENDS: dict[str, Any] = {
    "ended": _("Maatregelen: afgelopen"),
    "withdrawn": _("Maatregelen: ingetrokken"),
    "dropped": _("Rapportages zonder maatregel"),
}
"""How a file came to its end, by the step that ended it. A file that is settled keeps how it ended."""
TOLD = _(
    "Aantal besluiten dat in de maand is bekendgemaakt, op de plek waarover ze gaan. Het zegt wat de gemeente deed."
)
ENDED = _("Aantal dossiers dat in de maand zo eindigde, op de plek waarover ze gaan.")
BROKEN = _("Aantal keren dat een last onder dwangsom is overtreden, op de plek waarover de last gaat.")
AGAINST = _("Aantal in de maand, op de plek waarover de maatregel gaat.")


def instrument_slug(instrument: str) -> str:
    """Return the indicator of an instrument."""
    return f"measures_{instrument}"


def end_slug(how: str) -> str:
    """Return the indicator of how files ended."""
    return f"measures_end_{how}"


def _indicators() -> tuple[OwnIndicator, ...]:
    decisions, files, times = _("besluiten"), _("dossiers"), _("keer")
    return (
        OwnIndicator(DECIDED, _("Bestuurlijke maatregelen"), THEME, decisions, TOLD),
        *(
            OwnIndicator(instrument_slug(one), f"{_('Maatregel')}: {one.label}", THEME, decisions, TOLD)
            for one in Instrument
        ),
        *(OwnIndicator(end_slug(how), title, THEME, files, ENDED) for how, title in ENDS.items()),
        OwnIndicator(FORFEITED, _("Verbeurde dwangsommen"), THEME, times, BROKEN),
        OwnIndicator(OBJECTIONS, _("Bezwaren tegen maatregelen"), THEME, _("bezwaren"), AGAINST),
        OwnIndicator(UPHELD, _("Bezwaren die gegrond waren"), THEME, _("bezwaren"), AGAINST),
    )


class MeasuresSource:
    """The local source of measures. Asked while Baken itself looks, so all rows are in sight."""

    slug = "measures"

    def __init__(self) -> None:
        self.indicators = _indicators()

    def first_month(self, municipality: Municipality) -> date | None:
        """Return the first day of the month of the first decision that was made known; None without any."""
        first: date | None = Measure.objects.filter(municipality=municipality).aggregate(first=Min("served_on"))[
            "first"
        ]
        return first.replace(day=1) if first else None

    def counts(self, municipality: Municipality, month: date) -> Iterable[OwnCount]:
        """Yield what was decided, ended, broken and objected to in the month, by wijk. Seven queries."""
        ours = Measure.objects.filter(municipality=municipality)
        for instrument, area, number, invented in _grouped(ours.filter(**_in("served_on", month)), "", "instrument"):
            yield OwnCount(DECIDED, area, number, invented)
            yield OwnCount(instrument_slug(instrument), area, number, invented)
        over = ours.filter(**_in("ended_on", month))
        withdrawn = over.filter(events__kind__in=WITHDRAWN_BY).values("pk")
        for how, rows in (
            ("dropped", over.filter(served_on__isnull=True, signed_at__isnull=True)),
            ("withdrawn", over.filter(signed_at__isnull=False, pk__in=withdrawn)),
            ("ended", over.filter(signed_at__isnull=False).exclude(pk__in=withdrawn)),
        ):
            for area, number, invented in _grouped(rows, ""):
                yield OwnCount(end_slug(how), area, number, invented)
        every = Forfeiture.objects.filter(municipality=municipality).exclude(status=Forfeiture.Status.UNDONE)
        broken = every.filter(**_in("forfeited_on", month))
        for area, number, invented in _grouped(broken, "measure__"):
            yield OwnCount(FORFEITED, area, number, invented)
        objections = Remedy.objects.filter(municipality=municipality, kind=Remedy.Kind.OBJECTION)
        for area, number, invented in _grouped(objections.filter(**_in("lodged_on", month)), "measure__"):
            yield OwnCount(OBJECTIONS, area, number, invented)
        upheld = objections.filter(outcome=Remedy.Outcome.UPHELD, **_in("decided_on", month))
        for area, number, invented in _grouped(upheld, "measure__"):
            yield OwnCount(UPHELD, area, number, invented)


def _in(field: str, month: date) -> dict[str, int]:
    return {f"{field}__year": month.year, f"{field}__month": month.month}


def _grouped(rows: QuerySet[Any], of: str, *fields: str) -> Iterable[tuple[Any, ...]]:
    """Yield the values of `fields`, area, number, and whether some are invented; `of` leads to the measure."""
    grouped = (
        rows.order_by()
        .values(*fields, f"{of}area")
        .annotate(number=Count("pk", distinct=True), invented=Max(Cast(f"{of}fictitious", IntegerField())))
    )
    for *values, number, invented in grouped.values_list(*fields, f"{of}area", "number", "invented"):
        yield (*values, number, bool(invented))
