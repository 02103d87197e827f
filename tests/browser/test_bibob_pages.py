# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the Bibob desk in a real browser: axe finds nothing serious, and nothing sticks out on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.conftest import PHONE
from tests.browser.served_pages import context_of, fits
from tests.demo.served import Served

PAGES = {
    "list": "/uitvoeren/bibob/",
    "file under investigation": "/uitvoeren/bibob/B-CAFE001/",
    "file at the national office": "/uitvoeren/bibob/B-PAND002/",
    "concluded file": "/uitvoeren/bibob/B-SVBS003/",
    "giving something": "/uitvoeren/bibob/B-CAFE001/verstrekken/",
    "policy": "/uitvoeren/bibob/beleid/",
    "line of policy": "/uitvoeren/bibob/beleid/horecabedrijf/1/",
    "hours": "/uitvoeren/bibob/B-CAFE001/uren/",
}
OF_DEPARTMENT = {"applications": "/uitvoeren/bibob-stand/", "handing in": "/uitvoeren/bibob-stand/aanmelden/"}


@pytest.fixture(scope="module")
def desk(browser: Browser, demo: Served) -> Iterator[BrowserContext]:
    yield from context_of(browser, demo, PHONE, "bibob")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_bibob_is_accessible_and_fits(desk: BrowserContext, axe: Any, name: str) -> None:
    page = desk.new_page()
    assert page.goto(PAGES[name]).status == 200
    assert axe(page) == []
    fits(page)
    page.close()


@pytest.fixture(scope="module")
def department(browser: Browser, demo: Served) -> Iterator[BrowserContext]:
    yield from context_of(browser, demo, PHONE, "contracten")


@pytest.mark.parametrize("name", OF_DEPARTMENT)
def test_a_page_of_a_department_is_accessible_and_fits(department: BrowserContext, axe: Any, name: str) -> None:
    page = department.new_page()
    assert page.goto(OF_DEPARTMENT[name]).status == 200
    assert axe(page) == []
    fits(page)
    page.close()
