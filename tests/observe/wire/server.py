# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The server: what a table answers in OData version 3 and 4, in pages, and the ways in which it can go wrong.

    with serve() as wire:
        wire.fail("500", page=3, times=2)
        … pull from wire.url …

Pages are counted over all tables from 1, as they are asked; `wire.requests` lists every path that was asked.
"""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import prod
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from .filters import BadFilter, Test, parse
from .made import Column, Made, tables

API_MOST = 10_000
"""`ODataApi` refuses a question with more rows."""


class Quiet(ThreadingHTTPServer):
    """A server that says nothing of clients that hang up: breaking off is part of what is tested."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


@dataclass
class Fault:
    """Something that goes wrong with data page number `page` (None: with every one), `times` times (None: always)."""

    kind: str
    page: int | None = None
    times: int | None = 1
    value: str = ""


@dataclass
class Wire:
    """A publisher. Change `tables` to publish something else; `page_rows` is the most on one page."""

    tables: dict[str, Made] = field(default_factory=tables)
    page_rows: int = 10_000
    links: bool = True
    counts: bool = True
    filters: bool = True
    url: str = ""
    faults: list[Fault] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    pages: int = 0
    on_page: Callable[[int], None] = lambda page: None
    lock: Lock = field(default_factory=Lock)
    _made: dict[Any, list[dict[str, Any]]] = field(default_factory=dict)

    def fail(self, kind: str, *, page: int | None = None, times: int | None = 1, value: str = "") -> Fault:
        """Let something go wrong: 500, 404, 429, truncated, html, slow, foreign, loop, redirect, huge, nan, text, short, drop."""
        fault = Fault(kind, page, times, value)
        self.faults.append(fault)
        return fault

    def revise(self, table: str, factor: float, modified: str = "2026-11-20T02:00:00") -> None:
        """Publish other figures."""
        made = self.tables[table]
        made.factor, made.modified = factor, modified

    def due(self, page: int) -> Fault | None:
        for fault in self.faults:
            if fault.page in (None, page) and fault.times != 0:
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None

    # What a table answers

    def rows(self, made: Made, options: dict[str, str], version: int) -> list[dict[str, Any]]:
        """Every row that the filter leaves; without one, all of them. The last few answers are kept: pages are many."""
        asked = (
            self.filters,
            made.id,
            made.modified,
            made.factor,
            made.withheld,
            version,
            options.get("$filter"),
            options.get("$select"),
        )
        if asked not in self._made:
            columns, kept = self._left(made, options, version)
            select = options.get("$select", "")
            wanted = set(select.split(",")) if select else None
            make = _rows_v4 if version == 4 else _rows_v3
            while len(self._made) > 8:
                self._made.pop(next(iter(self._made)), None)
            self._made[asked] = list(make(made, columns, kept, wanted))
        return self._made[asked]

    def count(self, made: Made, options: dict[str, str], version: int) -> int:
        columns, kept = self._left(made, options, version)
        return prod(map(len, kept.values())) * (len(columns) if version == 4 else 1)

    def _left(self, made: Made, options: dict[str, str], version: int) -> tuple[list[Column], dict[str, list[Any]]]:
        """The measures and, per column, the keys that the filter leaves."""
        tests = parse(options.get("$filter", "") if self.filters else "")
        columns = made.columns
        if version == 4:
            measure = tests.pop("Measure", [])
            columns = [column for column in columns if _passes(column.code, measure)]
        if unknown := set(tests) - set(made.lists):
            raise BadFilter(f"no column {unknown}")
        return columns, {
            name: [entry for entry in entries if _passes(entry.key, tests.get(name, []))]
            for name, entries in made.lists.items()
        }


def _passes(key: str, tests: list[Test]) -> bool:
    return all(test(key) for test in tests)


def _cells(made: Made, kept: dict[str, list[Any]]) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    for found in itertools.product(*kept.values()):
        keys = {name: entry.key for name, entry in zip(kept, found, strict=True)}
        yield keys, {name: key.strip() for name, key in keys.items()}


def _rows_v3(
    made: Made, columns: list[Column], kept: dict[str, list[Any]], wanted: set[str] | None
) -> Iterator[dict[str, Any]]:
    for number, (keys, plain) in enumerate(_cells(made, kept)):
        row = {"ID": number, **keys, **{column.key: made.value(column, plain) for column in columns}}
        yield row if wanted is None else {name: value for name, value in row.items() if name in wanted}


def _rows_v4(
    made: Made, columns: list[Column], kept: dict[str, list[Any]], wanted: set[str] | None
) -> Iterator[dict[str, Any]]:
    number = itertools.count()
    for keys, plain in _cells(made, kept):
        for column in columns:
            value = made.value(column, plain)
            row = {
                "Id": next(number), "Measure": column.code, "ValueAttribute": "None" if value is not None else "Confidential",
                "Value": value, "StringValue": None, **keys,
            }  # fmt: skip
            yield row if wanted is None else {name: value for name, value in row.items() if name in wanted}


class Handler(BaseHTTPRequestHandler):
    """Answers one request. `server.wire` is the publisher."""

    protocol_version = "HTTP/1.1"

    @property
    def wire(self) -> Wire:
        return self.server.wire  # type: ignore[attr-defined, no-any-return]

    def do_GET(self) -> None:
        with self.wire.lock:
            self.wire.requests.append(self.path)
        parts = urlsplit(self.path)
        options = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        steps = [unquote(step) for step in parts.path.strip("/").split("/")]
        try:
            match steps:
                case ["ODataApi" | "ODataFeed" as service, "odata", table, *rest] if table in self.wire.tables:
                    self._v3(service, self.wire.tables[table], rest, options)
                case ["odata", "v1", "CBS", table, *rest] if table in self.wire.tables:
                    self._v4(self.wire.tables[table], rest, options)
                case _:
                    self._error(404, "Resource not found")
        except BadFilter as problem:
            self._error(400, str(problem))

    def log_message(self, *_arguments: Any) -> None:
        return

    # Version 3

    def _v3(self, service: str, made: Made, rest: list[str], options: dict[str, str]) -> None:
        match rest:
            case []:
                names = [
                    "TableInfos",
                    "UntypedDataSet",
                    "TypedDataSet",
                    "DataProperties",
                    "CategoryGroups",
                    *made.lists,
                ]
                self._v3_list(made, [{"name": name, "url": f"{self._at(made)}/{name}"} for name in names], "")
            case ["TableInfos"]:
                self._v3_list(made, [self._info(made)], "TableInfos")
            case ["DataProperties"]:
                self._v3_list(made, _properties(made), "DataProperties")
            case ["TypedDataSet", "$count"]:
                self._count(made, options, 3)
            case ["TypedDataSet"]:
                self._v3_data(service, made, options)
            case [name] if name in made.lists:
                entries = [
                    {"Key": e.key, "Title": e.title, "Description": None, "CategoryGroupID": None}
                    | ({"Status": e.status} if name == "Perioden" else {})
                    for e in made.lists[name]
                ]
                self._v3_list(made, entries, name)
            case _:
                self._error(404, "Resource not found")

    def _v3_data(self, service: str, made: Made, options: dict[str, str]) -> None:
        if service == "ODataApi" and self.wire.count(made, options, 3) > API_MOST:
            self._error(500, "The query returns more than 10000 records")
            return
        if service == "ODataFeed" and options.get("$format") != "json":
            self._send(200, b"<feed xmlns='http://www.w3.org/2005/Atom'/>", "application/atom+xml")
            return
        self._page(self.wire.rows(made, options, 3), options, "odata.metadata", "odata.nextLink")

    def _v3_list(self, made: Made, rows: list[dict[str, Any]], name: str) -> None:
        self._json({"odata.metadata": f"{self._at(made)}/$metadata#Cbs.OData.WebAPI.{name}", "value": rows})

    def _info(self, made: Made) -> dict[str, Any]:
        return {
            "ID": 0, "Title": made.title, "ShortTitle": made.title[:60], "Identifier": made.id, "Summary": made.title,
            "Modified": made.modified, "ReasonDelivery": "Actualisering", "Language": "nl", "Catalog": "Politie",
            "Frequency": "Perjaar", "Period": made.covers, "OutputStatus": "Regulier", "Source": "gegenereerd",
        }  # fmt: skip

    def _at(self, made: Made) -> str:
        return f"{self.wire.url}/ODataApi/odata/{made.id}"

    # Version 4

    def _v4(self, made: Made, rest: list[str], options: dict[str, str]) -> None:
        groups = list(dict.fromkeys(column.group for column in made.columns))
        match rest:
            case ["Properties"]:
                self._json({
                    "@odata.context": f"{self.wire.url}/odata/v1/CBS/{made.id}/$metadata#Properties", "Identifier": made.id,
                    "Title": made.title, "Language": "nl", "Modified": f"{made.modified}+01:00", "Publisher": "gegenereerd",
                    "TemporalCoverage": made.covers, "Status": "Regulier", "DatasetType": "Numeric",
                })  # fmt: skip
            case ["Dimensions"]:
                kinds = made.kinds.items()
                self._v4_list(
                    [{"Identifier": name, "Title": name, "Kind": kind, "ContainsCodes": True} for name, kind in kinds]
                )
            case ["MeasureGroups"]:
                self._v4_list([{"Id": at, "Title": title, "ParentId": None} for at, title in enumerate(groups)])
            case ["MeasureCodes"]:
                self._v4_list([
                    {
                        "Identifier": column.code, "Index": at, "Title": column.title, "Unit": column.unit,
                        "MeasureGroupId": groups.index(column.group), "DataType": "Double", "Decimals": 0,
                    }
                    for at, column in enumerate(made.columns)
                ])  # fmt: skip
            case ["Observations", "$count"]:
                self._count(made, options, 4)
            case ["Observations"]:
                self._page(self.wire.rows(made, options, 4), options, "@odata.context", "@odata.nextLink")
            case [name] if name.removesuffix("Codes") in made.lists:
                entries = made.lists[name.removesuffix("Codes")]
                self._v4_list([{"Identifier": e.key, "Title": e.title, "Status": e.status} for e in entries])
            case _:
                self._error(404, "Resource not found")

    def _v4_list(self, rows: list[dict[str, Any]]) -> None:
        self._json({"@odata.context": self.wire.url, "value": rows})

    # Pages, and what goes wrong with them

    def _count(self, made: Made, options: dict[str, str], version: int) -> None:
        if not self.wire.counts:
            self._error(404, "Resource not found")
            return
        self._send(200, str(self.wire.count(made, options, version)).encode(), "text/plain")

    def _page(self, rows: list[dict[str, Any]], options: dict[str, str], context: str, link: str) -> None:
        with self.wire.lock:
            number = self.wire.pages + 1
            fault = self.wire.due(number)
            if fault is None or fault.kind in {"foreign", "loop", "nan", "text", "slow", "short"}:
                self.wire.pages = number
        skip = int(options.get("$skip", 0))
        some = rows[skip : skip + self.wire.page_rows]
        reply: dict[str, Any] = {context: self.wire.url, "value": some}
        if self.wire.links and skip + len(some) < len(rows):
            reply[link] = self._next(options, skip + len(some))
        if fault is None:
            self._json(reply)
            self.wire.on_page(number)
        else:
            self._broken(fault, reply, link)

    def _next(self, options: dict[str, str], skip: int) -> str:
        # As the real one does: by its own name and plain http, whatever address it was asked by.
        kept = {**options, "$skip": str(skip)}
        query = "&".join(f"{name}={quote(value)}" for name, value in kept.items())
        return f"{self.wire.url}{urlsplit(self.path).path}?{query}"

    def _broken(self, fault: Fault, reply: dict[str, Any], link: str) -> None:
        text = json.dumps(reply)
        match fault.kind:
            case "truncated":
                self._send(200, text[: len(text) // 2].encode())
            case "drop":
                self._send(200, text[: len(text) // 2].encode(), length=len(text))
            case "html":
                self._send(200, b"<html>Onderhoud</html>", "text/html")
            case "short":
                self._json({name: value[:-1] if name == "value" else value for name, value in reply.items()})
            case "slow":
                time.sleep(float(fault.value or 1))
                self._json(reply)
            case "foreign":
                self._json({**reply, link: "http://elders.example.org/ODataFeed/odata/x"})
            case "loop":
                self._json({**reply, link: f"{self.wire.url}{self.path}"})
            case "nan":
                self._send(200, text.replace("null", "NaN").encode() if "null" in text else b'{"value": [NaN]}')
            case "text":
                self._send(200, json.dumps({"value": [{**row, **_spoiled(row)} for row in reply["value"]]}).encode())
            case "redirect":
                self._send(302, b"", location=fault.value or "http://elders.example.org/")
            case "huge":
                self._send(200, b'{"value": [' + b" " * int(fault.value or 1_000_000) + b"]}")
            case status:
                self._error(int(status), "broken on purpose", after=fault.value)

    def _json(self, reply: Any) -> None:
        self._send(200, json.dumps(reply, ensure_ascii=False).encode())

    def _error(self, status: int, text: str, after: str = "") -> None:
        body = json.dumps({"odata.error": {"code": "", "message": {"lang": "nl-NL", "value": text}}}).encode()
        self._send(status, body, after=after)

    def _send(
        self, status: int, body: bytes, kind: str = "application/json;charset=utf-8", *,
        length: int | None = None, after: str = "", location: str = "",
    ) -> None:  # fmt: skip
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in (("Retry-After", after), ("Location", location)):
            if value:
                self.send_header(name, value)
        if length is not None:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True


def _spoiled(row: dict[str, Any]) -> dict[str, str]:
    """The figures of a row as words."""
    return {name: "veel" for name, value in row.items() if isinstance(value, int | float) and name not in {"ID", "Id"}}


def _properties(made: Made) -> list[dict[str, Any]]:
    """DataProperties: the dimensions, then the measures within their groups."""
    rows: list[dict[str, Any]] = [
        {
            "odata.type": f"Cbs.OData.{kind}",
            "ID": at,
            "Position": at,
            "ParentID": None,
            "Type": kind,
            "Key": name,
            "Title": name,
        }
        for at, (name, kind) in enumerate(made.kinds.items())
    ]
    groups: dict[str, int] = {}
    for column in made.columns:
        if column.group and column.group not in groups:
            groups[column.group] = len(rows)
            rows.append({
                "odata.type": "Cbs.OData.TopicGroup", "ID": len(rows), "Position": None, "ParentID": None,
                "Type": "TopicGroup", "Key": "", "Title": column.group,
            })  # fmt: skip
        rows.append({
            "odata.type": "Cbs.OData.Topic", "ID": len(rows), "Position": len(rows), "ParentID": groups.get(column.group),
            "Type": "Topic", "Key": column.key, "Title": column.title, "Datatype": "Long", "Unit": column.unit,
            "Decimals": 0, "Default": "Zero", "PresentationType": "Absolute",
        })  # fmt: skip
    return rows


@contextmanager
def serve(port: int = 0, wire: Wire | None = None) -> Iterator[Wire]:
    """Serve a publisher on 127.0.0.1 for the block."""
    wire = wire or Wire()
    server = Quiet(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    server.wire = wire  # type: ignore[attr-defined]
    wire.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield wire
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
