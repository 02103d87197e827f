# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fact store at the size of the Netherlands, beside pandas reading the same files.

Run from the project's root: ``python benchmarks/facts_national.py``. The first run writes about 134 million invented
rows (14,574 buurten, 59 types of crime, 156 months) to var/bench/facts-national, once; the seed is fixed, so everyone
measures the same table. Every pair of answers is compared before times are shown.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from baken.observe.facts import FACT_SCHEMA, Dataset, FactStore, Load
from baken.observe.facts import files as fact_files
from baken.observe.facts import manifest as fact_manifest
from baken.observe.facts.schema import months_of

SEED = 20260
MUNICIPALITIES, AREAS, TYPES = 342, 14_574, 59
YEARS = [str(year) for year in range(2012, 2025)]
FIRST, SECOND = datetime(2025, 2, 1, tzinfo=UTC), datetime(2025, 8, 1, tzinfo=UTC)
AS_OF = datetime(2025, 5, 1, tzinfo=UTC)
DATASET = Dataset(
    "national-months", "Verzonnen landelijke tabel", "Baken", note="invented to measure speed", example=True
)
HOME = "GM0453"
LAST_FIVE = [month for year in YEARS[-5:] for month in months_of(year)]


def buurten(rng: np.random.Generator) -> np.ndarray:
    """14,574 codes of buurten in order, unevenly spread over 342 municipalities of which Velsen's code is one."""
    numbers = rng.choice(np.setdiff1d(np.arange(1, 2000), [453]), MUNICIPALITIES - 1, replace=False)
    numbers = np.sort(np.append(numbers, 453))
    shares = rng.gamma(1.2, size=MUNICIPALITIES)
    counts = 3 + rng.multinomial(
        AREAS - 73 - 3 * (MUNICIPALITIES - 1), np.where(numbers == 453, 0, shares) / shares.sum()
    )
    counts[numbers == 453] = 73
    counts[0] += AREAS - counts.sum()
    return np.array(
        [f"BU{n:04d}{at // 8:02d}{at % 8:02d}" for n, c in zip(numbers, counts, strict=True) for at in range(c)]
    )


def one_type(rng: np.random.Generator, indicator: str, areas: np.ndarray) -> pa.Table:
    """All rows of one type in file order: 3% withheld, 0.5% revised half a year later."""
    months = [month for year in YEARS for month in months_of(year)]
    cells = len(areas) * len(months)
    level = np.repeat(rng.gamma(0.7, 2.0, len(areas)), len(months))
    value = rng.poisson(level).astype(float)
    withheld = rng.random(cells) < 0.03
    revised = rng.random(cells) < 0.005
    cell = np.repeat(np.arange(cells), 1 + revised)
    later = np.append(False, cell[1:] == cell[:-1])
    earlier = np.append(later[1:], False)
    figures = value[cell] + later
    hidden = withheld[cell]
    area_at, month_at = cell // len(months), cell % len(months)

    def words(values: list[str], at: np.ndarray) -> pa.Array:
        return pa.DictionaryArray.from_arrays(pa.array(at.astype(np.int32)), pa.array(values)).cast(pa.string())

    n = len(cell)
    moments = pa.array([FIRST, SECOND], FACT_SCHEMA.field("known_from").type)
    columns = {
        "dataset": pa.repeat(DATASET.id, n),
        "indicator": pa.repeat(indicator, n),
        "area": words(areas.tolist(), area_at),
        "level": pa.repeat("buurt", n),
        "municipality": words([f"GM{code[2:6]}" for code in areas], area_at),
        "period": words(months, month_at),
        "value": pa.array(figures, mask=hidden),
        "lower": pa.nulls(n, pa.float64()),
        "upper": pa.nulls(n, pa.float64()),
        "n": pa.nulls(n, pa.int64()),
        "status": words(["example", "withheld"], hidden),
        "known_from": moments.take(pa.array(later.astype(np.int8))),
        "known_to": moments.take(pa.array(np.ones(n, np.int8), mask=~earlier)),
        "load_id": words(["000001-bench", "000002-bench"], later),
    }
    return pa.table(columns, schema=FACT_SCHEMA)


def generate(root: Path) -> None:
    """Write the table once, in the store's own layout but past its checks, type after type."""
    if (root / fact_manifest.NAME).exists():
        return
    areas = buurten(np.random.default_rng(SEED))
    held: dict[str, str] = {}
    began, total = time.perf_counter(), 0
    for number in range(1, TYPES + 1):
        indicator = f"crime_type_{number:02d}"
        table = one_type(np.random.default_rng([SEED, number]), indicator, areas)
        held[indicator] = fact_files.path_of(DATASET.id, indicator, "000002-bench")
        fact_files.write(root, held[indicator], table)
        total += table.num_rows
    loads = [Load(f"{i:06d}-bench", DATASET.id, m, m, total, 0, 0, 0, "") for i, m in enumerate((FIRST, SECOND), 1)]
    made = fact_manifest.Manifest(2, {DATASET.id: DATASET}, {DATASET.id: held}, loads)
    fact_manifest.replace(root, made)
    print(f"wrote {total:,} rows in {time.perf_counter() - began:.0f} s")


def paths(store: FactStore, indicators: list[str]) -> list[str]:
    held = fact_manifest.read(store.root).files[DATASET.id]
    return [str(store.root / held[name]) for name in indicators]


def known(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame.known_to.isna() | (frame.known_to > AS_OF)]


def pandas_rows(store: FactStore, indicators: list[str], columns: list[str], filters: list[Any]) -> pd.DataFrame:
    """What pandas reads with the same limits pushed down as far as its reader takes them."""
    limits = [*filters, ("known_from", "<=", AS_OF)]
    columns = [*columns, "known_from", "known_to"]
    return known(pd.read_parquet(paths(store, indicators), engine="pyarrow", columns=columns, filters=limits))


def ranking_pandas(store: FactStore, indicator: str) -> dict[str, float]:
    limits = [("level", "==", "buurt"), ("period", "in", list(months_of("2024")))]
    frame = pandas_rows(store, [indicator], ["municipality", "value", "status"], limits)
    grouped = frame.groupby("municipality")
    withheld = (frame.status == "withheld").groupby(frame.municipality).sum()
    totals = pd.DataFrame({"value": grouped.value.sum(min_count=1), "withheld": withheld})
    ordered = totals.sort_values("value", ascending=False)
    return {str(code): (row.value, row.withheld) for code, row in ordered.iterrows()}


def ranking_baken(store: FactStore, indicator: str) -> dict[str, Any]:
    ranked = store.ranking(indicator, "2024", level="buurt", from_months=True, as_of=AS_OF)
    return {row.municipality: (row.value, row.withheld) for row in ranked}


def picture_pandas(store: FactStore, indicators: list[str], *more: str) -> pd.DataFrame:
    limits = [("municipality", "==", HOME), ("period", "in", LAST_FIVE)]
    return pandas_rows(store, indicators, ["indicator", "area", "period", "value", *more], limits)


def picture_baken(store: FactStore, indicators: list[str]) -> pa.Table:
    return store.arrow(indicators, municipality=HOME, periods=LAST_FIVE, as_of=AS_OF)


def years_baken(store: FactStore, indicators: list[str]) -> pa.Table:
    """The same picture per year, through an Ibis expression that is compiled anew each time."""
    rows = store.table(indicators, municipality=HOME, periods=LAST_FIVE, as_of=AS_OF)
    grouped = rows.group_by("indicator", "area", year=rows.period.left(4))
    return grouped.agg(value=rows.value.sum()).to_pyarrow()


def years_pandas(store: FactStore, indicators: list[str]) -> pd.DataFrame:
    frame = picture_pandas(store, indicators)
    year = frame.period.str[:4].rename("year")
    return frame.groupby(["indicator", "area", year]).value.sum(min_count=1).reset_index()


def in_order(store: FactStore, indicators: list[str]) -> bool:
    """The store promises an order without sorting: see that it holds at this size, where many threads read."""
    order = [(name, "ascending") for name in ("indicator", "dataset", "area", "period", "known_from")]
    found = store.arrow(indicators, municipality=HOME)
    return bool(found.equals(found.sort_by(order)))


def same(left: Any, right: Any) -> bool:
    if isinstance(left, dict):
        return left == right
    columns = [name for name in right.columns if not name.startswith("known")]
    keys = [name for name in columns if name not in ("value", "status")]
    frames = [side[columns].sort_values(keys).reset_index(drop=True) for side in (left.to_pandas(), right)]
    return all(
        np.array_equal(frames[0][name].to_numpy(float), frames[1][name].to_numpy(float), equal_nan=True)
        if name == "value"
        else frames[0][name].astype(str).tolist() == frames[1][name].astype(str).tolist()
        for name in columns
    )


def median(function: Callable[[], Any], runs: int) -> float:
    """Milliseconds, after one run to warm up."""
    function()
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        function()
        times.append(time.perf_counter() - began)
    return 1000 * statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path("var/bench/facts-national"))
    parser.add_argument("--runs", type=int, default=9)
    given = parser.parse_args()
    generate(given.root)
    store = FactStore(given.root)
    twelve = [f"crime_type_{n:02d}" for n in range(1, 13)]
    every = store.indicators()
    contests: list[tuple[str, float | None, Callable[[], Any], Callable[[], Any]]] = [
        (
            "ranking, one type, 2024, as of",
            300,
            lambda: ranking_baken(store, every[0]),
            lambda: ranking_pandas(store, every[0]),
        ),
        (
            "picture, 12 types, 60 months, as of",
            50,
            lambda: picture_baken(store, twelve),
            lambda: picture_pandas(store, twelve, "status"),
        ),
        (
            "picture, 12 types, 5 years, as of (Ibis)",
            50,
            lambda: years_baken(store, twelve),
            lambda: years_pandas(store, twelve),
        ),
        (
            "picture, 59 types, 5 years, as of (Ibis)",
            None,
            lambda: years_baken(store, every),
            lambda: years_pandas(store, every),
        ),
    ]
    if not in_order(store, every):
        raise SystemExit("the rows are out of order")
    print(f"{'question':44}{'limit':>8}{'Baken':>10}{'pandas':>10}{'ratio':>8}  equal")
    for name, limit, ours, theirs in contests:
        began = time.perf_counter()
        answer = ours()
        cold = 1000 * (time.perf_counter() - began)
        equal = same(answer, theirs())
        mine, other = median(ours, given.runs), median(theirs, given.runs)
        bound = f"{limit:.0f} ms" if limit else ""
        print(f"{name:44}{bound:>8}{mine:>7.1f} ms{other:>7.0f} ms{other / mine:>8.1f}  {equal} (first: {cold:.0f} ms)")
        if not equal:
            raise SystemExit("the answers differ")


if __name__ == "__main__":
    main()
