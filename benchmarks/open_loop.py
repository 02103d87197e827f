# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A load generator: POSTs at a fixed rate whatever the answers do (open loop), or as fast as so many connections can.

Run by ``python -m benchmarks.open_loop PLAN``, where PLAN is a file of JSON: host, port, requests (a list of [path, headers,
body]; they are sent in turn, each with an Idempotency-Key of its own where `keyed` is true), rate (per second; 0: as fast as
`connections` can), seconds, connections. Prints JSON: milliseconds from the moment at which each request was due to its whole
answer, how many came with which status, and how long it all took.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any
from uuid import uuid4


def main() -> None:
    """Carry out the plan."""
    plan = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    print(json.dumps(asyncio.run(_run(plan))))


async def _run(plan: dict[str, Any]) -> dict[str, Any]:
    waits: list[float] = []
    statuses: dict[str, int] = {}
    due: asyncio.Queue[tuple[int, float] | None] = asyncio.Queue()
    began = time.perf_counter()
    ends = began + plan["seconds"]

    async def worker() -> None:
        connection = await _open(plan)
        number = 0
        while True:
            if plan["rate"]:
                told = await due.get()
                if told is None:
                    break
                number, at = told
            else:
                at = time.perf_counter()
                number += 1
                if at > ends:
                    break
            try:
                status = await _send(connection, plan, number)
            except (OSError, asyncio.IncompleteReadError):
                status = "broken"
                connection = await _open(plan)
            waits.append(1000 * (time.perf_counter() - at))
            statuses[status] = statuses.get(status, 0) + 1
        connection[1].close()

    workers = [asyncio.create_task(worker()) for _ in range(plan["connections"])]
    if plan["rate"]:
        total = int(plan["rate"] * plan["seconds"])
        for number in range(total):
            at = began + number / plan["rate"]
            if (pause := at - time.perf_counter()) > 0:
                await asyncio.sleep(pause)
            due.put_nowait((number, at))
        for _ in workers:
            due.put_nowait(None)
    await asyncio.gather(*workers)
    return {"waits": waits, "statuses": statuses, "seconds": time.perf_counter() - began}


async def _open(plan: dict[str, Any]) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_connection(plan["host"], plan["port"])


async def _send(
    connection: tuple[asyncio.StreamReader, asyncio.StreamWriter], plan: dict[str, Any], number: int
) -> str:
    reader, writer = connection
    path, headers, body = plan["requests"][number % len(plan["requests"])]
    content = body.encode()
    lines = [f"POST {path} HTTP/1.1", f"Host: {plan['host']}:{plan['port']}", f"Content-Length: {len(content)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if plan.get("keyed"):
        lines.append(f"Idempotency-Key: {uuid4()}")
    writer.write("\r\n".join([*lines, "", ""]).encode() + content)
    head = await reader.readuntil(b"\r\n\r\n")
    status, *told = head.decode("latin-1").split("\r\n")
    named = dict(line.lower().split(": ", 1) for line in told if ": " in line)
    if "content-length" in named:
        await reader.readexactly(int(named["content-length"]))
    elif named.get("transfer-encoding") == "chunked":
        while size := int((await reader.readuntil(b"\r\n")).strip(), 16):
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
    return status.split(" ", 2)[1]


if __name__ == "__main__":
    main()
