# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Baken writes is for its own account on the machine: files 600, folders 700, also what was written before."""

import os
import stat
import subprocess
import sys

import pytest

from baken.config import private


def mode(path):
    return stat.S_IMODE(path.lstat().st_mode)


@pytest.fixture(autouse=True)
def usual_umask():
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_what_is_written_inside_is_private_and_the_umask_comes_back(tmp_path, monkeypatch):
    monkeypatch.setenv("BAKEN_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("BAKEN_DATABASE_URL", "nonsense://")  # is told by whoever needs it
    with private.private_files():
        (tmp_path / "in").write_text("x")
        (tmp_path / "folder").mkdir()
    with private.private_files(False):
        (tmp_path / "out").write_text("x")
    assert [mode(tmp_path / name) for name in ("in", "folder", "out")] == [0o600, 0o700, 0o644]


def test_what_was_written_before_is_closed_and_what_is_not_ours_is_left(tmp_path, monkeypatch):
    monkeypatch.setenv("BAKEN_VAR", str(tmp_path))
    for name in ("BAKEN_DATABASE_URL", "BAKEN_MAIL_URL", "BAKEN_FACTS", "BAKEN_DOCUMENTS", "BAKEN_AUDIT_ANCHOR"):
        monkeypatch.delenv(name, raising=False)
    files = [tmp_path / name for name in ("baken.sqlite3", "baken.sqlite3-wal", "demo-accounts.json")]
    folders = [tmp_path / name for name in ("mail", "facts", "documents", "audit-anchor")]
    for path in files:
        path.write_text("x")
    for path in folders:
        path.mkdir()
    other = tmp_path / "other.txt"
    other.write_text("x")
    (tmp_path / "secret-key").symlink_to(other)
    assert set(private.close_files()) == {*files, *folders}
    assert {mode(path) for path in files} == {0o600}
    assert {mode(path) for path in folders} == {0o700}
    assert mode(other) == 0o644
    assert private.close_files() == []


def test_the_command_writes_its_database_for_itself_alone(tmp_path):
    (tmp_path / "var" / "mail").mkdir(parents=True, mode=0o755)  # by an earlier version
    (tmp_path / "var").chmod(0o700)
    run = subprocess.run(
        [sys.executable, "-m", "baken.cli", "migrate"],
        env={
            **os.environ,
            "BAKEN_VAR": str(tmp_path / "var"),
            "BAKEN_DATABASE_URL": "",
            "BAKEN_DATABASE_OWNER_URL": "",
        },
        capture_output=True,
        check=False,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    written = list((tmp_path / "var").rglob("*"))
    assert tmp_path / "var" / "baken.sqlite3" in written
    assert [path for path in [tmp_path / "var", *written] if mode(path) & 0o077] == []
