# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a whole StatLine table from its CSV, beside pandas doing the same: the Netherlands by wijk, buurt and type.

``python -m benchmarks --only ingest``. The table is invented (seed fixed) in the layout of a downloaded 47018NED: about
16,900 areas, 59 types and 10 years, 10 million lines, 540 MB, and a second one in which 1% of the figures was revised. Both are
read, checked, laid over what is stored and written, each in a process of its own, so that peak memory can be told.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
from benchmarks.measuring import Measure

SEED = 47018
YEARS = [f"{year}JJ00" for year in range(2015, 2025)]
REVISED = 0.01
WITHHELD = 0.03
MOMENTS = (datetime(2025, 2, 1, tzinfo=UTC), datetime(2025, 8, 1, tzinfo=UTC))
FILES = ("first.csv", "second.csv")
COLUMNS = ("SoortMisdrijf", "WijkenEnBuurten", "Perioden", "GeregistreerdeMisdrijven_1")
LEAST_PER_SECOND = 500_000
MOST_MB = 2000
WAYS = ("baken", "pandas")


def areas() -> list[str]:
    """Codes as CBS lists them: each municipality, then each of its wijken followed by its buurten."""
    from benchmarks.facts_national import buurten

    found: dict[str, None] = {"NL00": None}
    for code in buurten(np.random.default_rng(SEED)).tolist():
        found |= {f"GM{code[2:6]}": None, f"WK{code[2:8]}": None, code: None}
    return list(found)


def types() -> list[str]:
    from baken.observe import reference

    return [entry.code for entry in reference.crime_types()]


def generate(root: Path) -> int:
    """Write both files once; return how many lines each has."""
    codes, kinds = areas(), types()
    n = len(codes) * len(kinds) * len(YEARS)
    if (root / FILES[1]).exists():
        return n
    root.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(SEED)
    at = np.arange(n)
    values = rng.poisson(np.repeat(rng.gamma(0.7, 3.0, n // len(YEARS)), len(YEARS)))
    withheld = rng.random(n) < WITHHELD
    for name in FILES:
        shown = np.where(withheld, -1, values) + 1
        words = np.array(["       .", *(f"{value:>8}" for value in range(int(values.max()) + 2))])
        columns = {
            "ID": pa.array(at),
            COLUMNS[0]: _words([f"{kind:<6}" for kind in kinds], at // (len(YEARS) * len(codes))),
            COLUMNS[1]: _words([f"{code:<10}" for code in codes], at // len(YEARS) % len(codes)),
            COLUMNS[2]: _words(YEARS, at % len(YEARS)),
            COLUMNS[3]: _words(words.tolist(), shown),
        }
        aside = root / f"{name}.new"
        with aside.open("wb") as file:
            pa_csv.write_csv(pa.table(columns), file, pa_csv.WriteOptions(delimiter=";", quoting_style="all_valid"))
        aside.replace(root / name)
        values = values + (rng.random(n) < REVISED)
    return n


def _words(names: list[str], at: Any) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(at.astype(np.int32)), pa.array(names)).cast(pa.string())


def measures(root: Path) -> Iterator[Measure]:
    """Yield a measurement per load; memory is told in the name."""
    lines = generate(root)
    limit = 1000 * lines / LEAST_PER_SECOND
    for way in WAYS:
        shutil.rmtree(root / way, ignore_errors=True)
    for load, what in enumerate(("first load", "second load, 1% revised")):
        ours, theirs = (_in_a_process(root, way, load) for way in WAYS)
        if ours["rows"] != theirs["rows"]:
            raise SystemExit(f"ingest, {what}: the answers differ: {ours['rows']} and {theirs['rows']}")
        yield Measure(
            f"ingest: {lines / 1e6:.1f} million lines, {what} ({_told('', ours)}; {_told('pandas ', theirs)})",
            (1000 * ours["seconds"],),
            limit,
            "pandas",
            (1000 * theirs["seconds"],),
        )
        if ours["mb"] > MOST_MB:
            print(f"ingest, {what}: took {ours['mb']:,.0f} MB, more than {MOST_MB:,} MB")


def _told(who: str, took: dict[str, Any]) -> str:
    return f"{who}{took['mb']:,.0f} MB, {took['cpu']:.0f} s of processor"


def _in_a_process(root: Path, way: str, load: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.ingest", str(root), way, str(load)]
    told: dict[str, Any] = json.loads(subprocess.check_output(command, text=True))
    return told


def by_baken(root: Path, load: int) -> list[int]:
    from django.conf import settings

    settings.configure(USE_I18N=False)

    from baken.observe.facts import Dataset, FactStore
    from baken.observe.sources.statline.bulk_rows import read_bulk
    from baken.observe.sources.statline.tables import TABLES

    ((_slug, rows),) = read_bulk(root / FILES[load], TABLES["47018NED"], provisional=frozenset()).parts.items()
    dataset = Dataset("bench-47018NED", "Verzonnen tabel", "Baken", note="invented to measure speed")
    receipt = FactStore(root / "baken").load(dataset, rows, retrieved_at=MOMENTS[load])
    return [receipt.added, receipt.revised, receipt.unchanged]


def by_pandas(root: Path, load: int) -> list[int]:
    """The same as one would write it with pandas: keys as categories, a merge by key, one Parquet file."""
    import pandas as pd

    from baken.observe import reference

    kind, area, period, value = COLUMNS
    held, keys = root / "pandas" / "facts.parquet", [kind, area, period]
    new = pd.read_csv(
        root / FILES[load],
        sep=";",
        usecols=COLUMNS,
        dtype=dict.fromkeys(keys, "category"),
        na_values=["       ."],
        skipinitialspace=True,
    )
    new = new[new[kind] != "0.0.0 "]  # the total comes from another table
    new[kind] = new[kind].cat.remove_unused_categories()
    indicator = {entry.code: entry.indicator for entry in reference.crime_types()}
    new[kind] = new[kind].cat.rename_categories(lambda key: indicator[key.strip()])
    new[area] = new[area].cat.rename_categories(str.strip)
    new[period] = new[period].cat.rename_categories(lambda key: key[:4])
    level = {"NL": "nation", "GM": "municipality", "WK": "wijk", "BU": "buurt"}
    codes = new[area].cat.categories
    new["level"] = pd.Categorical.from_codes(
        pd.Index(codes.str[:2].map(level))
        .map({name: at for at, name in enumerate(level.values())})
        .to_numpy()[new[area].cat.codes],
        list(level.values()),
    )
    new["status"] = pd.Categorical.from_codes(new[value].isna().astype(int), ["final", "withheld"])
    if new.duplicated(keys).any() or (new[value] < 0).any():
        raise SystemExit("unsound")
    new["known_from"] = pd.Timestamp(MOMENTS[load])
    new["known_to"] = pd.Series(pd.NaT, index=new.index, dtype=new.known_from.dtype)
    added, revised, unchanged = len(new), 0, 0
    if held.exists():
        old = pd.read_parquet(held)
        live = old.loc[old.known_to.isna(), [*keys, value, "status"]].reset_index(names="row")
        pairs = new.merge(live, how="left", on=keys, suffixes=("", "_was"))
        known = pairs.row.notna()
        same = known & ((pairs[value] == pairs[f"{value}_was"]) | (pairs[value].isna() & pairs[f"{value}_was"].isna()))
        changed = known & ~same
        old.loc[pairs.row[changed].astype(int), "known_to"] = MOMENTS[load]
        added, revised, unchanged = int((~known).sum()), int(changed.sum()), int(same.sum())
        new = pd.concat([old, pairs.loc[~same, new.columns]])
    new = new.sort_values([*keys, "known_from"], ignore_index=True)
    held.parent.mkdir(parents=True, exist_ok=True)
    new.to_parquet(held, compression="zstd", index=False)
    return [added, revised, unchanged]


def peak_mb() -> float:
    """The most memory this process has held, in MB (Linux)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return float("nan")


def main() -> None:
    """One load in this process: folder, way, number of the load; prints what it took."""
    root, way, load = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    work = {"baken": by_baken, "pandas": by_pandas}[way]
    began = time.perf_counter()
    rows = work(root, load)
    told = {"seconds": time.perf_counter() - began, "cpu": time.process_time(), "mb": peak_mb(), "rows": rows}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
