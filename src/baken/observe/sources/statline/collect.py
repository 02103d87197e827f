# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From rows as received to rows of the fact store: every cell with its area, period, indicator, value and status."""

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pyarrow as pa
from django.utils.translation import gettext as _

from ...facts.schema import INPUT_SCHEMA, months_of
from ...picture.indicators import IndicatorKind, catalogue
from ..base import PullFailed
from .mapping import NATION, area_of, level_of, municipality_of, period_of
from .pages import Row
from .plan import Described
from .shape import V3, V4

VALUE, LOWER, UPPER = "MW00000", "MOG0095", "MBG0095"
"""Keys of the dimension Marges: the figure itself, and the bounds of its interval of 95%."""
Key = tuple[str, str, str]
"""Indicator, area and period."""
NOTHING = frozenset({"", "."})


class Collector:
    """Takes rows and keeps figures by key. The same figure may come twice; another one for the same key is a fault."""

    def __init__(self, found: Described, area: str | None) -> None:
        self.found, self.own = found, area
        self.values: dict[Key, float | None] = {}
        self.bounds: dict[str, dict[Key, float | None]] = {LOWER: {}, UPPER: {}}
        self._unfit: list[str] = []
        self._areas: dict[str, str | None] = {}
        self._measures = self._fitting()
        self._total = found.total.plain if found.total else ""

    def take(self, source: V3 | V4, rows: Iterable[Row]) -> None:
        """Keep the figures of rows. Raises `PullFailed` for what is no figure."""
        shape, known = self.found.shape, self.found.types.known
        measures = tuple(measure for measure, _indicator in self._measures.values())
        for row in rows:
            area = self._area(str(row.get(shape.region) or ""))
            period = self._period(row)
            if area is None or period is None:
                continue
            of_type = ""
            if shape.types:
                key = str(row.get(shape.types) or "").strip()
                of_type = known.get(key, "") or (self._total if key == self._total else "")
                if not of_type:
                    continue
            margin = str(row.get(shape.margins) or "").strip() if shape.margins else VALUE
            for measure, value in source.cells(row, measures):
                indicator = self._measures[measure.key][1] or of_type
                self._keep(margin, (indicator, area, period), _figure(value, measure.key))

    def _fitting(self) -> dict[str, Any]:
        """Measures whose unit is what the indicator says: per cent for a share, none for a mark."""
        fitting = {}
        for measure, indicator in self.found.measures:
            kind = catalogue()[indicator].kind if indicator in catalogue() else IndicatorKind.COUNT
            shares = "%" in measure.unit
            if measure.unit and kind is not IndicatorKind.COUNT and shares != (kind is IndicatorKind.SHARE):
                self._unfit.append(f"{measure.key} ({measure.unit})")
                continue
            fitting[measure.key] = (measure, indicator)
        return fitting

    def _area(self, key: str) -> str | None:
        if key not in self._areas:
            self._areas[key] = self._asked(area_of(key))
        return self._areas[key]

    def _asked(self, area: str | None) -> str | None:
        """The area, if it was asked for. StatLine answers some filters that it doesn't know with rows of anywhere."""
        if area is None or self.own is None or municipality_of(area) in {self.own, NATION}:
            return area
        if self.found.table.everyone and level_of(area) == "municipality":
            return area
        told = {"table": self.found.table.id, "area": area}
        raise PullFailed(_("%(table)s geeft %(area)s, waar niet om is gevraagd. Er is niets opgeslagen.") % told)

    def _period(self, row: Row) -> str | None:
        if not self.found.shape.period:
            return self.found.edition
        period = period_of(str(row.get(self.found.shape.period) or ""))
        return period if period in self.found.periods.keys else None

    def _keep(self, margin: str, key: Key, value: float | None) -> None:
        held = self.values if margin == VALUE else self.bounds.get(margin)
        if held is None:
            return
        if key in held and held[key] != value:
            told = {"table": self.found.table.id, "key": " ".join(key)}
            raise PullFailed(_("%(table)s spreekt zichzelf tegen: twee cijfers voor %(key)s.") % told)
        held[key] = value

    # What came of it

    def warnings(self) -> list[str]:
        """Return what the reader should know of these figures."""
        table, told = self.found.table, []
        if self._unfit:
            names = {"table": table.id, "names": ", ".join(self._unfit)}
            told.append(_("%(table)s: de eenheid is anders dan verwacht, dus niet opgehaald: %(names)s.") % names)
        if self.own is not None and not any(
            municipality_of(area) == self.own for _indicator, area, _period in self.values
        ):
            told.append(_("%(table)s heeft geen cijfers van %(area)s.") % {"table": table.id, "area": self.own})
        return told

    def tables(self) -> dict[str, pa.Table]:
        """Return the figures per dataset, ready for the fact store; datasets without figures aren't there."""
        table = self.found.table
        self._sum_years()
        parts: dict[str, list[Key]] = defaultdict(list)
        for key in self.values:
            dataset = table.months if len(key[2]) == 7 else table.years
            if dataset and self._wanted(key):
                parts[dataset].append(key)
        return {dataset: self._table(sorted(keys)) for dataset, keys in parts.items()}

    def _wanted(self, key: Key) -> bool:
        """Whether a figure is kept: the total of crime per year and wijk comes from one table only (see docs/sources.md)."""
        return not (self.found.table.id == "47018NED" and key[0] == "crime_total")

    def _sum_years(self) -> None:
        """Add up twelve published months where the publisher gives no figure for the year."""
        periods, table = self.found.periods, self.found.table
        if not (table.years and table.months):
            return
        for year in periods.years:
            if periods.has_year(year) or len(periods.months(year)) < 12:
                continue
            months = months_of(year)
            for indicator, area, month in [key for key in self.values if key[2] == months[0]]:
                if table.everyone and not indicator.endswith("_total"):
                    continue
                parts = [self.values.get((indicator, area, month)) for month in months]
                known = [part for part in parts if part is not None]
                self.values[indicator, area, year] = sum(known) if len(known) == 12 else None
            periods.provisional[year] = any(periods.provisional[month] for month in months)

    def _status(self, period: str, value: float | None) -> str:
        if value is None:
            return "withheld"
        return "provisional" if self.found.periods.provisional.get(period) else "final"

    def _table(self, keys: list[Key]) -> pa.Table:
        values = [self.values[key] for key in keys]
        bounds = [
            [None if value is None else self.bounds[side].get(key) for key, value in zip(keys, values, strict=True)]
            for side in (LOWER, UPPER)
        ]
        columns: dict[str, list[Any]] = {
            "indicator": [key[0] for key in keys],
            "area": [key[1] for key in keys],
            "level": [level_of(key[1]) for key in keys],
            "municipality": [municipality_of(key[1]) for key in keys],
            "period": [key[2] for key in keys],
            "value": values,
            "lower": bounds[0],
            "upper": bounds[1],
            "status": [self._status(key[2], value) for key, value in zip(keys, values, strict=True)],
        }
        return pa.table({name: pa.array(cells, INPUT_SCHEMA.field(name).type) for name, cells in columns.items()})


def _figure(value: Any, column: str) -> float | None:
    """A figure as published; None where it is withheld. Raises `PullFailed` for anything else."""
    if value is None or (isinstance(value, str) and value.strip() in NOTHING):
        return None
    try:
        if isinstance(value, bool):
            raise ValueError
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        found = math.nan
    if not math.isfinite(found) or found < 0:
        told = {"column": column, "value": repr(value)[:40]}
        raise PullFailed(_("In kolom %(column)s staat %(value)s. Dat is geen cijfer; er is niets opgeslagen.") % told)
    return found
