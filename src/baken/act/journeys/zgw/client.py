# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Speaks http with the case system: signed in by a token of its own for each request, bounded in time and size.

What reads is tried again after a fault of the line or of the server, with a pause that grows. What writes is sent once: the
answer to it may have been lost, so whoever writes looks first whether it is there (`case_system`). Nothing of what is sent or
answered is logged; `Trouble` holds words of ours, codes, and names of fields.
"""

import json
import logging
import random
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx
from django.utils.translation import gettext as _

from baken.kernel.errors import BakenError

from .connection import LOCAL, Connection

CONNECT, WAIT, TOTAL = 3.0, 10.0, 30.0
"""Seconds for a connection, for each thing that is waited for, and for one answer as a whole."""
TRIES = 3
PAUSE = 0.3
"""Seconds before the second try; twice as long before the third. What asks for longer is left to the queue (`work`)."""
LONGEST_PAUSE = 3.0
MAX_BYTES = 5 * 1024 * 1024
MAX_PAGES = 200
LIFE = 120
"""Seconds that a token of ours is good for."""
SKEW = 15
"""Seconds that our clock may be ahead of the case system's."""
AGAIN = frozenset({408, 429, 500, 502, 503, 504})
CRS = "EPSG:4326"
EARLY = frozenset({"future_not_allowed", "date-in-future"})
"""A day or moment that hasn't come there yet: its clock is behind ours, or it counts days by UTC. It comes by itself."""


class Trouble(BakenError):
    """The case system didn't do what was asked. The text says what to do, and tells nothing of anybody.

    `again`: it may work later by itself. `sent`: a write may have been done all the same. `codes`: what it answered to a
    write that it refused, by the names of the fields.
    """

    def __init__(
        self, text: str, *, again: bool = False, sent: bool = False, status: int = 0, codes: tuple[str, ...] = ()
    ) -> None:
        super().__init__(text)
        self.again, self.sent, self.status, self.codes = again, sent, status, codes


class _Fault(Exception):
    def __init__(self, trouble: Trouble, pause: float = 0.0) -> None:
        super().__init__()
        self.trouble, self.pause = trouble, pause


def token_of(connection: Connection, at: float) -> str:
    """Return a token (JWT, HS256) with which Baken signs in. Raises `Trouble` where the extra `zgw` isn't installed."""
    try:
        import jwt
    except ModuleNotFoundError:
        raise Trouble(_("De extra zgw van Baken is niet geïnstalleerd. Vraag de beheerder: baken[zgw].")) from None
    issued = int(at) - SKEW
    claims = {
        "iss": connection.client_id,
        "iat": issued,
        "exp": issued + SKEW + LIFE,
        "client_id": connection.client_id,
        "user_id": "Baken",
        "user_representation": "Baken",
    }
    return jwt.encode(claims, connection.secret, algorithm="HS256")


class Client:
    """One case system. Raises nothing but `Trouble`. Close it, or use it in a `with`."""

    def __init__(self, connection: Connection, sleep: Callable[[float], None] = time.sleep) -> None:
        self.connection = connection
        self._sleep = sleep
        host = urlsplit(connection.url).hostname
        self._http = httpx.Client(
            timeout=httpx.Timeout(WAIT, connect=CONNECT),
            follow_redirects=False,
            trust_env=host not in LOCAL,
            headers={"Accept": "application/json", "User-Agent": "Baken"},
        )
        for name in ("httpx", "httpcore"):  # would tell each address that is asked
            logging.getLogger(name).setLevel(logging.WARNING)

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    def get(self, url: str, query: Mapping[str, str] | None = None) -> Any:
        """Return what is there. Tried again after a fault that may pass."""
        return self._patiently("GET", url, query=query)

    def pages(self, url: str, query: Mapping[str, str] | None = None) -> Iterator[dict[str, Any]]:
        """Return what a list holds, page after page; a list that has no pages too."""
        asked: Mapping[str, str] | None = query
        for _page in range(MAX_PAGES):
            found = self.get(url, asked)
            if isinstance(found, list):
                yield from _rows(found)
                return
            if not isinstance(found, dict):
                raise _unclear()
            yield from _rows(found.get("results"))
            follows = found.get("next")
            if not follows:
                return
            url, asked = str(follows), None
        raise Trouble(_("Het zaaksysteem geeft meer bladzijden dan Baken leest. Maak de vraag kleiner."))

    def post(self, url: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Make something and return it. Sent once."""
        return self._made(self._once("POST", url, body=body))

    def patch(self, url: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Change something to what `body` says and return it: the same whenever it comes, so it is tried again."""
        return self._made(self._patiently("PATCH", url, body=body))

    def delete(self, url: str) -> None:
        """Take something of ours back. Tried again; what is gone already is well."""
        try:
            self._patiently("DELETE", url)
        except Trouble as trouble:
            if trouble.status not in (404, 410):
                raise

    @staticmethod
    def _made(found: Any) -> dict[str, Any]:
        if not isinstance(found, dict):
            raise _unclear(sent=True)
        return found

    def _once(self, method: str, url: str, **more: Any) -> Any:
        try:
            return self._ask(method, url, **more)
        except _Fault as fault:
            raise fault.trouble from None

    def _patiently(self, method: str, url: str, **more: Any) -> Any:
        for attempt in range(TRIES):
            try:
                return self._ask(method, url, **more)
            except _Fault as fault:
                pause = max(fault.pause, PAUSE * 2**attempt * (1 + random.random() / 4))  # noqa: S311 - no secret
                soon = fault.trouble.again and not fault.trouble.codes and pause <= LONGEST_PAUSE
                if not soon or attempt == TRIES - 1:
                    raise fault.trouble from None
                self._sleep(pause)
        raise AssertionError

    def _ask(
        self,
        method: str,
        url: str,
        query: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> Any:
        if not self.connection.reaches(url):
            raise Trouble(_("Het zaaksysteem verwijst naar een ander adres dan bij BAKEN_ZGW staat."))
        headers = {"Authorization": f"Bearer {token_of(self.connection, time.time())}"}
        if url.startswith(f"{self.connection.api('zaken')}/"):
            headers |= {"Accept-Crs": CRS, "Content-Crs": CRS}
        content = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            content = json.dumps(body).encode()
        writes = method == "POST"
        deadline = time.monotonic() + TOTAL
        held = bytearray()
        try:
            with self._http.stream(method, url, params=query, content=content, headers=headers) as reply:
                for part in reply.iter_bytes():
                    held += part
                    if len(held) > MAX_BYTES or time.monotonic() > deadline:
                        raise _Fault(_slow(writes))
                status, later = reply.status_code, reply.headers.get("Retry-After", "")
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            raise _Fault(Trouble(_("Het zaaksysteem is niet te bereiken."), again=True)) from None
        except httpx.TimeoutException:
            raise _Fault(_slow(writes)) from None
        except (httpx.HTTPError, httpx.InvalidURL):
            raise _Fault(Trouble(_("De verbinding met het zaaksysteem brak af."), again=True, sent=writes)) from None
        if status >= 300:
            raise _Fault(_refused(status, held, writes), float(later) if later.isascii() and later.isdigit() else 0.0)
        try:
            return json.loads(held) if held else None
        except (ValueError, RecursionError):
            raise _Fault(_unclear(sent=writes)) from None


def _rows(found: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise _unclear()
    yield from found


def _slow(writes: bool) -> Trouble:
    return Trouble(_("Het zaaksysteem antwoordt te langzaam."), again=True, sent=writes)


def _unclear(*, sent: bool = False) -> Trouble:
    return Trouble(_("Het antwoord van het zaaksysteem is niet te lezen."), again=True, sent=sent)


def _refused(status: int, body: bytearray, writes: bool) -> Trouble:
    """Return what an answer of refusal means. Of its body only names of fields and codes are told: reasons may hold data."""
    if status in AGAIN:
        return Trouble(
            _("Het zaaksysteem heeft een storing (%(status)s).") % {"status": status},
            again=True,
            sent=writes and status >= 500,
            status=status,
        )
    if status in (401, 403):
        text = _("Het zaaksysteem weigert Baken (%(status)s). Controleer client-id, geheim en rechten.")
        return Trouble(text % {"status": status}, status=status)
    if status in (404, 410):
        return Trouble(_("Dit staat niet of niet meer in het zaaksysteem."), status=status)
    codes = _codes(body)
    told = _("Het zaaksysteem neemt dit niet aan (%(status)s): %(codes)s")
    early = bool(codes) and all(one.rpartition(": ")[2] in EARLY for one in codes)
    text = told % {"status": status, "codes": "; ".join(codes) or "-"}
    return Trouble(text, again=early, status=status, codes=codes)


def _codes(body: bytearray) -> tuple[str, ...]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return ()
    if not isinstance(told, dict):
        return ()
    wrong = told.get("invalidParams")
    named = [(one.get("name"), one.get("code")) for one in wrong or () if isinstance(one, dict)]
    plain = [f"{_plain(name)}: {_plain(code)}" for name, code in named[:8]]
    return tuple(plain or [_plain(told.get("code"))])


def _plain(told: Any) -> str:
    """Letters, digits and the signs of names: nothing else comes into a message."""
    return "".join(sign for sign in str(told or "")[:60] if sign.isascii() and (sign.isalnum() or sign in "._-"))
