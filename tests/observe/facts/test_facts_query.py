# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questions: which rows come back, in which order, and what a ranking says about what is missing."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from tests.observe.facts.facts_helpers import CRIME, EXAMPLE, OTHER, day, row

from baken.observe.facts import Fact, FactError, FactStore, Ranked, files, query
from baken.observe.facts.ahead import compiled_ahead, usual

BOTH = ["crime_total", "nuisance_total"]


@pytest.fixture
def filled(store: FactStore) -> FactStore:
    """Two indicators, two municipalities, four levels, a year and a month; some of it in a second dataset."""
    rows = [
        row(area, period, float(at), indicator=indicator)
        for indicator in BOTH
        for period in ("2023", "2024", "2024-03")
        for at, area in enumerate(("NL00", "GM0392", "GM0453", "WK045308", "BU04530801", "BU03920101"))
    ]
    store.load_many([(CRIME, rows, day(1), None), (OTHER, [row(value=77.0)], day(1), None)])
    return store


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"areas": ["WK045308", "NL00"], "periods": ["2024"]}, [("NL00", "2024"), ("WK045308", "2024")]),
        ({"areas": ["GM0453"], "datasets": ["crime-old"]}, [("GM0453", "2024")]),
        ({"areas": ["WK045308"], "period_kind": "year"}, [("WK045308", "2023"), ("WK045308", "2024")]),
        ({"areas": ["WK045308"], "period_kind": "month"}, [("WK045308", "2024-03")]),
        (
            {"municipality": "GM0453", "periods": ["2023"]},
            [("BU04530801", "2023"), ("GM0453", "2023"), ("WK045308", "2023")],
        ),
        ({"levels": ["buurt"], "periods": ["2023"]}, [("BU03920101", "2023"), ("BU04530801", "2023")]),
        ({"municipality": "NL00", "periods": ["2023"]}, [("NL00", "2023")]),
        ({"municipality": "GM0453", "levels": ["buurt"], "periods": ["2024-03"]}, [("BU04530801", "2024-03")]),
        ({"areas": []}, []),
        ({"periods": []}, []),
        ({"levels": []}, []),
        ({"datasets": []}, []),
        ({"datasets": ["absent"]}, []),
        ({"areas": ["GM9999"]}, []),
    ],
    ids=str,
)
def test_limits_are_joined(filled: FactStore, limits: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    found = filled.facts(["crime_total"], **limits)
    assert [(fact.area, fact.period) for fact in found] == expected
    assert filled.arrow(["crime_total"], **limits)["area"].to_pylist() == [area for area, _ in expected]
    assert filled.table(["crime_total"], **limits).count().to_pyarrow().as_py() == len(expected)


def by_place(fact: Fact) -> tuple[str, ...]:
    return fact.indicator, fact.dataset, fact.area, fact.period


def test_rows_are_ordered_by_indicator_dataset_area_period(filled: FactStore) -> None:
    found = filled.facts([*reversed(BOTH), "absent"])
    assert len(found) == 37
    assert found == sorted(found, key=by_place)


def test_many_rows_over_several_threads_are_still_in_order(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "ROW_GROUP", 2_500)
    store = FactStore(tmp_path, threads=4)
    rows = [
        row(f"BU0453{area:04d}", f"{year}-{month:02d}", float(year % 7), indicator=indicator)
        for indicator in BOTH
        for area in range(200)
        for year in range(2015, 2025)
        for month in range(1, 13)
    ]
    store.load_many([(CRIME, rows[::-1], day(1), None), (OTHER, rows[1::2], day(1), None)])
    store.load(CRIME, [fact | {"value": 50.0} for fact in rows[::3]], retrieved_at=day(3))
    for moment in (day(2), None):
        found = store.facts(BOTH, as_of=moment)
        assert len(found) == 72_000
        assert found == sorted(found, key=by_place)


def test_without_indicators_there_is_nothing(filled: FactStore) -> None:
    assert filled.facts([]) == []
    with pytest.raises(TypeError, match="lists of names"):
        filled.facts("crime_total")


@pytest.mark.parametrize(
    ("limits", "named"),
    [
        ({"areas": ["GM0453", "GM0453' OR 1=1 --"]}, "OR 1=1"),
        ({"municipality": "WK045308"}, "is not the code of a municipality"),
        ({"levels": ["street"]}, "level 'street'"),
        ({"periods": ["2024-13"]}, "period '2024-13'"),
        ({"period_kind": "week"}, "period_kind 'week'"),
    ],
    ids=str,
)
def test_what_cannot_be_asked_is_refused(filled: FactStore, limits: dict[str, Any], named: str) -> None:
    with pytest.raises(FactError, match=named):
        filled.facts(["crime_total"], **limits)


def test_a_folder_name_with_a_quote_is_no_trouble(tmp_path: Any) -> None:
    store = FactStore(tmp_path / "it's here")
    store.load(CRIME, [row()], retrieved_at=day(1))
    assert len(store.facts(["crime_total"])) == 1


def test_the_table_can_be_aggregated(filled: FactStore) -> None:
    rows = filled.table(BOTH, municipality="GM0453", period_kind="year", datasets=["crime-year"])
    totals = rows.group_by("level").agg(value=rows.value.sum()).order_by("level").to_pyarrow()
    assert totals.to_pylist() == [
        {"level": "buurt", "value": 16.0},
        {"level": "municipality", "value": 8.0},
        {"level": "wijk", "value": 12.0},
    ]


def test_a_ranking_runs_from_high_to_low(store: FactStore) -> None:
    store.load(CRIME, [row("GM0001", value=5.0), row("GM0002", value=9.0), row("WK000201")], retrieved_at=day(1))
    store.load(CRIME, [row("GM0001", value=50.0)], retrieved_at=day(3))
    now = store.ranking("crime_total", "2024")
    then = store.ranking("crime_total", "2024", as_of=day(2))
    assert [(r.municipality, r.value, r.parts) for r in now] == [("GM0001", 50.0, 1), ("GM0002", 9.0, 1)]
    assert [(r.municipality, r.value) for r in then] == [("GM0002", 9.0), ("GM0001", 5.0)]
    assert store.ranking("crime_total", "2023") == []


def test_a_ranking_says_what_is_missing(store: FactStore) -> None:
    rows = [
        row("BU00010001", "2024-01", 4.0),
        row("BU00010001", "2024-02", None),
        row("BU00010002", "2024-12", 3.0, status="provisional"),
        row("BU00010002", "2023-12", 100.0),
        row("BU00010002", "2024", 1000.0),
        row("BU00020001", "2024-01", None),
        row("GM0001", "2024-01", 9999.0),
    ]
    store.load(CRIME, rows, retrieved_at=day(1))
    assert store.ranking("crime_total", "2024", level="buurt", from_months=True) == [
        Ranked("crime-year", "GM0001", 7.0, parts=3, withheld=1, provisional=1, example=0),
        Ranked("crime-year", "GM0002", None, parts=1, withheld=1, provisional=0, example=0),
    ]


def test_a_ranking_counts_example_figures(store: FactStore) -> None:
    store.load(EXAMPLE, [row(status="example")], retrieved_at=day(1))
    assert store.ranking("crime_total", "2024") == [Ranked("example", "GM0453", 10.0, 1, 0, 0, 1)]


def test_a_ranking_does_not_add_up_two_definitions(filled: FactStore) -> None:
    with pytest.raises(FactError, match="crime-old, crime-year"):
        filled.ranking("crime_total", "2024")
    assert [r.value for r in filled.ranking("crime_total", "2024", datasets=["crime-old"])] == [77.0]
    assert [r.value for r in filled.ranking("crime_total", "2023")] == [2.0, 1.0]


def test_history_is_of_one_figure_oldest_first(store: FactStore) -> None:
    for number in (1, 2, 3):
        store.load(CRIME, [row(value=float(number)), row("GM0392", value=float(number))], retrieved_at=day(number))
    store.load(OTHER, [row(value=50.0)], retrieved_at=day(1))
    found = store.history("crime_total", "GM0453", "2024")
    assert [(fact.dataset, fact.value) for fact in found] == [
        ("crime-old", 50.0),
        ("crime-year", 1.0),
        ("crime-year", 2.0),
        ("crime-year", 3.0),
    ]


def test_indicators_are_listed(filled: FactStore) -> None:
    assert filled.indicators() == BOTH
    assert filled.indicators("crime-old") == ["crime_total"]


def test_threads_get_the_same_answer(filled: FactStore) -> None:
    expected = filled.facts(BOTH)
    answers: list[list[Fact]] = []
    threads = [threading.Thread(target=lambda: answers.append(filled.facts(BOTH))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 4


def test_the_sql_compiled_ahead_is_what_the_expressions_give(repo_root: Any) -> None:
    stored = (repo_root / "src/baken/observe/facts" / query.AHEAD).read_text(encoding="utf-8")
    assert stored == compiled_ahead(), "run: python -m baken.observe.facts.ahead"


def test_every_shape_the_store_asks_is_compiled_ahead(filled: FactStore, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, query.Shape]] = []
    original = query.sql
    monkeypatch.setattr(query, "sql", lambda name, shape: asked.append((name, shape)) or original(name, shape))
    every = {"areas": ["GM0453"], "municipality": "GM0453", "levels": ["municipality"], "periods": ["2024"]}
    filled.facts(BOTH, **every, period_kind="year", as_of=day(2))
    filled.ranking("crime_total", "2023")
    filled.ranking("crime_total", "2023", as_of=day(2))
    filled.history("crime_total", "GM0453", "2024")
    assert len(asked) == 4
    assert set(asked) <= set(usual())
