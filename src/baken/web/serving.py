# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Serving the pages: granian, one process per core up to two for the embedded database, and a worker beside it."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

PATIENCE = 10
"""Seconds that a worker gets to end its work before it is killed; what it did can be taken up again."""


def serve(host: str, port: int) -> int:
    """Serve until stopped. Returns 1, with one line, when the port is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            print(
                f"baken: can't listen on {host}:{port} ({error.strerror}); choose another with --port", file=sys.stderr
            )
            return 1
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    shown = "localhost" if host in {"127.0.0.1", "::1"} else host
    print(f"Baken: http://{shown}:{port}/  (stop with Ctrl-C)", flush=True)
    server = Server(
        "baken.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("BAKEN_WORKERS", "1")),
        blocking_threads=4,
        log_level=LogLevels.warning,
    )
    with worker_beside():
        server.serve()
    return 0


@contextmanager
def worker_beside() -> Iterator[subprocess.Popen[bytes] | None]:
    """Run `baken worker` as long as the block runs, unless BAKEN_WORKER says not to (by default only in the example)."""
    if (os.environ.get("BAKEN_WORKER") or ("1" if settings.DEMO else "0")) != "1":
        yield None
        return
    # A session of its own: Ctrl-C in the terminal reaches the server, which then ends the worker in good order.
    command = [sys.executable, "-m", "baken.cli", "worker", "--beside", str(os.getpid())]
    worker = subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own command
    try:
        yield worker
    finally:
        worker.terminate()
        try:
            worker.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()
