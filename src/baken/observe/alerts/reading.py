# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Monthly series of one municipality from the facts, in the order of which table is preferred. Reads, decides nothing."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from baken.access.facade import system_actor
from baken.kernel.models import Municipality

from ..facts import FactStore
from ..models import ClosedMonth
from ..own_figures.queries import own_series
from ..picture.series import EXAMPLE
from ..sources.base import UNKNOWN
from ..store import store
from ..themes import is_sensitive
from .months import between, complete
from .shapes import Series
from .themes import THEMES, may_be_shown

TABLES = ("47022NED-month", "47024NED", "47013NED-month", "47021NED")
"""Tables of the police with months, the preferred first: those by wijk and buurt before those of the municipality alone."""
EXAMPLE_TABLES = ("example-months",)
OWN = "own-records"
"""Stands for the dataset of what the municipality itself recorded."""
WITHHELD, WITHHELD_SENSITIVE = 4, 9
"""Counts of own records from 1 to this one are told to nobody here: the threshold of publications (`account.figures`)."""


@dataclass(frozen=True, slots=True)
class Read:
    """Series to judge. `newest` is the last month that counts of any of them ("" for none); `waiting` those after it."""

    series: tuple[Series, ...]
    newest: str
    waiting: tuple[str, ...]

    @property
    def example(self) -> bool:
        return any(one.example for one in self.series)


NOTHING = Read((), "", ())


def has_months() -> bool:
    """Whether there are monthly figures of any municipality to look at; asks the list of datasets, and for one closed month."""
    stored = {found.id for found in store().datasets()}
    return bool(stored & {*TABLES, *EXAMPLE_TABLES}) or ClosedMonth.objects.exists()


def monthly(municipality: Municipality, as_of: datetime | None = None) -> Read:
    """Return the monthly series of a municipality as known at `as_of`, by default now: of publishers and of its own records.

    Counts of one theme come from one table, the preferred one that has any of this municipality. Example months are read only
    where there are no others at all: judged beside real ones they would weigh on those. Own records are judged as far as the
    publishers' months reach, so that all are judged together.
    """
    facts, code = store(), municipality.code
    real = _read(facts, code, TABLES, as_of)
    own = _own(municipality)
    if real is None and all(one.example for one in own):
        real = _read(facts, code, EXAMPLE_TABLES, as_of)
    else:
        own = [one for one in own if not one.example]
    if not own:
        return real or NOTHING
    if real is None:
        return Read(tuple(own), max(one.months[-1] for one in own), ())
    return Read((*real.series, *(cut for one in own if (cut := _until(one, real.newest)))), real.newest, real.waiting)


def _own(municipality: Municipality) -> list[Series]:
    """Return the series of own records that are looked at, closed months only. Read as Baken itself: counts that may not be
    told are left out of what is kept (`assess`)."""
    found = []
    for one in own_series(system_actor(municipality), municipality):
        if one.area == UNKNOWN or not one.months or not may_be_shown(one.indicator, one.level, one.theme):
            continue
        withheld = WITHHELD_SENSITIVE if is_sensitive(one.indicator, one.theme) else WITHHELD
        names = tuple(f"{month:%Y-%m}" for month in one.months)
        counts = tuple(float(count) for count in one.counts)
        found.append(Series(OWN, one.indicator, one.area, one.level, names, counts, one.example, one.theme, withheld))
    return found


def _until(one: Series, last: str) -> Series | None:
    kept = sum(month <= last for month in one.months)
    return replace(one, months=one.months[:kept], counts=one.counts[:kept]) if kept else None


def _read(facts: FactStore, municipality: str, tables: tuple[str, ...], as_of: datetime | None) -> Read | None:
    stored = {found.id for found in facts.datasets()}
    wanted = [name for name in tables if name in stored]
    if not wanted:
        return None
    rows = facts.arrow(
        sorted(THEMES), datasets=wanted, municipality=municipality, period_kind="month", as_of=as_of
    ).select(["dataset", "indicator", "area", "level", "period", "value", "status"])
    values: dict[tuple[str, str, str, str], dict[str, float | None]] = {}
    examples: set[str] = set()
    for dataset, indicator, area, level, period, value, status in zip(
        *(column.to_pylist() for column in rows.columns), strict=True
    ):
        if may_be_shown(indicator, level):
            values.setdefault((dataset, indicator, area, level), {})[period] = value
            if status == EXAMPLE:
                examples.add(dataset)
    if not values:
        return None
    chosen = _chosen(values, wanted)
    count, waiting = _counting(facts, values, chosen)
    series = []
    for (dataset, indicator, area, level), months in sorted(values.items()):
        usable = [month for month in months if month in count[dataset]]
        if dataset != chosen[indicator] or not usable:
            continue
        names = tuple(between(min(usable), max(usable)))
        counts = tuple(months.get(name) for name in names)
        series.append(Series(dataset, indicator, area, level, names, counts, dataset in examples))
    if not series:
        return None
    return Read(tuple(series), max(one.months[-1] for one in series), waiting)


def _chosen(values: dict[tuple[str, str, str, str], dict[str, float | None]], tables: list[str]) -> dict[str, str]:
    """Return the table of which each theme is read."""
    there = {(indicator, dataset) for dataset, indicator, _area, _level in values}
    return {
        indicator: next(name for name in tables if (indicator, name) in there)
        for indicator in {indicator for indicator, _dataset in there}
    }


def _counting(
    facts: FactStore, values: dict[tuple[str, str, str, str], dict[str, float | None]], chosen: dict[str, str]
) -> tuple[dict[str, set[str]], tuple[str, ...]]:
    """Return by table the months that count, and the months that none of the tables counts yet."""
    known: dict[str, set[str]] = {}
    for (dataset, _indicator, _area, _level), months in values.items():
        known.setdefault(dataset, set()).update(months)
    count = {}
    for dataset in set(chosen.values()):
        fetched = max(timezone.localdate(load.retrieved_at) for load in facts.loads(dataset))
        count[dataset] = set(complete(known[dataset], fetched))
    newest = max((month for months in count.values() for month in months), default="")
    waiting = {month for dataset in count for month in known[dataset] if month > newest}
    return {name: count.get(name, set()) for name in known}, tuple(sorted(waiting))
