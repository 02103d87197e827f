# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The newest objects of a desk in which some words stand, among a million, whatever filter they pass.

Words and filter are *sides*: each is a range of an index, in the order of keys, which is that of time. The side that has the
fewest is walked, newest first, and each key of it is looked up in the others. What a search costs is so the length of a walk,
and that is what is bounded: the first goes `LOOKED` keys back, which is enough for words that stand together often. Only where
those don't fill a page is the rest looked at, and of two long sides what both have is found first, by laying them side by side.

The database is told the order of the work here, where the ORM would leave it the choice: it can't know how often words stand
together, nor that a condition of row-level security is cheap. Each side is a query of the ORM all the same, so every one of
them is asked under row-level security.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import F, Model, QuerySet
from django.db.models.expressions import RawSQL

from ..actors import Actor
from ..models import SearchToken
from . import searching

# ruff: noqa: S608 - the texts put together here are made by the ORM, with their parameters apart
M = TypeVar("M", bound=Model)
Sql = tuple[str, tuple[Any, ...]]
LISTED, ENOUGH = 250, 50
"""Objects that a list of words goes back for, and how many it doesn't go further for: five pages, and one."""
LOOKED = 1_000
"""Keys of the rarest side that are looked at first. A side with no more is looked at to its end."""
SLICES, OF = 4, 64
"""Stretches of time, and parts in which it is cut, by which the size of a filter is reckoned."""
SLICE = 1_000
"""How far a stretch is counted. A filter with more in one is only looked up in."""
LOOK_UP, READ = 3.0, 0.36
"""Microseconds that it takes to look a key up in another side, and to read one along an index and lay it beside others."""
AT_ONCE = 8_000.0
"""Microseconds of looking up for which no other way is sought."""


@dataclass(frozen=True, slots=True)
class Newest:
    """The keys of the newest objects that hold some words, the newest first; `more`: there are or may be older ones."""

    keys: list[UUID]
    more: bool


@dataclass(frozen=True)
class _Side:
    """A condition as a set of keys: rows, and the field in which they hold the key. Of a word: rows with one of its tokens."""

    rows: QuerySet[Any]
    field: str = "pk"
    tokens: tuple[str, ...] = ()
    reach: UUID | None = None
    """The key after the newest `LOOKED`; None: there are no more than those."""
    newest: UUID | None = None
    oldest: UUID | None = None

    def upto(self, last: UUID) -> "_Side":
        """Return the same with only keys up to `last`."""
        return self.between(None, UUID(int=last.int + 1))

    def between(self, first: UUID | None, before: UUID | None) -> "_Side":
        """Return the same with only keys from `first` on and below `before`."""
        rows = self.rows
        if first is not None:
            rows = rows.filter(**{f"{self.field}__gte": first})
        if before is not None:
            rows = rows.filter(**{f"{self.field}__lt": before})
        return _Side(rows, self.field, self.tokens)

    @cached_property
    def parts(self) -> list[Sql]:
        """Return the statements for the keys, as column `k`: each token's by itself, since the index has those in order."""
        rows = self.rows.order_by().annotate(k=F(self.field)).values_list("k")
        return [_compiled(one) for one in ([rows.filter(token=one) for one in self.tokens] or [rows])]

    @property
    def keys(self) -> Sql:
        """Return the statement for all keys."""
        return " UNION ALL ".join(text for text, _v in self.parts), tuple(
            v for _t, values in self.parts for v in values
        )

    def nth(self, number: int, order: str = "DESC") -> Sql:
        """Return the expression for the key after so many, from the newest on, or from the oldest."""
        ordered = (
            f"SELECT k FROM ({text} ORDER BY k {order} LIMIT {int(number) + 1}) part{n}"
            for n, (text, _values) in enumerate(self.parts)
        )
        return f"({' UNION ALL '.join(ordered)} ORDER BY k {order} LIMIT 1 OFFSET {int(number)})", self.keys[1]

    @cached_property
    def holds(self) -> Sql:
        """Return the condition that the key `walk.k` is in it. A subquery of one row, which the database has to ask for each
        key: it may not make a set of what is asked instead."""
        rows = self.rows.order_by().filter(**{self.field: RawSQL("walk.k", ())})
        text, values = _compiled((rows.filter(token__in=self.tokens) if self.tokens else rows).values(self.field)[:1])
        return f"({text}) IS NOT NULL", values


def newest_in_desks(
    actor: Actor,
    purpose: str,
    text: str,
    rows: QuerySet[M],
    *,
    narrowed: bool = False,
    first_key: UUID | None = None,
    before_key: UUID | None = None,
    listed: int | None = None,
    enough: int | None = None,
) -> Newest:
    """Return the newest of `rows` in which every word of `text` stands, in the desks of the actor's; none without words.

    For objects that carry their register (`authorization.policy.InDesk`) and have the key of their guarded record, already
    narrowed to what the actor may see. Keys are made in order of time. At most `listed` are found; where a first look finds
    more than `enough`, it is left at that. With `enough` as large as `listed` the answer is that of the whole.

    `narrowed`: the rows are a range of an index, so that they are soon counted. `first_key`, `before_key`: the rows' keys lie
    between them. Statements: four at most, however many words and rows there are.
    """
    listed, enough = listed or LISTED, enough or ENOUGH
    here, wanted_words = searching.words_in_desks(actor, purpose, text)
    words = [_Side(here, "guarded", tokens).between(first_key, before_key) for tokens in wanted_words]
    if not words:
        return Newest([], False)
    where = _Side(rows)
    try:
        words, few = _measured(words, where if narrowed else None)
        first, *others = words
        if few:
            found = _walked(where, words, listed + 1)
            return Newest(found[:listed], len(found) > listed)
        found = _walked(_after(first), [where, *others], listed + 1)
        if first.reach is None or len(found) > enough:
            return Newest(found[:listed], len(found) > listed or first.reach is not None)
        wanted = min(listed, 2 * enough) + 1 - len(found)
        older = _rest(words, where, narrowed=narrowed, found=len(found), wanted=wanted)
    except EmptyResultSet:  # a filter that nothing can pass
        return Newest([], False)
    more = len(older) == wanted
    return Newest(found + (older[:-1] if more else older), more)


def _after(side: _Side) -> _Side:
    """Return the newest `LOOKED` of a side of words, or all."""
    return side if side.reach is None else side.between(UUID(int=side.reach.int + 1), None)


def _measured(words: Sequence[_Side], where: _Side | None) -> tuple[list[_Side], bool]:
    """Return the words with their reach, the rarest first, and whether the filter has few rows. One statement."""
    asked = [sql for word in words for sql in (word.nth(LOOKED), word.nth(0), word.nth(0, "ASC"))]
    if where is not None:
        asked.append(_count(where, LOOKED + 1))
    told = _answer(asked)
    ends = [[_key(key) for key in told[n : n + 3]] for n in range(0, 3 * len(words), 3)]
    known = [
        replace(word, reach=reach, newest=newest, oldest=oldest)
        for word, (reach, newest, oldest) in zip(words, ends, strict=True)
    ]
    # what goes back furthest for as many stands least often
    known.sort(key=lambda side: (side.reach is not None, side.reach or UUID(int=0)))
    return known, where is not None and told[-1] <= LOOKED


def _rest(words: Sequence[_Side], where: _Side, *, narrowed: bool, found: int, wanted: int) -> list[UUID]:
    """Return what is older than the first look, which found so many: at most so many as are wanted. Two statements.

    Takes the way that is soonest through, as far as can be told: how many keys there are is reckoned from how far back the
    first `LOOKED` reach.
    """
    first, *others = words
    assert first.reach is not None
    rest = first.upto(first.reach)
    to_walk = LOOKED * wanted / max(found, 0.5)
    if to_walk * LOOK_UP <= AT_ONCE:
        return _walked(rest, [where, *others], wanted)
    reach, oldest, newest = _moment(first.reach), _moment(first.oldest), _moment(first.newest)
    mine = LOOKED * max(reach - oldest, 1) / max(newest - reach, 1)
    to_walk = min(to_walk, mine)
    ways: list[tuple[float, _Side, Sequence[_Side], _Side | None]] = [(to_walk * LOOK_UP, rest, [where, *others], None)]
    passing = _size(where, oldest, reach) if narrowed else None
    if passing is not None:
        older = where.upto(first.reach)
        ways += [
            (passing * READ + min(to_walk / mine, 1) * passing * LOOK_UP, older, words, None),
            ((passing + mine) * READ, rest, others, older),
        ]
    if others:
        second = mine * max(newest - reach, 1) / max(newest - _moment(others[0].reach), 1)
        ways.append(((mine + second) * READ, rest, [where, *others[1:]], others[0].upto(first.reach)))
    _cost, side, more, beside = min(ways, key=lambda way: way[0])
    return _walked(side, more, wanted, beside)


def _size(where: _Side, oldest: int, reach: int) -> float | None:
    """Return about how many objects a filter has between two moments, by some stretches of it; None for many. One statement."""
    step = max(reach - oldest, OF) / OF
    starts = (oldest + step * (OF * (2 * n + 1) // (2 * SLICES)) for n in range(SLICES))
    slices = [where.between(_first_key(start), _first_key(start + step)) for start in starts]
    told = _answer([_count(one, SLICE) for one in slices])
    return None if max(told) == SLICE else sum(told) * OF / SLICES


def _walked(side: _Side, others: Sequence[_Side], most: int, beside: _Side | None = None) -> list[UUID]:
    """Return the newest keys that a side has, `beside` too, and all the others, at most so many. One statement."""
    text, values = side.keys
    if beside is not None:
        two, twos = beside.keys
        text, values = f"SELECT k FROM ({text}) one INTERSECT SELECT k FROM ({two}) two", (*values, *twos)
    if beside is not None or not side.tokens:
        # told apart, since no index has these in order: else the database might go through all objects in order instead
        text = f"WITH few AS MATERIALIZED ({text}) SELECT DISTINCT k FROM (SELECT k FROM few ORDER BY k DESC) walk"
    else:
        text = f"SELECT DISTINCT k FROM ({text} ORDER BY k DESC) walk"
    # words first, the rarest first, since their index alone tells; the database would take another order
    conditions = [other.holds for other in sorted(others, key=lambda other: not other.tokens)]
    if conditions:
        refused = " ".join(f"WHEN NOT ({condition}) THEN FALSE" for condition, _values in conditions)
        text += f" WHERE CASE {refused} ELSE TRUE END"
    for _condition, more in conditions:
        values = (*values, *more)
    return [key for row in _rows(f"{text} ORDER BY k DESC LIMIT {int(most)}", values) if (key := _key(row[0]))]


def _count(side: _Side, most: int) -> Sql:
    """Return the expression for how many a side has, up to `most`."""
    text, values = _compiled(side.rows.order_by().values("pk")[:most])
    return f"(SELECT COUNT(*) FROM ({text}) counted)", values


def _answer(asked: Sequence[Sql]) -> tuple[Any, ...]:
    """Return what some expressions are. One statement."""
    ((*told,),) = _rows("SELECT " + ", ".join(text for text, _v in asked), tuple(v for _t, vs in asked for v in vs))
    return tuple(told)


def _rows(text: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    with connections[SearchToken.objects.db].cursor() as cursor:
        cursor.execute(text, values)
        return list(cursor.fetchall())


def _compiled(rows: QuerySet[Any, Any]) -> Sql:
    text, values = rows.query.get_compiler(SearchToken.objects.db).as_sql()
    return text, tuple(values)


def _key(told: Any) -> UUID | None:
    """Return a key as the database gives it: SQLite has text."""
    return told if told is None or isinstance(told, UUID) else UUID(told)


def _moment(key: UUID | None) -> int:
    """Return when a key was made, in milliseconds: the first bits of a UUIDv7."""
    return key.int >> 80 if key else 0


def _first_key(moment: float) -> UUID:
    """Return the lowest key of a moment, in milliseconds."""
    return UUID(int=int(moment) << 80)
