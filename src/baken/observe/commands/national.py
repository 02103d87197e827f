# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""`baken national`: picture or early warning of every municipality of which figures are stored, as one Parquet file."""

import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq

from ..national import embedded, spark
from ..national.work import early_warning_job, picture_job
from ..store import store
from .sources import Wrong


def write(
    what: str,
    out: Path,
    *,
    year: int | None = None,
    month: str | None = None,
    indicators: Sequence[str] = (),
    engine: str = "embedded",
    master: str = "local[2]",
    as_of: datetime | None = None,
) -> str:
    """Run `what` ("picture" of a year, "early-warning" for a month), write the rows to `out`, and return what was done.

    Raises `Wrong`; then nothing was written.
    """
    if what == "picture" and year is None:
        raise Wrong("give the year of the picture: --year 2025")
    if what == "early-warning" and month is None:
        raise Wrong("give the month to look at: --month 2026-10")
    try:
        job = (
            picture_job(year, tuple(indicators) or None)
            if year is not None and what == "picture"
            else early_warning_job(month or "", tuple(indicators) or None)
        )
    except ValueError as problem:
        raise Wrong(str(problem)) from None
    began = time.perf_counter()
    try:
        found = (
            embedded.run(store(), job, as_of=as_of)
            if engine == "embedded"
            else spark.run(store(), job, master=master, as_of=as_of)
        )
    except (spark.NoSparkError, embedded.MunicipalityError) as problem:
        raise Wrong(str(problem)) from None
    took = time.perf_counter() - began
    if not found.num_rows:
        raise Wrong("no figures are stored for that: see `baken sources list`")
    # whole or not at all
    beside = out.with_name(f".{out.name}.new")
    out.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(found, beside)
    beside.replace(out)
    towns = len(found["municipality"].unique())
    return f"{found.num_rows:,} rows of {towns} municipalities in {took:.1f} s ({engine}): {out}"
