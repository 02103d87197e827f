# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many inspections a month had and what came of them, for `observe`: numbers by wijk, and nothing of addresses or businesses.

How much is inspected is a choice of our own: these figures tell what was done, not what goes on in a wijk.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, F, IntegerField, Max, Min, QuerySet, Sum
from django.db.models.expressions import Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from baken.kernel.models import Municipality
from baken.observe.facade import OwnCount, OwnIndicator

from ..models import Answer, Branch, Finding, FollowUp, Inspection, InspectionStatus, Target

THEME = "inspections"
HELD = "inspections_held"
CLOSED, HOURS = "inspections_closed", "inspections_hours"
WRONG = "inspection_addresses_wrong"
WAS_HELD = (
    InspectionStatus.UNDER_WAY,
    InspectionStatus.REPORTED,
    InspectionStatus.FOLLOWED_UP,
    InspectionStatus.DEBRIEFED,
    InspectionStatus.CLOSED,
)
VISITS: dict[str, Any] = {
    "visited": _("Bij controles bezochte adressen"),
    "closed": _("Adressen waar niemand was"),
    "refused": _("Adressen waar de toegang is geweigerd"),
}
TOLD = _(
    "Aantal in de maand, in het gebied van de controle of van het adres. Het zegt wat er is gedaan, niet wat er speelt."
)


def branch_slug(branch: str) -> str:
    """Return the indicator of the inspections of a branch."""
    return f"inspections_{branch}"


def visit_slug(outcome: str) -> str:
    """Return the indicator of addresses by how the visit went."""
    return f"inspection_addresses_{outcome}"


def outcome_slug(outcome: str) -> str:
    """Return the indicator of follow-up by what came of it."""
    return f"inspection_follow_up_{outcome}"


def _indicators() -> tuple[OwnIndicator, ...]:
    inspections, addresses, times = _("controles"), _("adressen"), _("keer")
    outcomes = [one for one in FollowUp.Outcome if one]
    whole, followed_up = _("Integrale controles"), _("Opvolging van controles")
    return (
        OwnIndicator(HELD, whole, THEME, inspections, TOLD),
        *(OwnIndicator(branch_slug(one), f"{whole}, {one.label}", THEME, inspections, TOLD) for one in Branch),
        *(OwnIndicator(visit_slug(slug), title, THEME, addresses, TOLD) for slug, title in VISITS.items()),
        OwnIndicator(WRONG, _("Adressen waar iets niet in orde was"), THEME, addresses, TOLD),
        *(OwnIndicator(outcome_slug(one), f"{followed_up}: {one.label}", THEME, times, TOLD) for one in outcomes),
        OwnIndicator(CLOSED, _("Afgeronde integrale controles"), THEME, inspections, TOLD),
        OwnIndicator(HOURS, _("Uren aan afgeronde integrale controles"), THEME, _("uren"), TOLD),
    )


class InspectionsSource:
    """The local source of inspections. Asked while Baken itself looks, so all rows are in sight."""

    slug = "inspections"

    def __init__(self) -> None:
        self.indicators = _indicators()

    def first_month(self, municipality: Municipality) -> date | None:
        """Return the first day of the month of the oldest inspection that was held; None without any."""
        first = self._held(municipality).aggregate(first=Min("starts_at"))["first"]
        return first.date().replace(day=1) if first else None

    def counts(self, municipality: Municipality, month: date) -> Iterable[OwnCount]:
        """Yield what was done in the month, by area. Six queries."""
        held = self._held(municipality).filter(**_in("starts_at", month))
        for branch, area, number, invented in _grouped(held, "branch", where="area"):
            yield OwnCount(HELD, area, number, invented)
            yield OwnCount(branch_slug(branch), area, number, invented)
        closed = self._held(municipality).filter(status=InspectionStatus.CLOSED, **_in("closed_on", month))
        for area, number, invented in _grouped(closed, where="area"):
            yield OwnCount(CLOSED, area, number, invented)
        spent = closed.filter(hours__isnull=False).order_by().values("area")
        for row in spent.annotate(spent=Sum("hours"), invented=Max(Cast("fictitious", IntegerField()))):
            yield OwnCount(HOURS, row["area"], round(row["spent"]), bool(row["invented"]))
        visits = Target.objects.filter(municipality=municipality, outcome__in=VISITS, **_in("visited_at", month))
        for outcome, area, number, invented in _grouped(_placed(visits), "outcome"):
            yield OwnCount(visit_slug(outcome), area, number, invented)
        wrong = Finding.objects.filter(
            municipality=municipality, answer=Answer.NOT_IN_ORDER, corrected_by__isnull=True, **_in("seen_at", month)
        )
        for area, number, invented in _grouped(_placed(wrong, "target__area"), count="target"):
            yield OwnCount(WRONG, area, number, invented)
        done = FollowUp.objects.filter(municipality=municipality, **_in("done_on", month)).exclude(outcome="")
        for outcome, area, number, invented in _grouped(_placed(done, "target__area"), "outcome"):
            yield OwnCount(outcome_slug(outcome), area, number, invented)

    def _held(self, municipality: Municipality) -> QuerySet[Inspection]:
        return Inspection.objects.filter(municipality=municipality, status__in=WAS_HELD, starts_at__isnull=False)


def _in(field: str, month: date) -> dict[str, int]:
    return {f"{field}__year": month.year, f"{field}__month": month.month}


def _placed(rows: QuerySet[Any], own: str = "area") -> QuerySet[Any]:
    """Return rows of an inspection with their place: that of the address, else of the inspection."""
    return rows.annotate(place=Coalesce(NullIf(F(own), Value("")), F("inspection__area")))


def _grouped(rows: QuerySet[Any], *fields: str, where: str = "place", count: str = "pk") -> Iterable[tuple[Any, ...]]:
    """Yield the values of `fields`, area, number, and whether some are invented."""
    invented = "fictitious" if where == "area" else "inspection__fictitious"
    grouped = (
        rows.order_by()
        .values(*fields, where)
        .annotate(number=Count(count, distinct=True), invented=Max(Cast(invented, IntegerField())))
    )
    for *values, number, some in grouped.values_list(*fields, where, "number", "invented"):
        yield (*values, number, bool(some))
