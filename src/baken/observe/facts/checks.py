# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows as a source delivers them, made into one table and checked. Everything wrong is named, not just the first.

A load is refused whole: half a table of figures is worse than yesterday's table.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baken.observe.facts import words
from baken.observe.facts.keys import KEY, Keyed
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
    """Rows with the columns of ``INPUT_SCHEMA``, words coded; an absent dataset is the given one.

    An optional column that is absent is of Arrow's type null, which takes no room. Raises FactError for columns that are
    missing, unknown or of another type.
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
            arrays.append(pa.DictionaryArray.from_arrays(pa.array(np.zeros(length, np.int32)), pa.array([dataset.id])))
        elif field.nullable:
            arrays.append(pa.nulls(length))
        else:
            problems.add(f"column {field.name!r} is missing")
    problems.refuse()
    return pa.table(arrays, names=INPUT_SCHEMA.names)


def _columns(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Dicts to lists per column; a key that only some rows have is null in the others."""
    held = list(rows)
    names = dict.fromkeys(name for row in held for name in row)
    return {name: [row.get(name) for row in held] for name in names}


def _typed(field: pa.Field, values: Any, problems: Problems) -> pa.Array | None:
    try:
        return _cast(field, values)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, OverflowError) as error:
        if isinstance(values, list):
            found = [f"row {at}: {field.name} {value!r} is not {field.type}" for at, value in _misfits(field, values)]
            problems.add(*(found or [f"column {field.name!r}: {error}"]))
        else:
            problems.add(f"column {field.name!r} is {values.type}, not {field.type}: {error}")
        return None


def _cast(field: pa.Field, values: Any) -> pa.Array:
    wordy = pa.types.is_string(field.type)
    if isinstance(values, list):
        found = pa.array(values, field.type)
        return words.coded(found) if wordy else found
    if wordy:
        known = pa.types.is_dictionary(values.type) and pa.types.is_string(values.type.value_type)
        return words.coded(values if known else values.cast(field.type))
    if pa.types.is_null(values.type):
        return pa.nulls(len(values))
    return pa.chunked_array(values.cast(field.type)).combine_chunks() if values.num_chunks else pa.array([], field.type)


def _misfits(field: pa.Field, values: list[Any]) -> Iterator[tuple[int, Any]]:
    for at, value in enumerate(values, start=1):
        try:
            pa.array([value], field.type)
        except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, OverflowError):
            yield at, value


def problems_of(dataset: Dataset, table: pa.Table, keyed: Keyed) -> Problems:
    """Everything wrong with a table as ``as_table`` makes it: names, codes, statuses, figures, doubled keys."""
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
        _check_words(words.of(table, column), column, fits, otherwise, problems)
    _check_areas(table, problems)
    _check_figures(dataset, table, problems)
    _check_doubled(keyed, table, problems)
    return problems


def _check_words(
    values: pa.DictionaryArray, column: str, fits: Callable[[str], bool], otherwise: str, problems: Problems
) -> None:
    """One problem per distinct value that doesn't fit, with the first row where it stands (counted from 1)."""
    for value in pc.unique(values).to_pylist():
        if value is None or not fits(value):
            rows = np.flatnonzero(words.unboxed(pc.is_null(values)) if value is None else words.equals(values, value))
            where = f"row {rows[0] + 1}" + (f", {len(rows)} rows" if len(rows) > 1 else "")
            problems.add(f"{column} {value!r} {otherwise} ({where})")


def _check_areas(table: pa.Table, problems: Problems) -> None:
    """Code, level and municipality must agree: the code carries both, by the build of the CBS codes."""
    for area, level, municipality in _places(*(words.of(table, name) for name in ("area", "level", "municipality"))):
        if level not in LEVELS:
            problems.add(f"area {area!r}: level {level!r} is not one of {', '.join(LEVELS)}")
        elif not _fits(AREA_CODES[level], area):
            problems.add(f"area {area!r} is not the code of a {level}")
        elif municipality != (expected := NATION if level == "nation" else f"GM{area[2:6]}"):
            problems.add(f"area {area!r} is part of {expected}, not of {municipality!r}")


def _places(*columns: pa.DictionaryArray) -> list[tuple[Any, ...]]:
    """What stands together in these columns, each combination once, in order; the first column nearly tells the rest."""
    at = [words.places(column) for column in columns]
    size = len(columns[0].dictionary) + 1
    rest = [np.zeros(size, dtype=np.int64) for _ in at[1:]]
    for known, place in zip(rest, at[1:], strict=True):
        known[at[0]] = place
    if all((known[at[0]] == place).all() for known, place in zip(rest, at[1:], strict=True)):
        seen = np.zeros(size, dtype=bool)
        seen[at[0]] = True
        first = np.flatnonzero(seen)
        rows = np.stack([first, *(known[first] for known in rest)], axis=1)
    else:
        rows = np.unique(np.stack(at, axis=1), axis=0)
    held = [[*column.dictionary.to_pylist(), None] for column in columns]
    found = [tuple(names[place] for names, place in zip(held, row, strict=True)) for row in rows.tolist()]
    return sorted(found, key=str)


def _fits(pattern: str, code: str | None) -> bool:
    return code is not None and re.fullmatch(pattern, code) is not None


def _check_figures(dataset: Dataset, table: pa.Table, problems: Problems) -> None:
    figures = {name: _floats(table[name]) for name in ("value", "lower", "upper", "n")}
    value, lower, upper, n = figures.values()
    status = words.of(table, "status")
    withheld, example = words.equals(status, "withheld"), words.equals(status, "example")
    unknown = np.ones(len(withheld), dtype=bool) if value is None else np.isnan(value) & _null(table["value"])
    rules: list[tuple[str, Any]] = [
        (f"{name} is not a finite number", ~np.isfinite(held) & ~_null(table[name]))
        for name, held in figures.items()
        if held is not None and name != "n"
    ]
    rules += [("value is negative", value < 0.0)] if value is not None else []
    rules += [("n is negative", n < 0)] if n is not None else []
    rules += [
        ("withheld, yet has a value", withheld & ~unknown),
        ("no value, yet not withheld", unknown & ~withheld),
    ]
    bounds = [_null(table[name]) for name in ("lower", "upper") if figures[name] is not None]
    if bounds:
        rules.append(("has a margin but no value", unknown & ~np.logical_and.reduce(bounds)))
    if value is not None and lower is not None:
        rules.append(("value is below its lower bound", value < lower))
    if value is not None and upper is not None:
        rules.append(("value is above its upper bound", value > upper))
    if dataset.example:
        rules.append(("not marked example in an example dataset", ~(example | withheld)))
    else:
        rules.append(("marked example in a dataset that isn't", example))
    for text, mask in rules:
        problems.add_rows(table, np.flatnonzero(mask), text)


def _floats(column: pa.ChunkedArray) -> np.ndarray[Any, np.dtype[np.float64]] | None:
    """A column of figures, null as NaN; None for one that was not delivered."""
    if pa.types.is_null(column.type):
        return None
    found: np.ndarray[Any, np.dtype[np.float64]] = words.unboxed(column.cast(pa.float64()), math.nan)
    return found


def _null(column: pa.ChunkedArray) -> np.ndarray[Any, np.dtype[np.bool_]]:
    found: np.ndarray[Any, np.dtype[np.bool_]] = words.unboxed(pc.is_null(column))
    return found


def _check_doubled(keyed: Keyed, table: pa.Table, problems: Problems) -> None:
    if not len(found := keyed.doubled()):
        return
    starts, counts = np.unique(keyed.key[found], return_counts=True)
    rows = np.searchsorted(keyed.key, starts)
    for row, count in zip(rows, counts, strict=True):
        at = row if keyed.order is None else keyed.order[row]
        problems.add(f"{key_at(table, at)}: given {count + 1} times")


def key_at(table: pa.Table, at: int) -> str:
    """The key of a row as people read it: "crime_total GM0453 2025"."""
    return " ".join(str(table[name][int(at)].as_py()) for name in KEY)
