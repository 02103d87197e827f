# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The national run on a Spark cluster of two workers answers what the embedded one answers, on every row."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.campaign import nation
from tests.campaign.spark_cluster import ENVIRONMENT, Cluster, cluster, missing

pytestmark = [pytest.mark.campaign, pytest.mark.skipif(bool(missing()), reason=f"needs {missing()}")]
TOWNS = 342


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("nation")
    nation.write(root, TOWNS)
    return root


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("spark")) as found:
        yield found


def told(facts: Path, out: Path, *arguments: str) -> pa.Table:
    """What `baken national` writes."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("BAKEN_")} | ENVIRONMENT
    environment |= {"BAKEN_FACTS": str(facts), "BAKEN_VAR": str(out.parent)}
    command = [sys.executable, "-m", "baken.cli", "national", *arguments, "--out", str(out)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    print(done.stdout)
    return pq.read_table(out)


@pytest.mark.parametrize(
    ("what", "when", "least"),
    [
        (("picture", "--year", str(nation.YEAR)), (), 2 * 13 * TOWNS),
        (("early-warning", "--month", nation.MONTH), (), 3 * 13 * TOWNS),
        (("early-warning", "--month", nation.MONTH), ("--as-of", "2026-11-10"), 3 * 13 * TOWNS),
    ],
    ids=["picture", "early warning", "early warning as known before a revision"],
)
def test_two_workers_answer_as_one_process(
    facts: Path, spark: Cluster, tmp_path: Path, what: tuple[str, ...], when: tuple[str, ...], least: int
) -> None:
    here = told(facts, tmp_path / "here.parquet", *what, *when)
    there = told(facts, tmp_path / "there.parquet", *what, *when, "--engine", "spark", "--master", spark.master)
    assert here.num_rows >= least
    assert there.schema.equals(here.schema)
    different = [name for name in here.column_names if not there[name].equals(here[name])]
    assert not different
    assert spark.used() == 2
