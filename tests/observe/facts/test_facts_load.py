# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Loading: what is stored, what isn't, and that history stays as it was."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.observe.facts.facts_helpers import CRIME, EXAMPLE, OTHER, day, row

from baken.observe.facts import FACT_SCHEMA, Fact, FactError, FactStore, Receipt


def values(facts: list[Fact]) -> dict[str, float | None]:
    return {f"{fact.area} {fact.period}": fact.value for fact in facts}


def test_a_fact_comes_back_as_it_was_delivered(store: FactStore) -> None:
    delivered = row("BU04530801", "2024-03", 4.0, lower=3.5, upper=4.25, n=120, status="provisional")
    receipt = store.load(CRIME, [delivered], retrieved_at=day(40), known_from=day(30))
    assert store.facts(["crime_total"]) == [
        Fact(
            dataset="crime-year",
            indicator="crime_total",
            area="BU04530801",
            level="buurt",
            municipality="GM0453",
            period="2024-03",
            value=4.0,
            lower=3.5,
            upper=4.25,
            n=120,
            status="provisional",
            known_from=day(30),
            known_to=None,
            load_id=receipt.load_id,
        )
    ]
    assert store.arrow(["crime_total"]).schema.names == FACT_SCHEMA.names


def test_withheld_is_null_and_never_zero(store: FactStore) -> None:
    store.load(CRIME, [row("BU04530801", value=None), row("BU04530802", value=0.0)], retrieved_at=day(1))
    found = {fact.area: (fact.value, fact.status) for fact in store.facts(["crime_total"])}
    assert found == {"BU04530801": (None, "withheld"), "BU04530802": (0.0, "final")}


def test_only_what_changed_is_stored_again(store: FactStore) -> None:
    first = store.load(CRIME, [row(), row("GM0392", value=5.0)], retrieved_at=day(1))
    second = store.load(CRIME, [row(value=12.0), row("GM0392", value=5.0), row("GM0363")], retrieved_at=day(2))
    assert (first.added, first.revised, first.unchanged) == (2, 0, 0)
    assert (second.added, second.revised, second.unchanged) == (1, 1, 1)
    old, new = store.history("crime_total", "GM0453", "2024")
    assert (old.value, old.known_from, old.known_to, old.load_id) == (10.0, day(1), day(2), first.load_id)
    assert (new.value, new.known_from, new.known_to, new.load_id) == (12.0, day(2), None, second.load_id)
    assert len(store.history("crime_total", "GM0392", "2024")) == 1


@pytest.mark.parametrize(
    "change",
    [{"status": "provisional"}, {"lower": 9.0}, {"upper": 11.0}, {"n": 7}, {"value": None, "status": "withheld"}],
    ids=lambda change: next(iter(change)),
)
def test_any_part_of_the_figure_makes_a_new_version(store: FactStore, change: dict[str, object]) -> None:
    store.load(CRIME, [row()], retrieved_at=day(1))
    assert store.load(CRIME, [row() | change], retrieved_at=day(2)).revised == 1
    assert store.load(CRIME, [row() | change], retrieved_at=day(3)).unchanged == 1
    assert store.load(CRIME, [row()], retrieved_at=day(4)).revised == 1


def test_a_key_missing_from_a_later_delivery_stays(store: FactStore) -> None:
    store.load(CRIME, [row(), row("GM0392")], retrieved_at=day(1))
    store.load(CRIME, [row(value=11.0)], retrieved_at=day(2))
    assert values(store.facts(["crime_total"])) == {"GM0453 2024": 11.0, "GM0392 2024": 10.0}


def test_as_of_includes_the_first_moment_and_excludes_the_last(store: FactStore) -> None:
    store.load(CRIME, [row(value=1.0)], retrieved_at=day(1))
    store.load(CRIME, [row(value=2.0)], retrieved_at=day(2))
    instant = timedelta(microseconds=1)
    seen = [
        [fact.value for fact in store.facts(["crime_total"], as_of=moment)]
        for moment in (day(1) - instant, day(1), day(2) - instant, day(2))
    ]
    assert seen == [[], [1.0], [1.0], [2.0]]


def test_as_of_understands_other_time_zones_and_refuses_none(store: FactStore) -> None:
    store.load(CRIME, [row(value=1.0)], retrieved_at=day(2))
    local = timezone(timedelta(hours=2))
    assert store.facts(["crime_total"], as_of=datetime(2025, 1, 2, 1, 59, tzinfo=local)) == []
    assert len(store.facts(["crime_total"], as_of=datetime(2025, 1, 2, 2, 0, tzinfo=local))) == 1
    with pytest.raises(FactError, match="no time zone"):
        store.facts(["crime_total"], as_of=datetime(2025, 1, 2))  # noqa: DTZ001


@pytest.mark.parametrize("moment", [day(4), day(5)], ids=["earlier", "same moment"])
def test_history_cannot_be_rewritten(store: FactStore, moment: datetime) -> None:
    store.load(CRIME, [row(), row("GM0392")], retrieved_at=day(5))
    before = store.facts(["crime_total"])
    with pytest.raises(FactError) as error:
        store.load(CRIME, [row(value=99.0), row("GM0363")], retrieved_at=day(9), known_from=moment)
    assert len(error.value.problems) == 1
    assert "crime_total GM0453 2024" in error.value.problems[0]
    assert store.facts(["crime_total"]) == before
    assert len(store.loads()) == 1


def test_loading_the_same_again_changes_nothing_and_is_noted(store: FactStore) -> None:
    store.load(CRIME, [row(), row("GM0392")], retrieved_at=day(5))
    files = sorted((store.root / "data").rglob("*.parquet"))
    receipt = store.load(CRIME, [row("GM0392"), row()], retrieved_at=day(5))
    assert (receipt.added, receipt.revised, receipt.unchanged) == (0, 0, 2)
    assert sorted((store.root / "data").rglob("*.parquet")) == files
    first, second = store.loads("crime-year")
    assert first.sha256 == second.sha256, "the order of rows is no difference"
    assert first.load_id != second.load_id
    assert store.known_moments() == [day(5)]


def test_a_changed_figure_changes_the_fingerprint(store: FactStore) -> None:
    store.load(CRIME, [row()], retrieved_at=day(5))
    store.load(CRIME, [row(value=11.0)], retrieved_at=day(6))
    assert len({load.sha256 for load in store.loads()}) == 2


def test_loads_keep_both_moments(store: FactStore) -> None:
    receipt = store.load(CRIME, [row()], retrieved_at=day(5), known_from=day(3))
    (load,) = store.loads()
    assert (load.load_id, load.dataset, load.rows) == (receipt.load_id, "crime-year", 1)
    assert (load.retrieved_at, load.known_from) == (day(5), day(3))
    assert store.loads("crime-old") == []


def test_many_deliveries_are_stored_in_order(store: FactStore) -> None:
    receipts = store.load_many(
        [
            (CRIME, [row(value=1.0)], day(1), None),
            (OTHER, [row(value=7.0)], day(1), None),
            (CRIME, [row(value=2.0)], day(3), day(2)),
        ]
    )
    assert [(r.added, r.revised) for r in receipts] == [(1, 0), (1, 0), (0, 1)]
    assert [fact.value for fact in store.history("crime_total", "GM0453", "2024", datasets=["crime-year"])] == [
        1.0,
        2.0,
    ]
    assert len(list((store.root / "data").rglob("*.parquet"))) == 2, "a file replaced within the call is not kept"


def test_of_many_deliveries_all_or_none_are_stored(store: FactStore) -> None:
    store.load(CRIME, [row()], retrieved_at=day(5))
    with pytest.raises(FactError, match="crime_total GM0453 2024"):
        store.load_many([(OTHER, [row()], day(6), None), (CRIME, [row(value=3.0)], day(4), None)])
    assert [dataset.id for dataset in store.datasets()] == ["crime-year"]
    assert len(list((store.root / "data").rglob("*.parquet"))) == 1


def test_an_arrow_table_loads_like_dicts(store: FactStore) -> None:
    table = pa.Table.from_pylist([row(), row("GM0392", value=None)])
    coded = table.set_column(
        table.column_names.index("area"), "area", pa.array(["GM0453", "GM0392"]).dictionary_encode()
    )
    assert store.load(CRIME, coded, retrieved_at=day(1)) == Receipt(store.loads()[0].load_id, 2, 0, 0)
    assert store.load(CRIME, [row(), row("GM0392", value=None)], retrieved_at=day(2)).unchanged == 2


def coded(values: list[str | None], *more: list[str | None]) -> pa.ChunkedArray:
    """A dictionary in chunks of their own words, with a word twice and one that isn't used."""
    chunks = []
    for part in (values, *more):
        held = ["unused", *(word for word in part if word is not None)]
        at = [None if word is None else len(held) - 1 - held[::-1].index(word) for word in part]
        chunks.append(pa.DictionaryArray.from_arrays(pa.array(at, pa.int16()), pa.array(held)))
    return pa.chunked_array(chunks)


def test_words_coded_in_any_way_are_one_load(store: FactStore, tmp_path: Path) -> None:
    rows = [row("BU04530801"), row("GM0453"), row("GM0453", "2023", None), row("BU04530801", "2023", 2.5)]
    table = pa.Table.from_pylist(rows)
    for name in ("area", "period", "municipality", "level", "indicator", "status"):
        words = table[name].to_pylist()
        table = table.set_column(table.column_names.index(name), name, coded(words[:3], words[3:]))
    other = FactStore(tmp_path / "other")
    store.load(CRIME, table, retrieved_at=day(1))
    other.load(CRIME, rows[::-1], retrieved_at=day(1))
    assert store.facts(["crime_total"]) == other.facts(["crime_total"])
    assert store.loads() == other.loads()
    assert "unused" not in str(store.arrow(["crime_total"]).to_pylist())


def test_a_null_in_coded_words_is_named(store: FactStore) -> None:
    table = pa.Table.from_pylist([row(), row("GM0392")])
    at = table.column_names.index("period")
    with pytest.raises(FactError, match="period None is not a year"):
        store.load(CRIME, table.set_column(at, "period", coded(["2024", None])), retrieved_at=day(1))


@pytest.mark.parametrize(
    "change",
    [
        {"value": 11.0}, {"period": "2023"}, {"status": "provisional"}, {"lower": 9.0}, {"n": 4},
        {"area": "GM0392", "municipality": "GM0392"},
    ],
    ids=str,
)  # fmt: skip
def test_any_difference_changes_the_fingerprint(store: FactStore, tmp_path: Path, change: dict[str, object]) -> None:
    other = FactStore(tmp_path / "other")
    for held, rows in ((store, [row(), row("GM0363")]), (other, [row() | change, row("GM0363")])):
        held.load(CRIME, rows, retrieved_at=day(1))
    assert store.loads()[0].sha256 != other.loads()[0].sha256


def test_withheld_and_zero_have_another_fingerprint_and_minus_zero_has_not(store: FactStore, tmp_path: Path) -> None:
    marks = []
    for at, given in enumerate((row(value=0.0), row(value=-0.0), row(value=None))):
        held = FactStore(tmp_path / str(at))
        held.load(CRIME, [given, row("GM0363")], retrieved_at=day(1))
        marks.append(held.loads()[0].sha256)
    assert marks[0] == marks[1] != marks[2]


def test_a_file_keeps_what_is_needed_to_skip_parts_of_it(store: FactStore) -> None:
    store.load(CRIME, [row(f"GM{number:04d}") for number in range(1, 30)], retrieved_at=day(1))
    (path,) = (store.root / "data").rglob("*.parquet")
    group = pq.ParquetFile(path).metadata.row_group(0)
    limits = {group.column(i).path_in_schema: group.column(i).statistics for i in range(group.num_columns)}
    assert (limits["area"].min, limits["area"].max) == ("GM0001", "GM0029")
    assert (limits["municipality"].min, limits["period"].max) == ("GM0001", "2024")
    assert pq.read_table(path).schema.field("area").type == pa.string()


def test_datasets_are_kept_with_their_source(store: FactStore) -> None:
    store.load_many([(OTHER, [row()], day(1), None), (CRIME, [row()], day(1), None)])
    assert store.datasets() == [OTHER, CRIME]
    assert FactStore(store.root).dataset("crime-year") == CRIME
    with pytest.raises(FactError, match="absent"):
        store.dataset("absent")


def test_a_dataset_does_not_turn_from_example_into_real(store: FactStore) -> None:
    store.load(EXAMPLE, [row(status="example")], retrieved_at=day(1))
    real = type(EXAMPLE)(EXAMPLE.id, EXAMPLE.title, EXAMPLE.publisher)
    with pytest.raises(FactError, match="example figures and real ones"):
        store.load(real, [row("GM0392")], retrieved_at=day(2))


def test_an_empty_store_answers(store: FactStore) -> None:
    assert store.facts(["crime_total"]) == []
    assert store.ranking("crime_total", "2024") == []
    assert store.datasets() == []
    assert store.known_moments() == []
    assert store.table(["crime_total"]).count().to_pyarrow().as_py() == 0


def test_another_store_on_the_folder_sees_a_load_at_once(store: FactStore) -> None:
    reader = FactStore(store.root)
    for number in range(1, 6):
        store.load(CRIME, [row(value=float(number))], retrieved_at=day(number))
        assert [fact.value for fact in reader.facts(["crime_total"])] == [number]
