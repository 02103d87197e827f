# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Serves the generated tables to try a pull with no network: `python -m tests.observe.wire --port 8999`."""

import argparse
import signal

from .server import Wire, serve

options = argparse.ArgumentParser(prog="python -m tests.observe.wire", description=__doc__)
options.add_argument("--port", type=int, default=8999)
options.add_argument("--page-rows", type=int, default=2000, help="most rows on a page")
options.add_argument("--fail", metavar="KIND@PAGE", action="append", default=[], help="e.g. 500@3: break there, once")
options.add_argument("--delay", type=float, default=0.0, help="seconds that each page takes, to watch the progress")
given = options.parse_args()

wire = Wire(page_rows=given.page_rows)
for text in given.fail:
    kind, _at, page = text.partition("@")
    wire.fail(kind, page=int(page or 1))
if given.delay:
    wire.fail("slow", times=None, value=str(given.delay))
with serve(given.port, wire):
    print(
        f"gegenereerde cijfers op {wire.url}\nprobeer: baken sources pull --table 47018NED --area GM0453 --base-url {wire.url}"
    )
    try:
        signal.pause()
    except KeyboardInterrupt:
        print()
