# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""2,000 reports at once while the server is killed and started again: each that was acknowledged is there, exactly once."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

REPORTS, AT_ONCE, KILLS = 2_000, 24, 5
SET_UP = "from benchmarks import reporting; reporting.main()"
TOLD = """
import json, django
django.setup()
from baken.access.facade import opened, system_actor
from baken.act.concerns.reporting import receipts
from baken.act.concerns.models import Concern
from baken.kernel.models import Municipality
actor = system_actor(Municipality.objects.get())
with opened(actor, system=True):
    print(json.dumps([[one.description, receipts.shown(one.receipt_code)] for one in Concern.objects.all()]))
"""


class Server:
    """`baken serve` with two processes on a database of its own, to be killed whole."""

    def __init__(self, var: Path, database: dict[str, str]):
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("BAKEN_")} | database
        self.environment |= {
            "BAKEN_VAR": str(var), "DJANGO_SETTINGS_MODULE": "baken.config.settings", "BAKEN_WORKERS": "2",
            "BAKEN_WORKER": "0", "BAKEN_REPORT_LIMIT": "10000000",
        }  # fmt: skip
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.cut: list[str] = []
        """What was under way when the server was killed: the connection broke off before an answer."""
        self.do(SET_UP)
        self.start()

    def do(self, script: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", script],
            env=self.environment, capture_output=True, text=True, timeout=600, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "baken.cli", "serve", "--port", str(self.port)],
            env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(20)

    def report(self, text: str) -> str:
        """Send one report until it is acknowledged, always under the same key; return its code."""
        body = json.dumps({"category": "drugs-street", "description": text, "location": None, "contact": None}).encode()
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/api/v1/public/concerns", body, headers)
        ends = time.monotonic() + 300
        while time.monotonic() < ends:
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    code: str = json.loads(answer.read())["receiptCode"]
                    return code
            except urllib.error.HTTPError as problem:
                if problem.code < 500:
                    raise
                time.sleep(0.2)
            except (OSError, http.client.HTTPException, ValueError) as problem:  # killed before or while it answered
                if not isinstance(getattr(problem, "reason", problem), ConnectionRefusedError):
                    self.cut.append(text)
                time.sleep(0.2)
        raise AssertionError(f"never acknowledged: {text}")


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    database: dict[str, str] = {}
    if request.param == "postgresql":
        sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
        from throwaway_postgresql import cluster

        with cluster(durable=True) as running:
            urls = {"BAKEN_DATABASE_URL": running.app_url, "BAKEN_DATABASE_OWNER_URL": running.owner_url}
            made = Server(tmp_path, database | urls)
            try:
                yield made
            finally:
                made.kill()
        return
    made = Server(tmp_path, database)
    try:
        yield made
    finally:
        made.kill()


@pytest.mark.campaign
def test_each_acknowledged_report_is_there_exactly_once(server: Server) -> None:
    chance, over = random.Random(20261130), threading.Event()
    done: list[str] = []
    killed_after: list[int] = []

    def kill_under_way() -> None:
        for part in range(KILLS):
            while len(done) < chance.uniform(part + 0.2, part + 0.8) * REPORTS / KILLS:
                if over.wait(0.02):
                    return
            killed_after.append(len(done))
            server.kill()
            server.start()

    def send(number: int) -> tuple[str, str]:
        text = f"melding {number}"
        code = server.report(text)
        done.append(text)
        return text, code

    killer = threading.Thread(target=kill_under_way)
    killer.start()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        acknowledged: dict[str, str] = dict(pool.map(send, range(REPORTS)))
    over.set()
    killer.join()
    assert len(killed_after) == KILLS
    assert all(0 < number < REPORTS for number in killed_after), killed_after
    assert len(server.cut) >= KILLS, "nothing was under way when it was killed"
    stored: list[list[Any]] = json.loads(server.do(TOLD))
    assert len(stored) == REPORTS == len(done)
    assert dict(map(tuple, stored)) == acknowledged
    command = [sys.executable, "-m", "baken.cli", "audit", "verify"]
    verified = subprocess.run(command, env=server.environment, capture_output=True, text=True, timeout=300, check=False)
    assert verified.returncode == 0, verified.stdout + verified.stderr
