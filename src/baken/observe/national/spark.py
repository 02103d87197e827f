# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The national run on Apache Spark: the same question in Spark's dialect, the same work per municipality.

Needs the extra ``spark`` and Java 17 or newer; every worker needs this same Baken and sees the folder of the facts.
"""

from __future__ import annotations

import os
import shutil
import sys
from datetime import datetime
from typing import Any

import pyarrow as pa

from baken.observe.facts import FactStore, query
from baken.observe.facts.limits import Filter
from baken.observe.national.work import Job

VIEW = "facts"
ORDER = ("indicator", "dataset", "area", "period", "known_from")


class NoSparkError(RuntimeError):
    """The extra isn't installed; the message says what to do."""


def run(store: FactStore, job: Job, *, master: str, as_of: datetime | None = None) -> pa.Table:
    """Return what ``embedded.run`` returns, computed on the cluster at ``master`` (``spark://host:7077``, ``local[2]``).

    Raises NoSparkError; what Spark itself raises goes through.
    """
    session = _session(master, job.name)
    try:
        files = store.files(None if job.indicators is None else list(job.indicators))
        if not files:
            return job.schema.empty_table()
        session.read.parquet(*map(str, files)).createOrReplaceTempView(VIEW)
        wanted = Filter(periods=job.periods, period_kind=None if job.periods else job.period_kind, as_of=as_of)
        rows = session.sql(query.for_spark(wanted.shape(), VIEW, wanted.values()))
        work = job.work

        def one(group: pa.Table) -> pa.Table:
            # a shuffle keeps no order: the work gets the store's own
            return work(group.sort_by([(name, "ascending") for name in ORDER]))

        from pyspark.sql.pandas.types import from_arrow_schema

        found = rows.groupBy("municipality").applyInArrow(one, from_arrow_schema(job.schema)).toArrow()
        return job.in_order(found.select(job.schema.names).cast(job.schema))
    finally:
        session.stop()


def _session(master: str, name: str) -> Any:
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise NoSparkError("Spark isn't installed: pip install 'baken[spark]'; see docs/scale-out.md") from None
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        raise NoSparkError("Spark needs Java 17 or newer, and there is no java on the PATH; see docs/scale-out.md")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    return (
        SparkSession.builder.master(master)
        .appName(f"baken national: {name}")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .getOrCreate()
    )
