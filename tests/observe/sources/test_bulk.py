# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole StatLine table from its CSV file: what each key means, what is withheld, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from baken.access.facade import system_actor
from baken.kernel.errors import Denied
from baken.kernel.models import AuditEntry, Municipality
from baken.observe.facts import INPUT_SCHEMA, Dataset, FactError, FactStore
from baken.observe.sources.base import PullFailed
from baken.observe.sources.statline.bulk import import_statline_csv
from baken.observe.sources.statline.bulk_rows import read_bulk
from baken.observe.sources.statline.tables import TABLES, Table
from baken.observe.store import store
from tests.kernel.towns import person, town

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CRIME = TABLES["47013NED"]
YEARLY, TOTALS = TABLES["47018NED"], TABLES["47022NED"]
HEAD = '"ID";"SoortMisdrijf";"WijkenEnBuurten";"Perioden";"GeregistreerdeMisdrijven_1"'

Line = tuple[str, str, str, str]


def text_of(*lines: Line, head: str = HEAD) -> str:
    rows = [";".join(f'"{cell}"' for cell in (str(at), *line)) for at, line in enumerate(lines)]
    return "\n".join([head, *rows]) + "\n"


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    def write(*lines: Line, head: str = HEAD, text: str | None = None, name: str = "table.csv") -> Path:
        path = tmp_path / name
        path.write_text(text if text is not None else text_of(*lines, head=head), encoding="utf-8")
        return path

    return write


def told(path: Path, table: Table = CRIME, **more: Any) -> list[tuple[Any, ...]]:
    rows = [row for part in read_bulk(path, table, **more).parts.values() for row in part.to_pylist()]
    names = ("indicator", "area", "level", "municipality", "period", "value", "status")
    return [tuple(row[name] for name in names) for row in rows]


def test_keys_lose_their_spaces_and_figures_their_padding(file: Callable[..., Path]) -> None:
    path = file(
        ("0.0.0 ", "NL00      ", "2023JJ00", "  800000"),
        ("0.0.0 ", "GM0453    ", "2024JJ00", "    3500"),
        ("1.1.1 ", "WK045308  ", "2024JJ00", "      12"),
        ("1.1.1 ", "BU04530801", "2024MM03", "       0"),
    )
    assert told(path, provisional=frozenset({"2024-03"})) == [
        ("crime_total", "NL00", "nation", "NL00", "2023", 800000.0, "final"),
        ("crime_total", "GM0453", "municipality", "GM0453", "2024", 3500.0, "final"),
        ("crime_burglary_home", "WK045308", "wijk", "GM0453", "2024", 12.0, "final"),
        ("crime_burglary_home", "BU04530801", "buurt", "GM0453", "2024-03", 0.0, "provisional"),
    ]


@pytest.mark.parametrize("shown", ["", ".", "       .", " ", "x"])
def test_what_is_withheld_is_no_zero(file: Callable[..., Path], shown: str) -> None:
    rows = told(file(("0.0.0", "GM0453", "2023JJ00", shown), ("0.0.0", "GM0453", "2024JJ00", "0")))
    assert [row[-2:] for row in rows] == [(None, "withheld"), (0.0, "provisional")]


def test_an_empty_cell_without_quotes_is_withheld_too(file: Callable[..., Path]) -> None:
    path = file(text=HEAD.replace('"', "") + "\n0;0.0.0 ;GM0453    ;2024JJ00;\n1;0.0.0;GM0392;2024JJ00;7\n")
    assert [row[-2:] for row in told(path)] == [(None, "withheld"), (7.0, "provisional")]


def test_commas_between_columns_and_a_byte_order_mark_are_read(file: Callable[..., Path]) -> None:
    path = file(text="\ufeff" + text_of(("0.0.0", "GM0453", "2024JJ00", "5")).replace(";", ","))
    assert [row[1:6] for row in told(path)] == [("GM0453", "municipality", "GM0453", "2024", 5.0)]


def test_a_decimal_comma_is_read(file: Callable[..., Path]) -> None:
    assert told(file(("0.0.0", "GM0453", "2024JJ00", "5,25")))[0][5] == 5.25


def test_the_country_comes_along_with_one_municipality(file: Callable[..., Path]) -> None:
    path = file(
        *(("0.0.0", code, "2024JJ00", "1") for code in ("NL00", "GM0453", "WK045308", "BU04530801", "GM0392", "BU03920101"))
    )  # fmt: skip
    assert [row[1] for row in told(path, area="GM0453")] == ["NL00", "GM0453", "WK045308", "BU04530801"]


def test_what_baken_has_no_place_for_is_counted_and_told(file: Callable[..., Path]) -> None:
    path = file(
        ("0.0.0", "GM0453", "2024JJ00", "1"),
        ("9.9.9 ", "GM0453", "2024JJ00", "1"),
        ("9.9.9 ", "GM0392", "2024JJ00", "1"),
        ("0.0.0", "PV27      ", "2024JJ00", "1"),
        ("0.0.0", "GM0453", "2024KW01", "1"),
    )
    found = read_bulk(path, CRIME)
    assert (found.lines, [part.num_rows for part in found.parts.values()]) == (5, [1])
    assert list(found.left_out.items()) == [("9.9.9", 2), ("2024KW01", 1), ("PV27", 1)]


def test_without_a_list_of_periods_the_newest_year_is_provisional(file: Callable[..., Path]) -> None:
    path = file(*(("0.0.0", "GM0453", p, "1") for p in ("2022JJ00", "2023JJ00", "2024JJ00", "2024MM01")))
    assert [row[-1] for row in told(path)] == ["final", "final", "provisional", "provisional"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Perioden.csv", '"Key";"Title";"Status"\n"2023JJ00";"2023";"Voorlopig"\n"2024JJ00";"2024";"Definitief"\n'),
        ("Perioden.csv", '"Key";"Title"\n"2023JJ00";"2023*"\n"2024JJ00";"2024"\n'),
        ("PeriodenCodes.csv", '"Identifier","Title","Status"\n"2023JJ00","2023","Voorlopig"\n"2024JJ00","2024","Definitief"\n'),
    ],
)  # fmt: skip
def test_the_list_of_periods_says_what_is_provisional(file: Callable[..., Path], name: str, text: str) -> None:
    file(text=text, name=name)
    path = file(("0.0.0", "GM0453", "2023JJ00", "1"), ("0.0.0", "GM0453", "2024JJ00", "1"))
    assert [row[-1] for row in told(path)] == ["provisional", "final"]


V4 = '"Id";"Measure";"ValueAttribute";"Value";"StringValue";"SoortMisdrijf";"WijkenEnBuurten";"Perioden"\n'


def test_observations_of_v4_are_read_by_the_title_of_their_measure(file: Callable[..., Path]) -> None:
    file(
        text='"Identifier";"Title"\n"M1";"Geregistreerde misdrijven/1000 inw."\n"M2";"Geregistreerde misdrijven"\n',
        name="MeasureCodes.csv",
    )
    path = file(
        text=V4
        + '0;"M2";"None";41,000000;"";"1.1.1 ";"GM0453    ";"2023JJ00"\n'
        + '1;"M1";"None";0,6;"";"1.1.1 ";"GM0453    ";"2023JJ00"\n'
        + '2;"M2";"Confidential";;"";"1.1.1 ";"WK045308  ";"2023JJ00"\n',
        name="Observations.csv",
    )
    assert told(path, provisional=frozenset()) == [
        ("crime_burglary_home", "GM0453", "municipality", "GM0453", "2023", 41.0, "final"),
        ("crime_burglary_home", "WK045308", "wijk", "GM0453", "2023", None, "withheld"),
    ]


def test_observations_of_v4_without_their_codes_are_refused(file: Callable[..., Path]) -> None:
    path = file(text=V4 + '0;"M2";"None";41;"";"1.1.1";"GM0453";"2023JJ00"\n')
    with pytest.raises(PullFailed, match=r"MeasureCodes\.csv"):
        read_bulk(path, CRIME)


SOUND = ("0.0.0", "GM0453", "2024JJ00", "1")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "geen CSV-bestand"),
        ("alles in één regel", "geen CSV-bestand"),
        ("\0\0\0\n", "geen CSV-bestand"),
        ("x" * 10_000_000 + "\n", "geen CSV-bestand"),
        ('"a";"b"\n1;2\n', "ontbreekt de kolom met gebieden"),
        (text_of(SOUND, head=HEAD.replace("GeregistreerdeMisdrijven_1", "Iets_1")), "GeregistreerdeMisdrijven"),
        (text_of(("0.0.0", "GM0453", "2024JJ00", "veel")), "geen getal: 'veel'"),
        (text_of(("0.0.0", "GM0453", "2024JJ00", "nan")), "geen getal: 'nan'"),
        (text_of(("0.0.0", "GM0453", "2024JJ00", "1e999")), "geen getal"),
        (text_of(SOUND)[:-12], "beschadigd of niet compleet"),
        (text_of(SOUND) + '"1";"0.0.0";"GM0453"\n', "beschadigd of niet compleet"),
        (text_of(SOUND, ("0.0.0", "GM0453", "2023JJ00", "9" * 10_000_000)), "beschadigd of niet compleet"),
        (text_of(("0.0.0", "GM\x0045", "2024JJ00", "1")), "geen enkele regel"),
        (text_of(), "geen enkele regel"),
        (text_of(("8.8.8", "GM0453", "2024JJ00", "1")), "geen enkele regel"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_in_plain_words(file: Callable[..., Path], text: str, named: str) -> None:
    with pytest.raises(PullFailed, match=named):
        read_bulk(file(text=text), CRIME)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PullFailed, match=r"weg\.csv kan niet worden gelezen"):
        read_bulk(tmp_path / "weg.csv", CRIME)


def test_rows_come_in_the_shape_of_facts_and_give_the_same_load_as_dicts(
    file: Callable[..., Path], tmp_path: Path
) -> None:
    found = read_bulk(
        file(("0.0.0", "GM0453", "2024JJ00", "7"), ("1.1.1", "BU04530801", "2023JJ00", ".")),
        CRIME,
    )
    (coded,) = found.parts.values()
    assert set(coded.column_names) <= set(INPUT_SCHEMA.names)
    dataset = Dataset("t", "Titel", "CBS")
    for root, rows in (("coded", coded), ("dicts", list(reversed(coded.to_pylist())))):
        FactStore(tmp_path / root).load(dataset, rows, retrieved_at=NOW)
    first, second = (FactStore(tmp_path / root) for root in ("coded", "dicts"))
    assert first.loads()[0].sha256 == second.loads()[0].sha256
    assert first.facts(["crime_total"]) == second.facts(["crime_total"])


def test_the_total_per_wijk_and_year_comes_from_one_table_only(file: Callable[..., Path]) -> None:
    lines = [("0.0.0", "WK045308", "2023JJ00", "9"), ("1.1.1", "WK045308", "2023JJ00", "1")]
    assert [row[0] for row in told(file(*lines), YEARLY)] == ["crime_burglary_home"]
    assert read_bulk(file(*lines), YEARLY).left_out == {}


def months(area: str, year: int, *values: str, kind: str = "0.0.0 ") -> list[Line]:
    return [(kind, area, f"{year}MM{at:02d}", value) for at, value in enumerate(values, start=1)]


def test_twelve_published_months_make_a_year_where_the_publisher_gives_none(file: Callable[..., Path]) -> None:
    path = file(
        *months("WK045308", 2023, *"123456789012"),
        *months("BU04530801", 2023, *"12345678901", "."),
        *months("GM0453", 2023, *["1"] * 12, kind="1.1.1 "),
        *months("WK045308", 2024, "7", "8"),
    )
    parts = read_bulk(path, TOTALS, provisional=frozenset({"2023-12"})).parts
    assert parts["47022NED-month"].num_rows == 38
    found = {
        (r["indicator"], r["area"], r["period"]): (r["value"], r["status"]) for r in parts["47022NED-year"].to_pylist()
    }
    assert found == {
        ("crime_total", "WK045308", "2023"): (48.0, "provisional"),
        ("crime_total", "BU04530801", "2023"): (None, "withheld"),
    }  # fmt: skip


def test_a_year_that_the_publisher_gives_is_not_added_up(file: Callable[..., Path]) -> None:
    path = file(*months("GM0453", 2023, *["1"] * 12), ("0.0.0", "GM0453", "2023JJ00", "13"))
    assert [row[5] for row in told(path) if row[4] == "2023"] == [13.0]


def test_totals_of_all_municipalities_come_along_with_one(file: Callable[..., Path]) -> None:
    lines = [(k, a, "2023JJ00", "1") for k in ("0.0.0", "1.1.1") for a in ("NL00", "GM0392", "WK039200", "WK045308")]
    rows = told(file(*lines), TOTALS, area="GM0453")
    assert {row[:2] for row in rows} == {
        ("crime_total", "NL00"), ("crime_total", "GM0392"), ("crime_total", "WK045308"),
        ("crime_burglary_home", "NL00"), ("crime_burglary_home", "WK045308"),
    }  # fmt: skip


@pytest.mark.django_db
class TestImport:
    """Into the facts, as an action."""

    @pytest.fixture
    def here(self, no_facts: Path) -> Municipality:
        return town()

    def load(self, here: Municipality, path: Path, at: datetime = NOW, table: str = "47013NED", area: str | None = None):  # type: ignore[no-untyped-def]  # fmt: skip
        return import_statline_csv(actor=system_actor(here), at=at, path=path, table=table, area=area)

    def test_a_second_file_revises_what_changed(self, here: Municipality, file: Callable[..., Path]) -> None:
        lines = [("0.0.0", "GM0453", "2023JJ00", "5"), ("0.0.0", "WK045308", "2023JJ00", ".")]
        (first,) = self.load(here, file(*lines, ("0.0.0", "GM0453", "2024JJ00", "1"))).loads
        assert (first.added, first.rows, first.dataset) == (3, 3, "47013NED-year")
        lines[1] = ("0.0.0", "WK045308", "2023JJ00", "2")
        later = NOW.replace(month=12)
        (second,) = self.load(here, file(*lines, ("0.0.0", "GM0453", "2024JJ00", "1")), at=later).loads
        assert (second.added, second.revised, second.unchanged) == (0, 1, 2)
        versions = store().history("crime_total", "WK045308", "2023", datasets=["47013NED-year"])
        assert [(f.value, f.status, f.known_from) for f in versions] == [
            (None, "withheld", NOW), (2.0, "final", later),
        ]  # fmt: skip

    def test_lines_that_were_left_out_are_told(self, here: Municipality, file: Callable[..., Path]) -> None:
        done = self.load(here, file(SOUND, ("9.9.9", "GM0453", "2024JJ00", "3")))
        assert done.warnings == (
            "47013NED: 1 van 2 regels overgeslagen, omdat Baken deze codes niet gebruikt: 9.9.9 (1).",
        )

    def test_it_is_logged(self, here: Municipality, file: Callable[..., Path]) -> None:
        self.load(here, file(SOUND))
        assert AuditEntry.objects.filter(action="figures.loaded", resource_id="statline").count() == 1

    def test_a_key_given_twice_refuses_the_whole_file(self, here: Municipality, file: Callable[..., Path]) -> None:
        with pytest.raises(FactError, match="crime_total GM0453 2024: given 2 times"):
            self.load(
                here, file(SOUND, ("0.0.0 ", "GM0453    ", "2024JJ00", "3"), ("1.1.1", "GM0453", "2024JJ00", "3"))
            )
        assert store().datasets() == []
        assert not AuditEntry.objects.filter(action="figures.loaded").exists()

    def test_an_unknown_table_or_area_is_refused(self, here: Municipality, file: Callable[..., Path]) -> None:
        for table in ("1NED", "85146NED", "83648NED", "85984NED"):
            with pytest.raises(PullFailed, match=f"Tabel {table} kan niet"):
                self.load(here, file(SOUND), table=table)
        with pytest.raises(PullFailed, match="geen code van een gemeente"):
            self.load(here, file(SOUND), area="Velsen")

    def test_it_takes_a_permission(self, here: Municipality, file: Callable[..., Path]) -> None:
        with pytest.raises(Denied):
            import_statline_csv(actor=person(here, "partner"), at=NOW, path=file(SOUND), table="47013NED")
        assert store().datasets() == []
