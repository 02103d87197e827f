# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a measurement is, and how a list of them is told."""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Measure:
    """Times of one thing, in milliseconds. `limit` is what was promised; `peer` names what it is compared with."""

    name: str
    times: tuple[float, ...]
    limit: float | None = None
    peer: str = ""
    peer_times: tuple[float, ...] = ()

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    @property
    def ratio(self) -> float | None:
        """Return how many times longer the peer took; None without one."""
        return statistics.median(self.peer_times) / self.median if self.peer_times else None

    @property
    def kept(self) -> bool:
        return self.limit is None or self.median <= self.limit


def times(
    work: Callable[[], Any], runs: int = 9, *, warm: bool = True, clock: Callable[[], float] = time.perf_counter
) -> tuple[float, ...]:
    """Return how long `work` takes, in milliseconds; `warm` runs it once before.

    With `time.process_time` for `clock`: of the processor, which depends less on what else runs.
    """
    if warm:
        work()
    found = []
    for _ in range(runs):
        began = clock()
        work()
        found.append(1000 * (clock() - began))
    return tuple(found)


HEAD = ("what", "limit", "median", "min", "max", "peer", "ratio", "")


def rows(measures: Iterable[Measure]) -> list[tuple[str, ...]]:
    """Return measures as rows of text under HEAD."""
    return [
        (
            m.name,
            _ms(m.limit),
            _ms(m.median),
            _ms(min(m.times)),
            _ms(max(m.times)),
            f"{m.peer} {_ms(statistics.median(m.peer_times))}" if m.peer_times else "",
            f"{m.ratio:.1f}x" if m.ratio else "",
            "" if m.kept else "over the limit",
        )
        for m in measures
    ]


def as_text(measures: Iterable[Measure]) -> str:
    """Return measures as a table for a terminal."""
    table = [HEAD, *rows(measures)]
    widths = [max(len(row[i]) for row in table) for i in range(len(HEAD))]
    return "\n".join("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in table)


def as_markdown(measures: Iterable[Measure]) -> str:
    """Return measures with date and machine, ready for docs."""
    lines = [f"Measured {datetime.now(UTC).date().isoformat()} on {machine()}.", ""]
    lines += ["| " + " | ".join(HEAD[:-1]) + " |", "|---|" + "---:|" * 4 + "---|---:|"]
    lines += ["| " + " | ".join(row[:-1]) + " |" + (f" {row[-1]}" if row[-1] else "") for row in rows(measures)]
    return "\n".join(lines) + "\n"


def machine() -> str:
    """Return the processor, number of cores and version of Python in words."""
    model = platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [
            line.split(":", 1)[1].strip() for line in cpuinfo.read_text().splitlines() if line.startswith("model name")
        ]
        model = names[0] if names else model
    return f"{os.cpu_count()} cores ({model}), Python {platform.python_version()}"


def _ms(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.1f} ms" if value < 10 else f"{value:,.0f} ms"
