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
Problems = list[str]


def as_table(dataset: Dataset, rows: pa.Table | Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rows in the shape of ``INPUT_SCHEMA``; absent optional columns become null, an absent dataset is the given one.

    Raises FactError for columns that are missing, unknown or of another type.
    """
    source = rows if isinstance(rows, pa.Table) else _columns(rows)
    problems: Problems = []
    names = set(INPUT_SCHEMA.names)
    given = source.column_names if isinstance(source, pa.Table) else list(source)
    problems += [f"column {name!r} is not part of a fact" for name in given if name not in names]
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
            problems.append(f"column {field.name!r} is missing")
    if problems:
        raise FactError(problems)
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
            problems += found or [f"column {field.name!r}: {error}"]
        else:
            problems.append(f"column {field.name!r} is {values.type}, not {field.type}: {error}")
        return None


def _misfits(field: pa.Field, values: list[Any]) -> Iterator[tuple[int, Any]]:
    for at, value in enumerate(values, start=1):
        try:
            pa.array([value], field.type)
        except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, OverflowError):
            yield at, value


def problems_of(dataset: Dataset, table: pa.Table) -> Problems:
    """Everything wrong with a table of ``INPUT_SCHEMA``: names, codes, statuses, figures, doubled keys."""
    problems = _dataset_problems(dataset)
    if table.num_rows == 0:
        return [*problems, f"{dataset.id}: no rows"]
    problems += _each(table, "dataset", lambda v: v == dataset.id, f"is not the dataset being loaded ({dataset.id})")
    problems += _each(table, "indicator", lambda v: bool(SLUG.fullmatch(v)), "is not a name (letters, digits, . _ -)")
    problems += _each(table, "period", lambda v: bool(PERIOD.fullmatch(v)), "is not a year or a month (2025, 2025-03)")
    problems += _each(table, "status", lambda v: v in STATUSES, f"is not one of {', '.join(STATUSES)}")
    return problems + _area_problems(table) + _figure_problems(dataset, table) + _doubled(table)


def _dataset_problems(dataset: Dataset) -> Problems:
    problems = []
    if not SLUG.fullmatch(dataset.id):
        problems.append(f"dataset {dataset.id!r} is not a name (letters, digits, . _ -)")
    problems += [f"{dataset.id}: {name} is empty" for name in ("title", "publisher") if not getattr(dataset, name)]
    return problems


def _each(table: pa.Table, column: str, fits: Callable[[str], bool], otherwise: str) -> Problems:
    """One problem per distinct value that doesn't fit, with the first row where it stands (counted from 1)."""
    problems = []
    values = table[column]
    for value in pc.unique(values).to_pylist():
        if value is None or not fits(value):
            hits = pc.is_null(values) if value is None else pc.equal(values, value)
            where = f"row {_positions(hits)[0] + 1}" + (f", {n} rows" if (n := pc.sum(hits).as_py()) > 1 else "")
            problems.append(f"{column} {value!r} {otherwise} ({where})")
    return problems


def _positions(mask: pa.ChunkedArray | pa.Array) -> np.ndarray[Any, np.dtype[np.int64]]:
    return np.flatnonzero(pc.fill_null(mask, False).to_numpy(zero_copy_only=False))


def _area_problems(table: pa.Table) -> Problems:
    """Code, level and municipality must agree: the code carries both, by the build of the CBS codes."""
    problems = []
    places = table.select(["area", "level", "municipality"]).group_by(["area", "level", "municipality"]).aggregate([])
    for place in sorted(places.to_pylist(), key=str):
        area, level, municipality = place["area"], place["level"], place["municipality"]
        if level not in LEVELS:
            problems.append(f"area {area!r}: level {level!r} is not one of {', '.join(LEVELS)}")
        elif not _fits(AREA_CODES[level], area):
            problems.append(f"area {area!r} is not the code of a {level}")
        elif municipality != (expected := NATION if level == "nation" else f"GM{area[2:6]}"):
            problems.append(f"area {area!r} is part of {expected}, not of {municipality!r}")
    return problems


def _fits(pattern: str, code: str | None) -> bool:
    return code is not None and re.fullmatch(pattern, code) is not None


def _figure_problems(dataset: Dataset, table: pa.Table) -> Problems:
    value, lower, upper, n, status = (table[name] for name in ("value", "lower", "upper", "n", "status"))
    unknown, withheld = pc.is_null(value), pc.equal(status, "withheld")
    example = pc.equal(status, "example")
    bounded = pc.or_(pc.is_valid(lower), pc.is_valid(upper))
    rules = [
        *((f"{name} is not a finite number", pc.invert(pc.is_finite(table[name]))) for name in _FLOATS),
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
    return [f"{key_at(table, at)}: {text}" for text, mask in rules for at in _positions(mask)[: FactError.SHOWN + 1]]


_FLOATS = ("value", "lower", "upper")


def _doubled(table: pa.Table) -> Problems:
    counted = table.select(list(KEY)).group_by(list(KEY)).aggregate([([], "count_all")])
    doubled = counted.filter(pc.greater(counted["count_all"], 1)).sort_by([(name, "ascending") for name in KEY])
    return [f"{key_at(doubled, at)}: given {doubled['count_all'][at].as_py()} times" for at in range(doubled.num_rows)]


def key_at(table: pa.Table, at: int) -> str:
    """The key of a row as people read it: "crime_total GM0453 2025"."""
    return " ".join(str(table[name][int(at)].as_py()) for name in KEY)
