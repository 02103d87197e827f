# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Headers of every address, what went wrong included, as a visitor and as somebody who is logged in; and cookies' flags."""

from __future__ import annotations

import http.client
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings as installed
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from baken.web.headers import SWITCHED_OFF, headers_middleware
from baken.web.views import SEARCHES
from tests.demo.grid import GRID
from tests.demo.served import Served

WRONG = ("/bestaat-niet/", "/zoeken/?q=%00", "/voortgang/", "/static/bestaat-niet.css", "/taal/")
READERS = ("adviseur", "privacy")
"""Between them they open nearly everything in the grid."""


LOCATING = ("/veld/", "/melden/", "/stijl/plaats/", "/uitvoeren/signalen/nieuw/")
"""Pages, and what lies under them, where one may press a button to tell where one is."""


def amiss(headers: dict[str, str], *, logged_in: bool, located: bool = False) -> list[str]:
    """What is wrong with the headers of one answer (names in lower case)."""
    wanted = {
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "x-permitted-cross-domain-policies": "none",
    }
    found = [f"{name}: {headers.get(name)}" for name, value in wanted.items() if headers.get(name) != value]
    policy = dict(part.strip().partition(" ")[::2] for part in headers.get("content-security-policy", "").split(";"))
    strict = ("default-src", "frame-ancestors", "base-uri", "object-src")
    found += [f"csp {name}: {policy.get(name)}" for name in strict if policy.get(name) != "'none'"]
    found += [f"csp {name}: {policy.get(name)}" for name in ("script-src", "style-src") if policy.get(name) != "'self'"]
    found += [f"csp {name}" for name, value in policy.items() if "unsafe" in value or "*" in value or "data:" in value]
    if headers.get("referrer-policy") not in {"same-origin", "no-referrer"}:
        found.append(f"referrer-policy: {headers.get('referrer-policy')}")
    off = headers.get("permissions-policy", "")
    closed = ("camera", "microphone", *(() if located else ("geolocation",)))
    found += [f"permissions-policy {name}" for name in closed if f"{name}=()" not in off]
    if "geolocation=" not in off or "geolocation=*" in off:
        found.append("permissions-policy geolocation")
    cache = headers.get("cache-control", "")
    if (logged_in and cache != "private, no-store") or not {"no-store", "no-cache", "public"} & set(cache.split(", ")):
        found.append(f"cache-control: {cache}")
    return found + [f"{name}: {headers[name]}" for name in ("etag", "server-timing", "x-powered-by") if name in headers]


def test_every_address_carries_the_headers(demo: Served) -> None:
    wrong = {}
    for path in (*(path for path, _ in GRID.values()), *WRONG):
        for username in ("", READERS[len(path) % 2]):
            someone = demo.person(username) if username else demo.visitor()
            reply = someone.get(path)
            if problems := amiss(reply.headers, logged_in=bool(username), located=path.startswith(LOCATING)):
                wrong[f"{username or 'visitor'} {path} {reply.status}"] = problems
    assert {key: found for key, found in wrong.items() if "/static/" not in key} == {}


def test_a_download_is_not_sniffed_nor_shown_in_the_page(demo: Served) -> None:
    reply = demo.person("adviseur").get("/waarnemen/download/wijken.csv")
    assert reply.status == 200
    assert reply.headers["content-disposition"].startswith("attachment")
    assert amiss(reply.headers, logged_in=True) == []


def test_a_request_that_is_refused_before_any_page_carries_them_too(demo: Served) -> None:
    place = urlsplit(demo.base)
    asked = http.client.HTTPConnection(str(place.hostname), place.port or 80, timeout=30)
    asked.request("GET", "/", headers={"Host": "elders.example.org"})
    reply = asked.getresponse()
    assert reply.status == 400
    headers = {name.lower(): value for name, value in reply.getheaders()}
    assert amiss(headers, logged_in=False) == []
    asked.close()


def answer(response: HttpResponse, **cookies: str) -> HttpResponse:
    request = RequestFactory().get("/")
    request.COOKIES.update(cookies)

    def page(asked: HttpRequest) -> HttpResponse:
        return response

    return headers_middleware(page)(request)


def test_what_a_view_allows_visitors_to_keep_is_not_kept_for_who_is_logged_in() -> None:
    open_page = {"Cache-Control": "public, max-age=60"}
    assert answer(HttpResponse(headers=open_page))["Cache-Control"] == "public, max-age=60"
    logged_in = {installed.SESSION_COOKIE_NAME: "x"}
    assert answer(HttpResponse(headers=open_page), **logged_in)["Cache-Control"] == "private, no-store"
    fresh = HttpResponse()
    fresh.set_cookie(installed.SESSION_COOKIE_NAME, "x")
    assert answer(fresh)["Cache-Control"] == "private, no-store", "the answer that logs somebody in"
    assert answer(HttpResponse())["Cache-Control"] == "private, no-cache"
    own = HttpResponse(headers={"Cross-Origin-Resource-Policy": "cross-origin"})
    assert answer(own)["Cross-Origin-Resource-Policy"] == "cross-origin", "a view may differ, on purpose"


def test_nothing_is_switched_off_twice() -> None:
    assert len(SWITCHED_OFF) == len(set(SWITCHED_OFF))
    assert not [name for name in SWITCHED_OFF if name.startswith("publickey")]


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(as_: Callable[[str], Any]) -> None:
    reply = as_("adviseur").get("/")
    token = reply.cookies[installed.CSRF_COOKIE_NAME]
    assert (token["httponly"], token["samesite"]) == (True, "Lax")
    assert (installed.SESSION_COOKIE_HTTPONLY, installed.SESSION_COOKIE_SAMESITE) == (True, "Lax")


def test_whoever_searches_without_end_is_told_to_wait(as_: Callable[[str], Any]) -> None:
    someone = as_("adviseur")
    for number in range(SEARCHES.times):
        assert SEARCHES.take(f"actor {someone.session['_auth_user_id']}"), number
    reply = someone.get("/zoeken/?q=haven")
    assert reply.status_code == 429
    assert reply["Retry-After"] == str(SEARCHES.seconds)
    assert "te vaak" in reply.content.decode()
    assert someone.get("/zoeken/").status_code == 200, "the page itself is free"
    assert as_("burgemeester").get("/zoeken/?q=haven").status_code == 200, "others have their own count"
