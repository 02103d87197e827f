# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every cell that is used is held to what it should be, and everything wrong is named in one go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.observe.local_files.checks import check, number_of
from baken.observe.local_files.mapping import Mapping, Role, Use
from baken.observe.local_files.practice import HEADINGS
from baken.observe.local_files.problems import SHOWN, FileProblems
from baken.observe.local_files.table import Percent, Table

from .files import COUNTS, GOOD, HEAD, LONG, MARK, UNSAFE, WIDE, WORLD, checked, problems


def one(row: str, mapping: Mapping = WIDE, head: str = HEAD) -> str:
    return f"{head}\n{row}\n"


def test_a_wide_table_gives_a_row_per_area_and_figure(tmp_path: Path) -> None:
    found = checked(tmp_path, GOOD)
    assert found.rows[0] == {
        "indicator": UNSAFE, "area": "WK045308", "level": "wijk", "municipality": "GM0453", "period": "2025",
        "value": 24.5, "lower": 20.1, "upper": 28.9, "n": 331, "status": "final",
    }  # fmt: skip
    assert found.rows[1]["indicator"] == MARK
    assert (found.rows[1]["value"], found.rows[1]["lower"], found.rows[1]["n"]) == (7.9, None, 331)
    assert (len(found.rows), found.areas, found.years, found.counts) == (6, 3, (2025,), False)
    assert found.indicators == (UNSAFE, MARK)


def test_a_long_table_says_in_words_which_figure_it_is(tmp_path: Path) -> None:
    text = """gebied;jaar;onderwerp;waarde;n;onder;boven
Velsen;2025;Onveilig gevoel;31,0;1400;28,6;33,4
Velsen;2025;Cijfer voor de leefbaarheid;7,5;1400;7,4;7,6
Velsen;2025;survey_cohesion;6,3;1400;;
Velsen;2025;Groen;8,0;1400;;
"""
    found = checked(tmp_path, text, LONG)
    assert [(r["indicator"], r["area"], r["value"]) for r in found.rows] == [
        (UNSAFE, "GM0453", 31.0),
        (MARK, "GM0453", 7.5),
        ("survey_cohesion", "GM0453", 6.3),
    ]
    assert found.left_out == 1
    assert problems(tmp_path, text.replace("Onveilig gevoel", "Iets anders"), LONG) == [
        "rij 2, kolom 'onderwerp': 'Iets anders' is geen cijfer dat Baken kent"
    ]


def test_everything_that_is_wrong_is_told_at_once_by_row_and_column(tmp_path: Path) -> None:
    text = f"""{HEAD}
Velserbroekk;2025;331;24,5;20,1;28,9;7,9
Velsen-Noord;25;310;41;36,2;45,8;6,8
IJmuiden-Noord;2025;-3;35.2;30;40;11
Velserbroek;2025;30,5;30;31;28;7
WK036301;2025;300;101;99;102;7
Velsen-Noord;2031;300;20;21;22;7
Velsen;2025;300;20;10;19;7
Velsen;2024;300;20;10;;7
;2024;300;veel;10;30;x
"""
    assert problems(tmp_path, text) == [
        "rij 2, kolom 'wijk': 'Velserbroekk' is geen bekend gebied; bedoelt u Velserbroek (WK045308)?",
        "rij 3, kolom 'jaar': '25' is geen jaar",
        "rij 4, kolom 'onveilig': '35.2' heeft een punt, en de decimalen hebben in dit bestand een komma",
        "rij 4, kolom 'n': -3 is geen aantal mensen: een heel getal van 0 of meer",
        "rij 4, kolom 'leefbaarheid': 11 ligt niet tussen 0 en 10",
        "rij 5, kolom 'n': 30,5 is geen aantal mensen: een heel getal van 0 of meer",
        "rij 6, kolom 'wijk': WK036301 is geen gebied van Velsen",
        "rij 6, kolom 'onveilig': 101 ligt niet tussen 0 en 100",
        "rij 6, kolom 'marge boven': 102 ligt niet tussen 0 en 100",
        "rij 7, kolom 'jaar': 2031 ligt niet tussen 2000 en 2026",
        "rij 7, kolom 'marge onder': de ondergrens ligt boven het cijfer",
        "rij 8, kolom 'marge boven': de bovengrens ligt onder het cijfer",
        "rij 9, kolom 'marge boven': deze grens ontbreekt, de andere is er wel",
        "rij 10, kolom 'wijk': hier ontbreekt het gebied",
        "rij 10, kolom 'onveilig': 'veel' is geen getal",
    ]


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("Velserbroek;2025;331;24;28;20;7", "rij 2, kolom 'marge onder': de marges kruisen"),
        ("Velserbroek;2025;0;24;20;28;7", "rij 2, kolom 'n': er is een cijfer, maar niemand is ondervraagd"),
        ("Velserbroek;2025;331;;20;28;7", "rij 2, kolom 'marge onder': hier staat een grens, maar er is geen cijfer"),
        ("Velserbroek;1-1-2025;331;24;20;28;7", "rij 2, kolom 'jaar': hier staat een datum (1-1-2025)"),
        ("Velserbroek;2025-06-01;331;24;20;28;7", "rij 2, kolom 'jaar': hier staat een datum"),
        ("Velserbroek;2025;1.331;24;20;28;7", "rij 2, kolom 'n': '1.331': schrijf getallen zonder teken"),
        ("Velserbroek;2025;331;24;20;28;70%", "rij 2, kolom 'leefbaarheid': dit is een percentage"),
        ("Velserbroek;2025;331;-4;-5;28;7", "rij 2, kolom 'onveilig': -4 ligt niet tussen 0 en 100"),
        ("Driehuis;2025;331;24;20;28;7", "rij 2, kolom 'wijk': 'Driehuis' is geen gebied waarover één cijfer kan gaan"),
        ("Atlantis;2025;331;24;20;28;7", "rij 2, kolom 'wijk': 'Atlantis' is geen bekend gebied"),
    ],
)
def test_a_cell_that_is_wrong_says_what_is_wrong(tmp_path: Path, row: str, text: str) -> None:
    told = problems(tmp_path, one(row))
    assert told
    assert told[0].startswith(text)


@pytest.mark.parametrize("name", ["Velsersbroek", "velserbroek", "  VELSERBROEK ", "wk 0453 08", "Wijk 08 Velserbroek"])
def test_an_area_may_be_called_as_people_call_it(tmp_path: Path, name: str) -> None:
    assert checked(tmp_path, one(f"{name};2025;331;24;20;28;7")).rows[0]["area"] == "WK045308"


def test_a_key_that_stands_twice_is_told_with_both_rows_also_under_another_name(tmp_path: Path) -> None:
    text = one("Velserbroek;2025;1;24;20;28;\nVelsersbroek;2025;1;25;20;28;")
    told = problems(tmp_path, text)
    assert told[0] == (
        "rij 3, kolom 'onveilig': dubbel: 'Voelt zich wel eens onveilig' van dit gebied in 2025 staat ook in rij 2"
    )
    assert len(told) == 2, "the other figure too"


@pytest.mark.parametrize("absent", ["", "x", "X", "-", ".", "*", "n.b."])
def test_where_a_publisher_gives_no_figure_there_is_none_and_not_zero(tmp_path: Path, absent: str) -> None:
    found = checked(tmp_path, one(f"Velserbroek;2025;12;{absent};{absent};{absent};7"))
    assert (found.rows[0]["value"], found.rows[0]["status"], found.withheld) == (None, "withheld", 1)


def test_shares_from_0_to_1_become_percentages_and_a_percent_sign_wins(tmp_path: Path) -> None:
    share = replace(WIDE, share=True)
    rows = checked(tmp_path, one("Velserbroek;2025;331;0,245;20,1%;0,289;7,9"), share).rows
    assert (rows[0]["value"], rows[0]["lower"], rows[0]["upper"]) == (24.5, 20.1, 28.9)
    assert rows[1]["value"] == 7.9, "a mark is no share"
    assert "ligt niet tussen 0 en 1" in problems(tmp_path, one("Velserbroek;2025;331;24;0,2;0,3;7"), share)[0]


def test_decimal_points_are_read_where_they_were_chosen(tmp_path: Path) -> None:
    point = replace(WIDE, comma=False)
    assert checked(tmp_path, one("Velserbroek;2025;331;24.5;20.1;28.9;7.9"), point).rows[0]["value"] == 24.5
    assert "heeft een komma" in problems(tmp_path, one("Velserbroek;2025;331;24,5;20.1;28.9;7.9"), point)[0]


def test_one_year_may_hold_for_the_whole_file(tmp_path: Path) -> None:
    mapping = replace(WIDE, uses=tuple(u for u in WIDE.uses if u.role is not Role.YEAR))
    text = one("Velserbroek;331;24;20;28;7", head="wijk;n;onveilig;marge onder;marge boven;leefbaarheid")
    assert checked(tmp_path, text, replace(mapping, year=2023)).years == (2023,)
    assert problems(tmp_path, text, mapping) == ["Geef het jaar, of zeg welke kolom het jaar heeft."]
    assert problems(tmp_path, text, replace(mapping, year=2031)) == ["Het jaar 2031 ligt niet tussen 2000 en 2026."]


def test_columns_that_the_mapping_needs_and_the_file_lacks_are_all_named(tmp_path: Path) -> None:
    text = GOOD.replace("marge boven", "marge hoog").replace("leefbaarheid", "leefbaar")
    assert problems(tmp_path, text) == [
        "rij 1, kolom 'marge boven': deze kolom ontbreekt in het bestand",
        "rij 1, kolom 'leefbaarheid': deze kolom ontbreekt in het bestand",
    ]


def test_headings_are_found_without_regard_for_capitals_and_spaces(tmp_path: Path) -> None:
    assert len(checked(tmp_path, GOOD.replace("marge boven", " Marge  BOVEN")).rows) == 6


def test_counts_are_whole_numbers_without_margin(tmp_path: Path) -> None:
    found = checked(tmp_path, "kern;jaar;drugs\nVelserbroek;2025;42\nVelsen-Noord;2025;0\n", COUNTS)
    assert [(r["value"], r["n"], r["lower"]) for r in found.rows] == [(42.0, None, None), (0.0, None, None)]
    assert found.counts
    assert problems(tmp_path, "kern;jaar;drugs\nVelserbroek;2025;4,5\nVelsen-Noord;2025;-1\n", COUNTS) == [
        "rij 2, kolom 'drugs': 4,5 is geen telling: een heel getal van 0 of meer",
        "rij 3, kolom 'drugs': -1 is geen telling: een heel getal van 0 of meer",
    ]


def test_the_practice_file_is_never_read_as_real(tmp_path: Path) -> None:
    uses = (Use("Wijk", Role.AREA), Use("Jaar", Role.YEAR), Use(HEADINGS[3], Role.VALUE, UNSAFE))
    text = f"Wijk;Jaar;{HEADINGS[3]};voorbeeld\nVelserbroek;2025;24;Verzonnen\n"
    assert "oefenbestand" in problems(tmp_path, text, Mapping(uses))[0]
    assert checked(tmp_path, text, Mapping(uses, fictitious=True)).rows[0]["status"] == "example"


def test_what_makes_a_reader_think_twice_is_remarked(tmp_path: Path) -> None:
    bare = Mapping((Use("wijk", Role.AREA), Use("jaar", Role.YEAR), Use("onveilig", Role.VALUE, UNSAFE)))
    remarks = checked(tmp_path, one("Velserbroek;2025;1;0,3;;;", head=HEAD), bare).remarks
    assert any("geen marges" in text for text in remarks)
    assert any("aandeel" in text for text in remarks)
    assert (
        any("1252" in text for text in checked(tmp_path, GOOD.replace("wijk;", "wijk;", 1).encode()).remarks) is False
    )


def test_thousands_of_wrong_cells_are_counted(tmp_path: Path) -> None:
    table = Table(
        tuple(HEAD.split(";")), 1, tuple((n, ("Atlantis", "2025", "1", "1", "1", "1", "1")) for n in range(2, 3002))
    )
    with pytest.raises(FileProblems) as refused:
        check(table, WIDE, WORLD)
    assert (refused.value.total, len(refused.value.problems)) == (3000, SHOWN)


@given(st.floats(0, 100).map(lambda x: round(x, 4)), st.booleans())
def test_a_number_is_read_back_as_it_was_written(value: float, comma: bool) -> None:
    text = f"{value:.4f}"
    assert number_of(text.replace(".", ",") if comma else text, comma) == pytest.approx(value)
    read = number_of(f"{text.replace('.', ',') if comma else text} %", comma)
    assert isinstance(read, Percent)
    assert read.value == pytest.approx(value)


cells = st.one_of(
    st.text(max_size=12), st.integers(-10, 3000), st.floats(), st.dates(), st.floats(-5, 200).map(Percent),
    st.sampled_from(["Velserbroek", "2025", "24,5", "1e5", "٣", "0x1f", "1_000", "½", "Infinity", "nan"]),
)  # fmt: skip


@given(st.lists(st.tuples(*(cells,) * 7), min_size=1, max_size=5))
def test_whatever_the_cells_rows_are_sound_or_refused(found: list[tuple[object, ...]]) -> None:
    table = Table(tuple(HEAD.split(";")), 1, tuple((n, row) for n, row in enumerate(found, start=2)))  # type: ignore[arg-type]
    try:
        rows = check(table, WIDE, WORLD).rows
    except FileProblems:
        return
    for row in rows:
        top = 100 if row["indicator"] == UNSAFE else 10
        assert row["value"] is None or 0 <= row["value"] <= top
        assert row["lower"] is None or row["lower"] <= row["value"] <= row["upper"]
        assert row["n"] is None or row["n"] >= 0
