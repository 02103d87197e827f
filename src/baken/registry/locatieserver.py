# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asks PDOK's Locatieserver (version 3.1) over http, while somebody waits: quick, bounded, and given up soon.

Nothing (the connection, a piece of an answer) is waited for longer than `TIMEOUT` seconds, and an answer is read no further
after that or beyond `MAX_BYTES`. It is asked for once more only where the first fault came quickly. After `FAULTS` questions
that failed nobody is asked for `REST` seconds; then one question tries.
Nothing of what is asked or answered is logged or kept.
"""

import json
import logging
import time
from collections.abc import Mapping
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import httpx

from .addresses import Unreachable

TIMEOUT = 2.0
"""Seconds for each thing that is waited for, and for reading one answer."""
QUICK = 0.8
"""Seconds within which a fault is worth a second try: who waits has waited hardly at all."""
FAULTS, REST = 3, 60.0
MAX_BYTES = 256 * 1024
AGAIN = frozenset({408, 429, 500, 502, 503, 504})
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


class _Fault(Exception):
    """An answer that is of no use. `again`: it may be the next time."""

    def __init__(self, *, again: bool) -> None:
        super().__init__()
        self.again = again


class Locatieserver:
    """One server, at `base`. Of all threads of a process; raises nothing but `Unreachable`."""

    def __init__(self, base: str) -> None:
        self.base = base.rstrip("/")
        try:
            host = urlsplit(base).hostname
        except ValueError:  # no address at all: the client refuses it at each question
            host = None
        self._http = httpx.Client(
            timeout=httpx.Timeout(TIMEOUT),
            follow_redirects=False,
            trust_env=host not in LOCAL,
            headers={"Accept": "application/json", "User-Agent": "Baken"},
        )
        for name in ("httpx", "httpcore"):  # would tell each address that is asked, with the question in it
            logging.getLogger(name).setLevel(logging.WARNING)
        self._lock = Lock()
        self._faults, self._rests_until = 0, 0.0

    def docs(self, service: str, asked: Mapping[str, str] | list[tuple[str, str]]) -> list[dict[str, Any]]:
        """Return what was found: `response.docs` of a reply. Empty where the server can't read the question."""
        self._begin()
        try:
            found = self._patiently(service, asked)
        except _Fault:
            self._failed()
            raise Unreachable from None
        with self._lock:
            self._faults = 0
        return found

    def _begin(self) -> None:
        with self._lock:
            if self._faults < FAULTS:
                return
            if time.monotonic() < self._rests_until:
                raise Unreachable
            self._rests_until = time.monotonic() + REST  # this question tries; the others wait for what comes of it

    def _failed(self) -> None:
        with self._lock:
            self._faults += 1
            if self._faults >= FAULTS:
                self._rests_until = time.monotonic() + REST

    def _patiently(self, service: str, asked: Any) -> list[dict[str, Any]]:
        began = time.monotonic()
        try:
            return self._ask(service, asked)
        except _Fault as fault:
            if not fault.again or time.monotonic() - began > QUICK:
                raise
        return self._ask(service, asked)

    def _ask(self, service: str, asked: Any) -> list[dict[str, Any]]:
        deadline = time.monotonic() + TIMEOUT
        body = bytearray()
        try:
            with self._http.stream("GET", f"{self.base}/{service}", params=asked) as reply:
                if reply.status_code == 400:
                    return []
                if reply.status_code != 200:
                    raise _Fault(again=reply.status_code in AGAIN)
                for part in reply.iter_bytes():
                    body += part
                    if len(body) > MAX_BYTES or time.monotonic() > deadline:
                        raise _Fault(again=False)
        except httpx.TimeoutException:
            raise _Fault(again=False) from None
        except (httpx.HTTPError, httpx.InvalidURL):
            raise _Fault(again=True) from None
        return _docs(body)


def _docs(body: bytearray) -> list[dict[str, Any]]:
    try:
        found = json.loads(body)["response"]["docs"]
    except (ValueError, RecursionError, KeyError, TypeError):
        raise _Fault(again=True) from None
    if not isinstance(found, list):
        raise _Fault(again=True)
    return [one for one in found if isinstance(one, dict)]
