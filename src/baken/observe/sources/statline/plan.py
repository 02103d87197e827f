# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What to ask of a table: which areas, periods and types, cut into questions of a few pages each.

Periods are enumerated, never asked as a range: between `2025MM01` and `2025MM12` stands `2025JJ00` too.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from ..base import PullFailed
from .mapping import Code, Types, is_over, is_provisional, period_of, sort_types, total_of
from .shape import V3, V4, Measure, Shape, literal
from .tables import Table

MOST = 300
"""Most letters of a list of names within a warning."""


@dataclass
class Periods:
    """The periods of a table that can be taken, by what Baken calls them: key as published, and whether it may change."""

    keys: dict[str, str] = field(default_factory=dict)
    provisional: dict[str, bool] = field(default_factory=dict)

    @property
    def years(self) -> list[str]:
        """Return every year of which there is a year's figure or a month."""
        return sorted({period[:4] for period in self.keys})

    def months(self, year: str) -> list[str]:
        return [period for period in sorted(self.keys) if len(period) == 7 and period[:4] == year]

    def has_year(self, year: str) -> bool:
        return year in self.keys


@dataclass(frozen=True)
class Described:
    """A table as it is now, with what of it is wanted. `edition`: the year of a table that has no periods."""

    table: Table
    shape: Shape
    measures: tuple[tuple[Measure, str], ...]
    types: Types
    total: Code | None
    periods: Periods
    margins: tuple[Code, ...]
    edition: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def asked_measures(self) -> tuple[Measure, ...]:
        return tuple(measure for measure, _indicator in self.measures)


def describe(source: V3 | V4, table: Table) -> Described:
    """Find out what the table looks like and what can be taken from it. Raises `PullFailed`."""
    shape = source.shape()
    measures, missing = _measures(table, shape)
    periods = _periods(source.codes(shape.period), table, shape.changed_on) if shape.period else Periods()
    codes = source.codes(shape.types) if shape.types else ()
    types, total = Types({}), None
    if table.types:
        if not codes:
            raise PullFailed(_("Tabel %(table)s heeft geen codelijst van soorten meer.") % {"table": table.id})
        total = total_of(codes)
        types = Types({}) if table.only_total else sort_types(codes, table.types)
    if (table.only_total or (table.everyone and table.types)) and total is None:
        raise PullFailed(_("Tabel %(table)s heeft geen soort voor het totaal meer.") % {"table": table.id})
    if shape.period and not periods.keys:
        raise PullFailed(_("Tabel %(table)s heeft geen periode die Baken kan gebruiken.") % {"table": table.id})
    return Described(
        table, shape, measures, types, total, periods,
        margins=source.codes(shape.margins) if shape.margins else (),
        edition=_edition(table, shape),
        warnings=(*missing, *_warnings(table, types)),
    )  # fmt: skip


def _measures(table: Table, shape: Shape) -> tuple[tuple[tuple[Measure, str], ...], list[str]]:
    found, missing = [], []
    for wanted, indicator in table.measures:
        measure = shape.measure(wanted)
        if measure is None:
            missing.append(wanted)
        else:
            found.append((measure, indicator))
    if not found or (missing and not table.margins):
        told = {"table": table.id, "names": ", ".join(missing)}
        raise PullFailed(_("Tabel %(table)s heeft de kolom %(names)s niet meer. Er is niets opgeslagen.") % told)
    told = {"table": table.id, "names": ", ".join(missing)}
    return tuple(found), [_("%(table)s: niet gevonden en dus niet opgehaald: %(names)s.") % told] if missing else []


def _periods(codes: Iterable[Code], table: Table, modified: date) -> Periods:
    found = Periods()
    for code in codes:
        period = period_of(code.key)
        if period is None or int(period[:4]) < table.first_year:
            continue
        if not (table.months if len(period) == 7 else table.years):
            continue
        if not is_over(period, modified):
            continue
        found.keys[period] = code.key
        found.provisional[period] = is_provisional(code, period, modified)
    return found


def _edition(table: Table, shape: Shape) -> str:
    """The year of a table of one year. It must be what the table itself says it covers."""
    if not table.edition:
        return ""
    if table.edition not in f"{shape.covers} {shape.title}":
        told = {"table": table.id, "year": table.edition, "covers": (shape.covers or shape.title)[:60]}
        raise PullFailed(_("Tabel %(table)s hoort over %(year)s te gaan, maar gaat over %(covers)s.") % told)
    return table.edition


def _warnings(table: Table, types: Types) -> list[str]:
    told = []
    if types.unknown:
        names = {"table": table.id, "names": ", ".join(code.title or code.plain for code in types.unknown)[:MOST]}
        told.append(_("%(table)s: deze soorten kent Baken niet, en zijn niet opgehaald: %(names)s.") % names)
    if types.renamed:
        names = {"table": table.id, "names": ", ".join(code.title for code in types.renamed)[:MOST]}
        told.append(_("%(table)s: deze soorten heten bij de uitgever nu anders: %(names)s.") % names)
    return told


def questions(found: Described, area: str | None) -> list[str]:
    """Return what to ask, as filters of OData."""
    region, own = found.shape.region, _areas(found.shape.region, area)
    if not found.shape.period:
        everyone = _starts(region, ("GM", "NL"))
        return [own if area is None or not found.table.everyone else f"{own} or {everyone}"]
    asked = []
    if found.table.everyone and found.table.years:
        asked += _totals(found, area)
    for year in found.periods.years:
        months = found.periods.months(year)
        yearly = [year] if found.periods.has_year(year) and not found.table.everyone else []
        # All types of all months of the whole country would be too much: of those, only the total.
        apart = area is None and bool(months)
        for periods, total in ((yearly, False), (months, True)) if apart else ((yearly + months, False),):
            if periods:
                asked.append(_and(own, _periods_are(found, periods), _type_is(found, total)))
    return asked


def _totals(found: Described, area: str | None) -> list[str]:
    """The yearly totals of the own areas, all municipalities and the country: by their year, else by its twelve months."""
    region = found.shape.region
    where = _areas(region, area) if area is None else f"{_areas(region, area)} or {_starts(region, ('GM', 'NL'))}"
    total = _is(found.shape.types, found.total.key if found.total else "")
    years = [year for year in found.periods.years if found.periods.has_year(year)]
    asked = [years] if years else []
    asked += [m for year in found.periods.years if year not in years and len(m := found.periods.months(year)) == 12]
    return [_and(where, _periods_are(found, periods), total) for periods in asked]


def _type_is(found: Described, total: bool) -> str:
    """Only the total, where nothing else is taken or asked; else every type."""
    if found.total is not None and (found.table.only_total or total):
        return _is(found.shape.types, found.total.key)
    return ""


def _periods_are(found: Described, periods: Iterable[str]) -> str:
    return " or ".join(_is(found.shape.period, found.periods.keys[period]) for period in periods)


def _areas(region: str, area: str | None) -> str:
    """The own municipality with its wijken and buurten, and the country; or everything that is one of those."""
    if area is None:
        prefixes: tuple[str, ...] = ("NL", "GM", "WK", "BU") if region == "WijkenEnBuurten" else ("NL", "GM")
        return _starts(region, prefixes)
    number = area[2:6]
    own = (f"GM{number}", f"WK{number}", f"BU{number}") if region == "WijkenEnBuurten" else (f"GM{number}",)
    return _starts(region, (*own, "NL"))


def _starts(region: str, prefixes: Iterable[str]) -> str:
    """By the start of the code: keys are padded with spaces, so that none is equal to a code."""
    return " or ".join(f"startswith({region},{literal(prefix)})" for prefix in prefixes)


def _is(column: str, key: str) -> str:
    return f"{column} eq {literal(key)}"


def _and(*parts: str) -> str:
    return " and ".join(f"({part})" for part in parts if part)
