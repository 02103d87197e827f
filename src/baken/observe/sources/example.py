# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Example figures: what can't be had without the live services, made up so that it agrees with the real totals.

Per type, per month, per kind of nuisance and from the survey. Seeded, so that each installation shows the same example;
every row has status "example", and no claim is ever tested with one.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import numpy as np

from baken.observe import reference
from baken.observe.facts import Dataset

from . import example_months
from .base import Batch

SEED = 453
YEARS = range(2021, 2026)
SURVEY_YEARS = (2019, 2021, 2023, 2025)
MADE = datetime(2026, 2, 2, tzinfo=UTC)
REVISED = datetime(2026, 8, 3, tzinfo=UTC)
"""The example of a revision: nuisance figures of the last year, corrected half a year later."""

TYPES = Dataset(
    "example-47018NED",
    "Voorbeeld: misdrijven per soort",
    "Baken",
    example=True,
    note="Verzonnen: de echte totalen per wijk, verdeeld volgens de landelijke verhouding tussen soorten.",
)
MONTHS = Dataset(
    "example-47022NED-month",
    "Voorbeeld: misdrijven per maand",
    "Baken",
    example=True,
    note="Verzonnen: de echte jaartotalen per wijk, verdeeld over twaalf maanden.",
)
NUISANCE = Dataset(
    "example-47024NED",
    "Voorbeeld: overlast per soort",
    "Baken",
    example=True,
    note="Verzonnen: de landelijke cijfers, omgerekend naar het aantal inwoners van een wijk.",
)
SURVEY = Dataset(
    "example-survey",
    "Voorbeeld: Veiligheidsmonitor per wijk",
    "Baken",
    example=True,
    note="Verzonnen: percentages en marges die laten zien hoe de pagina's werken.",
)

SEASON = np.array([0.92, 0.88, 0.97, 0.98, 1.04, 1.06, 1.08, 1.07, 1.01, 1.03, 0.99, 0.97])

LEVELS: Mapping[str, tuple[float, float]] = {
    "survey_safety_feeling": (33.0, 0.9),
    "survey_perceived_crime": (22.0, 1.0),
    "survey_victim_traditional": (17.0, 0.8),
    "survey_victim_online": (15.0, 0.2),
    "survey_social_nuisance": (13.0, 1.1),
    "survey_decay": (12.0, 1.0),
    "survey_liveability": (7.5, -0.1),
    "survey_cohesion": (6.3, -0.1),
    "survey_municipality": (38.0, -0.4),
    "survey_discrimination": (8.0, 0.4),
}
"""Level in the municipality, and how strongly a wijk's burden moves the figure (in shares of the level)."""

TREND: Mapping[str, float] = {
    "survey_victim_online": 0.9,
    "survey_victim_traditional": -0.7,
    "survey_municipality": 0.5,
}
"""Points per survey year."""

BURDEN: Mapping[str, float] = {
    "WK045300": -0.25,
    "WK045301": 0.15,
    "WK045302": 0.30,
    "WK045303": 0.40,
    "WK045304": -0.05,
    "WK045305": 0.45,
    "WK045306": -0.25,
    "WK045307": -0.35,
    "WK045308": -0.10,
    "WK045309": 0.0,
}
"""Made up for the example: how a wijk stands out in it. Not a judgement on any real wijk."""

PERCEIVED_IN_VELSERBROEK = 0.45
"""The example shows what the framework says of Velserbroek: people see more crime than befalls them."""


class ExampleSource:
    """Example figures for one municipality of the reference pack."""

    slug = "example"

    def __init__(self, municipality: str = "GM0453") -> None:
        self.municipality = municipality

    def batches(self) -> Iterable[Batch]:
        totals = self._real_totals()
        types = list(self._types(totals))
        yield TYPES, types, MADE, None
        yield MONTHS, list(self._months(totals)), MADE, None
        first = list(self._nuisance(np.random.default_rng(SEED + 2)))
        yield NUISANCE, first, MADE, None
        yield NUISANCE, _revised(first), REVISED, REVISED
        yield SURVEY, list(self._survey()), MADE, None
        latest = {(row["indicator"], row["area"], int(row["period"])): row["value"] for row in [*types, *first]}
        latest |= {(row["indicator"], row["area"], int(row["period"])): row["value"] for row in _revised(first)}
        months = list(example_months.monthly_rows(latest, BURDEN, self.municipality))
        yield example_months.MONTHLY, months, example_months.RETRIEVED, None

    def _real_totals(self) -> dict[tuple[str, int], int]:
        """The real totals of the wijken of the municipality: {(wijk, year): crimes}."""
        for dataset, rows, _ in reference.batches():
            if dataset.id == "47022NED-year":
                return {
                    (row["area"], int(row["period"])): int(row["value"])
                    for row in rows
                    if row["municipality"] == self.municipality and row["level"] == "wijk" and row["value"] is not None
                }
        return {}

    def _types(self, totals: Mapping[tuple[str, int], int]) -> Iterable[dict[str, Any]]:
        rng = np.random.default_rng(SEED)
        slugs, shares = _national_shares("47025NED-national", "crime_")
        for year in YEARS:
            whole = np.zeros(len(slugs), dtype=int)
            for area in sorted(BURDEN):
                parts = rng.multinomial(totals[area, year], rng.dirichlet(shares * 400))
                whole += parts
                yield from (self._row(slug, area, str(year), n) for slug, n in zip(slugs, parts, strict=True))
            yield from (self._row(slug, self.municipality, str(year), n) for slug, n in zip(slugs, whole, strict=True))

    def _months(self, totals: Mapping[tuple[str, int], int]) -> Iterable[dict[str, Any]]:
        rng = np.random.default_rng(SEED + 1)
        for year in YEARS:
            whole = np.zeros(12, dtype=int)
            for area in sorted(BURDEN):
                parts = rng.multinomial(totals[area, year], SEASON / SEASON.sum())
                whole += parts
                yield from (self._row("crime_total", area, f"{year}-{m + 1:02d}", n) for m, n in enumerate(parts))
            yield from (
                self._row("crime_total", self.municipality, f"{year}-{m + 1:02d}", n) for m, n in enumerate(whole)
            )

    def _nuisance(self, rng: np.random.Generator) -> Iterable[dict[str, Any]]:
        residents = {a.code: a.population_2024 or 0 for a in reference.areas() if a.code in BURDEN}
        per_head = _national_rates()
        for year in YEARS:
            whole = dict.fromkeys(per_head, 0)
            for area in sorted(BURDEN):
                for slug, rate in per_head.items():
                    expected = rate * residents[area] * (1 + BURDEN[area]) * rng.gamma(40, 1 / 40)
                    count = int(rng.poisson(expected))
                    whole[slug] += count
                    yield self._row(slug, area, str(year), count)
            yield from (self._row(slug, self.municipality, str(year), n) for slug, n in whole.items())

    def _survey(self) -> Iterable[dict[str, Any]]:
        rng = np.random.default_rng(SEED + 3)
        for year in SURVEY_YEARS:
            for slug, (level, slope) in LEVELS.items():
                trend = TREND.get(slug, 0.0) * (SURVEY_YEARS.index(year) - 1)
                yield self._survey_row(slug, self.municipality, year, level + trend, 1400, rng)
                for area, burden in BURDEN.items():
                    if area == "WK045309":
                        continue
                    lift = burden * slope
                    if area == "WK045308" and slug == "survey_perceived_crime":
                        lift = PERCEIVED_IN_VELSERBROEK
                    value = (level + trend) * (1 + lift) if level > 10 else level + trend + 3 * lift
                    yield self._survey_row(slug, area, year, value, 330, rng)

    def _survey_row(
        self, slug: str, area: str, year: int, value: float, n: int, rng: np.random.Generator
    ) -> dict[str, Any]:
        mark = LEVELS[slug][0] < 10
        spread = 1.5 if mark else float(np.sqrt(max(value, 1.0) * (100 - value)))
        drawn = value + rng.normal(0, 0.5 * spread / np.sqrt(n))
        margin = 1.96 * spread / np.sqrt(n)
        row = self._row(slug, area, str(year), round(drawn, 1))
        return {**row, "lower": round(max(drawn - margin, 0.0), 1), "upper": round(drawn + margin, 1), "n": n}

    def _row(self, indicator: str, area: str, period: str, value: float) -> dict[str, Any]:
        level = {"GM": "municipality", "WK": "wijk", "BU": "buurt"}[area[:2]]
        return {
            "indicator": indicator, "area": area, "level": level, "municipality": self.municipality, "period": period,
            "value": float(value), "lower": None, "upper": None, "n": None, "status": "example",
        }  # fmt: skip


def _national_shares(dataset: str, prefix: str) -> tuple[list[str], np.ndarray]:
    for found, rows, _ in reference.batches():
        if found.id == dataset:
            latest = max(row["period"] for row in rows)
            counts = {
                row["indicator"]: row["value"] or 0.0
                for row in rows
                if row["period"] == latest and row["indicator"].startswith(prefix) and row["indicator"] != "crime_total"
            }
            values = np.array(list(counts.values())) + 0.5
            return list(counts), values / values.sum()
    raise LookupError(f"the reference pack has no {dataset}")


def _national_rates() -> dict[str, float]:
    """Nuisance per resident in the country, latest year, by kind."""
    population = counts = {}
    for found, rows, _ in reference.batches():
        if found.id == "47021NED-national":
            latest = max(row["period"] for row in rows)
            counts = {row["indicator"]: row["value"] for row in rows if row["period"] == latest and row["value"]}
        if found.id == "83474NED-national":
            population = {row["period"]: row["value"] for row in rows}
    residents = population[latest]
    return {slug: value / residents for slug, value in counts.items() if slug != "nuisance_total"}


def _revised(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The last year's nuisance, a few per cent higher: reports that came in late."""
    last = str(YEARS[-1])
    changed = [row for row in rows if row["period"] == last and row["area"] in BURDEN]
    raised = [{**row, "value": float(round(row["value"] * 1.03))} for row in changed]
    whole: dict[str, float] = {}
    for row in raised:
        whole[row["indicator"]] = whole.get(row["indicator"], 0.0) + row["value"]
    municipal = [
        {**row, "value": whole[row["indicator"]]} for row in rows if row["period"] == last and row["area"][:2] == "GM"
    ]
    return raised + municipal
