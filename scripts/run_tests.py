# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Runs the tests the way ``make test`` and ``make campaign`` promise, and says at the end what was left out.

``test`` is two runs: everything but the long runs on SQLite, browser tests among them; then all that uses a database
once more on PostgreSQL, save the few files of which that would tell nothing new (``SQLITE_ENOUGH`` in
``tests.plugins.databases``: they did run, so they aren't left out). ``campaign`` is one run of what is marked
``campaign``. A test counts as left out when it was skipped or is expected to fail in a run, or when no run chose it; a
missing server counts by itself. Left-out tests fail the command only with ``--strict``.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from throwaway_postgresql import APP_URL, OWNER_URL, NoPostgresqlError, cluster

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "var" / "test"
Records = dict[str, dict[str, list[list[str]]]]
NO_TESTS = 5  # pytest's exit status when it chose none


@dataclass(frozen=True)
class Run:
    """One call of pytest. ``choose`` is its marker expression; ``limit`` in seconds ends a run that hangs."""

    name: str
    choose: str
    limit: int
    workers: int = 2
    on_postgresql: bool = False
    may_be_empty: bool = False

    @property
    def record(self) -> Path:
        """Where the plugin ``tests.plugins.left_out`` writes what this run ran, skipped and passed over."""
        return RESULTS / f"left-out-{self.name}.json"

    @property
    def times(self) -> Path:
        """Where pytest writes what each test took, for whoever looks for what makes the run long."""
        return RESULTS / f"times-{self.name}.xml"


RUNS = {
    "test": (
        Run("sqlite", "not campaign and not postgresql", limit=3000),
        Run(
            "postgresql",
            "(database or postgresql) and not campaign and not browser and not sqlite and not sqlite_enough",
            limit=2000,
            on_postgresql=True,
        ),
    ),
    "campaign": (Run("campaign", "campaign", limit=3000, workers=0, may_be_empty=True),),
}


@contextlib.contextmanager
def postgresql() -> Iterator[tuple[dict[str, str], str]]:
    """The variables that lead tests to a server, and why there is none (empty when there is one)."""
    if os.environ.get(APP_URL):
        yield {}, ""
        return
    with contextlib.ExitStack() as stack:
        try:
            environment, reason = stack.enter_context(cluster()).environment(), ""
        except NoPostgresqlError as problem:
            environment, reason = {}, str(problem)
        yield environment, reason


def run_pytest(run: Run, found: dict[str, str]) -> int:
    """Run pytest once, its output going straight to ours; the exit status, or 1 when the time was over."""
    environment = {**os.environ, **found, "BAKEN_LEFT_OUT": str(run.record)}
    # a developer's own settings must decide nothing here
    environment.pop("BAKEN_DATABASE_URL", None)
    environment.pop("BAKEN_DATABASE_OWNER_URL", None)
    # dozens of processes are started: where nothing compiled is kept, each compiles Baken anew, and pytest its tests
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if run.on_postgresql:
        environment["BAKEN_DATABASE_URL"] = environment[APP_URL]
        if environment.get(OWNER_URL):
            environment["BAKEN_DATABASE_OWNER_URL"] = environment[OWNER_URL]
    spread = ["-n", str(run.workers), "--dist", "loadfile", "--no-loadscope-reorder"] if run.workers else []
    command = [sys.executable, "-m", "pytest", "-m", run.choose, f"--junitxml={run.times}", *spread]
    print(f"\n-- {run.name} --", flush=True)
    try:
        status = subprocess.run(command, check=False, cwd=ROOT, env=environment, timeout=run.limit).returncode
    except subprocess.TimeoutExpired:
        print(f"{run.name}: ended after {run.limit} s", flush=True)
        return 1
    return 0 if status == NO_TESTS and run.may_be_empty else status


def left_out(records: Records) -> list[str]:
    """Lines that name what a run skipped, and what no run chose. ``records`` is per run what the plugin wrote.

    Each record holds ``ran`` (node ids), ``skipped`` and ``deselected`` (pairs of node id and reason). Tests marked
    ``campaign`` aren't in ``deselected``; in the campaign's own record nothing counts as passed over.
    """
    lines = [f"{node} [{run}]: {why}" for run, record in records.items() for node, why in record["skipped"]]
    reached = {node for record in records.values() for (node, *_) in [*record["ran"], *record["skipped"]]}
    passed_over = {
        node: why for run, record in records.items() if run != "campaign" for node, why in record["deselected"]
    }
    lines += [f"{node}: {why}" for node, why in passed_over.items() if node not in reached]
    return sorted(set(lines))


def read_records(runs: list[Run]) -> tuple[Records, list[str]]:
    """What the runs wrote, by name, and a line for each that wrote nothing."""
    records, silent = {}, []
    for run in runs:
        if run.record.exists():
            records[run.name] = json.loads(run.record.read_text(encoding="utf-8"))
        else:
            silent.append(f"the {run.name} run: ended without telling what it left out")
    return records, silent


def open_zaak() -> str:
    """Say whether a real Open Zaak was tried: a server of somebody else's, so not having one leaves nothing out."""
    if os.environ.get("OPENZAAK_URL"):
        return "a real Open Zaak was tried, by OPENZAAK_URL"
    return "no real Open Zaak was tried: OPENZAAK_URL isn't set (docs/testing.md)"


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line, run, sum up."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("kind", choices=sorted(RUNS))
    parser.add_argument("--strict", action="store_true", help="fail when anything was left out")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the cluster goes with us
    RESULTS.mkdir(parents=True, exist_ok=True)
    started, failed, done, missing = time.monotonic(), False, [], []
    with postgresql() as (found, no_server):
        for run in RUNS[options.kind]:
            run.record.unlink(missing_ok=True)
            if run.on_postgresql and no_server:
                missing.append(f"the {run.name} run: {no_server}")
                continue
            failed |= run_pytest(run, found) != 0
            done.append(run)
    records, silent = read_records(done)
    lines = [*missing, *silent, *left_out(records)]
    print(f"\nmake {options.kind}: {'failed' if failed else 'passed'} in {time.monotonic() - started:.0f} s")
    if options.kind == "test":
        print(f"  {open_zaak()}")
    for line in lines:
        print(f"  {line}")
    print(f"left out: {len(lines) or 'none'}")
    return 1 if failed or (lines and options.strict) else 0


if __name__ == "__main__":
    sys.exit(main())
