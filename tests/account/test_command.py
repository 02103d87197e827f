# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""`baken report council` writes what others rely on."""

import hashlib
from datetime import UTC, datetime

import pytest

from baken.account.command import Wrong, write_council_pack
from baken.account.models import CouncilPack, PackFile


def test_it_writes_pdf_word_and_a_folder_of_csv_and_stores_nothing(velsen, tmp_path):
    folder = tmp_path / "new" / "out"
    written = write_council_pack(2025, folder)
    assert (folder / "council-pack-2025.pdf").read_bytes().startswith(b"%PDF-")
    assert (folder / "council-pack-2025.docx").read_bytes().startswith(b"PK")
    names = {path.name for path in (folder / "council-pack-2025-csv").iterdir()}
    assert {"leesmij.txt", "content.json", "03-ranking-wijk.csv"} <= names
    assert all(path.is_file() for path in written)
    assert "299" in (folder / "council-pack-2025-csv" / "03-ranking-wijk.csv").read_text(encoding="utf-8-sig")
    assert not CouncilPack.objects.exists()


def test_an_issued_pack_is_copied_as_it_was_issued(velsen, made, tmp_path):
    pack = made("issued")
    write_council_pack(2025, tmp_path)
    for kind in ("pdf", "docx"):
        kept = PackFile.objects.get(pack=pack, kind=kind)
        assert hashlib.sha256((tmp_path / kept.name).read_bytes()).hexdigest() == kept.sha256


def test_tables_of_an_earlier_run_don_t_stay_behind(velsen, tmp_path):
    old = tmp_path / "council-pack-2025-csv" / "99-gone.csv"
    old.parent.mkdir()
    old.write_text("oud")
    write_council_pack(2025, tmp_path)
    assert not old.exists()


@pytest.mark.parametrize(("year", "told"), [(1800, "2005 tot en met 2100"), (2099, "geen cijfers")])
def test_a_year_that_can_t_be_is_one_clear_line(velsen, tmp_path, year, told):
    with pytest.raises(Wrong, match=told) as wrong:
        write_council_pack(year, tmp_path / "x")
    assert "\n" not in str(wrong.value)
    assert not (tmp_path / "x").exists()


def test_a_folder_that_can_t_be_written_is_one_clear_line(velsen, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Wrong, match="file"):
        write_council_pack(2025, tmp_path / "file")


def test_without_a_municipality_it_says_what_to_do(db, tmp_path):
    with pytest.raises(Wrong, match="baken demo"):
        write_council_pack(2025, tmp_path)


def test_figures_before_anything_was_known_give_no_pack(velsen, tmp_path):
    with pytest.raises(Wrong):
        write_council_pack(2025, tmp_path, as_of=datetime(2001, 1, 1, tzinfo=UTC))
