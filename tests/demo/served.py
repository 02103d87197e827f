# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example, played and served for real: what `make demo` gives a user, looked at from outside."""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path


def environment(var: Path) -> dict[str, str]:
    """Return what a command needs to work on the example in `var`, and nothing of the run round it."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("BAKEN_", "DJANGO_"))}
    return {**kept, "BAKEN_VAR": str(var)}


def baken(var: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command `baken` on the example in `var`."""
    command = [sys.executable, "-m", "baken.cli", *arguments]
    return subprocess.run(command, env=environment(var), capture_output=True, text=True, timeout=300, check=False)


def copy_of(played: Path, var: Path) -> None:
    """Copy the example to `var`, its database by itself: served at the same time, that gains and loses files beside it."""
    shutil.copytree(played, var, dirs_exist_ok=True, ignore=shutil.ignore_patterns("baken.sqlite3*"))
    with (
        closing(sqlite3.connect(played / "baken.sqlite3")) as source,
        closing(sqlite3.connect(var / "baken.sqlite3")) as copy,
    ):
        source.backup(copy)


class Parsed(HTMLParser):
    """What the tests look at in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.headings: list[str] = []
        self.language = ""
        self.title = ""
        self.fields: dict[str, str] = {}
        self.words: list[str] = []
        self.inline: list[str] = []
        self._within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "html":
            self.language = named.get("lang") or ""
        if tag == "a" and named.get("href"):
            self.links.append(named["href"] or "")
        if tag == "h1":
            self.headings.append("")
        if tag == "input" and named.get("name"):
            self.fields.setdefault(named["name"] or "", named.get("value") or "")
        data = named.get("type") == "application/json"  # which no browser runs
        if named.get("style") is not None or (tag == "script" and not named.get("src") and not data):
            self.inline.append(tag)
        self._within = tag

    def handle_data(self, data: str) -> None:
        if self._within == "h1":
            self.headings[-1] += data
        if self._within == "title":
            self.title += data
        if self._within not in {"script", "style"}:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._within:
            self._within = ""

    @property
    def text(self) -> str:
        """Return all words of the page with single spaces."""
        return re.sub(r"\s+", " ", " ".join(self.words))


@dataclass
class Reply:
    """An answer: status, headers, body, and where it came from after redirects."""

    status: int
    headers: dict[str, str]
    body: bytes
    url: str
    _parsed: Parsed | None = None

    @property
    def html(self) -> bool:
        return "text/html" in self.headers.get("content-type", "")

    @property
    def page(self) -> Parsed:
        if self._parsed is None:
            self._parsed = Parsed()
            self._parsed.feed(self.body.decode("utf-8", "replace"))
        return self._parsed

    @property
    def text(self) -> str:
        return self.page.text


class Visitor:
    """One person with a browser: keeps cookies, follows redirects."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, path: str) -> Reply:
        return self._ask(path, None)

    def post(self, path: str, **fields: str) -> Reply:
        """Post the form at `path`, with its hidden fields, and `fields` filled in."""
        page = self.get(path).page
        data = urllib.parse.urlencode({**page.fields, **fields}).encode()
        return self._ask(path, data)

    def send(self, path: str, token_from: str, **fields: str) -> Reply:
        """Post to `path` with the hidden fields that the page `token_from` gives."""
        hidden = self.get(token_from).page.fields
        return self._ask(path, urllib.parse.urlencode({**hidden, **fields}).encode())

    def _ask(self, path: str, data: bytes | None) -> Reply:
        url = urllib.parse.urljoin(self.base, path)
        request = urllib.request.Request(url, data=data, headers={"Referer": self.base + path, "Accept": "text/html"})
        try:
            with self._opener.open(request, timeout=60) as answer:
                return _reply(answer, answer.status)
        except urllib.error.HTTPError as error:
            return _reply(error, error.code)


def _reply(answer: urllib.request._UrlopenRet, status: int) -> Reply:
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return Reply(status, headers, answer.read(), answer.geturl())


@dataclass
class Served:
    """The example as served: its folder, its address, its accounts, and people already logged in."""

    var: Path
    base: str
    accounts: list[dict[str, str]]
    _people: dict[str, Visitor] = field(default_factory=dict)

    def visitor(self) -> Visitor:
        """Return somebody without account."""
        return Visitor(self.base)

    def person(self, username: str) -> Visitor:
        """Return the person with that account, logged in through the form."""
        if username not in self._people:
            account = next(a for a in self.accounts if a["username"] == username)
            someone = Visitor(self.base)
            reply = someone.post("/accounts/login/", login=username, password=account["password"])
            assert reply.status == 200, reply.status
            assert "/accounts/login" not in reply.url, f"{username} could not log in"
            self._people[username] = someone
        return self._people[username]


@contextmanager
def serve(var: Path, command: str = "serve") -> Iterator[Served]:
    """Serve the example in `var` on a free port; `command` demo plays it first."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = [sys.executable, "-m", "baken.cli", command, "--port", str(port)]
    log = (var / "serve.log").open("wb")
    server = subprocess.Popen(started, env=environment(var) | {"BAKEN_WORKER": "0"}, stdout=log, stderr=log)
    base = f"http://127.0.0.1:{port}"
    try:
        _wait(base, server)
        yield Served(var, base, accounts_of(var))
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def accounts_of(var: Path) -> list[dict[str, str]]:
    """Return the accounts of the example in `var`: name, password, role and organisation of each."""
    found: list[dict[str, str]] = json.loads((var / "demo-accounts.json").read_text(encoding="utf-8"))
    return found


def _wait(base: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        if server.poll() is not None:
            raise RuntimeError(f"the server stopped with status {server.returncode}")
        try:
            urllib.request.urlopen(base + "/gezond/", timeout=5).close()
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise RuntimeError("the server did not answer within a minute")
