# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fact store at the size of one municipality: 12 indicators, 74 areas, 13 years, a tenth of it revised once.

Run from the project's root: ``python benchmarks/facts_small.py``. All figures are invented.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from baken.observe.facts import Dataset, FactStore

FIRST, BETWEEN, SECOND = (datetime(2025, month, 1, tzinfo=UTC) for month in (2, 5, 8))
DATASET = Dataset("small", "Verzonnen cijfers", "Baken", note="invented to measure speed", example=True)
INDICATORS = [f"indicator_{number:02d}" for number in range(1, 13)]
YEARS = [str(year) for year in range(2012, 2025)]
AREAS = [
    ("GM0453", "municipality"),
    *((f"WK0453{number:02d}", "wijk") for number in range(10)),
    *((f"BU0453{number // 7:02d}{number % 7:02d}", "buurt") for number in range(63)),
]
COLD = """
import time; began = time.perf_counter()
import sys
from baken.observe.facts import FactStore
FactStore(sys.argv[1]).facts(["indicator_01"], municipality="GM0453")
print(1000 * (time.perf_counter() - began))
"""


def rows(chance: random.Random) -> list[dict[str, Any]]:
    return [
        {
            "indicator": indicator,
            "area": area,
            "level": level,
            "municipality": "GM0453",
            "period": year,
            "value": float(chance.randrange(500)),
            "status": "example",
        }
        for indicator in INDICATORS
        for area, level in AREAS
        for year in YEARS
    ]


def measure(name: str, limit: str, function: Callable[[], Any], runs: int = 15) -> None:
    function()
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        function()
        times.append(1000 * (time.perf_counter() - began))
    print(f"{name:52}{limit:>8}{statistics.median(times):>8.1f} ms")


def main() -> None:
    chance = random.Random(20260)
    with tempfile.TemporaryDirectory() as folder:
        store = FactStore(folder)
        delivered = rows(chance)
        began = time.perf_counter()
        store.load(DATASET, delivered, retrieved_at=FIRST)
        print(f"{'load of 11,544 rows given as dicts':60}{1000 * (time.perf_counter() - began):>8.1f} ms")
        for row in chance.sample(delivered, len(delivered) // 10):
            row["value"] += 1
        store.load(DATASET, delivered, retrieved_at=SECOND)
        last = YEARS[-5:]
        picture = {"municipality": "GM0453", "as_of": BETWEEN}
        measure("picture, 5 years, as of", "50 ms", lambda: store.facts(INDICATORS, periods=last, **picture))
        measure("picture, 13 years, as of", "50 ms", lambda: store.facts(INDICATORS, **picture))
        measure("picture, 13 years, as of, as Arrow", "50 ms", lambda: store.arrow(INDICATORS, **picture))
        measure("one figure's history", "", lambda: store.history(INDICATORS[0], "GM0453", "2024"))
        cold = [float(subprocess.check_output([sys.executable, "-c", COLD, folder])) for _ in range(5)]
        print(f"{'first answer in a fresh process, imports included':60}{statistics.median(cold):>8.1f} ms")


if __name__ == "__main__":
    main()
