# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""One played example for all tests that look at the whole, shared by the workers; each worker serves it for itself."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.demo.served import Served, baken, serve


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder in which `baken demo --no-serve` was run once. Tests that change things take a copy."""
    root = tmp_path_factory.getbasetemp()
    root = root.parent if worker_id != "master" else root
    var = root / "played-example"
    with (root / "played-example.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (var / "told.txt").exists():
            var.mkdir(exist_ok=True)
            done = baken(var, "demo", "--no-serve")
            assert done.returncode == 0, done.stderr
            (var / "told.txt").write_text(done.stdout, encoding="utf-8")
    return var


@pytest.fixture(scope="session")
def demo(played: Path) -> Iterator[Served]:
    """The example as served; for tests that only look."""
    with serve(played) as served:
        yield served
