# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""One publisher over http: only its own address, no redirects, bounded in size, and patient where that helps.

Every fault becomes a `PullFailed` with a sentence for people. What a publisher sends is never trusted: a page has a largest
size, a link to another host is refused, and a body that is cut off or isn't JSON counts as no answer.
"""

import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
from django.utils.translation import gettext as _

from ..base import PullFailed

MAX_BYTES = 64 * 1024 * 1024
"""Largest reply, unpacked. A page of 100,000 rows is about a quarter of it."""
TIMEOUT = httpx.Timeout(60.0, connect=15.0)
TRIES = 5
LONGEST_WAIT = 60.0
MAX_RETRY_AFTER = 180.0
"""Seconds that a publisher may ask us to wait; who asks for more is asked again another day."""
AGAIN = frozenset({408, 429, 500, 502, 503, 504})
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


class _Broken(Exception):
    """An answer that may be sound the next time. `after`: seconds that the publisher asks for."""

    def __init__(self, why: str, after: float | None = None) -> None:
        self.why, self.after = why, after
        super().__init__(why)


@dataclass
class Client:
    """Asks one publisher, at `base`. `tick` is called while waiting, about once a second: it may raise to stop.

    `sleep` and `chance` (0 to 1) are given by tests.
    """

    base: str
    tick: Callable[[str], None] = lambda what: None
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    tries: int = TRIES
    max_bytes: int = MAX_BYTES
    asked: int = 0
    _http: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.base = self.base.rstrip("/")
        parts = urlsplit(self.base)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
            raise PullFailed(
                _("%(base)s is geen adres van een uitgever. Geef een adres met https://.") % {"base": self.base}
            )
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self._http = httpx.Client(
            timeout=TIMEOUT,
            follow_redirects=False,
            trust_env=parts.hostname not in LOCAL,
            headers={"Accept": "application/json", "User-Agent": "Baken"},
        )

    def close(self) -> None:
        self._http.close()

    @property
    def host(self) -> str:
        """Return the publisher's host name, for in a sentence."""
        return urlsplit(self.base).hostname or ""

    def own(self, link: str, seen_on: str) -> str:
        """Return a link that the publisher gave, as an address of its own. Raises `PullFailed` for any other host.

        Publishers behind a proxy give links with http:// or another port of themselves; only path and query are taken over.
        """
        parts = urlsplit(urljoin(seen_on, link))
        if parts.hostname != urlsplit(self.base).hostname or parts.username:
            told = {"host": self.host, "other": (parts.hostname or link)[:100]}
            raise PullFailed(_("%(host)s verwijst naar een ander adres (%(other)s). Dat volgt Baken niet.") % told)
        return f"{self._origin}{parts.path}" + (f"?{parts.query}" if parts.query else "")

    def json(self, url: str, *, tries: int | None = None) -> tuple[dict[str, Any], bytes]:
        """Return an object in JSON and the bytes it came in. Raises `PullFailed` when there is none after all tries."""
        return self._patiently(lambda: self._object(url), tries or self.tries)

    def number(self, url: str) -> int | None:
        """Return a bare number (`$count`), or None from a publisher that doesn't count: asked once, never insisted on."""
        try:
            text = self._patiently(lambda: self._body(url, limit=100), 1).decode("utf-8-sig").strip()
        except PullFailed:
            return None
        return int(text) if text.isascii() and text.isdigit() else None

    def _patiently(self, ask: Callable[[], Any], tries: int) -> Any:
        for attempt in range(1, tries + 1):
            try:
                return ask()
            except _Broken as broken:
                if attempt == tries:
                    raise PullFailed(self._given_up(broken.why, attempt)) from None
                self._wait(attempt, broken)
        raise AssertionError("unreachable")

    def _given_up(self, why: str, attempt: int) -> str:
        told = {"host": self.host, "why": why, "times": attempt}
        return (
            _("%(host)s geeft geen goed antwoord (%(why)s), ook niet na %(times)s keer. Probeer het later opnieuw.")
            % told
        )

    def _wait(self, attempt: int, broken: _Broken) -> None:
        """Wait longer after each try, up to a minute, with chance in it; or as long as the publisher asks."""
        wait = min(LONGEST_WAIT, 2.0**attempt) * (0.5 + self.chance() / 2)
        if broken.after is not None:
            if broken.after > MAX_RETRY_AFTER:
                told = {"host": self.host, "minutes": round(broken.after / 60)}
                raise PullFailed(
                    _("%(host)s vraagt om %(minutes)s minuten te wachten. Probeer het later opnieuw.") % told
                )
            wait = broken.after
        told = {"host": self.host, "why": broken.why, "seconds": max(1, round(wait)), "attempt": attempt + 1}
        left = wait
        while left > 0:
            self.tick(_("%(host)s: %(why)s; poging %(attempt)s over %(seconds)s seconden") % told)
            self.sleep(min(left, 1.0))
            left -= 1.0

    def _object(self, url: str) -> tuple[dict[str, Any], bytes]:
        body = self._body(url, limit=self.max_bytes)
        try:
            found = json.loads(body, parse_constant=_no_constant)
        except (ValueError, RecursionError):
            raise _Broken(_("het antwoord is niet compleet of geen JSON")) from None
        if not isinstance(found, dict):
            raise _Broken(_("het antwoord heeft een andere vorm"))
        return found, body

    def _body(self, url: str, *, limit: int) -> bytes:
        """Return the body of a reply of 200, read no further than `limit` bytes."""
        self.asked += 1
        try:
            with self._http.stream("GET", url) as reply:
                self._check(reply)
                body = bytearray()
                for part in reply.iter_bytes():
                    body += part
                    if len(body) > limit:
                        told = {"host": self.host, "size": limit // 1024 // 1024}
                        raise PullFailed(_("%(host)s stuurt een antwoord van meer dan %(size)s MB.") % told)
                return bytes(body)
        except httpx.TimeoutException:
            raise _Broken(_("geen antwoord op tijd")) from None
        except httpx.InvalidURL:
            raise PullFailed(_("%(base)s is geen adres van een uitgever.") % {"base": self.base}) from None
        except (httpx.TransportError, httpx.DecodingError):
            raise _Broken(_("de verbinding viel weg")) from None

    def _check(self, reply: httpx.Response) -> None:
        status = reply.status_code
        if status == 200:
            return
        if status in AGAIN:
            raise _Broken(_("fout %(status)s") % {"status": status}, _after(reply.headers.get("retry-after", "")))
        told = {"host": self.host, "status": status}
        if 300 <= status < 400:
            raise PullFailed(_("%(host)s verwijst door naar een ander adres. Dat volgt Baken niet.") % told)
        if status == 404:
            raise PullFailed(_("%(host)s kent deze tabel niet (meer), of het adres is niet goed.") % told)
        raise PullFailed(_("%(host)s weigert de vraag (fout %(status)s).") % told)


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no figure")


def _after(header: str) -> float | None:
    """Return the seconds of a Retry-After header: a number, or a moment; None where it says neither."""
    text = header.strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
