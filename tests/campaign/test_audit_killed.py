# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The audit log after kill -9 at any moment, and under processes that write at once: whole, and nothing committed is lost."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SET_UP = """
import django
django.setup()
from baken.kernel.database.roles import migrate
migrate()
"""
WRITER = """
import sys, django
django.setup()
from baken.access.facade import system_actor
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import Municipality
from baken.kernel.moment import now

@action
def write(*, actor, at, text):
    Municipality.objects.get_or_create(code="GM9000", defaults={"slug": "toets", "name": "Toets"})
    for _ in range(3):
        audit.record("t", resource_type="t", resource_id=text, personal={"name": text})

for number in range(int(sys.argv[2])):
    text = f"{sys.argv[1]}-{number}"
    write(actor=system_actor(None), at=now(), text=text)
    print(text, flush=True)
"""
TOLD = """
import django
django.setup()
from baken.kernel.models import AuditEntry
print("\\n".join(AuditEntry.objects.filter(action="t").values_list("resource_id", flat=True)))
"""


class Town:
    """A database and an anchor of its own, on which processes work."""

    def __init__(self, var: Path, database: dict[str, str]):
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("BAKEN_")} | database
        self.environment |= {"BAKEN_VAR": str(var), "DJANGO_SETTINGS_MODULE": "baken.config.settings"}
        self.do(SET_UP)

    def do(self, script: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", script],
            env=self.environment, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def writer(self, name: str, times: int) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", WRITER, name, str(times)]
        return subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, text=True)

    def verify(self) -> tuple[int, str]:
        command = [sys.executable, "-m", "baken.cli", "audit", "verify"]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=120, check=False)
        return done.returncode, done.stdout + done.stderr

    def stored(self) -> dict[str, int]:
        """Return per action that was written how many rows there are."""
        found: dict[str, int] = {}
        for text in self.do(TOLD).split():
            found[text] = found.get(text, 0) + 1
        return found


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    if request.param == "sqlite":
        yield Town(tmp_path, {})
        return
    url = request.getfixturevalue("postgresql_url")
    import psycopg

    server, _, _ = url.rpartition("/")
    owner = os.environ.get("BAKEN_TEST_POSTGRESQL_OWNER_URL", url)
    name = f"killed_{os.getpid()}_{random.randrange(10**6)}"
    with psycopg.connect(f"{owner.rpartition('/')[0]}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    database = {"BAKEN_DATABASE_URL": f"{server}/{name}"}
    if owner != url:
        database["BAKEN_DATABASE_OWNER_URL"] = f"{owner.rpartition('/')[0]}/{name}"
    try:
        yield Town(tmp_path, database)
    finally:
        _drop(owner, name)


def _drop(owner: str, name: str) -> None:
    import psycopg

    with psycopg.connect(f"{owner.rpartition('/')[0]}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.campaign
def test_a_writer_that_is_killed_at_any_moment_leaves_a_whole_log(place: Town) -> None:
    chance, told = random.Random(20261124), []
    for turn in range(8):
        writer = place.writer(f"w{turn}", 100_000)
        assert writer.stdout is not None
        first = writer.stdout.readline().strip()
        time.sleep(chance.uniform(0, 0.3))
        writer.kill()
        told += [first, *writer.stdout.read().split()]
        writer.wait(10)
        status, text = place.verify()
        assert status == 0, text
    stored = place.stored()
    assert set(stored.values()) == {3}
    assert set(told) <= set(stored)


@pytest.mark.campaign
def test_processes_that_write_at_once_make_one_chain(place: Town) -> None:
    writers = [place.writer(f"w{number}", 40) for number in range(4)]
    assert [writer.wait(120) for writer in writers] == [0] * 4
    assert place.stored() == {f"w{number}-{turn}": 3 for number in range(4) for turn in range(40)}
    status, text = place.verify()
    assert (status, "480 rows" in text) == (0, True), text
