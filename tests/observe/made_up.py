# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts and pictures made up for tests of the rules. No database, no files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from baken.observe.facts import Fact
from baken.observe.picture.indicators import catalogue
from baken.observe.picture.series import Series, arrange
from baken.observe.queries import Picture
from baken.registry.facade import AreaInfo

REAL = "47022NED-year"
TOWN = "GM9999"
KNOWN = datetime(2026, 7, 19, tzinfo=UTC)
YEARS = (2021, 2022, 2023, 2024, 2025)
Counts = Mapping[str, Sequence[int | None]]


def area_code(number: int) -> str:
    """Return the code of a made-up wijk."""
    return f"WK9999{number:02d}"


def fact(area: str, year: int, value: float | None, indicator: str = "crime_total", **more: Any) -> Fact:
    """One yearly fact, withheld where there is no value."""
    fields: dict[str, Any] = {
        "dataset": REAL,
        "level": {"NL": "nation", "GM": "municipality", "WK": "wijk", "BU": "buurt"}[area[:2]],
        "municipality": "NL00" if area == "NL00" else f"GM{area[2:6]}",
        "lower": None,
        "upper": None,
        "n": None,
        "status": "withheld" if value is None else "final",
        "known_from": KNOWN,
        "known_to": None,
        "load_id": "000001-test",
    }
    return Fact(indicator=indicator, area=area, period=str(year), value=value, **(fields | more))


def residents(area: str, number: int | None, year: int = 2024) -> Fact:
    """The number of residents of an area in one edition."""
    return fact(area, year, number, "population", dataset="85984NED-2024")


def series(counts: Counts, people: Mapping[str, int | None]) -> Series:
    """Counts per area, for the last years that they have a value for, with numbers of residents."""
    facts = [
        fact(area, year, n) for area, row in counts.items() for year, n in zip(YEARS[-len(row) :], row, strict=True)
    ]
    facts += [residents(area, number) for area, number in people.items()]
    return arrange(facts, catalogue())


def picture(counts: Counts, people: Mapping[str, int]) -> Picture:
    """A town of wijken; the town's own figures are their sums, unpublished where one of its parts is."""
    columns = list(zip(*counts.values(), strict=True))
    whole = [None if None in column else sum(n or 0 for n in column) for column in columns]
    all_counts = {TOWN: whole, **counts}
    everyone = {TOWN: sum(people.values()), **people}
    areas = {TOWN: AreaInfo(TOWN, "municipality", "Verzonnendam", "NL00", TOWN, 3)}
    areas |= {code: AreaInfo(code, "wijk", f"Wijk {code[-2:]}", TOWN, TOWN) for code in counts}
    wanted = {"crime_total": catalogue()["crime_total"]}
    return Picture(areas[TOWN], areas, 2025, None, wanted, series(all_counts, everyone))


@st.composite
def towns(draw: st.DrawFn, largest: int = 400) -> tuple[dict[str, list[int | None]], dict[str, int]]:
    """Two to six wijken with counts of five years, now and then unpublished, and residents from very few to many."""
    codes = [area_code(n) for n in range(draw(st.integers(2, 6)))]
    count = st.one_of(st.integers(0, largest), st.integers(0, 12), st.none())
    counts = {code: draw(st.lists(count, min_size=5, max_size=5)) for code in codes}
    people = {code: draw(st.one_of(st.integers(1, 1200), st.integers(1000, 30_000))) for code in codes}
    return counts, people
