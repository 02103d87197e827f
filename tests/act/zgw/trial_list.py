# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list of retention classes for an Open Zaak without a network: three resources, in the form of the national list.

    .venv/bin/python -m tests.act.zgw.trial_list 8009

Open Zaak looks a type of result up in the list that it is set to, and takes no zaaktype without one. docs/testing.md says how
it is set to this one. Classes and names are invented; what a trial makes by them is thrown away with it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

BASE = "/api/v1"
PROCESS = "/procestypen/f4603775-5a08-4829-85c8-28017dfeee1f"
RETAINED = "/resultaten/71b3a170-d6df-4548-a03d-c6219f468ba4"
HANDLED = "/resultaattypeomschrijvingen/ce8cf476-0b59-496f-8eee-957a7c6e2506"
SCHEMA = "/schema/openapi.yaml"
TEXT, NUMBER = {"type": "string"}, {"type": "integer"}


def resources(root: str) -> dict[str, Any]:
    """Return what the list holds, by path; `root` is its address as Open Zaak knows it."""
    return {
        PROCESS: {
            "url": f"{root}{PROCESS}", "nummer": 1, "jaar": 2020, "naam": "Proef", "omschrijving": "Proef (voorbeeld)",
            "toelichting": "Proef", "procesobject": "Proef",
        },
        RETAINED: {
            "url": f"{root}{RETAINED}", "procesType": f"{root}{PROCESS}", "nummer": 1, "volledigNummer": "1.1",
            "generiek": True, "specifiek": False, "naam": "Proef", "omschrijving": "", "herkomst": "Proef",
            "waardering": "vernietigen", "procestermijn": "nihil", "procestermijnWeergave": "Nihil",
            "bewaartermijn": "P1Y", "toelichting": "",
        },
        HANDLED: {
            "url": f"{root}{HANDLED}", "omschrijving": "Afgehandeld", "definitie": "Proef (voorbeeld)", "opmerking": "",
        },
        SCHEMA: {
            "openapi": "3.0.0",
            "info": {"title": "A list for trials", "version": "1.0.0"},
            "paths": {},
            "components": {
                "schemas": {
                    "ProcesType": _schema("nummer", "naam", nummer=NUMBER, naam=TEXT),
                    "Resultaat": _schema("nummer", "naam", "waardering", nummer=NUMBER, naam=TEXT, waardering=TEXT),
                    "ResultaattypeOmschrijvingGeneriek": _schema("omschrijving", omschrijving=TEXT),
                }
            },
        },
    }  # fmt: skip


def _schema(*required: str, **properties: dict[str, str]) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": properties}


@contextmanager
def serve(port: int = 0) -> Iterator[str]:
    """Serve on this machine; yields the list's address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = self.headers.get("Host") or f"127.0.0.1:{server.server_port}"
            found = resources(f"http://{host}{BASE}").get(self.path.removeprefix(BASE))
            answer = json.dumps(found).encode()  # JSON is YAML too
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_told: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{BASE}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


if __name__ == "__main__":
    with serve(int(sys.argv[1])) as address:
        print(f"OPENZAAK_LIST={address}", flush=True)
        Event().wait()
