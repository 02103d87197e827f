# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A new delivery laid over what is known: what is new, what was revised, what stayed. Pure: tables in, table out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baken.observe.facts.checks import Problems
from baken.observe.facts.schema import FACT_SCHEMA

#: What makes a delivery of a known key a revision. Level and municipality follow from the area code.
FIGURE = ("value", "lower", "upper", "n", "status")
ORDER = [("area", "ascending"), ("period", "ascending"), ("known_from", "ascending")]


@dataclass(frozen=True)
class Merged:
    """``table``: all rows of one (dataset, indicator) in file order, None when nothing changed."""

    table: pa.Table | None
    added: int = 0
    revised: int = 0
    unchanged: int = 0
    problems: Problems = field(default_factory=Problems)


def merge(stored: pa.Table | None, incoming: pa.Table, *, known_from: datetime, load_id: str) -> Merged:
    """Lay ``incoming`` (INPUT_SCHEMA, one dataset and indicator, unique keys) over ``stored`` (FACT_SCHEMA).

    A key that is absent from ``incoming`` stays as it is. A moment at or before which another figure was already
    known for the same key is a problem, since an answer given as of that moment would change afterwards.
    """
    moment = pa.scalar(known_from, FACT_SCHEMA.field("known_from").type)
    if stored is None or stored.num_rows == 0:
        return Merged(_ordered([_stamped(incoming, moment, load_id)]), added=incoming.num_rows)
    pairs = _pair(stored, incoming)
    found = pc.is_valid(pairs["was_row"])
    same = _same(pairs)
    before = pc.fill_null(pc.greater(pairs["was_known_from"], moment), False)
    at_once = pc.fill_null(pc.equal(pairs["was_known_from"], moment), False)
    late = pc.or_(before, pc.and_(pc.and_(found, at_once), pc.invert(same)))
    if pc.any(late).as_py():
        return Merged(None, problems=_late(pairs.filter(late), known_from))
    revised = pc.and_(found, pc.invert(same))
    fresh = pairs.filter(pc.or_(revised, pc.invert(found)))
    counts = {"revised": pc.sum(revised).as_py(), "added": pc.sum(pc.invert(found)).as_py()}
    unchanged = incoming.num_rows - fresh.num_rows
    if fresh.num_rows == 0:
        return Merged(None, unchanged=unchanged)
    closed = _closed(stored, pairs["was_row"].filter(revised), moment)
    return Merged(
        _ordered([closed, _stamped(fresh.select(incoming.column_names), moment, load_id)]),
        unchanged=unchanged,
        **counts,
    )


def _pair(stored: pa.Table, incoming: pa.Table) -> pa.Table:
    """Each incoming row beside the row now known for its key; ``was_row`` is that row's place in ``stored``."""
    numbered = stored.append_column("row", pa.array(np.arange(stored.num_rows)))
    live = numbered.filter(pc.is_null(numbered["known_to"])).select(["area", "period", *FIGURE, "known_from", "row"])
    live = live.rename_columns([n if n in ("area", "period") else f"was_{n}" for n in live.column_names])
    return incoming.join(live, keys=["area", "period"], join_type="left outer")


def _same(pairs: pa.Table) -> pa.ChunkedArray:
    same: Any = pc.is_valid(pairs["was_row"])
    for name in FIGURE:
        new, old = pairs[name], pairs[f"was_{name}"]
        equal = pc.fill_null(pc.equal(new, old), False)
        same = pc.and_(same, pc.or_(equal, pc.and_(pc.is_null(new), pc.is_null(old))))
    return same


def _closed(stored: pa.Table, rows: pa.ChunkedArray, moment: pa.Scalar) -> pa.Table:
    mask = np.zeros(stored.num_rows, dtype=bool)
    mask[rows.to_numpy()] = True
    at = stored.column_names.index("known_to")
    return stored.set_column(at, FACT_SCHEMA.field("known_to"), pc.if_else(pa.array(mask), moment, stored["known_to"]))


def _stamped(rows: pa.Table, moment: pa.Scalar, load_id: str) -> pa.Table:
    n = rows.num_rows
    return pa.table(
        [*rows.columns, pa.repeat(moment, n), pa.nulls(n, FACT_SCHEMA.field("known_to").type), pa.repeat(load_id, n)],
        schema=FACT_SCHEMA,
    )


def _ordered(parts: list[pa.Table]) -> pa.Table:
    return pa.concat_tables([part.cast(FACT_SCHEMA) for part in parts]).sort_by(ORDER)


def _late(pairs: pa.Table, known_from: datetime) -> Problems:
    problems = Problems()
    ordered = pairs.sort_by([("area", "ascending"), ("period", "ascending")])
    text = f"can't be known from {known_from.isoformat()}, since a figure known from then or later is stored already"
    problems.add_rows(ordered, np.arange(ordered.num_rows), text)
    return problems
