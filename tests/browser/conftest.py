# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real browser before the running application.

``page`` is a desktop (1280 px wide), ``phone`` a telephone (390 px, touch); both have the live server as their base, so
that ``page.goto("/")`` works. ``sign_in(page, user)`` logs in without the form, ``axe(page)`` checks accessibility.

Every page is watched: an error in a script, something the content security policy refused, or a request to another host
fails the test that caused it. A failed test leaves a screenshot in ``var/test/failed``.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.test.testcases import FSFilesHandler

from tests.browser.axe import Violation, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page
    from pytest_django.live_server_helper import LiveServer

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# background networking off: a browser under test calls nobody. Other hosts don't resolve at all.
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]  # fmt: skip
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
PATIENCE = 20_000
"""Milliseconds to wait for what a page does by itself; a test that passes waits for none of it in vain."""
FAILED = Path(__file__).resolve().parents[2] / "var" / "test" / "failed"
REPORT = pytest.StashKey[pytest.TestReport]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All that stands in this folder needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


# first among the hooks of its kind, so that pytest's own choice by marker sees the mark
pytest_collection_modifyitems = pytest.hookimpl(tryfirst=True)(pytest_collection_modifyitems)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Lets a fixture know whether its test failed."""
    report = yield
    if report.when == "call":
        item.stash[REPORT] = report
    return report


def find_chromium() -> str:
    """The system's Chromium: ``BAKEN_TEST_CHROMIUM``, else the first on PATH. Skips the test where there is none."""
    found = os.environ.get("BAKEN_TEST_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.skip("needs Chromium on PATH, or BAKEN_TEST_CHROMIUM")
    return found


@pytest.fixture(scope="package", autouse=True)
def one_request_at_a_time() -> Iterator[None]:
    """Let the live server answer requests one by one.

    Its threads share the one connection of the in-memory database. Where one thread is within SQLite and calls a function of
    ours (a date cast), it waits for Python, while another that holds Python waits for SQLite: both stand still for ever.
    """
    lock, plain = threading.RLock(), FSFilesHandler.__call__

    def alone(self: Any, environ: Any, start_response: Any) -> Any:
        with lock:
            return plain(self, environ, start_response)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FSFilesHandler, "__call__", alone)
        yield


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for the tests of this folder.

    Playwright keeps an asyncio loop running in this thread as long as it lives. Django then takes every query for one
    in an async view, hence the variable; and no other test should see that loop, hence package scope, not session.
    """
    from playwright.sync_api import expect, sync_playwright

    executable = find_chromium()
    expect.set_options(timeout=PATIENCE)
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
            yield chromium
            chromium.close()
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        else:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


class Watch:
    """What a page did that no page may do."""

    def __init__(self, base_url: str) -> None:
        self.host = urlsplit(base_url).netloc
        self.problems: list[str] = []

    def over(self, context: BrowserContext) -> None:
        """Listen to every page of the context."""
        context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))
        context.on("console", lambda message: self._console(message.text))
        context.on("request", lambda request: self._request(request.url))

    def _console(self, text: str) -> None:
        if "Content Security Policy" in text:
            self.problems.append(text)

    def _request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != self.host:
            self.problems.append(f"asked another host: {url}")


def _opened(browser: Browser, server: LiveServer, request: pytest.FixtureRequest, **device: Any) -> Iterator[Page]:
    context = browser.new_context(
        base_url=server.url,
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        accept_downloads=True,
        reduced_motion="reduce",
        **device,
    )
    context.set_default_timeout(PATIENCE)
    watch = Watch(server.url)
    watch.over(context)
    page = context.new_page()
    yield page
    report = request.node.stash.get(REPORT, None)
    if report is not None and report.failed:
        FAILED.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=FAILED / f"{re.sub(r'[^A-Za-z0-9_.-]+', '-', request.node.nodeid)}.png", full_page=True)
    context.close()
    assert not watch.problems, "\n".join(watch.problems)


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page on a desktop, 1280 px wide."""
    yield from _opened(browser, live_server, request, **DESKTOP)


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page on a telephone, 390 px wide."""
    yield from _opened(browser, live_server, request, **PHONE)


@pytest.fixture
def sign_in(live_server: LiveServer) -> Callable[[Page, Any], None]:
    """``sign_in(page, user)``: the page's browser is logged in as that user. The login form has tests of its own."""
    from django.conf import settings
    from django.test import Client

    def with_session(page: Page, user: Any) -> None:
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])

    return with_session


@pytest.fixture
def axe() -> Callable[..., list[Violation]]:
    """``assert axe(page) == []``: nothing serious or critical for people who can't see, point or tell colours apart."""
    return violations
