# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Public reports per second on PostgreSQL that keeps what it committed (fsync on), as the application's role: two processes
that serve, sharing this machine with the database and the load generator.

Run by ``python -m benchmarks --only reporting``. Each report is encrypted, written in the audit log and answered with its
receipt code: as JSON by the API, and as the page of the form. A server and database of its own are made and thrown away.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.measuring import Measure

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
CONNECTIONS = 16
SATURATED = 140
"""Reports a second that are promised at the least."""
RATE, SECONDS, P95 = 100, 60, 80.0
WARM, FULL = 6, 20
"""Seconds of warming up, and of going as fast as it can."""
TEXT = (
    "Bij het bankje achter de school staan elke avond jongeren die iets verkopen aan mensen die langsrijden in auto's. "
    * 2
)


def measures() -> Iterator[Measure]:
    """Yield what a report costs at full speed, and the waits at an offered rate, by the API and by the form."""
    sys.path.insert(0, str(SCRIPTS))
    from throwaway_postgresql import cluster

    with cluster(durable=True) as running, tempfile.TemporaryDirectory() as var, _serving(running, Path(var)) as port:
        for name, plan in (("API", _api_plan(port)), ("form", _form_plan(port))):
            if plan is None:
                continue
            _load(plan, 0, WARM)
            full = _load(plan, 0, FULL)
            each = 1000 / _speed(full)
            yield Measure(f"public reports by {name}, {_speed(full):.0f} a second: each", (each,), 1000 / SATURATED)
            offered = _load(plan, RATE, SECONDS)
            waits = sorted(offered["waits"])
            told = f"p50 {statistics.median(waits):.0f} ms, max {waits[-1]:.0f} ms"
            p95 = waits[int(len(waits) * 0.95)]
            yield Measure(f"the same at {RATE} a second for {SECONDS} s ({told}): p95", (p95,), P95)


def _speed(told: dict[str, Any]) -> float:
    return sum(told["statuses"].values()) / float(told["seconds"])


def _load(plan: dict[str, Any], rate: int, seconds: int) -> dict[str, Any]:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump({**plan, "rate": rate, "seconds": seconds, "connections": CONNECTIONS}, file)
        file.flush()
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.open_loop", file.name], check=True, stdout=subprocess.PIPE, text=True
        )
    told: dict[str, Any] = json.loads(done.stdout)
    if set(told["statuses"]) - {"200", "201"}:
        raise SystemExit(f"reports weren't all received: {told['statuses']}")
    return told


def _api_plan(port: int) -> dict[str, Any]:
    bodies = [
        json.dumps(
            {
                "category": "drugs-street",
                "description": f"{number}: {TEXT}",
                "location": {"lon": 4.6 + number / 10_000, "lat": 52.46},
                "contact": None,
            }
        )
        for number in range(50)
    ]
    requests = [["/api/v1/public/concerns", {"Content-Type": "application/json"}, body] for body in bodies]
    return {"host": "127.0.0.1", "port": port, "requests": requests, "keyed": True}


def _form_plan(port: int) -> dict[str, Any] | None:
    """Return the plan for the last step of the form, as a browser without script sends it."""
    from benchmarks import reporting_form

    return reporting_form.plan(port, TEXT)


@contextlib.contextmanager
def _serving(running: Any, var: Path) -> Iterator[int]:
    """Serve the example's categories with two processes; give the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    environment = {
        **os.environ,
        "BAKEN_VAR": str(var),
        "BAKEN_DATABASE_URL": running.app_url,
        "BAKEN_DATABASE_OWNER_URL": running.owner_url,
        "BAKEN_REPORT_LIMIT": "10000000",
        "BAKEN_WORKERS": "2",
        "BAKEN_WORKER": "0",
        "DJANGO_SETTINGS_MODULE": "baken.config.settings",
    }
    subprocess.run([sys.executable, "-m", "benchmarks.reporting"], env=environment, check=True)
    command = [sys.executable, "-m", "baken.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def _wait(port: int) -> None:
    for _ in range(100):
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/public/categories", timeout=5) as answer,
        ):
            if json.loads(answer.read()):
                return
        time.sleep(0.3)
    raise SystemExit("the server did not come up")


def main() -> None:
    """Make the municipality, its boundaries, registers and categories, and nothing else of the example."""
    import django

    django.setup()

    from baken.access.facade import system_actor
    from baken.demo import scenario
    from baken.demo.act import concerns
    from baken.demo.supervision import access
    from baken.kernel.database.roles import migrate

    migrate()
    municipality = scenario._municipality()
    actor = system_actor(municipality)
    scenario._areas(actor, municipality)
    access._vaults(actor, municipality)
    concerns.play_categories(actor, municipality)


if __name__ == "__main__":
    main()
