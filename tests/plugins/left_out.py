# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Records what a run executed, skipped and passed over, so that ``make test`` can name what was left out.

Writes only when ``BAKEN_LEFT_OUT`` names a file. Works under xdist too: reports reach the controller by themselves,
what a worker deselected or skipped while collecting comes with its last message.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

FROM_WORKER = "baken_left_out"


class LeftOut:
    """Listens during one session; on the controller (or without xdist) writes the record at its end."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.ran: set[str] = set()
        self.skipped: dict[str, str] = {}
        self.deselected: dict[str, str] = {}

    def pytest_deselected(self, items: list[pytest.Item]) -> None:
        for item in items:
            if item.get_closest_marker("campaign") is None:
                self.deselected[item.nodeid] = "chosen by no run"

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self.skipped[report.nodeid] = _reason(report)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if hasattr(report, "wasxfail"):
            self.skipped[report.nodeid] = f"expected to fail: {report.wasxfail}".rstrip(": ")
        elif report.skipped:
            self.skipped[report.nodeid] = _reason(report)
        elif report.when == "call":
            self.ran.add(report.nodeid)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        found = getattr(node, "workeroutput", {}).get(FROM_WORKER, {})
        self.skipped.update(found.get("skipped", {}))
        self.deselected.update(found.get("deselected", {}))

    def pytest_sessionfinish(self) -> None:
        output = getattr(self.config, "workeroutput", None)
        if output is not None:
            output[FROM_WORKER] = {"skipped": self.skipped, "deselected": self.deselected}
        elif target := os.environ.get("BAKEN_LEFT_OUT"):
            Path(target).write_text(json.dumps(self.record(), indent=1), encoding="utf-8")

    def record(self) -> dict[str, list[list[str]]]:
        """``ran``: one-item lists of node ids; ``skipped`` and ``deselected``: pairs of node id and reason."""
        return {
            "ran": [[node] for node in sorted(self.ran)],
            "skipped": [list(pair) for pair in sorted(self.skipped.items())],
            "deselected": [list(pair) for pair in sorted(self.deselected.items())],
        }


def _reason(report: pytest.CollectReport | pytest.TestReport) -> str:
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ")


def pytest_configure(config: pytest.Config) -> None:
    """Start listening."""
    config.pluginmanager.register(LeftOut(config), "baken-left-out")
