# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example figures: they add up to the real totals, are marked, and are the same everywhere."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from baken.observe import reference
from baken.observe.picture.indicators import catalogue
from baken.observe.sources.example import BURDEN, REVISED, SURVEY_YEARS, ExampleSource

Batches = list[tuple[Any, list[dict[str, Any]], Any, Any]]


@pytest.fixture(scope="module")
def batches() -> Batches:
    return list(ExampleSource().batches())


@pytest.fixture(scope="module")
def real() -> dict[tuple[str, str], float]:
    """The real totals of the wijken of Velsen and of the municipality, by area and year."""
    rows = next(rows for dataset, rows, _ in reference.batches() if dataset.id == "47022NED-year")
    return {
        (row["area"], row["period"]): row["value"]
        for row in rows
        if row["area"] == "GM0453" or row["area"].startswith("WK0453")
    }


def rows_of(batches: Batches, dataset: str) -> list[dict[str, Any]]:
    return next(rows for found, rows, _, _ in batches if found.id == dataset)


def test_types_add_up_to_the_real_total_of_each_area_and_year(batches: Batches, real: dict[Any, float]) -> None:
    sums: Counter[tuple[str, str]] = Counter()
    for row in rows_of(batches, "example-47018NED"):
        assert row["indicator"].startswith("crime_")
        assert row["indicator"] != "crime_total"
        sums[row["area"], row["period"]] += row["value"]
    assert sums == real
    assert len(sums) == 11 * 5


def test_months_add_up_to_the_real_total_of_each_area_and_year(batches: Batches, real: dict[Any, float]) -> None:
    sums: Counter[tuple[str, str]] = Counter()
    months: Counter[tuple[str, str]] = Counter()
    for row in rows_of(batches, "example-47022NED-month"):
        sums[row["area"], row["period"][:4]] += row["value"]
        months[row["area"], row["period"][:4]] += 1
    assert sums == real
    assert set(months.values()) == {12}


@pytest.mark.parametrize("dataset", ["example-47018NED", "example-47024NED"])
def test_the_municipality_is_the_sum_of_its_wijken(batches: Batches, dataset: str) -> None:
    for found, rows, _, _ in batches:
        if found.id != dataset:
            continue
        sums: Counter[tuple[str, str]] = Counter()
        for row in rows:
            sums[row["indicator"], row["period"]] += row["value"] if row["level"] == "wijk" else -row["value"]
        assert sums
        assert not any(sums.values())


def test_everything_is_marked_as_an_example(batches: Batches) -> None:
    for dataset, rows, _, _ in batches:
        assert dataset.example
        assert dataset.id.startswith("example-")
        assert "Verzonnen" in dataset.note
        assert {row["status"] for row in rows} == {"example"}
        assert {row["municipality"] for row in rows} == {"GM0453"}


def test_it_is_the_same_each_time(batches: Batches) -> None:
    assert list(ExampleSource().batches()) == batches


def test_every_example_indicator_is_known_and_prefers_a_real_dataset(batches: Batches) -> None:
    for dataset, rows, _, _ in batches:
        for slug in {row["indicator"] for row in rows}:
            if not dataset.id.startswith(("example-47022NED-month", "example-months")):
                assert catalogue()[slug].datasets[-1] == dataset.id
                assert len(catalogue()[slug].datasets) > 1
            else:
                assert dataset.id not in catalogue()[slug].datasets


def test_months_by_theme_add_up_to_the_yearly_example_figures(batches: Batches) -> None:
    yearly = {
        (row["indicator"], row["area"], row["period"]): row["value"]
        for dataset in ("example-47018NED", "example-47024NED")
        for found, rows, _, _ in batches
        if found.id == dataset
        for row in rows
    }
    sums: Counter[tuple[str, str, str]] = Counter()
    for row in rows_of(batches, "example-months"):
        sums[row["indicator"], row["area"], row["period"][:4]] += row["value"]
    known = {key: value for key, value in sums.items() if key in yearly}
    assert len(known) == 9 * 11 * 5
    assert known == {key: yearly[key] for key in known}


def test_months_by_theme_have_no_gap_and_go_on_long_enough_to_be_judged(batches: Batches) -> None:
    rows = rows_of(batches, "example-months")
    names = sorted({row["period"] for row in rows})
    assert (names[0], names[-1], len(names)) == ("2019-01", "2026-10", 94)
    assert len(rows) == 9 * 11 * len(names)
    assert len({(row["indicator"], row["area"], row["period"]) for row in rows}) == len(rows)
    assert {row["area"] for row in rows} == {"GM0453", *BURDEN}


def test_the_revision_changes_the_last_year_only(batches: Batches) -> None:
    first, second = ((rows, known) for dataset, rows, _, known in batches if dataset.id == "example-47024NED")
    assert (first[1], second[1]) == (None, REVISED)
    assert {row["period"] for row in second[0]} == {"2025"}
    keys = {(row["indicator"], row["area"]) for row in first[0] if row["period"] == "2025"}
    assert {(row["indicator"], row["area"]) for row in second[0]} == keys


def test_survey_figures_lie_within_their_margins(batches: Batches) -> None:
    rows = rows_of(batches, "example-survey")
    assert {int(row["period"]) for row in rows} == set(SURVEY_YEARS)
    for row in rows:
        mark = catalogue()[row["indicator"]].kind == "mark"
        assert 0 <= row["lower"] <= row["value"] <= row["upper"] <= (10 if mark else 100)
        assert row["n"] > 0
    assert {row["area"] for row in rows} == {"GM0453", *BURDEN} - {"WK045309"}
