# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Example months: what early warning needs and the example has no other figures for. Seeded, status "example".

Months of a year of which the example has a yearly figure add up to it; the years around them go on in the same manner. A few
rises are put into the last months on purpose, so that the page of alerts has something to show. The newest month is as
low as a month is that still fills up.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import numpy as np

from baken.observe.facts import Dataset

MONTHLY = Dataset(
    "example-months",
    "Voorbeeld: misdrijven en overlast per maand",
    "Baken",
    example=True,
    note="Verzonnen: de voorbeeldcijfers per jaar, verdeeld over maanden, en doorgetrokken naar de jaren eromheen.",
    caveats=("In de laatste maanden zijn met opzet stijgingen gezet, om te laten zien hoe attenderingen werken.",),
)
SEED = 4530
FIRST, LAST = (2019, 1), (2026, 10)
RETRIEVED = datetime(2026, 11, 18, 5, 0, tzinfo=UTC)
"""Within six weeks after the last month: that one doesn't count yet."""
FILLED = 0.6
"""Of the newest month, the share that had come in by then."""

SEASONS: Mapping[str, float] = {
    "crime_burglary_home": 12.0,
    "crime_vandalism": 11.0,
    "crime_assault": 7.0,
    "crime_threat": 6.0,
    "crime_theft_of_bicycle": 7.5,
    "crime_cyber": 11.5,
    "nuisance_youth": 6.5,
    "nuisance_confused_person": 7.0,
    "nuisance_alcohol_drugs": 7.0,
}
"""The themes, with the month in which they have their yearly height."""
SWING = 0.18
TRENDS: Mapping[str, float] = {"crime_burglary_home": -0.03, "crime_cyber": 0.06, "nuisance_confused_person": 0.03}
"""Growth per year outside the years of which there are yearly figures."""

RISES: Mapping[tuple[str, str], Mapping[str, int]] = {
    ("crime_burglary_home", "WK045303"): {"2026-08": 3, "2026-09": 15},
    ("nuisance_youth", "WK045308"): {"2026-09": 26},
    ("crime_vandalism", "WK045302"): {"2026-09": 18},
    ("nuisance_alcohol_drugs", "WK045301"): {"2026-07": 22},
    ("crime_theft_of_bicycle", "WK045305"): {"2026-06": 31},
    ("crime_threat", "WK045305"): {"2026-04": 13},
}
"""Made up: by how much a month of a wijk is raised. Not a judgement on any real wijk."""


def months() -> list[str]:
    """Return every month of the example, oldest first."""
    (year, month), last = FIRST, LAST
    found = []
    while (year, month) <= last:
        found.append(f"{year}-{month:02d}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def monthly_rows(
    yearly: Mapping[tuple[str, str, int], float], areas: Iterable[str], municipality: str
) -> Iterator[dict[str, Any]]:
    """Yield the months of every theme in `areas` (wijken) and of the municipality, their sum.

    `yearly`: {(indicator, area, year): count}, of some years in a row.
    """
    rng = np.random.default_rng(SEED)
    names = months()
    years = sorted({year for _indicator, _area, year in yearly})
    for indicator, height in SEASONS.items():
        season = 1 + SWING * np.cos(2 * np.pi * (np.arange(1, 13) - height) / 12)
        whole = np.zeros(len(names), dtype=int)
        for area in sorted(areas):
            known = {year: int(yearly[indicator, area, year]) for year in years}
            counts = _counts(indicator, known, season / season.sum(), rng)
            series = np.array([counts[name] for name in names])
            for month, more in RISES.get((indicator, area), {}).items():
                series[names.index(month)] += more
            series[-1] = int(series[-1] * FILLED)
            whole += series
            yield from (_row(indicator, area, municipality, n, c) for n, c in zip(names, series, strict=True))
        yield from (_row(indicator, municipality, municipality, n, c) for n, c in zip(names, whole, strict=True))


def _counts(indicator: str, known: Mapping[int, int], season: np.ndarray, rng: np.random.Generator) -> dict[str, int]:
    """Return the months of one series: of a known year its figure divided, of another drawn around the nearest ones."""
    found: dict[str, int] = {}
    first, last = min(known), max(known)
    for year in range(FIRST[0], LAST[0] + 1):
        if year in known:
            drawn = rng.multinomial(known[year], season)
        else:
            near = [known[first], known[first + 1]] if year < first else [known[last - 1], known[last]]
            away = year - first if year < first else year - last
            level = max(float(np.mean(near)), 0.5) * (1 + TRENDS.get(indicator, 0.0)) ** away
            drawn = rng.poisson(level * season * rng.gamma(60, 1 / 60, 12))
        found |= {f"{year}-{month:02d}": int(n) for month, n in enumerate(drawn, start=1)}
    return found


def _row(indicator: str, area: str, municipality: str, month: str, count: float) -> dict[str, Any]:
    return {
        "indicator": indicator,
        "area": area,
        "level": "municipality" if area == municipality else "wijk",
        "municipality": municipality,
        "period": month,
        "value": float(count),
        "lower": None,
        "upper": None,
        "n": None,
        "status": "example",
    }
