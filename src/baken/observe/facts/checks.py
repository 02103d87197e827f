# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows as a source delivers them, made into one table and checked. Everything wrong is named, not just the first.

A load is refused whole: half a table of figures is worse than yesterday's table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baken.observe.facts.schema import (
    AREA_CODES,
    INPUT_SCHEMA,
    LEVELS,
    NATION,
    PERIOD,
    SLUG,
    STATUSES,
    Dataset,
    FactError,
)

KEY = ("indicator", "area", "period")


class Problems:
    """What is wrong so far: all of it is counted, the first of it described, as many as a FactError shows."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.total = 0

    def add(self, *texts: str) -> None:
        self.total += len(texts)
        self.texts += texts[: self._room()]

    def add_rows(self, table: pa.Table, rows: np.ndarray[Any, np.dtype[np.int64]], text: str) -> None:
        """The same fault in each of these rows, each called by its key."""
        self.total += len(rows)
        self.texts += [f"{key_at(table, row)}: {text}" for row in rows[: self._room()]]

    def add_all(self, others: Problems | FactError) -> None:
        self.total += others.total
        self.texts += (others.texts if isinstance(others, Problems) else others.problems)[: self._room()]

    def refuse(self) -> None:
        """Raise FactError if there are any."""
        if self.total:
            raise FactError(self.texts, total=self.total)

    def _room(self) -> int:
        return FactError.SHOWN - len(self.texts)


def as_table(dataset: Dataset, rows: pa.Table | Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rows in the shape of ``INPUT_SCHEMA``; absent optional columns become null, an absent dataset is the given one.

    Raises FactError for columns that are missing, unknown or of another type.
    """
    source = rows if isinstance(rows, pa.Table) else _columns(rows)
    problems = Problems()
    names = set(INPUT_SCHEMA.names)
    given = source.column_names if isinstance(source, pa.Table) else list(source)
    problems.add(*(f"column {name!r} is not part of a fact" for name in given if name not in names))
    arrays = []
    for field in INPUT_SCHEMA:
        length = source.num_rows if isinstance(source, pa.Table) else len(next(iter(source.values()), []))
        if field.name in given:
            arrays.append(_typed(field, source[field.name], problems))
        elif field.name == "dataset":
            arrays.append(pa.array([dataset.id] * length, pa.string()))
        elif field.nullable:
            arrays.append(pa.nulls(length, field.type))
        else:
            problems.add(f"column {field.name!r} is missing")
    problems.refuse()
    return pa.table(arrays, names=INPUT_SCHEMA.names)


def _columns(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Dicts to lists per column; a key that only some rows have is null in the others."""
    held = list(rows)
    names = dict.fromkeys(name for row in held for name in row)
    return {name: [row.get(name) for row in held] for name in names}


def _typed(field: pa.Field, values: Any, problems: Problems) -> pa.Array | pa.ChunkedArray | None:
    try:
        if isinstance(values, list):
            return pa.array(values, field.type)
        return values.cast(field.type)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, OverflowError) as error:
        if isinstance(values, list):
            found = [f"row {at}: {field.name} {value!r} is not {field.type}" for at, value in _misfits(field, values)]
            problems.add(*(found or [f"column {field.name!r}: {error}"]))
        else:
            problems.add(f"column {field.name!r} is {values.type}, not {field.type}: {error}")
        return None


def _misfits(field: pa.Field, values: list[Any]) -> Iterator[tuple[int, Any]]:
    for at, value in enumerate(values, start=1):
        try:
            pa.array([value], field.type)
        except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, OverflowError):
            yield at, value


def problems_of(dataset: Dataset, table: pa.Table) -> Problems:
    """Everything wrong with a table of ``INPUT_SCHEMA``: names, codes, statuses, figures, doubled keys."""
    problems = Problems()
    if not SLUG.fullmatch(dataset.id):
        problems.add(f"dataset {dataset.id!r} is not a name (letters, digits, . _ -)")
    problems.add(*(f"{dataset.id}: {name} is empty" for name in ("title", "publisher") if not getattr(dataset, name)))
    if table.num_rows == 0:
        problems.add(f"{dataset.id}: no rows")
        return problems
    rules: list[tuple[str, Callable[[str], bool], str]] = [
        ("dataset", lambda v: v == dataset.id, f"is not the dataset being loaded ({dataset.id})"),
        ("indicator", lambda v: bool(SLUG.fullmatch(v)), "is not a name (letters, digits, . _ -)"),
        ("period", lambda v: bool(PERIOD.fullmatch(v)), "is not a year or a month (2025, 2025-03)"),
        ("status", lambda v: v in STATUSES, f"is not one of {', '.join(STATUSES)}"),
    ]
    for column, fits, otherwise in rules:
        _check_words(table, column, fits, otherwise, problems)
    _check_areas(table, problems)
    _check_figures(dataset, table, problems)
    _check_doubled(table, problems)
    return problems


def _check_words(table: pa.Table, column: str, fits: Callable[[str], bool], otherwise: str, problems: Problems) -> None:
    """One problem per distinct value that doesn't fit, with the first row where it stands (counted from 1)."""
    values = table[column]
    for value in pc.unique(values).to_pylist():
        if value is None or not fits(value):
            rows = _positions(pc.is_null(values) if value is None else pc.equal(values, value))
            where = f"row {rows[0] + 1}" + (f", {len(rows)} rows" if len(rows) > 1 else "")
            problems.add(f"{column} {value!r} {otherwise} ({where})")


def _positions(mask: pa.ChunkedArray | pa.Array) -> np.ndarray[Any, np.dtype[np.int64]]:
    return np.flatnonzero(pc.fill_null(mask, False).to_numpy(zero_copy_only=False))


def _check_areas(table: pa.Table, problems: Problems) -> None:
    """Code, level and municipality must agree: the code carries both, by the build of the CBS codes."""
    places = table.select(["area", "level", "municipality"]).group_by(["area", "level", "municipality"]).aggregate([])
    for place in sorted(places.to_pylist(), key=str):
        area, level, municipality = place["area"], place["level"], place["municipality"]
        if level not in LEVELS:
            problems.add(f"area {area!r}: level {level!r} is not one of {', '.join(LEVELS)}")
        elif not _fits(AREA_CODES[level], area):
            problems.add(f"area {area!r} is not the code of a {level}")
        elif municipality != (expected := NATION if level == "nation" else f"GM{area[2:6]}"):
            problems.add(f"area {area!r} is part of {expected}, not of {municipality!r}")


def _fits(pattern: str, code: str | None) -> bool:
    return code is not None and re.fullmatch(pattern, code) is not None


def _check_figures(dataset: Dataset, table: pa.Table, problems: Problems) -> None:
    value, lower, upper, n, status = (table[name] for name in ("value", "lower", "upper", "n", "status"))
    unknown, withheld = pc.is_null(value), pc.equal(status, "withheld")
    example = pc.equal(status, "example")
    bounded = pc.or_(pc.is_valid(lower), pc.is_valid(upper))
    rules = [
        *(
            (f"{name} is not a finite number", pc.invert(pc.is_finite(table[name])))
            for name in ("value", "lower", "upper")
        ),
        ("value is negative", pc.less(value, 0.0)),
        ("n is negative", pc.less(n, 0)),
        ("withheld, yet has a value", pc.and_(withheld, pc.invert(unknown))),
        ("no value, yet not withheld", pc.and_(unknown, pc.invert(withheld))),
        ("has a margin but no value", pc.and_(unknown, bounded)),
        ("value is below its lower bound", pc.less(value, lower)),
        ("value is above its upper bound", pc.greater(value, upper)),
    ]
    if dataset.example:
        rules.append(("not marked example in an example dataset", pc.invert(pc.or_(example, withheld))))
    else:
        rules.append(("marked example in a dataset that isn't", example))
    for text, mask in rules:
        problems.add_rows(table, _positions(mask), text)


def _check_doubled(table: pa.Table, problems: Problems) -> None:
    counted = table.select(list(KEY)).group_by(list(KEY)).aggregate([([], "count_all")])
    doubled = counted.filter(pc.greater(counted["count_all"], 1)).sort_by([(name, "ascending") for name in KEY])
    for at in range(doubled.num_rows):
        problems.add(f"{key_at(doubled, at)}: given {doubled['count_all'][at].as_py()} times")


def key_at(table: pa.Table, at: int) -> str:
    """The key of a row as people read it: "crime_total GM0453 2025"."""
    return " ".join(str(table[name][int(at)].as_py()) for name in KEY)
