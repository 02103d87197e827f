# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads a whole StatLine table from its CSV file into tables of facts, without Python touching a row.

Two layouts are known: that of a downloaded v3 table (a column per dimension and per measure) and `Observations.csv` of v4
(a column per dimension, the measure as a code, `Value`). A key stands in quotes and may end in spaces; a figure that is
withheld is empty or a dot. Each column is read as words with places, so what a key means is looked up once per key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
from django.utils.translation import gettext as _

from ...facts import words
from ...facts.schema import months_of
from ..base import PullFailed
from .bulk_file import Layout, layout_of, periods_beside, read_columns
from .mapping import TOTAL, area_of, level_of, municipality_of, period_of, type_indicators
from .tables import Table

WITHHELD: Final = frozenset({"", ".", "x"})
SHOWN: Final = 10
STATUSES: Final = ["final", "provisional", "withheld"]


@dataclass(frozen=True, slots=True)
class BulkRows:
    """What a file holds: per dataset rows of `INPUT_SCHEMA` (words coded), how many lines were read, and what was left out.

    `left_out` counts lines per key that Baken has no place for, most first, such as {"9.9.9": 120}.
    """

    parts: Mapping[str, pa.Table]
    lines: int
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass
class _Cells:
    """Figures by place of their type, area and period; NaN is withheld."""

    type: Any
    area: Any
    period: Any
    value: Any

    def where(self, mask: Any) -> _Cells:
        return _Cells(self.type[mask], self.area[mask], self.period[mask], self.value[mask])


def can_read(table: Table) -> bool:
    """Whether a table has the build that is read here: types, areas, periods and one measure."""
    return bool(table.types) and not table.only_total and len(table.measures) == 1


def read_bulk(
    path: Path, table: Table, *, area: str | None = None, provisional: frozenset[str] | None = None
) -> BulkRows:
    """Read the file at `path`; with `area` (a municipality) what a pull of that municipality takes.

    `provisional` names the periods ("2025", "2025-03") whose figures will still change; by default what the list of
    periods beside the file says, and without one the newest year. Raises `PullFailed`.
    """
    (measure, _indicator) = table.measures[0]
    layout = layout_of(path, measure)
    column = read_columns(path, layout)
    lines = len(column["period"])
    keep = _of_measure(column, layout)
    types = type_indicators(table.types)
    if table.id == "47018NED":
        del types[TOTAL]  # the total per year and wijk comes from one table only (see docs/sources.md)
    type_of = _Lookup(column.pop("type"), types.get)
    areas = _Lookup(column.pop("area"), area_of)
    periods = _Lookup(column.pop("period"), lambda key: _period(key, table))
    left_out = _left_out((type_of, areas, periods), keep)
    keep &= type_of.known & areas.known & periods.known
    if area is not None:
        keep &= _asked(table, area, areas, type_of)
    if not keep.any():
        raise PullFailed(_("In dit bestand staat geen enkele regel die Baken kan gebruiken. Is het de goede tabel?"))
    value = _figures(column.pop("value"), keep)
    cells = _Cells(type_of.place[keep], areas.place[keep], periods.place[keep], value)
    early = provisional if provisional is not None else _provisional(path, periods.words)
    parts = {
        dataset: _table(found, (type_of.words, areas.words, names), early)
        for dataset, found, names, early in _split(cells, table, type_of.words, periods.words, early)
    }
    return BulkRows(parts, lines, left_out)


def _of_measure(column: dict[str, pa.DictionaryArray], layout: Layout) -> Any:
    if layout.measure is None:
        return np.ones(len(column["period"]), dtype=bool)
    return words.equals(column.pop("measure"), layout.measure)


def _period(key: str, table: Table) -> str | None:
    """A period that the table is used for."""
    found = period_of(key)
    if found is None or int(found[:4]) < table.first_year or not (table.months if len(found) == 7 else table.years):
        return None
    return found


def _asked(table: Table, area: str, areas: _Lookup, types: _Lookup) -> Any:
    """The municipality, its parts and the country; and of a table of totals those of all municipalities."""
    own = [municipality_of(code) in (area, "NL00") for code in areas.words]
    mask = np.array([*own, False])[areas.place]
    if table.everyone:
        towns = np.array([*(code.startswith("GM") for code in areas.words), False])[areas.place]
        totals = np.array([*(name.endswith("_total") for name in types.words), False])[types.place]
        mask |= towns & totals
    return mask


class _Lookup:
    """A column of keys translated: `words` are the outcomes, `place` per row which one (the last place: none)."""

    def __init__(self, column: pa.DictionaryArray, meaning: Callable[[str], str | None]) -> None:
        self.keys = [key.strip() for key in column.dictionary.to_pylist()]
        found = [meaning(key) for key in self.keys]
        self.words = sorted({word for word in found if word is not None})
        at = {word: place for place, word in enumerate(self.words)}
        none = len(self.words)
        self.raw = words.places(column)
        translated = [none if word is None else at[word] for word in found]
        self.place = np.array([*translated, none], dtype=np.int32)[self.raw]
        self.unknown = [place for place, word in enumerate(found) if word is None and self.keys[place] != TOTAL]

    @property
    def known(self) -> Any:
        return self.place < len(self.words)


def _left_out(lookups: tuple[_Lookup, ...], keep: Any) -> dict[str, int]:
    told: dict[str, int] = {}
    for lookup in lookups:
        if lookup.unknown:
            counts = np.bincount(lookup.raw[keep], minlength=len(lookup.keys))
            for at in lookup.unknown:
                name = "".join(c for c in lookup.keys[at][:60] if c.isprintable())
                told[name] = told.get(name, 0) + int(counts[at])
    return dict(sorted(((k, n) for k, n in told.items() if n), key=lambda item: (-item[1], item[0])))


def _figures(column: pa.DictionaryArray, keep: Any) -> Any:
    """Values as floats, NaN where withheld."""
    texts = [text.strip() for text in column.dictionary.to_pylist()]
    numbers = np.full(len(texts) + 1, np.nan)
    wrong = set()
    for at, text in enumerate(texts):
        if text.lower() in WITHHELD:
            continue
        if re.fullmatch(r"\d{1,15}([.,]\d{1,15})?", text):
            numbers[at] = float(text.replace(",", "."))
        else:
            wrong.add(at)
    place = words.places(column)[keep]
    if wrong and (bad := sorted(wrong & set(np.unique(place).tolist()))):
        told = ", ".join(repr(texts[at][:40]) for at in bad[:SHOWN])
        raise PullFailed(_("Dit is geen getal: %(values)s. Er is niets geladen.") % {"values": told})
    return numbers[place]


# Years and months


def _split(
    cells: _Cells, table: Table, types: list[str], periods: list[str], early: frozenset[str]
) -> list[tuple[str, _Cells, list[str], frozenset[str]]]:
    """Per dataset its figures, with the names of their periods and which of those are provisional."""
    monthly = np.array([len(name) == 7 for name in periods])
    if not monthly.any():
        return [(table.years, cells, periods, early)]
    summed = np.array([name.endswith("_total") or not table.everyone for name in types])
    sums, names, early = _year_sums(cells.where(summed[cells.type]), table, periods, early)
    of_month = monthly[cells.period]
    years, months = cells.where(~of_month), cells.where(of_month)
    if sums is not None:
        years = _joined(years, sums)
    if table.years == table.months:
        return [(table.years, _joined(years, months), names, early)]
    both = ((table.years, years), (table.months, months))
    return [(dataset, found, names, early) for dataset, found in both if len(found.value)]


def _joined(a: _Cells, b: _Cells) -> _Cells:
    return _Cells(*(np.concatenate([getattr(a, n), getattr(b, n)]) for n in ("type", "area", "period", "value")))


def _year_sums(
    cells: _Cells, table: Table, periods: list[str], early: frozenset[str]
) -> tuple[_Cells | None, list[str], frozenset[str]]:
    """Twelve published months added up, for years of which the publisher gives no figure itself; as a pull does."""
    names, parts = list(periods), []
    for year in sorted({name[:4] for name in periods}):
        months = months_of(year)
        if not table.years or year in periods or not set(months) <= set(periods):
            continue
        at = np.array([name in months for name in periods])
        of_year = cells.where(at[cells.period])
        if not len(of_year.value):
            continue
        size = int(cells.area.max()) + 1
        place = of_year.type.astype(np.int64) * size + of_year.area
        told, back = np.unique(place, return_inverse=True)
        published = np.bincount(back, ~np.isnan(of_year.value))
        total = np.bincount(back, np.nan_to_num(of_year.value))
        total[published < 12] = np.nan
        period = np.full(len(told), len(names), dtype=np.int32)
        parts.append(_Cells((told // size).astype(np.int32), (told % size).astype(np.int32), period, total))
        names.append(year)
        early |= {year} if set(months) & early else set()
    if not parts:
        return None, names, early
    found = parts[0]
    for part in parts[1:]:
        found = _joined(found, part)
    return found, names, early


def _table(cells: _Cells, names: tuple[list[str], list[str], list[str]], early: frozenset[str]) -> pa.Table:
    types, areas, periods = names
    withheld = np.isnan(cells.value)
    status = np.where(withheld, 2, np.array([name in early for name in periods], dtype=np.int32)[cells.period])
    return pa.table(
        {
            "indicator": _words(types, cells.type),
            "area": _words(areas, cells.area),
            "level": _through(areas, cells.area, level_of),
            "municipality": _through(areas, cells.area, municipality_of),
            "period": _words(periods, cells.period),
            "value": pa.array(cells.value, mask=withheld),
            "status": _words(STATUSES, status.astype(np.int32)),
        }
    )


def _words(names: list[str], places: Any) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(places), pa.array(names, pa.string()))


def _through(codes: list[str], places: Any, meaning: Callable[[str], str]) -> pa.DictionaryArray:
    """A column that follows from another: per row the meaning of its code."""
    found = [meaning(code) for code in codes]
    names = sorted(set(found))
    at = {name: place for place, name in enumerate(names)}
    return _words(names, np.array([at[name] for name in found], dtype=np.int32)[places])


def _provisional(path: Path, known: list[str]) -> frozenset[str]:
    """The periods that are provisional: marked so in the list beside the file, else all of the newest year."""
    told = periods_beside(path)
    if told:
        return frozenset(name for name, early in told.items() if early)
    newest = max(name[:4] for name in known)
    return frozenset(name for name in known if name[:4] == newest)
