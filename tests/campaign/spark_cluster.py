# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A Spark cluster on this machine: one master and two workers, on loopback, gone when the block ends."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ENVIRONMENT = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_HOSTNAME": "127.0.0.1"}
PATIENCE = 120.0


@dataclass(frozen=True)
class Cluster:
    """``master``: its address. ``logs``: of the master and of each worker."""

    master: str
    logs: tuple[Path, ...]

    def used(self) -> int:
        """How many workers were asked to compute."""
        return sum("Asked to launch executor" in log.read_text(encoding="utf-8") for log in self.logs[1:])


def missing() -> str:
    """What there isn't here of what a cluster needs; empty when nothing."""
    lacking = [] if importlib.util.find_spec("pyspark") else ["pyspark (scripts/spark.sh installs it)"]
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        lacking.append("java")
    return ", ".join(lacking)


@contextlib.contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """Start it; ports are chosen by the system."""
    found = importlib.util.find_spec("pyspark")
    assert found is not None
    assert found.origin is not None
    home = Path(found.origin).parent
    environment = {**os.environ, **ENVIRONMENT, "SPARK_HOME": str(home), "SPARK_LOCAL_DIRS": str(folder / "local")}
    logs = tuple(folder / f"{name}.log" for name in ("master", *(f"worker-{n}" for n in range(workers))))
    started: list[subprocess.Popen[bytes]] = []

    def start(log: Path, *arguments: str) -> None:
        command = [str(home / "bin" / "spark-class"), *arguments]
        with log.open("wb") as out:
            # a group of its own: spark-class is a script around the Java that must end with it
            process = subprocess.Popen(
                command, env=environment, stdout=out, stderr=subprocess.STDOUT, cwd=folder, start_new_session=True
            )
        started.append(process)

    try:
        common = ("--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
        start(logs[0], "org.apache.spark.deploy.master.Master", *common)
        master = _told(logs[0], r"Starting Spark master at (spark://127\.0\.0\.1:\d+)", started)
        for log in logs[1:]:
            own = ("--cores", "1", "--memory", "1g", "--work-dir", str(folder / log.stem))
            start(log, "org.apache.spark.deploy.worker.Worker", *common, *own, master)
        for log in logs[1:]:
            _told(log, r"(Successfully registered with master)", started)
        yield Cluster(master, logs)
    finally:
        for process in started:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
        for process in started:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(20)


def _told(log: Path, pattern: str, started: list[subprocess.Popen[bytes]]) -> str:
    """Wait until a log says it."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        text = log.read_text(encoding="utf-8", errors="replace")
        if found := re.search(pattern, text):
            return found.group(1)
        assert all(process.poll() is None for process in started), text[-3000:]
        time.sleep(0.2)
    raise AssertionError(f"{log.name} didn't say {pattern!r} within {PATIENCE:.0f} s: {text[-3000:]}")
