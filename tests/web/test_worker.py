# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The worker as a process: it needs its tables, stops when asked, and goes with the server that started it."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from baken.web import worker
from baken.web.serving import worker_beside
from tests.demo.served import baken, environment


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database without anything in it."""
    folder = tmp_path_factory.mktemp("worker")
    assert baken(folder, "migrate").returncode == 0
    return folder


def until(what: Callable[[], object], seconds: float = 30) -> object:
    """Wait until `what` says something true, and return that."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds} s")


def holder(var: Path) -> int:
    """The process id of the worker that has the lease; 0 for none."""
    with sqlite3.connect(var / "baken.sqlite3", timeout=10) as database:
        row = database.execute("SELECT holder FROM kernel_lease WHERE until > datetime('now')").fetchone()
    return int(row[0].split(":")[1]) if row and row[0] else 0


def lives(process_id: int) -> bool:
    """Whether that process runs; one that ended and waits for its parent doesn't."""
    try:
        stat = Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return stat.rsplit(")", 1)[1].split()[0] != "Z"


def start(var: Path, *arguments: str, **more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "baken.cli", *arguments]
    return subprocess.Popen(command, env=environment(var) | more, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_without_a_database_it_says_what_to_do(tmp_path: Path) -> None:
    done = baken(tmp_path, "worker", "--once")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip().splitlines()[-1].endswith("run `baken migrate`")


def test_once_is_over_when_the_queue_is_empty(var: Path) -> None:
    done = baken(var, "worker", "--once")
    assert (done.returncode, done.stderr) == (0, "")
    assert holder(var) == 0


def test_a_worker_that_is_asked_to_stop_gives_its_lease_back(var: Path) -> None:
    worker = start(var, "worker")
    assert until(lambda: holder(var)) == worker.pid
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(15) == 0
    assert holder(var) == 0


def test_it_stops_when_the_server_beside_it_is_gone(var: Path) -> None:
    server = start(var, "serve", "--port", "0", BAKEN_WORKER="1")
    worker = int(str(until(lambda: holder(var))))
    assert worker != server.pid
    server.kill()
    server.wait(10)
    until(lambda: not lives(worker))
    until(lambda: holder(var) == 0)


def test_it_stops_with_the_server(var: Path) -> None:
    server = start(var, "serve", "--port", "0", BAKEN_WORKER="1")
    worker = int(str(until(lambda: holder(var))))
    server.terminate()
    server.wait(20)
    assert not lives(worker)


@pytest.mark.parametrize(("told", "runs"), [("0", False), ("1", True), ("", True)])
def test_whether_there_is_one_is_a_setting(var: Path, monkeypatch: pytest.MonkeyPatch, told: str, runs: bool) -> None:
    """By default there is in the example, which is what tests run as."""
    monkeypatch.setenv("BAKEN_VAR", str(var))
    monkeypatch.setenv("BAKEN_WORKER", told)
    with worker_beside() as worker:
        assert (worker is not None) is runs
    assert worker is None or worker.returncode is not None


def test_in_production_there_is_none_unless_asked(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.delenv("BAKEN_WORKER", raising=False)
    settings.DEMO = False
    with worker_beside() as worker:
        assert worker is None


def test_a_step_that_fails_keeps_none_of_the_others_from_being_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures that can't be fetched, day after day, must not keep what has to be destroyed."""
    done: list[str] = []

    def step(name: str, fails: bool) -> Callable[[], object]:
        def act() -> None:
            done.append(name)
            if fails:
                raise RuntimeError(name)

        return act

    steps = tuple(step(name, fails) for name, fails in (("figures", True), ("destroy", False), ("mail", True)))
    monkeypatch.setattr(worker, "_steps", lambda _holder: steps)
    monkeypatch.setattr(worker, "close_old_connections", lambda: done.append("closed"))
    worker._one_round("somebody")
    assert done == ["figures", "destroy", "mail", "closed"]
