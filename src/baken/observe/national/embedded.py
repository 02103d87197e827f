# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The national run in this process: DuckDB reads, one municipality after the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pyarrow as pa

from baken.observe.facts import FactStore
from baken.observe.national.work import Job


class MunicipalityError(ValueError):
    """The figures of a municipality contradict one another; the message names it."""


def run(store: FactStore, job: Job, *, as_of: datetime | None = None) -> pa.Table:
    """Return the rows of every municipality of which facts are stored, in order of municipality.

    Raises MunicipalityError where the figures of one contradict one another, and whatever the store raises.
    """
    indicators = store.indicators() if job.indicators is None else list(job.indicators)
    limits: dict[str, Any] = {"period_kind": job.period_kind} if job.periods is None else {"periods": job.periods}
    found = []
    for code, rows in _municipalities(store, indicators, {**limits, "as_of": as_of}):
        try:
            found.append(job.work(rows))
        except ValueError as problem:
            raise MunicipalityError(f"{code}: {problem}") from problem
    return job.in_order(pa.concat_tables([job.schema.empty_table(), *found]))


def _municipalities(store: FactStore, indicators: list[str], limits: dict[str, Any]) -> Iterator[tuple[str, pa.Table]]:
    known = store.table(indicators, **limits).select("municipality").distinct()
    codes = sorted(known.to_pyarrow()["municipality"].to_pylist())
    return ((code, store.arrow(indicators, municipality=code, **limits)) for code in codes)
