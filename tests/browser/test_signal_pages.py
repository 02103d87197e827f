# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The workplace of who handles signals in a real browser: list, map, one that waits, one that was tested."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.served_pages import fits, seen_by

DESK = "/uitvoeren/signalen/?doel=signal_nuisance"
coordinator = seen_by("ondermijning", DESKTOP)
on_phone = seen_by("ondermijning", PHONE)


def first(page: Page, which: str) -> Page:
    """Open the newest signal of a selection."""
    page.goto(f"{DESK}&keuze={which}")
    page.locator(".triage-list tbody th a").first.click()
    page.wait_for_url(re.compile(r"/uitvoeren/signalen/\d{4}-"))
    return page


@pytest.mark.parametrize("view", ["", "&weergave=kaart", "&keuze=overdue", "&woorden=onvindbaar"])
def test_list_and_map_are_accessible_and_fit_a_phone(coordinator: BrowserContext, axe: Any, view: str) -> None:
    page = coordinator.new_page()
    page.goto(f"{DESK}{view}")
    assert axe(page) == []
    fits(page)
    page.close()


@pytest.mark.parametrize("which", ["test", "weigh"])
def test_one_signal_is_accessible_and_fits_a_phone(coordinator: BrowserContext, axe: Any, which: str) -> None:
    page = first(coordinator.new_page(), which)
    assert axe(page) == []
    fits(page)
    page.close()


def test_list_and_map_tell_the_same_number(coordinator: BrowserContext) -> None:
    page = coordinator.new_page()
    page.goto(DESK)
    told = page.locator("section[aria-labelledby=lijst] .head .small").inner_text()
    page.get_by_role("link", name="Kaart").click()
    expect(page.locator("section[aria-labelledby=lijst] .head .small")).to_have_text(told)
    expect(page.get_by_role("group", name="Signalen op de kaart")).to_be_visible()
    page.close()


def test_on_a_phone_the_selection_is_refined_when_asked(on_phone: BrowserContext) -> None:
    page = on_phone.new_page()
    page.goto(DESK)
    expect(page.get_by_label("Gebied")).to_be_hidden()
    page.get_by_role("link", name="Verfijn de selectie").click()
    page.get_by_label("Kanaal").select_option("public")
    page.get_by_role("button", name="Toon").click()
    expect(page.get_by_label("Kanaal")).to_have_value("public")
    page.close()
