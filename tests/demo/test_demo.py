# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make demo` in the hands of a user: what it tells, writes, keeps."""

import csv
from pathlib import Path

import pytest
from pypdf import PdfReader

from baken.access.roles import ROLES
from tests.demo.served import Served, accounts_of, baken, copy_of, serve

TOTALS_2025 = {
    "Velsen-Zuid en Driehuis": "312",
    "IJmuiden-Noord": "404",
    "IJmuiden-Zuid": "303",
    "IJmuiden-West": "258",
    "Zee- en Duinwijk": "326",
    "Velsen-Noord": "372",
    "Santpoort-Noord": "257",
    "Santpoort-Zuid": "105",
    "Velserbroek": "299",
    "Spaarndammerpolder": "105",
}


def test_it_works(played: Path) -> None:
    """The terminal shows the ten wijken with their real figures, and where dossier and accounts lie."""
    told = (played / "told.txt").read_text(encoding="utf-8")
    for name, total in TOTALS_2025.items():
        line = next(line for line in told.splitlines() if f" {name} " in line)
        assert total in line.split(), line
    assert "council-pack-2025.pdf" in told
    assert "demo-accounts.json" in told


def test_the_dossier_is_written_as_pdf_word_and_csv(played: Path) -> None:
    pdf = PdfReader(played / "council-pack-2025.pdf")
    assert "Velserbroek" in "".join(page.extract_text() for page in pdf.pages)
    assert (played / "council-pack-2025.docx").read_bytes()[:2] == b"PK"
    tables = sorted((played / "council-pack-2025-csv").glob("*.csv"))
    assert len(tables) >= 8
    with tables[1].open(encoding="utf-8-sig", newline="") as lines:
        assert len(next(csv.reader(lines, delimiter=";"))) > 3


def test_there_is_one_account_for_every_role_and_partner(played: Path) -> None:
    accounts = accounts_of(played)
    assert {a["role"] for a in accounts} == set(ROLES) - {"system"}
    assert all(set(a) == {"username", "password", "role", "organisation"} for a in accounts)
    partners = [a["organisation"] for a in accounts if a["role"] == "partner"]
    assert len(partners) == len(set(partners)) >= 5
    assert len({a["username"] for a in accounts}) == len(accounts)


def test_every_account_logs_in_by_password_alone_and_is_said_to_be_fictitious(demo: Served) -> None:
    for account in demo.accounts:
        home = demo.person(account["username"]).get("/")
        assert home.status == 200
        assert "(voorbeeld)" in home.text


def test_the_demo_that_has_just_drawn_its_dossier_serves_the_word_file_too(played: Path, tmp_path: Path) -> None:
    """Charts are drawn by native threads, which a forked server doesn't have: it once hung here, with every other page."""
    var = tmp_path / "var"
    copy_of(played, var)
    (var / "council-pack-2025.docx").unlink()
    with serve(var, "demo") as served:
        adviser = served.person("adviseur")
        word = adviser.get("/verantwoorden/raadsdossier/2025/bestand/council-pack-2025.docx")
        assert (word.status, word.body[:2]) == (200, b"PK")
    assert (var / "council-pack-2025.docx").exists()


def test_a_second_run_keeps_what_the_user_changed(played: Path, tmp_path: Path) -> None:
    """Issuing the draft and running again leaves it issued, with the same files."""
    var = tmp_path / "var"
    copy_of(played, var)
    with serve(var) as served:
        adviser = served.person("adviseur")
        where = "/verantwoorden/raadsdossier/2025/"
        assert "concept" in adviser.get(where).text
        issued = adviser.send(f"{where}1/vaststellen/", token_from=where)
        assert issued.status == 200, issued.text[:400]
        assert "vastgesteld" in adviser.get(where).text
    before = (var / "council-pack-2025.pdf").read_bytes()
    again = baken(var, "demo", "--no-serve")
    assert again.returncode == 0, again.stderr
    assert (var / "council-pack-2025.pdf").read_bytes() == before
    with serve(var) as served:
        assert "vastgesteld" in served.person("adviseur").get("/verantwoorden/raadsdossier/2025/").text


@pytest.mark.campaign
def test_reset_starts_over(played: Path, tmp_path: Path) -> None:
    var = tmp_path / "var"
    copy_of(played, var)
    (var / "council-pack-2025.pdf").write_bytes(b"changed")
    assert baken(var, "demo", "--no-serve", "--reset").returncode == 0
    assert (var / "council-pack-2025.pdf").read_bytes()[:5] == b"%PDF-"
