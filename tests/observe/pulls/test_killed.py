# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Real processes: `baken worker` pulls from a server that speaks StatLine's format, is killed half-way, and another goes on."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.demo.served import baken, environment
from tests.observe.wire.server import Wire, serve

TABLE = "47018NED"
SETUP = """
from datetime import date
from baken.access.facade import make_account, system_actor
from baken.registry.facade import found_municipality
town = found_municipality(actor=system_actor(None), at=now(), code="GM0453", slug="velsen", name="Velsen")
make_account(actor=system_actor(town), at=now(), municipality=town, username="adviseur", password="een-lange-zin-voor-tests",
             display_name="Adviseur (voorbeeld)", role="safety_adviser", since=date(2022, 1, 1), fictitious=True)
"""
HEAD = """
import django, json, sys
django.setup()
from datetime import timedelta
from baken.access.facade import User, actor_for
from baken.kernel.models import Municipality
from baken.kernel.moment import now
from baken.observe.models import Pull, PullMeter
from baken.observe.pulls import actions
"""
WHO = """
town = Municipality.objects.get()
actor = actor_for(User.objects.get(), on=now().date())
"""
TELL = """
pull = Pull.objects.select_related("meter").get()
print(json.dumps({"status": pull.status, "done": pull.meter.done, "problem": pull.problem, "outcome": pull.outcome}))
"""
ASK = WHO + f"actions.request_pull(actor=actor, at=now(), municipality=town, tables=['{TABLE}'])"
SILENT = "PullMeter.objects.update(beat_at=now() - timedelta(minutes=2))"
RESUME = WHO + "actions.resume_pull(actor=actor, at=now(), pull=Pull.objects.get())"


@pytest.fixture
def wire() -> Iterator[Wire]:
    """Small pages, each of which takes a moment."""
    served = Wire(page_rows=3000)
    served.fail("slow", times=None, value="0.7")
    with serve(0, served):
        yield served


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with a municipality, an adviser and a pull that waits."""
    var = tmp_path_factory.mktemp("office")
    assert baken(var, "migrate").returncode == 0
    Office(var, "").do(SETUP + ASK)
    return var


class Office:
    """An installation of its own, whose publisher is the wire server."""

    def __init__(self, var: Path, url: str) -> None:
        self.var = var
        self.environment = {
            **environment(var),
            "BAKEN_STATLINE_V3": url,
            "BAKEN_STATLINE_CBS_V3": url,
            "BAKEN_STATLINE_V4": url,
            "DJANGO_SETTINGS_MODULE": "baken.config.settings",
        }

    def do(self, code: str) -> str:
        """Run code in the installation, as a request would."""
        command = [sys.executable, "-c", HEAD + code]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def told(self) -> dict[str, object]:
        return dict(json.loads(self.do(TELL)))

    def worker(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "baken.cli", "worker", *arguments]
        return subprocess.Popen(command, env=self.environment, stderr=subprocess.DEVNULL)


def until(what: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.2)


def pages_received(var: Path) -> int:
    return len(list(var.glob("pulls/*/p*.json")))


@pytest.mark.campaign
def test_a_worker_that_is_killed_half_way_costs_only_the_page_it_was_at(
    migrated: Path, tmp_path: Path, wire: Wire
) -> None:
    office = Office(Path(shutil.copytree(migrated, tmp_path, dirs_exist_ok=True)), wire.url)
    first = office.worker()
    until(lambda: pages_received(tmp_path) >= 3)
    first.kill()
    first.wait(10)
    assert office.told()["status"] == "running"
    assert not (tmp_path / "facts").exists()
    kept = pages_received(tmp_path)
    asked = len(wire.requests)
    office.do(SILENT + RESUME)
    wire.faults.clear()
    second = office.worker("--once")
    assert second.wait(60) == 0
    told = office.told()
    assert told["status"] == "stored", told["problem"]
    assert told["outcome"]
    assert kept >= 3
    again = [url for url in wire.requests[asked:] if url in wire.requests[:asked] and "$skip" in url]
    assert len(again) <= 1, again


@pytest.mark.campaign
def test_a_worker_that_is_asked_to_stop_leaves_the_pull_failed(migrated: Path, tmp_path: Path, wire: Wire) -> None:
    office = Office(Path(shutil.copytree(migrated, tmp_path, dirs_exist_ok=True)), wire.url)
    worker = office.worker()
    until(lambda: pages_received(tmp_path) >= 2)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
    told = office.told()
    assert (told["status"], "gestopt" in str(told["problem"])) == ("failed", True)
