# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Made-up deliveries for the tests of the fact store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from baken.observe.facts import Dataset

CRIME = Dataset("crime-year", "Misdrijven per jaar", "CBS / Politie", table="47022NED", caveats=("Eén", "Twee"))
OTHER = Dataset("crime-old", "Misdrijven, oude telling", "CBS / Politie", table="83648NED")
SURVEY = Dataset("survey", "Veiligheidsmonitor", "CBS")
EXAMPLE = Dataset("example", "Voorbeeldcijfers (verzonnen)", "Baken", example=True)


def day(number: int) -> datetime:
    """The so many-th day of 2025, at midnight UTC."""
    return datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=number - 1)


def row(area: str = "GM0453", period: str = "2024", value: float | None = 10.0, **more: Any) -> dict[str, Any]:
    """One delivered row; level and municipality follow from the code, no value means withheld."""
    level = {"NL": "nation", "GM": "municipality", "WK": "wijk", "BU": "buurt"}[area[:2]]
    return {
        "indicator": "crime_total",
        "area": area,
        "level": level,
        "municipality": "NL00" if level == "nation" else f"GM{area[2:6]}",
        "period": period,
        "value": value,
        "status": "withheld" if value is None else "final",
    } | more
