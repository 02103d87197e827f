# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pulling the months of one municipality from a server on this machine that speaks StatLine's wire format.

``python -m benchmarks --only pull``. Beside it a bare loop of httpx that reads the very same pages and parses their JSON, and
does nothing with them. The server (`tests/observe/wire`) runs in a process of its own and has its rows ready before anything
is timed; what it takes to write a page is in both times.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measuring import Measure, times

TABLE, AREA = "47022NED", "GM0453"
PAGE_ROWS = 10_000
RUNS = 3
SERVER = f"""
import sys
from tests.observe.wire.server import Wire, serve
wire = Wire(page_rows={PAGE_ROWS})
class Kept(dict):
    def __len__(self):
        return 0  # so that the rows of no question are let go
wire._made = Kept()
with serve(0, wire):
    print(wire.url, flush=True)
    sys.stdin.read()
"""


def measures() -> Iterator[Measure]:
    """Yield the one measurement; Django must be set up on an example."""
    with serving() as url, tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        rows = by_baken(url, root)  # the server makes its rows
        pages = list(asked(root))
        ours = times(lambda: by_baken(url, root), RUNS, warm=False)
        theirs = times(lambda: by_httpx(pages), RUNS)
        name = f"pull: months of one municipality, {rows:,} figures in {len(pages)} pages, stored"
        yield Measure(name, ours, None, "httpx, nothing stored", theirs)


@contextmanager
def serving() -> Iterator[str]:
    """The address of a server in a process of its own."""
    process = subprocess.Popen([sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.stdin.close()
        process.wait(timeout=10)


def by_baken(url: str, root: Path) -> int:
    """Pull the table, keep its pages, check and store its figures in an empty store; return how many there are."""
    from baken.observe.facts import FactStore
    from baken.observe.sources.statline import StatlineSource

    for name in ("pages", "facts"):
        shutil.rmtree(root / name, ignore_errors=True)
    into = root / "pages"
    batches = StatlineSource().pull(TABLE, area=AREA, into=into, progress=lambda *_: None, base_url=url)
    return sum(receipt.added for receipt in FactStore(root / "facts").load_many(batches))


def asked(root: Path) -> Iterator[str]:
    """The addresses of the pages that were kept."""
    for line in (root / "pages" / "pages.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["url"]


def by_httpx(pages: list[str]) -> int:
    """Read and parse the same pages, one after the other."""
    import httpx

    with httpx.Client() as client:
        return sum(len(json.loads(client.get(page).content)["value"]) for page in pages)
