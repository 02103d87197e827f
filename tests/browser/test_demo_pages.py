# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the example in a real browser: axe finds nothing serious, and nothing sticks out on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Watch
from tests.demo.served import Served

PAGES = {
    "home": "/",
    "picture": "/waarnemen/",
    "picture of 2023": "/waarnemen/?jaar=2023",
    "no figures": "/waarnemen/?bekend-op=2020-01-01",
    "wijk": "/waarnemen/gebied/WK045305/",
    "wijk without survey": "/waarnemen/gebied/WK045309/",
    "buurt": "/waarnemen/gebied/BU04530501/",
    "compare": "/waarnemen/vergelijk/",
    "indicators": "/waarnemen/indicatoren/",
    "indicator": "/waarnemen/indicator/survey_safety_feeling/",
    "municipalities": "/waarnemen/gemeenten/",
    "figure": "/waarnemen/cijfer/crime_total/WK045308/2025/",
    "sources": "/waarnemen/bronnen/",
    "pulls": "/waarnemen/bronnen/ophalen/",
    "own figures": "/waarnemen/bronnen/inlezen/",
    "dataset": "/waarnemen/bronnen/47022NED-year/",
    "own account": "/account/",
    "second factor": "/accounts/tweede-stap/instellen/",
    "decide": "/besluiten/",
    "framework": "/besluiten/kadernota/2023-2026/",
    "previous framework": "/besluiten/kadernota/2019-2022/",
    "priority": "/besluiten/kadernota/2023-2026/ondermijning/",
    "plan": "/besluiten/ivp/2025-2026/",
    "import": "/besluiten/inlezen/",
    "programme": "/besluiten/programma/",
    "programme as table": "/besluiten/programma/?weergave=tabel",
    "programme as timeline": "/besluiten/programma/?weergave=tijdlijn",
    "progress": "/besluiten/programma/voortgang/",
    "owners": "/besluiten/programma/eigenaren/",
    "effort": "/besluiten/ivp/2025-2026/integrale-controles/",
    "effort form": "/besluiten/programma/inspanning/2025-2026/integrale-controles/",
    "stop effort": "/besluiten/programma/inspanning/2025-2026/integrale-controles/stoppen/",
    "indicators of an effort": "/besluiten/programma/inspanning/2025-2026/integrale-controles/indicatoren/",
    "programme versions": "/besluiten/programma/versies/2025-2026/",
    "programme version": "/besluiten/programma/versies/2025-2026/1/",
    "programme differences": "/besluiten/programma/versies/2025-2026/verschillen/",
    "claims": "/besluiten/beweringen/",
    "claim of a trend": "/besluiten/beweringen/dalende-criminaliteit/",
    "claim of a gap": "/besluiten/beweringen/verschil-kleiner/",
    "claim not testable": "/besluiten/beweringen/velserbroek/",
    "meetings": "/besluiten/overleg/",
    "kind of meeting": "/besluiten/overleg/driehoek/",
    "regional input": "/besluiten/overleg/rbop/",
    "planned meeting": "/besluiten/overleg/driehoek/2026-12-10/",
    "settled meeting": "/besluiten/overleg/driehoek/2026-10-15/",
    "actions": "/besluiten/overleg/acties/",
    "members": "/besluiten/overleg/driehoek/deelnemers/",
    "form of a kind of meeting": "/besluiten/overleg/driehoek/wijzigen/",
    "council": "/besluiten/raad/",
    "sessions": "/besluiten/raad/sessies/",
    "session to come": "/besluiten/raad/sessies/2026/",
    "settled session": "/besluiten/raad/sessies/2025/",
    "session figures": "/besluiten/raad/sessies/2026/stand/",
    "proposing a change": "/besluiten/raad/sessies/2026/wijziging/",
    "apv": "/besluiten/raad/apv/",
    "proposals": "/besluiten/raad/voorstellen/",
    "regional plan": "/besluiten/raad/regionaal-plan/",
    "new council item": "/besluiten/raad/nieuw/",
    "act": "/uitvoeren/",
    "account": "/verantwoorden/",
    "dossier": "/verantwoorden/raadsdossier/2025/",
    "releases": "/verantwoorden/uitgaven/",
    "search": "/zoeken/?q=haven",
    "method": "/over-baken/hoe-wij-rekenen/",
    "privacy": "/over-baken/privacy/",
    "accessibility": "/over-baken/toegankelijkheid/",
    "about": "/over-baken/",
    "not found": "/bestaat-niet/",
}
CASES = {
    "my cases": "/uitvoeren/casussen/",
    "case": "/uitvoeren/casussen/2026-0087/",
    "part of a case": "/uitvoeren/casussen/2026-0087/onderdeel/inspections/",
    "timeline of a case": "/uitvoeren/casussen/2026-0087/tijdlijn/",
    "participants of a case": "/uitvoeren/casussen/2026-0087/deelnemers/",
    "sharing from a case": "/uitvoeren/casussen/2026-0087/delen/",
    "note in a case": "/uitvoeren/casussen/2026-0087/onderdeel/premises/notitie/",
    "new case": "/uitvoeren/casussen/nieuw/",
    "closed case": "/uitvoeren/casussen/2019-1187/",
}
"""Seen by the coordinator: the adviser takes part in no case."""
WHO_MAY_KNOW = {
    "role matrix": "/toezicht/rollen/",
    "one role": "/toezicht/rollen/rol/mayor/",
    "one cell": "/toezicht/rollen/mayor/access.log.view/",
    "registers": "/toezicht/registers/",
    "register": "/toezicht/registers/premises/",
    "new register": "/toezicht/registers/nieuw/",
    "admission": "/toezicht/registers/premises/toelaten/",
    "covenants": "/toezicht/convenanten/",
    "covenant": "/toezicht/convenanten/aanpak-panden/",
    "new covenant": "/toezicht/convenanten/nieuw/",
    "ending a covenant": "/toezicht/convenanten/aanpak-panden/einde/",
    "teams": "/toezicht/teams/",
    "team": "/toezicht/teams/haventeam/",
    "emergency access": "/toezicht/noodtoegang/",
    "export for the Wpg audit": "/toezicht/wpg-export/investigation/",
    "why don't I see this": "/waarom/",
    "supervision": "/toezicht/",
    "processing activities": "/toezicht/verwerkingen/",
    "processing activity": "/toezicht/verwerkingen/casework-premises/",
    "changing a processing activity": "/toezicht/verwerkingen/casework-premises/wijzigen/",
    "impact assessments": "/toezicht/dpia/",
    "impact assessment": "/toezicht/dpia/casework/",
    "logbook of processing": "/toezicht/dataverwerkingen/",
    "reads": "/toezicht/inzage/",
    "due for destruction": "/toezicht/bewaren/",
    "retention rules": "/toezicht/bewaren/termijnen/",
    "certificates": "/toezicht/bewaren/verklaringen/",
}
"""Seen by the privacy officer."""
PUBLIC = {
    "welcome": "/",
    "login": "/accounts/login/",
    "municipalities": "/openbaar/",
    "municipality": "/openbaar/velsen/",
}


def _context(browser: Browser, demo: Served, device: dict[str, Any], username: str = "") -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=demo.base, locale="nl-NL", timezone_id="Europe/Amsterdam", **device)
    context.set_default_timeout(20_000)
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


@pytest.fixture(scope="module")
def adviser(browser: Browser, demo: Served) -> Iterator[BrowserContext]:
    yield from _context(browser, demo, DESKTOP, "adviseur")


@pytest.fixture(scope="module")
def adviser_on_phone(browser: Browser, demo: Served) -> Iterator[BrowserContext]:
    yield from _context(browser, demo, PHONE, "adviseur")


@pytest.fixture(scope="module")
def coordinator(browser: Browser, demo: Served) -> Iterator[BrowserContext]:
    yield from _context(browser, demo, PHONE, "ondermijning")


@pytest.fixture(scope="module")
def privacy_officer(browser: Browser, demo: Served) -> Iterator[BrowserContext]:
    yield from _context(browser, demo, PHONE, "privacy")


@pytest.fixture(scope="module")
def on_call(browser: Browser, demo: Served) -> Iterator[BrowserContext]:
    yield from _context(browser, demo, PHONE, "piket")


@pytest.fixture(scope="module")
def visitor(browser: Browser, demo: Served) -> Iterator[BrowserContext]:
    yield from _context(browser, demo, PHONE)


def _fits(page: Page) -> None:
    """No page scrolls sideways at 390 or 320 px; wide tables scroll within their own frame. Loaded once: the layout is CSS."""
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_fits_a_phone(adviser: BrowserContext, axe: Any, name: str) -> None:
    page = adviser.new_page()
    page.goto(PAGES[name])
    assert axe(page) == []
    _fits(page)
    page.close()


@pytest.mark.parametrize("name", ["home", "wijk", "compare", "programme", "programme as timeline", "claims", "council"])
def test_a_page_loaded_on_a_phone_fits_it_too(adviser_on_phone: BrowserContext, axe: Any, name: str) -> None:
    page = adviser_on_phone.new_page()
    page.goto(PAGES[name])
    assert axe(page) == []
    _fits(page)
    page.close()


@pytest.mark.parametrize("name", WHO_MAY_KNOW)
def test_a_page_on_who_may_know_what_is_accessible_and_fits(
    privacy_officer: BrowserContext, axe: Any, name: str
) -> None:
    page = privacy_officer.new_page()
    page.set_viewport_size({"width": 1280, "height": 844})
    assert page.goto(WHO_MAY_KNOW[name]).status == 200
    assert axe(page) == []
    _fits(page)
    page.close()


def test_the_page_for_emergency_access_is_accessible_and_fits(on_call: BrowserContext, axe: Any) -> None:
    page = on_call.new_page()
    assert page.goto("/noodtoegang/").status == 200
    assert axe(page) == []
    _fits(page)
    page.close()


@pytest.mark.parametrize("name", CASES)
def test_a_page_of_cases_is_accessible_and_fits(coordinator: BrowserContext, axe: Any, name: str) -> None:
    page = coordinator.new_page()
    assert page.goto(CASES[name]).status == 200
    assert axe(page) == []
    _fits(page)
    page.close()


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_is_accessible_and_fits(visitor: BrowserContext, axe: Any, name: str) -> None:
    page = visitor.new_page()
    page.goto(PUBLIC[name])
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()


def test_the_way_through_the_loop_by_keyboard_alone(adviser: BrowserContext) -> None:
    """From the start, the skip link comes first, then the four steps can be reached and opened with Tab and Enter."""
    page = adviser.new_page()
    page.goto("/")
    page.bring_to_front()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Besluiten":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/besluiten/")
    assert page.get_by_role("heading", level=1).count() == 1
    page.close()


def test_english_is_one_click_away(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/openbaar/velsen/")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert "/openbaar/velsen/" in page.url
    page.get_by_role("button", name="Nederlands").click()
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    page.close()
