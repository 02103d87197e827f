# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many concerns a month had, for `observe`: numbers by wijk, and nothing of the concerns themselves.

Each theme is also counted by who noticed it: more control gives more reports, and a figure that doesn't say so misleads.
Registers under another regime than the AVG (police data) aren't counted: their laws have rules of their own for statistics.
"""

from collections.abc import Iterable
from datetime import date
from itertools import product
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, IntegerField, Max, Min, QuerySet
from django.db.models.functions import Cast, TruncDate
from django.utils.translation import gettext_lazy as _

from baken.access.facade import Regime
from baken.kernel.models import Municipality
from baken.observe.facade import THEMES, OwnCount, OwnIndicator

from ..models import ChosenBarrier, Concern, HandOver, Outcome, SourceKind

HANDLING = "handling"
"""Theme of what is counted over all themes together."""
TITLES = {
    "nuisance": _("Meldingen van overlast"),
    "drugs": _("Meldingen van drugsoverlast"),
    "undermining": _("Signalen van ondermijning"),
    "youth": _("Meldingen over jeugdgroepen"),
    "liveability": _("Meldingen over verloedering en afval"),
    "cyber": _("Meldingen van onlinecriminaliteit"),
    "trafficking": _("Signalen van mensenhandel"),
    "care": _("Meldingen over onbegrepen gedrag en kwetsbare mensen"),
    "discrimination": _("Meldingen van discriminatie"),
}
BY_WHOM = {
    SourceKind.RESIDENT: _("door inwoners en ondernemers"),
    SourceKind.PROFESSIONAL: _("door professionals"),
    SourceKind.OWN_CONTROL: _("gezien bij eigen controle"),
}
OUTCOMES = {
    Outcome.ACTED: _("Afgerond: er is iets gedaan"),
    Outcome.PASSED_ON: _("Afgerond: overgedragen"),
    Outcome.NOTHING_FOUND: _("Afgerond: niets aangetroffen"),
    Outcome.NO_FOLLOW_UP: _("Afgerond: geen opvolging"),
    Outcome.NOT_ALLOWED: _("Afgerond: mocht niet worden behandeld"),
}
LEADS = (
    ("lead_4_weeks", _("Afgerond binnen 4 weken"), 0, 28),
    ("lead_12_weeks", _("Afgerond na 4 tot 12 weken"), 29, 84),
    ("lead_longer", _("Afgerond na meer dan 12 weken"), 85, 100_000),
)
"""Slug, title, and days from receipt to closing, both included."""
RECEIVED = _("Aantal meldingen en signalen dat de gemeente zelf ontving, op de plek waarover ze gaan.")
NOTICED = _(
    "Aantal ontvangen meldingen en signalen, naar wie het opmerkte. Meer controle geeft meer meldingen: dat zegt niet dat er "
    "meer gebeurt."
)
ENDED = _("Aantal meldingen en signalen dat in de maand is afgerond, op de plek waarover ze gaan.")
UNIT = _("meldingen")
HANDED_OVER = OwnIndicator(
    "trafficking_handed_over", _("Overdrachten bij mensenhandel"), "trafficking", _("overdrachten"),
    _("Aantal keer dat een signaal van mensenhandel is overgedragen aan zorg, CoMensha, politie of Arbeidsinspectie."),
)  # fmt: skip
BARRIERS = OwnIndicator(
    "trafficking_barriers", _("Gekozen barrières bij mensenhandel"), "trafficking", _("barrières"),
    _("Aantal barrières dat de gemeente na een signaal van mensenhandel koos."),
)  # fmt: skip


def theme_slug(theme: str) -> str:
    """Return the indicator of a theme."""
    return f"concerns_{theme}"


def noticed_slug(theme: str, kind: str) -> str:
    """Return the indicator of a theme by who noticed."""
    return f"reported_{theme}_{kind}"


def outcome_slug(outcome: str) -> str:
    """Return the indicator of an outcome."""
    return f"outcome_{outcome}"


def _noticed(theme: str, kind: SourceKind) -> OwnIndicator:
    title = f"{TITLES[theme]}, {BY_WHOM[kind]}"
    return OwnIndicator(noticed_slug(theme, kind), title, theme, UNIT, NOTICED)


def _indicators() -> tuple[OwnIndicator, ...]:
    themes = [theme for theme in THEMES if theme in TITLES]
    return (
        *(OwnIndicator(theme_slug(theme), TITLES[theme], theme, UNIT, RECEIVED) for theme in themes),
        *(_noticed(theme, kind) for theme, kind in product(themes, SourceKind)),
        *(OwnIndicator(outcome_slug(slug), title, HANDLING, UNIT, ENDED) for slug, title in OUTCOMES.items()),
        *(OwnIndicator(slug, title, HANDLING, UNIT, ENDED) for slug, title, _first, _last in LEADS),
        HANDED_OVER,
        BARRIERS,
    )


class ConcernsSource:
    """The local source of concerns: received by theme and by who noticed, closed by outcome and by how long it took.

    Asked while Baken itself looks, so all rows are in sight.
    """

    slug = "concerns"

    def __init__(self) -> None:
        self.indicators = _indicators()

    def first_month(self, municipality: Municipality) -> date | None:
        """Return the first day of the month in which the oldest concern was received; None without any."""
        first = self._concerns(municipality).aggregate(first=Min("received_at"))["first"]
        return first.date().replace(day=1) if first else None

    def counts(self, municipality: Municipality, month: date) -> Iterable[OwnCount]:
        """Yield what the month received and closed, by wijk. Five queries."""
        concerns = self._concerns(municipality)
        received = concerns.filter(received_at__year=month.year, received_at__month=month.month)
        for theme, kind, area, number, invented in _grouped(received, "theme", "source_kind"):
            if theme in TITLES:
                yield OwnCount(theme_slug(theme), area, number, invented)
                yield OwnCount(noticed_slug(theme, kind), area, number, invented)
        closed = concerns.filter(status="closed", closed_on__year=month.year, closed_on__month=month.month)
        for outcome, area, number, invented in _grouped(closed.exclude(outcome=""), "outcome"):
            yield OwnCount(outcome_slug(outcome), area, number, invented)
        took = ExpressionWrapper(F("closed_on") - TruncDate("received_at"), output_field=DurationField())
        days: dict[tuple[str, str], list[bool]] = {}
        for area, invented, lasted in closed.annotate(took=took).values_list("area", "fictitious", "took"):
            slug = next(slug for slug, _title, first, last in LEADS if first <= max(lasted.days, 0) <= last)
            days.setdefault((slug, area), []).append(invented)
        for (slug, area), rows in days.items():
            yield OwnCount(slug, area, len(rows), any(rows))
        yield from self._trafficking(municipality, month)

    def _trafficking(self, municipality: Municipality, month: date) -> Iterable[OwnCount]:
        """Yield what was done about trafficking: of the municipality only, since a wijk would tell too much. Two queries."""
        concerns = self._concerns(municipality)
        for indicator, model, day in ((HANDED_OVER, HandOver, "on"), (BARRIERS, ChosenBarrier, "chosen_on")):
            rows = model._default_manager.filter(
                concern__in=concerns, **{f"{day}__year": month.year, f"{day}__month": month.month}
            )
            invented = list(rows.values_list("concern__fictitious", flat=True))
            if invented:
                yield OwnCount(indicator.slug, "", len(invented), any(invented))

    def _concerns(self, municipality: Municipality) -> QuerySet[Concern]:
        found = Concern.objects.filter(municipality=municipality, vault__regime=Regime.GENERAL)
        return found.exclude(status="merged")


def _grouped(rows: QuerySet[Concern], *fields: str) -> Iterable[tuple[Any, ...]]:
    """Yield the values of `fields`, area, number, and whether some are invented."""
    grouped = (
        rows.order_by()
        .values(*fields, "area")
        .annotate(number=Count("pk"), invented=Max(Cast("fictitious", IntegerField())))
    )
    for *values, number, invented in grouped.values_list(*fields, "area", "number", "invented"):
        yield (*values, number, bool(invented))
