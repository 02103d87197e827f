# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may come in: encodings, separators, workbooks; and what is refused before a cell is looked at."""

from __future__ import annotations

import csv
import io
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.observe.local_files import table as tables
from baken.observe.local_files.problems import SHOWN, FileProblems
from baken.observe.local_files.reading import ChooseSheet, read, sheets_of
from baken.observe.local_files.table import MAX_BYTES, MAX_COLUMNS, MAX_ROWS
from tests.plugins.soon import done_within

from .files import GOOD, HEAD, checked, lines, numbers, problems, repacked, workbook, write

CAFE = GOOD.replace("onveilig", "onveilig café")


def refusal(folder: Path, content: str | bytes, name: str = "bestand.csv", **how: object) -> list[str]:
    with pytest.raises(FileProblems) as refused:
        read(write(folder, content, name), **how)  # type: ignore[arg-type]
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("separator", [";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_encodings_and_separators_are_recognised(tmp_path: Path, codec: str, separator: str, ending: str) -> None:
    text = CAFE.replace(";", separator).replace("\n", ending)
    table = read(write(tmp_path, text.encode(codec)))
    assert table.headings == tuple(CAFE.split("\n")[0].split(";"))
    assert table.rows[0] == (2, ("Velserbroek", "2025", "331", "24,5", "20,1", "28,9", "7,9"))
    assert len(table.rows) == 3


def test_commas_separate_where_decimals_have_points(tmp_path: Path) -> None:
    table = read(write(tmp_path, "wijk,jaar,onveilig\nVelserbroek,2025,24.5\nVelsen-Noord,2025,41.0\n"))
    assert table.rows[0] == (2, ("Velserbroek", "2025", "24.5"))


def test_excels_note_of_the_separator_counts_as_a_row(tmp_path: Path) -> None:
    table = read(write(tmp_path, f"sep=;\n{GOOD}"))
    assert (table.heading_row, table.rows[0][0]) == (2, 3)


def test_titles_above_the_headings_are_passed_by_and_rows_keep_their_number(tmp_path: Path) -> None:
    table = read(write(tmp_path, f"Veiligheidsmonitor\n\nVelsen;2025\n{GOOD}"))
    assert table.headings[0] == "wijk"
    assert (table.heading_row, table.rows[0][0]) == (4, 5)


def test_the_row_of_the_headings_can_be_said(tmp_path: Path) -> None:
    path = write(tmp_path, f"a;b;c;d;e;f;g\n{GOOD}")
    assert read(path).heading_row == 1
    assert read(path, heading_row=2).headings[0] == "wijk"
    assert refusal(tmp_path, GOOD, heading_row=40) == ["In rij 40 staan geen kolomnamen."]


@pytest.mark.parametrize("content", ["", "  \n\n ", ";;;\n;;;\n", "\ufeff"])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, content: str) -> None:
    assert refusal(tmp_path, content) == ["Het bestand is leeg."]


def test_a_file_with_headings_only_says_so(tmp_path: Path) -> None:
    assert refusal(tmp_path, HEAD) == ["Onder de kolomnamen staan geen rijen met cijfers."]


def test_one_column_is_no_table(tmp_path: Path) -> None:
    assert "geen rij met kolomnamen" in refusal(tmp_path, "wijk\nVelserbroek\n")[0]


def test_double_and_nameless_columns_and_crooked_rows_are_told_together(tmp_path: Path) -> None:
    told = refusal(tmp_path, "wijk;jaar;N;n;;x\na;1;2;3;4;5\na;1;2;3;;5;6\na;1\n")
    assert told == [
        "rij 1, kolom 'n': deze naam staat dubbel, in kolom C en D; geef elke kolom een eigen naam",
        "rij 1: kolom E heeft cijfers maar geen naam",
        "rij 3: deze rij heeft 7 cellen, de kop heeft er 6",
        "rij 4: deze rij heeft 2 cellen, de kop heeft er 6",
    ]


@pytest.mark.parametrize("formula", ["=cmd|' /C calc'!A0", "=1+1", "@SUM(A1)", "+A1", "-A1+2", "\t=1", " =2"])
def test_a_formula_is_refused_by_name_in_any_column(tmp_path: Path, formula: str) -> None:
    text = f"wijk;jaar;opmerking\nVelserbroek;2025;{formula}\nVelsen-Noord;2025;goed\n"
    (told,) = refusal(tmp_path, text)
    assert told.startswith("rij 2, kolom 'opmerking': hier staat een formule (")
    assert formula.strip()[:20] in told


def test_a_formula_as_heading_is_refused(tmp_path: Path) -> None:
    assert any("formule" in text for text in refusal(tmp_path, "wijk;jaar;=A1\nVelserbroek;2025;1\n"))


@pytest.mark.parametrize("number", ["-3,5", "+3", "-", "-12", "3%", "-3%"])
def test_numbers_with_a_sign_and_marks_of_absence_are_no_formulas(tmp_path: Path, number: str) -> None:
    assert read(write(tmp_path, f"wijk;jaar;x\na;2025;{number}\n")).rows[0][1][2] == number


def test_a_nul_is_told_with_its_row(tmp_path: Path) -> None:
    text = GOOD.replace("310", "3\x0010")
    assert refusal(tmp_path, text) == ["rij 3: hier staat een NUL-teken; dit is geen gewoon tekstbestand"]


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    assert "tekens" in refusal(tmp_path, b"wijk;jaar\n\x81\x8d\xff;2025\n")[0]


def test_broken_quotes_are_told_with_their_row(tmp_path: Path) -> None:
    assert refusal(tmp_path, f'{GOOD}"open;2025;1\n')[0].startswith("rij 5: de aanhalingstekens kloppen niet")


def test_a_file_over_the_limit_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "groot.csv"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(FileProblems, match="groter dan 10 MB"):
        read(path)


def test_ten_megabytes_of_anything_is_answered(tmp_path: Path) -> None:
    for piece in (b"a", b";", b"\n", b'"', b"a;b\n", b"=1;"):
        assert refusal(tmp_path, piece * (MAX_BYTES // len(piece)))


def test_thousands_of_problems_are_counted_and_the_first_shown(tmp_path: Path) -> None:
    text = "wijk;jaar;x\n" + "=a;2025;1\n" * 5000
    with pytest.raises(FileProblems) as refused:
        read(write(tmp_path, text))
    assert (len(refused.value.problems), refused.value.total, refused.value.more) == (SHOWN, 5000, 4800)
    assert refused.value.problems[0].row == 2


def test_too_many_rows_and_columns_are_refused(tmp_path: Path) -> None:
    assert "meer dan 20000 rijen" in refusal(tmp_path, "wijk;jaar\n" + "a;2025\n" * (MAX_ROWS + 5))[0]
    wide = ";".join(f"k{at}" for at in range(MAX_COLUMNS + 1))
    assert "er zijn 61 kolommen" in refusal(tmp_path, f"{wide}\n{wide}\n")[0]


@given(st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=4), max_size=6), st.sampled_from([";", ",", "\t"]))
def test_whatever_the_cells_reading_gives_a_table_or_says_why_not(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], separator: str
) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    path = write(tmp_path_factory.mktemp("any"), out.getvalue().encode("utf-8", "surrogatepass"))
    try:
        table = read(path)
    except FileProblems:
        return
    assert len({tables.key(name) for name in table.headings}) == len(table.headings)
    assert all(len(cells) == len(table.headings) for _row, cells in table.rows)
    assert not any(tables.is_formula(cell) for _row, cells in table.rows for cell in cells)


@given(st.binary(max_size=400))
def test_whatever_the_bytes_reading_gives_a_table_or_says_why_not(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    for start in (b"", b"PK\x03\x04", b"PK\x05\x06"):
        path = write(tmp_path_factory.mktemp("any"), start + data)
        with suppress(FileProblems):
            read(path)


# Workbooks


def test_a_workbook_gives_the_same_as_a_csv(tmp_path: Path) -> None:
    data = workbook({"Blad1": numbers()})
    assert checked(tmp_path, data, name="x.xlsx").rows == checked(tmp_path, GOOD).rows


def test_what_a_file_is_shows_by_its_content_not_its_name(tmp_path: Path) -> None:
    assert len(read(write(tmp_path, workbook({"A": numbers()}), "x.csv")).rows) == 3
    assert len(read(write(tmp_path, GOOD, "x.xlsx")).rows) == 3


def test_which_of_several_sheets_is_asked(tmp_path: Path) -> None:
    path = write(tmp_path, workbook({"Toelichting": [["tekst", "meer"]], "Cijfers": numbers()}), "x.xlsx")
    with pytest.raises(ChooseSheet) as choose:
        read(path)
    assert choose.value.sheets == sheets_of(path) == ("Toelichting", "Cijfers")
    assert len(read(path, sheet="Cijfers").rows) == 3
    with pytest.raises(ChooseSheet, match="geen blad 'Weg'"):
        read(path, sheet="Weg")


def test_hidden_sheets_are_not_asked_about(tmp_path: Path) -> None:
    def hide(book: object) -> None:
        book["Kladblad"].sheet_state = "hidden"  # type: ignore[index]

    path = write(tmp_path, workbook({"Kladblad": numbers(), "Cijfers": numbers()}, hide), "x.xlsx")
    assert read(path).sheet == "Cijfers"


def test_a_formula_in_a_workbook_is_named_and_never_worked_out(tmp_path: Path) -> None:
    rows = numbers()
    rows[2][3] = "=SUM(A1:A2)"
    rows[3][6] = '=HYPERLINK("x")'
    told = refusal(tmp_path, workbook({"A": rows}), "x.xlsx")
    assert told == [
        "rij 3, kolom 'onveilig': hier staat een formule (=SUM(A1:A2)); zet er de waarde zelf",
        "rij 4, kolom 'leefbaarheid': hier staat een formule (=HYPERLINK(\"x\")); zet er de waarde zelf",
    ]


def test_an_error_value_is_named(tmp_path: Path) -> None:
    rows = numbers()
    rows[1][3] = "#N/A"
    assert refusal(tmp_path, workbook({"A": rows}), "x.xlsx") == [
        "rij 2, kolom 'onveilig': hier staat een foutwaarde (#N/A)"
    ]


def test_merged_headings_and_rows_are_refused_and_merged_titles_passed_by(tmp_path: Path) -> None:
    def merge(cells: str) -> bytes:
        return workbook({"A": [["Veiligheidsmonitor"], *numbers()]}, lambda book: book["A"].merge_cells(cells))

    assert len(read(write(tmp_path, merge("A1:G1"), "x.xlsx")).rows) == 3
    assert "E2:F2" in refusal(tmp_path, merge("E2:F2"), "x.xlsx")[0]
    assert refusal(tmp_path, merge("A3:A4"), "x.xlsx")[0].startswith(
        "rij 3, kolom 'A': de cellen A3:A4 zijn samengevoegd"
    )


def test_a_cell_in_per_cent_is_read_as_people_see_it(tmp_path: Path) -> None:
    rows = numbers()
    for row in rows[1:]:
        row[3:6] = [value / 100 for value in row[3:6]]

    def as_percent(book: object) -> None:
        for line in book["A"].iter_rows(min_row=2, min_col=4, max_col=6):  # type: ignore[index]
            for cell in line:
                cell.number_format = "0.0%"

    assert checked(tmp_path, workbook({"A": rows}, as_percent), name="x.xlsx").rows == checked(tmp_path, GOOD).rows


def test_a_date_for_a_year_is_refused(tmp_path: Path) -> None:
    rows = numbers()
    rows[1][1] = date(2025, 1, 1)
    assert problems(tmp_path, workbook({"A": rows}), name="x.xlsx") == [
        "rij 2, kolom 'jaar': hier staat een datum (2025-01-01); geef alleen het jaar, zoals 2025"
    ]


def test_a_macro_workbook_is_refused(tmp_path: Path) -> None:
    data = workbook({"A": numbers()})
    assert "macro" in refusal(tmp_path, repacked(data, xl__vbaProject_dot_bin=b"x"), "x.xlsm")[0]
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        types = old.read("[Content_Types].xml").replace(
            b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
        )
    assert "macro" in refusal(tmp_path, repacked(data, **{"[Content_Types]_dot_xml": types}), "x.xlsx")[0]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    data = repacked(workbook({"A": numbers()}), xl__media__zeros_dot_bin=b"\0" * (60 * 1024 * 1024))
    assert len(data) < 200_000
    assert refusal(tmp_path, data, "x.xlsx") == [
        "Uitgepakt is dit bestand te groot. Bewaar alleen het blad met de cijfers, of een CSV."
    ]


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "part", ["xl__worksheets__sheet1_dot_xml", "xl__sharedStrings_dot_xml", "xl__workbook_dot_xml"]
)
def test_an_xml_bomb_is_refused_in_whichever_part(tmp_path: Path, part: str, codec: str) -> None:
    bomb = f"""<?xml version="1.0" encoding="{codec}"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">
    <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>"""
    told = refusal(tmp_path, repacked(workbook({"A": numbers()}), **{part: bomb.encode(codec)}), "x.xlsx")
    assert told == ["Dit bestand bevat een documenttype. Zo'n bestand leest Baken niet."]


def test_an_xml_bomb_is_found_under_any_name(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">]><worksheet>&a;</worksheet>'
    told = refusal(tmp_path, repacked(workbook({"A": numbers()}), xl__worksheets__cijfers_dot_dat=bomb), "x.xlsx")
    assert told == ["Dit bestand bevat een documenttype. Zo'n bestand leest Baken niet."]


def test_a_part_made_to_keep_us_busy_does_not(tmp_path: Path) -> None:
    busy = b"<mergeCell " * 100_000
    with done_within(10):
        refusal(tmp_path, repacked(workbook({"A": numbers()}), xl__worksheets__sheet1_dot_xml=busy), "x.xlsx")


def test_a_part_that_cannot_be_unpacked_is_told(tmp_path: Path) -> None:
    data = bytearray(repacked(workbook({"A": numbers()}), xl__zz_dot_xml=b"<x/>" * 500))
    at = data.index(b"xl/zz.xml") + len(b"xl/zz.xml")
    data[at : at + 12] = b"\xff" * 12
    assert "niet te lezen als werkmap" in refusal(tmp_path, bytes(data), "x.xlsx")[0]


def test_passwords_and_old_files_are_told_apart(tmp_path: Path) -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
    assert "wachtwoord" in refusal(tmp_path, ole + "EncryptedPackage".encode("utf-16-le"), "x.xlsx")[0]
    assert "oud Excel-bestand" in refusal(tmp_path, ole, "x.xls")[0]
    locked = bytearray(workbook({"A": numbers()}))
    central = locked.index(b"PK\x01\x02")
    locked[central + 8] |= 1  # the flag by which a zip says that a part is encrypted
    assert "wachtwoord" in refusal(tmp_path, bytes(locked), "x.xlsx")[0]


def test_a_zip_that_is_no_workbook_and_a_broken_one_are_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        zipped.writestr("brief.txt", "dag")
    assert "geen werkmap" in refusal(tmp_path, out.getvalue(), "x.xlsx")[0]
    data = workbook({"A": numbers()})
    assert refusal(tmp_path, data[: len(data) // 2], "x.xlsx")
    assert refusal(tmp_path, repacked(data, xl__workbook_dot_xml=b"<workbook"), "x.xlsx")
    assert refusal(tmp_path, repacked(data, xl__worksheets__sheet1_dot_xml=None), "x.xlsx")


def test_a_sheet_that_lies_about_its_size_is_cut_off(tmp_path: Path) -> None:
    def far(book: object) -> None:
        book["A"].cell(row=1_000_000, column=16_000, value=1)  # type: ignore[index]

    assert len(read(write(tmp_path, workbook({"A": numbers()}, far), "x.xlsx")).rows) == 3


def test_blank_lines_are_passed_by_and_counted(tmp_path: Path) -> None:
    rows = lines()
    text = "\n".join([";".join(rows[0]), "", ";".join(rows[1]), "", "", ";".join(rows[2])])
    assert [row for row, _cells in read(write(tmp_path, text)).rows] == [3, 6]
