# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The municipality's own closed months of the last year, for features that tell them beside an effort or a stream of work."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, municipality_of
from baken.ui.format import count

from .queries import OwnSeries, own_series

VIEW = "observe.own_figures.view"


@dataclass(frozen=True, slots=True)
class LastYear:
    """Series by indicator, of the whole municipality and with at least one closed month. Empty for who may not see them."""

    series: Mapping[str, OwnSeries]

    def __contains__(self, indicator: str) -> bool:
        return indicator in self.series

    def get(self, indicator: str) -> OwnSeries | None:
        """Return one series, or None where no month is closed."""
        return self.series.get(indicator)

    def total(self, indicator: str) -> int:
        """Return the sum over its months; 0 where there are none."""
        return sum(self.series[indicator].counts) if indicator in self.series else 0

    def told(self, indicator: str) -> str:
        """Return it in words: "12 in 11 maanden"; "" where there are none."""
        if indicator not in self.series:
            return ""
        months = len(self.series[indicator].months)
        return _("%(number)s in %(months)d maanden") % {"number": count(self.total(indicator)), "months": months}

    @property
    def example(self) -> bool:
        """Whether any of it was made up for the example."""
        return any(one.example for one in self.series.values())


def own_last_year(actor: Actor, indicators: Iterable[str]) -> LastYear:
    """Return the last closed months of these indicators, as `actor` may see them. Three queries."""
    if actor.municipality_id is None or not actor.may(VIEW):
        return LastYear({})
    municipality, today = municipality_of(actor), timezone.localdate()
    since = date(today.year - 1, today.month, 1)
    rows = own_series(actor, municipality, indicators=list(indicators), since=since)
    return LastYear({one.indicator: one for one in rows if one.area == municipality.code and one.months})


def own_figure_url(indicator: str) -> str:
    """Return the page of own figures of an indicator."""
    return f"{reverse('observe:own_figures')}?{urlencode({'onderwerp': indicator})}"
