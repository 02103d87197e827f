# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reporting without an account in a real browser: on a phone and on a desk, with and without a script, in two languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.act.concerns.builders import World, build
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)
STORY = "Bij het hek van de school wordt na vieren gedeald uit een blauwe auto."


@pytest.fixture
def world(monkeypatch: Any) -> World:
    """Velsen with its categories, as the server reads them."""
    from baken.act.concerns.public import forms as public_form
    from baken.act.concerns.public import limits as public_limits
    from baken.kernel.models import Municipality

    monkeypatch.setattr(public_form, "QUICKEST", 0)
    public_limits.forget()
    return build(Municipality.objects.create(code="GM0453", slug="velsen", name="Velsen"))


@pytest.fixture
def without_script(browser: Any, live_server: Any) -> Iterator[Page]:
    """A telephone on which scripts are switched off."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, **PHONE)
    yield context.new_page()
    context.close()


def kept(world: World) -> Any:
    from baken.access.facade import opened
    from baken.act.concerns.models import Concern

    with opened(world.system, system=True):
        return Concern.objects.get()


def next_step(page: Page) -> None:
    page.locator("[data-part]:not([hidden]) .step-go .btn").first.click()


def test_a_resident_reports_on_a_phone_and_comes_back(world: World, phone: Page, axe: Any, tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (3000, 2000), "teal").save(tmp_path / "loods.jpg")
    phone.goto("/melden/")
    assert axe(phone) == []
    phone.locator("summary").first.click()
    phone.get_by_role("link", name="Drugsoverlast op straat").click()
    expect(phone.get_by_text("Stap 1 van 5")).to_be_visible()
    assert axe(phone) == []
    next_step(phone)  # nothing was told yet
    expect(phone.locator("#description")).to_be_focused()
    expect(phone.get_by_text("Vul dit in.")).to_be_visible()
    phone.fill("#description", STORY)
    expect(phone.get_by_text("Vul dit in.")).to_have_count(0)
    expect(phone.get_by_label("Op welke tijd?")).to_be_hidden()
    phone.get_by_label("Elke dag").check()
    phone.get_by_label("Op welke tijd?").fill("na vieren")
    next_step(phone)
    assert axe(phone) == []
    phone.get_by_label("Op een adres of in een straat").check()
    next_step(phone)  # a way was chosen and nothing filled in: told here, since going back later costs the photos
    expect(phone.get_by_role("alert")).to_have_text("Vul een adres of een straat in, of kies iets anders.")
    expect(phone.get_by_label("Adres of straat", exact=True)).to_be_focused()
    assert axe(phone) == []
    phone.get_by_label("Adres of straat", exact=True).fill("Kanaalstraat 1")
    expect(phone.get_by_role("alert")).to_have_count(0)
    next_step(phone)
    phone.set_input_files("#photos", str(tmp_path / "loods.jpg"))
    expect(phone.locator("[data-photos] li")).to_have_count(1)
    assert axe(phone) == []
    next_step(phone)
    phone.go_back()  # the browser's own button goes a step back, and loses nothing
    expect(phone.locator("[data-photos] li")).to_have_count(1)
    phone.go_forward()
    assert axe(phone) == []
    next_step(phone)
    for told in (STORY, "Elke dag", "na vieren", "Kanaalstraat 1", "loods.jpg"):
        expect(phone.locator("[data-summary]")).to_contain_text(told)
    assert axe(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.get_by_role("button", name="Melding versturen").click()
    code = phone.locator("[data-code]").inner_text()
    assert re.fullmatch(r"([0-9A-Z]{4}-){3}[0-9A-Z]{4}", code)
    assert code not in phone.url
    assert code not in phone.title()
    assert phone.context.cookies() == []
    assert axe(phone) == []
    concern = kept(world)
    assert (concern.description, concern.address) == (STORY, "Kanaalstraat 1")
    assert "na vieren" in concern.answers

    phone.get_by_role("link", name="Kijken hoe het met uw melding staat").click()
    assert axe(phone) == []
    phone.get_by_label("Uw code").fill(code.lower().replace("-", " "))
    phone.get_by_role("button", name="Bekijk mijn melding").click()
    expect(phone.locator("[aria-current=step]")).to_have_text("Ontvangen")
    phone.get_by_label("Wat wilt u nog vertellen?").fill("Vandaag weer.")
    phone.get_by_role("button", name="Versturen").click()
    expect(phone.get_by_text("Uw bericht is binnen.")).to_be_visible()
    expect(phone.locator(".letters")).to_contain_text("Vandaag weer.")
    assert axe(phone) == []


def test_it_works_without_a_script(world: World, without_script: Page) -> None:
    page = without_script
    page.goto("/melden/")
    page.locator("summary").first.click()
    page.get_by_role("link", name="Drugsoverlast op straat").click()
    page.get_by_label("Elke dag").check()
    expect(page.get_by_text("Alleen als u dit koos: Elke dag")).to_be_visible()
    page.get_by_label("Op een adres of in een straat").check()
    page.get_by_label("Adres of straat", exact=True).fill("Kanaalstraat 1")
    page.get_by_role("button", name="Melding versturen").click()
    expect(page.get_by_role("alert")).to_contain_text("Vertel wat er aan de hand is.")
    expect(page.get_by_label("Elke dag")).to_be_checked()
    expect(page.get_by_label("Adres of straat", exact=True)).to_have_value("Kanaalstraat 1")
    page.get_by_label("Vertel wat u ziet, hoort of weet").fill(STORY)
    page.get_by_label("Op welke tijd?").fill("na vieren")
    page.get_by_role("button", name="Melding versturen").click()
    expect(page.locator("[data-code]")).to_be_visible()
    assert kept(world).description == STORY


def test_in_english_on_a_desk(world: World, page: Page, axe: Any) -> None:
    page.goto("/melden/")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("summary").first.click()
    page.get_by_role("link", name="Drug nuisance in the street").click()
    expect(page.locator("h1")).to_have_text("Drug nuisance in the street")
    page.fill("#description", "Dealing near the school.")
    for _ in range(4):
        next_step(page)
    assert axe(page) == []
    page.locator("[type=submit]").click()
    expect(page.locator("[data-code]")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert kept(world).language == "en"


def test_easy_language_is_a_press_away(world: World, phone: Page, axe: Any) -> None:
    phone.goto("/melden/")
    phone.get_by_role("link", name="Makkelijk lezen").click()
    expect(phone.get_by_role("heading", name="Waar gaat het over?")).to_be_visible()
    assert axe(phone) == []


def test_what_only_has_to_be_sent_again_shows_the_last_step(world: World, phone: Page, monkeypatch: Any) -> None:
    from baken.act.concerns.public import forms as public_form

    monkeypatch.setattr(public_form, "QUICKEST", 3_600)
    phone.goto(f"/melden/formulier/?over={world.categories['undermining'].pk.hex}")
    phone.fill("#description", STORY)
    phone.locator("input[name=place_kind][value=map]").evaluate(
        "one => { one.checked = true; one.dispatchEvent(new Event('change')) }"
    )
    for _step in range(2):
        next_step(phone)
    expect(phone.get_by_text("Stap 2 van 5")).to_be_visible()
    expect(phone.get_by_role("alert")).to_have_text("Wijs de plek aan op de kaart, of kies iets anders.")
    phone.locator("input[name=place_kind][value=none]").check()
    for _step in range(3):
        next_step(phone)
    phone.get_by_role("button", name="Melding versturen").click()
    expect(phone.get_by_text("Dat ging wel heel snel")).to_be_visible()
    expect(phone.get_by_text("Stap 5 van 5")).to_be_visible()
    expect(phone.locator("[data-summary]")).to_contain_text(STORY)


def test_a_double_press_is_one_report(world: World, page: Page) -> None:
    page.goto("/melden/formulier/?over=" + world.categories["undermining"].pk.hex)
    page.fill("#description", STORY)
    for _ in range(4):
        next_step(page)
    page.locator("[type=submit]").dblclick()
    expect(page.locator("[data-code]")).to_be_visible()
    assert kept(world).description == STORY  # exactly one
