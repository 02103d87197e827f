# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of joint inspections in a real browser: axe finds nothing serious, and nothing sticks out on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.conftest import PHONE
from tests.browser.served_pages import context_of, fits
from tests.demo.served import Served

ROOT = "/uitvoeren/controles/"
PAGES = {
    "programme": f"{ROOT}programma/2026/",
    "a quick scan": f"{ROOT}programma/2026/quickscan/",
    "debriefed, with follow-up": f"{ROOT}IC-HRECA26/",
    "draft": f"{ROOT}IC-GARAGE1/",
    "what a plan lacks": f"{ROOT}IC-GARAGE1/stap/planned/",
    "briefing": f"{ROOT}IC-HAVENDG/briefing/",
}


@pytest.fixture(scope="module")
def desk(browser: Browser, demo: Served) -> Iterator[BrowserContext]:
    yield from context_of(browser, demo, PHONE, "haventeam")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_inspections_is_accessible_and_fits(desk: BrowserContext, axe: Any, name: str) -> None:
    page = desk.new_page()
    assert page.goto(PAGES[name]).status == 200
    assert axe(page) == []
    fits(page)
    page.close()
