# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be published together, and by which rule small counts are protected. No database, no clock."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from baken.kernel.errors import Reason

MOST_CELLS = 3000
"""Above this a table may take longer than who asks will wait (docs/models/disclosure.md)."""


@dataclass(frozen=True, slots=True)
class Protection:
    """The rule as data, for the record: counts of 1 to `threshold` are withheld, and no reader may come nearer to any
    withheld count than `width`. `zeros`: "safe" (may be told) or "unsafe" (as telling as a small count)."""

    threshold: int
    width: int
    zeros: str

    def as_data(self) -> dict[str, Any]:
        return {"threshold": self.threshold, "width": self.width, "zeros": self.zeros}


ORDINARY = Protection(4, 5, "safe")
SENSITIVE = Protection(9, 10, "unsafe")
"""For trafficking, care and discrimination: so few that nobody is news too."""


def protection_of(sensitive: bool) -> Protection:
    """Return the rule for themes that are sensitive, or for others."""
    return SENSITIVE if sensitive else ORDINARY


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one asks to publish: slugs of indicators, years (oldest first), and the level of the areas."""

    title: str
    indicators: tuple[str, ...]
    years: tuple[int, ...]
    level: str


def reasons_against(
    wanted: Wanted,
    *,
    sensitive: Mapping[str, bool],
    years_of: Mapping[str, Collection[int]],
    example: Mapping[str, bool],
    areas: int,
) -> tuple[Reason, ...]:
    """Return every reason why this can't be one publication.

    By indicator: whether its theme is sensitive, of which years all months are closed, whether its counts are invented.
    `areas` is how many areas the table has, with the sum.
    """
    found: list[Reason] = []
    if not wanted.title.strip():
        found.append(Reason("title", _("Geef de publicatie een titel.")))
    if not wanted.indicators or any(slug not in sensitive for slug in wanted.indicators):
        found.append(Reason("indicators", _("Kies minstens één onderwerp.")))
    if not wanted.years:
        found.append(Reason("years", _("Kies minstens één jaar.")))
    known = [slug for slug in wanted.indicators if slug in sensitive]
    open_years = sorted({year for slug in known for year in wanted.years if year not in years_of.get(slug, ())})
    if open_years:
        found.append(
            Reason(
                "open_years",
                _("Van %(years)s zijn nog niet alle maanden afgesloten. Kies alleen hele jaren.")
                % {"years": ", ".join(str(year) for year in open_years)},
            )
        )
    if len({sensitive[slug] for slug in known}) > 1:
        found.append(
            Reason(
                "mixed",
                _(
                    "Mensenhandel, zorg en discriminatie krijgen een strengere regel. Maak daarvan een eigen publicatie."
                ),
            )
        )
    if len({example.get(slug, False) for slug in known}) > 1:
        found.append(Reason("examples", _("Voorbeeldcijfers en echte cijfers kunnen niet in één publicatie.")))
    if areas * len(wanted.indicators) * len(wanted.years) > MOST_CELLS:
        found.append(Reason("large", _("Deze tabel is te groot om in één keer te beschermen. Kies minder jaren.")))
    return tuple(found)


def codes_of(counts: Mapping[str, Mapping[int, Mapping[str, int]]]) -> tuple[str, ...]:
    """Return every area that any year of any indicator has, in order of code; what has no place comes last."""
    every = {code for years in counts.values() for areas in years.values() for code in areas}
    return tuple(sorted(every, key=lambda code: (not code.startswith(("WK", "BU")), code)))


def by_wijk(areas: Mapping[str, int]) -> dict[str, int]:
    """Return counts by area with those of a buurt added to its wijk: nothing is published below the wijk.

    The code of a buurt is that of its wijk with two digits more (CBS).
    """
    found: dict[str, int] = {}
    for code, count in areas.items():
        wijk = f"WK{code[2:8]}" if code.startswith("BU") else code
        found[wijk] = found.get(wijk, 0) + count
    return found


def absent(
    indicators: Iterable[str], years: Iterable[int], counts: Mapping[str, Mapping[int, Mapping[str, int]]]
) -> frozenset[tuple[str, str, str]]:
    """Return the cells (area, indicator, year) of areas that a year didn't have: everybody knows that these are empty."""
    codes, years = codes_of(counts), tuple(years)
    return frozenset(
        (code, slug, str(year))
        for slug in indicators
        for year in years
        for code in codes
        if code not in counts[slug][year]
    )
