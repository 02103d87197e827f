# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A made-up country of facts: small, but with what real ones have (withheld, revised, example, too short, nothing at all)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from baken.observe.facts import Dataset, FactStore
from baken.observe.national.work import BASELINE, months

MONTH, YEAR = "2026-10", 2025
YEARS = [str(year) for year in range(2020, 2026)]
FIRST, SECOND = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC)
AT = {"municipality": "GM{0:04d}", "wijk": "WK{0:04d}{1:02d}", "buurt": "BU{0:04d}{1:02d}{2:02d}"}
SHAPE = (3, 3)
"""Wijken in a municipality, buurten in a wijk."""


def areas(towns: int) -> list[tuple[str, str, str]]:
    """(code, level, municipality) in order of municipality; each followed by its parts."""
    found = []
    for town in range(1, towns + 1):
        home = AT["municipality"].format(town)
        found.append((home, "municipality", home))
        for wijk in range(SHAPE[0]):
            found.append((AT["wijk"].format(town, wijk), "wijk", home))
            found += [(AT["buurt"].format(town, wijk, buurt), "buurt", home) for buurt in range(SHAPE[1])]
    return found


def adding_up(rng: np.random.Generator, towns: int, periods: int, mean: float) -> NDArray[np.float64]:
    """Counts (areas, periods) of which every whole is the sum of its parts."""
    level = rng.gamma(1, mean, (towns, *SHAPE, 1))
    buurt = rng.poisson(np.broadcast_to(level, (towns, *SHAPE, periods))).astype(float)
    wijk = buurt.sum(axis=2, keepdims=True)
    town = wijk.sum(axis=1).reshape(towns, 1, periods)
    return np.concatenate([town, np.concatenate([wijk, buurt], axis=2).reshape(towns, -1, periods)], axis=1).reshape(
        -1, periods
    )


def rows(
    known: list[tuple[str, str, str]],
    indicator: str,
    periods: list[str],
    counts: NDArray[np.float64],
    status: str = "final",
) -> pa.Table:
    codes, levels, towns = (np.repeat(column, len(periods)) for column in zip(*known, strict=True))
    values = counts.ravel()
    return pa.table(
        {
            "indicator": [indicator] * values.size,
            "area": codes,
            "level": levels,
            "municipality": towns,
            "period": periods * len(known),
            "value": pa.array(values, from_pandas=True),
            "status": np.where(np.isnan(values), "withheld", status),
        }
    )


def write(root: Path, towns: int = 342, seed: int = 1) -> FactStore:
    """Load the country into a store at ``root``."""
    rng, store, known = np.random.default_rng(seed), FactStore(root), areas(towns)
    window = list(months(MONTH, BASELINE.reach + 1))
    yearly = {"47022NED-year": ["crime_total"], "47018NED": ["crime_burglary_home"]}
    for dataset, indicators in yearly.items():
        for indicator in indicators:
            counts = adding_up(rng, towns, len(YEARS), 60)
            counts[rng.random(counts.shape) < 0.01] = np.nan
            store.load(Dataset(dataset, dataset, "x"), rows(known, indicator, YEARS, counts), retrieved_at=FIRST)
    people = adding_up(rng, towns, 1, 900)
    store.load(Dataset("85984NED-2024", "x", "x"), rows(known, "population", ["2024"], people), retrieved_at=FIRST)
    example = rows(known[:13], "nuisance_youth", YEARS, adding_up(rng, 1, len(YEARS), 20), "example")
    store.load(Dataset("example-47024NED", "x", "x", example=True), example, retrieved_at=FIRST)
    monthly = Dataset("47022NED-month", "x", "x")
    for indicator, mean in (("crime_total", 6.0), ("crime_burglary_home", 1.0), ("crime_shoplifting", 0.2)):
        counts = adding_up(rng, towns, len(window), mean)
        counts[rng.random(len(counts)) < 0.01, -1] *= 5  # something to find
        counts[5, 3], counts[7] = np.nan, 0
        store.load(monthly, rows(known, indicator, window, counts), retrieved_at=FIRST)
        # the newest month comes again, one in fifty revised
        again = counts[:, -1:] + (rng.random((len(counts), 1)) < 0.02)
        store.load(monthly, rows(known, indicator, window[-1:], again), retrieved_at=SECOND)
    short = rows(known[:13], "nuisance_youth", window[-9:], adding_up(rng, 1, 9, 8))
    store.load(Dataset("47024NED", "x", "x"), short, retrieved_at=FIRST)
    nation = [("NL00", "nation", "NL00")]
    store.load(
        Dataset("47022NED-year", "x", "x"),
        rows(nation, "crime_total", YEARS, np.full((1, len(YEARS)), 900_000.0)),
        retrieved_at=SECOND,
    )
    return store
