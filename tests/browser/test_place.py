# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Telling a place in a real browser: addresses by keyboard, a point on the map by pointer and keyboard, one's own place,
and all of it without a script. In the style guide's invented municipality."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)

PLACE = "/stijl/plaats/"
SMALL = """() => [...document.querySelectorAll('.place-choice, .place button, .place select, .place [type=text], .place li')]
  .filter(e => e.getBoundingClientRect().height > 0 && e.getBoundingClientRect().height < 43.5)
  .map(e => e.outerHTML.slice(0, 80))"""
TOO_WIDE = "() => document.documentElement.scrollWidth > innerWidth"
OVERLAPPING = """() => {
  const boxes = [...document.querySelectorAll('.place-map text')].filter(e => e.style.visibility !== 'hidden')
    .map(e => e.getBoundingClientRect()).filter(b => b.width > 0);
  return [boxes.length, boxes.some((p, i) => boxes.slice(0, i).some(q =>
    p.left < q.right && q.left < p.right && p.top < q.bottom && q.top < p.bottom))];
}"""


def told(page: Page) -> dict[str, str]:
    """What the form knew after it was sent."""
    page.get_by_role("button", name="Verder", exact=True).click()
    page.wait_for_url("**place_kind=**")
    names = page.locator("dl.oversight-list dt").all_text_contents()
    return dict(zip(names, page.locator("dl.oversight-list dd").all_text_contents(), strict=True))


def opened(page: Page, way: str) -> Page:
    page.goto(PLACE)
    page.locator(f"input[value={way}]").check()
    if way == "map":
        page.wait_for_selector(".place-map svg")
    return page


def status(page: Page, way: str, text: str) -> None:
    """Wait until the reader was told something."""
    page.locator(f"[data-place-way={way}] [role=status]").filter(has_text=re.compile(text)).wait_for()


def test_an_address_is_found_and_chosen_by_keyboard(page, axe):
    opened(page, "address")
    field = page.get_by_role("combobox", name="Adres of straat")
    field.focus()
    page.keyboard.type("voorbeeldk")
    status(page, "address", "8 adressen gevonden")
    assert field.get_attribute("aria-expanded") == "true"
    assert axe(page, impacts=("moderate", "serious", "critical")) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    active = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    assert active.text_content() == "Voorbeeldkade 2, 1976ZZ Voorbeeldstad"
    assert active.get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")  # round to the last
    page.keyboard.press("Enter")
    assert field.input_value() == "Voorbeeldkade 8, 1976ZZ Voorbeeldstad"
    assert field.get_attribute("aria-expanded") == "false"
    assert field.evaluate("e => e === document.activeElement")
    status(page, "address", "Gekozen. Dit ligt in")
    found = told(page)
    assert (found["Soort"], found["Adres"]) == ("address", "Voorbeeldkade 8, 1976ZZ Voorbeeldstad")
    assert found["Punt"] != "–"
    assert found["Gebied"].startswith("BU")


def test_what_is_typed_after_a_choice_is_no_longer_that_choice(page):
    opened(page, "address")
    field = page.get_by_role("combobox", name="Adres of straat")
    field.fill("voorbeeldk")
    page.get_by_role("option").first.click()
    status(page, "address", "Gekozen")
    field.press_sequentially(" achter de loods")
    found = told(page)
    assert found["Adres"] == "Voorbeeldkade 1, 1976ZZ Voorbeeldstad achter de loods"
    assert (found["Punt"], found["Gebied"]) == ("–", "–")


def test_escape_closes_the_list_and_what_was_typed_counts(page):
    opened(page, "address")
    field = page.get_by_role("combobox", name="Adres of straat")
    field.fill("verzonnenweg")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Escape")
    assert page.get_by_role("option").count() == 0
    field.fill("onbereikbaar 7")
    status(page, "address", "Adressen opzoeken lukt nu niet")
    assert told(page)["Adres"] == "onbereikbaar 7"


def test_a_place_is_pointed_out_in_a_wijk_and_told_by_name(page, axe):
    opened(page, "map")
    box = page.locator(".place-map").bounding_box()
    middle = {"x": box["width"] / 2, "y": box["height"] * 0.3}
    page.locator(".place-map svg").click(position=middle)
    status(page, "map", "U ziet nu Oud-Noord")
    page.locator(".place-map svg").click(position={"x": box["width"] * 0.42, "y": box["height"] / 2})
    status(page, "map", "De plek staat in Oud-Noord West")
    assert axe(page, impacts=("moderate", "serious", "critical")) == []
    found = told(page)
    assert (found["Soort"], found["Adres"], found["Gebied"]) == ("map", "–", "BU99990100 (2026)")
    # shown again, the mark stands where it was
    page.wait_for_selector(".place-map svg .ground-mark")
    assert page.locator(".ground-mark").is_visible()
    assert told(page) == found


def test_the_map_works_by_keyboard_alone(page):
    opened(page, "map")
    page.get_by_label("Ga naar wijk").select_option("Zandrand")
    status(page, "map", "U ziet nu Zandrand")
    drawn = page.get_by_role("application", name="Kaart van Voorbeeldstad")
    drawn.focus()
    page.keyboard.press("Enter")
    status(page, "map", "De plek staat in Zandrand")
    lon = page.locator("[data-place-input=lon]")
    before = float(lon.input_value())
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    assert float(lon.input_value()) < before
    for _ in range(8):
        page.keyboard.press("Shift+ArrowLeft")  # out of view: the map goes along
    status(page, "map", "De plek staat in (Oud-Noord|Havenwijk)")
    near = float(page.locator(".place-map svg").get_attribute("viewBox").split()[2])
    page.keyboard.press("+")
    assert float(page.locator(".place-map svg").get_attribute("viewBox").split()[2]) == pytest.approx(near / 2)
    assert told(page)["Soort"] == "map"


def test_one_s_own_place_is_asked_for_by_its_button_alone(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(base_url=live_server.url, geolocation={"longitude": 4.61, "latitude": 52.48})
    context.grant_permissions(["geolocation"])
    page = context.new_page()
    page.add_init_script("navigator.geolocation.getCurrentPosition = new Proxy("
                         "navigator.geolocation.getCurrentPosition, {apply: (f, on, told) => { window.asked = true;"
                         " return Reflect.apply(f, on, told); }})")  # fmt: skip
    opened(page, "map")
    assert page.evaluate("() => window.asked") is None
    page.get_by_role("button", name="Gebruik mijn plek").click()
    status(page, "map", "De plek staat in Oud-Noord")
    assert page.locator("[data-place-input=lon]").input_value() == "4.610000"
    context.close()


def test_a_device_that_gives_no_place_says_what_to_do(page):
    opened(page, "map")
    page.evaluate("() => { navigator.geolocation.getCurrentPosition = (yes, no) => no({code: 1}) }")
    page.get_by_role("button", name="Gebruik mijn plek").click()
    status(page, "map", "geeft uw plek niet")


def test_going_to_another_way_sends_only_what_belongs_to_it(page):
    opened(page, "address")
    page.get_by_role("combobox", name="Adres of straat").fill("voorbeeldk")
    page.get_by_role("option").first.click()
    status(page, "address", "Gekozen")
    page.locator("input[value=area]").check()
    page.get_by_label("Wijk of buurt", exact=True).select_option("WK999900")
    found = told(page)
    assert (found["Soort"], found["Adres"], found["Punt"], found["Gebied"]) == ("area", "–", "–", "WK999900 (2026)")


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_everything_fits_and_can_be_touched(phone, axe, width):
    phone.set_viewport_size({"width": width, "height": 844})
    for way in ("address", "map", "area"):
        opened(phone, way)
        if way == "address":
            phone.get_by_role("combobox", name="Adres of straat").fill("voorbeeldk")
            phone.get_by_role("option").first.wait_for()
        assert phone.evaluate(SMALL) == []
        assert not phone.evaluate(TOO_WIDE)
        if way == "map":
            number, overlapping = phone.evaluate(OVERLAPPING)
            assert number >= 4
            assert not overlapping
    assert axe(phone, impacts=("moderate", "serious", "critical")) == []


@pytest.fixture
def bare(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A page in a browser that runs no scripts."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_a_script_an_address_or_an_area_is_filled_in(bare):
    bare.goto(PLACE)
    assert not bare.locator("input[value=map]").is_visible()
    bare.get_by_label("Adres of straat").fill("Voorbeeldkade 3")
    bare.get_by_label("Wijk of buurt", exact=True).select_option("BU99990201")
    bare.get_by_role("button", name="Verder").click()
    found = bare.locator("dl.oversight-list").text_content()
    assert "Voorbeeldkade 3" in found
    assert "BU99990201" in found
