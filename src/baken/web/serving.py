# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Serving the pages: granian, one process per core up to two for the embedded database."""

import os
import socket


def serve(host: str, port: int) -> int:
    """Serve until stopped. Returns 1, with one line, when the port is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            import sys

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
    server.serve()
    return 0
