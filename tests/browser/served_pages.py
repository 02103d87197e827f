# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The served example in a browser: contexts of its accounts, and whether a page fits a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import PATIENCE, Watch
from tests.demo.served import Served


def context_of(browser: Browser, demo: Served, device: dict[str, Any], username: str = "") -> Iterator[BrowserContext]:
    """Yield the browser of an account of the example, logged in by the form; of a visitor without `username`."""
    context = browser.new_context(
        base_url=demo.base, locale="nl-NL", timezone_id="Europe/Amsterdam", reduced_motion="reduce", **device
    )
    context.set_default_timeout(PATIENCE)
    watch = Watch(demo.base)
    watch.over(context)
    if username:
        page = context.new_page()
        page.goto("/accounts/login/")
        page.get_by_label("Gebruikersnaam").fill(username)
        page.get_by_label("Wachtwoord").fill(demo.accounts[0]["password"])
        page.get_by_role("main").get_by_role("button", name="Inloggen").click()
        page.wait_for_url("**/")
        page.close()
    yield context
    context.close()
    assert not watch.problems, "\n".join(watch.problems)


def fits(page: Page) -> None:
    """No page scrolls sideways at 390 or 320 px; wide tables scroll within their own frame. Loaded once: the layout is CSS."""
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


def seen_by(username: str, device: dict[str, Any]) -> Any:
    """Return a fixture, for a module: the browser of an account of the example on a device; "" for a visitor."""

    @pytest.fixture(scope="module")
    def its_browser(browser: Browser, demo: Served) -> Iterator[BrowserContext]:
        yield from context_of(browser, demo, device, username)

    return its_browser
