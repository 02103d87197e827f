# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""`baken sources`: what it prints, when it is content (status 0), and what it says when it isn't (status 2)."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from baken.observe.commands.sources import Bar
from baken.observe.sources.statline.tables import TABLES
from tests.observe.wire import Wire

pytestmark = pytest.mark.usefixtures("statline", "own_facts", "velsen")
Run = Callable[..., Any]


def test_the_list_names_every_table_and_the_day_it_was_loaded(baken: Run, wire: Wire) -> None:
    told = baken("sources", "list")
    assert told.status == 0
    lines = {line.split()[1]: line for line in told.out.splitlines()[2:]}
    assert set(lines) == set(TABLES)
    assert lines["47018NED"].endswith("-")
    assert baken("sources", "pull", "--table", "47018NED", "--base-url", wire.url).status == 0
    again = {line.split()[1]: line for line in baken("sources", "list").out.splitlines()[2:]}
    assert again["47018NED"].split()[-1][:2] == "20"


def test_a_pull_stores_and_the_picture_tells_it(baken: Run, wire: Wire) -> None:
    told = baken("sources", "pull", "--table", "47022NED", "--area", "GM0453", "--base-url", wire.url)
    assert told.status == 0, told.err
    assert "47022NED  47022NED-year" in told.out
    assert "! 47022NED: deze soorten kent Baken niet" in told.out
    made = wire.tables["47022NED"]
    at = {"SoortMisdrijf": "0.0.0", "WijkenEnBuurten": "WK045308", "Perioden": "2025JJ00"}
    count = made.value(made.columns[0], at)
    picture = baken("picture", "WK045308", "--year", "2025", "--format", "json")
    assert f'"value": {int(count or 0)}' in picture.out


def test_without_tables_all_of_them_are_pulled(baken: Run, wire: Wire) -> None:
    told = baken("sources", "pull", "--base-url", wire.url)
    assert told.status == 0, told.err
    for table in TABLES:
        assert f"\n{table}" in told.out


def test_a_trial_is_content_and_says_that_nothing_is_stored(baken: Run, wire: Wire, own_facts: Path) -> None:
    before = (own_facts / "manifest.json").read_bytes()
    told = baken("sources", "pull", "--table", "47018NED", "--base-url", wire.url, "--dry-run")
    assert told.status == 0
    assert "Er is niets opgeslagen" in told.out
    assert (own_facts / "manifest.json").read_bytes() == before


def test_a_broken_pull_is_no_success_and_a_second_try_goes_on(baken: Run, wire: Wire, own_facts: Path) -> None:
    before = (own_facts / "manifest.json").read_bytes()
    wire.page_rows = 20
    wire.fail("500", page=3, times=5)
    told = baken("sources", "pull", "--table", "47018NED", "--base-url", wire.url)
    assert told.status == 2
    assert told.out == ""
    assert told.err.splitlines()[-1].startswith("baken: 127.0.0.1 geeft geen goed antwoord (fout 500)")
    assert (own_facts / "manifest.json").read_bytes() == before
    assert baken("sources", "pull", "--table", "47018NED", "--base-url", wire.url).status == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("pull", "--table", "1NED"), "Tabel 1NED wordt niet aangeboden"),
        (("pull", "--source", "elders"), "bron elders is er niet; er is: statline"),
        (("pull", "--source", "statline", "--table", "1NED"), "1NED: niet van bron statline"),
        (("pull", "--area", "Velsen"), "Velsen is geen code van een gemeente"),
        (("pull", "--base-url", "nergens"), "nergens is geen adres van een uitgever"),
        (("import", "weg.csv", "--kind", "statline", "--table", "47018NED"), "weg.csv: dit bestand is er niet"),
    ],
)
def test_wrong_input_costs_one_clear_line(arguments: tuple[str, ...], said: str, baken: Run) -> None:
    told = baken("sources", *arguments)
    assert told.status == 2
    assert told.out == ""
    assert said in told.err.splitlines()[-1]


def test_a_statline_file_is_read_in(baken: Run, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(
        '"ID";"SoortMisdrijf";"WijkenEnBuurten";"Perioden";"GeregistreerdeMisdrijven_1"\n'
        '"0";"1.4.5 ";"GM0453    ";"2024JJ00";"123"\n'
        '"1";"1.4.5 ";"WK045308  ";"2024JJ00";"."\n',
        encoding="utf-8",
    )
    assert baken("sources", "import", str(path), "--kind", "statline").err.startswith("baken: noem met --table")
    told = baken("sources", "import", str(path), "--kind", "statline", "--table", "47018NED")
    assert told.status == 0, told.err
    assert "47018NED" in told.out


def test_a_file_by_mapping_needs_its_name(baken: Run, tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    path.write_text("wijk;cijfer\n", encoding="utf-8")
    assert "noem met --mapping" in baken("sources", "import", str(path), "--kind", "survey").err
    told = baken("sources", "import", str(path), "--kind", "survey", "--mapping", "onbekend")
    assert told.status == 2
    assert "indeling onbekend is er niet" in told.err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_progress_is_drawn_over_one_line() -> None:
    screen = Terminal()
    bar = Bar(screen)
    bar(1, 4, "pagina 1 van 4 van een tabel met een lange naam")
    bar(4, 4, "opslaan")
    bar.end()
    first, second = screen.getvalue().rstrip("\n").split("\r")[1:]
    assert first.startswith("[######..................]  25% ")
    assert second.startswith("[########################] 100% opslaan")
    assert len(second) >= len(first)  # nothing of the longer line is left on the screen
    assert screen.getvalue().endswith("\n")


def test_elsewhere_progress_is_a_line_now_and_then() -> None:
    clock = iter((0.0, 0.5, 1.0, 3.0, 3.1))
    out = io.StringIO()
    bar = Bar(out, clock=lambda: next(clock))
    for page in range(1, 5):
        bar(page, None, f"pagina {page}")
    assert out.getvalue().splitlines()[0] == "pagina 1"
    assert len(out.getvalue().splitlines()) == 2
