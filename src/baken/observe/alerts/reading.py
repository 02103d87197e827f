# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Monthly series of one municipality from the facts, in the order of which table is preferred. Reads, decides nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from ..facts import FactStore
from ..series import EXAMPLE
from ..store import store
from .assess import Series
from .months import between, complete
from .themes import THEMES, may_be_shown

TABLES = ("47022NED-month", "47024NED", "47013NED-month", "47021NED")
"""Tables of the police with months, the preferred first: those by wijk and buurt before those of the municipality alone."""
EXAMPLE_TABLES = ("example-months",)


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
    """Whether there are monthly figures of any municipality to look at; asks the list of datasets only."""
    return bool({found.id for found in store().datasets()} & {*TABLES, *EXAMPLE_TABLES})


def monthly(municipality: str, as_of: datetime | None = None) -> Read:
    """Return the monthly series of a municipality (CBS code) as known at `as_of`, by default now.

    Counts of one theme come from one table, the preferred one that has any of this municipality. Example months are read only
    where there are no others at all: judged beside real ones they would weigh on those.
    """
    facts = store()
    return _read(facts, municipality, TABLES, as_of) or _read(facts, municipality, EXAMPLE_TABLES, as_of) or NOTHING


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
