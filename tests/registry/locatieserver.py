# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A server that speaks as PDOK's Locatieserver 3.1 does, for tests, with made-up addresses of Velsen and of elsewhere.

    with serve() as pdok:
        pdok.fail(status=503)
        … look an address up at pdok.url …

`pdok.asked` lists each question: service and parameters. It narrows by `fq` as the real one does, refuses parameters that
aren't in its specification, and answers 400 in the real form to what its search engine can't read.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

KNOWN = {
    "suggest": {"q", "fq", "rows", "start", "fl", "sort", "df", "wt", "qf", "bq"},
    "free": {"q", "fq", "rows", "start", "fl", "sort", "df", "wt", "qf", "bq", "lat", "lon"},
    "lookup": {"id", "fl", "wt"},
}
Doc = dict[str, Any]


def address(street: str, number: int, postcode: str, city: str, lon: float, lat: float, **more: Any) -> Doc:
    """An address as lookup gives it."""
    text = f"{street} {number}, {postcode} {city}"
    return {
        "bron": "BAG", "type": "adres", "woonplaatsnaam": city, "huis_nlt": str(number), "huisnummer": number,
        "openbareruimtetype": "Weg", "gemeentecode": "0453", "gemeentenaam": "Velsen", "weergavenaam": text,
        "id": f"adr-{_hash(text)}", "postcode": postcode, "straatnaam": street, "provincieafkorting": "NH",
        "nummeraanduiding_id": f"04532000{number:08d}", "adresseerbaarobject_id": f"04530100{number:08d}",
        "centroide_ll": f"POINT({lon} {lat})", "gekoppeld_perceel": ["VSN00-A-1"], "typesortering": 4.0,
        "wijkcode": "WK045302", "buurtcode": "BU04530201", "_version_": 1684940541754605568,
    } | more  # fmt: skip


def street(name: str, city: str, lon: float, lat: float) -> Doc:
    """A street as lookup gives it: no postcode, no number, its middle."""
    return {
        "bron": "BAG/NWB", "type": "weg", "woonplaatsnaam": city, "gemeentecode": "0453", "weergavenaam": f"{name}, {city}",
        "id": f"weg-{_hash(name + city)}", "straatnaam": name, "centroide_ll": f"POINT({lon} {lat})",
    }  # fmt: skip


def _hash(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def docs() -> list[Doc]:
    """Made-up addresses: a quay with some numbers, its street, and one of the same name in Amsterdam."""
    quay = [
        address("Voorbeeldkade", n, "1976ZZ", "IJmuiden", round(4.6001 + n / 5000, 4), 52.4602) for n in range(1, 13)
    ]
    elsewhere = address(
        "Voorbeeldkade", 1, "1018ZZ", "Amsterdam", 4.9059, 52.3619, gemeentecode="0363", gemeentenaam="Amsterdam"
    )
    return [*quay, street("Voorbeeldkade", "IJmuiden", 4.601, 52.4603), elsewhere]


@dataclass
class Pdok:
    """What the server has, and what goes wrong with its answers: `times` more of them."""

    docs: list[Doc] = field(default_factory=docs)
    url: str = ""
    asked: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)
    status: int = 200
    body: bytes | None = None
    wait: float = 0.0
    hang_up: bool = False
    times: int = 0

    def fail(
        self,
        *,
        status: int = 200,
        body: bytes | None = None,
        wait: float = 0.0,
        hang_up: bool = False,
        times: int = 999,
    ) -> None:
        """Have the next `times` answers go wrong."""
        self.status, self.body, self.wait, self.hang_up, self.times = status, body, wait, hang_up, times

    def mend(self) -> None:
        """All is well again."""
        self.times = 0

    def answer(self, service: str, asked: dict[str, list[str]]) -> tuple[int, Any]:
        """Status and content of a sound answer."""
        q, one = asked.get("q", [""])[0], asked.get("id", [""])[0]
        if service not in KNOWN:
            return 404, {}
        if set(asked) - KNOWN[service] or (service == "lookup" and not one) or any(sign in q for sign in '*:()"[]\\'):
            return 400, {"error": {"metadata": ["error-class", "org.apache.solr.common.SolrException"], "code": 400}}
        if service == "lookup":
            return 200, self._found([doc for doc in self.docs if doc["id"] == one])
        found = [doc for doc in self.docs if all(self._fits(doc, fq) for fq in asked.get("fq", []))]
        found = [doc for doc in found if all(word in doc["weergavenaam"].lower() for word in q.split())]
        found = found[: int(asked.get("rows", ["10"])[0])]
        if service == "free":
            return 200, self._found(found)
        short = [{name: doc[name] for name in ("type", "weergavenaam", "id")} | {"score": 11.6} for doc in found]
        marks = {doc["id"]: {"suggest": [f"<b>{doc['weergavenaam']}</b>"]} for doc in found}
        return 200, self._found(short) | {"highlighting": marks}

    @staticmethod
    def _fits(doc: Doc, fq: str) -> bool:
        name, _, told = fq.partition(":")
        return str(doc.get(name)) in told.strip("()").split(" OR ")

    @staticmethod
    def _found(found: list[Doc]) -> dict[str, Any]:
        return {"response": {"numFound": len(found), "start": 0, "maxScore": 11.6, "docs": found}}


@contextmanager
def serve() -> Iterator[Pdok]:
    """Serve on a free port of this machine."""
    pdok = Pdok()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body at once: else each answer waits 40 ms for an acknowledgement

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = parse_qs(parts.query, keep_blank_values=True)
            pdok.asked.append((service := parts.path.rsplit("/", 1)[-1], asked))
            if pdok.times > 0:
                pdok.times -= 1
                time.sleep(pdok.wait)
                if pdok.hang_up:
                    self.close_connection = True
                    return
                status, body = pdok.status, b"{}" if pdok.body is None else pdok.body
            else:
                status, content = pdok.answer(service, asked)
                body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json;charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            if 300 <= status < 400:
                self.send_header("Location", "http://127.0.0.1:9/elders")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            pass

    server = Quiet(("127.0.0.1", 0), Handler)
    pdok.url = f"http://127.0.0.1:{server.server_port}/bzk/locatieserver/search/v3_1"
    thread = Thread(target=lambda: server.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield pdok
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
