# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""``make test`` tells the truth about what it left out, and its PostgreSQL is its own and gone afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from run_tests import left_out
from throwaway_postgresql import cluster

from tests.plugins.databases import SQLITE_ENOUGH

SAMPLE = """
import pytest

def test_runs(): pass
def test_fails(): assert False
@pytest.mark.skip(reason="no tool")
def test_skipped(): pass
@pytest.mark.xfail(reason="later")
def test_expected(): assert False
@pytest.mark.campaign
def test_long(): pass
@pytest.mark.other
def test_other(): pass
@pytest.fixture
def tool(): pytest.skip("no browser")
def test_by_fixture(tool): pass
"""
LEFT_OUT = {
    "test_sample.py::test_by_fixture": "no browser",
    "test_sample.py::test_expected": "expected to fail: later",
    "test_sample.py::test_skipped": "no tool",
}


def outside() -> dict[str, str]:
    """The environment without what the pytest around this one put there."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}


@pytest.mark.parametrize("spread", [[], ["-n", "2", "--dist", "loadfile"]], ids=["alone", "xdist"])
def test_the_plugin_records_what_a_run_left_out(tmp_path, repo_root, spread):
    (tmp_path / "test_sample.py").write_text(SAMPLE, encoding="utf-8")
    (tmp_path / "test_module.py").write_text('import pytest\npytest.importorskip("no_such_module")\n', encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n  campaign\n  other\n", encoding="utf-8")
    record = tmp_path / "record.json"
    subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:django", "-p", "tests.plugins.left_out",
         "-m", "not campaign and not other", *spread],
        cwd=tmp_path, check=False, capture_output=True,
        env={**outside(), "PYTHONPATH": str(repo_root), "BAKEN_LEFT_OUT": str(record)},
    )  # fmt: skip
    found = json.loads(record.read_text(encoding="utf-8"))
    skipped = dict(found["skipped"])
    assert "no_such_module" in skipped.pop("test_module.py")
    assert skipped == LEFT_OUT
    assert found["ran"] == [["test_sample.py::test_fails"], ["test_sample.py::test_runs"]]
    assert [node for node, _ in found["deselected"]] == ["test_sample.py::test_other"]


def test_chosen_by_one_run_is_not_left_out():
    records = {
        "sqlite": {"ran": [["a"]], "skipped": [["b", "no tool"]], "deselected": [["p", "chosen by no run"]]},
        "postgresql": {"ran": [["p"]], "skipped": [], "deselected": [["a", "chosen by no run"]]},
    }
    assert left_out(records) == ["b [sqlite]: no tool"]
    records["postgresql"]["ran"] = []
    assert left_out(records) == ["b [sqlite]: no tool", "p: chosen by no run"]


def test_database_tests_are_found_by_what_they_ask_for(tmp_path, repo_root):
    (tmp_path / "test_kinds.py").write_text(
        "import pytest\nfrom django.test import SimpleTestCase, TestCase\n"
        "def test_plain(): pass\ndef test_fixture(db): pass\ndef test_server(live_server): pass\n"
        "@pytest.mark.django_db\ndef test_marked(): pass\n"
        "class Rows(TestCase):\n    def test_case(self): pass\n"
        "class Simple(SimpleTestCase):\n    def test_simple(self): pass\n",
        encoding="utf-8",
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    (tmp_path / "small_settings.py").write_text("SECRET_KEY = 'x'\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.plugins.databases", "-m", "database", "--collect-only", "-q"],
        cwd=tmp_path, check=False, capture_output=True, text=True,
        env={**outside(), "PYTHONPATH": f"{repo_root}{os.pathsep}{tmp_path}",
             "DJANGO_SETTINGS_MODULE": "small_settings"},
    )  # fmt: skip
    chosen = {line.rpartition("::")[2] for line in done.stdout.splitlines() if "::" in line}
    assert chosen == {"test_fixture", "test_server", "test_marked", "test_case"}, done.stdout + done.stderr


def test_one_database_is_enough_for_files_that_are_there_and_nothing_that_changes_rows(repo_root):
    for name in SQLITE_ENOUGH:
        assert (repo_root / name).is_file(), f"{name}: take it off SQLITE_ENOUGH"
        assert not name.startswith(("tests/access/", "tests/kernel/")), name
        assert not any(word in Path(name).name for word in ("action", "polic", "lock", "row", "storing")), name


@pytest.mark.postgresql
def test_a_cluster_of_its_own_holds_its_roles_to_row_level_security():
    with cluster() as running:
        for url, makes_databases in ((running.app_url, False), (running.owner_url, True)):
            with psycopg.connect(url) as connection:
                rights = connection.execute(
                    "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
                ).fetchone()
            assert rights == (False, False, False, makes_databases)
        with psycopg.connect(running.admin_url) as connection:
            folder = Path(connection.execute("SHOW unix_socket_directories").fetchone()[0])
        assert folder.is_dir()
        stranger = running.app_url.replace(running.app_url.split(":")[2].split("@")[0], "guess")
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(stranger)
    assert not folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(running.app_url, connect_timeout=2)
