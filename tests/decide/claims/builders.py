# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Material for one test of a claim, from a few numbers."""

from __future__ import annotations

from typing import Any

from baken.decide.claims.rules import Family, Material, Reading
from baken.decide.policy.facade import Expect

WHOLE = "GM0453"
INDICATOR = "crime_assault"


def count(area: str, year: int, value: float | None, residents: int | None = 5000, **more: Any) -> Reading:
    """Return a count of one area."""
    fields = {"indicator": INDICATOR, "status": "final", "dataset": "47018NED"} | more
    return Reading(area=area, year=year, value=value, residents=residents, **fields)


def survey(area: str, year: int, value: float | None, margin: float | None, **more: Any) -> Reading:
    """Return a survey figure with its half-margin."""
    fields = {"indicator": INDICATOR, "status": "final", "dataset": "local-survey"} | more
    lower = None if value is None or margin is None else value - margin
    upper = None if value is None or margin is None else value + margin
    return Reading(area=area, year=year, value=value, lower=lower, upper=upper, **fields)


def material(expect: str, readings: list[Reading], about: tuple[str, ...] = (WHOLE,), **more: Any) -> Material:
    """Return the test: all areas of the readings but the municipality are one family."""
    others = tuple(dict.fromkeys(r.area for r in readings if r.area != WHOLE))
    families = tuple(Family(codes, more.pop("dispersion", 1.0)) for codes in ((WHOLE,) if WHOLE in about else others,))
    years = sorted({r.year for r in readings})
    fields = {
        "start": years[0] if len(years) > 1 else None,
        "end": years[-1] if years else None,
        "families": families,
        "readings": {(r.indicator, r.area, r.year): r for r in readings},
        "indicator": INDICATOR,
        "counted": all(r.lower is None for r in readings),
    } | more
    return Material(expect=Expect(expect), about=about, whole=WHOLE, **fields)
