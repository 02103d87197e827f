# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A publisher made up for tests: two small tables in pages, that can break off, wait or change their mind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from baken.observe.facts import Dataset
from baken.observe.sources.base import Batch, Progress, PullFailed, RemoteTable

RETRIEVED = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
CRIME, NUISANCE = "T1", "T2"
TITLES = {CRIME: "Misdrijven (gegenereerd)", NUISANCE: "Overlast (gegenereerd)"}
DATASETS = {CRIME: "tiny-crime", NUISANCE: "tiny-nuisance"}
INDICATORS = {CRIME: "crime_total", NUISANCE: "nuisance_total"}


class TinySource:
    """`hook(table, page)` is called after each page; `break_at` makes that page fail; `value` is the newest figure."""

    slug = "tiny"
    title = "Klein bureau (gegenereerd)"

    def __init__(self) -> None:
        self.pages = 3
        self.value = 120.0
        self.retrieved = RETRIEVED
        self.break_at: int | None = None
        self.hook: Callable[[str, int], None] = lambda table, page: None
        self.asked: list[tuple[str, int]] = []

    def tables(self) -> tuple[RemoteTable, ...]:
        return tuple(
            RemoteTable(table, TITLES[table], "Klein bureau", "https://example.org/", DATASETS[table], "2024-2025")
            for table in TITLES
        )

    def pull(
        self, table: str, *, area: str | None, into: Path, progress: Progress, base_url: str | None = None
    ) -> Iterable[Batch]:
        into.mkdir(parents=True, exist_ok=True)
        for page in range(1, self.pages + 1):
            mark = into / f"{table}-{page}"
            if not mark.exists():
                self.asked.append((table, page))
                if page == self.break_at:
                    raise PullFailed("De uitgever gaf geen antwoord. Probeer het later opnieuw.")
                mark.touch()
            progress(page, self.pages, f"pagina {page} van {self.pages} van {TITLES[table]}")
            self.hook(table, page)
        self.retrieved += timedelta(minutes=1)
        dataset = Dataset(DATASETS[table], TITLES[table], "Klein bureau", table=table, licence="CC BY 4.0")
        return [(dataset, self._rows(table, area), self.retrieved, None)]

    def _rows(self, table: str, area: str | None) -> list[dict[str, Any]]:
        own = area or "GM0453"
        return [
            {
                "indicator": INDICATORS[table], "area": own, "level": "municipality", "municipality": own,
                "period": period, "value": value, "lower": None, "upper": None, "n": None, "status": "final",
            }
            for period, value in (("2024", 100.0), ("2025", self.value))
        ]  # fmt: skip
