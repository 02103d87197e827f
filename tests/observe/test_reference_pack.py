# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures that come along: they add up, name their source, and are what was published."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import shapely
from shapely.geometry import shape

from baken.observe import reference
from baken.observe.facts import FactStore
from baken.observe.facts.schema import AREA, INPUT_SCHEMA, SLUG, STATUSES

TOWN, NATION = "GM0453", "NL00"
YEARS = ["2021", "2022", "2023", "2024", "2025"]
DATA = files("baken.observe.reference") / "data"
Row = dict[str, Any]


@cache
def rows() -> tuple[Row, ...]:
    return tuple(row for _, batch, _ in reference.batches() for row in batch)


def values(dataset: str, indicator: str) -> dict[tuple[str, str], float | None]:
    """(area, period) -> value."""
    found = [row for row in rows() if (row["dataset"], row["indicator"]) == (dataset, indicator)]
    return {(row["area"], row["period"]): row["value"] for row in found}


def area_codes(level: str, municipality: str | None = None) -> list[str]:
    chosen = [area for area in reference.areas() if area.level == level]
    return [area.code for area in chosen if municipality in (None, area.municipality)]


@cache
def shapes() -> dict[str, shapely.Geometry]:
    return {item["properties"]["code"]: shape(item["geometry"]) for item in reference.outlines()["features"]}


def test_rows_are_what_the_fact_store_wants() -> None:
    table = pa.Table.from_pylist(list(rows()), schema=INPUT_SCHEMA)
    table.validate(full=True)
    assert set(rows()[0]) == set(INPUT_SCHEMA.names)
    keys = Counter((row["dataset"], row["indicator"], row["area"], row["period"]) for row in rows())
    assert keys.most_common(1)[0][1] == 1
    assert all(AREA.fullmatch(row["area"]) and SLUG.fullmatch(row["indicator"]) for row in rows())
    assert {row["status"] for row in rows()} <= set(STATUSES) - {"example"}


def test_the_fact_store_takes_the_pack_and_knows_since_when(tmp_path: Path) -> None:
    store = FactStore(tmp_path, threads=1)
    store.load_many([(dataset, batch, at, at) for dataset, batch, at in reference.batches()])
    assert store.datasets() == sorted(reference.datasets(), key=lambda dataset: dataset.id)
    since = {source.dataset.id: source.retrieved_at for source in reference.sources()}
    asked: dict[str, Any] = {"areas": ["WK045308"], "periods": ["2025"]}
    (velserbroek,) = store.facts(["crime_total"], **asked)
    assert (velserbroek.value, velserbroek.status, velserbroek.known_to) == (299, "provisional", None)
    assert store.facts(["crime_total"], **asked, as_of=since["47022NED-year"] - timedelta(microseconds=1)) == []
    # the same load once more changes nothing
    again = store.load_many([(dataset, batch, at, at) for dataset, batch, at in reference.batches()])
    assert {(receipt.added, receipt.revised) for receipt in again} == {(0, 0)}


def test_what_was_not_published_is_empty_and_never_nought() -> None:
    assert all((row["value"] is None) == (row["status"] == "withheld") for row in rows())
    withheld = {(row["indicator"], row["area"], row["period"]) for row in rows() if row["value"] is None}
    assert withheld == {("crime_total", "BU04530300", "2022"), ("population", "BU04530507", "2024")}
    below_nation = [row for row in rows() if row["level"] != "nation"]
    assert all(row["value"] != 0 for row in below_nation)


def test_every_dataset_names_its_source_and_has_figures() -> None:
    listed = reference.datasets()
    assert {dataset.id for dataset in listed} == {row["dataset"] for row in rows()}
    for dataset in listed:
        assert dataset.title
        assert dataset.note
        assert dataset.caveats
        assert dataset.table in dataset.id
        assert dataset.licence == "CC BY 4.0"
        assert dataset.url.startswith("https://")
        assert not dataset.example
    known = {dataset.id for dataset in listed}
    assert {source.denominator for source in reference.sources()} <= known | {""}


def test_the_youngest_year_is_provisional_where_it_had_just_closed() -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows():
        if row["status"] == "provisional":
            found[row["dataset"]].add(row["period"])
    assert found == {
        "47022NED-year": {"2025"},
        "83648NED-year": {"2019", "2020"},
        "47025NED-national": {"2023"},
        "47021NED-national": {"2023"},
        "83474NED-national": {"2023"},
    }
    for source in reference.sources():  # nothing was known before its period was over
        periods = {row["period"] for row in rows() if row["dataset"] == source.dataset.id}
        assert str(source.retrieved_at.year) > max(periods)
        assert source.retrieved_at.utcoffset() is not None


@pytest.mark.parametrize("year", YEARS)
def test_crime_adds_up_from_buurt_to_nation(year: str) -> None:
    crime = values("47022NED-year", "crime_total")
    for wijk in area_codes("wijk", TOWN):
        parts = [crime[code, year] for code in area_codes("buurt", TOWN) if code[2:8] == wijk[2:]]
        assert crime[wijk, year] == sum(part or 0 for part in parts)
    assert crime[TOWN, year] == sum(crime[wijk, year] or 0 for wijk in area_codes("wijk", TOWN))
    towns = area_codes("municipality")
    assert len(towns) == 342
    assert crime[NATION, year] == sum(crime[code, year] or 0 for code in towns)


def test_the_three_definitions_for_velsen_stay_apart() -> None:
    assert values("47022NED-year", "crime_total")[TOWN, "2025"] == 2741
    assert values("47022NED-year", "crime_total")[TOWN, "2024"] == 2841
    assert values("47013NED-year", "crime_total")[TOWN, "2024"] == 2852
    older = values("83648NED-year", "crime_total")
    assert sorted(year for _, year in older) == [str(year) for year in range(2010, 2021)]
    assert all(value is not None and value % 5 == 0 for value in older.values())
    assert values("83648NED-year", "crime_rate_published")[TOWN, "2020"] == 40.9


@pytest.mark.parametrize(
    ("dataset", "total", "kinds"),
    [
        ("47025NED-national", "crime_total", reference.crime_types),
        ("47021NED-national", "nuisance_total", reference.nuisance_types),
    ],
)
def test_national_types_add_up_to_the_total(dataset: str, total: str, kinds: Any) -> None:
    series = {entry.indicator: values(dataset, entry.indicator) for entry in kinds()}
    assert {len(years) for years in series.values()} == {12}
    for key, whole in series.pop(total).items():
        assert whole == sum(years[key] or 0 for years in series.values())


def test_types_name_every_indicator_once() -> None:
    entries = reference.types()
    assert len(reference.crime_types()) == 59
    assert len(reference.nuisance_types()) == 9
    assert len({entry.indicator for entry in entries}) == len(entries)
    assert len({(entry.kind, entry.code) for entry in entries}) == len(entries)
    assert all(entry.title_nl and entry.title_en and entry.group for entry in entries)
    other = {"population", "crime_rate_published"}
    assert {row["indicator"] for row in rows()} == {entry.indicator for entry in entries} | other
    shown = " ".join(entry.title_nl.lower() for entry in entries)
    assert "verward" not in shown  # words.md: onbegrepen gedrag
    assert "zwervers" not in shown


def test_every_area_has_a_name_and_a_parent() -> None:
    areas = {area.code: area for area in reference.areas()}
    assert Counter(area.level for area in areas.values()) == {"nation": 1, "municipality": 342, "wijk": 10, "buurt": 63}
    seen: set[str] = set()
    for area in areas.values():
        parent = {"nation": None, "municipality": NATION, "wijk": area.municipality, "buurt": area.wijk}[area.level]
        assert parent is None or parent in seen, area
        seen.add(area.code)
        assert area.name
        assert not area.name.startswith("Wijk 0")
        assert area.valid_from <= area.edition == 2024
        assert area.valid_to is None
    for row in rows():
        assert (row["level"], row["municipality"]) == (areas[row["area"]].level, areas[row["area"]].municipality)
    for code in area_codes("municipality"):
        assert areas[code].urbanity in range(1, 6)
        assert areas[code].address_density


def test_population_is_that_of_the_area_list_and_keeps_the_hard_cases() -> None:
    population = values("85984NED-2024", "population")
    assert population == {(area.code, "2024"): area.population_2024 for area in reference.areas()}
    assert population["BU04530507", "2024"] is None  # Reyndersbuurt: six crimes and no published residents
    assert population["BU04530506", "2024"] == 5
    assert population["BU04530900", "2024"] == 50
    assert population[NATION, "2024"] == sum(population[code, "2024"] or 0 for code in area_codes("municipality"))
    yearly = values("83474NED-national", "population")
    assert [year for _, year in sorted(yearly)] == [str(year) for year in range(2010, 2024)]


def test_names_of_the_framework_lead_to_codes() -> None:
    entries = reference.names()
    framework = {
        "IJmuiden-West", "IJmuiden-Zuid", "Velsen-Noord", "Velsen-Zuid", "Driehuis",
        "Santpoort-Noord", "Santpoort-Zuid", "Velserbroek", "Velsersbroek",
    }  # fmt: skip
    assert framework <= {entry.name for entry in entries}
    areas = {area.code: area for area in reference.areas()}
    for entry in entries:
        assert entry.relation in {"same", "alias", "part_of", "consists_of"}
        assert entry.valid_from >= areas[entry.code].valid_from
        assert entry.relation != "same" or areas[entry.code].name == entry.name
    reached = {entry.code for entry in entries if entry.relation in {"same", "part_of"}}
    assert reached == set(area_codes("wijk", TOWN))
    shared_wijk = {entry.name for entry in entries if (entry.code, entry.relation) == ("WK045300", "part_of")}
    assert shared_wijk == {"Velsen-Zuid", "Driehuis"}
    parts = sorted(entry.code for entry in entries if entry.relation == "consists_of")
    assert parts == [code for code in area_codes("buurt", TOWN) if code[2:8] == "045300"]  # each once, none left


def test_outlines_are_of_exactly_the_areas_of_velsen() -> None:
    assert set(shapes()) == {area.code for area in reference.areas() if area.municipality == TOWN}
    for item in reference.outlines()["features"]:
        assert item["properties"]["source"] == "CBS / Kadaster, vereenvoudigd"
        assert item["properties"]["edition"] in (2022, 2024)
        assert shapes()[item["properties"]["code"]].is_valid
    west, south, east, north = shapes()[TOWN].bounds
    assert 4.5 < west < east < 4.75
    assert 52.4 < south < north < 52.5


def test_neighbours_share_their_borders() -> None:
    for level in ("wijk", "buurt"):
        drawn = [shapes()[code] for code in area_codes(level, TOWN)]
        assert shapely.coverage_is_valid(drawn)  # no overlap, and every shared border has the same points
        whole = shapely.union_all(drawn)
        assert whole.symmetric_difference(shapes()[TOWN]).area == pytest.approx(0, abs=1e-12)
    for wijk in area_codes("wijk", TOWN):
        parts = [shapes()[code] for code in area_codes("buurt", TOWN) if code[2:8] == wijk[2:]]
        assert shapely.union_all(parts).symmetric_difference(shapes()[wijk]).area == pytest.approx(0, abs=1e-12)


def test_the_pack_is_small_and_ours() -> None:
    sizes = {item.name: len(item.read_bytes()) for item in DATA.iterdir()}
    assert sum(sizes.values()) < 1_500_000
    assert max(sizes.values()) < 400_000
    by_level: Counter[str] = Counter()
    for line in (DATA / "outlines.geojson").read_text(encoding="utf-8").splitlines():
        by_level.update({level: len(line) for level in ("wijk", "buurt") if f'"level":"{level}"' in line})
    assert by_level["wijk"] < 12_000
    assert by_level["buurt"] < 40_000


def shared_rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "crime" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.needs_shared
@pytest.mark.parametrize("name", ["gemeenten_kern_misdrijven.csv", "wijken_kern_misdrijven_afgeleid.csv"])
def test_totals_are_those_of_the_published_files(shared_data: Path, name: str) -> None:
    """Against files the pack's crime figures were not made from: the key figures, with crime summed by others."""
    crime = values("47022NED-year", "crime_total")
    population = values("85984NED-2024", "population")
    found = 0
    for row in shared_rows(shared_data, name):
        if (row["code"], "2024") not in population:
            continue
        found += 1
        assert population[row["code"], "2024"] == float(row["inwoners"])
        for year in YEARS:
            assert crime[row["code"], year] == float(row[f"misdrijven_{year}"])
    assert found == {"g": 342, "w": 10}[name[0]]


@pytest.mark.needs_shared
def test_the_pack_can_be_made_again(shared_data: Path) -> None:
    from build_reference_pack import PACK, build

    for name, text in build(shared_data, PACK).items():
        assert text == (PACK / name).read_text(encoding="utf-8"), name
