# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many cases a month had: numbers by wijk, for `observe`, and nothing of the cases themselves.

Registers under another regime than the AVG (police data, sectoral secrecy) aren't counted: their laws have rules of their
own for statistics, and so few cases say too much.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, IntegerField, Max, Min, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from baken.access.facade import Regime
from baken.kernel.models import Municipality
from baken.observe.facade import OwnCount, OwnIndicator

from .models import Case

OPENED, CLOSED = "cases_opened", "cases_closed"


class CasesSource:
    """The local source of cases: opened and closed, by wijk. Asked while Baken itself looks, so all rows are in sight."""

    slug = "cases"
    indicators = (
        OwnIndicator(
            OPENED,
            _("Geopende casussen over panden"),
            "undermining",
            _("casussen"),
            _(
                "Aantal casussen dat in de maand werd geopend, in de wijk van het pand. Registers onder een "
                "andere wet dan de AVG tellen niet mee."
            ),
        ),
        OwnIndicator(
            CLOSED,
            _("Gesloten casussen over panden"),
            "undermining",
            _("casussen"),
            _(
                "Aantal casussen dat in de maand werd gesloten, in de wijk van het pand. Een casus die later "
                "weer opengaat, blijft meegeteld."
            ),
        ),
    )

    def first_month(self, municipality: Municipality) -> date | None:
        """Return the first day of the month in which the oldest case was opened; None without cases."""
        first = self._cases(municipality).aggregate(first=Min("opened_on"))["first"]
        return first.replace(day=1) if first else None

    def counts(self, municipality: Municipality, month: date) -> Iterable[OwnCount]:
        """Yield opened and closed cases of the month by wijk. Two queries."""
        for indicator, field in ((OPENED, "opened_on"), (CLOSED, "closed_on")):
            rows = self._cases(municipality).filter(**{f"{field}__year": month.year, f"{field}__month": month.month})
            grouped = (
                rows.order_by()
                .values("area")
                .annotate(number=Count("pk"), invented=Max(Cast("fictitious", IntegerField())))
            )
            for area, number, invented in grouped.values_list("area", "number", "invented"):
                yield OwnCount(indicator, area, number, bool(invented))

    def _cases(self, municipality: Municipality) -> QuerySet[Case]:
        return Case.objects.filter(municipality=municipality, guarded__vault__regime=Regime.GENERAL)
