# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A server that speaks as Open Zaak does, on this machine, held to the published OpenAPI documents (`contract`).

    with serve() as stub:
        stub.fail(status=503, times=2)
        … talk with stub.url, signed in with stub.client_id and stub.secret …

Each request is held to the contract: path and method, query, content type, headers for coordinates, the signed token, required
fields, types, lengths, choices; a field that the document doesn't know is refused too, which the real one lets pass. It keeps
what is made, and refuses what the real one refuses: a reference to what isn't there or is a concept, a number that is taken, a
second result, a moment to come, a type of another zaaktype. `calls` lists every request, also those that failed.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import jwt

from .contract import CONTRACT
from .stub_rules import Refusal, Row, defaults, refuse, removed

APIS: dict[str, Any] = json.loads(CONTRACT.read_text(encoding="utf-8"))
PAGE = 3
"""Rows on a page: few, so that every list of a test has more than one."""
DURATION = re.compile(r"P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T.+)?")


@dataclass(frozen=True)
class Call:
    """One request as it came in."""

    method: str
    path: str
    query: dict[str, list[str]]
    body: Any
    text: str


@dataclass
class Stub:
    """What the case system holds, and what goes wrong with its answers."""

    url: str = ""
    client_id: str = "baken"
    secret: str = "a-secret-of-the-test-that-is-long-enough"
    rows: dict[str, Row] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    page: int = PAGE
    now: datetime | None = None
    all_rights: bool = False
    """Whether the application may also change what is closed: one of a trial may, Baken's own may not."""
    _faults: list[dict[str, Any]] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def fail(self, *, status: int = 503, times: int = 1, at: str = "", body: bytes = b"", later: str = "") -> None:
        """Have the next `times` requests, of those whose `METHOD path` contains `at`, answered so, with nothing done."""
        self._faults.append({"status": status, "times": times, "at": at, "body": body, "later": later})

    def drop(self, *, times: int = 1, at: str = "", done: bool = True) -> None:
        """Have the line broken after the work was done (or before it)."""
        self._faults.append({"drop": True, "done": done, "times": times, "at": at})

    def delay(self, seconds: float, *, times: int = 1, at: str = "") -> None:
        """Have answers come late."""
        self._faults.append({"wait": seconds, "times": times, "at": at})

    def mend(self) -> None:
        """All is well again."""
        self._faults.clear()

    def fault(self, told: str) -> dict[str, Any]:
        """Return what is to go wrong with this request."""
        for one in self._faults:
            if one["times"] > 0 and one["at"] in told:
                one["times"] -= 1
                return one
        return {}

    def of(self, kind: str) -> list[Row]:
        """Return what is held of one kind (`zaken/zaken`), in the order in which it was made."""
        return [row for row in self.rows.values() if row["_kind"] == kind]

    def put(self, kind: str, **values: Any) -> str:
        """Hold something that was there before, unseen by the contract, and return its address."""
        api, _, name = kind.partition("/")
        url = f"{self.url}{APIS[api]['base']}/{name}/{uuid4()}"
        self.rows[url] = {"_kind": kind, "url": url, "uuid": url[-36:], **defaults(kind), **values}
        return url

    def sent(self) -> str:
        """Return all that was sent to it, as one text."""
        return "\n".join(call.text for call in self.calls)


def serve_request(stub: Stub, method: str, path: str, query: dict[str, list[str]], headers: Any, body: Any) -> Any:
    """Return status and content of a sound answer, or raise `Refusal`."""
    api, template, told, names = _operation(method, path)
    _signed_in(stub, headers)
    for name in told["headers"]:
        if headers.get(name) != "EPSG:4326":
            raise Refusal(412, "precondition_failed", name)
    if set(query) - set(told["query"]):
        raise Refusal(400, "unknown-parameters", "nonFieldErrors")
    if method in ("POST", "PATCH") and not template.endswith("publish"):
        if headers.get("Content-Type") != "application/json":
            raise Refusal(415, "unsupported-media-type", "Content-Type")
        _held_to(told["body"], body, "", partial=method == "PATCH")
    kind = _kind(api, template)
    with stub.lock:
        if method == "DELETE":
            row = _row(stub, path)
            removed(stub, kind, row)
            del stub.rows[row["url"]]
            return 204, None
        if method == "GET" and _is_one(template):
            return 200, public(_row(stub, path))
        if method == "GET":
            return 200, _listed(stub, kind, told, path, query)
        if method == "PATCH":
            row = _row(stub, path)
            refuse(stub, kind, row | body, row)
            row.update(body)
            return 200, public(row)
        if template.endswith("publish"):
            row = _row(stub, path.removesuffix("/publish"))
            refuse(stub, "publish", row, row)
            row["concept"] = False
            return 200, public(row)
        return told["status"], public(_made(stub, kind, path, body, names))


def _operation(method: str, path: str) -> tuple[str, str, Any, dict[str, str]]:
    for api, document in APIS.items():
        rest = path.removeprefix(document["base"])
        if rest == path:
            continue
        for template, methods in document["paths"].items():
            pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[0-9a-f-]{36})", re.escape(template))
            match = re.fullmatch(pattern, rest)
            if match and method.lower() in methods:
                return api, template, methods[method.lower()], match.groupdict()
            if match:
                raise Refusal(405, "method-not-allowed", method)
    raise Refusal(404, "not-found", path)


def _signed_in(stub: Stub, headers: Any) -> None:
    scheme, _, token = (headers.get("Authorization") or "").partition(" ")
    if scheme != "Bearer":
        raise Refusal(403, "permission_denied", "Authorization")
    try:
        unproven = jwt.decode(token, options={"verify_signature": False})
        if not unproven.get("client_id"):
            raise Refusal(403, "missing-client-identifier", "client_id")
        if unproven["client_id"] != stub.client_id:
            raise Refusal(403, "invalid-client-identifier", "client_id")
        claims = jwt.decode(token, stub.secret, algorithms=["HS256"], options={"verify_iat": False})
    except jwt.ExpiredSignatureError:
        raise Refusal(403, "jwt-expiredsignatureerror", "exp") from None
    except jwt.InvalidTokenError:
        raise Refusal(403, "invalid-jwt-signature", "Authorization") from None
    if "iat" not in claims:
        raise Refusal(403, "jwt-missing-iat-claim", "iat")
    if time.time() - claims["iat"] > 3600:
        raise Refusal(403, "jwt-expired", "iat")


def _held_to(told: dict[str, Any], value: Any, name: str, *, partial: bool = False) -> None:
    """Hold a value to its schema. Raises `Refusal` naming the field."""
    if value is None:
        if told.get("nullable"):
            return
        raise Refusal(400, "null", name)
    if "properties" in told:
        if not isinstance(value, dict):
            raise Refusal(400, "invalid", name)
        for one in () if partial else told["required"]:
            if one not in value:
                raise Refusal(400, "required", one)
        for one, inner in value.items():
            if one not in told["properties"]:
                raise Refusal(400, "unknown-field", one)
            _held_to(told["properties"][one], inner, one)
        return
    kinds: dict[str, Any] = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}
    if told.get("type") and not isinstance(value, kinds[told["type"]]):
        raise Refusal(400, "invalid", name)
    if "enum" in told and value not in told["enum"]:
        raise Refusal(400, "invalid_choice", name)
    if isinstance(value, str) and not told.get("minLength", 0) <= len(value) <= told.get("maxLength", 10**9):
        if value and len(value) < told.get("minLength", 0):
            raise Refusal(400, "invalid", name, (name, "min_length"))
        raise Refusal(400, "max_length" if value else "blank", name)
    if isinstance(value, list):
        for one in value:
            _held_to(told.get("items", {}), one, name)
    _formed(told.get("format", ""), value, name)


def _formed(form: str, value: Any, name: str) -> None:
    try:
        if form == "date":
            date.fromisoformat(value)
        elif form == "date-time" and datetime.fromisoformat(value).tzinfo is None:
            raise ValueError
        elif form == "uuid":
            UUID(value)
        elif (form == "uri" and value and not re.match(r"https?://", value)) or (
            form == "duration" and not DURATION.fullmatch(value)
        ):
            raise ValueError
    except ValueError:
        raise Refusal(400, "bad-url" if form == "uri" else "invalid", name) from None


def _kind(api: str, template: str) -> str:
    parts = [one for one in template.split("/") if one and "{" not in one and one != "publish"]
    return f"{api}/{parts[-1]}"


def _is_one(template: str) -> bool:
    return template.endswith("{uuid}")


def _row(stub: Stub, path: str) -> Row:
    row = stub.rows.get(f"{stub.url}{path}")
    if row is None:
        raise Refusal(404, "not_found", path)
    return row


def public(row: Row) -> Row:
    """Return a row as it is answered."""
    return {name: value for name, value in row.items() if not name.startswith("_")}


LOOKED_UP = {"zaaktypeIdentificatie": "_identification", "zaak__identificatie": "_zaak"}


def _listed(stub: Stub, kind: str, told: Any, path: str, query: dict[str, list[str]]) -> Any:
    rows = [row for row in stub.of(kind) if all(_fits(row, name, value[0]) for name, value in query.items())]
    inside = re.search(r"/zaken/api/v1/zaken/([0-9a-f-]{36})/", path)
    if inside:
        rows = [row for row in rows if str(row.get("zaak", "")).endswith(inside[1])]
    if query.get("ordering"):
        name = query["ordering"][0]
        rows.sort(key=lambda row: row.get(name.lstrip("-")) or "", reverse=name.startswith("-"))
    if not told["paged"]:
        return [public(row) for row in rows]
    page = int(query.get("page", ["1"])[0])
    if page > 1 and (page - 1) * stub.page >= len(rows):
        raise Refusal(404, "not_found", "page")
    shown = rows[(page - 1) * stub.page : page * stub.page]
    more = page * stub.page < len(rows)
    asked = "&".join(f"{name}={value[0]}" for name, value in query.items() if name != "page")
    follows = f"{stub.url}{path}?{asked}{'&' if asked else ''}page={page + 1}" if more else None
    return {"count": len(rows), "next": follows, "previous": None, "results": [public(row) for row in shown]}


def _fits(row: Row, name: str, value: str) -> bool:
    if name in ("page", "pageSize", "ordering", "expand"):
        return True
    if name == "status":  # of types: concept or definitive
        return value == "alles" or bool(row.get("concept", False)) == (value == "concept")
    if name == "datumGeldigheid":
        return row.get("beginGeldigheid", "") <= value and (row.get("eindeGeldigheid") or "9999") > value
    plain, _, how = name.partition("__")
    held = row.get(plain)
    if how in ("gte", "gt", "lte", "lt"):
        return {"gte": held >= value, "gt": held > value, "lte": held <= value, "lt": held < value}[how]
    if isinstance(held, list):
        return value in held
    return str(held) == value


def _made(stub: Stub, kind: str, path: str, body: Row, names: dict[str, str]) -> Row:
    key = str(uuid4())
    url = f"{stub.url}{path}/{key}"
    row: Row = {"_kind": kind, "url": url, "uuid": key, **defaults(kind), **body}
    refuse(stub, kind, row, None)
    stub.rows[url] = row
    return row


@contextmanager
def serve() -> Iterator[Stub]:
    """Serve on a free port of this machine."""
    stub = Stub()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body at once: else each answer waits 40 ms for an acknowledgement

        def _do(self) -> None:
            parts = urlsplit(self.path)
            query = parse_qs(parts.query, keep_blank_values=True)
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            told = f"{self.command} {parts.path}"
            fault = stub.fault(told)
            time.sleep(fault.get("wait", 0.0))
            status, content, later = 400, {}, fault.get("later", "")
            try:
                body = json.loads(raw) if raw else None
                stub.calls.append(Call(self.command, parts.path, query, body, f"{told}?{parts.query} {raw}"))
                if "status" in fault:
                    status, content = fault["status"], None
                elif not fault.get("drop") or fault["done"]:
                    status, content = serve_request(stub, self.command, parts.path, query, self.headers, body)
            except Refusal as refusal:
                status, content = refusal.status, refusal.answer
            except ValueError:
                status, content = 400, {"code": "parse_error"}
            if fault.get("drop"):
                self.close_connection = True
                return
            answer = fault.get("body", b"") if content is None else json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json" if status < 400 else "application/problem+json")
            self.send_header("API-version", "1.5.1")
            if later:
                self.send_header("Retry-After", later)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST = do_PATCH = do_DELETE = _do  # noqa: N815

        def log_message(self, *_told: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stub.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


def moment_now(stub: Stub) -> datetime:
    return stub.now or datetime.now(UTC)
