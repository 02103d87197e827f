# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The questions that can be put to facts, as Ibis expressions. Which files hold the answer is the store's business."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache, reduce
from itertools import repeat
from operator import and_
from typing import Any

import pyarrow as pa

from baken.observe.facts.engine import blank, compiled, moment_text, unbound
from baken.observe.facts.schema import AREA, LEVELS, PERIOD, PERIOD_KINDS, Fact, FactError, Ranked

_LENGTHS = {"year": 4, "month": 7}


@dataclass(frozen=True)
class Filter:
    """What to look for. None means no limit; ``as_of`` None means what is known now."""

    areas: Sequence[str] | None = None
    municipality: str | None = None
    levels: Sequence[str] | None = None
    periods: Sequence[str] | None = None
    period_kind: str | None = None
    as_of: datetime | None = None
    versions: bool = False

    def __post_init__(self) -> None:
        wrong = [f"area {code!r} is not a code" for code in self._codes() if not AREA.fullmatch(code)]
        wrong += [f"level {level!r} is unknown" for level in self.levels or () if level not in LEVELS]
        wrong += [f"period {period!r} is not a year or month" for period in self.periods or () if not _is(period)]
        if self.municipality is not None and self.municipality[:2] not in ("GM", "NL"):
            wrong.append(f"{self.municipality!r} is not the code of a municipality or of the nation")
        if self.period_kind not in (None, *PERIOD_KINDS):
            wrong.append(f"period_kind {self.period_kind!r} is not one of {', '.join(PERIOD_KINDS)}")
        if wrong:
            raise FactError(wrong)

    def _codes(self) -> tuple[str, ...]:
        return (*(self.areas or ()), *(() if self.municipality is None else (self.municipality,)))

    @property
    def nothing(self) -> bool:
        """A list was given and it is empty: no row can fit."""
        return any(given is not None and not given for given in (self.areas, self.levels, self.periods))

    def values(self) -> dict[str, Sequence[str]]:
        """What to fill in, per blank; the names that are present are the shape of the question."""
        found: dict[str, Sequence[str] | None] = {
            "areas": self.areas,
            "municipality": None if self.municipality is None else (self.municipality,),
            "levels": self.levels,
            "periods": self.periods,
            "as_of": None if self.as_of is None else (moment_text(self.as_of),),
        }
        return {name: given for name, given in found.items() if given is not None}

    def shape(self) -> tuple[tuple[str, ...], str | None, bool]:
        return tuple(self.values()), self.period_kind, self.versions


def _is(period: str) -> bool:
    return PERIOD.fullmatch(period) is not None


def narrowed(facts: Any, shape: tuple[tuple[str, ...], str | None, bool]) -> Any:
    """The rows of ``facts`` that fit a question of this shape, with blanks for its values."""
    import ibis

    names, kind, versions = shape
    lists = {"areas": facts.area, "levels": facts.level, "periods": facts.period, "municipality": facts.municipality}
    tests = [column.isin([blank(name)]) for name, column in lists.items() if name in names]
    if kind is not None:
        tests.append(facts.period.length() == _LENGTHS[kind])
    if "as_of" in names:
        moment = ibis.literal(blank("as_of")).cast("timestamp('UTC')")
        tests += [facts.known_from <= moment, facts.known_to.isnull() | (facts.known_to > moment)]
    elif not versions:
        tests.append(facts.known_to.isnull())
    return facts.filter(reduce(and_, tests)) if tests else facts


@lru_cache(maxsize=256)
def rows_sql(shape: tuple[tuple[str, ...], str | None, bool]) -> str:
    """SQL of the rows themselves, in order of indicator, area, period, dataset and version."""
    order = ["indicator", "area", "period", "dataset", "known_from"]
    return compiled(narrowed(unbound(), shape).order_by(order))


@lru_cache(maxsize=256)
def unordered_sql(shape: tuple[tuple[str, ...], str | None, bool]) -> str:
    """SQL of the rows in no particular order, to build further questions on."""
    return compiled(narrowed(unbound(), shape))


@lru_cache(maxsize=64)
def ranking_sql(shape: tuple[tuple[str, ...], str | None, bool]) -> str:
    """SQL of the sum per dataset and municipality, highest first, those without any published part last."""
    import ibis

    facts = narrowed(unbound(), shape)
    counts = {name: facts.count(where=facts.status == name) for name in ("withheld", "provisional", "example")}
    totals = facts.group_by("dataset", "municipality").agg(value=facts.value.sum(), parts=facts.count(), **counts)
    return compiled(totals.order_by(ibis.desc("value", nulls_first=False), "municipality"))


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def as_facts(table: pa.Table) -> list[Fact]:
    """Rows of FACT_SCHEMA as objects.

    Filled column by column through the slots, in half the time that ``Fact(*row)`` takes: a picture has 10,000 rows.
    """
    facts = list(map(object.__new__, repeat(Fact, table.num_rows)))
    for name in Fact.__slots__:
        column = table[name]
        values = _moments(column) if pa.types.is_timestamp(column.type) else column.to_pylist()
        deque(map(getattr(Fact, name).__set__, facts, values), maxlen=0)
    return facts


def _moments(column: pa.ChunkedArray) -> list[datetime | None]:
    """Few moments repeat over many rows: each is made once."""
    made: dict[int | None, datetime | None] = {None: None}
    numbers = column.cast(pa.timestamp("us", tz="UTC")).cast(pa.int64()).to_pylist()
    for number in set(numbers) - {None}:
        made[number] = _EPOCH + timedelta(microseconds=number)
    return [made[number] for number in numbers]


def as_ranked(table: pa.Table) -> list[Ranked]:
    return [Ranked(**row) for row in table.to_pylist()]
