# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A server that speaks as PDOK's OGC API Features does, for tests. What it serves is generated from the reference pack.

Outlines of Velsen, with more points than the pack has, as the real ones have; a strip of water; a neighbouring municipality.
"""

from __future__ import annotations

import copy
import json
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from baken.observe import reference

LEVELS = {"gemeenten": "municipality", "wijken": "wijk", "buurten": "buurt"}
NAMES = {"gemeenten": "gemeente", "wijken": "wijk", "buurten": "buurt"}
Features = list[dict[str, Any]]
Edit = Callable[[str, int, Features], Features]
"""Takes collection, year and features, returns what is served instead."""


def _finer(ring: list[list[float]]) -> list[list[float]]:
    """The ring with six points on each side, a few metres off; the same for whoever else has that side."""
    points = []
    for a, b in pairwise(map(tuple, ring)):
        one, other = min(a, b), max(a, b)
        noise = random.Random(str((one, other)))
        off = min(3e-5, (abs(other[0] - one[0]) + abs(other[1] - one[1])) / 60)
        along = [
            (
                round(one[0] + (other[0] - one[0]) * step / 7 + noise.uniform(-off, off), 7),
                round(one[1] + (other[1] - one[1]) * step / 7 + noise.uniform(-off, off), 7),
            )
            for step in range(1, 7)
        ]
        points += [a, *(along if one == a else along[::-1])]
    return [list(point) for point in [*points, points[0]]]


def feature(collection: str, code: str, name: str, geometry: Any, **more: Any) -> dict[str, Any]:
    """One area as PDOK gives it; -99997 stands for what isn't published."""
    town = f"GM{code[2:6]}"
    own = {f"{NAMES[collection]}code": code, f"{NAMES[collection]}naam": name}
    properties = {"gemeentecode": town, "gemeentenaam": "Velsen" if town == "GM0453" else "Elders", **own}
    if collection == "buurten":
        properties["wijkcode"] = f"WK{code[2:8]}"
    properties |= {
        "water": "NEE",
        "indelingswijziging_wijken_en_buurten": 1,
        "stedelijkheid_adressen_per_km2": 2,
        "omgevingsadressendichtheid": 1800,
        "aantal_inwoners": -99997,
        "jaar": 2025,
    }
    return {"type": "Feature", "id": f"{collection}.{code}", "properties": properties | more, "geometry": geometry}


@cache
def real() -> dict[str, Features]:
    names = {area.code: area.name for area in reference.areas()}
    found: dict[str, Features] = {collection: [] for collection in LEVELS}
    for item in reference.outlines()["features"]:
        code, geometry = item["properties"]["code"], item["geometry"]
        parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        finer = {"type": "MultiPolygon", "coordinates": [[_finer(ring) for ring in part] for part in parts]}
        collection = next(c for c, level in LEVELS.items() if level == item["properties"]["level"])
        found[collection].append(feature(collection, code, names[code], finer))
    sea = {"type": "Polygon", "coordinates": [[[4.4, 52.4], [4.5, 52.4], [4.5, 52.5], [4.4, 52.5], [4.4, 52.4]]]}
    found["gemeenten"].append(feature("gemeenten", "GM0453", "Velsen", sea, water="JA"))
    found["wijken"].append(feature("wijken", "WK045399", "", sea, water="JA"))
    found["buurten"].append(feature("buurten", "BU04539998", "", sea, water="JA"))
    for collection, code in (("gemeenten", "GM9000"), ("wijken", "WK900000"), ("buurten", "BU90000000")):
        found[collection].append(feature(collection, code, "Elders", sea))
    return found


class Quiet(ThreadingHTTPServer):
    """A server that says nothing of clients that hang up: breaking off is part of what is tested."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


class Pdok:
    """What the server does: `edit` changes what it serves; `trouble` is asked before each reply and may give another.

    `trouble` takes the number of the request (from 1) and its address, and returns None or (status, headers, body).
    """

    def __init__(self) -> None:
        self.base_url = ""
        self.page = 25
        self.years = range(2022, 2027)
        self.filters = True
        self.edit: Edit = lambda collection, year, features: features
        self.trouble: Callable[[int, str], tuple[int, dict[str, str], bytes] | None] = lambda number, address: None
        self.edit_page: Callable[[dict[str, Any]], dict[str, Any]] = lambda page: page
        self.asked: list[str] = []

    def answer(self, address: str) -> tuple[int, dict[str, str], bytes]:
        self.asked.append(address)
        if (trouble := self.trouble(len(self.asked), address)) is not None:
            return trouble
        parts = urlsplit(address)
        steps = parts.path.strip("/").split("/")
        if len(steps) != 7 or steps[:1] != ["cbs"] or steps[2:5] != ["ogc", "v1", "collections"] or steps[6] != "items":
            return 404, {}, b'{"title":"Not Found","status":404}'
        year = int(steps[1].removeprefix("wijken-en-buurten-"))
        if year not in self.years or steps[5] not in LEVELS:
            return 404, {}, b'{"title":"Not Found","status":404}'
        asked = dict(parse_qsl(parts.query))
        if "gemeentecode" in asked and not self.filters:
            return 400, {}, b'{"title":"Bad Request","detail":"unknown query parameter(s) found: gemeentecode"}'
        page = json.dumps(self.edit_page(self._page(steps[5], year, asked, parts.path))).encode()
        return 200, {"Content-Type": "application/geo+json"}, page

    def _page(self, collection: str, year: int, asked: dict[str, str], path: str) -> dict[str, Any]:
        every = self.edit(collection, year, copy.deepcopy(real()[collection]))
        every = [f for f in every if asked.get("gemeentecode") in (None, f["properties"].get("gemeentecode"))]
        start, size = int(asked.get("cursor", "0")), min(self.page, int(asked.get("limit", "10")))
        here = f"{self.base_url}{path}"
        links = [
            {"rel": "self", "type": "application/geo+json", "href": f"{here}?{urlencode(asked)}"},
            {"rel": "alternate", "type": "text/html", "href": f"{here}?{urlencode(asked | {'f': 'html'})}"},
        ]
        if start + size < len(every):
            following = urlencode(asked | {"cursor": str(start + size)})
            links.append({"rel": "next", "type": "application/geo+json", "href": f"{here}?{following}"})
        served = every[start : start + size]
        return {
            "type": "FeatureCollection",
            "timeStamp": "2026-11-24T09:00:00Z",
            "links": links,
            "numberReturned": len(served),
            "features": served,
        }


@contextmanager
def serving(pdok: Pdok) -> Iterator[Pdok]:
    """Serve on a free port of this machine, in a thread."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = pdok.answer(self.path)
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = Quiet(("127.0.0.1", 0), Handler)
    pdok.base_url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield pdok
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
