# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A new delivery laid over what is known: what is new, what was revised, what stayed. Pure: tables in, table out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baken.observe.facts import keys, words
from baken.observe.facts.checks import Problems
from baken.observe.facts.schema import CODED_FACTS, FACT_SCHEMA

#: With the status, what makes a delivery of a known key a revision. Level and municipality follow from the area code.
FIGURES = ("value", "lower", "upper", "n")


@dataclass(frozen=True)
class Merged:
    """``table``: all rows of one (dataset, indicator), coded, in file order; None when nothing changed."""

    table: pa.Table | None
    added: int = 0
    revised: int = 0
    unchanged: int = 0
    path: str = ""  # once the table is written and let go
    problems: Problems = field(default_factory=Problems)


def merge(stored: pa.Table | None, incoming: pa.Table, *, known_from: datetime, load_id: str) -> Merged:
    """Lay ``incoming`` over ``stored``, both coded and in file order, of one dataset and indicator.

    ``incoming`` has the columns of INPUT_SCHEMA and each key once, ``stored`` those of FACT_SCHEMA. A key that is absent
    from ``incoming`` stays as it is. A moment at or before which another figure was already known for the same key is a
    problem, since an answer given as of that moment would change afterwards.
    """
    moment = pa.scalar(known_from, FACT_SCHEMA.field("known_from").type)
    if stored is None or stored.num_rows == 0:
        return Merged(_stamped(incoming, moment, load_id), added=incoming.num_rows)
    old, new = keys.numbers([stored, incoming], keys.WITHIN)
    live = np.flatnonzero(words.unboxed(pc.is_null(stored["known_to"])))
    found, was = _pair(old[live], new)
    was = live[was]
    same = found & _same(stored, was, incoming) if len(live) else found
    known = words.unboxed(stored["known_from"])[was]
    late = found & ((known > moment.value) | ((known == moment.value) & ~same))
    if late.any():
        return Merged(None, problems=_late(incoming.filter(pa.array(late)), known_from))
    fresh = ~same
    revised = int((fresh & found).sum())
    told = Merged(None, added=int(fresh.sum()) - revised, revised=revised, unchanged=int(same.sum()))
    if not fresh.any():
        return told
    closed = _closed(stored, was[fresh & found], moment)
    added = _stamped(incoming.filter(pa.array(fresh)), moment, load_id)
    # Of one key the later version comes later: stored rows stand first, and sorting keeps that.
    order = np.argsort(np.concatenate([old, new[fresh]]), kind="stable")
    both = words.coded_table(pa.concat_tables([closed, added])).cast(CODED_FACTS)
    return replace(told, table=both.take(pa.array(order)))


def _pair(known: words.Numbers, new: words.Numbers) -> tuple[Any, words.Numbers]:
    """Per new key whether it is among the known ones (in order, each once), and at which place (0 where it isn't)."""
    place = np.minimum(np.searchsorted(known, new), max(len(known) - 1, 0))
    found = known[place] == new if len(known) else np.zeros(len(new), dtype=bool)
    return found, np.where(found, place, 0)


def _same(stored: pa.Table, was: words.Numbers, now: pa.Table) -> Any:
    """Per row of ``now`` whether all of its figure is as it was, at the place ``was`` in ``stored``."""
    status, earlier = words.ranked([words.of(now, "status"), words.of(stored, "status")])[0]
    same = status == earlier[was]
    at = pa.array(was)
    for name in FIGURES:
        kind = FACT_SCHEMA.field(name).type
        if now[name].null_count == now.num_rows and stored[name].null_count == stored.num_rows:
            continue
        old, new = stored[name].cast(kind).take(at), now[name].cast(kind)
        equal = pc.fill_null(pc.equal(new, old), False)
        same &= words.unboxed(pc.or_(equal, pc.and_(pc.is_null(new), pc.is_null(old))))
    return same


def _closed(stored: pa.Table, rows: words.Numbers, moment: pa.Scalar) -> pa.Table:
    mask = np.zeros(stored.num_rows, dtype=bool)
    mask[rows] = True
    ended = pc.if_else(pa.array(mask), moment, stored["known_to"])
    return stored.set_column(stored.column_names.index("known_to"), stored.field("known_to"), ended)


def _stamped(rows: pa.Table, moment: pa.Scalar, load_id: str) -> pa.Table:
    """Rows of a delivery with the columns of FACT_SCHEMA, words coded."""
    n = rows.num_rows
    load = pa.DictionaryArray.from_arrays(pa.array(np.zeros(n, dtype=np.int32)), pa.array([load_id]))
    ends = pa.nulls(n, FACT_SCHEMA.field("known_to").type)
    return pa.table([*rows.columns, pa.repeat(moment, n), ends, load], names=FACT_SCHEMA.names).cast(CODED_FACTS)


def _late(rows: pa.Table, known_from: datetime) -> Problems:
    problems = Problems()
    text = f"can't be known from {known_from.isoformat()}, since a figure known from then or later is stored already"
    problems.add_rows(rows, np.arange(rows.num_rows), text)
    return problems
