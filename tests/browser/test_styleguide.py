# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The style guide in a real browser: accessible, nothing sticking out, readable on the narrowest phone."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db(transaction=True)

TOO_WIDE = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll'))
  .map(e => `${e.tagName} ${e.textContent.trim().slice(0, 40)}`)"""
OVER_ONE_ANOTHER = """() => {
  const boxes = [...document.querySelector('svg.map').querySelectorAll('text')]
    .map(e => [e.textContent, e.getBoundingClientRect()]).filter(([, b]) => b.width > 0);
  const hits = [];
  boxes.forEach(([a, p], i) => boxes.slice(0, i).forEach(([b, q]) => {
    const across = p.left < q.right - 1 && q.left < p.right - 1;
    if (across && p.top < q.bottom - 1 && q.top < p.bottom - 1) hits.push(`${a} / ${b}`);
  }));
  return [boxes.length, hits];
}"""


@pytest.mark.parametrize("path", ["/stijl/", "/accounts/login/"])
def test_axe_finds_nothing(page, phone, axe, path):
    for window in (page, phone):
        window.goto(path)
        assert axe(window, impacts=("moderate", "serious", "critical")) == []


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280, 1440])
def test_nothing_sticks_out(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/stijl/")
    assert page.evaluate(TOO_WIDE) == []


def test_names_on_the_map_lie_apart_on_a_desktop_and_numbers_on_a_phone(page, phone):
    for window, text in ((page, "Havenwijk"), (phone, "1")):
        window.goto("/stijl/")
        number, hits = window.evaluate(OVER_ONE_ANOTHER)
        assert number == 9
        assert hits == []
        assert window.locator("svg.map").first.locator("text:visible").first.text_content().startswith(text)


def test_the_verdict_keeps_its_word_on_a_phone(phone):
    phone.goto("/stijl/")
    row = phone.locator("table.rank tbody tr").first
    assert row.get_by_text("hoger").first.is_visible()


def test_the_first_tab_leads_to_the_content(page):
    page.goto("/stijl/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.evaluate("e => e === document.activeElement")
    assert skip.bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "inhoud"


def test_a_table_behind_a_chart_opens_without_a_script(page):
    page.goto("/stijl/")
    details = page.locator("figure details").first
    assert not details.locator("table").is_visible()
    details.locator("summary").click()
    assert details.locator("table").is_visible()
