# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checks: everything wrong is named, and nothing of a refused delivery is stored."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from tests.observe.facts.facts_helpers import CRIME, EXAMPLE, SURVEY, day, row

from baken.observe.facts import Dataset, FactError, FactStore

NAN, INFINITE = float("nan"), float("inf")


def problems(store: FactStore, rows: Any, dataset: Dataset = CRIME) -> tuple[str, ...]:
    with pytest.raises(FactError) as error:
        store.load(dataset, rows, retrieved_at=day(1))
    assert store.loads() == []
    assert not list(store.root.rglob("*.parquet"))
    return error.value.problems


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ([row(value=NAN)], "crime_total GM0453 2024: value is not a finite number"),
        ([row(value=INFINITE)], "crime_total GM0453 2024: value is not a finite number"),
        ([row(lower=NAN)], "crime_total GM0453 2024: lower is not a finite number"),
        ([row(value=-1.0)], "crime_total GM0453 2024: value is negative"),
        ([row(n=-1)], "crime_total GM0453 2024: n is negative"),
        ([row(status="withheld")], "crime_total GM0453 2024: withheld, yet has a value"),
        ([row(value=None, status="final")], "crime_total GM0453 2024: no value, yet not withheld"),
        ([row(value=None, upper=3.0)], "crime_total GM0453 2024: has a margin but no value"),
        ([row(lower=11.0)], "crime_total GM0453 2024: value is below its lower bound"),
        ([row(upper=9.0)], "crime_total GM0453 2024: value is above its upper bound"),
        ([row(status="example")], "crime_total GM0453 2024: marked example in a dataset that isn't"),
        ([row(), row(value=11.0)], "crime_total GM0453 2024: given 2 times"),
        ([row(status="guess")], "status 'guess' is not one of final, provisional, withheld, example (row 1)"),
        ([row(period="2024-13")], "period '2024-13' is not a year or a month (2025, 2025-03) (row 1)"),
        ([row(), row(period="24")], "period '24' is not a year or a month (2025, 2025-03) (row 2)"),
        ([row(indicator="../crime")], "indicator '../crime' is not a name (letters, digits, . _ -) (row 1)"),
        ([row(dataset="other")], "dataset 'other' is not the dataset being loaded (crime-year) (row 1)"),
        ([row(level="street")], "area 'GM0453': level 'street' is not one of nation, municipality, wijk, buurt"),
        ([row(level="buurt")], "area 'GM0453' is not the code of a buurt"),
        ([row("BU0453080")], "area 'BU0453080' is not the code of a buurt"),
        ([row("WK045308", municipality="GM0363")], "area 'WK045308' is part of GM0453, not of 'GM0363'"),
        ([row("NL00", municipality="GM0453")], "area 'NL00' is part of NL00, not of 'GM0453'"),
        ([row(value="many")], "row 1: value 'many' is not double"),
        ([row() | {"area": 453}], "row 1: area 453 is not string"),
        ([row(colour="red")], "column 'colour' is not part of a fact"),
        ([], "column 'indicator' is missing"),
        (pa.table({"indicator": ["x"], "area": ["GM0453"]}), "column 'period' is missing"),
    ],
)
def test_each_fault_is_named(store: FactStore, rows: Any, named: str) -> None:
    assert named in problems(store, rows)


def test_sound_rows_of_every_kind_pass(store: FactStore) -> None:
    rows = [
        row("NL00", "2024", 0.0),
        row("WK0363AA", "2024-12", 1.5, status="provisional"),
        row("BU0363AA09", "2024-01", None),
        row("GM0453", "2024", 10.0, lower=-2.0, upper=10.0, n=0, indicator="feels_unsafe.often"),
    ]
    assert store.load(SURVEY, rows, retrieved_at=day(1)).added == 4


def test_an_example_dataset_marks_every_row(store: FactStore) -> None:
    named = problems(store, [row(), row("GM0392", status="example"), row("GM0363", value=None)], EXAMPLE)
    assert named == ("crime_total GM0453 2024: not marked example in an example dataset",)


def test_all_faults_come_at_once(store: FactStore) -> None:
    rows = [row(value=-1.0), row("GM0392", period="x"), row("GM0363", value=NAN), row("GM0363")]
    assert len(problems(store, rows)) == 4


def test_at_most_fifty_are_named_and_the_rest_counted(store: FactStore) -> None:
    rows = [row(f"GM{number:04d}", value=-1.0) for number in range(1, 71)]
    with pytest.raises(FactError, match="and 20 more") as error:
        store.load(CRIME, rows, retrieved_at=day(1))
    assert (len(error.value.problems), error.value.total) == (50, 70)


def test_a_null_in_a_required_column_is_named(store: FactStore) -> None:
    assert "period None is not a year or a month (2025, 2025-03) (row 1)" in problems(store, [row(period=None)])
    assert "area None is not the code of a municipality" in problems(store, [row() | {"area": None}])


@pytest.mark.parametrize(
    ("dataset", "named"),
    [
        (Dataset("a/b", "Titel", "CBS"), "dataset 'a/b' is not a name (letters, digits, . _ -)"),
        (Dataset("a", "", "CBS"), "a: title is empty"),
        (Dataset("a", "Titel", ""), "a: publisher is empty"),
    ],
)
def test_a_dataset_has_a_name_and_a_source(store: FactStore, dataset: Dataset, named: str) -> None:
    assert named in problems(store, [row()], dataset)


def test_moments_say_their_time_zone(store: FactStore) -> None:
    with pytest.raises(FactError, match="has no time zone"):
        store.load(CRIME, [row()], retrieved_at=day(1).replace(tzinfo=None))
    with pytest.raises(FactError, match="has no time zone"):
        store.load(CRIME, [row()], retrieved_at=day(1), known_from=day(1).replace(tzinfo=None))
